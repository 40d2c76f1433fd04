"""How a report looks: its paper, and what a brand may change of it. Colours that mean something are never among that."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from council_app.domain.brand import Typeface
from council_app.domain.papers import Sheet
from council_app.reporting.model import Brand
from council_app.reporting.tokens import Tokens, tokens


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in CSS px: its size, its margins above and below the text, and how much stands on a page."""

    css: str
    width: int
    height: int
    top: int
    bottom: int

    @property
    def room(self) -> int:
        """Height of the text, less what rounding takes."""
        return self.height - self.top - self.bottom - 8


PAPERS = {Sheet.A4: Paper("A4", 794, 1123, 118, 92), Sheet.LETTER: Paper("letter", 816, 1056, 108, 80)}


@dataclass(frozen=True, slots=True)
class Look:
    """What the style sheet takes.

    Attributes:
        serif: the typeface of titles and quotes.
        word: colour of the brand's name and of the title on the cover.
        rule: colour of the short rule at the head of a page.
    """

    paper: Paper
    tokens: Tokens
    serif: str
    word: str
    rule: str


def look(brand: Brand, sheet: Sheet) -> Look:
    """The look of a report on `sheet`; anything that is no colour or no typeface of ours is passed over."""
    plain = tokens()
    serif = next((face for face in Typeface if face == brand.typeface), Typeface.SOURCE_SERIF)
    types = {name: replace(step, family=serif) if step.family == Typeface.SOURCE_SERIF else step for name, step in plain.type.items()}
    return Look(
        paper=PAPERS[sheet],
        tokens=replace(plain, type=types),
        serif=serif,
        word=_colour(brand.first, plain.colour["ink"]),
        rule=_colour(brand.second, plain.colour["mark"]),
    )


def _colour(chosen: str, otherwise: str) -> str:
    """A style sheet takes no other text from outside."""
    return chosen if re.fullmatch("#[0-9A-Fa-f]{6}", chosen) else otherwise
