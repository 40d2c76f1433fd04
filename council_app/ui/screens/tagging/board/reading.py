"""A note of a card, large: its words, who said them, and what it carries; Esc goes back to the board."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.markers import KIND_WORDS, SEVERITY_WORDS, TAG_HEIGHT, draw_kind, draw_tag, tag_width
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.spoken import words_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme

_WIDEST, _MARGIN = 720, 40
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}


class Reading(Surface):
    """Lies over the board.

    Signals:
        left: it was closed.
        stepped: the note before (-1) or behind (1) is wanted.
    """

    left = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        self.about = Text(theme, "", "body", "ink2", wrap=True)
        self.words = Text(theme, "", "reading", wrap=True)
        self.words.setMaximumWidth(_WIDEST)
        self._marks = _Marks(theme)
        self.close_button = Button(theme, t("Back to the board"), Role.PLAIN, height=32, icon="arrow-left", key="Esc")
        self.close_button.clicked.connect(self.left)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, 28, _MARGIN, 28)
        column.setSpacing(14)
        for widget in (self.about, self.words, self._marks):
            column.addWidget(widget)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_MARGIN, 8, _MARGIN, 12)
        foot.addWidget(self.close_button)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_of(inside), 1)
        outer.addLayout(foot)
        self.close_button.installEventFilter(self)

    def show_note(self, note: NoteLine) -> None:
        """Show this note and take the keyboard."""
        t = self._t
        parts = [note.seat or t("nobody"), note.city, t.say(KIND_WORDS[note.kind])]
        if note.severity:
            parts.append(t.say(SEVERITY_WORDS[note.severity]))
        self.about.say(" · ".join(parts))
        self.words.say(words_of(t, note))
        self._marks.show_note(note)
        self.setAccessibleName(f"{self.about.text()}. {self.words.text()}")
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows go on to the next note; Enter and Esc go back."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.stepped.emit(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.left.emit()
                return True
        return super().eventFilter(watched, event)


class _Marks(QWidget):
    """The kind, and the tags in lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._note: NoteLine | None = None
        self.setMinimumHeight(3 * (TAG_HEIGHT + 6))
        theme.changed.connect(self.update)

    def show_note(self, note: NoteLine) -> None:
        """Of this note."""
        self._note = note
        self.setAccessibleName(", ".join(tag.path for tag in note.tags))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Left to right, then down."""
        if self._note is None:
            return
        painter, x, y = QPainter(self), 28.0, 0.0
        draw_kind(painter, self._theme, self._note.kind, 0, 0, 20)
        for tag in self._note.tags:
            if x + tag_width(self._theme, tag.path) > self.width() and x > 28:
                x, y = 28.0, y + TAG_HEIGHT + 6
            x += draw_tag(painter, self._theme, tag, x, y, self.width() - x) + 6
