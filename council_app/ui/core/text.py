"""Lines of type with exact line heights: one layout function for labels, rows and delegates, and the label made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from council_app.ui.core.theme import Theme

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_UNBOUND = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one weight and colour; empty means the block's own."""

    text: str
    weight: int | None = None
    ink: str = ""


def runs(text: str, *, weight: int = 600) -> tuple[Run, ...]:
    """Runs of a sentence of ours in which `**this**` stands out. Never for text that somebody else wrote."""
    pieces = _BOLD.split(text)
    return tuple(Run(piece, weight if index % 2 else None) for index, piece in enumerate(pieces) if piece)


class Block:
    """Runs laid out in a type style to a width: its height and how to paint it."""

    def __init__(
        self, theme: Theme, content: Sequence[Run], style: str, width: float = _UNBOUND, *, lines: int = 0, tabular: bool = False
    ) -> None:
        self._theme = theme
        self._line = theme.line(style)
        self._content = tuple(content)
        font = theme.font(style, tabular=tabular)
        metrics = QFontMetricsF(font)
        self._rise = (self._line - metrics.height()) / 2
        text = "".join(run.text for run in self._content)
        self._layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats(style, tabular=tabular))
        self._set_lines(width, lines)
        self.elided = lines > 0 and self._taken < len(text.rstrip())

    def _formats(self, style: str, *, tabular: bool) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for run in self._content:
            if run.weight is not None or run.ink:
                piece = QTextLayout.FormatRange()
                piece.start, piece.length = start, len(run.text.encode("utf-16-le")) // 2
                look = QTextCharFormat()
                look.setFont(self._theme.font(style, run.weight, tabular=tabular))
                if run.ink:
                    look.setForeground(self._theme.colour(run.ink))
                piece.format = look
                formats.append(piece)
            start += len(run.text.encode("utf-16-le")) // 2
        return formats

    def _set_lines(self, width: float, limit: int) -> None:
        self.width, self._taken, count = 0.0, 0, 0
        self._layout.beginLayout()
        while not limit or count < limit:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, count * self._line + self._rise))
            self.width = max(self.width, line.naturalTextWidth())
            self._taken = line.textStart() + line.textLength()
            count += 1
        self._layout.endLayout()
        self.height = max(1, count) * self._line
        self.count = max(1, count)

    def paint(self, painter: QPainter, x: float, y: float, ink: str = "ink") -> None:
        """Paint with the top left corner at `x`, `y`."""
        painter.setPen(self._theme.colour(ink))
        self._layout.draw(painter, QPointF(x, y))


def elided(theme: Theme, text: str, style: str, width: float, weight: int | None = None) -> str:
    """The text cut to one line of `width` px with an ellipsis."""
    return QFontMetricsF(theme.font(style, weight)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def advance(theme: Theme, text: str, style: str, weight: int | None = None) -> float:
    """How wide a line of text is."""
    return QFontMetricsF(theme.font(style, weight)).horizontalAdvance(text)


def draw_line(
    painter: QPainter,
    theme: Theme,
    text: str,
    style: str,
    x: float,
    y: float,
    ink: str = "ink",
    *,
    weight: int | None = None,
    tabular: bool = False,
) -> float:
    """Paint one line whose line box starts at `y`; returns its width."""
    font = theme.font(style, weight, tabular=tabular)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.colour(ink))
    painter.drawText(QPointF(x, y + (theme.line(style) - metrics.height()) / 2 + metrics.ascent()), text)
    return metrics.horizontalAdvance(text)


class Text(QLabel):
    """A label in a type style and an ink, with the line height of the scale; plain text, or our own runs."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        ink: str = "ink",
        *,
        weight: int | None = None,
        wrap: bool = False,
        elide: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._style, self._ink, self._weight = theme, style, ink, weight
        self._elide, self._align, self._tabular = elide, align, tabular
        self._runs: tuple[Run, ...] = ()
        self._blocks: dict[float, Block] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding if wrap or elide else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if wrap:
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(text)
        theme.changed.connect(self._repaint)

    def _repaint(self) -> None:
        self._blocks.clear()
        self.update()

    def say(self, text: str) -> None:
        """Show plain text."""
        self.show_runs((Run(text),))

    def show_runs(self, content: Sequence[Run]) -> None:
        """Show runs of several weights and inks; the accessible text is the plain sentence."""
        self._runs = tuple(Run(run.text, run.weight if run.weight is not None else self._weight, run.ink) for run in content)
        self._blocks.clear()
        self.setText("".join(run.text for run in content))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def use_ink(self, ink: str) -> None:
        """Change the colour by token name."""
        self._ink = ink
        self.update()

    def block(self, width: float = _UNBOUND) -> Block:
        """The laid-out text at a width, kept until the text or the theme changes."""
        if width not in self._blocks:
            if len(self._blocks) > 4:
                self._blocks.clear()
            self._blocks[width] = Block(self._theme, self._runs, self._style, width, tabular=self._tabular)
        return self._blocks[width]

    def sizeHint(self) -> QSize:
        """The whole text on one line, or a comfortable measure when it wraps."""
        natural = self.block()
        if self.wordWrap():
            width = min(int(natural.width) + 1, 360)
            return QSize(width, int(self.block(width).height))
        return QSize(int(natural.width) + 1, int(natural.height))

    def minimumSizeHint(self) -> QSize:
        """Text that wraps or is elided may get narrow; other text keeps its width."""
        hint = self.sizeHint()
        if self.wordWrap():
            return QSize(min(hint.width(), 96), self._theme.line(self._style))
        return QSize(min(hint.width(), 24), hint.height()) if self._elide else hint

    def hasHeightForWidth(self) -> bool:
        """Only when the text wraps."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped text."""
        return int(self.block(min(width, self.maximumWidth())).height) if self.wordWrap() else -1

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines; one line is centred in whatever height there is."""
        painter = QPainter(self)
        ink = self._ink if self.isEnabled() else "ink3"
        block = self.block(self.width()) if self.wordWrap() else self.block()
        if self._elide and block.width > self.width() + 0.5:
            cut = elided(self._theme, self.text(), self._style, self.width(), self._runs[0].weight)
            block = Block(self._theme, (Run(cut, self._runs[0].weight),), self._style)
        x = 0.0
        if self._align is Qt.AlignmentFlag.AlignRight:
            x = self.width() - block.width
        elif self._align is Qt.AlignmentFlag.AlignHCenter:
            x = (self.width() - block.width) / 2
        block.paint(painter, x, max(0.0, (self.height() - block.height) / 2), ink)


class Surface(QWidget):
    """A plane of one colour with hairlines on some edges (`l`, `t`, `r`, `b`)."""

    def __init__(
        self, theme: Theme, colour: str = "canvas", edges: str = "", edge_colour: str = "line", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._colour, self._edges, self._edge = theme, colour, edges, edge_colour
        theme.changed.connect(self.update)

    def recolour(self, colour: str) -> None:
        """Change the plane's colour by token name."""
        self._colour = colour
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and draw the hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(self._colour))
        width, height, line = self.width(), self.height(), self._theme.colour(self._edge)
        places = {"l": (0, 0, 1, height), "t": (0, 0, width, 1), "r": (width - 1, 0, 1, height), "b": (0, height - 1, width, 1)}
        for edge in self._edges:
            painter.fillRect(*places[edge], line)


class Hairline(QWidget):
    """One px of `line` between things."""

    def __init__(self, theme: Theme, colour: str = "line") -> None:
        super().__init__()
        self._theme, self._colour = theme, colour
        self.setFixedHeight(1)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the line."""
        QPainter(self).fillRect(self.rect(), self._theme.colour(self._colour))
