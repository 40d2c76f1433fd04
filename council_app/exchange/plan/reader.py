"""YAML to plain values by libyaml's events, with the line and column of every refusal.

Nodes are never built: 100,000 notes are two million scalars, and composing them takes ten times as long and a gigabyte. Where a path
lies is found by a second walk, made only when there is something to report. Plain words stay words (`country: NO`, `ends: 12:00`,
`version: 2.10` mean what they say); only `null`, `~`, nothing and whole numbers are read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import HIDDEN, shown, without_hidden

SIZE_LIMIT = 256 * 1024 * 1024
DEPTH_LIMIT = 50

Loaded: TypeAlias = "int | str | list[Loaded] | dict[str, Loaded] | None"

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def read_text(path: Path) -> str:
    """The text of a plan file.

    Raises:
        CouncilError: missing, unreadable, too large or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise CouncilError(
                str(path),
                m_("larger than {limit} MiB", limit=SIZE_LIMIT // 1024**2),
                m_("Split the plan into several files and apply them one after the other."),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise CouncilError(
            str(path), m_("cannot be read ({problem})", problem=error.strerror or ""), m_("Check the path and your rights.")
        ) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise CouncilError(f"{path}:{line}:{column}", m_("not UTF-8 text"), m_("Save the file as UTF-8.")) from error


def load_values(text: str, name: str) -> Loaded:
    """The document as plain dicts, lists, texts, whole numbers and None.

    Raises:
        CouncilError: not YAML, or YAML that a plan has no use for: aliases, tags, repeated keys, deep nesting, several documents.
    """
    builder = _Builder(name, dirty=HIDDEN.search(text.replace("\r\n", "\n")) is not None)
    for event in events(text, name):
        builder.take(event)
    if not builder.documents:
        raise CouncilError(name, m_("holds no plan"), m_("A plan starts with the line “council: 1”."))
    return builder.root


def events(text: str, name: str) -> Iterator[Event]:
    """libyaml's events, its errors made ours."""
    try:
        parser = CParser(text)
        while (event := parser.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = name if mark is None else f"{name}:{mark.line + 1}:{mark.column + 1}"
        raise CouncilError(
            what, m_("not valid YAML ({problem})", problem=error.problem or ""), m_("Correct this place and try again.")
        ) from error
    except yaml.YAMLError as error:
        raise CouncilError(
            name, m_("not a text that YAML allows"), m_("Save the file as UTF-8 text without control characters.")
        ) from error


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file, counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.line}:{self.column}"


def place_of(event: Event) -> Place:
    """Where an event starts."""
    mark = event.start_mark
    return Place(1, 1) if mark is None else Place(mark.line + 1, mark.column + 1)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` waits for its value."""

    value: list[Loaded] | dict[str, Loaded]
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Puts values together from events."""

    name: str
    dirty: bool
    documents: int = 0
    root: Loaded = None
    _open: list[_Open] = field(default_factory=list)

    def take(self, event: Event) -> None:
        if isinstance(event, ScalarEvent):
            self._scalar(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._refuse_extras(event)
            if len(self._open) >= DEPTH_LIMIT:
                raise self._refusal(event, m_("nested more than {limit} deep", limit=DEPTH_LIMIT), m_("Make the plan flatter."))
            value: list[Loaded] | dict[str, Loaded] = {} if isinstance(event, MappingStartEvent) else []
            self._place(event, value)
            self._open.append(_Open(value))
        elif isinstance(event, AliasEvent):
            raise self._refusal(event, m_("aliases (*) are not allowed"), m_("Write the value out."))
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self._refusal(event, m_("a second document starts here"), m_("Keep one plan per file."))

    def _scalar(self, event: ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        text: str = event.value
        style = event.style
        if self.dirty or style == '"':
            text = without_hidden(text)
        holder = self._open[-1] if self._open else None
        if holder is not None and holder.key is None and type(holder.value) is dict:
            if text in holder.value:
                raise self._refusal(event, m_("the key “{key}” is there twice", key=shown(text)), m_("Keep one of them."))
            holder.key = text
            return
        self._place(event, text if style else _plain(text))

    def _place(self, event: Event, value: Loaded) -> None:
        if not self._open:
            self.root = value
            return
        holder = self._open[-1]
        if isinstance(holder.value, list):
            holder.value.append(value)
        elif holder.key is None:
            raise self._refusal(event, m_("a key must be a single word"), m_("Write “key: value”."))
        else:
            holder.value[holder.key] = value
            holder.key = None

    def _refuse_extras(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        if event.anchor is not None:
            raise self._refusal(event, m_("anchors (&) are not allowed"), m_("Write the value out where it is used."))
        if event.tag is not None:
            raise self._refusal(event, m_("tags (!) are not allowed"), m_("Leave the tag out."))

    def _refusal(self, event: Event, why: Message, todo: Message) -> CouncilError:
        return CouncilError(f"{self.name}:{place_of(event)}", why, todo)


def _plain(text: str) -> Loaded:
    if text in _NOTHING:
        return None
    return int(text) if _WHOLE.fullmatch(text) else text
