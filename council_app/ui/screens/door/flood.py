"""The result nobody can misread: a flood of colour, its shape at 112 px, a title that fits, a line, and the seat."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import KeyLook, draw_key, key_text, key_width
from council_app.ui.core.text import Block, Run, Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.answers import Kind

BAND, BAND_SMALL = 188, 116
_SYMBOL, _SYMBOL_SMALL = 112, 60
_GRID = 112.0
_DESCENT = 6  # the serif's descenders reach below its line
_TITLES = ("door", "welcome", "guest-title", "claim")


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and ink by token name, and the shape that says the same."""

    fill: str
    ink: str
    shape: str


_WELCOME = Look("flood.welcome.fill", "flood.welcome.text", "check")
_AMBER = Look("flood.already-in.fill", "flood.already-in.text", "triangle")
_RED = Look("flood.not-on-list.fill", "flood.not-on-list.text", "octagon")
_PLAIN = Look("sheet", "ink", "check")
LOOKS: dict[Kind, Look] = {
    Kind.WELCOME: _WELCOME,
    Kind.ALREADY: _AMBER,
    Kind.WAITING: _AMBER,
    Kind.OTHER_BADGE: _AMBER,
    Kind.UNKNOWN: _RED,
    Kind.LOST: _RED,
    Kind.EXPECTED: Look("sheet", "ink", "person"),
    Kind.TAKEN_BACK: Look("sheet", "ink", "back"),
    Kind.RECALLED: _PLAIN,
}


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _outline(shape: str) -> QPainterPath:
    """The outer form on a grid of 112."""
    if shape == "triangle":
        return _polygon((56, 8), (108, 100), (4, 100))
    if shape == "octagon":
        return _polygon((34, 2), (78, 2), (110, 34), (110, 78), (78, 110), (34, 110), (2, 78), (2, 34))
    path = QPainterPath()
    path.addEllipse(QRectF(2, 2, 108, 108))
    return path


def _strokes(shape: str) -> QPainterPath:
    """The sign inside it, drawn with a thick round pen."""
    lines: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
        "check": (((32, 57), (49, 74), (81, 39)),),
        "triangle": (((56, 42), (56, 68)), ((56, 84), (56, 84.5))),
        "octagon": (((39, 39), (73, 73)), ((73, 39), (39, 73))),
        "back": (((46, 40), (32, 54), (46, 68)), ((32, 54), (80, 54), (80, 76))),
    }
    path = QPainterPath()
    for points in lines.get(shape, ()):
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
    if shape == "person":
        path.addEllipse(QRectF(43, 28, 26, 26))
        path.moveTo(30, 84)
        path.cubicTo(30, 58, 82, 58, 82, 84)
    return path


class Symbol(QWidget):
    """The shape of a result: read without its colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._look = theme, _WELCOME
        self.fold(small=False)

    def fold(self, *, small: bool) -> None:
        """112 px, or what a small window has room for."""
        side = _SYMBOL_SMALL if small else _SYMBOL
        self.setFixedSize(side, side)

    def show_look(self, look: Look) -> None:
        """Draw another shape."""
        self._look = look
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A thin outline with a thick sign."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / _GRID, self.height() / _GRID)
        ink, shape = self._theme.colour(self._look.ink), self._look.shape
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.strokePath(_outline(shape), QPen(ink, 3.5, Qt.PenStyle.SolidLine, cap, join))
        painter.strokePath(_strokes(shape), QPen(ink, 8.5 if shape != "person" else 6, Qt.PenStyle.SolidLine, cap, join))


class FittedTitle(QWidget):
    """A title in the largest step of the scale that fits; cut only where the smallest does not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._text, self._ink, self._small = theme, "", "ink", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, text: str, ink: str, *, small: bool) -> None:
        """Show a title."""
        self._text, self._ink, self._small = text, ink, small
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _style(self) -> str:
        styles = _TITLES[1:] if self._small else _TITLES
        return next((style for style in styles if advance(self._theme, self._text, style) <= self.width()), _TITLES[-1])

    def sizeHint(self) -> QSize:
        """As high as the largest step allowed."""
        return QSize(200, self._theme.line("welcome" if self._small else "door") + _DESCENT)

    def minimumSizeHint(self) -> QSize:
        """May get narrow."""
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line, or two of the smallest step."""
        painter, style = QPainter(self), self._style()
        if advance(self._theme, self._text, style) <= self.width():
            draw_line(painter, self._theme, self._text, style, -1, self.height() - _DESCENT - self._theme.line(style), self._ink)
            return
        block = Block(self._theme, (Run(self._text),), style, self.width(), lines=2)
        if block.elided or block.height > self.height() - _DESCENT:
            block = Block(self._theme, (Run(elided(self._theme, self._text, style, self.width())),), style)
        block.paint(painter, 0, self.height() - _DESCENT - block.height, self._ink)


class FloodLink(QPushButton):
    """Words and a key on a flood; a finger reaches it, too."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self._theme, self._key, self._ink = theme, key_text(key), "ink"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(44)

    def say(self, text: str, ink: str) -> None:
        """Show words, or nothing."""
        self._ink = ink
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Words and key."""
        return QSize(round(advance(self._theme, self.text(), "guest-label", 400)) + 10 + key_width(self._theme, self._key) + 4, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Underlined only while hovered."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - self._theme.line("guest-label")) / 2
        words = elided(self._theme, self.text(), "guest-label", self.width() - key_width(self._theme, self._key) - 12, 400)
        taken = draw_line(painter, self._theme, words, "guest-label", 0, top, self._ink, weight=400)
        if self.underMouse() or self.isDown():
            painter.fillRect(QRectF(0, top + 26, taken, 2), self._theme.colour(self._ink))
        look = KeyLook("", self._ink, self._ink, self._ink)
        draw_key(painter, self._theme, self._key, taken + 10, (self.height() - KEY_HEIGHT) / 2, look)


class SeatPlate(QWidget):
    """The seat as a plate to remember."""

    def __init__(self, theme: Theme, word: str) -> None:
        super().__init__()
        self._theme, self._word, self._seat, self._ink, self._small = theme, word, "", "ink", False

    def say(self, seat: str, ink: str, *, small: bool) -> None:
        """Show a seat, or nothing."""
        self._seat, self._ink, self._small = seat, ink, small
        width = advance(self._theme, seat, "claim" if small else "clock", 700) + (28 if small else 52)
        self.setFixedSize(max(84 if small else 155, round(width)), 64 if small else 114)
        self.setAccessibleName(f"{self._word} {seat}")
        self.setVisible(bool(seat))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A 2 px edge, the word, the code."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour(self._ink), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        word, code = ("small", "guest-label") if self._small else ("lead", "clock")
        parts = ((self._word, word, 6 if self._small else 11, 500), (self._seat, code, 27 if self._small else 40, 700))
        for text, style, top, weight in parts:
            left = (self.width() - advance(self._theme, text, style, weight)) / 2
            draw_line(painter, self._theme, text, style, left, top, self._ink, weight=weight)


class Flood(Surface):
    """The whole band."""

    def __init__(self, theme: Theme, t: Translator, notes_key: str) -> None:
        super().__init__(theme, "sheet")
        self._small, self._look = False, _PLAIN
        self._words: tuple[str, str, str, str] = ("", "", "", "")
        self.symbol = Symbol(theme)
        self.title = FittedTitle(theme)
        self.line = Text(theme, "", "guest-label", "ink", weight=400, wrap=True)
        self.notes = FloodLink(theme, notes_key)
        self.plate = SeatPlate(theme, t("Seat"))
        self._below = QHBoxLayout()
        self._below.setSpacing(12)
        self._below.addWidget(self.line, 1)
        self._below.addWidget(self.notes)
        self._below.addStretch(0)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addLayout(self._below)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(column, 1)
        self._row.addWidget(self.plate, 0, Qt.AlignmentFlag.AlignVCenter)
        self.fold(small=False, margin=40)

    def fold(self, *, small: bool, margin: int) -> None:
        """As large as drawn, or for one column."""
        self._small = small
        self.symbol.fold(small=small)
        self._row.setContentsMargins(margin, 8, margin, 8)
        self._row.setSpacing(16 if small else 32)
        self.setMinimumHeight(BAND_SMALL if small else BAND)
        self._say()

    def show_result(self, look: Look, title: str, line: str, notes: str, seat: str) -> None:
        """Say it."""
        self._look, self._words = look, (title, line, notes, seat)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in (title, line, notes) if part))
        self._say()

    def _say(self) -> None:
        (title, line, notes, seat), look = self._words, self._look
        self.recolour(look.fill)
        self.symbol.show_look(look)
        self.title.say(title, look.ink, small=self._small)
        self.line.use_ink(look.ink)
        self.line.say(line)
        self.notes.say(notes, look.ink)
        self.plate.say(seat, look.ink, small=self._small)
        self._measure()

    def _measure(self) -> None:
        """The line takes the room its words need, up to what stands beside it."""
        room = self.width() - self.symbol.width() - self.plate.width() * (not self.plate.isHidden()) - (90 if self._small else 160)
        beside = 0 if self.notes.isHidden() else self.notes.sizeHint().width()
        natural = int(self.line.block().width) + 1
        below = bool(beside) and natural + beside > room
        self._below.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self.line.setMaximumWidth(max(120, min(natural, room - beside)) if beside and not below else 16_777_215)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again."""
        super().resizeEvent(event)
        self._measure()
