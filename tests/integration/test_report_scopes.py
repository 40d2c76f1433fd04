"""The report of a council and of a market over time: people once, each market for itself, honest words on what cannot be compared."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from council_app.domain.enums import Audience, DeliveryStatus, Purpose, ReportScope
from council_app.domain.report import SUMMARY_PART, ReportAbout, about_session, part_of_finding
from council_app.errors import CouncilError, Message, Refused
from council_app.i18n import translator
from council_app.reporting.audience import permitted
from council_app.reporting.html import screen_html
from council_app.reporting.model import Report, ToldKind
from council_app.services.consent import withdraw
from council_app.services.publications import quoting_report, remember
from council_app.services.report.building import build_report
from council_app.services.report.writing import write_part
from council_app.services.workspace import Workspace
from tests import factories as given

EN = translator("en-GB")
MARKET = ReportAbout(ReportScope.MARKET, "gb")
COUNCIL = ReportAbout(ReportScope.COUNCIL, "bristol")

MORE = """
council: 1
markets: [{key: nl, country: NL, locales: [nl-NL], currency: EUR}]
councils:
  - key: bristol
    market: gb
    city: Bristol
    date: 2026-05-12
    timezone: Europe/London
    title: Bristol council
    sessions:
      - {key: bristol-am, starts: "09:30", ends: "12:00", capacity: 20, script: pay, agenda: [{title: Welcome, minutes: 10}]}
      - {key: bristol-pm, starts: "14:30", ends: "16:00", capacity: 20, script: pay}
  - key: leeds
    market: gb
    city: Leeds
    date: 2026-10-06
    timezone: Europe/London
    title: Leeds council
    sessions: [{key: leeds-am, starts: "09:30", ends: "12:00", script: pay}]
  - key: delft
    market: nl
    city: Delft
    date: 2026-10-20
    timezone: Europe/Amsterdam
    title: Delft council
    sessions: [{key: delft-am, starts: "09:30", ends: "12:00"}]
  - key: york
    market: gb
    city: York
    date: 2027-02-02
    timezone: Europe/London
    title: York council
    sessions: [{key: york-am, starts: "09:30", ends: "12:00"}]
"""
DELIVERIES = """
council: 1
deliveries:
  - {insight: late-fee, market: gb, status: in-test, with: 40 customers in Bristol, since: 2026-06-01}
  - {insight: late-fee, market: nl, status: declined, reason: the fee is set by law}
"""


def said(session: str, *seats: str, day: str) -> str:
    """A plan of one friction note about the fee from each seat."""
    lines = ["council: 1", "notes:"]
    for number, seat in enumerate(seats, start=1):
        lines.append(
            f"  - {{key: {session}-{number}, session: {session}, at: {day}T09:{number:02}:00+00:00, seat: {seat}, author: Kim, "
            f"text: 'The fee came late at {session} number {number}', kind: friction, severity: 3, verbatim: true, raised: alone, "
            f"tags: [fees/late], stage: buy/pay}}"
        )
    return "\n".join(lines) + "\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Twelve people in Bristol in the morning, four of them again in the afternoon, and seven of them in Leeds; three in Delft."""
    made = given.workspace(tmp_path)
    with made:
        plans = [MORE, given.people(), given.people(count=4, session="bristol-pm"), given.people(count=7, session="leeds-am")]
        plans += [given.people(count=3, session="delft-am"), given.INSIGHT, DELIVERIES]
        plans += [
            said("bristol-am", "P01", "P02", "P03", "P04", "P05", "P06", day="2026-05-12"),
            said("bristol-pm", "P01", "P02", day="2026-05-12"),
        ]
        plans += [said("leeds-am", "P01", "P02", "P07", day="2026-10-06"), said("delft-am", "P01", day="2026-10-20")]
        for plan in plans:
            given.apply(made, tmp_path, plan)
        yield made


def report(desk: Workspace, about: ReportAbout, audience: Audience = Audience.INTERNAL) -> Report:
    return build_report(workspace=desk, about=about, audience=audience, t=EN)


def test_a_council_counts_a_person_of_both_its_sessions_once(desk: Workspace) -> None:
    made = report(desk, COUNCIL)
    assert [ref.key for ref in made.sessions] == ["bristol-am", "bristol-pm"]
    assert (made.attendance.came, made.attendance.spoke) == (12, 6)
    assert [(each.label, each.came, each.spoke, each.notes) for each in made.attendance.sessions] == [
        ("Bristol, morning", 12, 6, 6),
        ("Bristol, afternoon", 4, 2, 2),
    ]
    (finding,) = made.findings
    assert (finding.evidence.people, finding.evidence.attendees) == (6, 12)
    assert made.heading == "Bristol council"
    assert made.occasion == "Bristol, 12 May 2026, 2 sessions"


def test_a_market_counts_a_person_of_two_councils_once_and_nobody_of_another_market(desk: Workspace) -> None:
    made = report(desk, MARKET)
    assert [ref.key for ref in made.sessions] == ["bristol-am", "bristol-pm", "leeds-am"]
    assert made.attendance.came == 12
    (finding,) = made.findings
    assert (finding.evidence.people, finding.evidence.attendees) == (7, 12)
    assert [(each.city, each.evidence and each.evidence.people) for each in finding.by_council] == [("Bristol", 6), ("Leeds", 3)]
    assert made.heading == "United Kingdom"
    assert said_in_english(made.occasion).replace("\u2009", " ") == "United Kingdom, May – October 2026, 2 councils"
    assert [quote.city for quote in finding.quotes if quote.city == "Delft"] == []


def test_a_market_tells_of_its_own_deliveries_only(desk: Workspace) -> None:
    gb, nl = report(desk, MARKET).follow_up, report(desk, ReportAbout(ReportScope.MARKET, "nl")).follow_up
    assert gb is not None
    assert [each.status for each in gb.deliveries] == [DeliveryStatus.IN_TEST]
    assert nl is not None
    assert [each.status for each in nl.deliveries] == [DeliveryStatus.DECLINED]
    assert report(desk, MARKET).findings[0].delivery == gb.deliveries[0]


def test_a_council_says_what_became_of_what_was_heard_before_it(desk: Workspace) -> None:
    first, second = report(desk, COUNCIL), report(desk, ReportAbout(ReportScope.COUNCIL, "leeds"))
    assert first.follow_up is None
    assert second.follow_up is not None
    assert said_in_english(second.follow_up.since) == "on 12 May 2026"


def test_a_market_without_a_second_measure_has_no_trend_and_says_why(desk: Workspace, tmp_path: Path) -> None:
    single = report(desk, ReportAbout(ReportScope.MARKET, "nl"))
    assert (single.trends, said_in_english(single.trends_note)) == ((), "One council so far: a trend needs two.")


def trials(session: str, outcomes: str, answer: str = "[5, 1, 4, 2, 5, 1, 5, 2, 4, 2]") -> str:
    """Outcomes of the task, one letter a seat, and a SUS from each."""
    words = {"y": "success", "n": "fail"}
    tried = [f"  - {{session: {session}, seat: P{number:02}, task: pick, outcome: {words[one]}}}" for number, one in enumerate(outcomes, 1)]
    told = [f"  - {{session: {session}, seat: P{number:02}, question: sus, value: {answer}}}" for number, _ in enumerate(outcomes, 1)]
    return "\n".join(["council: 1", "trials:", *tried, "answers:", *told]) + "\n"


def test_scores_and_success_run_across_councils_that_asked_the_same(desk: Workspace, tmp_path: Path) -> None:
    given.apply(desk, tmp_path, trials("bristol-am", "yyyyn", "[5, 1, 5, 1, 5, 1, 5, 1, 5, 1]"))
    given.apply(desk, tmp_path, trials("leeds-am", "yynn"))
    made = report(desk, MARKET)
    points = {trend.name: [(point.label, round(point.mean), point.answers) for point in trend.points] for trend in made.trends}
    assert points == {
        "Velvet Slider: SUS": [("Bristol, May 2026", 100, 5), ("Leeds, October 2026", 88, 4)],
        "Pick a date, % unaided": [("Bristol, May 2026", 80, 5), ("Leeds, October 2026", 50, 4)],
    }
    assert {trend.name: trend.percent for trend in made.trends} == {"Velvet Slider: SUS": False, "Pick a date, % unaided": True}
    assert [point for trend in made.trends for point in trend.points if not point.low <= point.mean <= point.high] == []
    assert made.trends_note == ""


def test_of_somebody_who_tried_twice_the_first_try_counts(desk: Workspace, tmp_path: Path) -> None:
    for plan in (trials("bristol-am", "nnnn"), trials("bristol-pm", "yyyy")):
        given.apply(desk, tmp_path, plan)
    (prototype,) = report(desk, COUNCIL).prototypes
    assert [(task.success, task.tried) for task in prototype.tasks] == [(0, 4)]


def test_councils_that_asked_something_else_have_no_line_and_that_is_said(desk: Workspace, tmp_path: Path) -> None:
    asked = '{key: leeds-am, starts: "09:30", ends: "12:00", script: pay}'
    given.apply(desk, tmp_path, "council: 1\nscripts: [{key: ask, title: Asking, questions: [{key: easy, kind: seq}]}]\n")
    given.apply(desk, tmp_path, MORE.replace(asked, asked.replace("script: pay", "script: ask")))
    given.apply(desk, tmp_path, trials("bristol-am", "yyyynn"))
    told = "".join(f"  - {{session: leeds-am, seat: P{number:02}, question: easy, value: {5 + number % 2}}}\n" for number in range(1, 8))
    given.apply(desk, tmp_path, f"council: 1\nanswers:\n{told}")
    made = report(desk, MARKET)
    assert made.trends == ()
    assert said_in_english(made.trends_note) == (
        "The councils were not asked the same: no number of one can be compared with another's, so there is no line."
    )


def said_in_english(text: str | Message) -> str:
    return text if isinstance(text, str) else EN.say(text)


def test_a_plan_is_nothing_to_report_on_before_it_was_held_but_a_calm_page(desk: Workspace) -> None:
    made = report(desk, about_session("york-am"))
    assert (made.findings, made.themes, made.notes, made.attendance.came) == ((), (), (), 0)
    assert made.lead == "0 customers talked with us for 2 hours and 30 minutes. No notes were taken."


@pytest.mark.parametrize(
    ("scope", "why"),
    [
        (ReportScope.SESSION, "there is no session of this key"),
        (ReportScope.COUNCIL, "there is no council of this key"),
        (ReportScope.MARKET, "there is no market of this key"),
    ],
)
def test_an_unknown_key_is_refused_in_words(desk: Workspace, scope: ReportScope, why: str) -> None:
    with pytest.raises(CouncilError) as caught:
        report(desk, ReportAbout(scope, "nowhere"))
    assert (caught.value.what, str(caught.value.why)) == ("nowhere", why)


# -- the claims page


def test_every_figure_and_quote_has_an_id_a_sentence_and_a_source(desk: Workspace) -> None:
    made = report(desk, COUNCIL)
    figures = [told.id for told in made.told if told.kind is ToldKind.FIGURE]
    quotes = [told.id for told in made.told if told.kind is ToldKind.QUOTE]
    assert figures == [f"F{number}" for number in range(1, len(figures) + 1)]
    assert quotes == [f"Q{number}" for number in range(1, len(quotes) + 1)]
    assert [told.id for told in made.told if not told.says or not told.source] == []
    (finding,) = made.findings
    assert [quote.id for quote in finding.quotes] == quotes[: len(finding.quotes)]
    (line,) = [told for told in made.told if told.at == "finding:late-fee"]
    assert line.says == "6 of 12 attendees raised it: 6 unprompted, 0 when asked. Severity 3 of 4, serious."
    assert "bristol-am-1" in said_in_english(line.source)


def test_a_figure_of_another_session_is_not_said_to_come_from_the_notes_of_this_one(desk: Workspace) -> None:
    made = report(desk, about_session("leeds-am"))
    sources = {said_in_english(told.source) for told in made.told if told.at.startswith("finding:late-fee/at:")}
    assert {source for source in sources if "leeds-am-1" in source} == set()
    assert "insight late-fee, notes from Bristol" in sources


def test_the_claims_of_an_outside_report_name_no_note_and_no_seat(desk: Workspace) -> None:
    made = report(desk, COUNCIL, Audience.EXTERNAL)
    text = " ".join(f"{told.says} {said_in_english(told.source)}" for told in made.told)
    assert [word for word in ("bristol-am-1", "P01", "seat") if word in text] == []


# -- what changed


def saved(desk: Workspace, about: ReportAbout, audience: Audience = Audience.INTERNAL) -> Report:
    made = report(desk, about, audience)
    remember(workspace=desk, documents=[quoting_report(made, file="/somewhere/r.pdf", form="pdf")])
    return made


def changed(made: Report) -> list[str]:
    return [said_in_english(text) for text in made.changed.items] if made.changed else []


def test_writing_the_same_again_changes_nothing_in_it(desk: Workspace) -> None:
    first = saved(desk, COUNCIL)
    assert [saved(desk, COUNCIL), report(desk, COUNCIL)] == [first, first]
    assert first.changed is None


def test_new_notes_are_said_to_have_changed_the_numbers_and_stay_said(desk: Workspace, tmp_path: Path) -> None:
    first = saved(desk, COUNCIL)
    given.apply(desk, tmp_path, said("bristol-pm", "P01", "P02", "P03", "P04", day="2026-05-12").replace("bristol-pm-", "more-"))
    given.apply(
        desk, tmp_path, said("bristol-am", *(f"P{n:02}" for n in range(1, 10)), day="2026-05-12").replace("key: bristol-am-", "key: again-")
    )
    second = saved(desk, COUNCIL)
    assert "“The late fee comes without warning”: heard from 9 of 12, and not from 6 of 12." in changed(second)
    assert second.changed is not None
    assert second.changed.since == first.as_of.date()
    assert report(desk, COUNCIL) == second


def test_a_quote_taken_back_is_gone_and_that_is_said_without_its_words(desk: Workspace) -> None:
    first = saved(desk, COUNCIL)
    quote = first.findings[0].quotes[0]
    assert quote.seat is not None
    for session in ("bristol-am", "bristol-pm"):
        if session == "bristol-am" or quote.seat in ("P01", "P02", "P03", "P04"):
            withdraw(workspace=desk, session=session, person=quote.seat, purposes=[Purpose.QUOTE_INTERNAL])
    second = report(desk, COUNCIL)
    told = changed(second)
    assert "1 quote is no longer printed: its speaker took consent back." in told
    assert [line for line in told if quote.text in line or quote.seat in line.split()] == []
    assert quote.text not in [each.text for finding in second.findings for each in (*finding.quotes, *finding.against)]


def test_reports_of_other_readers_and_other_things_are_no_earlier_versions(desk: Workspace, tmp_path: Path) -> None:
    saved(desk, COUNCIL, Audience.EXTERNAL)
    saved(desk, MARKET)
    given.apply(desk, tmp_path, said("bristol-am", "P08", "P09", day="2026-05-12").replace("key: bristol-am-", "key: new-"))
    assert report(desk, COUNCIL).changed is None


# -- what people wrote


def write(desk: Workspace, *, part: str, text: str) -> None:
    write_part(workspace=desk, about=COUNCIL, audience=Audience.INTERNAL, locale="en-GB", part=part, text=text)


def test_what_somebody_wrote_is_read_for_leaks_with_its_part(desk: Workspace) -> None:
    write(desk, part=SUMMARY_PART, text="Ada Lind was right.")
    write(desk, part=part_of_finding("late-fee"), text="Write to ada@example.org about it.")
    with pytest.raises(Refused) as caught:
        report(desk, COUNCIL)
    places = {f"{problem.what}: {str(problem.why).partition(':')[0]}" for problem in caught.value.problems}
    assert places == {
        "bristol: in the summary that was written, somebody who is on a roster is named",
        "late-fee: in the comment on this finding, there is an e-mail address",
    }


def test_what_somebody_wrote_stands_beside_the_numbers(desk: Workspace) -> None:
    write(desk, part=SUMMARY_PART, text="We heard enough to act.")
    made = report(desk, COUNCIL)
    assert made.wrote(SUMMARY_PART) == "We heard enough to act."
    assert made.lead.startswith("12 customers talked with us")
    assert report(desk, COUNCIL, Audience.EXTERNAL).written == ()


# -- consent and small groups


@pytest.mark.parametrize("about", [about_session("bristol-am"), COUNCIL, MARKET], ids=lambda about: about.scope)
def test_whoever_takes_back_consent_to_notes_is_in_no_part_of_the_next_report(desk: Workspace, about: ReportAbout) -> None:
    words = ("The fee came late at bristol-am number 6", "bristol-am-6")
    before = report(desk, about)
    withdraw(workspace=desk, session="bristol-am", person="P06", purposes=[Purpose.NOTES, Purpose.QUOTE_INTERNAL])
    after = report(desk, about)
    assert [word in repr(before) for word in words] == [True, True]
    assert [word in repr(after) for word in words] == [False, False]
    assert after.findings[0].evidence.people == before.findings[0].evidence.people - 1
    assert after.themes[0].people == (before.themes[0].people or 0) - 1
    assert after.attendance.spoke == (before.attendance.spoke or 0) - 1


def test_outside_a_small_session_is_not_had_from_the_whole_council(desk: Workspace) -> None:
    inside, outside = report(desk, COUNCIL), permitted(report(desk, COUNCIL, Audience.EXTERNAL))
    assert [each.came for each in inside.attendance.sessions] == [12, 4]
    assert [(each.came, each.spoke) for each in outside.attendance.sessions] == [(None, None), (None, None)]
    assert {each.evidence for each in outside.findings[0].by_council} == {None}
    assert (outside.crossings, outside.heat, outside.notes, outside.likelihoods) == ((), None, (), ())


def test_inside_themes_by_session_do_not_give_the_few_of_one_away(desk: Workspace) -> None:
    (table,) = report(desk, COUNCIL).crossings
    # Six in the morning, two in the afternoon, all of them among the six: the two are few, and the six would not hide them.
    assert [(row.name, row.people) for row in table.rows] == [("Fees", (None, None))]
    assert table.columns == ("Bristol, morning, 12 May 2026", "Bristol, afternoon, 12 May 2026")


def test_each_row_behind_a_picture_has_its_id_where_it_stands(desk: Workspace) -> None:
    made = report(desk, ReportAbout(ReportScope.MARKET, "gb"))
    rows = [told.id for told in made.told if told.at.startswith(("curve:", "heat:", "pairs:"))]
    html = screen_html(made, EN)
    assert len(rows) > 2
    assert [each for each in rows if f'<a class="id" id="{each}" href="#claim-{each}">' not in html] == []


def sent(desk: Workspace, about: ReportAbout) -> Report:
    """An external report that went out."""
    made = report(desk, about, Audience.EXTERNAL)
    remember(workspace=desk, documents=[quoting_report(made)])
    return permitted(made)


LEFT_OUT = "Some numbers are left out: beside another report that went out, they would tell of a few people."


def newcomers(session: str, count: int) -> str:
    """A plan of people who were nowhere before."""
    lines = ["council: 1", "people:"]
    lines += [
        f"  - {{email: new{number}@example.org, name: New Guest{number}, session: {session}, seat: P{number + 20}, status: arrived}}"
        for number in range(count)
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def grown(desk: Workspace, tmp_path: Path) -> Workspace:
    """Twelve in the morning, nine in the afternoon, seventeen at the council."""
    given.apply(desk, tmp_path, newcomers("bristol-pm", 5))
    return desk


def test_the_few_of_one_session_are_not_had_from_two_reports(grown: Workspace) -> None:
    first, second = sent(grown, about_session("bristol-am")), sent(grown, COUNCIL)
    assert (first.attendance.came, LEFT_OUT in map(str, first.method.limits)) == (12, False)
    assert (second.attendance.came, second.findings[0].evidence.attendees) == (None, 0)
    assert [claim.evidence for claim in second.claims] == [None] * len(second.claims)
    assert "17" not in second.lead
    assert LEFT_OUT in map(str, second.method.limits)


def test_whichever_went_out_first_the_other_gives_way(grown: Workspace) -> None:
    first, second = sent(grown, COUNCIL), sent(grown, about_session("bristol-am"))
    assert (first.attendance.came, second.attendance.came) == (17, None)


def test_reports_beside_each_other_stay_what_they_were_when_written_again(grown: Workspace) -> None:
    sent(grown, about_session("bristol-am"))
    once, again = sent(grown, COUNCIL), sent(grown, COUNCIL)
    assert again == once


def test_who_holds_an_earlier_version_is_told_of_the_difference(desk: Workspace, tmp_path: Path) -> None:
    sentence = "Whoever has an earlier version of this report can work out by how many people the two differ."
    first = sent(desk, about_session("bristol-am"))
    given.apply(desk, tmp_path, newcomers("bristol-am", 2))
    second = sent(desk, about_session("bristol-am"))
    assert [sentence in map(str, each.method.limits) for each in (first, second)] == [False, True]
    assert second.attendance.came == 14
