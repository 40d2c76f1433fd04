"""What a picture is made of: boxes, lines and labels, placed; colours by the name of their token."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

WIDTH = 666
"""The measure of a page of the report, in CSS px."""
SANS, SERIF = "Inter", "Source Serif 4"
# Advances of Inter in ems, a little on the wide side: a label is rather cut too early than laid over its neighbour.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.38, 0.63, 0.76, 0.98
_NARROWS = frozenset("ijlIftr.,:;'|!()[]- ’·")
_WIDES = frozenset("mwMWQ@%—…&")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    weight: float = 1
    radius: float = 0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A path."""

    d: str
    edge: str = ""
    weight: float = 1
    fill: str = ""
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text with its baseline at `y`; `turned` reads upwards."""

    x: float
    y: float
    text: str
    ink: str = "ink"
    size: float = 12
    weight: int = 400
    anchor: str = "start"
    family: str = SANS
    turned: bool = False


@dataclass(slots=True)
class Drawing:
    """A picture: boxes lie below lines, and those below labels. `title` says in one sentence what is to be seen."""

    title: str
    width: float = WIDTH
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """What the picture is called, on top of it."""
        for line in wrapped(text, 14, self.width, lines=3, weight=600):
            self.height += 20
            self.labels.append(Label(0, self.height - 5, line, size=14, weight=600))
        self.height += 4

    def remark(self, text: str) -> None:
        """A sentence below what is there."""
        self.height += 4
        for line in wrapped(text, 11, self.width, lines=6):
            self.height += 16
            self.labels.append(Label(0, self.height - 4, line, "ink3", 11))


def breadth(text: str, size: float, weight: int = 400) -> float:
    """How wide a line of text is at most, in px."""
    return sum(map(_em, text)) * size * (1.06 if weight >= 600 else 1)


def _em(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0
    if letter in _NARROWS:
        return _NARROW
    if letter in _WIDES:
        return _WIDE
    if unicodedata.east_asian_width(letter) in "WF" or unicodedata.category(letter) == "So":
        return 1.3
    return _CAPITAL if letter.isupper() else _USUAL if letter.isascii() or letter.isalpha() else _WIDE


def fitted(text: str, size: float, room: float, weight: int = 400) -> str:
    """The text, ended with an ellipsis where it is longer than its room."""
    text = clean(text)
    if breadth(text, size, weight) <= room:
        return text
    kept, used = "", breadth("…", size, weight)
    for letter in text:
        used += breadth(letter, size, weight)
        if used > room:
            break
        kept += letter
    return kept.rstrip(" -,\u200d") + "…"


def wrapped(text: str, size: float, room: float, *, lines: int, weight: int = 400) -> list[str]:
    """The text in at most so many lines; the last one ends with an ellipsis where that is not enough."""
    found: list[str] = []
    words = clean(text).split()
    while words:
        line = words.pop(0)
        while words and breadth(f"{line} {words[0]}", size, weight) <= room:
            line = f"{line} {words.pop(0)}"
        if len(found) == lines - 1 and words:
            return [*found, fitted(" ".join([line, *words]), size, room, weight)]
        found.append(fitted(line, size, room, weight))
    return found


def clean(text: str) -> str:
    """On one line, without what XML cannot hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def hatching(x: float, y: float, width: float, height: float, step: float = 6) -> str:
    """Slanting lines over a rectangle, as the path of a `Line`; not a pattern, which not every program draws."""
    return "".join(_strokes(x, y, width, height, step))


def _strokes(x: float, y: float, width: float, height: float, step: float) -> Iterator[str]:
    at = step / 2
    while at < width + height:
        left, low = (at, 0.0) if at <= width else (width, at - width)
        right, high = (0.0, at) if at <= height else (at - height, height)
        yield f"M{x + left:.1f} {y + low:.1f}L{x + right:.1f} {y + high:.1f}"
        at += step
