"""Entries of a plan that come from the room: people, seats, notes, trials, answers."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import Field, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain import questionnaires
from council_app.domain.enums import AttendanceStatus, Channel, ConsentMethod, NoteKind, Outcome, Purpose, Raised, Severity
from council_app.domain.limits import TEXT_LIMIT
from council_app.exchange.plan.coding import Highlight
from council_app.exchange.plan.followed import Pictured
from council_app.exchange.plan.prepared import Entry
from council_app.exchange.plan.types import (
    Items,
    Key,
    Line,
    OptEmail,
    OptKey,
    OptLine,
    OptMoment,
    OptSeat,
    OptStage,
    OptStrokes,
    OptTag,
    OptText,
    Pairs,
    PathKey,
    SeatCode,
)

Answer: TypeAlias = questionnaires.Answer


def _answer(value: object) -> Answer:
    if isinstance(value, bool):
        raise PydanticCustomError("answer", "not an answer")
    if isinstance(value, int) or (isinstance(value, str) and 0 < len(value) <= TEXT_LIMIT):
        return value
    if isinstance(value, list | tuple) and 0 < len(value) <= 100:
        if all(part is None or (isinstance(part, int) and not isinstance(part, bool)) for part in value) and set(value) != {None}:
            return tuple(value)
        if all(isinstance(part, str) and 0 < len(part) <= TEXT_LIMIT for part in value):
            return tuple(value)
    raise PydanticCustomError("answer", "not an answer")


_ANSWER_SCHEMA = {
    "anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "array", "items": {"type": ["integer", "string", "null"]}, "minItems": 1}],
}
AnswerValue = Annotated[Answer, PlainValidator(_answer), WithJsonSchema(_ANSWER_SCHEMA)]


class Consent(Entry):
    """One answer to one purpose: granted or refused, perhaps withdrawn later."""

    purpose: Purpose
    wording: Line
    method: ConsentMethod
    granted: OptMoment = None
    refused: OptMoment = None
    withdrawn: OptMoment = None
    locale: OptTag = None
    signature: OptStrokes = None

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
    arrived: OptMoment = None
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
    arrived: OptMoment = None
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
    """On the whole note."""
    coders: Pairs[Line] = Field(default_factory=dict)
    """By tag, who put it on the note."""
    highlights: Items[Highlight] = ()
    starred: bool | None = None
    stage: OptStage = None
    task: OptKey = None
    agenda: OptLine = None
    """Title of the agenda item it happened in."""
    reply_to: OptKey = None
    """Key of the note it answers."""
    photos: Items[Pictured] = ()


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
    locale: OptTag = None
    """The language it was asked in."""
