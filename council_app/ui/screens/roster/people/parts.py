"""Small drawings of these pages: a heading, what somebody said, and how far what became of it has come."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.domain.enums import DeliveryStatus, NoteKind, Severity
from council_app.domain.records import NoteLine, TagLabel
from council_app.i18n import Translator
from council_app.ui.core.ladder import LADDER_WIDTH, STEP_HEIGHT, draw_ladder
from council_app.ui.core.markers import (
    KIND_WORDS,
    SEVERITY_HEIGHT,
    SEVERITY_WIDTH,
    SEVERITY_WORDS,
    TAG_HEIGHT,
    draw_kind,
    draw_severity,
    draw_tag,
    tag_width,
)
from council_app.ui.core.spoken import style_of, words_of
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme


def heading(theme: Theme, words: str) -> QWidget:
    """A 600-weight label, 8 px and a hairline."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    column.addWidget(Text(theme, words, "body", weight=600, wrap=True))
    column.addWidget(Hairline(theme))
    return box


def column_of(margins: tuple[int, int, int, int], spacing: int = 0) -> tuple[QWidget, QVBoxLayout]:
    """A widget that is a column, and its layout."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(*margins)
    column.setSpacing(spacing)
    return box, column


class KindMark(QWidget):
    """A kind's marker on the first line of what was said."""

    def __init__(self, theme: Theme, t: Translator, kind: NoteKind) -> None:
        super().__init__()
        self._theme, self._kind, self._size = theme, kind, theme.size("marker-list")
        self.setFixedSize(self._size, self._size + 4)
        self.setAccessibleName(t.say(KIND_WORDS[kind]))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A little below the top, so that it sits on the first line."""
        draw_kind(QPainter(self), self._theme, self._kind, 0, 3, self._size)


class SeverityMark(QWidget):
    """Four rising bars; the word stands beside them."""

    def __init__(self, theme: Theme, t: Translator, severity: Severity) -> None:
        super().__init__()
        self._theme, self._severity = theme, severity
        self.setFixedSize(SEVERITY_WIDTH, SEVERITY_HEIGHT)
        self.setAccessibleName(t.say(SEVERITY_WORDS[severity]))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars."""
        draw_severity(QPainter(self), self._theme, self._severity, 0, 0)


class TagRow(QWidget):
    """Tags side by side, on as many lines as they need."""

    def __init__(self, theme: Theme, tags: Sequence[TagLabel]) -> None:
        super().__init__()
        self._theme, self._tags = theme, tuple(tags)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(", ".join(tag.path for tag in tags))
        theme.changed.connect(self.update)

    def _places(self, width: int) -> list[tuple[TagLabel, float, float]]:
        places, x, y = [], 0.0, 0.0
        for tag in self._tags:
            wide = min(tag_width(self._theme, tag.path), float(width))
            if x and x + wide > width:
                x, y = 0.0, y + TAG_HEIGHT + 4
            places.append((tag, x, y))
            x += wide + 6
        return places

    def hasHeightForWidth(self) -> bool:
        """As many lines as it takes."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The foot of the last line."""
        return int(self._places(max(width, 1))[-1][2]) + TAG_HEIGHT

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(240, TAG_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """One short tag."""
        return QSize(64, TAG_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each tag where it belongs."""
        painter = QPainter(self)
        for tag, x, y in self._places(self.width()):
            draw_tag(painter, self._theme, tag, x, y, self.width())


class QuoteCard(QWidget):
    """What one person said: the words, serif when they are theirs, then severity, tags, place and whether it may be quoted."""

    def __init__(self, theme: Theme, t: Translator, note: NoteLine, may_be_quoted: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 10)
        row.setSpacing(10)
        row.addWidget(KindMark(theme, t, note.kind), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Text(theme, words_of(t, note), style_of(note), "ink3" if note.withheld else "ink", wrap=True))
        if note.tags:
            words.addWidget(TagRow(theme, note.tags))
        words.addLayout(_below(theme, t, note, may_be_quoted))
        row.addLayout(words, 1)


def _below(theme: Theme, t: Translator, note: NoteLine, may_be_quoted: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    parts = []
    if note.severity:
        row.addWidget(SeverityMark(theme, t, note.severity), 0, Qt.AlignmentFlag.AlignTop)
        parts.append(t.say(SEVERITY_WORDS[note.severity]))
    zone = ZoneInfo(note.zone)
    parts += [note.city, t.date(note.at.astimezone(zone).date(), style="medium"), t.time(note.at, zone=zone), may_be_quoted]
    row.addWidget(Text(theme, " · ".join(part for part in parts if part), "small", "ink3", wrap=True), 1)
    return row


class ProgressStrip(QWidget):
    """Five steps from heard to shipped; the words stand beside it."""

    def __init__(self, theme: Theme, status: DeliveryStatus, words: str) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setFixedSize(LADDER_WIDTH, STEP_HEIGHT)
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As on a board."""
        draw_ladder(QPainter(self), self._theme, self._status, 0, 0)
