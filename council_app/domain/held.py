"""What the external gate answers: a rule, the place, and the reason in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from council_app.domain.draft import Passage
from council_app.errors import Message, m_


class Rule(StrEnum):
    """What holds a sentence back."""

    QUOTE = "quote-consent"
    PERSONAL = "personal-data"
    EMBARGO = "embargo"
    STATUS = "status"
    PROMISE = "promise"
    OVERCLAIM = "overclaim"
    PERCENTAGE = "percentage"
    CELL = "minimum-cell"
    MARKET = "other-market"
    SINGLED = "singled-out"

    @property
    def overridable(self) -> bool:
        """True where a second person may answer for the words: what a lexicon reads can be meant otherwise.

        Consent and personal data never: nobody can answer for somebody else's. Nor a status or an embargo: the delivery or the day is
        changed instead, for everybody to see.
        """
        return self in (Rule.PROMISE, Rule.OVERCLAIM, Rule.PERCENTAGE, Rule.MARKET)


RULE_TITLES: dict[Rule, Message] = {
    Rule.QUOTE: m_("Quote without consent"),
    Rule.PERSONAL: m_("Personal data"),
    Rule.EMBARGO: m_("Embargoed prototype"),
    Rule.STATUS: m_("Says more than is true"),
    Rule.PROMISE: m_("Promise without a date"),
    Rule.OVERCLAIM: m_("Promises too much"),
    Rule.PERCENTAGE: m_("Percentage of a few"),
    Rule.CELL: m_("Group too small"),
    Rule.MARKET: m_("Another market"),
    Rule.SINGLED: m_("Fits one person only"),
}


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One reason why a draft stays.

    Attributes:
        where: the place in words (heading and paragraph).
        words: what is held back, as it stands there.
        start, end: the span in that passage.
        section, block: the same place for painting it, as in `draft.Passage`.
    """

    rule: Rule
    where: str
    why: Message
    start: int
    end: int
    words: str
    section: int = -1
    block: int = -1


def held(rule: Rule, passage: Passage, why: Message, span: tuple[int, int] | None = None) -> HeldBack:
    """`passage` held back at `span`, or all of it."""
    start, end = span or (0, len(passage.text))
    return HeldBack(rule, passage.where, why, start, end, passage.text[start:end], passage.section, passage.block)


def moved(one: HeldBack, by: int) -> HeldBack:
    """`one` of a piece, in the passage that the piece begins in at `by`."""
    return replace(one, start=one.start + by, end=one.end + by) if by else one
