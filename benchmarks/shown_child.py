"""The room in a process of its own, typed into: `python -m benchmarks.shown_child WORKSPACE SESSION BARE TIMES`.

Prints one line per note: seconds from Enter until it is on disk and painted, and seconds of one row written to BARE in the same turn.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks import material
from benchmarks.setting import as_ours, bare_row, write_bare
from council_app.services import room as room_service
from council_app.services.workspace import open_workspace
from council_app.settings import load_settings
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen

_WARM = 5
_GAP = 0.02
"""Seconds between two keys; the last ones are typed, so that half-typed text is on its way to disk as it always is."""
_TYPED = 3
_CALM = 5  # so many looks in a row must find nothing under way: an answer may ask the next question


class Watch(QObject):
    """Sees when a frame is painted in which the newest note is this one and the line is free again."""

    def __init__(self, window: MainWindow, room: RoomScreen) -> None:
        super().__init__()
        self._window, self._room = window, room
        self._words, self._inside, self._rows = "", False, False
        self.shown_at: float | None = None
        window.installEventFilter(self)
        room.stream.viewport().installEventFilter(self)

    def expect(self, words: str) -> None:
        """Wait for the note that ends in these words."""
        self._words, self.shown_at = words, None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Paint the frame here, to know when it is done."""
        if event.type() is QEvent.Type.Paint and watched is self._room.stream.viewport():
            self._rows = True
        if event.type() is not QEvent.Type.UpdateRequest or watched is not self._window or self._inside or self.shown_at is not None:
            return False
        self._inside, self._rows = True, False
        QCoreApplication.sendEvent(watched, event)
        if self._rows and self._is_there():
            self.shown_at = time.perf_counter()
        self._inside = False
        return True

    def _is_there(self) -> bool:
        stream, notes = self._room.stream, self._room.stream.notes
        last = notes.index(notes.rowCount() - 1, 0)
        there = notes.note(last).text.endswith(self._words) and stream.viewport().rect().contains(stream.visualRect(last))
        return there and not self._room.line.text()


def main(workspace: Path, session: str, bare: Path, times: int) -> int:
    """Type so many notes into the room and say how long each took."""
    qInstallMessageHandler(lambda *_: None)  # what Qt misses offscreen is of no interest here
    with open_workspace(path=workspace, passphrase=material.PASSPHRASE) as made:
        room_service.start_session(workspace=made, session=session, at=datetime.now(UTC))
    app = QApplication(["council"])
    _looks = dressed(app, Mode.LIGHT)
    window = make_window(_looks.theme, load_settings())
    window.resize(1280, 800)
    window.show()
    window.open_path(workspace, material.PASSPHRASE)
    _settle(window)
    window.ctx.choose_session(session)
    window.show_place(Place.ROOM)
    _settle(window)
    room = window.frame.front
    assert isinstance(room, RoomScreen)
    _type(window, room, bare, times)
    window.close()
    return 0


def _type(window: MainWindow, room: RoomScreen, bare: Path, times: int) -> None:
    watch, floor = Watch(window, room), as_ours(bare)
    rows = map(bare_row, material.notes(_WARM + times))
    for number, row in enumerate(rows, -_WARM):
        gc.collect()  # what the turn before left is not this one's
        begun = time.perf_counter()
        write_bare(floor, row)
        written = time.perf_counter() - begun
        shown = _note(watch, room, number)
        _settle(window)
        if number >= 0:
            print(shown, written, flush=True)
    floor.close()


def _note(watch: Watch, room: RoomScreen, number: int) -> float:
    """Type a note of which the last keys come one by one, and keep it; returns the seconds from Enter until it shows."""
    words = f'"Nobody says when I will be charged, note {number + _WARM}"'
    text = f"- !! @P{number % material.SEATS + 1:02d} #{material.TAGS[0]} {words}"
    room.line.setText(text[:-_TYPED])
    _live(_GAP)
    for character in text[-_TYPED:]:
        QTest.keyClicks(room.line, character)
        _live(_GAP)
    watch.expect(words.strip('"'))
    begun = time.perf_counter()
    QTest.keyClick(room.line, Qt.Key.Key_Return)
    while watch.shown_at is None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return watch.shown_at - begun


def _live(seconds: float) -> None:
    """Let the window live for so long."""
    until = time.perf_counter() + seconds
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=1)
    timer.start()
    while time.perf_counter() < until:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _settle(window: MainWindow) -> None:
    """Wait until nothing is under way, and what came of it is painted."""
    calm = 0
    while calm < _CALM:
        _live(0.001)
        calm = 0 if window.ctx.jobs.busy or window.ctx.side.busy else calm + 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])))
