"""A window in a process of its own in which somebody types until it is shot; says after every key what stands in the line."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase

from PySide6.QtCore import Qt, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.settings import load_settings
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import dressed, make_window
from council_app.ui.screens.room.view import RoomScreen
from tests.conftest import PASSPHRASE
from tests.pausing import pause

_SLOWEST = 0.06


def type_into_window(path: Path, session: str, run: int, chance: random.Random, tell: Callable[..., None]) -> None:
    """Open the workspace's room and type there for ever."""
    qInstallMessageHandler(lambda *_: None)
    app = QApplication(["council"])
    looks = dressed(app, Mode.LIGHT)
    window = make_window(looks.theme, load_settings())
    window.resize(1280, 800)
    window.show()
    window.open_path(path, PASSPHRASE)
    _wait_until(lambda: window.ctx.session is not None and not window.ctx.jobs.busy)
    window.ctx.choose_session(session)
    window.show_place(Place.ROOM)
    _wait_until(lambda: not window.ctx.jobs.busy)
    room = window.frame.front
    assert isinstance(room, RoomScreen)
    room.notes.desk.keeper.kept.connect(lambda sent, taken, _rest: tell("note", taken.note.id, sent.line))
    line = room.line
    line.clear()
    number = 0
    while True:
        number += 1
        # Short, so that most kills have notes behind them; no line begins with all of another one.
        words = "".join(chance.choices(ascii_lowercase, k=chance.randint(2, 6)))
        for character in f"{words} {run}.{number}.":
            pause(int(1000 * chance.uniform(0.0, _SLOWEST)))
            QTest.keyClicks(line, character)
            tell("line", time.monotonic(), line.text())
        QTest.keyClick(line, Qt.Key.Key_Return)


def _wait_until(true: Callable[[], bool]) -> None:
    while not true():
        pause(5)
