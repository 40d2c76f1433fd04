"""What a leadership workshop sees of one insight on the projector. It holds no seat, no name and nothing of the facilitator's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from council_app.domain.enums import Decision
from council_app.domain.initiatives import Amount
from council_app.domain.likelihood import Likelihood
from council_app.domain.personal import Register, find_personal
from council_app.domain.workshops import Votes
from council_app.errors import Message

GONE = "…"


@dataclass(frozen=True, slots=True)
class Slide:
    """One insight, large.

    Attributes:
        number, total: where it stands in the workshop's order.
        title: the claim, without anything that names somebody.
        unprompted, prompted, attendees: the people to draw.
        people: “5 of 18 attendees, all unprompted”.
        honest: how far that reaches, each a sentence without a full stop; no seat is named.
        quote: words somebody said and allows to be quoted inside the company; "" when there are none.
        picture: the bytes of the first picture; b"" when there is none.
        impact, effort: raised hands; none before the vote.
    """

    number: int
    total: int
    insight_key: str
    title: str
    unprompted: int
    prompted: int
    attendees: int
    people: Message
    honest: tuple[Message, ...]
    amount: Amount | None
    effort_days: float | None
    quote: str
    picture: bytes
    impact: Votes
    effort: Votes
    decision: Decision | None


def without_people(text: str, known: Register, language: str) -> str:
    """`text` with an ellipsis where somebody on a roster is named, or an address, a number or a seat code stands."""
    kept, end = "", 0
    for found in sorted(find_personal(text, known, language), key=lambda each: each.start):
        if found.end > end:
            kept += text[end : max(end, found.start)] + GONE
            end = found.end
    return kept + text[end:]


def names_nobody(text: str, known: Register, language: str) -> bool:
    """Whether nothing in `text` points at a person."""
    return not find_personal(text, known, language)


def honest_sentences(likelihood: Likelihood) -> tuple[Message, ...]:
    """What is said of others, with what weakens it; who nodded along is a number, never a seat."""
    bare = replace(likelihood, agreed_seats=(), nods=max(likelihood.nods, len(likelihood.agreed_seats)))
    surprise = bare.surprise()
    return (bare.reach(), *((surprise,) if surprise is not None else ()), *bare.cautions())


def first_quotable(quotes: Iterable[tuple[str, str]], known: Register) -> str:
    """The first of the quotes (words, their language) that names nobody; "" when there is none."""
    return next((words for words, language in quotes if names_nobody(words, known, language)), "")
