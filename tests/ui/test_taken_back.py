"""Who was added and taken back whole, in the window: found from the palette, and erased by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from council_app.services import demo
from council_app.services.attending import register
from council_app.services.erasure import left_behind
from council_app.services.history import undo
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.roster.people.left import LeftBehindPage
from council_app.ui.screens.roster.view import RosterScreen
from tests.ui.conftest import Settled

Visit = Callable[[Place], Screen]


def taken_back(workspace: Workspace) -> None:
    for name in ("Zelda Quux", "Yann Orr"):
        register(workspace=workspace, session=demo.SESSION, name=name, email=f"{name.split()[0].lower()}@example.org")
        undo(workspace=workspace)


def test_who_was_taken_back_is_listed_and_erased_by_keyboard(opened: MainWindow, visit: Visit, settled: Settled) -> None:
    opened.ctx.read(opened, taken_back, lambda _: None)
    settled()
    screen = visit(Place.ROSTER)
    assert isinstance(screen, RosterScreen)
    screen.open_page("roster.taken-back")
    settled()
    page = screen.pile.top
    assert isinstance(page, LeftBehindPage)
    assert [row.name for row in page.model.rows] == ["Yann Orr", "Zelda Quux"]
    page.table.setCurrentIndex(page.model.index(1, 0))
    page.look_before_erasing()
    settled()
    dialog = page.confirming
    assert dialog is not None
    QTest.keyClicks(dialog.typed, "zelda quux")
    QTest.keyClick(dialog.typed, Qt.Key.Key_Return)
    settled()
    settled()
    assert [row.name for row in page.model.rows] == ["Yann Orr"]
    left: list[list[str]] = []
    opened.ctx.read(opened, lambda w: [each.name for each in left_behind(workspace=w)], left.append)
    settled()
    assert left == [["Yann Orr"]]
