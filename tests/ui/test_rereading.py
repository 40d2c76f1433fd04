"""What is read again after a note: no more than the note can have touched, and once however many notes there were."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from council_app.db.workspace import Workspace
from council_app.services import capture, demo, hearing
from council_app.ui.core.places import Place
from council_app.ui.core.rereading import Reread
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.around import HEARD, TAGS, touched
from council_app.ui.screens.room.view import RoomScreen

Settled = Callable[[], None]


def test_wishes_that_come_while_a_read_waits_join_it(opened: MainWindow, settled: Settled) -> None:
    goes_on = threading.Event()
    asked: list[tuple[str, frozenset[str]]] = []

    def read(_workspace: Workspace, session: str, parts: frozenset[str]) -> None:
        asked.append((session, parts))

    again = Reread(opened.ctx, opened, read, lambda _: None)
    opened.ctx.read(opened, lambda _: goes_on.wait(), lambda _: None)
    for part in "abc":
        again.ask("one", part)
    again.ask("two", "d")
    goes_on.set()
    settled()
    again.ask("two", "e")
    settled()
    assert asked == [("two", frozenset("d")), ("two", frozenset("e"))]


def test_a_change_while_a_read_runs_is_read_once_more(opened: MainWindow, settled: Settled) -> None:
    began, goes_on = threading.Event(), threading.Event()
    asked: list[frozenset[str]] = []

    def read(_workspace: Workspace, _session: str, parts: frozenset[str]) -> None:
        asked.append(parts)
        began.set()
        goes_on.wait()

    again = Reread(opened.ctx, opened, read, lambda _: None)
    again.ask("one", "a")
    began.wait()
    again.ask("one", "b")
    again.ask("one", "c")
    goes_on.set()
    settled()
    assert asked == [frozenset("a"), frozenset("bc")]


def test_a_note_touches_who_was_heard_and_a_new_tag_what_can_be_named() -> None:
    assert touched({"note", "note_tag"}) == {HEARD}
    assert touched({"note", "note_tag", "tag"}) == {HEARD, TAGS}
    assert touched({"market"}) == frozenset()


def test_what_stands_around_is_right_after_ten_notes_typed_fast(
    visit: Callable[[Place], RoomScreen], opened: MainWindow, settled: Settled
) -> None:
    room = visit(Place.ROOM)
    for number in range(10):
        QTest.keyClicks(room.line, f"- slow {number} @P0{number % 3 + 1} #brandnew")
        room.completion.hide()
        QTest.keyClick(room.line, Qt.Key.Key_Return)
    settled()
    workspace = opened.ctx.workspace
    assert workspace is not None
    heard = hearing.heard(workspace=workspace, session=demo.SESSION)
    kept = capture.stream(workspace=workspace, session=demo.SESSION, limit=10_000)
    assert heard.notes == len(kept)
    assert room.notes._count.text() == f"{len(kept)} in this session"
    assert room._hearing.candour._session == heard.session
    assert "brandnew" in [tag.path for tag in room.notes.desk.meaning.tags]
