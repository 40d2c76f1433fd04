"""Entries of a plan that say what a researcher made of notes: highlights, filters of the list, affinity boards, rounds of coders."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from council_app.domain.filter_forms import NAME_LIMIT
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.note_filter import Facet, Match
from council_app.exchange.plan.prepared import Entry
from council_app.exchange.plan.types import Colour, Items, Key, Line, OptLine, OptMoment, PathKey

_Place = Annotated[int, Field(ge=0, le=TEXT_LIMIT)]
_Pixels = Annotated[float, Field(ge=-1e6, le=1e6, allow_inf_nan=False)]
_Name = Annotated[str, StringConstraints(max_length=NAME_LIMIT)]


def _nothing_is_no_name(value: object) -> object:
    return None if value == "" else value


OptName = Annotated[_Name | None, BeforeValidator(_nothing_is_no_name)]


class Highlight(Entry):
    """A span of a note that carries a tag: from the character `starts`, counted from 0, to before the character `ends`."""

    tag: PathKey
    starts: _Place
    ends: _Place
    coder: OptLine = None
    at: OptMoment = None
    selection: Annotated[str, StringConstraints(pattern="^[0-9a-z-]{1,32}$")] | None = None
    """The same for highlights that were one selection."""

    @model_validator(mode="after")
    def _in_order(self) -> Highlight:
        if self.ends <= self.starts:
            raise PydanticCustomError("span_order", "starts, ends")
        return self


class Condition(Entry):
    """One thing that must hold of a note."""

    facet: Facet
    match: Match = Match.ANY
    words: Items[Line] = ()
    """Tags by their paths."""


class Filter(Entry):
    """A saved filter of the list of notes: everything in it holds."""

    key: Key
    name: OptName = None
    conditions: Items[Condition] = ()


class Card(Entry):
    """A note on a board, in px at 100 %; in the group of this number (from 1), or in none."""

    note: Key
    x: _Pixels = 0.0
    y: _Pixels = 0.0
    group: Annotated[int, Field(ge=1, le=10_000)] | None = None


class Group(Entry):
    """Cards under one name; `tag` once it was made one."""

    name: Line
    x: _Pixels = 0.0
    y: _Pixels = 0.0
    colour: Colour | None = None
    tag: Annotated[PathKey | None, BeforeValidator(_nothing_is_no_name)] = None


class Board(Entry):
    """An affinity board; its groups and cards are those of the plan, when it says which."""

    key: Key
    name: OptLine = None
    at: OptMoment = None
    groups: Items[Group] = ()
    cards: Items[Card] = ()


class RoundCoding(Entry):
    """A tag that a coder saw in a note of a round: on the characters from `starts` to before `ends`, or on all of it."""

    tag: PathKey
    starts: _Place | None = None
    ends: _Place | None = None

    @model_validator(mode="after")
    def _in_order(self) -> RoundCoding:
        if (self.starts is None) is not (self.ends is None) or (self.ends or 1) <= (self.starts or 0):
            raise PydanticCustomError("span_order", "starts, ends")
        return self


class RoundCoder(Entry):
    """What one coder saw in a note; `through` since when they are through with it."""

    coder: Line
    through: OptMoment = None
    codings: Items[RoundCoding] = ()


class RoundNote(Entry):
    """A note of a round; `decided` by whom and when, where somebody decided what is right."""

    note: Key
    decided_by: OptLine = None
    decided: OptMoment = None
    coders: Items[RoundCoder] = ()


class Round(Entry):
    """A round in which several code the same notes; its notes are those of the plan, in their order, when it says which."""

    key: Key
    name: OptLine = None
    tag: Annotated[PathKey | None, BeforeValidator(_nothing_is_no_name)] = None
    """Only it and what lies below it is coded."""
    at: OptMoment = None
    closed: OptMoment = None
    notes: Items[RoundNote] = ()
