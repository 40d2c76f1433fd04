"""One point of the gate: its number, the rule, why, and what settles it. Enter or a click goes to its place in the text."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Surface, Text, advance, draw_line
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.gate.forms import Asked, ShortForm
from council_app.ui.screens.progress.gate.points import Point, title_of, way_out, why_of

_BOX = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class NumberBox(QWidget):
    """The number of a point as it stands in the text; a tick where somebody answers for it."""

    def __init__(self, theme: Theme, label: str) -> None:
        super().__init__()
        self._theme, self._label = theme, label
        self.setFixedSize(_BOX, _BOX)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As it is."""
        return QSize(_BOX, _BOX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """An edge in the colour of the state, the number in it."""
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("state.bad.text" if self._label else "line2"), 1.25))
        painter.drawRoundedRect(QRectF(0.5, 0.5, _BOX - 1, _BOX - 1), 4, 4)
        if not self._label:
            draw_icon(painter, "check", theme.colour("ink2"), 3, 3, 14)
            return
        wide = advance(theme, self._label, "micro", 600)
        draw_line(painter, theme, self._label, "micro", (_BOX - wide) / 2, (_BOX - theme.line("micro")) / 2, "state.bad.text", weight=600)


class PointRow(Surface):
    """A point that holds the post back, or one that somebody answers for.

    Signals:
        asked: its place is wanted in sight.
        settling: its remedy is wanted; where somebody answers for it, that is to be taken back.
        answering: a second person answers for it (name and reason by name).
        stepped: the row above (-1) or below (1) is wanted.
        opened, closed: its form was opened, or put away.
    """

    asked = Signal()
    settling = Signal()
    answering = Signal(object)
    stepped = Signal(int)
    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, t: Translator, point: Point, number: int, refusal: str) -> None:
        super().__init__(theme, "canvas", "b")
        self._theme, self._t, self.point = theme, t, point
        self.form: ShortForm | None = None
        self.settle: Button | None = None
        self.answer: Button | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = QVBoxLayout()
        self._words.setSpacing(0)
        title, why = title_of(t, point.held), why_of(t, point.held)
        if point.answered is not None:
            why = t("{name} answers for it: {reason}", name=point.answered.by, reason=point.answered.reason)
        self._words.addWidget(Text(theme, title, "body", weight=600, wrap=True))
        self._words.addWidget(Text(theme, why, "small", "ink2", wrap=True))
        self._add_ways(refusal)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 12, 8)
        row.setSpacing(10)
        row.addWidget(NumberBox(theme, "" if point.answered is not None else str(number)), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words, 1)
        said = t("{number}: {title}. {why} {words}", number=number, title=title, why=why, words=t.quote(point.held.words))
        self.setAccessibleName(said)
        self.setToolTip(t.quote(" ".join(point.held.words.split())))

    def _add_ways(self, refusal: str) -> None:
        theme, t = self._theme, self._t
        answered = self.point.answered is not None
        self.settle = Button(theme, t("Take the answer back") if answered else way_out(t, self.point), Role.LINK, height=24)
        self.settle.setToolTip(self.settle.text())
        self.settle.refuse(refusal)
        self.settle.clicked.connect(self.settling)
        self._words.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignLeft)
        if self.point.held.rule.overridable and not answered:
            self.answer = Button(theme, t("Answer for it"), Role.LINK, height=24)
            self.answer.refuse(refusal)
            self.answer.clicked.connect(self.open_form)
            self._words.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)

    def open_form(self) -> None:
        """Ask who answers for it, and why."""
        t = self._t
        if self.answer is None:
            return
        if self.form is None:
            asked = (
                Asked("by", t("Second person"), t("Not the one who wrote it.")),
                Asked("reason", t("Why it may stay"), t("Kept with the post.")),
            )
            self.form = ShortForm(self._theme, t, asked, t("Answer for it"))
            self.form.sent.connect(self.answering)
            self.form.left.connect(self.close_form)
            self._words.addWidget(self.form)
            self.form.show()
        self.answer.hide()
        self.form.begin()
        self.opened.emit()

    def close_form(self) -> None:
        """Put it away; nothing was changed."""
        form, self.form = self.form, None
        if form is not None:
            form.hide()
            form.deleteLater()
        if self.answer is not None:
            self.answer.show()
            self.answer.setFocus(Qt.FocusReason.TabFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to its place, arrows to the next row."""
        if event.key() in _ENTER:
            self.asked.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to its place."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.asked.emit()
