"""What a REFI-QDA project holds that Council can hold, too. Every `guid` is 32 lower-case hexadecimal digits, as ids of rows are."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from council_app.errors import Message
from council_app.exchange.qdpx.losses import Loss

OWN = uuid.UUID("6d2f6f7e-0c0b-5a55-9a0e-8c5c3f2b7a11")
"""What ids are derived under, where the format wants one that no row has."""

_GUID = re.compile(r"\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?", re.IGNORECASE)


def derived(*parts: str) -> str:
    """An id made of other names: the same for the same parts, wherever it is worked out."""
    return uuid.uuid5(OWN, "\x1f".join(parts)).hex


def guid_of(raw: str) -> str:
    """A GUID however it is spelled; of what is no GUID, one that is always the same."""
    match = _GUID.fullmatch(raw.strip())
    return "".join(match.groups()).lower() if match else derived("foreign", raw)


def dashed(guid: str) -> str:
    """A GUID as the format writes it."""
    return f"{guid[:8]}-{guid[8:12]}-{guid[12:16]}-{guid[16:20]}-{guid[20:]}"


class User(NamedTuple):
    """A coder."""

    guid: str
    name: str


class Code(NamedTuple):
    """A code; `parent` is the guid of the one above it, "" at the top. Parents stand before their children."""

    guid: str
    name: str
    parent: str = ""
    colour: str = ""
    description: str = ""
    codable: bool = True


class Coding(NamedTuple):
    """One code on one selection; `user` is the guid of the coder, "" when nobody is named."""

    guid: str
    code: str
    user: str = ""
    at: datetime | None = None


class Selection(NamedTuple):
    """A span of a text in characters, `end` behind the last, with what it was coded with."""

    guid: str
    start: int
    end: int
    codings: Sequence[Coding] = ()
    name: str = ""
    user: str = ""
    at: datetime | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class TextSource:
    """A text with its selections."""

    guid: str
    name: str
    text: str
    selections: Sequence[Selection] = ()
    user: str = ""
    at: datetime | None = None
    description: str = ""


class Variable(NamedTuple):
    """Something that is known of cases."""

    guid: str
    name: str


class Case(NamedTuple):
    """Somebody or something that was studied: values by the guid of their variable, sources and selections by theirs."""

    guid: str
    name: str
    values: Sequence[tuple[str, str]] = ()
    sources: Sequence[str] = ()
    selections: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """A project. `origin` is the program that wrote it."""

    name: str
    origin: str = ""
    at: datetime | None = None
    users: Sequence[User] = ()
    codes: Sequence[Code] = ()
    variables: Sequence[Variable] = ()
    cases: Sequence[Case] = ()
    sources: Sequence[TextSource] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A project read from a file.

    Attributes:
        lost: what stands in the file and cannot be kept, how much of each kind.
        warnings: what is unusual about the file, and was read all the same.
    """

    project: Project
    lost: Sequence[tuple[Loss, int]] = ()
    warnings: Sequence[Message] = ()
