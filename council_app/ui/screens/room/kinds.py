"""A note that nobody gave a kind, and the four signs that give it one, by key or by press."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from council_app.domain.enums import NoteKind
from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.markers import KIND_WORDS, draw_kind
from council_app.ui.core.spoken import words_of
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

SIGNS = {"-": NoteKind.FRICTION, "+": NoteKind.PRAISE, "*": NoteKind.SUGGESTION, "?": NoteKind.QUESTION}
_HIGH, _STEP = 32, 32


class KindRow(QWidget):
    """One note on one line, and the markers it could have.

    Signals:
        chosen: a kind was pressed, or its sign typed.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, t: Translator, note: NoteLine) -> None:
        super().__init__()
        self._theme, self._t, self._note = theme, t, note
        self._words = words_of(t, note)
        self.setFixedHeight(_HIGH)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._words)
        self.setAccessibleDescription(t("Type - + * or ? to say what kind it is."))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A line."""
        return QSize(320, _HIGH)

    def _box(self, place: int) -> QRectF:
        return QRectF(self.width() - (len(SIGNS) - place) * _STEP, 0, _STEP, _HIGH)

    def kind_at(self, where: QPointF) -> NoteKind | None:
        """The marker that lies there."""
        return next((kind for place, kind in enumerate(SIGNS.values()) if self._box(place).contains(where)), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Seat, words, markers."""
        painter, theme, note = QPainter(self), self._theme, self._note
        x = 0.0
        if note.seat:
            x = draw_line(painter, theme, note.seat, "body", 0, 6, weight=600) + 8
        room = self.width() - len(SIGNS) * _STEP - x - 8
        draw_line(painter, theme, elided(theme, self._words, "body", room), "body", x, 6)
        for place, kind in enumerate(SIGNS.values()):
            draw_kind(painter, theme, kind, self._box(place).left() + 7, 7, 18)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a marker, and its word; over the text, all of it."""
        kind = self.kind_at(event.position())
        self.setCursor(Qt.CursorShape.ArrowCursor if kind is None else Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self._words if kind is None else self._t.say(KIND_WORDS[kind]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a marker."""
        kind = self.kind_at(event.position())
        if kind is not None:
            self.chosen.emit(kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The sign that types the kind."""
        kind = SIGNS.get(event.text())
        if kind is not None:
            self.chosen.emit(kind)
        else:
            super().keyPressEvent(event)
