"""What people judge for RICE, ICE and WSJF: the one table of parts with their wording, scale and step."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from council_app.domain.enums import RankMethod
from council_app.errors import CouncilError, Message, m_

Inputs = Mapping[RankMethod, Mapping[str, float]]
"""What was judged of one insight, by method and part; what nobody judged is missing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One number that a method asks for.

    Attributes:
        name: how it is stored and written in files.
        words: what people read.
        unit: on which scale it is judged.
        lowest, highest: what is allowed, both included.
        step: by how much an arrow key changes it; values between are allowed.
        divides: it stands below the line of the formula, so 0 is refused.
    """

    method: RankMethod
    name: str
    words: Message
    unit: Message
    lowest: float
    highest: float
    step: float
    divides: bool = False


_ONE_TO_TEN = m_("1 to 10")
_RELATIVE = m_("0 to 100, relative to the others")

PARTS: tuple[Part, ...] = (
    Part(RankMethod.RICE, "reach", m_("Reach"), m_("customers a quarter"), 0, 1_000_000_000, 100),
    Part(RankMethod.RICE, "impact", m_("Impact"), m_("0.25 hardly any, 1 medium, 3 massive"), 0, 3, 0.25),
    Part(RankMethod.RICE, "confidence", m_("Confidence"), m_("0.5 low, 0.8 medium, 1 high"), 0, 1, 0.05),
    Part(RankMethod.RICE, "effort", m_("Effort"), m_("person-months"), 0.05, 1_000, 0.5, divides=True),
    Part(RankMethod.ICE, "impact", m_("Impact"), _ONE_TO_TEN, 1, 10, 1),
    Part(RankMethod.ICE, "confidence", m_("Confidence"), _ONE_TO_TEN, 1, 10, 1),
    Part(RankMethod.ICE, "ease", m_("Ease"), _ONE_TO_TEN, 1, 10, 1),
    Part(RankMethod.WSJF, "value", m_("Value"), _RELATIVE, 0, 100, 1),
    Part(RankMethod.WSJF, "time", m_("Time"), _RELATIVE, 0, 100, 1),
    Part(RankMethod.WSJF, "risk", m_("Risk"), _RELATIVE, 0, 100, 1),
    Part(RankMethod.WSJF, "size", m_("Size"), m_("1 to 100, relative to the others"), 1, 100, 1, divides=True),
)
"""In the order of the formulas. RICE's scales are Intercom's; ICE is judged from 1 to 10; WSJF's numbers are relative to one another."""

METHOD_NAMES: Mapping[RankMethod, str] = {RankMethod.RICE: "RICE", RankMethod.ICE: "ICE", RankMethod.WSJF: "WSJF"}
"""Names of schemes, the same in every language."""


def parts_of(method: RankMethod) -> tuple[Part, ...]:
    """The parts of a method, in the order of its formula."""
    return tuple(part for part in PARTS if part.method is method)


def part_named(method: RankMethod, name: str) -> Part:
    """The part of this name.

    Raises:
        CouncilError: the method has none of this name.
    """
    found = next((part for part in parts_of(method) if part.name == name), None)
    if found is None:
        names = ", ".join(part.name for part in parts_of(method))
        raise CouncilError(name, m_("{method} has no such part", method=METHOD_NAMES[method]), m_("Its parts are: {names}.", names=names))
    return found


def checked(part: Part, value: float) -> float:
    """The value, when it lies on the part's scale.

    Raises:
        CouncilError: it is no number, outside the scale, or 0 where it is divided by.
    """
    if not math.isfinite(value):
        raise CouncilError(part.name, m_("this is not a number"), m_("Nothing was changed."))
    if part.divides and value <= 0:
        raise not_above_zero(part.name)
    if not part.lowest <= value <= part.highest:
        why = m_("{value} is not between {low} and {high}", value=_plain(value), low=_plain(part.lowest), high=_plain(part.highest))
        raise CouncilError(part.name, why, m_("Nothing was changed."))
    return value


def not_above_zero(what: str) -> CouncilError:
    """The refusal of an effort or a size of 0: what costs nothing cannot be ranked by what it brings per effort."""
    why = m_("the size is not above zero") if what == "size" else m_("the effort is not above zero")
    return CouncilError(what, why, m_("Give a first estimate, however rough; nothing was changed."))


def _plain(value: float) -> str:
    return f"{value:g}" if abs(value) < 1e6 else f"{value:.0f}"
