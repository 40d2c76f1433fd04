"""Initiatives sum up what their insights say, count people once, and keep their order on the roadmap."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.domain.enums import Horizon, Purpose
from council_app.domain.initiatives import Amount
from council_app.domain.ranking.expected import Case, case_of
from council_app.errors import CouncilError
from council_app.services import history, initiatives
from council_app.services.consent import withdraw
from council_app.services.initiatives import InitiativeCard
from council_app.services.workspace import Workspace
from tests import factories as given

TWO = """
council: 1
insights:
  - {key: late-fee, title: The late fee comes without warning, impact: {low: 1000, likely: 2000, high: 4000, currency: GBP},
     effort_days: 5, owner: Mia Vance, teams: [Letters, Payments], approvals: [Legal], evidence: {notes: [n1, n2]}}
  - {key: tone, title: Reminders sound like threats, impact: {low: 100, likely: 200, high: 300, currency: GBP},
     effort_days: 2.5, teams: [letters], approvals: [Brand], evidence: {notes: [n2, n3]}}
  - {key: dates, title: Nobody knows the date, impact: {low: 10, likely: 20, high: 30, currency: SEK}, evidence: {notes: [n4]}}
  - {key: bare, title: Something else}
"""


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    workspace = given.workspace(tmp_path, given.people())
    said = (("P01", "It came late"), ("P02", "It felt like a threat"), ("P03", "So rude"), ("P04", "Which day is it"))
    given.apply(workspace, tmp_path, given.notes(*said, tag="tone"))
    given.apply(workspace, tmp_path, TWO)
    return workspace


def one(made: Workspace, *insights: str) -> InitiativeCard:
    key = initiatives.make_initiative(workspace=made, title="Kinder reminders", insights=insights).key
    return initiatives.initiative(workspace=made, key=key)


def laid_out(made: Workspace) -> list[tuple[str, Horizon | None, int]]:
    return [(card.facts.key, card.facts.horizon, card.facts.position) for card in initiatives.initiatives(workspace=made)]


def test_a_person_behind_two_insights_counts_once(made: Workspace) -> None:
    evidence = one(made, "late-fee", "tone").case.evidence
    assert (evidence.people, evidence.attendees, evidence.sessions, evidence.markets) == (3, 12, (given.SESSION,), ("gb",))


def test_amounts_are_summed_per_currency_and_never_across(made: Workspace) -> None:
    case = one(made, "late-fee", "tone", "dates", "bare").case
    assert case.amounts == (Amount("GBP", "year", 1100, 2200, 4300, 2), Amount("SEK", "year", 10, 20, 30, 1))
    assert (case.without_amount, case.effort_days, case.without_effort) == (1, 7.5, 2)
    assert [str(each) for each in case.cautions()] == [
        "Estimates are added as if they were independent, low to low and high to high. That is cautious: seldom do all of them "
        "come out low, or all high",
        "Amounts of different currencies are not added",
    ]


def test_teams_and_approvals_are_counted_once_each(made: Workspace) -> None:
    case = one(made, "late-fee", "tone").case
    assert (case.teams, case.approvals) == (("Letters", "Payments"), ("Legal", "Brand"))


def test_what_is_not_decided_is_said(made: Workspace) -> None:
    assert [str(each) for each in one(made, "late-fee", "bare").undecided] == [
        "It is not placed on the roadmap",
        "Owner: Name one person or role",
        "1 insight has no sound amount",
        "1 insight has no effort",
        "2 insights do not pass the gate",
    ]


def test_an_insight_is_in_one_initiative_at_most(made: Workspace) -> None:
    first = initiatives.make_initiative(workspace=made, title="First", insights=["tone", "dates"]).key
    second = initiatives.make_initiative(workspace=made, title="Second", insights=["tone"]).key
    cards = {card.facts.key: [each.facts.key for each in card.insights] for card in initiatives.initiatives(workspace=made)}
    assert cards == {first: ["dates"], second: ["tone"]}
    assert [card.facts.key for card in initiatives.insights_without(workspace=made)] == ["late-fee", "bare"]


def test_taking_an_insight_out_leaves_it_in_none(made: Workspace) -> None:
    one(made, "tone")
    initiatives.take_insights(workspace=made, insights=["tone"])
    assert len(initiatives.insights_without(workspace=made)) == 4


def test_removing_an_initiative_keeps_its_insights_and_can_be_undone(made: Workspace) -> None:
    before = one(made, "tone")
    initiatives.remove_initiative(workspace=made, key=before.facts.key)
    assert (initiatives.initiatives(workspace=made), len(initiatives.insights_without(workspace=made))) == ((), 4)
    history.undo(workspace=made)
    assert initiatives.initiatives(workspace=made) == (before,)


def test_initiatives_move_between_horizons_and_keep_an_order_without_gaps(made: Workspace) -> None:
    for title, horizon in (("A", Horizon.NOW), ("B", Horizon.NOW), ("C", Horizon.NEXT), ("D", None)):
        initiatives.make_initiative(workspace=made, title=title, horizon=horizon)
    initiatives.move_initiative(workspace=made, key="c", horizon=Horizon.NOW, position=1)
    initiatives.move_initiative(workspace=made, key="a", horizon=Horizon.LATER)
    assert laid_out(made) == [("c", Horizon.NOW, 0), ("b", Horizon.NOW, 1), ("a", Horizon.LATER, 0), ("d", None, 0)]
    initiatives.move_initiative(workspace=made, key="c", horizon=Horizon.NOW, position=99)
    assert laid_out(made)[:2] == [("b", Horizon.NOW, 0), ("c", Horizon.NOW, 1)]


def test_editing_keeps_text_and_segments_neat(made: Workspace) -> None:
    key = one(made, "tone").facts.key
    values = {"title": "  Kinder\nletters ", "case": "One.\n\nTwo.", "segments": ("new", " new ", "", "heavy")}
    initiatives.edit_initiative(workspace=made, key=key, values=values)
    facts = initiatives.initiative(workspace=made, key=key).facts
    assert (facts.title, facts.case, facts.segments) == ("Kinder letters", "One.\n\nTwo.", ("new", "heavy"))


@pytest.mark.parametrize("values", [{"title": " "}, {"case": "x" * 4001}, {"owner": 7}, {"horizon": "now"}, {"segments": "new"}])
def test_a_value_that_cannot_be_right_changes_nothing(made: Workspace, values: dict[str, object]) -> None:
    before = one(made, "tone")
    with pytest.raises(CouncilError):
        initiatives.edit_initiative(workspace=made, key=before.facts.key, values={"owner": "Mia Vance", **values})
    assert initiatives.initiative(workspace=made, key=before.facts.key) == before


def test_an_unknown_insight_makes_no_initiative(made: Workspace) -> None:
    with pytest.raises(CouncilError, match="there is no insight of this key"):
        initiatives.make_initiative(workspace=made, title="New", insights=["tone", "gone"])
    assert initiatives.initiatives(workspace=made) == ()


def test_words_whose_speaker_took_consent_back_are_named_and_not_counted(made: Workspace) -> None:
    key = one(made, "late-fee", "tone").facts.key
    withdraw(workspace=made, session=given.SESSION, person="P02", purposes=[Purpose.NOTES])
    case = initiatives.initiative(workspace=made, key=key).case
    assert (case.evidence.people, case.evidence.withheld) == (2, 1)
    assert str(case.cautions()[-1]) == "1 note is not counted: its speaker took back consent"


def test_one_insight_alone_has_the_numbers_of_its_initiative(made: Workspace) -> None:
    card = one(made, "late-fee")
    (insight,) = card.insights
    assert card.case.evidence == insight.evidence
    case = case_of(insight.facts, insight.likelihood)
    assert isinstance(case, Case)
    assert [rate.value for rate in card.case.rates] == [case.value]
