"""Rows of a note's panel that can be pressed: what was said around it, and what is suggested for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from council_app.domain.note_list import ListedNote
from council_app.domain.records import TagLabel
from council_app.domain.suggesting import Suggestion
from council_app.i18n import Translator
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.markers import KIND_WORDS, TAG_HEIGHT, draw_kind, draw_tag, tag_width
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

_LINE, _SUGGESTED, _KIND = 28, 36, 16


class _Row(QAbstractButton):
    """Enter is as good as Space."""

    def __init__(self, theme: Theme, height: int) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, self._height)

    def minimumSizeHint(self) -> QSize:
        """Its words may be cut."""
        return QSize(120, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _ground(self, painter: QPainter) -> None:
        if self.underMouse() or self.hasFocus():
            painter.fillRect(self.rect(), self._theme.colour("hover"))


class LineRow(_Row):
    """A note that was said before or after: when, who, and how it begins."""

    def __init__(self, theme: Theme, t: Translator, note: ListedNote, before: str) -> None:
        super().__init__(theme, _LINE)
        self.note, self._before = note, before
        self._who = note.seat or t("nobody")
        self._text = note.text.replace("\n", " ")
        self.setAccessibleName(", ".join((before, self._who, t.say(KIND_WORDS[note.kind]), note.text)))
        self.setToolTip(note.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Time, marker, seat, words."""
        painter, theme, note = QPainter(self), self._theme, self.note
        self._ground(painter)
        y, x = (_LINE - theme.line("small")) / 2, 0.0
        draw_line(painter, theme, self._before, "small", x, y, "ink3", tabular=True)
        x += max(44.0, advance(theme, self._before, "small") + 8)
        draw_kind(painter, theme, note.kind, x, (_LINE - _KIND) / 2, _KIND, "hover" if self.underMouse() else "sheet")
        x += _KIND + 8
        x += draw_line(painter, theme, self._who, "small", x, y, weight=600) + 8
        draw_line(painter, theme, elided(theme, self._text, "small", self.width() - x), "small", x, y, "ink2")


class SuggestionRow(_Row):
    """A tag that the note may carry: its key, the tag, and how often such a suggestion was right."""

    def __init__(self, theme: Theme, t: Translator, suggestion: Suggestion, number: int) -> None:
        super().__init__(theme, _SUGGESTED)
        self.suggestion = suggestion
        self._key = key_text(f"Alt+{number}")
        self._label = TagLabel(suggestion.tag_id, suggestion.path, suggestion.colour)
        self._said = t("right {right} of {shown} times", right=t.number(suggestion.right), shown=t.number(suggestion.shown))
        self.setAccessibleName(", ".join((suggestion.path, self._said, self._key)))
        self.setToolTip(t("On notes that were tagged already, this was suggested {shown} times.", shown=t.number(suggestion.shown)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Key, tag, record, hairline."""
        painter, theme = QPainter(self), self._theme
        self._ground(painter)
        painter.fillRect(0, 0, self.width(), 1, theme.colour("line"))
        draw_key(painter, theme, self._key, 0, (_SUGGESTED - KEY_HEIGHT) / 2)
        x = key_width(theme, self._key) + 8.0
        wide = advance(theme, self._said, "small")
        most = self.width() - x - wide - 12
        shows = most >= min(80.0, tag_width(theme, self._label.path))
        draw_tag(painter, theme, self._label, x, (_SUGGESTED - TAG_HEIGHT) / 2, most if shows else self.width() - x)
        if shows:
            draw_line(painter, theme, self._said, "small", self.width() - wide, (_SUGGESTED - theme.line("small")) / 2, "ink2")
