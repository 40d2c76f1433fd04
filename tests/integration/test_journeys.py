"""Journeys: their maps count people as everything else does, and every change of one is taken back by one undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from council_app.domain.crosstabs import Cell
from council_app.domain.enums import Purpose
from council_app.domain.journeys import StageMap, Touched
from council_app.errors import CouncilError
from council_app.services import history, journeys
from council_app.services.themes import promise_and_experience, what_was_said
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories as given
from tests import theme_factory as themes_given


@pytest.fixture
def heard(tmp_path: Path) -> Workspace:
    workspace = themes_given.heard(tmp_path)
    given.apply(workspace, tmp_path, given.INSIGHT)
    return workspace


def stages(workspace: Workspace, journey: str = "buy") -> list[tuple[str, str, bool, int]]:
    found = next(each for each in journeys.journeys(workspace=workspace) if each.key == journey)
    return [(stage.key, stage.name, stage.critical, stage.position) for stage in found.stages]


def pay(workspace: Workspace, session: str | None = None) -> StageMap:
    return next(stage for stage in journeys.journeys(workspace=workspace, session=session)[0].stages if stage.key == "pay")


def over_time(stage: StageMap) -> list[tuple[str, int, int | None]]:
    return [(at.council, at.attendees, at.friction.people) for at in stage.councils]


def test_a_map_says_of_each_stage_who_had_a_friction_and_who_had_praise(heard: Workspace) -> None:
    found = journeys.journeys(workspace=heard)[0]
    assert (found.key, found.name, found.owner, found.promise) == ("buy", "Buying", "", "No surprises")
    assert [(stage.key, stage.critical, stage.friction, stage.praise, stage.severe, stage.insights) for stage in found.stages] == [
        ("choose", True, Cell(5), Cell(0), Cell(5), 0),
        ("pay", False, Cell(12), Cell(1), Cell(12), 1),
    ]


def test_a_map_says_the_same_as_promise_and_experience(heard: Workspace) -> None:
    for minimum in (1, 5, 6, 20):
        experience = promise_and_experience(said=what_was_said(workspace=heard), minimum=minimum)
        maps = journeys.journeys(workspace=heard, minimum=minimum)
        assert [(each.friction, each.praise, each.severe) for found in maps for each in found.stages] == [
            (each.friction, each.praise, each.severe) for found in experience for each in found.stages
        ]


def test_each_council_is_counted_by_itself_in_its_order(heard: Workspace, tmp_path: Path) -> None:
    assert over_time(pay(heard)) == [("bristol", 12, 12)]
    themes_given.heard_later(heard, tmp_path)
    assert over_time(pay(heard)) == [("bristol", 12, 12), ("leeds", 12, 12)]
    assert pay(heard).friction == Cell(24)
    assert over_time(pay(heard, session="leeds-am")) == [("leeds", 12, 12)]


def test_who_takes_consent_back_is_no_longer_counted(tmp_path: Path) -> None:
    made = given.workspace(tmp_path, given.people(), given.notes(("P01", "It came late"), ("P02", "It felt like a threat")))
    assert over_time(pay(made)) == [("bristol", 12, 2)]
    withdraw(workspace=made, session=given.SESSION, person="P02", purposes=[Purpose.NOTES])
    assert over_time(pay(made)) == [("bristol", 12, 1)]


def test_a_journey_is_made_edited_and_removed_and_undo_brings_it_back(heard: Workspace) -> None:
    made = journeys.make_journey(workspace=heard, name="  Giving\nback ", owner="Mia Vance", promise="Always easy")
    assert made.key == "giving-back"
    journeys.edit_journey(workspace=heard, key="giving-back", name="Returning", promise="")
    found = journeys.journeys(workspace=heard)[1]
    assert (found.key, found.name, found.owner, found.promise, found.stages) == ("giving-back", "Returning", "Mia Vance", "", ())
    before = journeys.journeys(workspace=heard)
    assert journeys.touched(workspace=heard, stage="buy") == Touched(19, 1)
    journeys.remove_journey(workspace=heard, key="buy")
    assert [each.key for each in journeys.journeys(workspace=heard)] == ["giving-back"]
    assert str(history.next_undo(workspace=heard)) == "Remove the journey “Buying”; 19 notes and 1 insight stay, at no stage"
    history.undo(workspace=heard)
    assert journeys.journeys(workspace=heard) == before
    assert journeys.touched(workspace=heard, stage="buy") == Touched(19, 1)
    journeys.remove_journey(workspace=heard, key="giving-back")
    assert str(history.next_undo(workspace=heard)) == "Remove the journey “Returning”"


def test_stages_are_added_renamed_marked_and_moved(heard: Workspace) -> None:
    added = journeys.add_stage(workspace=heard, journey="buy", name="Wait", position=1)
    assert added.key == "buy/wait"
    journeys.rename_stage(workspace=heard, stage="buy/wait", name="Wait for it")
    journeys.mark_critical(workspace=heard, stage="buy/wait", critical=True)
    assert stages(heard) == [("choose", "Choose", True, 0), ("wait", "Wait for it", True, 1), ("pay", "Pay", False, 2)]
    journeys.move_stage(workspace=heard, stage="buy/wait", position=99)
    assert [key for key, *_ in stages(heard)] == ["choose", "pay", "wait"]
    journeys.move_stage(workspace=heard, stage="buy/wait", position=0)
    assert [(key, position) for key, _, _, position in stages(heard)] == [("wait", 0), ("choose", 1), ("pay", 2)]
    for _ in range(5):
        history.undo(workspace=heard)
    assert stages(heard) == [("choose", "Choose", True, 0), ("pay", "Pay", False, 1)]


def test_a_removed_stage_frees_its_notes_and_insights_and_undo_lays_them_back(heard: Workspace) -> None:
    before = journeys.journeys(workspace=heard)
    assert journeys.touched(workspace=heard, stage="buy/pay") == Touched(14, 1)
    journeys.remove_stage(workspace=heard, stage="buy/pay")
    assert stages(heard) == [("choose", "Choose", True, 0)]
    assert str(history.next_undo(workspace=heard)) == "Remove the stage “Pay”; 14 notes and 1 insight stay, at no stage"
    history.undo(workspace=heard)
    assert journeys.journeys(workspace=heard) == before
    assert journeys.touched(workspace=heard, stage="buy/pay") == Touched(14, 1)


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        (lambda w: journeys.make_journey(workspace=w, name=" \n"), "nothing is written there"),
        (lambda w: journeys.make_journey(workspace=w, name="x" * 121), "the text is longer than 120 characters"),
        (lambda w: journeys.edit_journey(workspace=w, key="buy", promise="x" * 2001), "the text is longer than 2000 characters"),
        (lambda w: journeys.edit_journey(workspace=w, key="gone", name="A"), "there is no journey of this key"),
        (lambda w: journeys.rename_stage(workspace=w, stage="buy/gone", name="A"), "there is no such stage"),
        (lambda w: journeys.touched(workspace=w, stage="gone"), "there is no journey of this key"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(heard: Workspace, verb: object, why: str) -> None:
    before = journeys.journeys(workspace=heard)
    assert callable(verb)
    with pytest.raises(CouncilError) as refused:
        verb(heard)
    assert str(refused.value.why) == why
    assert journeys.journeys(workspace=heard) == before
