"""A year of three markets: how far each council has come, what was kept, what was measured again, and what is to be done next."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from council_app.db.models import Market, Post, PostOut
from council_app.domain.cadence import Pace
from council_app.domain.enums import Audience, DeliveryStatus, Purpose, ReportScope
from council_app.domain.next_things import Step
from council_app.domain.papers import Sheet
from council_app.domain.report import ReportAbout
from council_app.domain.trend_lines import LineKind
from council_app.domain.year import CouncilMark, Part
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.services import history, papers
from council_app.services.consent import withdraw
from council_app.services.programme import kept, overview, say_report_sent, set_promises, take_back_sent, trends, year
from council_app.services.programme.paper import prepare_programme
from council_app.services.programme.planning import CouncilPlan, plan_council, proposal
from council_app.services.workspace import Workspace
from tests import factories as given
from tests import programme_factory as programme
from tests.program import run
from tests.programme_factory import TODAY

STOCKHOLM = ReportAbout(ReportScope.COUNCIL, "stockholm-2026-11")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with programme.year(tmp_path) as workspace:
        yield workspace


def ring(made: Workspace, key: str) -> CouncilMark:
    found = year(workspace=made, year=2026, today=TODAY)
    return next(mark for row in found.markets for mark in row.councils if mark.key == key)


def test_each_market_has_its_councils_in_order_and_says_whether_its_cadence_is_kept(made: Workspace) -> None:
    found = year(workspace=made, today=TODAY)
    assert found.years == (2026, 2027)
    assert [(row.market, row.cadence.pace, row.cities, len(row.councils)) for row in found.markets] == [
        ("de", Pace.NO_DATE, ("Berlin",), 3),
        ("gb", Pace.KEPT, ("London",), 4),
        ("se", Pace.KEPT, ("Stockholm",), 4),
    ]


def test_a_ring_has_six_parts_and_says_what_stands_behind_each(made: Workspace) -> None:
    berlin = ring(made, "berlin-2026-10")
    assert berlin.done == {Part.PLANNED, Part.FULL, Part.HELD, Part.REPORTED}
    assert [str(berlin.says(part)) for part in Part] == [
        "1 session",
        "16 of 16 people, 31 waiting",
        "16 people came",
        "10 of 20 notes tagged",
        "sent after 19 days",
        "no post is out since",
    ]
    london = ring(made, "london-2026-12")
    assert (london.done, london.people, len(london.session_keys)) == ({Part.PLANNED, Part.FULL}, 24, 2)


def test_a_report_is_sent_when_somebody_says_so_and_not_before_it_can_be(made: Workspace) -> None:
    with pytest.raises(CouncilError, match="the day is still to come"):
        say_report_sent(workspace=made, about=STOCKHOLM, audience=Audience.INTERNAL, day=date(2026, 11, 25), today=TODAY)
    say_report_sent(workspace=made, about=STOCKHOLM, audience=Audience.INTERNAL, day=date(2026, 11, 23), today=TODAY)
    say_report_sent(workspace=made, about=STOCKHOLM, audience=Audience.EXTERNAL, day=date(2026, 11, 24), today=TODAY)
    assert ring(made, STOCKHOLM.key).report_took == 4
    take_back_sent(workspace=made, about=STOCKHOLM, audience=Audience.INTERNAL)
    assert ring(made, STOCKHOLM.key).report_took == 5
    history.undo(workspace=made)
    assert ring(made, STOCKHOLM.key).report_took == 4


def test_a_double_session_is_reported_once_both_reports_are_sent(made: Workspace) -> None:
    about = ReportAbout(ReportScope.COUNCIL, "london-2026-10")
    take_back_sent(workspace=made, about=about, audience=Audience.INTERNAL)
    for key, day in (("london-2026-10-a", 12), ("london-2026-10-b", 19)):
        assert ring(made, "london-2026-10").reported_on is None
        where = ReportAbout(ReportScope.SESSION, key)
        say_report_sent(workspace=made, about=where, audience=Audience.INTERNAL, day=date(2026, 10, day), today=TODAY)
    assert ring(made, "london-2026-10").reported_on == date(2026, 10, 19)


def test_a_post_that_is_out_completes_the_rings_before_it_until_it_is_taken_down(made: Workspace) -> None:
    with made.write(m_("Publish")) as writing:
        market = writing.query(Market).filter_by(key="se").one()
        post = Post(market_id=market.id, bundle="b", locale="sv-SE", title="T", as_of=TODAY, text="")
        writing.add(post)
        writing.flush()
        writing.add(PostOut(post_id=post.id, day=date(2026, 9, 30), place="blog", title="T", text=""))
    assert ring(made, "stockholm-2026-09").posted_on == date(2026, 9, 30)
    assert ring(made, "stockholm-2026-09").next_part is None
    assert ring(made, "stockholm-2026-11").posted_on is None
    with made.write(m_("Take down")) as writing:
        writing.query(PostOut).one().down_on = date(2026, 10, 1)
    assert ring(made, "stockholm-2026-09").posted_on is None


def test_days_to_a_report_are_counted_and_measured_against_the_aim(made: Workspace) -> None:
    paces = year(workspace=made, today=TODAY).reports
    assert [(pace.council.key, pace.days, pace.late, pace.waiting) for pace in paces[:3]] == [
        ("stockholm-2026-11", 5, False, True),
        ("berlin-2026-10", 19, True, False),
        ("london-2026-10", 6, False, False),
    ]


def test_what_was_reported_is_answered_by_shipping_or_by_declining_with_a_reason(made: Workspace, tmp_path: Path) -> None:
    (sweden,) = kept(workspace=made, market="se", today=TODAY)
    assert (len(sweden.answered.reported), sweden.answered.shipped[0], sweden.answered.answered) == (9, "stockholm-2026-02-0", 5)
    assert sweden.answered.declined == ("stockholm-2026-05-1",)
    assert [made.days for made in sweden.delivered] == [58, 49, 49, 40]
    given.apply(made, tmp_path, "council: 1\ndeliveries: [{insight: stockholm-2026-05-1, market: se, reason: ''}]\n")
    (sweden,) = kept(workspace=made, market="se", today=TODAY)
    assert (sweden.answered.answered, sweden.answered.declined) == (4, ())


def test_what_moved_since_the_last_council_is_told_newest_first(made: Workspace) -> None:
    (berlin,) = kept(workspace=made, market="de", today=TODAY)
    assert berlin.since is not None
    assert (berlin.since.council, len(berlin.since.moved), berlin.since.count(DeliveryStatus.SHIPPED)) == ("berlin-2026-10", 3, 0)


def test_what_was_only_heard_did_not_move(made: Workspace, tmp_path: Path) -> None:
    (before,) = kept(workspace=made, market="de", today=TODAY)
    assert before.since is not None
    key = before.since.moved[0].key
    given.apply(made, tmp_path, f"council: 1\ndeliveries: [{{insight: {key}, market: de, status: heard}}]\n")
    (after,) = kept(workspace=made, market="de", today=TODAY)
    assert after.since is not None
    assert key not in {each.key for each in after.since.moved}


def test_what_is_next_begins_with_what_has_no_date(made: Workspace) -> None:
    found = overview(workspace=made, today=TODAY).next
    assert [(thing.step, thing.city, thing.council) for thing in found] == [
        (Step.PLAN, "Berlin", ""),
        (Step.REPORT, "Stockholm", "stockholm-2026-11"),
        (Step.PROGRESS, "Stockholm", "stockholm-2026-09"),
        (Step.PROGRESS, "London", "london-2026-10"),
        (Step.PROGRESS, "Berlin", "berlin-2026-10"),
    ]
    assert str(found[0].says) == "Council 4 of 4 has no date. 31 people are on the waiting list."
    assert str(found[1].says) == "It is tagged. The report is due on 2026-11-26."


def test_the_same_task_and_questionnaire_make_a_line_and_small_groups_are_not_told(made: Workspace) -> None:
    found = trends(workspace=made, market="se", until=TODAY)
    assert [(line.kind, line.name) for line in found.lines] == [
        (LineKind.TASK, "Pick a plan"),
        (LineKind.SCORE, "SUS"),
        (LineKind.THEME, "Reminders"),
        (LineKind.THEME, "Late reminders"),
        (LineKind.THEME, "Returns"),
    ]
    assert [(point.hits, point.people) for point in found.lines[0].points] == [(9, 16), (11, 16), (10, 16), (12, 16)]
    assert str(found.headline[0]) == "“Pick a plan” may be rising; the intervals still overlap, so no claim yet."
    for seat in ("P14", "P15"):
        withdraw(workspace=made, session="stockholm-2026-02-a", person=seat, purposes=(Purpose.NOTES,))
    returns = trends(workspace=made, market="se", until=TODAY).lines[-1]
    assert [(point.hidden, point.hits) for point in returns.points] == [(True, None), (False, 6), (False, 6), (False, 6)]


def test_one_council_has_no_line_and_says_why(made: Workspace) -> None:
    found = trends(workspace=made, market="se", until=date(2026, 3, 1))
    assert (found.lines, str(found.why_none)) == ((), "One council so far: a trend needs two.")
    assert str(trends(workspace=made, market="se", until=date(2026, 1, 1)).why_none) == "No council was held yet."


def test_promises_are_set_and_undone_as_one_step(made: Workspace) -> None:
    set_promises(workspace=made, market="de", councils=3, report_days=None)
    row = year(workspace=made, market="de", today=TODAY).markets[0]
    assert (row.cadence.pace, row.report_days) == (Pace.KEPT, None)
    history.undo(workspace=made)
    row = year(workspace=made, market="de", today=TODAY).markets[0]
    assert (row.cadence.pace, row.report_days) == (Pace.NO_DATE, 7)
    with pytest.raises(CouncilError, match="not a number of councils"):
        set_promises(workspace=made, market="de", councils=0, report_days=7)


def test_the_next_council_is_proposed_after_the_last_and_planned_in_one_step(made: Workspace) -> None:
    wanted = proposal(workspace=made, market="gb")
    assert (wanted.city, wanted.hours, wanted.target, wanted.day) == ("London", (("15:00", "17:00"), ("18:00", "20:00")), 12, None)
    with pytest.raises(CouncilError, match="a council needs a day"):
        plan_council(workspace=made, plan=wanted)
    berlin = proposal(workspace=made, market="de")
    wanted = CouncilPlan("de", berlin.city, date(2026, 12, 8), (("9.30", "11:00"),), timezone="Europe/Berlin")
    planned = plan_council(workspace=made, plan=wanted)
    assert (planned.council, planned.sessions) == ("berlin-2026-12", ("berlin-2026-12-0930",))
    assert year(workspace=made, market="de", today=TODAY).markets[0].cadence.pace is Pace.KEPT
    history.undo(workspace=made)
    assert year(workspace=made, market="de", today=TODAY).markets[0].cadence.pace is Pace.NO_DATE


@pytest.mark.parametrize(("starts", "ends"), [("18:00", "17:00"), ("24:00", "25:00"), ("", "20:00"), ("soon", "later")])
def test_hours_that_cannot_be_are_refused(made: Workspace, starts: str, ends: str) -> None:
    with pytest.raises(CouncilError):
        plan_council(workspace=made, plan=CouncilPlan("de", "Berlin", date(2026, 12, 8), ((starts, ends),), timezone="Europe/Berlin"))
    assert ring(made, "berlin-2026-10").key == "berlin-2026-10"


@pytest.mark.parametrize("market", ["", "se"])
def test_the_page_is_one_page_open_to_everybody_and_the_same_for_the_same_data(made: Workspace, market: str) -> None:
    def printed(tag: str) -> bytes:
        ready = prepare_programme(workspace=made, t=translator(tag), market=market, today=TODAY, sheet=Sheet.A4)
        return papers.print_papers(papers=ready)[0]

    first = printed("de")
    with pikepdf.open(BytesIO(first)) as opened:
        assert (len(opened.pages), str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == (1, "de", True)
    found = page.validate_pdf_bytes(first, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in found.failures] == []
    with pypdfium2.PdfDocument(first) as document:
        words = document[0].get_textpage().get_text_range()
    assert "Stockholm" in words
    assert printed("de") == first


def test_the_command_prints_the_page_and_tells_its_figures(made: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.close()
    out = tmp_path / "programme.pdf"
    done = run(capsys, "programme", tmp_path / "w.council", "--out", out, "--market", "se", "--year", "2026", "--json")
    told = json.loads(done.out)
    assert (done.code, told["year"], told["markets"][0]["answered"]["declined"]) == (0, 2026, ["stockholm-2026-05-1"])
    assert [council["days_to_report"] for council in told["markets"][0]["councils"]] == [6, 5, 5, None]
    assert out.read_bytes().startswith(b"%PDF")
    refused = run(capsys, "programme", tmp_path / "w.council", "--out", out, "--market", "xx")
    assert (refused.refused_clearly, "there is no market of this key" in refused.err) == (True, True)
