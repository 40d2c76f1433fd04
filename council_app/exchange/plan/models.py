"""The plan file as pydantic models: one class per kind of entry, exactly the keys of the contract, everything else refused."""

from __future__ import annotations

from typing import Literal

from council_app.exchange.plan.coding import Board, Card, Condition, Filter, Group, Highlight, Round, RoundCoder, RoundCoding, RoundNote
from council_app.exchange.plan.followed import Cohort, CohortRules, Delivery, Evidence, ImpactEntry, Indicator, Insight, VisualEntry
from council_app.exchange.plan.heard import Answer, AnswerEntry, Consent, Note, Person, SeatEntry, Trial
from council_app.exchange.plan.prepared import (
    AgendaItem,
    Council,
    Entry,
    Journey,
    Market,
    Prototype,
    Question,
    Script,
    Section,
    Session,
    Stage,
    Tag,
    Task,
)
from council_app.exchange.plan.types import Items, OptCompany

__all__ = [
    "AgendaItem",
    "Answer",
    "AnswerEntry",
    "Board",
    "Card",
    "Cohort",
    "CohortRules",
    "Condition",
    "Consent",
    "Council",
    "Delivery",
    "Entry",
    "Evidence",
    "Filter",
    "Group",
    "Highlight",
    "ImpactEntry",
    "Indicator",
    "Insight",
    "Journey",
    "Market",
    "Note",
    "Person",
    "Plan",
    "Prototype",
    "Question",
    "Round",
    "RoundCoder",
    "RoundCoding",
    "RoundNote",
    "Script",
    "SeatEntry",
    "Section",
    "Session",
    "Stage",
    "Tag",
    "Task",
    "Trial",
    "VisualEntry",
]


class Plan(Entry):
    """Everything a team prepares or decides, as one file."""

    council: Literal[1]
    """Version of this format."""
    company: OptCompany = None
    """Who asks, as customers know them: stands in every wording that a guest reads."""
    markets: Items[Market] = ()
    councils: Items[Council] = ()
    prototypes: Items[Prototype] = ()
    scripts: Items[Script] = ()
    codebook: Items[Tag] = ()
    journeys: Items[Journey] = ()
    people: Items[Person] = ()
    seats: Items[SeatEntry] = ()
    notes: Items[Note] = ()
    trials: Items[Trial] = ()
    answers: Items[AnswerEntry] = ()
    insights: Items[Insight] = ()
    indicators: Items[Indicator] = ()
    deliveries: Items[Delivery] = ()
    cohorts: Items[Cohort] = ()
    filters: Items[Filter] = ()
    boards: Items[Board] = ()
    rounds: Items[Round] = ()
