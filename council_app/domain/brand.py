"""How reports may look without losing what they mean: the colours and the typeface a company chooses, and when they can be read."""

from __future__ import annotations

import re
from enum import StrEnum

TEXT_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3: the least contrast of text with what it stands on."""

RULE_CONTRAST = 3.0
"""WCAG 2.2, 1.4.11: the least contrast of a line that means something."""

PAPER = "#FFFFFF"


class Typeface(StrEnum):
    """What titles and quotes are set in; only what is shipped, because a report carries its letters."""

    SOURCE_SERIF = "Source Serif 4"
    INTER = "Inter"


def plain_colour(typed: str) -> str | None:
    """`typed` as `#RRGGBB`: three or six hexadecimal digits, with or without the mark before them; `None` if it is no such thing."""
    digits = typed.strip().removeprefix("#").upper()
    if re.fullmatch("[0-9A-F]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    return f"#{digits}" if re.fullmatch("[0-9A-F]{6}", digits) else None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2.2, “contrast ratio”)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
