"""What may leave the house: reports and posts against consent, embargo, status and small groups."""

from datetime import date
from pathlib import Path

import pytest

from council_app.domain.enums import Audience
from council_app.domain.held import Rule
from council_app.errors import CouncilError
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
    made = given.workspace(folder)
    for plan in (given.people(allow=allow), given.notes(*SAID), given.INSIGHT):
        given.apply(made, folder, plan)
    return made


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
        report = build_report(workspace=made, session=given.SESSION, audience=Audience.INTERNAL, t=translator("en-GB"))
    assert [quote for finding in report.findings for quote in finding.quotes] == []
    assert report.notes == ()


def test_an_external_report_holds_no_seat_no_note_and_no_name(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        out = tmp_path / "report.html"
        options = {"audience": Audience.EXTERNAL, "t": translator("en-GB"), "out": out, "format": ReportFormat.HTML}
        render_report(workspace=made, session=given.SESSION, **options)
    text = out.read_text(encoding="utf-8")
    assert SAID[0][1] in text
    assert [word for word in (*given.NAMES, "ada@example.org", "P01", "P12", "Mia Vance") if word in text] == []


def test_the_same_data_gives_the_same_report(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        reports = [build_report(workspace=made, session=given.SESSION, audience=Audience.INTERNAL, t=translator("sv")) for _ in range(2)]
    assert reports[0] == reports[1]


def test_numbers_of_the_report_are_those_of_the_list(tmp_path: Path) -> None:
    with told(tmp_path) as made:
        (card,) = list_insights(workspace=made, session=given.SESSION)
        report = build_report(workspace=made, session=given.SESSION, audience=Audience.INTERNAL, t=translator("en"))
    assert (report.findings[0].evidence, report.findings[0].likelihood) == (card.evidence, card.likelihood)
