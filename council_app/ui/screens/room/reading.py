"""What a half-typed line means in this room: who is named, which tags, what is unclear, and how a token could go on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from council_app.domain.doubts import Doubt, Why, doubts
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
        trouble: what is not understood and cannot be guessed, in words; "" when there is no such thing.
        doubt: what is not there but was probably meant as something that is; the first of them.
        silent: the token that names somebody who refused notes, and who that is; None when nobody does. "@" where no token needs to.
        unseen: who refused photos, if they are named; None when nobody is.
        begun: the token at the cursor, if one is being typed.
        offers: how it could go on.
    """

    parsed: ParsedLine
    names: tuple[str, ...]
    tags: tuple[TagLabel, ...]
    trouble: str
    doubt: Doubt | None
    silent: tuple[str, str] | None
    unseen: str | None
    begun: Begun | None
    offers: tuple[Offer, ...]


def read_line(
    t: Translator, line: str, cursor: int, speakers: Sequence[Speaker], tags: Sequence[TagLabel], settled: Collection[str] = ()
) -> Reading:
    """Read a line with the cursor at `cursor`, -1 when nobody is typing in it; tokens in `settled` are to be taken as they stand."""
    parsed = parse(line)
    begun = begun_token(line, cursor) if cursor >= 0 else None
    typing = f"{begun.sign}{begun.typed}" if begun is not None else None
    meant = _meant(parsed, speakers)
    people = [(_called(one), one.name) for one in speakers]
    open_ones = [doubt for doubt in doubts(parsed, people, [tag.path for tag in tags]) if doubt.typed != typing]
    known = {fold(tag.path): tag for tag in tags}
    return Reading(
        parsed=parsed,
        names=tuple(named(one) for _, one in meant),
        tags=tuple(known.get(fold(path), TagLabel("", path, "")) for path in parsed.tags),
        trouble=_trouble(t, [doubt for doubt in open_ones if not doubt.meant or doubt.typed in settled]),
        doubt=next((doubt for doubt in open_ones if doubt.meant and doubt.typed not in settled), None),
        silent=next(((f"@{raw}", named(one)) for raw, one in meant[:1] if one.silent and f"@{raw}" != typing), None),
        unseen=next((named(one) for raw, one in meant[:1] if one.unseen and f"@{raw}" != typing), None),
        begun=begun,
        offers=_offers(t, begun, speakers, tags),
    )


def named(speaker: Speaker) -> str:
    """Seat and first name."""
    return f"{speaker.seat or ''} {speaker.first_name}".strip()


def _called(speaker: Speaker) -> str:
    """What is typed after `@` for somebody: the seat, or before there is one the first name."""
    return speaker.seat or fold(speaker.first_name)


def _meant(parsed: ParsedLine, speakers: Sequence[Speaker]) -> list[tuple[str, Speaker]]:
    by_seat = {one.seat or one.id: one for one in speakers}
    people = [(seat, one.name) for seat, one in by_seat.items()]
    if not parsed.speakers:
        return [("", one) for one in speakers if one.alone and parsed.text.strip()]
    matches = ((raw, resolve_speaker(raw, people)) for raw in parsed.speakers)
    return [(raw, by_seat[match.people[0][0]]) for raw, match in matches if match.found is Found.ONE]


def _trouble(t: Translator, left: Sequence[Doubt]) -> str:
    nobody = [doubt.typed for doubt in left if doubt.why in (Why.NO_SEAT, Why.NOBODY)]
    several = [doubt.typed for doubt in left if doubt.why is Why.SEVERAL]
    if nobody:
        return t("Nobody here is called {names}; it stays in the text", names=t.items(nobody))
    return t("{names} could be more than one person; it stays in the text", names=t.items(several)) if several else ""


def _offers(t: Translator, begun: Begun | None, speakers: Sequence[Speaker], tags: Sequence[TagLabel]) -> tuple[Offer, ...]:
    if begun is None:
        return ()
    offers = offered_speakers(t, speakers, begun.typed) if begun.sign == "@" else offered_tags(tags, begun.typed)
    complete = len(offers) == 1 and offers[0].inserts == f"{begun.sign}{begun.typed}"
    return () if complete else offers
