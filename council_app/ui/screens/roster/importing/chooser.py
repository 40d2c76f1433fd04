"""One of several values, as a button that opens a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QSizePolicy

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

_PAD, _ICON = 10, 16


class Chooser(Button):
    """Says what is chosen; Enter, Space, Down or a click opens the list, letters find a row in it.

    Signals:
        chosen: another value was chosen.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, options: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__(theme, "", Role.PLAIN, height=theme.size("input"), after="chevron-down", weight=400)
        self._name = name
        self._options: tuple[tuple[str, str], ...] = ()
        self.value = value
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.offer(options, value)

    def offer(self, options: Sequence[tuple[str, str]], value: str) -> None:
        """Other values to choose from, as (value, words)."""
        self._options = tuple(options)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show a value as chosen, without telling anybody."""
        self.value = value
        words = dict(self._options).get(value, value)
        self.setText(words.replace("&", "&&"))
        self._words = words
        self.setToolTip(words)
        self.setAccessibleName(f"{self._name}: {words}")
        self.update()

    def choose(self, value: str) -> None:
        """Choose a value."""
        if value != self.value:
            self.show_value(value)
            self.chosen.emit(value)

    def sizeHint(self) -> QSize:
        """As wide as a field."""
        return QSize(self._theme.size("field"), self._height)

    def minimumSizeHint(self) -> QSize:
        """May be cut; the tooltip keeps the words."""
        return QSize(120, self._height)

    def open_menu(self) -> None:
        """Show what there is to choose."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(self.width())
        for value, words in self._options:
            action = QAction(words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, picked=value: self.choose(picked))
            menu.addAction(action)
            if value == self.value:
                menu.setActiveAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down and Enter open the list, too."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        """The words at the left, the chevron at the right edge."""
        room = self.width() - 3 * _PAD - _ICON
        draw_line(painter, self._theme, elided(self._theme, self._words, "body", room), "body", _PAD, (self.height() - 20) / 2, ink)
        draw_icon(painter, "chevron-down", self._theme.colour("ink2"), self.width() - _PAD - _ICON, (self.height() - _ICON) / 2, _ICON)
