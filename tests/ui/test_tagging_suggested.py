"""Suggestions on the desk: learned while somebody looks, measured, one key away, and never in the way of a write."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from council_app.domain.note_filter import Condition, Facet
from council_app.services import listing
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.detail.learner import Learner
from council_app.ui.screens.tagging.view import TaggingScreen

Settled = Callable[[], None]
LONG = 60_000


@pytest.fixture
def desk(visit: Callable[[Place], Screen], settled: Settled, qtbot: QtBot) -> TaggingScreen:
    """The sample council, untagged notes on show, and something learned from the others."""
    screen = visit(Place.TAGGING)
    assert isinstance(screen, TaggingScreen)
    qtbot.waitUntil(lambda: learner(screen).learned is not None, timeout=LONG)
    screen.filters.put(Facet.UNTAGGED, Condition(Facet.UNTAGGED))
    qtbot.waitUntil(lambda: bool(screen.model.notes) and not screen.model.notes[0].tags, timeout=LONG)
    settled()
    return screen


def learner(desk: TaggingScreen) -> Learner:
    return desk.panes.note.learner


def test_a_suggestion_says_how_often_it_was_right_and_one_key_takes_it(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    shown = desk.panes.note.suggested
    note = desk.list.at_hand
    assert note is not None
    qtbot.waitUntil(lambda: len(shown.rows) > 0, timeout=LONG)
    first = shown.rows[0].suggestion
    assert f"right {first.right} of {first.shown} times" in shown.rows[0].accessibleName()
    assert first.shown > 0
    desk.accept("1")
    settled()
    assert desk.ctx.workspace is not None
    (line,) = listing.lines(workspace=desk.ctx.workspace, ids=[note.id])
    assert [tag.id for tag in line.tags] == [first.tag_id]


def test_what_was_tagged_since_is_kept_up_with_and_nothing_is_put_on_by_itself(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    before = learner(desk).learned
    assert before is not None
    assert {note.tags for note in desk.model.notes} == {()}
    desk.panes.put(desk.panes.codebook.tags[0].id)
    settled()
    qtbot.waitUntil(lambda: learner(desk).learned is not before, timeout=LONG)


def test_learning_rests_when_another_place_is_in_front(desk: TaggingScreen, opened: MainWindow, settled: Settled) -> None:
    opened.show_place(Place.ROSTER)
    settled()
    assert learner(desk)._note == ""
    assert not learner(desk)._look.isActive()
