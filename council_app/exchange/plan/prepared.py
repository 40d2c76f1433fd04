"""Entries of a plan that are written before anybody comes: markets, councils, scripts, the codebook, journeys.

Only what names an entry is required, because a plan may change one column of something that exists. What was written in the file is
in `model_fields_set`; what a new entry must have is checked in `required.py`, where it is known what exists.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from council_app.domain.enums import QuestionKind, SessionKind
from council_app.domain.limits import MOST_A_YEAR, MOST_DAYS
from council_app.exchange.plan.types import (
    Colour,
    Country,
    Currency,
    Items,
    Key,
    Line,
    LocaleTag,
    OptDate,
    OptKey,
    OptLine,
    OptText,
    OptTime,
    Whole,
    Zone,
)

Minutes = Annotated[int, Field(ge=0, le=1440)]
Version = Annotated[int, Field(ge=1, le=9999)]


class Entry(BaseModel):
    """What every entry has in common: frozen, unknown keys refused, whole numbers allowed where words are meant (`version: 2`)."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        coerce_numbers_to_str=True,
        validate_by_name=True,
        validate_by_alias=True,
        use_attribute_docstrings=True,
    )


class Market(Entry):
    """A country with its publishing locales and currency."""

    key: Key
    country: Country | None = None
    """ISO 3166-1 alpha-2."""
    locales: Items[LocaleTag] = ()
    """BCP 47, the first is the market's main one."""
    currency: Currency | None = None
    customers: Whole | None = None
    cadence: Annotated[int, Field(ge=1, le=MOST_A_YEAR)] | None = None
    """Councils a year."""
    report_days: Annotated[int, Field(ge=1, le=MOST_DAYS)] | None = None
    """Days from a council to its report that are aimed at."""


class AgendaItem(Entry):
    """One block of a session."""

    title: Line
    minutes: Minutes | None = None
    must_ask: Items[Line] = ()
    task: OptKey = None
    prompt: OptLine = None


class Session(Entry):
    """One sitting of a council; times are in the council's zone."""

    key: Key
    kind: SessionKind | None = None
    starts: OptTime = None
    ends: OptTime = None
    venue: OptLine = None
    capacity: Annotated[int, Field(ge=0, le=100_000)] | None = None
    target: Annotated[int, Field(ge=0, le=100_000)] | None = None
    script: OptKey = None
    script_version: Version | None = None
    """Of a script that has several versions; its newest when left out."""
    rehearsal: bool | None = None
    """Counts nowhere."""
    agenda: Items[AgendaItem] = ()


class Council(Entry):
    """One gathering: a market, a city, a date."""

    key: Key
    market: OptKey = None
    city: OptLine = None
    date: OptDate = None
    timezone: Zone | None = None
    title: OptLine = None
    retain_until: OptDate = None
    sessions: Items[Session] = ()


class Prototype(Entry):
    """A thing under test; its name is not public before `embargo_until`."""

    key: Key
    name: OptLine = None
    version: OptLine = None
    embargo_until: OptDate = None


class Section(Entry):
    """A part of a script, with its own share of the time; it may test another prototype than the script."""

    key: Key
    title: OptLine = None
    minutes: Minutes | None = None
    prototype: OptKey = None


class Task(Entry):
    """What to do in a trial, and what counts as success."""

    key: Key
    text: OptText = None
    success: OptText = None
    target_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    must_ask: Items[Line] = ()
    section: OptKey = None
    minutes: Minutes | None = None
    probes: Items[Line] = ()
    """To be asked if there is time."""


class Question(Entry):
    """A question of a script, asked at the end or `after` a task."""

    key: Key
    kind: QuestionKind | None = None
    after: OptKey = None
    text: OptText = None
    choices: Items[Line] = ()
    scale: Annotated[int, Field(ge=2, le=100)] | None = None
    """How many points a `rating` has."""
    section: OptKey = None
    wording: OptKey = None
    """Which published wording of a questionnaire; the usual one when left out."""
    low: OptLine = None
    """What the lower end of a `rating` means."""
    high: OptLine = None


class Script(Entry):
    """One version of ordered tasks and questions; without `version` the newest, or a new one where the newest was used already."""

    key: Key
    version: Version | None = None
    title: OptLine = None
    prototype: OptKey = None
    sections: Items[Section] = ()
    tasks: Items[Task] = ()
    questions: Items[Question] = ()


class Tag(Entry):
    """A label of the codebook, with those below it."""

    key: Key
    name: OptLine = None
    definition: OptText = None
    colour: Colour | None = None
    shortcut: OptLine = None
    synonyms: Items[Line] = ()
    children: Items[Tag] = ()


class Stage(Entry):
    """A step of a journey; a critical one is a moment of truth."""

    key: Key
    name: OptLine = None
    critical: bool | None = None


class Journey(Entry):
    """The customer's path."""

    key: Key
    name: OptLine = None
    owner: OptLine = None
    promise: OptText = None
    stages: Items[Stage] = ()
