"""The three ways in, as large choices: icon, what it does, its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.text import Block, Run, draw_line, elided
from council_app.ui.core.theme import Theme


class Choice(QPushButton):
    """A card of 88 px; the one with the keyboard has 2 px of ink and takes Enter."""

    def __init__(self, theme: Theme, icon: str, title: str, line: str, key: str) -> None:
        super().__init__(title)
        self._theme, self._icon, self._line, self._key = theme, icon, line, key_text(key)
        self.setProperty("ownFocus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(632)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """88 px high."""
        return QSize(632, 88)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows cut the second line."""
        return QSize(280, 88)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it; up and down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sheet, edge, icon, two lines, key and chevron."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, focus = self._theme, self.hasFocus()
        edge = QPen(theme.colour("ink"), 2) if focus else QPen(theme.colour("line2" if self.underMouse() else "line"), 1)
        painter.setPen(edge)
        painter.setBrush(theme.colour("sheet"))
        inset = edge.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 10 - inset, 10 - inset)
        draw_icon(painter, self._icon, theme.colour("ink"), 22, 30, theme.size("icon-choice"))
        draw_icon(painter, "chevron-right", theme.colour("ink2"), self.width() - 44, 34, theme.size("icon"))
        key = "Enter" if focus else self._key
        right = self.width() - 64.0
        if key:
            right -= key_width(theme, key)
            draw_key(painter, theme, key, right, (self.height() - KEY_HEIGHT) / 2)
        room = right - 72 - 12
        draw_line(painter, theme, elided(theme, self.text(), "capture", room, 600), "capture", 72, 21, weight=600)
        Block(theme, (Run(elided(theme, self._line, "note", room)),), "note").paint(painter, 72, 46, "ink2")
