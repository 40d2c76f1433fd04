"""A council as a ring: the number of people inside, six parts around it, clockwise from the top."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from council_app.domain.year import PART_WORDS, CouncilMark, Part
from council_app.i18n import Translator
from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme

SIZE = 34
_WIDTH, _GAP, _WHOLE = 3.5, 14, 360 * 16
_DOT = 3.0


def draw_ring(painter: QPainter, theme: Theme, t: Translator, mark: CouncilMark, x: float, y: float, ground: str = "canvas") -> None:
    """Paint a council around the point `x`, `y`; two sittings are two dots below its number."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawEllipse(QPointF(x, y), SIZE / 2, SIZE / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    box = QRectF(x - SIZE / 2, y - SIZE / 2, SIZE, SIZE).adjusted(_WIDTH / 2, _WIDTH / 2, -_WIDTH / 2, -_WIDTH / 2)
    done, part = mark.done, _WHOLE // len(Part)
    for number, each in enumerate(Part):
        colour = "line" if each not in done else "state.warn.text" if mark.overdue else "ink2"
        painter.setPen(QPen(theme.colour(colour), _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(box, 90 * 16 - number * part - _GAP * 8, -(part - _GAP * 16))
    _number(painter, theme, t.number(mark.people), x, y, "ink" if mark.held else "state.warn.text" if mark.overdue else "ink3")
    if len(mark.session_keys) > 1:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("ink3"))
        for side in (-1, 1):
            painter.drawEllipse(QRectF(x + side * _DOT - _DOT / 2, y + 7.5, _DOT, _DOT))
    painter.restore()


def draw_undated(painter: QPainter, theme: Theme, x: float, y: float, ground: str = "canvas") -> None:
    """Paint a council that nobody has a date for."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(ground))
    painter.setPen(QPen(theme.colour("state.warn.text"), 1.5, Qt.PenStyle.DashLine))
    painter.drawEllipse(QPointF(x, y), SIZE / 2 - 1, SIZE / 2 - 1)
    painter.restore()
    _number(painter, theme, "?", x, y, "state.warn.text")


def draw_chosen(painter: QPainter, theme: Theme, x: float, y: float, *, focus: bool) -> None:
    """Paint what lies behind the ring at hand; with the keyboard, its frame."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink"), 2) if focus else QPen(theme.colour("mark"), 2))
    painter.setBrush(theme.colour("mark-tint"))
    painter.drawEllipse(QPointF(x, y), SIZE / 2 + 4, SIZE / 2 + 4)
    painter.restore()


def _number(painter: QPainter, theme: Theme, text: str, x: float, y: float, ink: str) -> None:
    wide = advance(theme, text, "small", 600)
    draw_line(painter, theme, text, "small", x - wide / 2, y - theme.line("small") / 2, ink, weight=600)


def council_name(t: Translator, mark: CouncilMark) -> str:
    """“Stockholm, 19 Nov 2026”."""
    return t("{city}, {day}", city=mark.city, day=t.date(mark.day, style="medium"))


def ring_words(t: Translator, mark: CouncilMark) -> str:
    """What the ring draws, in words: name, people, and each part with what stands behind it."""
    lines = [council_name(t, mark)]
    if mark.overdue:
        lines.append(t("Its day is over, and nothing of it is known."))
    for part in Part:
        state = t("done") if part in mark.done else t("open")
        lines.append(t("{part}: {state} ({what})", part=PART_WORDS[part], state=state, what=mark.says(part)))
    return "\n".join(lines)
