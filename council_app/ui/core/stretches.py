"""Where words lie in a text that is laid out: what is painted below them or on top of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QTextDocument


class Stretch(NamedTuple):
    """Words on one line, in px of the document.

    Attributes:
        left: where they begin.
        right: where they end.
        base: their base line.
        inked: where the words of the whole line end; blanks at its end lie behind that.
        last: nothing of them comes on a further line.
    """

    left: float
    right: float
    base: float
    inked: float
    last: bool


def stretches(document: QTextDocument, first: int, behind: int) -> Iterator[Stretch]:
    """Line by line, what lies between two positions of a document."""
    layout, block = document.documentLayout(), document.findBlock(first)
    while block.isValid() and block.position() < behind:
        box = layout.blockBoundingRect(block)
        for number in range(block.layout().lineCount()):
            line = block.layout().lineAt(number)
            begin = max(first, block.position() + line.textStart())
            end = min(behind, block.position() + line.textStart() + line.textLength())
            if begin < end:
                left, right = (box.left() + _x(line.cursorToX(at - block.position())) for at in (begin, end))
                inked = box.left() + line.x() + line.naturalTextWidth()
                yield Stretch(left, right, box.top() + line.y() + line.ascent(), inked, end == behind)
        block = block.next()


def _x(found: object) -> float:
    """Qt for Python gives the place and the position it belongs to."""
    place = found[0] if isinstance(found, Sequence) else found
    return float(place) if isinstance(place, int | float) else 0.0
