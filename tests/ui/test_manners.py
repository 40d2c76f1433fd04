"""A visit to a team's work and a call are held in the same room, each in its own manner."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.services import capture, room, stats
from council_app.services.wrap_up import wrap_up
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.lists import Tick
from council_app.ui.screens.room.view import RoomScreen
from tests import factories as given

Settled = Callable[[], None]
ENTER, ALT = Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier
PLAIN = given.PLAN.replace(", script: pay, agenda: [{title: Welcome, minutes: 10}]", ", kind: KIND")
PROBES = {
    "gemba": ["Show me the last one you did", "What do you wait for?", "What do you do when it goes wrong?"],
    "call": ["What happened?", "Is it solved?", "Who does what next, and by when?"],
}


@pytest.fixture
def held(request: pytest.FixtureRequest, window: MainWindow, settled: Settled, tmp_path: Path) -> RoomScreen:
    """One person and no agenda, live."""
    given.workspace(tmp_path, given.people(count=1), plan=PLAIN.replace("KIND", request.param)).close()
    window.open_path(tmp_path / "w.council")
    settled()
    window.show_place(Place.ROOM)
    settled()
    front = window.frame.front
    assert isinstance(front, RoomScreen)
    QTest.keyClick(front.line, Qt.Key.Key_N, ALT)
    settled()
    return front


def type_in(held: RoomScreen, words: str, settled: Settled) -> None:
    QTest.keyClicks(held.line, words)
    QTest.keyClick(held.line, ENTER)
    settled()


@pytest.mark.parametrize(("held", "kind"), [("gemba", "gemba"), ("call", "call")], indirect=["held"])
def test_it_goes_live_without_agenda_and_asks_its_own_questions(held: RoomScreen, kind: str, window: MainWindow, settled: Settled) -> None:
    assert (held.agenda.clock.title.text(), held._life.text(), held.agenda.clock.digits.isVisible()) == ("Live", "Live 0:00", False)
    assert [tick.text() for tick in held.agenda.asks.findChildren(Tick)] == PROBES[kind]
    QTest.keyClick(held.line, Qt.Key.Key_Q, ALT)
    settled()
    workspace = window.ctx.workspace
    assert workspace is not None
    facts = room.room(workspace=workspace, session=given.SESSION)
    assert [(ask.question, ask.asked) for ask in facts.asks] == list(zip(PROBES[kind], (True, False, False), strict=True))


@pytest.mark.parametrize("held", ["gemba", "call"], indirect=True)
def test_nothing_is_said_of_shares_and_an_observation_has_its_kind(held: RoomScreen, window: MainWindow, settled: Settled) -> None:
    assert (held._hearing.seats.isVisible(), held._hearing.candour.isVisible()) == (False, False)
    QTest.keyClick(held.line, Qt.Key.Key_T, ALT)
    settled()
    assert window.frame.notice.accessibleName() == "Talking time is counted in councils only."
    assert QApplication.focusWidget() is held.line
    type_in(held, "copies the number from one screen to the other @1 ", settled)
    workspace = window.ctx.workspace
    assert workspace is not None
    assert wrap_up(workspace=workspace, session=given.SESSION).kindless_count == 0
    assert stats.statistics(workspace=workspace, session=given.SESSION).sessions[0].attendees == 1


@pytest.mark.parametrize("held", ["call"], indirect=True)
def test_a_call_offers_whether_it_was_solved(held: RoomScreen, window: MainWindow, settled: Settled) -> None:
    QTest.keyClicks(held.line, "they refunded her #solv")
    QTest.keyClick(held.line, Qt.Key.Key_Tab)
    assert held.line.text() == "they refunded her #solved "
    assert held.notes.desk.strip.sentence == ""
    type_in(held, "", settled)
    workspace = window.ctx.workspace
    assert workspace is not None
    assert "solved" in [tag.path for tag in capture.tags(workspace=workspace)]


@pytest.mark.parametrize("held", ["council"], indirect=True)
def test_a_council_asks_only_what_its_agenda_says(held: RoomScreen) -> None:
    assert (held.agenda.asks.isVisible(), held._hearing.seats.isVisible()) == (False, True)


@pytest.mark.parametrize("held", ["call"], indirect=True)
def test_in_a_call_what_names_nobody_is_of_the_only_one_in_it(held: RoomScreen, settled: Settled) -> None:
    assert held.parse_row.accessibleName() == "observation"
    QTest.keyClicks(held.line, "- I was charged twice")
    assert held.parse_row.accessibleName() == "friction, P01 Ada"
    QTest.keyClick(held.line, ENTER)
    settled()
    note = held.model.note(held.model.index(held.model.rowCount() - 1, 0))
    assert (note.seat, note.text) == ("P01", "I was charged twice")


@pytest.mark.parametrize("held", ["gemba"], indirect=True)
def test_in_a_visit_what_names_nobody_is_nobodys(held: RoomScreen, settled: Settled) -> None:
    type_in(held, "the list is on paper", settled)
    assert held.model.note(held.model.index(held.model.rowCount() - 1, 0)).seat is None


@pytest.mark.parametrize("held", ["gemba", "call"], indirect=True)
def test_the_side_is_called_what_it_shows(held: RoomScreen) -> None:
    assert (held._hearing.head.title.text(), held._hearing.seats.isVisible()) == ("Who was heard", False)
