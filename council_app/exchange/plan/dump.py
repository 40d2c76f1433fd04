"""Writing a plan: one canonical text per plan, so that dumps can be compared and kept under version control.

Keys come in the order of the models, entries in the order given, nothing that is empty is written. Short things that hold no further
things stand on one line. Events go straight to libyaml, because representing every value as a node first takes three times as long.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import TypeAlias, cast

import yaml
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from council_app.exchange.plan.models import Plan
from council_app.exchange.text import without_hidden

_ONE_LINE = 100
_UNLIMITED = 2**31 - 1

# What YAML 1.1 or 1.2 would read as something other than a text.
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "none", "~", ""})
_LIKE_A_NUMBER = re.compile(r"[-+.0-9][-+._:,0-9a-fA-FxXoTtZz ]*|=|<<|\.inf|\.nan", re.IGNORECASE)

Scalar: TypeAlias = "str | int | float | dt.date | dt.time | Enum | None"
Value: TypeAlias = "Scalar | Sequence[Value] | Mapping[str, Value]"


def dump_plan(plan: Plan) -> str:
    """The plan as YAML; reading it again gives an equal plan, and writing that the same text."""
    values = cast("dict[str, Value]", plan.model_dump(by_alias=True, exclude_defaults=True))
    out = io.StringIO()
    yaml.emit(_document(values), stream=out, Dumper=yaml.CSafeDumper, allow_unicode=True, width=_UNLIMITED, indent=2)
    return out.getvalue()


def _document(values: Mapping[str, Value]) -> Iterator[Event]:
    yield StreamStartEvent()
    yield DocumentStartEvent(explicit=False)
    yield MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
    for key, value in values.items():
        if value == ():
            continue
        yield _scalar(key)
        if isinstance(value, tuple | list):
            yield SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=False)
            for entry in value:
                yield from _mapping(cast("Mapping[str, Value]", entry), flow=False)
            yield SequenceEndEvent()
        else:
            yield _scalar(cast("Scalar", value))
    yield MappingEndEvent()
    yield DocumentEndEvent(explicit=False)
    yield StreamEndEvent()


def _value(value: Value) -> Iterator[Event]:
    if isinstance(value, Mapping):
        alone = value.get("file") if len(value) == 1 else None
        if alone is None:
            yield from _mapping(value, flow=_fits(value))
        else:
            yield _scalar(cast("str", alone))
    elif isinstance(value, tuple | list):
        yield SequenceStartEvent(anchor=None, tag=None, implicit=True, flow_style=_fits(value))
        for part in value:
            yield from _value(part)
        yield SequenceEndEvent()
    else:
        yield _scalar(cast("Scalar", value))


def _mapping(entry: Mapping[str, Value], *, flow: bool) -> Iterator[Event]:
    yield MappingStartEvent(anchor=None, tag=None, implicit=True, flow_style=flow)
    for key, value in entry.items():
        yield _scalar(key)
        yield from _value(value)
    yield MappingEndEvent()


def _fits(value: Sequence[Value] | Mapping[str, Value]) -> bool:
    """Whether it can stand on one line: few characters, no list of mappings, no line ends."""
    length = 0
    for part in (*value.keys(), *value.values()) if isinstance(value, Mapping) else value:
        if isinstance(part, Mapping) or (isinstance(part, tuple) and any(isinstance(inner, Mapping) for inner in part)):
            return False
        text = str(part)
        length += len(text) + 2
        if length > _ONE_LINE or "\n" in text:
            return False
    return True


def _scalar(value: Scalar) -> ScalarEvent:
    if value is None:
        return _plain("null")
    if isinstance(value, Enum):
        value = cast("str | int", value.value)
    if isinstance(value, str):
        return _text(without_hidden(value))
    if isinstance(value, bool):
        return _plain("true" if value else "false")
    if isinstance(value, float):
        return _plain(str(int(value)) if value.is_integer() else repr(value))
    if isinstance(value, dt.time):
        return _text(value.isoformat("seconds" if value.second else "minutes"))
    if isinstance(value, dt.date):
        return _plain(value.isoformat())
    return _plain(str(value))


def _plain(text: str) -> ScalarEvent:
    return ScalarEvent(anchor=None, tag=None, implicit=(True, True), value=text, style="")


def _text(text: str) -> ScalarEvent:
    """libyaml itself puts quotation marks around what would not be plain; only what it cannot know is decided here."""
    if "\n" in text:
        style = '"'
    elif text.casefold() in _WORDS or _LIKE_A_NUMBER.fullmatch(text):
        style = "'"
    else:
        style = ""
    return ScalarEvent(anchor=None, tag=None, implicit=(True, True), value=text, style=style)
