"""A column that scrolls when it must: transparent, upright only, and no stop for the keyboard of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scroll_of(inside: QWidget) -> QScrollArea:
    """A scroll area around a column; the ground below shows through."""
    inside.setProperty("scrolled", "true")
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
