"""Lists that are filled anew with every note leave nothing behind, not even what Qt keeps about a row's place."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from council_app.ui.core.emptying import empty
from council_app.ui.core.flow import FlowLayout


def _filled(layout: QLayout) -> None:
    for words in ("P01 Marta", "P02 Jonas"):
        layout.addWidget(QPushButton(words))


def test_what_a_layout_held_is_gone_with_the_places_it_stood_in(qapp: QApplication) -> None:
    for kind in (QVBoxLayout, QGridLayout, FlowLayout):
        owner = QWidget()
        layout = kind(owner)
        _filled(layout)
        places = [layout.itemAt(0), layout.itemAt(1)]
        empty(layout)
        assert layout.count() == 0
        assert [shiboken6.isValid(place) for place in places] == [False, False]


def test_gaps_go_too_and_the_layout_can_be_filled_anew(qapp: QApplication) -> None:
    owner = QWidget()
    column = QVBoxLayout(owner)
    column.addWidget(QLabel("before"))
    column.addSpacing(6)
    column.addStretch(1)
    gaps = [column.itemAt(1), column.itemAt(2)]
    empty(column)
    _filled(column)
    assert column.count() == 2
    assert [shiboken6.isValid(gap) for gap in gaps] == [False, False]
