"""Pictures of an insight: the strip beside the gate, and the page that draws over one, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.domain.marks import Arrow, Box
from council_app.domain.records import Visual
from council_app.services import insights
from council_app.services.visuals import pictures_of
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.insights.visuals.page import PicturePage
from council_app.ui.screens.insights.visuals.shaping import Item, Tool, drawn, moved, sized

Settled = Callable[[], None]
KEY = "small-print"
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def place(opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled, tmp_path: Path) -> InsightsScreen:
    workspace = opened.ctx.workspace
    assert workspace is not None
    for name, colour in (("one.png", "white"), ("two.png", "teal")):
        image = QImage(600, 400, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        for across in range(600):
            image.setPixelColor(across, 100, QColor("black"))
        image.save(str(tmp_path / name))
        insights.add_visual(workspace=workspace, key=KEY, filename=name, data=(tmp_path / name).read_bytes())
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    opened.activateWindow()
    settled()
    screen.show_insight(KEY)
    settled()
    return screen


def kept(opened: MainWindow) -> dict[str, Visual]:
    assert opened.ctx.workspace is not None
    return {each.visual.filename: each.visual for each in pictures_of(workspace=opened.ctx.workspace, key=KEY)}


def page_on(place: InsightsScreen, settled: Settled, row: int = -2) -> PicturePage:
    QTest.keyClick(place.strip.rows[row], Key.Key_Return)
    settled()
    page = place.pile.top
    assert isinstance(page, PicturePage)
    return page


def test_pictures_stand_beside_the_gate_and_are_moved_and_removed_by_keyboard(
    place: InsightsScreen, opened: MainWindow, settled: Settled
) -> None:
    before = list(kept(opened))
    assert before[-2:] == ["one.png", "two.png"]
    QTest.keyClick(place.strip.rows[-1], Key.Key_Up, ALT)
    settled()
    assert list(kept(opened))[-2:] == ["two.png", "one.png"]
    assert QApplication.focusWidget() is place.strip.rows[-2]
    QTest.keyClick(place.strip.rows[-1], Key.Key_Delete)
    settled()
    assert list(kept(opened)) == [*before[:-2], "two.png"]
    assert len(place.strip.rows) == len(before) - 1


def test_an_arrow_and_a_box_are_drawn_by_keyboard_alone_and_kept(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    page = page_on(place, settled)
    canvas = page.canvas
    assert QApplication.focusWidget() is canvas
    QTest.keyClick(canvas, Key.Key_A)
    QTest.keyClick(canvas, Key.Key_Return)
    QTest.keyClick(canvas, Key.Key_Left)
    QTest.keyClick(canvas, Key.Key_Down, SHIFT)
    QTest.keyClick(canvas, Key.Key_B)
    QTest.keyClick(canvas, Key.Key_Return)
    QTest.keyClicks(page.label, "here")
    QTest.keyClicks(page.caption, "As it is sent")
    QTest.keyClicks(page.alt, "A white page")
    QTest.keyClick(page.alt, Key.Key_Return, CTRL)
    settled()
    assert place.pile.top is None
    visual = kept(opened)["one.png"]
    assert visual.marks == (Arrow(0.39, 0.4, 0.59, 0.61), Box(0.4, 0.4, 0.2, 0.2, "here"))
    assert (visual.caption, visual.alt) == ("As it is sent", "A white page")


def test_tab_goes_through_what_is_drawn_and_on_and_each_step_is_taken_back(place: InsightsScreen, settled: Settled) -> None:
    page = page_on(place, settled)
    canvas = page.canvas
    for key in (Key.Key_A, Key.Key_Return, Key.Key_B, Key.Key_Return):
        QTest.keyClick(canvas, key)
    canvas.choose(-1)
    QTest.keyClick(canvas, Key.Key_Tab)
    assert canvas.chosen == 0
    QTest.keyClick(canvas, Key.Key_Tab)
    assert canvas.chosen == 1
    QTest.keyClick(canvas, Key.Key_Delete)
    assert len(canvas.items) == 1
    QTest.keyClick(canvas, Key.Key_Z, CTRL)
    assert len(canvas.items) == 2
    canvas.choose(1)
    QTest.keyClick(canvas, Key.Key_Tab)
    assert QApplication.focusWidget() is not canvas


def test_what_is_blurred_by_mouse_is_gone_from_the_picture(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    page = page_on(place, settled)
    canvas, before = page.canvas, kept(opened)["one.png"].blob
    page.tools[Tool.BLUR].click()
    frame = canvas.frame
    start, end = frame.topLeft().toPoint() + QPoint(20, 20), frame.center().toPoint()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    assert [item.blur for item in canvas.items] == [True]
    assert canvas.tool is Tool.SELECT
    page.keep_button.click()
    settled()
    visual = kept(opened)["one.png"]
    assert visual.marks == ()
    assert visual.blob != before


def test_what_is_not_kept_is_not_lost_by_one_escape(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    page = page_on(place, settled)
    QTest.keyClick(page.canvas, Key.Key_A)
    QTest.keyClick(page.canvas, Key.Key_Return)
    QTest.keyClick(page.canvas, Key.Key_Escape)
    assert place.pile.top is page
    assert page.said.isVisible()
    QTest.keyClick(page.canvas, Key.Key_Escape)
    settled()
    assert place.pile.top is None
    assert kept(opened)["one.png"].marks == ()


@pytest.mark.parametrize("item", [drawn(Tool.ARROW, (0.4, 0.4), (0.6, 0.9)), drawn(Tool.BOX, (2.0, -1.0), (0.5, 0.2))])
def test_nothing_that_is_drawn_leaves_the_picture(item: Item) -> None:
    for x, y in ((5.0, 5.0), (-5.0, -5.0), (0.3, -4.0)):
        for act in (moved, sized):
            mark = act(item, x, y).mark
            far = (mark.to_x, mark.to_y) if isinstance(mark, Arrow) else (mark.x + mark.width, mark.y + mark.height)
            assert all(-1e-9 <= number <= 1 + 1e-9 for number in (mark.x, mark.y, *far))
