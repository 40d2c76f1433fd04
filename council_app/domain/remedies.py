"""What can be done about a point of the gate, beside what it says: other words, another quote, a delivery to stand on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.claims import is_late
from council_app.domain.draft import Block, Claim, Draft, Paragraph, Passage, Quote, passages, quotes_in
from council_app.domain.held import HeldBack, Rule
from council_app.domain.publishing_facts import PublishingFacts, SaidNote
from council_app.domain.records import DeliveryFacts
from council_app.domain.writing import standing
from council_app.i18n import Translator


class RemedyKind(StrEnum):
    """What to do."""

    ANOTHER_QUOTE = "another-quote"
    WRITE = "write"
    LINK = "link"
    TAKE_OUT = "take-out"


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to settle a point.

    Attributes:
        words: what to write instead, in the post's language.
        notes: ids of notes that may be quoted instead.
    """

    kind: RemedyKind
    words: str = ""
    notes: tuple[str, ...] = ()


def remedy(one: HeldBack, draft: Draft, facts: PublishingFacts, t: Translator) -> Remedy:
    """The nearest way to settle `one`; `t` speaks the post's language."""
    said = _said(one, _passage(one, draft))
    if one.rule is Rule.QUOTE and isinstance(said, Quote):
        others = _other_quotes(said, draft, facts)
        return Remedy(RemedyKind.ANOTHER_QUOTE, notes=others) if others else Remedy(RemedyKind.TAKE_OUT)
    if one.rule in (Rule.STATUS, Rule.PROMISE):
        delivery = _delivery(said, draft, facts)
        if delivery is not None and is_late(delivery, facts.read_by(draft.as_of)):
            # Its own words would say the old day again.
            return Remedy(RemedyKind.TAKE_OUT)
        return Remedy(RemedyKind.WRITE, standing(delivery, t)) if delivery is not None else Remedy(RemedyKind.LINK)
    return Remedy(RemedyKind.TAKE_OUT)


def _passage(one: HeldBack, draft: Draft) -> Passage:
    """Where it stands; titles, keys and headings share a place, so the words of the place decide."""
    place = (one.section, one.block, one.where)
    return next(passage for passage in passages(draft) if (passage.section, passage.block, passage.where) == place)


def _said(one: HeldBack, passage: Passage) -> Block | None:
    """The claim or quote it stands in, where a paragraph holds several."""
    block = passage.said
    if not isinstance(block, Paragraph):
        return block
    return next((marked.said for marked in block.marked if marked.start <= one.start and one.end <= marked.end), block)


def _delivery(said: Block | None, draft: Draft, facts: PublishingFacts) -> DeliveryFacts | None:
    if not isinstance(said, Claim):
        return None
    return next((one for one in facts.deliveries if one.id == said.delivery and one.market_key == draft.market), None)


def _other_quotes(said: Quote, draft: Draft, facts: PublishingFacts) -> tuple[str, ...]:
    """Notes behind the same insights that may be quoted and are not quoted here yet."""
    notes = {note.id: note for note in facts.notes}
    here = {quote.note for quote in quotes_in(draft)}
    insights = set(notes[said.note].insights) if said.note in notes else set()
    return tuple(note.id for note in facts.notes if _stands_for(note, insights) and note.id not in here)


def _stands_for(note: SaidNote, insights: set[str]) -> bool:
    return note.verbatim and note.may_quote and not insights.isdisjoint(note.insights)
