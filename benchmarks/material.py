"""Invented material: the same words, people and files every time."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

PASSPHRASE = "only for measuring"
SESSIONS = 10
SEATS = 14
START = datetime(2020, 3, 10, 9, 30, tzinfo=UTC)

_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wy", "zel", "mont", "dar", "ston", "ler")
_AREAS = ("checkout", "returns", "fees", "app", "support", "delivery")
_PARTS = ("clarity", "speed", "trust", "wording", "errors", "letters", "limits", "dates")
TAGS = tuple(f"{area}/{part}" for area in _AREAS for part in _PARTS)
AUTHORS = ("Kim", "Sara", "Jonas", "Lotte")
STAGES = ("buy/choose", "buy/pay", "return/ask", "return/wait")
MARKETS = (("gb", "GB", "en-GB", "GBP", "London"), ("se", "SE", "sv-SE", "SEK", "Stockholm"), ("de", "DE", "de-DE", "EUR", "Berlin"))
_SEGMENTS = ("new", "returning", "heavy user", "left us")
# Long ago somebody wrote three hundred notes, and four thousand carry a tag that nobody uses any more: both hard to find from the end.
EARLY_AUTHOR, EARLY_TAG = "Mara", "early"
_CHANNELS = ("app", "web", "shop", "phone", None)
_RAISED = ("alone", "prompted", "alone", "agreed")


class MadeNote(NamedTuple):
    """One note before it is anywhere."""

    number: int
    session: int
    seat: int
    at: datetime
    text: str
    kind: str
    severity: int | None
    tags: tuple[str, ...]
    author: str
    stage: str | None
    channel: str | None
    raised: str
    verbatim: bool
    starred: bool


def words(count: int = 4_000) -> list[str]:
    """Distinct words that mean nothing."""
    chosen = random.Random(1)
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault("".join(chosen.choices(_SYLLABLES, k=chosen.randint(2, 4))))
    return list(found)


def notes(count: int) -> Iterator[MadeNote]:
    """Notes of about twelve words, common ones far more often than rare ones, as in speech; of any kind in any session."""
    chosen = random.Random(2)
    vocabulary = words()
    # Zipf's law: the n-th commonest word is n times rarer than the commonest.
    totals: list[float] = []
    for rank in range(1, len(vocabulary) + 1):
        totals.append((totals[-1] if totals else 0.0) + 1 / rank)
    kinds = ("friction", "praise", "suggestion", "question", "observation")
    for number in range(count):
        text = " ".join(chosen.choices(vocabulary, cum_weights=totals, k=chosen.randint(6, 18)))
        kind = chosen.choice(kinds)
        yield MadeNote(
            number=number,
            session=number % SESSIONS,
            seat=chosen.randint(1, SEATS),
            at=START + timedelta(seconds=number),
            text=text,
            kind=kind,
            severity=chosen.randint(1, 4) if kind == "friction" else None,
            tags=_tags(number, chosen),
            author=EARLY_AUTHOR if 1_000 <= number < 1_300 else AUTHORS[number * 7 % 11 % len(AUTHORS)],
            stage=chosen.choice(STAGES) if chosen.random() < 0.25 else None,
            channel=chosen.choice(_CHANNELS),
            raised=chosen.choice(_RAISED),
            verbatim=number % 7 == 0,
            starred=number % 499 == 0,
        )


def _tags(number: int, chosen: random.Random) -> tuple[str, ...]:
    tags = tuple(chosen.sample(TAGS, k=number % 3))
    return (*tags, EARLY_TAG) if number % 5 == 0 and number < 20_000 else tags


def session_key(number: int) -> str:
    """The key of one of the sessions."""
    return f"bench-{number}"


def plan(*, people: bool = True) -> str:
    """A plan file with three markets and a council in each, their sessions, the codebook, two journeys and those who came."""
    lines = ["council: 1", "markets:"]
    lines += [
        f"  - {{key: {key}, country: {country}, locales: [{locale}], currency: {money}}}" for key, country, locale, money, _ in MARKETS
    ]
    lines.append("councils:")
    for number, (key, *_, city) in enumerate(MARKETS):
        lines += [f"  - key: bench-{key}", f"    market: {key}", f"    city: {city}", "    date: 2020-03-10", "    timezone: Europe/London"]
        lines += ["    title: Measuring", "    sessions:"]
        lines += [f'      - {{key: {session_key(n)}, starts: "09:30", ends: "12:00"}}' for n in range(number, SESSIONS, len(MARKETS))]
    lines.append("codebook:")
    for area in _AREAS:
        children = ", ".join(f"{{key: {part}, name: {part.title()}}}" for part in _PARTS)
        lines.append(f"  - {{key: {area}, name: {area.title()}, children: [{children}]}}")
    lines.append(f"  - {{key: {EARLY_TAG}, name: Early}}")
    lines.append("journeys:")
    for journey in ("buy", "return"):
        stages = ", ".join(f"{{key: {path.split('/')[1]}, name: Stage}}" for path in STAGES if path.startswith(journey))
        lines.append(f"  - {{key: {journey}, name: {journey.title()}, stages: [{stages}]}}")
    if people:
        lines.append("people:")
        lines += [_person(session, seat) for session in range(SESSIONS) for seat in range(1, SEATS + 1)]
    return "\n".join(lines) + "\n"


def _person(session: int, seat: int) -> str:
    who = f"email: guest{session}-{seat}@example.org, name: Guest{session}x{seat} Example, segments: [{_SEGMENTS[seat % len(_SEGMENTS)]}]"
    return f"  - {{{who}, session: {session_key(session)}, seat: P{seat:02d}, status: arrived}}"


def notes_plan(count: int) -> str:
    """A plan file of notes, to be applied after `plan()`."""
    lines = ["council: 1", "notes:"]
    for note in notes(count):
        severity = f", severity: {note.severity}" if note.severity else ""
        lines.append(
            f"  - {{key: n{note.number}, session: {session_key(note.session)}, at: {note.at.isoformat()}, seat: P{note.seat:02d}, "
            f"author: Kim, text: {note.text}, kind: {note.kind}{severity}, tags: [{', '.join(note.tags)}]}}"
        )
    return "\n".join(lines) + "\n"


def write_notes_table(path: Path, count: int) -> None:
    """A CSV of notes, all of one session."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("at", "author", "speaker", "text", "kind", "severity", "tags"))
        for note in notes(count):
            row = (note.at.isoformat(), "Kim", f"P{note.seat:02d}", note.text, note.kind, note.severity or "", ";".join(note.tags))
            writer.writerow(row)


def write_roster(path: Path, count: int) -> None:
    """An XLSX of people who registered, as a ticket shop writes it."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Attendees")
    sheet.write_row(0, 0, ("First Name", "Surname", "Email", "Cell Phone", "Segment", "Dietary requirements", "Attendee Status"))
    vocabulary = words()
    for number in range(count):
        first, last = vocabulary[number % 997].title(), vocabulary[number % 3989].title()
        email = f"{first}.{last}.{number}@example.org".lower()
        sheet.write_row(number + 1, 0, (first, last, email, f"07700 {900000 + number:06d}", "new customer", "", "Attending"))
    book.close()
