"""What a half-typed line means in this room: who is named, which tags, what is unclear, and how a token could go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council_app.domain.grammar import ParsedLine, parse
from council_app.domain.records import Speaker, TagLabel
from council_app.domain.speakers import Found, resolve_speaker
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.screens.room.completion import Begun, Offer, begun_token, offered_speakers, offered_tags


@dataclass(frozen=True, slots=True)
class Reading:
    """A line, understood among these people and tags.

    Attributes:
        names: who is meant, as “P03 Marta”.
        trouble: what is not understood, in words; "" when all is.
        begun: the token at the cursor, if one is being typed.
        offers: how it could go on.
    """

    parsed: ParsedLine
    names: tuple[str, ...]
    tags: tuple[TagLabel, ...]
    trouble: str
    begun: Begun | None
    offers: tuple[Offer, ...]


def read_line(t: Translator, line: str, cursor: int, speakers: Sequence[Speaker], tags: Sequence[TagLabel]) -> Reading:
    """Read a line with the cursor at `cursor`; -1 when nobody is typing in it."""
    parsed = parse(line)
    begun = begun_token(line, cursor) if cursor >= 0 else None
    typing = begun.typed if begun is not None and begun.sign == "@" else None
    matches = [(raw, resolve_speaker(raw, [(one.seat or one.id, one.name) for one in speakers])) for raw in parsed.speakers]
    by_seat = {one.seat or one.id: one for one in speakers}
    meant = [by_seat[match.people[0][0]] for _, match in matches if match.found is Found.ONE]
    nobody = [f"@{raw}" for raw, match in matches if match.found is Found.NONE and raw != typing]
    several = [f"@{raw}" for raw, match in matches if match.found is Found.SEVERAL and raw != typing]
    known = {fold(tag.path): tag for tag in tags}
    return Reading(
        parsed=parsed,
        names=tuple(f"{one.seat or ''} {one.first_name}".strip() for one in meant),
        tags=tuple(known.get(fold(path), TagLabel("", path, "")) for path in parsed.tags),
        trouble=_trouble(t, nobody, several),
        begun=begun,
        offers=_offers(t, begun, speakers, tags),
    )


def _trouble(t: Translator, nobody: Sequence[str], several: Sequence[str]) -> str:
    if nobody:
        return t("Nobody here is called {names}; it stays in the text", names=t.items(nobody))
    return t("{names} could be more than one person; it stays in the text", names=t.items(several)) if several else ""


def _offers(t: Translator, begun: Begun | None, speakers: Sequence[Speaker], tags: Sequence[TagLabel]) -> tuple[Offer, ...]:
    if begun is None:
        return ()
    offers = offered_speakers(t, speakers, begun.typed) if begun.sign == "@" else offered_tags(tags, begun.typed)
    complete = len(offers) == 1 and offers[0].inserts == f"{begun.sign}{begun.typed}"
    return () if complete else offers
