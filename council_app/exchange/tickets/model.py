"""A ticket before any tracker's markup: blocks of plain text, and what stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from council_app.domain.enums import Severity


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part of the description."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text; its line ends are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list; an item with a `label` says first what it is about."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, word for word and marked as a quotation already, and where it comes from."""

    text: str
    source: str


Block: TypeAlias = Heading | Paragraph | Points | Said


@dataclass(frozen=True, slots=True)
class Ticket:
    """One delegated insight.

    Attributes:
        key: the insight's key; a line with it ends the description, so that the ticket is known again when its status comes back.
        body: the description, most important first: where a tracker holds less, the end is left out.
        rest: said in place of what had to be left out.
        labels: words to find it by.
        owner: who it is for, as somebody typed it: a name, an e-mail address, or an account such as `@mina`.
        severity: how bad it is, for the tracker's priority.
        effort_days: the estimate.
    """

    key: str
    title: str
    body: tuple[Block, ...]
    rest: str
    labels: tuple[str, ...] = ()
    owner: str = ""
    severity: Severity | None = None
    effort_days: float | None = None
