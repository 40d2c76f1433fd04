"""In which order insights stand, and which of them are looked for: plain rules over cards that were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from council_app.domain.enums import Nature
from council_app.domain.text import fold
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.insights import InsightCard


class Order(StrEnum):
    """The order of the list. Those alike stand as by strongest evidence."""

    VALUE = "value"
    EVIDENCE = "evidence"
    GATE = "gate"
    NEWEST = "newest"


ORDER_WORDS: Mapping[Order, Message] = {
    Order.VALUE: m_("By expected value"),
    Order.EVIDENCE: m_("By evidence"),
    Order.GATE: m_("By gate"),
    Order.NEWEST: m_("Newest first"),
}

NATURE_WORDS: Mapping[Nature, Message] = {Nature.BASICS: m_("Basics"), Nature.DELIGHT: m_("Delight")}


class Facet(StrEnum):
    """What the list can be narrowed by, besides words and the gate."""

    STAGE = "stage"
    NATURE = "nature"
    OWNER = "owner"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One facet: its name, what it is called where an insight has none, its value of a card, and the words of that value."""

    name: Message
    none: Message
    value: Callable[[InsightCard], str]
    words: Callable[[Translator, InsightCard], str]


FACETS: Mapping[Facet, FacetRow] = {
    Facet.STAGE: FacetRow(m_("Stage"), m_("Without a stage"), lambda card: card.facts.stage_key, lambda _t, card: card.facts.stage),
    Facet.NATURE: FacetRow(
        m_("Basics or delight"),
        m_("Neither said"),
        lambda card: card.facts.nature or "",
        lambda t, card: t.say(NATURE_WORDS[card.facts.nature]) if card.facts.nature is not None else "",
    ),
    Facet.OWNER: FacetRow(m_("Owner"), m_("Without an owner"), lambda card: card.facts.owner, lambda _t, card: card.facts.owner),
    Facet.INITIATIVE: FacetRow(
        m_("Initiative"), m_("In no initiative"), lambda card: card.facts.initiative, lambda _t, card: card.facts.initiative_title
    ),
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; all of it must hold.

    Attributes:
        ready: True for what can be delegated, False for what cannot yet.
        values: the value of some facets; "" is to have none.
    """

    text: str = ""
    ready: bool | None = None
    values: Mapping[Facet, str] = field(default_factory=dict)

    @property
    def narrows(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.text.strip()) or self.ready is not None or bool(self.values)

    def with_value(self, facet: Facet, value: str | None) -> Sought:
        """With this value of a facet, or any again."""
        rest = {each: word for each, word in self.values.items() if each is not facet}
        return replace(self, values=rest if value is None else {**rest, facet: value})


@dataclass(frozen=True, slots=True)
class Row:
    """A card and its number, which is also the number on its dot in the matrix: its place by strongest evidence, whatever the order."""

    card: InsightCard
    number: int


def fits(card: InsightCard, sought: Sought, language: str) -> bool:
    """Whether an insight is looked for; every word typed must be somewhere in what is written down about it."""
    if sought.ready is not None and card.gate.ready is not sought.ready:
        return False
    if any(FACETS[facet].value(card) != value for facet, value in sought.values.items()):
        return False
    facts = card.facts
    written = fold(" ".join((facts.key, facts.title_in(language), facts.problem, facts.solution, facts.owner, facts.stage, facts.promise)))
    return all(word in written for word in fold(sought.text).split())


def ordered(cards: Iterable[InsightCard], order: Order, ranks: Mapping[str, int]) -> tuple[Row, ...]:
    """Cards in an order.

    Args:
        cards: as the service gives them, which is by strongest evidence.
        order: that or another one.
        ranks: by its key, where each insight that is ranked by expected value stands; the others follow.
    """
    rows = [Row(card, number) for number, card in enumerate(cards, start=1)]
    last = 1 + max(ranks.values(), default=0)
    if order is Order.NEWEST:  # ids begin with the time at which they were made
        rows.sort(key=lambda row: row.card.facts.id, reverse=True)
    elif order is Order.VALUE:
        rows.sort(key=lambda row: ranks.get(row.card.facts.key, last))
    elif order is Order.GATE:
        rows.sort(key=lambda row: -row.card.gate.met)
    return tuple(rows)
