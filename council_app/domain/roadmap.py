"""The roadmap for a leadership workshop: the same facts for the window, the paper and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from council_app.domain.enums import Horizon
from council_app.domain.evidence import Evidence
from council_app.domain.initiatives import Amount, BusinessCase, InitiativeFacts
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import InsightFacts
from council_app.domain.workshops import WorkshopFacts
from council_app.errors import Message, m_, mn_


class RoadmapSheet(StrEnum):
    """What paper a roadmap is printed on, landscape; the values are the words of `--paper`."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Standing:
    """One insight as it stands: who said it, how far that reaches, what it is worth, and whether it can be delegated."""

    facts: InsightFacts
    evidence: Evidence
    likelihood: Likelihood
    amount: Amount | None
    ready: bool


@dataclass(frozen=True, slots=True)
class RoadmapCard:
    """An initiative on the roadmap; `undecided` are sentences without full stops."""

    facts: InitiativeFacts
    case: BusinessCase
    insights: tuple[Standing, ...]
    undecided: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Everything on the page.

    Attributes:
        company: whose it is; "" while nobody has said.
        as_of: the last change of the data, aware.
        councils, people: how many councils were held, and how many distinct people were there.
        loose: insights that are in no initiative.
        workshops: what was voted and decided, the newest first; those where nothing was yet are left out.
    """

    company: str
    as_of: datetime
    councils: int
    people: int
    cards: tuple[RoadmapCard, ...]
    loose: tuple[Standing, ...]
    workshops: tuple[WorkshopFacts, ...]

    def of(self, horizon: Horizon | None) -> tuple[RoadmapCard, ...]:
        """The initiatives of a horizon, in order; None are those not placed."""
        return tuple(card for card in self.cards if card.facts.horizon is horizon)

    def source(self) -> Message:
        """“From 3 councils with 42 people”."""
        councils = mn_("{count} council", "{count} councils", self.councils)
        people = mn_("{count} person", "{count} people", self.people)
        return m_("From {councils} with {people}", councils=councils, people=people)


HORIZONS: dict[Horizon, Message] = {Horizon.NOW: m_("Now"), Horizon.NEXT: m_("Next up"), Horizon.LATER: m_("Later")}
"""The columns of the roadmap, in their order."""
