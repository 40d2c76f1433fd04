"""A four-hour session in minutes: `python -m benchmarks.soak [NOTES]` types, marks, edits, hands out turns and lets the clock tick.

Nothing waits for the wall clock: every simulated second is one tick of the room and of the stage window. What is reported is how the last
quarter compares with the first - time from Enter until a note is on disk and on show - and how fast memory, by who holds it, and the
objects that the window is made of grow once it is warm. It ends with 1 when something grew, or slowed down, by more than is allowed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from benchmarks.growth import Counts, Grown, counted, grown
from benchmarks.measure import Times
from council_app.services import capture, demo, hearing
from council_app.services import room as room_service
from council_app.settings import load_settings
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.view import RoomScreen

HOURS, NOTES = 4, 2_000
_KEYS = "- !! Nobody says when I will be charged, not even at the desk #clarity @{seat}"
_PIECES = 20
_WARM = 40
"""Of a session, in per cent: by then every list has been full, and every cache asked."""
_SLOWER = 1.25
_TYPED = 10
"""One note in so many is typed from its first key on; of the others, the last few keys."""


@dataclass(frozen=True, slots=True)
class Soak:
    """How a session went.

    Attributes:
        keys: in the order they were pressed, seconds from a key until it is painted.
        notes: in the order they were written, seconds from Enter until the note is on disk and painted.
        counts: at the end of each twentieth.
    """

    keys: tuple[float, ...]
    notes: tuple[float, ...]
    counts: tuple[Counts, ...]

    @property
    def grown(self) -> tuple[Grown, ...]:
        """How everything grew once the window was warm."""
        return grown(self.counts[_PIECES * _WARM // 100 - 1 :])

    @property
    def slower(self) -> float:
        """How many times as long a note takes in the last quarter as in the first, by the median."""
        first, last = quarters(self.notes)
        return last.quantile(0.5) / first.quantile(0.5)


def quarters(taken: Sequence[float]) -> tuple[Times, Times]:
    """The first and the last quarter of a session."""
    part = max(1, len(taken) // 4)
    return Times(tuple(sorted(taken[:part]))), Times(tuple(sorted(taken[-part:])))


class Session:
    """One window with the sample's session live in it."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self._number = 0
        settled(window)
        front = window.frame.front
        assert isinstance(front, RoomScreen)
        self.room = front
        assert window.ctx.workspace is not None
        self._seated = [one for one in capture.speakers(workspace=window.ctx.workspace, session=demo.SESSION) if one.seat]

    def tick(self, seconds: int) -> None:
        """Let so many seconds go by: the clock, the list of seats and the stage repaint."""
        for _ in range(seconds):
            self.room.desk.ticked.emit()
            QCoreApplication.processEvents()

    def note(self) -> tuple[list[float], float]:
        """Type a note and keep it; returns the seconds per key, and from Enter until it is on show."""
        self._number += 1
        line, keys = self.room.line, []
        words = f"{_KEYS.format(seat=self._number % 16 + 1)} {self._number}"
        typed = words if self._number % _TYPED == 1 else words[-4:]
        line.setText(words.removesuffix(typed))
        for character in typed:
            begun = time.perf_counter()
            QTest.keyClicks(line, character)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeSocketNotifiers)
            keys.append(time.perf_counter() - begun)
        self.room.completion.hide()
        kept: list[object] = []
        connection = self.room.notes.desk.kept.connect(kept.append)
        begun = time.perf_counter()
        QTest.keyClick(line, Qt.Key.Key_Return)
        _until(lambda: bool(kept))
        QCoreApplication.processEvents()
        self.room.stream.viewport().repaint()
        taken = time.perf_counter() - begun
        QObject.disconnect(connection)
        settled(self.window)
        return keys, taken

    def other(self) -> None:
        """What else happens between notes, in turns: somebody speaks, a moment is marked and typed out, a note is edited."""
        step = self._number % 8
        if step == 1:
            self._turn()
        elif step == 3:
            self.room.mark("mfgbh"[self._number // 8 % 5])
        elif step == 5 and self.room.notes.desk.mark_row.marks:
            self.room.type_out()
            QTest.keyClicks(self.room.line, f"typed out later {self._number}")
            QTest.keyClick(self.room.line, Qt.Key.Key_Return)
        elif step == 7:
            self._edit()
        settled(self.window)

    def _turn(self) -> None:
        """Somebody takes the word; that they had it for three quarters of a minute is written down."""
        speaker = self._seated[self._number % len(self._seated)].id
        self.room.turns.toggle(speaker)
        self.window.ctx.write(
            self.room,
            lambda w: hearing.record_turn(workspace=w, attendance=speaker, started_at=datetime.now(UTC), seconds=45.0),
            lambda _changes: None,
            changes=lambda changes: changes,
        )

    def _edit(self) -> None:
        self.room.edit_last()
        editor = self.room.stream.findChild(QPlainTextEdit)
        if editor is not None:
            editor.insertPlainText(", again")
            QTest.keyClick(editor, Qt.Key.Key_Return)

    def counts(self) -> Counts:
        """What there is now."""
        return counted(self.window, self._number)


def soak(session: Session, *, notes: int, hours: float, told: Callable[[str], None] = lambda _line: None) -> Soak:
    """Play a session of so many hours and notes, with the stage window open."""
    session.room.toggle_stage()
    seconds = int(hours * 3600 / notes)
    # Not lists: a float for each key would be the only thing here that grows.
    keys, taken = array("d"), array("d")
    counts: list[Counts] = []
    for piece in range(_PIECES):
        for _ in range(notes // _PIECES):
            session.tick(seconds)
            pressed, until = session.note()
            keys.extend(pressed)
            taken.append(until)
            session.other()
        counts.append(session.counts())
        told(f"{piece + 1} of {_PIECES}: {counts[-1]}")
    session.room.toggle_stage()
    return Soak(tuple(keys), tuple(taken), tuple(counts))


def report(found: Soak) -> list[str]:
    """What a person reads of it."""
    lines = []
    for name, seconds in (("key until painted", found.keys), ("Enter until on disk and painted", found.notes)):
        first, last = (times.shown(1000) for times in quarters(seconds))
        lines.append(
            f"     {name}, ms: first quarter p50 {first['p50']} p99 {first['p99']}, last quarter p50 {last['p50']} p99 {last['p99']}"
        )
    slow = "ok  " if found.slower <= _SLOWER else "FAIL"
    lines.append(f"{slow} Enter, last quarter over first: {found.slower:.2f} times as long (allowed {_SLOWER})")
    return [*lines, *(row.said for row in found.grown)]


def passed(found: Soak) -> bool:
    """Whether nothing grew and nothing slowed down by more than is allowed."""
    return found.slower <= _SLOWER and all(row.passed for row in found.grown)


@contextmanager
def sample_session(folder: Path) -> Iterator[Session]:
    """The sample council's evening, live in a window of its own."""
    app = QApplication.instance() or QApplication(["council"])
    assert isinstance(app, QApplication)
    path = folder / "vinga.council"
    with demo.create_sample(path=path) as made:
        room_service.start_session(workspace=made, session=demo.SESSION, at=datetime.now(UTC))
    looks = dressed(app, Mode.LIGHT)
    window = make_window(looks.theme, load_settings())
    window.resize(1280, 800)
    window.show()
    window.open_path(path, demo.PASSPHRASE)
    settled(window)
    window.show_place(Place.ROOM)
    try:
        yield Session(window)
    finally:
        window.close()


def settled(window: MainWindow) -> None:
    """Wait until nothing is under way."""
    _until(lambda: not window.ctx.jobs.busy and not window.ctx.side.busy)
    QCoreApplication.processEvents()
    _until(lambda: not window.ctx.jobs.busy)


def _until(true: Callable[[], bool]) -> None:
    while not true():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def main(notes: int) -> int:
    """Play the session and say how it went."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(lambda *_: None)  # what Qt misses offscreen is of no interest here
    with tempfile.TemporaryDirectory(prefix="council-soak-") as folder:
        os.environ.setdefault("COUNCIL_HOME", str(Path(folder, "home")))
        with sample_session(Path(folder)) as session:
            found = soak(session, notes=notes, hours=HOURS, told=lambda line: print(line, file=sys.stderr, flush=True))
    print("\n".join(report(found)))
    return 0 if passed(found) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else NOTES))
