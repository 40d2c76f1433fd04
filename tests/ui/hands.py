"""Somebody at a place of the window: what tests of a place have at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from pytestqt.qtbot import QtBot

from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow

S = TypeVar("S", bound=Screen)


class Hands(Generic[S]):
    """At the place, once it shows its data."""

    def __init__(self, window: MainWindow, place: Place, kind: type[S], settled: Callable[[], None], qtbot: QtBot) -> None:
        self.window, self._settled, self._bot = window, settled, qtbot
        window.show_place(place)
        settled()
        front = window.frame.front
        assert isinstance(front, kind)
        self.screen = front

    @property
    def workspace(self) -> Workspace:
        assert self.window.ctx.workspace is not None
        return self.window.ctx.workspace
