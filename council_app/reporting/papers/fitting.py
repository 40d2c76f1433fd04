"""How large a name may be set so that it stays inside its place, from the widths of the letters in the shipped font.

Letters that the font does not hold are taken as wide as the widest of their script, so that a name is rather set too small.
"""

from __future__ import annotations

import io
import math
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from council_app.reporting.assets import font_bytes

LEAST = 24
"""Points below which a name is not read across a table; it wraps and is cut instead."""

_FONT = "SourceSerif4_600SemiBold.ttf"
_LINE = 1.12
_SPARE = 1.05  # kerning, hinting and the printer's own rounding


@dataclass(frozen=True, slots=True)
class Setting:
    """A type size in points, its line height, and how many lines there is room for."""

    size: float
    line: float
    lines: int


def fitted(name: str, *, width: float, height: float, most: float) -> Setting:
    """The largest size up to `most` at which `name` is one line of `width` points; never below `LEAST`, where it may take more lines.

    Args:
        name: what is set.
        width, height: the room for it, in points.
        most: the size of a short name, in points.
    """
    room = min(most, height / _LINE)
    ems = _ems(name) * _SPARE
    size = max(LEAST, min(room, width / ems if ems else room))
    size = math.floor(size * 2) / 2
    return Setting(size, round(size * _LINE, 2), max(1, int(height / (size * _LINE) + 0.01)))


def cut(name: str, setting: Setting, *, width: float) -> str:
    """`name`, ended with an ellipsis where it is longer than its lines hold even when it breaks anywhere."""
    room = setting.lines * width / setting.size / _SPARE
    if _ems(name) <= room:
        return name
    kept, used = "", _ems("…") + 1.0  # what a break may leave empty at the end of a line
    for letter in name:
        used += _ems(letter)
        if used > room:
            break
        kept += letter
    return kept.rstrip("\u200d\u200c") + "…"


def shipped(letter: str) -> bool:
    """Whether the font that names are set in has this letter; any other is looked for in what the machine has."""
    return ord(letter) in _widths()


def _ems(text: str) -> float:
    widths = _widths()
    return sum(widths[ord(letter)] if ord(letter) in widths else _unknown(letter) for letter in text)


def _unknown(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0.0
    return 1.3 if unicodedata.category(letter) == "So" else 1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.85


@lru_cache(maxsize=1)
def _widths() -> dict[int, float]:
    """Code point → advance in ems of the font that names are set in."""
    # fontTools costs a quarter of a second and only papers and the HTML report need it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(font_bytes(_FONT)), lazy=True)
    units, advances = font["head"].unitsPerEm, font["hmtx"].metrics
    return {code: advances[glyph][0] / units for code, glyph in font.getBestCmap().items()}


def direction(text: str) -> str:
    """`rtl` when the first letter with a direction is written from the right, else `ltr`."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((each for each in strong if each in ("L", "R", "AL")), "L") != "L" else "ltr"
