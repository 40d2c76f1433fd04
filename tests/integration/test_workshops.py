"""A workshop hears insights in an order, counts hands and records decisions; it changes no insight."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from council_app.domain.enums import Decision
from council_app.domain.workshops import NO_VOTES, Ballot, middle
from council_app.errors import CouncilError
from council_app.services import history, workshops
from council_app.services.insights import list_insights
from council_app.services.workspace import Workspace
from tests import factories as given

AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
PLAN = """
council: 1
insights:
  - {key: late-fee, title: The late fee comes without warning}
  - {key: tone, title: Reminders sound like threats}
  - {key: dates, title: Nobody knows the date}
"""


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    return given.workspace(tmp_path, PLAN)


@pytest.fixture
def key(made: Workspace) -> str:
    return workshops.open_workshop(workspace=made, title="Leadership, November", insights=["tone", "late-fee", "tone"], at=AT).key


def order(made: Workspace, key: str) -> list[str]:
    return [each.insight_key for each in workshops.workshop(workspace=made, key=key).rulings]


def test_a_workshop_hears_its_insights_in_the_order_given_each_once(made: Workspace, key: str) -> None:
    facts = workshops.workshop(workspace=made, key=key)
    assert (facts.line.key, facts.line.title, facts.line.at, facts.line.items, facts.line.decided) == (
        "leadership-november", "Leadership, November", AT, 2, 0,
    )  # fmt: skip
    assert order(made, key) == ["tone", "late-fee"]


def test_votes_and_decisions_are_kept_and_change_no_insight(made: Workspace, key: str) -> None:
    before = list_insights(workspace=made)
    workshops.vote(workspace=made, key=key, insight="tone", ballot=Ballot.IMPACT, counts=(0, 1, 2, 5, 4))
    workshops.vote(workspace=made, key=key, insight="tone", ballot=Ballot.EFFORT, counts=(3, 0, 0, 0, 0))
    workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.DO, reason=" Cheap, and it hurts. ", at=AT)
    ruling = workshops.workshop(workspace=made, key=key).rulings[0]
    assert (ruling.impact, ruling.effort) == ((0, 1, 2, 5, 4), (3, 0, 0, 0, 0))
    assert (ruling.decision, ruling.reason, ruling.decided_at) == (Decision.DO, "Cheap, and it hurts.", AT)
    assert list_insights(workspace=made) == before


def test_a_decision_can_be_taken_back_and_undone(made: Workspace, key: str) -> None:
    workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.LATER, reason="Next year", at=AT)
    workshops.decide(workspace=made, key=key, insight="tone", decision=None)
    empty = workshops.workshop(workspace=made, key=key).rulings[0]
    history.undo(workspace=made)
    again = workshops.workshop(workspace=made, key=key).rulings[0]
    assert (empty.decision, empty.reason, empty.decided_at) == (None, "", None)
    assert (again.decision, again.reason, again.decided_at) == (Decision.LATER, "Next year", AT)


def test_another_reason_does_not_move_the_moment_of_the_decision(made: Workspace, key: str) -> None:
    workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.DO, at=AT)
    workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.DO, reason="Because")
    ruling = workshops.workshop(workspace=made, key=key).rulings[0]
    assert (ruling.decided_at, ruling.reason) == (AT, "Because")


def test_votes_stay_when_the_order_changes(made: Workspace, key: str) -> None:
    workshops.vote(workspace=made, key=key, insight="tone", ballot=Ballot.IMPACT, counts=(1, 0, 0, 0, 0))
    workshops.arrange_workshop(workspace=made, key=key, insights=["dates", "tone"])
    rulings = workshops.workshop(workspace=made, key=key).rulings
    assert [(each.insight_key, each.impact) for each in rulings] == [("dates", NO_VOTES), ("tone", (1, 0, 0, 0, 0))]


def test_what_was_decided_on_does_not_leave_the_workshop(made: Workspace, key: str) -> None:
    workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.DECLINE)
    with pytest.raises(CouncilError, match="cannot leave the workshop"):
        workshops.arrange_workshop(workspace=made, key=key, insights=["dates"])
    assert order(made, key) == ["tone", "late-fee"]


def test_a_closed_workshop_takes_no_votes_and_no_decisions(made: Workspace, key: str) -> None:
    workshops.close_workshop(workspace=made, key=key, at=AT)
    with pytest.raises(CouncilError, match="the workshop is closed"):
        workshops.vote(workspace=made, key=key, insight="tone", ballot=Ballot.IMPACT, counts=(1, 0, 0, 0, 0))
    with pytest.raises(CouncilError, match="the workshop is closed"):
        workshops.decide(workspace=made, key=key, insight="tone", decision=Decision.DO)
    assert workshops.workshops(workspace=made)[0].closed_at == AT


@pytest.mark.parametrize("counts", [(1, 2, 3, 4), (1, 2, 3, 4, -1), (1000, 0, 0, 0, 0), (True, 0, 0, 0, 0)])
def test_counts_that_no_room_can_have_raised_are_refused(made: Workspace, key: str, counts: tuple[int, ...]) -> None:
    with pytest.raises(CouncilError, match="five counts of hands"):
        workshops.vote(workspace=made, key=key, insight="tone", ballot=Ballot.IMPACT, counts=counts)


def test_a_workshop_without_insights_is_not_opened(made: Workspace) -> None:
    with pytest.raises(CouncilError, match="from 1 to 100 insights"):
        workshops.open_workshop(workspace=made, title="Empty", insights=[])
    assert workshops.workshops(workspace=made) == ()


def test_removing_a_workshop_takes_its_votes_with_it(made: Workspace, key: str) -> None:
    workshops.remove_workshop(workspace=made, key=key)
    assert workshops.workshops(workspace=made) == ()
    history.undo(workspace=made)
    assert order(made, key) == ["tone", "late-fee"]


@pytest.mark.parametrize(
    ("votes", "point"), [((0, 0, 0, 0, 0), None), ((1, 0, 0, 0, 0), 1), ((0, 1, 2, 5, 4), 4), ((2, 0, 0, 0, 2), 1), ((0, 0, 0, 0, 9), 5)]
)
def test_the_middle_is_where_half_of_the_hands_are_reached(votes: tuple[int, ...], point: int | None) -> None:
    assert middle(votes) == point
