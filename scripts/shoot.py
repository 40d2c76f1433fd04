"""One look at every screen: `shoot.py THEME LANGUAGE WIDTH HEIGHT PREFIX`. Started by `shots.py`, once per look."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.settings import LANGUAGE, THEME, load_settings
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.roster.view import RosterScreen

_REST = 200
_CALM = 8  # so many looks 20 ms apart must find nothing under way: an answer may ask the next question


class Camera:
    """Waits until nothing is under way, then takes the window's picture."""

    def __init__(self, window: MainWindow, prefix: str) -> None:
        self.window, self.prefix = window, prefix

    def wait(self) -> None:
        """Until both workers rest and their answers are on show."""
        calm = 0
        while calm < _CALM:
            QTest.qWait(20)
            calm = 0 if self.window.ctx.jobs.busy or self.window.ctx.side.busy else calm + 1

    def take(self, name: str) -> None:
        """One picture."""
        self.wait()
        self.window.grab().save(f"{self.prefix}-{name}.png")

    def take_places(self, prefix: str) -> None:
        """Every place of the open workspace."""
        self.wait()
        for place in Place:
            self.window.show_place(place)
            self.take(f"{prefix}{place.value}")


def main(theme: str, language: str, width: str, height: str, prefix: str) -> None:
    """Walk through the window."""
    app = QApplication(["council"])
    settings = load_settings()
    settings.put(LANGUAGE, language)
    settings.put(THEME, theme)
    looks = dressed(app, Mode(theme))
    window = make_window(looks.theme, settings)
    window.resize(int(width), int(height))
    window.show()
    camera = Camera(window, prefix)
    window.welcome.show_choices()
    camera.take("welcome")
    window.start_workspace()
    camera.take("welcome-start")
    window.opener.create(Path(os.environ["COUNCIL_HOME"]) / "empty.council", "an empty workspace")
    camera.take_places("empty-")
    window.open_sample()
    camera.take_places("")
    shoot_details(window, camera)
    window.close()


def shoot_details(window: MainWindow, camera: Camera) -> None:
    """What shows only while somebody works."""
    window.show_place(Place.ROOM)
    camera.wait()
    room = window.frame.front
    assert isinstance(room, RoomScreen)
    QTest.keyClicks(room.line, '- !!! "Paid twice" #reminders @mar')
    camera.take("room-typing")
    room.line.clear()
    window.show_place(Place.ROSTER)
    camera.wait()
    roster = window.frame.front
    assert isinstance(roster, RosterScreen)
    for page in ("roster.papers", "roster.export"):
        roster.open_page(page)
        QTest.qWait(_REST)  # choices rest before their pages are made
        camera.take(page.replace(".", "-"))
        roster.pile.clear()
    window.show_place(Place.INSIGHTS)
    camera.wait()
    insights = window.frame.front
    assert isinstance(insights, InsightsScreen)
    insights.list.setCurrentIndex(insights.model.index(insights.model.row_of("small-print"), 0))
    camera.take("insights-missing")
    window.open_palette()
    camera.take("palette")
    window.palette_overlay.leave()
    window.open_settings()
    camera.take("settings")


if __name__ == "__main__":
    main(*sys.argv[1:])
