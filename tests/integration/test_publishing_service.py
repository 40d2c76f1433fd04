"""What may leave the house: reports and posts against consent, embargo, status and small groups."""

import re
from datetime import date
from pathlib import Path

import pytest

from council_app.domain.enums import Audience
from council_app.domain.held import Rule
from council_app.domain.report import about_session
from council_app.errors import CouncilError, Refused
from council_app.i18n import translator
from council_app.services.blog import GeneratorName, export_posts, write_posts
from council_app.services.insights import list_insights
from council_app.services.report import ReportFormat, build_report, render_report
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (("P01", "I found the fee on my doormat"), ("P02", "Forty pounds for one day late"))
DAY = date(2026, 7, 1)
DELIVERY = """council: 1
deliveries:
  - {{insight: late-fee, market: gb, status: {status}, since: 2026-06-01, {more}wording: {{en-GB: {words}}}}}
"""


def told(folder: Path, *, allow: tuple[str, ...] = ("notes", "quote_internal", "quote_public")) -> Workspace:
    """A workspace with twelve people, two notes and one insight."""
    return given.workspace(folder, given.people(allow=allow), given.notes(*SAID), given.INSIGHT)


def deliver(made: Workspace, folder: Path, words: str, *, status: str = "shipped", more: str = "") -> None:
    given.apply(made, folder, DELIVERY.format(status=status, words=words, more=more))


def rules(made: Workspace) -> list[Rule]:
    (post,) = write_posts(workspace=made, market="gb", as_of=DAY)
    return [held.rule for held in post.held_back]


def test_a_true_draft_goes_out_with_its_quotes(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        deliver(made, tmp_path, "The first reminder now names the fee.")
        posts = write_posts(workspace=made, market="GB", as_of=DAY)
        (file,) = export_posts(posts=posts, generator=GeneratorName.HUGO, out=tmp_path / "site").files
    text = file.read_text(encoding="utf-8")
    assert [SAID[0][1] in text, SAID[1][1] in text, "draft: true" in text] == [True, True, True]


def test_without_public_consent_nobody_is_quoted_and_it_is_said(tmp_path: Path) -> None:
    with told(tmp_path, allow=("notes", "quote_internal")) as made:
        deliver(made, tmp_path, "The first reminder now names the fee.")
        (post,) = write_posts(workspace=made, market="gb", as_of=DAY)
    texts = [block.text for section in post.draft.sections for block in section.blocks]
    assert [text for text in texts if SAID[0][1] in text or SAID[1][1] in text] == []
    assert (len(post.draft.left_out), post.held_back) == (2, ())


@pytest.mark.parametrize(
    ("words", "status", "more", "rule"),
    [
        ("People said “Forty pounds for one day late” and we listened.", "shipped", "", Rule.QUOTE),
        ("Ada Lind helped us to name the fee.", "shipped", "", Rule.PERSONAL),
        ("Write to ada@example.org about the fee.", "shipped", "", Rule.PERSONAL),
        ("The Velvet Slider names the fee.", "shipped", "", Rule.EMBARGO),
        ("You can now see the fee on the first reminder.", "in-test", "with: 40 customers in Bristol, ", Rule.STATUS),
        ("We will name the fee soon.", "investigating", "", Rule.PROMISE),
    ],
)
def test_the_gate_holds_what_must_not_be_said_and_nothing_is_written(
    tmp_path: Path, words: str, status: str, more: str, rule: Rule
) -> None:
    with told(tmp_path, allow=("notes", "quote_internal")) as made:
        deliver(made, tmp_path, words, status=status, more=more)
        assert rule in rules(made)
        with pytest.raises(CouncilError):
            export_posts(posts=write_posts(workspace=made, market="gb", as_of=DAY), generator=GeneratorName.HUGO, out=tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_withdrawn_consent_takes_the_quote_out_of_the_next_draft(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        deliver(made, tmp_path, "The first reminder now names the fee.")
        withdrawn = given.people(count=1).replace("}]", ", withdrawn: 2026-06-20T08:00:00+00:00}]")
        given.apply(made, tmp_path, withdrawn)
        (post,) = write_posts(workspace=made, market="gb", as_of=DAY)
    texts = [block.text for section in post.draft.sections for block in section.blocks]
    assert [SAID[0][1] in texts, SAID[1][1] in texts] == [False, True]


def test_an_internal_report_quotes_only_who_allows_it_and_names_nobody(tmp_path: Path) -> None:
    with told(tmp_path, allow=("notes",)) as made:
        report = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=translator("en-GB"))
    assert [quote for finding in report.findings for quote in finding.quotes] == []
    assert report.notes == ()


def test_an_external_report_holds_no_seat_no_note_and_no_name(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        out = tmp_path / "report.html"
        options = {"audience": Audience.EXTERNAL, "t": translator("en-GB"), "out": out, "format": ReportFormat.HTML}
        render_report(workspace=made, about=about_session(given.SESSION), **options)
    # Letters of a font, written as text, spell anything.
    text = re.sub(r"data:[^)\"']+", "", out.read_text(encoding="utf-8"))
    assert SAID[0][1] in text
    assert [word for word in (*given.NAMES, "ada@example.org", "P01", "P12", "Mia Vance") if word in text] == []


def test_the_same_data_gives_the_same_report(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        asked = {"about": about_session(given.SESSION), "audience": Audience.INTERNAL, "t": translator("sv")}
        reports = [build_report(workspace=made, **asked) for _ in range(2)]
    assert reports[0] == reports[1]


def test_numbers_of_the_report_are_those_of_the_list(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        (card,) = list_insights(workspace=made, session=given.SESSION)
        report = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=translator("en"))
    assert (report.findings[0].evidence, report.findings[0].likelihood) == (card.evidence, card.likelihood)


def refused(made: Workspace, audience: Audience, **options: str) -> list[str]:
    """The places of what keeps a report from being made."""
    with pytest.raises(Refused) as caught:
        build_report(workspace=made, about=about_session(given.SESSION), audience=audience, t=translator("en-GB"), **options)
    return sorted({f"{problem.what}: {str(problem.why).partition(':')[0]}" for problem in caught.value.problems})


NAMED = "somebody who is on a roster is named"
WORDS = "who said this has not allowed it to be repeated here"


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("title", "Ada Lind pays without warning", f"in the title, {NAMED}"),
        ("problem", "Write to ada@example.org about it.", "in the problem, there is an e-mail address"),
        ("problem", "Call 0117 496 0123 about it.", "in the problem, there is a phone or identity number"),
        ("solution", "Stop this - Forty pounds for one day late", f"in the solution, {WORDS}"),
    ],
)
def test_what_the_team_wrote_names_nobody_and_repeats_no_words(tmp_path: Path, audience: Audience, field: str, text: str, why: str) -> None:
    with told(tmp_path, allow=("notes",)) as made:
        given.apply(made, tmp_path, INSIGHT_TEXT.format(field=field, text=text))
        assert refused(made, audience) == [f"late-fee: {why}"]
        out = tmp_path / "report.html"
        options = {"audience": audience, "t": translator("en-GB"), "out": out, "format": ReportFormat.HTML}
        with pytest.raises(Refused):
            render_report(workspace=made, about=about_session(given.SESSION), **options)
        assert not out.exists()


INSIGHT_TEXT = "council: 1\ninsights: [{{key: late-fee, {field}: '{text}'}}]\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The Velvet Slider must name it.", "in the problem, this is not public before 2099-09-01"),
        ("As P03 said, it is late.", "in the problem, there is a seat code"),
        ("I found the fee on my doormat.", f"in the problem, {WORDS}"),
    ],
)
def test_what_may_be_read_inside_may_not_go_outside(tmp_path: Path, text: str, why: str) -> None:
    with told(tmp_path, allow=("notes", "quote_internal")) as made:
        given.apply(made, tmp_path, "council: 1\nprototypes: [{key: slider, name: Velvet Slider, embargo_until: 2099-09-01}]\n")
        given.apply(made, tmp_path, INSIGHT_TEXT.format(field="problem", text=text))
        assert refused(made, Audience.EXTERNAL) == [f"late-fee: {why}"]
        inside = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=translator("en-GB"))
    assert inside.findings[0].facts.problem == text


def test_a_quote_that_names_a_third_person_does_not_go_out(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        given.apply(made, tmp_path, given.notes(("P01", "Ben Moss told me about the fee")))
        assert refused(made, Audience.EXTERNAL) == [f"late-fee: in quote 1, {NAMED}"]


def test_names_elsewhere_on_the_pages_do_not_go_out(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        deliver(made, tmp_path, "Named.", status="in-test", more="with: Cleo Hart and others, ")
        given.apply(made, tmp_path, "council: 1\njourneys: [{key: buy, name: Buying, stages: [{key: pay, name: Pay like Dev Rao}]}]\n")
        found = refused(made, Audience.EXTERNAL, brand="Friends of Eva Stone")
    places = ["late-fee: in a stage of the journey", "late-fee: in what became of it"]
    assert [place for place in found if place.startswith("late-fee")] == [f"{place}, {NAMED}" for place in places]
    assert f"{given.SESSION}: in the name of the brand, {NAMED}" in found


def page(made: Workspace, folder: Path, audience: Audience = Audience.EXTERNAL) -> str:
    out = folder / "report.html"
    options = {"audience": audience, "t": translator("en-GB"), "out": out, "format": ReportFormat.HTML}
    render_report(workspace=made, about=about_session(given.SESSION), **options)
    shown = out.read_text(encoding="utf-8").partition("<main>")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", shown).split())


def test_a_small_council_is_a_small_group_outside(tmp_path: Path) -> None:
    made = given.workspace(tmp_path)
    with made:
        for plan in (given.people(count=3), given.notes(*SAID), given.INSIGHT):
            given.apply(made, tmp_path, plan)
        outside, inside = page(made, tmp_path), page(made, tmp_path, Audience.INTERNAL)
    numbers = r"(?<!Severity )\b\d of \d\b|\b[23] (?:customers|people|attendees)\b|\d+% to \d+%"
    assert re.findall(numbers, outside) == []
    assert ["A small group of customers talked with us" in outside, "heard in a small group" in outside] == [True, True]
    assert "3 customers talked with us" in inside


def test_a_theme_does_not_tell_of_the_few_beside_the_many(tmp_path: Path) -> None:
    said = [(f"P{number:02}", f"The fee again {number}") for number in range(1, 13)]
    with told(tmp_path) as made:
        given.apply(made, tmp_path, given.notes(*said))
        asked = given.notes(("P01", "The fee again 1"), raised="prompted", kind="praise")
        given.apply(made, tmp_path, asked)
        reports = [build_report(workspace=made, about=about_session(given.SESSION), audience=one, t=translator("en")) for one in Audience]
    counts = {report.audience: [(theme.people, theme.unprompted, *theme.kinds.values()) for theme in report.themes] for report in reports}
    assert counts == {Audience.INTERNAL: [(12, 11, 11, 1)], Audience.EXTERNAL: [(12, None, None, None)]}


def test_what_is_not_printed_is_told_inside_and_by_its_reason(tmp_path: Path) -> None:
    with told(tmp_path, allow=("notes",)) as made:
        nobody = given.notes(("P01", "Said by somebody here")).replace("seat: P01, ", "").replace("key: n1", "key: n9")
        given.apply(made, tmp_path, nobody)
        inside, outside = page(made, tmp_path, Audience.INTERNAL), page(made, tmp_path)
    assert "2 notes are not printed, because their speakers did not allow it." in inside
    assert "One note is not printed, because it is not known who could allow it." in inside
    assert "not printed" not in outside
