"""The plan file as pydantic models: one class per kind of entry, exactly the keys of the contract, everything else refused."""

from __future__ import annotations

from typing import Literal

from council_app.exchange.plan.acting import (
    Call,
    CallScript,
    Delegation,
    IceScore,
    Initiative,
    RiceScore,
    Scores,
    Workshop,
    WorkshopItem,
    WsjfScore,
)
from council_app.exchange.plan.coding import Board, Card, Condition, Filter, Group, Highlight, Round, RoundCoder, RoundCoding, RoundNote
from council_app.exchange.plan.followed import (
    Cohort,
    CohortRules,
    Delivery,
    Evidence,
    ImpactEntry,
    Indicator,
    Insight,
    InsightPicture,
    MarkEntry,
    SentReport,
    VisualEntry,
)
from council_app.exchange.plan.heard import Answer, AnswerEntry, Consent, Note, Person, SeatEntry, Trial
from council_app.exchange.plan.posted import (
    Post,
    PostClaim,
    PostCorrection,
    PostOut,
    PostOutClaim,
    PostOverride,
    PostSignoff,
    PostWriting,
)
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
    "Call",
    "CallScript",
    "Card",
    "Cohort",
    "CohortRules",
    "Condition",
    "Consent",
    "Council",
    "Delegation",
    "Delivery",
    "Entry",
    "Evidence",
    "Filter",
    "Group",
    "Highlight",
    "IceScore",
    "ImpactEntry",
    "Indicator",
    "Initiative",
    "Insight",
    "InsightPicture",
    "Journey",
    "MarkEntry",
    "Market",
    "Note",
    "Person",
    "Plan",
    "Post",
    "PostClaim",
    "PostCorrection",
    "PostOut",
    "PostOutClaim",
    "PostOverride",
    "PostSignoff",
    "PostWriting",
    "Prototype",
    "Question",
    "RiceScore",
    "Round",
    "RoundCoder",
    "RoundCoding",
    "RoundNote",
    "Scores",
    "Script",
    "SeatEntry",
    "Section",
    "SentReport",
    "Session",
    "Stage",
    "Tag",
    "Task",
    "Trial",
    "VisualEntry",
    "Workshop",
    "WorkshopItem",
    "WsjfScore",
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
    initiatives: Items[Initiative] = ()
    insights: Items[Insight] = ()
    indicators: Items[Indicator] = ()
    deliveries: Items[Delivery] = ()
    reports_sent: Items[SentReport] = ()
    cohorts: Items[Cohort] = ()
    filters: Items[Filter] = ()
    boards: Items[Board] = ()
    rounds: Items[Round] = ()
    workshops: Items[Workshop] = ()
    delegations: Items[Delegation] = ()
    """Only of insights that have passed the gate."""
    posts: Items[Post] = ()
    calls: Items[Call] = ()
    call_scripts: Items[CallScript] = ()
