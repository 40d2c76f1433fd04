"""A year of councils in three markets: invented people, tasks, scores, frictions, insights and what became of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from council_app.services.workspace import Workspace
from tests import factories as given

TODAY = date(2026, 11, 24)
Entry = dict[str, object]


class Held(NamedTuple):
    """One council of the year; `after` days its report was sent (0: it was not), `unaided` of 16 did the task alone."""

    market: str
    city: str
    day: date
    came: int
    sittings: int
    after: int
    tagged: bool
    unaided: int

    @property
    def key(self) -> str:
        """`berlin-2026-03`."""
        return f"{self.city.lower()}-{self.day:%Y-%m}"

    @property
    def sessions(self) -> list[str]:
        """Keys of its sittings."""
        return [f"{self.key}-{part}" for part in "ab"[: self.sittings]]


COUNCILS = (
    Held("se", "Stockholm", date(2026, 2, 18), 18, 1, 6, True, 9),
    Held("se", "Stockholm", date(2026, 5, 15), 20, 1, 5, True, 11),
    Held("se", "Stockholm", date(2026, 9, 12), 17, 1, 5, True, 10),
    Held("se", "Stockholm", date(2026, 11, 19), 18, 1, 0, True, 12),
    Held("gb", "London", date(2026, 3, 9), 22, 2, 6, True, 12),
    Held("gb", "London", date(2026, 6, 8), 24, 2, 7, True, 13),
    Held("gb", "London", date(2026, 10, 9), 21, 2, 6, True, 13),
    Held("gb", "London", date(2026, 12, 15), 0, 2, 0, False, 0),
    Held("de", "Berlin", date(2026, 3, 24), 15, 1, 7, True, 7),
    Held("de", "Berlin", date(2026, 7, 5), 19, 1, 11, True, 9),
    Held("de", "Berlin", date(2026, 10, 21), 16, 1, 19, False, 8),
)
WAITING = 31
"""People on the waiting list of Berlin's last council."""
_FATES = ("shipped", "shipped", "in-test", "planned", "declined", "heard", "")
_SUS = (5, 2, 4, 2, 4, 2, 5, 1, 4, 2)


def _sessions(council: Held) -> list[Entry]:
    wanted = (council.came or 24) // council.sittings
    hours = (("18:00", "20:00"),) if council.sittings == 1 else (("15:00", "17:00"), ("18:00", "20:00"))
    return [
        {"key": key, "starts": starts, "ends": ends, "capacity": wanted + 2, "target": wanted, "script": "pay"}
        for key, (starts, ends) in zip(council.sessions, hours, strict=True)
    ]


def _people(council: Held) -> Iterator[Entry]:
    waiting = WAITING if council.key == "berlin-2026-10" else 0
    for seat in range(1, (council.came or 24) + waiting + 1):
        line: Entry = {"email": f"{council.key}-{seat}@example.org", "name": f"{council.city} {seat}"}
        line["session"] = council.sessions[seat % council.sittings]
        if council.came and seat <= council.came:
            consent = {"purpose": "notes", "wording": "1", "method": "screen", "granted": f"{council.day}T10:00:00+00:00"}
            line |= {"status": "arrived", "seat": f"P{seat:02}", "consents": [consent]}
        else:
            line["status"] = "waiting" if council.came else "confirmed"
        yield line


def _notes(council: Held, number: int) -> Iterator[Entry]:
    for seat in range(1, council.came + 1):
        tags = {"reminders/late": seat <= 5 + number % 4 * 2, "returns": seat > council.came - 6, "reminders": seat % 3 == 0}
        for tag in (tag for tag, said in tags.items() if said):
            line: Entry = {"key": f"{council.key}-{seat}-{tag.replace('/', '-')}", "session": council.sessions[seat % council.sittings]}
            line |= {"at": f"{council.day}T17:{seat:02}:00+00:00", "seat": f"P{seat:02}", "text": f"Words {seat} about {tag}"}
            yield line | {"kind": "friction", "severity": 2, "tags": [tag] if council.tagged or seat % 3 else []}


def _tests(council: Held, rolled: random.Random) -> Iterator[tuple[Entry, Entry]]:
    for seat in range(1, min(council.came, 16) + 1):
        where: Entry = {"session": council.sessions[seat % council.sittings], "seat": f"P{seat:02}"}
        outcome = "success" if seat <= council.unaided else "fail"
        score = [max(1, min(5, each + rolled.choice((-1, 0, 0, 1)))) for each in _SUS]
        yield where | {"task": "pick", "outcome": outcome, "seconds": 60 + seat}, where | {"question": "sus", "value": score}


def _insights(council: Held, number: int) -> Iterator[tuple[Entry, Entry | None]]:
    for part, (seat, tag) in enumerate(((1, "reminders-late"), (council.came, "returns"), (3, "reminders"))):
        key = f"{council.key}-{part}"
        insight: Entry = {"key": key, "title": f"{council.city}, {council.day:%B}: {tag}"}
        insight["evidence"] = {"notes": [f"{council.key}-{seat}-{tag}"]}
        fate = _FATES[(number * 3 + part) % len(_FATES)]
        told = {"shipped": ("proof", "https://example.org/1"), "in-test": ("with", "200 people"), "declined": ("reason", "Too dear")}
        delivery: Entry = {"insight": key, "market": council.market, "status": fate}
        delivery["since"] = min(council.day + timedelta(days=40 + 9 * part), TODAY)
        if fate in told:
            delivery[told[fate][0]] = told[fate][1]
        yield insight, delivery if fate else None


@lru_cache(maxsize=1)
def plan() -> str:
    """The year as one plan file."""
    rolled = random.Random(1)
    held = [(number, council) for number, council in enumerate(COUNCILS) if council.came]
    tests = [pair for _, council in held for pair in _tests(council, rolled)]
    made = [pair for number, council in held for pair in _insights(council, number)]
    markets = (("se", "SE", "sv-SE", "SEK"), ("gb", "GB", "en-GB", "GBP"), ("de", "DE", "de-DE", "EUR"))
    late = {"key": "late", "name": "Late reminders"}
    document = {
        "council": 1,
        "company": "Klara",
        "markets": [
            {"key": key, "country": country, "locales": [locale], "currency": money, "cadence": 4, "report_days": 7}
            for key, country, locale, money in markets
        ],
        "councils": [
            {"key": each.key, "market": each.market, "city": each.city, "date": each.day, "timezone": "Europe/Stockholm"}
            | {"sessions": _sessions(each)}
            for each in COUNCILS
        ],
        "prototypes": [{"key": "later", "name": "Pay Later"}],
        "scripts": [
            {"key": "pay", "title": "Paying", "prototype": "later", "tasks": [{"key": "pick", "text": "Pick a plan"}]}
            | {"questions": [{"key": "sus", "kind": "sus"}]}
        ],
        "codebook": [{"key": "reminders", "name": "Reminders", "children": [late]}, {"key": "returns", "name": "Returns"}],
        "people": [line for council in COUNCILS for line in _people(council)],
        "notes": [line for number, council in held for line in _notes(council, number)],
        "trials": [trial for trial, _ in tests],
        "answers": [answer for _, answer in tests],
        "insights": [insight for insight, _ in made],
        "indicators": [
            {"market": "se", "name": "NPS", "values": {f"2026-{month:02}": 38 + month % 5 for month in range(1, 11)}},
            {"market": "se", "name": "Complaints per million", "values": {"2026-01": 310, "2026-04": 287.5, "2026-07": 240}},
        ],
        "deliveries": [delivery for _, delivery in made if delivery is not None],
        "reports_sent": [
            {"scope": "council", "about": each.key, "day": each.day + timedelta(days=each.after)} for each in COUNCILS if each.after
        ],
    }
    return json.dumps(document, default=str, ensure_ascii=False)  # what is JSON is YAML, too


def year(folder: Path) -> Workspace:
    """An open workspace with that year in it."""
    return given.workspace(folder, plan=plan())
