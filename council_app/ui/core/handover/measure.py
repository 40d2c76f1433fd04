"""A column no wider than people read, at the left, that scrolls when it must."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from council_app.ui.core.scrolling import scroll_of


def scrolled(content: QWidget, widest: int) -> QScrollArea:
    """The scroll area around a column of at most `widest` px."""
    content.setMaximumWidth(widest)
    held = QWidget()
    row = QHBoxLayout(held)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(content, 1)
    row.addStretch(0)
    return scroll_of(held)
