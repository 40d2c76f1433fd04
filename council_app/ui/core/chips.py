"""Filter chips: pills that say what is looked for; Enter or a click opens or toggles one, Delete or its x takes it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_HEIGHT, _PAD, _ICON, _MOST = 32, 12, 14, 260  # 30 px are drawn; the hit area is the whole 32


class Chip(QAbstractButton):
    """One pill. It is on while something is looked for.

    Signals:
        cleared: Delete, or its x.
    """

    cleared = Signal()

    def __init__(self, theme: Theme, label: str, *, chooser: bool = False) -> None:
        super().__init__()
        self._theme, self._chooser, self._name = theme, chooser, label
        self._on = False
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(not chooser)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda on: self.say(self._name, on=on))
        theme.changed.connect(self.update)

    @property
    def on(self) -> bool:
        """Whether something is looked for."""
        return self._on

    def say(self, label: str, *, on: bool) -> None:
        """Name what is looked for, and whether anything is."""
        self._on = on
        self.setText(label)
        self.setAccessibleName(label)
        self.setToolTip(label if self.sizeHint().width() > _MOST else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Label, and what stands behind it."""
        wide = round(advance(self._theme, self.text(), "body", 500)) + 2 * _PAD
        return QSize(min(_MOST, wide + (_ICON + 6 if self._chooser or self._on else 0)), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete clears; Enter is as good as Space."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._on:
            self.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The x of a chooser that is on clears it."""
        if (
            self._on
            and self._chooser
            and event.position().x() >= self.width() - _HEIGHT
            and self.rect().contains(event.position().toPoint())
        ):
            self.setDown(False)
            self.clear()
        else:
            super().mouseReleaseEvent(event)

    def clear(self) -> None:
        """Look for nothing here."""
        if self.isCheckable():
            self.setChecked(False)
        self.cleared.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The pill, its label, and an x or a chevron."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = "mark-tint" if self._on else "hover" if self.underMouse() or self.isDown() else "sheet"
        painter.setPen(QPen(theme.colour("mark-ink" if self._on else "line2"), 1))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 14.5, 14.5)
        icon = ("x" if self._on else "chevron-down") if self._chooser else "x" if self._on else ""
        room = self.width() - 2 * _PAD - (_ICON + 6 if icon else 0)
        taken = draw_line(painter, theme, elided(theme, self.text(), "body", room + 1, 500), "body", _PAD, 6, "ink", weight=500)
        if icon:
            draw_icon(painter, icon, theme.colour("ink2"), _PAD + taken + 6, (_HEIGHT - _ICON) / 2, _ICON)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a chip can look for: its value and its words."""

    value: str
    words: str


class ChoiceChip(Chip):
    """A chip that opens a list of what can be looked for, any number of them.

    Signals:
        changed: other values are looked for.
    """

    changed = Signal()

    def __init__(self, theme: Theme, t: Translator, name: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__(theme, name, chooser=True)
        self._t, self._label, self._options = t, name, options
        self.values: frozenset[str] = frozenset()
        self.clicked.connect(self.open_menu)
        self.cleared.connect(lambda: self.choose(()))

    def choose(self, values: Sequence[str] | frozenset[str]) -> None:
        """Look for these."""
        self.values = frozenset(values)
        words = [option.words for option in self._options() if option.value in self.values]
        self.say(self._t("{what}: {chosen}", what=self._label, chosen=", ".join(words)) if words else self._label, on=bool(words))
        self.changed.emit()

    def open_menu(self) -> None:
        """Show what can be looked for; it stays while several are ticked."""
        menu = _StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for option in self._options():
            action = QAction(option.words.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(option.value in self.values)
            action.toggled.connect(lambda on, value=option.value: self.choose(self.values | {value} if on else self.values - {value}))
            menu.addAction(action)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))


class _StayingMenu(QMenu):
    """Ticks without closing."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.toggle()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.toggle()
        else:
            super().keyPressEvent(event)
