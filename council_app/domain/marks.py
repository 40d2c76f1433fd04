"""Arrows and boxes that are drawn over a picture; the picture itself stays as it is.

Places are shares of the picture's width and height, 0 to 1 from the upper left corner, so that a mark fits every size of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from council_app.errors import CouncilError, m_

MOST_MARKS = 50
LONGEST_LABEL = 60
SMALLEST = 0.005
"""Share of a side: a box thinner than this cannot be seen."""

_PLACES = 4
_EDGE = 10**-_PLACES


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow from (`x`, `y`) to its tip at (`to_x`, `to_y`)."""

    x: float
    y: float
    to_x: float
    to_y: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A frame with its upper left corner at (`x`, `y`); without a label also a place to blur."""

    x: float
    y: float
    width: float
    height: float
    label: str = ""


Mark = Arrow | Box


def numbers(mark: Mark) -> tuple[float, float, float, float]:
    """The four numbers that place a mark, in the order its plain form has them."""
    return (mark.x, mark.y, mark.to_x, mark.to_y) if isinstance(mark, Arrow) else (mark.x, mark.y, mark.width, mark.height)


def to_plain(marks: Sequence[Mark]) -> list[dict[str, object]]:
    """Marks as they are stored and written to plan files: `{"arrow": [x, y, to_x, to_y], "label": "here"}`."""
    return [
        {
            "arrow" if isinstance(mark, Arrow) else "box": [round(number, _PLACES) for number in numbers(mark)],
            **({"label": mark.label} if mark.label else {}),
        }
        for mark in marks
    ]


def from_plain(plain: object) -> tuple[Mark, ...]:
    """Marks out of their plain form.

    Raises:
        CouncilError: anything but at most `MOST_MARKS` marks that lie within the picture.
    """
    if not isinstance(plain, list | tuple):
        raise _refused()
    return checked([_mark(entry) for entry in plain])


def checked(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The same marks, their labels in one line.

    Raises:
        CouncilError: more than `MOST_MARKS` of them, one that leaves the picture, or a label that is too long.
    """
    if len(marks) > MOST_MARKS:
        raise CouncilError("marks", m_("a picture has at most {most} marks", most=MOST_MARKS), m_("Remove some of them."))
    return tuple(_proper(mark) for mark in marks)


def _proper(mark: Mark) -> Mark:
    label = " ".join(mark.label.split())
    if len(label) > LONGEST_LABEL:
        raise CouncilError("marks", m_("a label has more than {most} letters", most=LONGEST_LABEL), m_("Say the rest in the caption."))
    corners = (*numbers(mark), *((mark.x + mark.width, mark.y + mark.height) if isinstance(mark, Box) else ()))
    if not all(math.isfinite(corner) and 0 <= corner <= 1 + _EDGE for corner in corners):
        raise CouncilError("marks", m_("a mark leaves the picture"), m_("Give places between 0 and 1."))
    if isinstance(mark, Box) and min(mark.width, mark.height) < SMALLEST:
        raise CouncilError("marks", m_("a box is too small to be seen"), m_("Draw it larger."))
    kind = type(mark)
    return kind(*numbers(mark), label=label)


def _mark(entry: object) -> Mark:
    if not isinstance(entry, dict) or not entry.keys() <= {"arrow", "box", "label"}:
        raise _refused()
    arrow, box, label = entry.get("arrow"), entry.get("box"), entry.get("label", "")
    if not isinstance(label, str) or (arrow is None) == (box is None):
        raise _refused()
    return Arrow(*_four(arrow), label=label) if box is None else Box(*_four(box), label=label)


def _four(values: object) -> tuple[float, float, float, float]:
    if not isinstance(values, list | tuple) or len(values) != 4:
        raise _refused()
    if not all(isinstance(value, int | float) and not isinstance(value, bool) for value in values):
        raise _refused()
    first, second, third, fourth = values
    try:
        return float(first), float(second), float(third), float(fourth)
    except OverflowError as error:
        raise _refused() from error


def _refused() -> CouncilError:
    return CouncilError("marks", m_("they are not arrows and boxes"), m_("Write {example}.", example='{"arrow": [0.1, 0.1, 0.5, 0.5]}'))


HEAD = 5.0
"""The length of an arrow's head, in widths of its line."""


def arrow_head(start: tuple[float, float], tip: tuple[float, float], thick: float) -> tuple[tuple[float, float], ...]:
    """The two back corners of the head and the middle between them, where the line ends; `thick` is the width of the line."""
    length = math.dist(start, tip) or 1.0
    along = ((tip[0] - start[0]) / length, (tip[1] - start[1]) / length)
    size = min(HEAD * thick, length)
    back = (tip[0] - along[0] * size, tip[1] - along[1] * size)
    half = size * 0.55
    return (back[0] - along[1] * half, back[1] + along[0] * half), (back[0] + along[1] * half, back[1] - along[0] * half), back
