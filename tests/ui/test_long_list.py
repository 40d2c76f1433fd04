"""A list of a million rows asks its model for the rows on show alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.ui.core.longlist import LongList

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
HEIGHT, ROWS = 30, 1_000_000


class Many(QAbstractListModel):
    """Counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = ROWS
        self.asked: set[int] = set()
        self.counted = 0

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        self.counted += 1
        return 0 if parent.isValid() else self.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        self.asked.add(index.row())
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    def grow(self, rows: int) -> None:
        self.beginInsertRows(_NO_INDEX, self.rows, self.rows + rows - 1)
        self.rows += rows
        self.endInsertRows()


@pytest.fixture
def shown(qtbot: QtBot) -> LongList:
    view = LongList(HEIGHT, Many())
    qtbot.addWidget(view)
    view.resize(300, 10 * HEIGHT)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view


def model(view: LongList) -> Many:
    found = view.model()
    assert isinstance(found, Many)
    return found


def test_only_rows_on_show_are_asked_for(shown: LongList) -> None:
    shown.verticalScrollBar().setValue(500_000 * HEIGHT)
    shown.viewport().repaint()
    model(shown).grow(1_000)
    assert model(shown).asked <= {*range(11), *range(500_000, 500_011)}
    assert model(shown).counted < 1_000


def test_the_bar_reaches_exactly_the_last_row(shown: LongList) -> None:
    assert shown.verticalScrollBar().maximum() == ROWS * HEIGHT - shown.viewport().height()
    model(shown).grow(10)
    assert shown.verticalScrollBar().maximum() == (ROWS + 10) * HEIGHT - shown.viewport().height()


def test_keys_lead_where_they_say(shown: LongList) -> None:
    places = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        QTest.keyClick(shown, key)
        places.append(shown.currentIndex().row())
        assert shown.viewport().rect().contains(shown.visualRect(shown.currentIndex()).center())
    page = shown.viewport().height() // HEIGHT
    down = places[0]
    assert places == [down, down + 1, down, down + page, ROWS - 1, ROWS - 1 - page, 0]


def test_a_press_stands_on_the_row_under_it(shown: LongList) -> None:
    shown.verticalScrollBar().setValue(700 * HEIGHT + 10)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.viewport().rect().topLeft().__class__(20, HEIGHT))
    assert shown.currentIndex().row() == 701
    assert shown.indexAt(shown.visualRect(shown.currentIndex()).center()) == shown.currentIndex()
