"""The marks in a post: a green line and a letter where words stand on a delivery, a red one with a number where the gate holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from string import ascii_lowercase

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from council_app.domain.enums import SaidKind
from council_app.domain.posts import Said, Written
from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme

ROOM = 26
"""px that a mark takes behind the last letter of its words."""
_SIZE, _LEFT = 17, 5


class MarkKind(Enum):
    """What a mark says: colour of its line and sign, and of the ground below the words ("" for none)."""

    STANDS = ("state.ok.text", "")
    HELD = ("state.bad.text", "state.bad.fill")
    ANSWERED = ("line2", "")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words and what is to be said of them.

    Attributes:
        starts, ends: characters of the Markdown; `ends` lies behind the last.
        label: the letter or number.
        number: the point of the gate (from 0), -1 where it is none.
        says: the mark in words, for tooltips and for who does not see it.
        source: id of the delivery the words stand on, "" where they stand on none.
    """

    kind: MarkKind
    starts: int
    ends: int
    label: str
    says: str
    number: int = -1
    source: str = ""


def letter(number: int) -> str:
    """a, b, c … z, aa, ab …"""
    more, rest = divmod(number, len(ascii_lowercase))
    return (letter(more - 1) if more else "") + ascii_lowercase[rest]


def claims_of(post: Written) -> tuple[Said, ...]:
    """The spans that stand on a delivery, in the order of the text."""
    return tuple(one for one in post.said if one.kind is SaidKind.DELIVERY)


def draw_mark(painter: QPainter, theme: Theme, mark: Mark, x: float, middle: float) -> QRectF:
    """A ring with a letter, or a square with a number; returns where it lies."""
    box = QRectF(x + _LEFT, middle - _SIZE / 2, _SIZE, _SIZE)
    colour = theme.colour(mark.kind.value[0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = _SIZE / 2 if mark.kind is MarkKind.STANDS else theme.size("radius-tag")
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    wide = advance(theme, mark.label, "key", 600)
    ink = mark.kind.value[0] if mark.kind is not MarkKind.ANSWERED else "ink3"
    draw_line(painter, theme, mark.label, "key", box.center().x() - wide / 2, box.center().y() - theme.line("key") / 2, ink, weight=600)
    painter.restore()
    return box


def overlaps(one: Mark, starts: int, ends: int) -> bool:
    """Whether a mark shares a letter with a span."""
    return one.starts < ends and starts < one.ends


def told(marks: Sequence[Mark], text: str) -> str:
    """The marks in words, in reading order."""
    return " ".join(f"{mark.label}: {' '.join(text[mark.starts : mark.ends].split())}. {mark.says}" for mark in marks)
