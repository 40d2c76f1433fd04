"""One letter as it would go out, and above it what holds it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.held import RULE_TITLES
from council_app.domain.letter_lines import LetterLine, LetterPart, Part, laid_out
from council_app.domain.letter_writing import place_in
from council_app.domain.letters import Letter
from council_app.i18n import Translator
from council_app.ui.core.emptying import empty
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Surface, Text
from council_app.ui.core.theme import Theme

_MEASURE = 620
_WIDE, _HIGH, _GAP = 22, 10, 2
_INKS = {"all": "state.ok.text", "done": "ink2", "now": "mark"}


class Ladder(QWidget):
    """The five steps from heard to shipped; the word stands beside it."""

    def __init__(self, theme: Theme, steps: Sequence[str]) -> None:
        super().__init__()
        self._theme, self._steps = theme, tuple(steps)
        self.setFixedSize(len(steps) * (_WIDE + _GAP), _HIGH + 2)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """All steps side by side."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Filled where it has been, marked where it is, struck where it was declined."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, step in enumerate(self._steps):
            box = QRectF(number * (_WIDE + _GAP) + 0.5, 1.5, _WIDE - 1, _HIGH - 1)
            ink = _INKS.get(step)
            painter.setPen(QPen(self._theme.colour("ink" if step == "now" else ink or "line2"), 1))
            painter.setBrush(self._theme.colour(ink) if ink else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 2, 2)
            if step == "off":
                painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))


class LetterPane(Surface):
    """The middle: the letter on the white sheet."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet")
        self._theme, self._t = theme, t
        page = QWidget()
        page.setMaximumWidth(_MEASURE + 56)
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(28, 22, 28, 28)
        self._column.setSpacing(6)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        self.area = scroll_of(page)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(t("The letter"))
        inside.addWidget(self.area)
        self.words: list[str] = []

    def show_letter(self, letter: Letter | None) -> None:
        """Show a letter, or nothing."""
        empty(self._column)
        self.words = []
        if letter is not None:
            self._hold(letter)
            laid = laid_out(letter)
            self._say(laid.title, "claim")
            self._say(", ".join(part for part in (laid.day, letter.to.email) if part), "small", "ink3")
            for part in (laid.greeting, *laid.things, laid.closing):
                self._show_part(part)
        self._column.addStretch(1)
        self.area.verticalScrollBar().setValue(0)

    def _say(self, text: str, style: str = "note", ink: str = "ink", *, weight: int | None = None) -> None:
        self.words.append(text)
        self._column.addWidget(Text(self._theme, text, style, ink, weight=weight, wrap=True))

    def _hold(self, letter: Letter) -> None:
        """What holds it, each with place and reason."""
        if not letter.held:
            return
        band, t = Surface(self._theme, "state.bad.fill"), self._t
        lines = QVBoxLayout(band)
        lines.setContentsMargins(14, 10, 14, 12)
        lines.setSpacing(2)
        title = t.n("{count} point holds this letter", "{count} points hold this letter", len(letter.held))
        lines.addWidget(Text(self._theme, title, "body", "state.bad.text", weight=600, wrap=True))
        self.words.append(title)
        for one in letter.held:
            place = place_in(one, letter)
            where = place if isinstance(place, str) else t.say(place)
            why, words = t.say(one.why), t.quote(one.words)
            said = f"{where}: {why}" if one.words in why else f"{where}: {why}: {words}"
            lines.addSpacing(4)
            lines.addWidget(Text(self._theme, t.say(RULE_TITLES[one.rule]), "body", weight=600, wrap=True))
            lines.addWidget(Text(self._theme, said, "small", "ink2", wrap=True))
            self.words.append(said)
        self._column.addWidget(band)
        self._column.addSpacing(10)

    def _show_part(self, part: LetterPart) -> None:
        self._column.addSpacing(8)
        if part.heading:
            self._column.addWidget(Hairline(self._theme))
            self._column.addSpacing(4)
            self._say(part.heading, "place" if part.lines and part.name != "closing" else "body", weight=600)
        for line in part.lines:
            self._show_line(line)

    def _show_line(self, line: LetterLine) -> None:
        if line.steps:
            self._show_steps(line)
        elif line.label:
            self._say(line.label, "micro", "ink3", weight=600)
        self._say(line.text, "quote" if line.part is Part.WORDS else "note")

    def _show_steps(self, line: LetterLine) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Ladder(self._theme, line.steps))
        row.addWidget(Text(self._theme, line.label, "small", "ink2", weight=600))
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 2, 0, 0)
        self.words.append(line.label)
        self._column.addWidget(holder)
