"""The drawings of the product: kinds, severity, tags, people and intervals. Each says in words what it draws."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from council_app.domain.enums import NoteKind, Severity
from council_app.domain.records import TagLabel
from council_app.errors import Message, m_
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

KIND_WORDS: dict[NoteKind, Message] = {
    NoteKind.FRICTION: m_("friction"),
    NoteKind.PRAISE: m_("praise"),
    NoteKind.SUGGESTION: m_("suggestion"),
    NoteKind.QUESTION: m_("question"),
    NoteKind.OBSERVATION: m_("observation"),
}
SEVERITY_WORDS: dict[Severity, Message] = {
    Severity.NONE: m_("none"),
    Severity.COSMETIC: m_("cosmetic"),
    Severity.MINOR: m_("minor"),
    Severity.SERIOUS: m_("serious"),
    Severity.BLOCKS: m_("blocks"),
}
_GRID = 20.0
SEVERITY_WIDTH, SEVERITY_HEIGHT = 19, 14
TAG_HEIGHT = 20


@lru_cache(maxsize=8)
def _shape(kind: NoteKind) -> QPainterPath:
    """The outline of a kind on a grid of 20, filled in the kind's colour."""
    path = QPainterPath()
    if kind is NoteKind.FRICTION:
        path.addPolygon(QPolygonF([QPointF(1, 2), QPointF(19, 2), QPointF(10, 19)]))
        path.closeSubpath()
    elif kind is NoteKind.PRAISE:
        path.addEllipse(QRectF(0.5, 0.5, 19, 19))
    elif kind is NoteKind.SUGGESTION:
        path.addPolygon(QPolygonF([QPointF(10, 0), QPointF(20, 10), QPointF(10, 20), QPointF(0, 10)]))
        path.closeSubpath()
    elif kind is NoteKind.QUESTION:
        path.addRoundedRect(QRectF(1.5, 1.5, 17, 17), 2.5, 2.5)
    else:
        outer, inner, dot = QPainterPath(), QPainterPath(), QPainterPath()
        outer.addEllipse(QRectF(1, 1, 18, 18))
        inner.addEllipse(QRectF(3.2, 3.2, 13.6, 13.6))
        dot.addEllipse(QRectF(7, 7, 6, 6))
        path = outer.subtracted(inner).united(dot)
    return path


@lru_cache(maxsize=8)
def _glyph(kind: NoteKind) -> QPainterPath:
    """The character that types the kind, as strokes on the same grid."""
    path = QPainterPath()
    if kind is NoteKind.FRICTION:
        path.moveTo(6.6, 6.6)
        path.lineTo(13.4, 6.6)
    elif kind is NoteKind.PRAISE:
        path.moveTo(5.6, 10)
        path.lineTo(14.4, 10)
        path.moveTo(10, 5.6)
        path.lineTo(10, 14.4)
    elif kind is NoteKind.SUGGESTION:
        for x, y in ((10, 6.2), (13.3, 8.1), (13.3, 11.9)):
            path.moveTo(x, y)
            path.lineTo(20 - x, 20 - y)
    elif kind is NoteKind.QUESTION:
        path.moveTo(7.4, 7.6)
        path.cubicTo(7.4, 4.2, 12.7, 4.2, 12.7, 7.6)
        path.cubicTo(12.7, 9.7, 10, 9.7, 10, 12)
        path.moveTo(10, 14.8)
        path.lineTo(10, 14.9)
    return path


def draw_kind(painter: QPainter, theme: Theme, kind: NoteKind, x: float, y: float, size: float, ground: str = "sheet") -> None:
    """Paint a kind's marker; the glyph is cut out in the colour of the ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    painter.scale(size / _GRID, size / _GRID)
    painter.fillPath(_shape(kind), theme.colour(f"kind.{kind.value}.ink"))
    width = 1.7 if kind is NoteKind.SUGGESTION else 2.2
    pen = QPen(theme.colour(ground), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(_glyph(kind), pen)
    painter.restore()


def draw_severity(painter: QPainter, theme: Theme, severity: Severity, x: float, y: float) -> None:
    """Paint four rising bars, as many filled as the severity; nothing for 0."""
    if severity is Severity.NONE:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for step in range(4):
        height = 5 + 3 * step
        filled = step < severity.value
        painter.setBrush(theme.colour(f"severity.{severity.value}" if filled else "line"))
        painter.drawRoundedRect(QRectF(x + step * 5, y + SEVERITY_HEIGHT - height, 4, height), 1, 1)
    painter.restore()


def tag_colour(theme: Theme, tag: TagLabel) -> QColor:
    """A tag's colour in the theme: codebook colours have a light and a dark form, others stay, none is ink."""
    if not tag.colour:
        return theme.colour("ink2")
    return theme.codebook(tag.colour)


def tag_width(theme: Theme, path: str) -> float:
    """How wide a tag's pill is."""
    return advance(theme, path, "small") + 8 + 8 + 6 + 8


def draw_tag(painter: QPainter, theme: Theme, tag: TagLabel, x: float, y: float, most: float = 240.0) -> float:
    """Paint a tag: a square in its colour and its name; returns the width taken."""
    width = min(tag_width(theme, tag.path), most)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunk"))
    painter.drawRoundedRect(QRectF(x, y, width, TAG_HEIGHT), 4, 4)
    painter.setBrush(tag_colour(theme, tag))
    painter.drawRoundedRect(QRectF(x + 8, y + 6, 8, 8), 2, 2)
    name = elided(theme, tag.path, "small", width - 29)
    draw_line(painter, theme, name, "small", x + 22, y + (TAG_HEIGHT - theme.line("small")) / 2, "ink2")
    painter.restore()
    return width


@lru_cache(maxsize=1)
def _figure() -> QPainterPath:
    """A person of 11 × 18: a head and shoulders."""
    path = QPainterPath()
    path.addEllipse(QRectF(3, 0.75, 5, 5))
    body = QPainterPath()
    body.moveTo(1, 17.25)
    body.lineTo(1, 11)
    body.cubicTo(1, 8.2, 2.8, 7.2, 5.5, 7.2)
    body.cubicTo(8.2, 7.2, 10, 8.2, 10, 11)
    body.lineTo(10, 17.25)
    body.closeSubpath()
    path.addPath(body)
    return path


FIGURE_WIDTH, FIGURE_HEIGHT, FIGURE_GAP = 11, 18, 3


def draw_figure(painter: QPainter, theme: Theme, x: float, y: float, *, fill: str, edge: str) -> None:
    """Paint one person, filled or outlined."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(x, y)
    if fill:
        painter.fillPath(_figure(), theme.colour(fill))
    painter.strokePath(_figure(), QPen(theme.colour(edge), 1))
    painter.restore()
