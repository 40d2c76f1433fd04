"""The line above a note: what it is, how bad, where it stands in the list, and the menu of what can be said about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from council_app.domain.enums import NoteKind
from council_app.domain.note_list import ListedNote
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import (
    KIND_WORDS,
    SEVERITY_HEIGHT,
    SEVERITY_WIDTH,
    SEVERITY_WORDS,
    draw_kind,
    draw_severity,
)
from council_app.ui.core.text import Text, advance, draw_line
from council_app.ui.core.theme import Theme

_HEIGHT, _KIND, _GAP, _STAR = 32, 20, 8, 16


class What(QPushButton):
    """Kind and severity, drawn and in words; pressed, it offers others."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._note: ListedNote | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setToolTip(t("Kind, severity and more"))
        theme.changed.connect(self.update)

    def show_note(self, note: ListedNote) -> None:
        """Draw what this note is."""
        self._note = note
        self.setAccessibleName(
            ", ".join(filter(None, (self._kind(note), self._severity(note), self._t("starred") if note.starred else "")))
        )
        self.updateGeometry()
        self.update()

    def _kind(self, note: ListedNote) -> str:
        word = self._t.say(KIND_WORDS[NoteKind(note.kind)])
        return word[:1].upper() + word[1:]

    def _severity(self, note: ListedNote) -> str:
        if note.severity is None:
            return ""
        return f"{note.severity.value} {self._t.say(SEVERITY_WORDS[note.severity])}"

    def sizeHint(self) -> QSize:
        """Marker, word, bars, word, star."""
        note = self._note
        if note is None:
            return QSize(_KIND, _HEIGHT)
        width = _KIND + _GAP + advance(self._theme, self._kind(note), "body", 600)
        if note.severity is not None:
            width += _GAP + (SEVERITY_WIDTH + 5 if note.severity else 0) + advance(self._theme, self._severity(note), "small")
        return QSize(round(width) + (_STAR + _GAP if note.starred else 0) + 2, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The words may be cut; the marker stays."""
        return QSize(_KIND, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Marker, word, bars, word, star."""
        note, theme = self._note, self._theme
        if note is None:
            return
        painter = QPainter(self)
        draw_kind(painter, theme, note.kind, 0, (_HEIGHT - _KIND) / 2, _KIND)
        x, ink = float(_KIND + _GAP), "mark-ink" if self.underMouse() else "ink"
        x += draw_line(painter, theme, self._kind(note), "body", x, 6, ink, weight=600) + _GAP
        if note.severity:
            draw_severity(painter, theme, note.severity, x, (_HEIGHT - SEVERITY_HEIGHT) / 2)
            x += SEVERITY_WIDTH + 5
        said = self._severity(note)
        star = _STAR + _GAP if note.starred else 0
        if said and x + advance(theme, said, "small") + star <= self.width() + 1:  # where room is short the bars say it alone
            x += draw_line(painter, theme, said, "small", x, (_HEIGHT - theme.line("small")) / 2, "ink2") + _GAP
        if note.starred:
            draw_icon(painter, "star", theme.colour("mark-ink"), min(x, self.width() - _STAR), (_HEIGHT - _STAR) / 2, _STAR)


class Head(QWidget):
    """The line.

    Signals:
        stepped: to the previous (-1) or next (1) note of the list.
        left: back to the list, where the note stands in its place.
    """

    stepped = Signal(int)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._t = t
        self.back = _arrow(theme, t("Back to the list"), "arrow-left")
        self.back.clicked.connect(self.left)
        self.back.hide()
        self.what = What(theme, t)
        self.badge = Badge(theme, t("disputed"))
        self.place = Text(theme, "", "small", "ink3", tabular=True)
        self.up = _arrow(theme, t("Previous note"), "chevron-up")
        self.down = _arrow(theme, t("Next note"), "chevron-down")
        self.more = _arrow(theme, t("More"), "ellipsis")
        self.up.clicked.connect(lambda: self.stepped.emit(-1))
        self.down.clicked.connect(lambda: self.stepped.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.back)
        row.addWidget(self.what)
        row.addSpacing(8)
        row.addWidget(self.badge)
        row.addStretch(1)
        for widget in (self.place, self.up, self.down, self.more):
            row.addWidget(widget)

    def show_note(self, note: ListedNote) -> None:
        """Say what this note is."""
        self.what.show_note(note)
        self.badge.setVisible(note.disputed)

    def show_place(self, number: int, of: int) -> None:
        """Where it stands in the list; 0 where it does not."""
        t = self._t
        self.place.say(t("{number} of {total}", number=t.number(number), total=t.number(of)) if number else "")
        self.up.setEnabled(number != 1)
        self.down.setEnabled(number != of or not number)


class Badge(QWidget):
    """A word on the tint of a warning."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme, self._word = theme, word
        self.setFixedSize(round(advance(theme, word, "small", 500)) + 12, 20)
        self.setAccessibleName(word)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint and word."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("state.warn.fill"))
        painter.drawRoundedRect(self.rect(), 4, 4)
        draw_line(painter, theme, self._word, "small", 6, (20 - theme.line("small")) / 2, "state.warn.text", weight=500)


def _arrow(theme: Theme, name: str, icon: str) -> Button:
    button = Button(theme, "", Role.QUIET, height=32, icon=icon)
    button.setFixedWidth(32)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
