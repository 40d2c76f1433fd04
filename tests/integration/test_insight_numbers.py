"""One number for the window, the report and the command line; counted in people, of the rooms they sat in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Audience, Purpose
from council_app.domain.evidence import Evidence, Shared
from council_app.domain.likelihood import Likelihood, Verdict
from council_app.domain.report import about_session
from council_app.i18n import translator
from council_app.reporting.audience import permitted
from council_app.services import insights
from council_app.services.consent import withdraw
from council_app.services.insights import InsightCard
from council_app.services.rehearsal import rehearse
from council_app.services.report.building import build_report
from council_app.services.workspace import Workspace
from tests import factories as given

SWEDEN = """
council: 1
markets: [{key: se, country: SE, locales: [sv-SE], currency: SEK, customers: 60}]
councils:
  - key: lund
    market: se
    city: Lund
    date: 2026-05-20
    timezone: Europe/Stockholm
    title: Lund council
    sessions: [{key: lund-am, starts: "09:30", ends: "12:00"}]
  - key: bristol
    sessions:
      - {key: calls, kind: call, starts: "14:00", ends: "15:00"}
      - {key: warehouse, kind: gemba, starts: "15:00", ends: "16:00"}
people:
  - {email: sol@example.org, name: Sol Vik, session: lund-am, seat: P01, status: arrived, segments: [complained, new]}
  - {email: tor@example.org, name: Tor Ek, session: lund-am, seat: P02, status: arrived, segments: [complained, new],
     consents: [{purpose: notes, wording: "2026-03", method: screen, granted: 2026-05-20T07:00:00+00:00}]}
  - {email: una@example.org, name: Una By, session: lund-am, seat: P03, status: arrived, segments: [complained]}
  - {email: ville@example.org, name: Ville Ros, session: lund-am, seat: P04, status: no-show, segments: [new]}
  - {email: zoe@example.org, name: Zoe Quill, session: calls, seat: P01, status: arrived}
  - {email: ada@example.org, name: Ada Lind, session: calls, seat: P02, status: arrived}
  - {email: staff@example.org, name: Staff Member, session: warehouse, seat: P01, status: arrived}
notes:
  - {key: s1, session: lund-am, seat: P01, text: Avgiften kom utan varning, kind: friction, tags: [fees]}
  - {key: s2, session: lund-am, seat: P02, text: Samma för mig, kind: friction, tags: [fees]}
  - {key: c1, session: calls, seat: P01, text: Mine too, tags: [fees]}
  - {key: c2, session: calls, seat: P02, text: And again, tags: [fees]}
  - {key: g1, session: warehouse, seat: P01, text: We send it a day early, tags: [tone]}
"""
SAID = (("P01", "no warning"), ("P02", "nor me"), ("P03", "I was warned"))
MORE = """
council: 1
notes:
  - {key: m1, session: bristol-am, seat: P04, text: When asked yes, raised: prompted, tags: [fees]}
  - {key: m2, session: bristol-am, seat: P05, text: Yes, raised: agreed, tags: [fees]}
  - {key: m3, session: bristol-am, text: Somebody said so, tags: [fees]}
insights:
  - {key: late-fee, against: {notes: [n3]}, one_in: 50, segments: [new], nature: basics, promise: No hidden fees}
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    """Twelve people in Bristol, three in Lund, calls and a gemba walk; an insight on everything tagged `fees`."""
    with given.workspace(tmp_path, given.people(), given.notes(*SAID, tag="fees"), SWEDEN, given.INSIGHT, MORE) as workspace:
        yield workspace


def card(workspace: Workspace, session: str | None = None) -> InsightCard:
    (found,) = insights.list_insights(workspace=workspace, session=session)
    return found


def as_json(workspace: Workspace, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert main(["insights", str(workspace.path), "--json", *more]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    return dict(found)


def counted(evidence: Evidence) -> dict[str, object]:
    """What JSON says of evidence."""
    lists = {name: list(getattr(evidence, name)) for name in ("sessions", "councils", "markets")}
    names = ("people", "attendees", "unprompted", "prompted", "notes", "unattributed", "withheld", "outside")
    return {**{name: getattr(evidence, name) for name in names}, **lists, "agreed": list(evidence.agreed_seats)}


def reached(likely: Likelihood) -> dict[str, object]:
    """What JSON says of a likelihood."""
    names = ("verdict", "low", "high", "one_in", "tail", "above_half", "hearing", "again", "population")
    t = translator("en")
    said = {"sentences": [t.say(each) for each in likely.sentences()], "outlook": [t.say(each) for each in likely.outlook()]}
    return {**{name: getattr(likely, name) for name in names}, **said}


def test_people_are_counted_in_the_councils_and_told_of_elsewhere(made: Workspace) -> None:
    evidence = card(made).evidence
    assert (evidence.people, evidence.attendees, evidence.unprompted, evidence.prompted) == (5, 15, 4, 1)
    assert (evidence.agreed_seats, evidence.unattributed, evidence.outside) == (("P05",), 1, 1)
    assert (evidence.sessions, evidence.councils) == (("bristol-am", "lund-am"), ("bristol", "lund"))
    assert evidence.markets == ("gb", "se")
    against = card(made).against
    assert (against.people, against.notes, against.sessions) == (1, 1, ("bristol-am",))


def test_each_market_is_counted_by_itself(made: Workspace) -> None:
    britain, sweden = card(made).by_market
    assert (britain.market, britain.country, britain.evidence.people, britain.evidence.attendees) == ("gb", "GB", 3, 12)
    assert (sweden.market, sweden.country, sweden.evidence.people, sweden.evidence.attendees) == ("se", "SE", 2, 3)
    assert (sweden.evidence.recruited, sweden.evidence.shared) == (("complained",), (Shared("new", 2),))
    assert (britain.likelihood.population, sweden.likelihood.population) == (None, 60)
    assert [reach.likelihood.one_in for reach in card(made).by_market] == [50, 50]


def test_customers_are_those_of_the_markets_that_were_asked_and_not_only_where_it_was_heard(made: Workspace, tmp_path: Path) -> None:
    """Fifteen attendees of two markets must not be held against the sixty customers of one of them."""
    given.apply(made, tmp_path, "council: 1\ninsights: [{key: late-fee, evidence: {notes: [s1], tags: []}}]\n")
    found = card(made)
    assert (found.evidence.markets, found.evidence.attendees, found.likelihood.population) == (("se",), 15, None)
    assert found.by_market[0].likelihood.population == 60


@pytest.mark.parametrize("session", ["bristol-am", "lund-am", "calls"])
def test_window_report_and_command_line_say_the_same_numbers(made: Workspace, capsys: pytest.CaptureFixture[str], session: str) -> None:
    withdraw(workspace=made, session="bristol-am", person="P02", purposes=[Purpose.NOTES])
    shown = card(made, session)
    detail = insights.insight(workspace=made, key="late-fee", session=session)
    (finding,) = build_report(workspace=made, about=about_session(session), audience=Audience.INTERNAL, t=translator("en")).findings
    told = as_json(made, capsys, "--session", session)
    assert detail.card == shown
    assert (finding.evidence, finding.likelihood) == (shown.evidence, shown.likelihood)
    assert (told["evidence"], told["likelihood"]) == (counted(shown.evidence), reached(shown.likelihood))
    assert told["against"] == counted(shown.against)


def test_the_whole_list_says_the_same_in_window_and_command_line(made: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    shown, told = card(made), as_json(made, capsys)
    assert (told["evidence"], told["against"], told["likelihood"]) == (
        counted(shown.evidence),
        counted(shown.against),
        reached(shown.likelihood),
    )
    assert told["markets"] == [
        {"market": each.market, "country": each.country, "evidence": counted(each.evidence), "likelihood": reached(each.likelihood)}
        for each in shown.by_market
    ]
    assert told["gate"]["ready"] is shown.gate.ready  # type: ignore[index]
    assert (told["nature"], told["promise"], told["stage"], told["segments"]) == ("basics", "No hidden fees", "buy/pay", ["new"])
    assert (told["withheld"], told["initiative"]) == (0, "")


def test_the_text_says_what_the_document_says(made: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    withdraw(workspace=made, session="bristol-am", person="P02", purposes=[Purpose.NOTES])
    assert main(["insights", str(made.path)]) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == [
        "late-fee  The late fee comes without warning",
        "buy/pay; basics; breaks “No hidden fees”; concerns new",
        "4 of 15 attendees, unprompted 3; consistent with 8%–55% of customers like them (95%, exact)",
    ]
    assert "1 note is not counted: its speaker took back consent" in lines
    assert "Against it: 1 note from 1 person" in lines
    assert "- Visual: Add a picture that shows it" in lines


def test_an_external_report_tells_no_segment_that_a_few_share_and_no_withdrawal(made: Workspace) -> None:
    withdraw(workspace=made, session="lund-am", person="P02", purposes=[Purpose.NOTES])
    (finding,) = build_report(workspace=made, about=about_session("lund-am"), audience=Audience.INTERNAL, t=translator("en")).findings
    assert finding.evidence.withheld == 1
    report = build_report(workspace=made, about=about_session("lund-am"), audience=Audience.EXTERNAL, t=translator("en"))
    (public,) = permitted(report).findings
    assert (public.evidence.withheld, public.evidence.shared) == (0, ())


def test_colleagues_are_no_customers(made: Workspace) -> None:
    key = insights.new_insight(workspace=made, title="Sent too early", tag="tone").key
    found = insights.insight(workspace=made, key=key).card
    assert (found.evidence.people, found.evidence.attendees, found.likelihood.verdict) == (1, 1, Verdict.STAFF)


def test_a_rehearsal_adds_nobody(made: Workspace, tmp_path: Path) -> None:
    before = card(made)
    key = rehearse(workspace=made, session=given.SESSION).session
    given.apply(made, tmp_path, f"council: 1\nnotes: [{{key: r1, session: {key}, text: Rehearsed, tags: [fees]}}]\n")
    assert card(made) == before
