"""The one box: always in use, large, and looking like it. A scanner types into it as a person does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.theme import Theme

LONGEST = 200
_OWN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
)
_WHOLE, _SMALL, _SIDE = 76, 52, 72


class DoorBox(QLineEdit):
    """Names and badges go in here.

    Signals:
        entered: Enter was pressed (held down it counts once).
        stepped: an arrow wants the next match (1) or the one before (-1).
        escaped: Escape was pressed.
        pressed: any key was pressed.
    """

    entered = Signal()
    stepped = Signal(int)
    escaped = Signal()
    pressed = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._small = False
        self.is_badge: Callable[[], bool] = lambda: False
        self.setFrame(False)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(t("Two letters of a name, or scan a badge"))
        self.setAccessibleDescription(t("Enter lets in whoever is meant; arrows choose among several."))
        self.fold(small=False)
        theme.changed.connect(self._dress)

    def fold(self, *, small: bool) -> None:
        """As large as in a full window, or for one column."""
        self._small = small
        self.setFixedHeight(_SMALL if small else _WHOLE)
        self.setFont(self._theme.font("guest-body") if small else self._theme.font("number", 400))
        self.setTextMargins(44 if small else _SIDE, 0, 44 if small else _SIDE, 0)
        self.setPlaceholderText(self._t("Name or badge") if small else self.accessibleName())
        self._dress()

    def _dress(self) -> None:
        ink, sheet, hint = (self._theme.colour(name).name() for name in ("ink", "sheet", "ink3"))
        self.setStyleSheet(
            f"QLineEdit {{ background: {sheet}; color: {ink}; border: 2px solid {ink}; border-radius: 10px; padding: 0;"
            f" placeholder-text-color: {hint}; }}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, a magnifying glass at its left, a scanner at its right."""
        super().paintEvent(event)
        painter, size = QPainter(self), 20 if self._small else 28
        inset, top = (self.textMargins().left() - size) // 2 + 2, (self.height() - size) // 2
        ink = self._theme.colour("ink3")
        draw_icon(painter, "search", ink, inset, top, size)
        draw_icon(painter, "scan-line", ink, self.width() - inset - size, top, size)

    def event(self, event: QEvent) -> bool:
        """The door's shortcuts come before the line edit's own; undo of the window works when there is nothing typed to undo."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride and self._is_shortcut(event):
            event.ignore()
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab and self.is_badge():
            self.entered.emit()  # a scanner may be set to end with Tab
            return True
        return super().event(event)

    def _is_shortcut(self, event: QKeyEvent) -> bool:
        undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
        if undoes and not self.text():
            return True
        held = event.modifiers()
        # Ctrl and Alt together are how some keyboards type an @.
        control = bool(held & Qt.KeyboardModifier.ControlModifier) and not held & Qt.KeyboardModifier.AltModifier
        return control and not any(event.matches(key) for key in _OWN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, arrows and Escape belong to the door, the rest to the text."""
        self.pressed.emit()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
