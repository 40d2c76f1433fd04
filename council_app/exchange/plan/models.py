"""The plan file as pydantic models: one class per kind of entry, exactly the keys of the contract, everything else refused.

Only what names an entry is required, because a plan may change one column of something that exists. What was written in the file is
in `model_fields_set`; what a new entry must have is checked in `references.py`, where it is known what exists.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain.enums import (
    AttendanceStatus,
    Channel,
    ConsentMethod,
    DeliveryStatus,
    NoteKind,
    Outcome,
    Purpose,
    QuestionKind,
    Raised,
    SessionKind,
    Severity,
)
from council_app.exchange.plan.types import (
    TEXT_LIMIT,
    Colour,
    Country,
    Currency,
    Items,
    Key,
    Line,
    LocaleTag,
    Month,
    OptDate,
    OptDue,
    OptEmail,
    OptKey,
    OptLine,
    OptMoment,
    OptSeat,
    OptStage,
    OptText,
    OptTime,
    Pairs,
    PathKey,
    SeatCode,
    Text,
    Whole,
    Zone,
)

Answer: TypeAlias = int | str | tuple[int, ...] | tuple[str, ...]
"""What a person answered: a number, words, the ten numbers of a SUS, the choices made."""


def _answer(value: object) -> Answer:
    if isinstance(value, bool):
        raise PydanticCustomError("answer", "not an answer")
    if isinstance(value, int) or (isinstance(value, str) and 0 < len(value) <= TEXT_LIMIT):
        return value
    if isinstance(value, list | tuple) and 0 < len(value) <= 100:
        if all(isinstance(part, int) and not isinstance(part, bool) for part in value):
            return tuple(value)
        if all(isinstance(part, str) and 0 < len(part) <= TEXT_LIMIT for part in value):
            return tuple(value)
    raise PydanticCustomError("answer", "not an answer")


def _file_alone(value: object) -> object:
    return {"file": value} if isinstance(value, str) else value


_ANSWER_SCHEMA = {
    "anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "array", "items": {"type": ["integer", "string"]}, "minItems": 1}],
}
AnswerValue = Annotated[Answer, PlainValidator(_answer), WithJsonSchema(_ANSWER_SCHEMA)]


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


class AgendaItem(Entry):
    """One block of a session."""

    title: Line
    minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    must_ask: Items[Line] = ()
    task: OptKey = None


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
    agenda: Items[AgendaItem] = ()


class Council(Entry):
    """One gathering: a market, a city, a date."""

    key: Key
    market: OptKey = None
    city: OptLine = None
    date: OptDate = None
    timezone: Zone | None = None
    title: OptLine = None
    sessions: Items[Session] = ()


class Prototype(Entry):
    """A thing under test; its name is not public before `embargo_until`."""

    key: Key
    name: OptLine = None
    version: OptLine = None
    embargo_until: OptDate = None


class Task(Entry):
    """What to do in a trial, and what counts as success."""

    key: Key
    text: OptText = None
    success: OptText = None
    target_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    must_ask: Items[Line] = ()


class Question(Entry):
    """A question of a script, asked at the end or `after` a task."""

    key: Key
    kind: QuestionKind | None = None
    after: OptKey = None
    text: OptText = None
    choices: Items[Line] = ()
    scale: Annotated[int, Field(ge=2, le=100)] | None = None
    """How many points a `rating` has."""


class Script(Entry):
    """Ordered tasks and questions."""

    key: Key
    title: OptLine = None
    prototype: OptKey = None
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


class Consent(Entry):
    """One answer to one purpose: granted or refused, perhaps withdrawn later."""

    purpose: Purpose
    wording: Line
    method: ConsentMethod
    granted: OptMoment = None
    refused: OptMoment = None
    withdrawn: OptMoment = None

    @model_validator(mode="after")
    def _one_answer(self) -> Consent:
        if (self.granted is None) == (self.refused is None):
            raise PydanticCustomError("consent_answer", "granted or refused")
        return self


class Person(Entry):
    """A person, at one session when `session` is given; the same e-mail or key again means the same person at another."""

    email: OptEmail = None
    key: OptKey = None
    name: OptLine = None
    phone: OptLine = None
    segments: Items[Line] = ()
    access_needs: OptText = None
    dietary: OptText = None
    invited_by: OptLine = None
    guests: Annotated[int, Field(ge=0, le=100)] | None = None
    session: OptKey = None
    seat: OptSeat = None
    status: AttendanceStatus | None = None
    consents: Items[Consent] = ()

    @model_validator(mode="after")
    def _named(self) -> Person:
        if self.email is None and self.key is None:
            raise PydanticCustomError("person_name", "email or key")
        return self


class SeatEntry(Entry):
    """An attendance without a name: what a dump without people knows of a seat."""

    session: Key
    seat: SeatCode
    status: AttendanceStatus | None = None
    consents: Items[Consent] = ()


class Note(Entry):
    """One utterance or observation."""

    key: Key
    session: OptKey = None
    at: OptMoment = None
    seat: OptSeat = None
    author: OptLine = None
    text: OptText = None
    kind: NoteKind | None = None
    severity: Severity | None = None
    verbatim: bool | None = None
    raised: Raised | None = None
    channel: Channel | None = None
    tags: Items[PathKey] = ()
    stage: OptStage = None
    task: OptKey = None
    agenda: OptLine = None
    """Title of the agenda item it happened in."""
    reply_to: OptKey = None
    """Key of the note it answers."""


class Trial(Entry):
    """One attendee at one task."""

    session: Key
    seat: SeatCode
    task: Key
    outcome: Outcome | None = None
    seconds: Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)] | None = None
    severity: Severity | None = None
    answers: Pairs[AnswerValue] = Field(default_factory=dict)
    """Question key to answer."""


class AnswerEntry(Entry):
    """One attendee's answer to one question."""

    session: Key
    seat: SeatCode
    question: Key
    value: AnswerValue


class ImpactEntry(Entry):
    """What it would be worth, in whole units of the currency."""

    low: Whole | None = None
    likely: Whole | None = None
    high: Whole | None = None
    currency: Currency
    per: Literal["year", "quarter", "month"] = "year"

    @model_validator(mode="after")
    def _in_order(self) -> ImpactEntry:
        given = [value for value in (self.low, self.likely, self.high) if value is not None]
        if given != sorted(given):
            raise PydanticCustomError("impact_order", "low, likely, high")
        return self


class VisualEntry(Entry):
    """A picture beside the plan file."""

    file: Line
    alt: OptLine = None


class Evidence(Entry):
    """What speaks for or against an insight: notes by key, and all notes under a tag."""

    notes: Items[Key] = ()
    tags: Items[PathKey] = ()


class Insight(Entry):
    """An evidence-linked statement on its way through the gate."""

    key: Key
    title: OptLine = None
    problem: OptText = None
    solution: OptText = None
    impact: ImpactEntry | None = None
    effort_days: Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)] | None = None
    owner: OptLine = None
    teams: Items[Line] = ()
    approvals: Items[Line] = ()
    stage: OptStage = None
    visuals: Items[Annotated[VisualEntry, BeforeValidator(_file_alone)]] = ()
    evidence: Evidence | None = None
    against: Evidence | None = None


class Indicator(Entry):
    """A number the company follows itself, month by month."""

    market: Key
    name: Line
    values: Annotated[dict[Month, Annotated[float, Field(allow_inf_nan=False)]], Field(default_factory=dict)]


class Delivery(Entry):
    """What became of an insight in one market."""

    insight: Key
    market: Key
    status: DeliveryStatus | None = None
    since: OptDate = None
    with_whom: OptText = Field(default=None, validation_alias="with", serialization_alias="with")
    due: OptDue = None
    proof: OptText = None
    reason: OptText = None
    wording: Annotated[dict[LocaleTag, Text], BeforeValidator(lambda value: {} if value is None else value)] = Field(default_factory=dict)


class Plan(Entry):
    """Everything a team prepares or decides, as one file."""

    council: Literal[1]
    """Version of this format."""
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
