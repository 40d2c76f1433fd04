"""The Markdown of a post, and what its spans stand on."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.enums import DeliveryStatus, SaidKind

HEADING = "heading-"
"""How the name of a heading begins."""


@dataclass(frozen=True, slots=True)
class Said:
    """A span of a post's Markdown that stands on something.

    Attributes:
        source: id of the delivery, the insight or the note; of a part the program writes by itself, its name.
        starts, ends: in characters of the Markdown; `ends` lies behind the last.
        status: what the delivery was when this was written.
        lang: BCP 47 tag of a quote's words.
    """

    kind: SaidKind
    source: str
    starts: int
    ends: int
    status: DeliveryStatus | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A body in Markdown with what its spans stand on, in the order of the text."""

    text: str
    said: tuple[Said, ...] = ()
