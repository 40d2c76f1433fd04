"""The year of councils, market by market: how far round the loop each one has come, and how long its report took."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from statistics import median

from council_app.domain.cadence import Cadence
from council_app.errors import Message, m_, mn_

TAGGED_SHARE = 0.9
"""From this share of its notes on a council is tagged: the last few (“the coffee is here”) carry no tag for good reasons."""


class Part(Enum):
    """The six parts of a ring, clockwise from the top."""

    PLANNED = "planned"
    FULL = "full"
    HELD = "held"
    TAGGED = "tagged"
    REPORTED = "reported"
    POSTED = "posted"


PART_WORDS: dict[Part, Message] = {
    Part.PLANNED: m_("planned"),
    Part.FULL: m_("full"),
    Part.HELD: m_("held"),
    Part.TAGGED: m_("tagged"),
    Part.REPORTED: m_("reported"),
    Part.POSTED: m_("posted"),
}


@dataclass(frozen=True, slots=True)
class CouncilMark:
    """One council on the timeline.

    Attributes:
        session_keys: its sittings in order; two are a double session. Rehearsals are none.
        came: distinct people who were there; expected: distinct people who said yes; waiting: people on its waiting list.
        capacity: chairs of all sittings; target: how many people are wanted; None where that is not known of each sitting.
        notes: that count; untagged: of those, how many have no tag.
        reported_on: when the last of its sittings' reports, or its own, had gone to readers; None before.
        posted_on: the day of the market's first post out since; None before.
    """

    key: str
    market: str
    country: str
    city: str
    day: date
    title: str
    session_keys: tuple[str, ...]
    came: int
    expected: int
    waiting: int
    capacity: int | None
    target: int | None
    notes: int
    untagged: int
    reported_on: date | None
    posted_on: date | None
    today: date

    @property
    def held(self) -> bool:
        """Somebody was there, or something was written down."""
        return self.day <= self.today and bool(self.came or self.notes)

    @property
    def overdue(self) -> bool:
        """Its day is over and nothing of it is known."""
        return self.day < self.today and not self.held

    @property
    def people(self) -> int:
        """The number inside the ring: who came, or who is expected."""
        return self.came if self.held else self.expected

    @property
    def wanted(self) -> int | None:
        """How many people it takes to be full: the target, else the chairs."""
        return self.target if self.target is not None else self.capacity

    @property
    def done(self) -> frozenset[Part]:
        """The filled parts."""
        facts = {
            Part.PLANNED: True,
            Part.FULL: max(self.came, self.expected) >= (self.wanted or 1),
            Part.HELD: self.held,
            Part.TAGGED: self.held and self.notes > 0 and self.untagged <= round((1 - TAGGED_SHARE) * self.notes),
            Part.REPORTED: self.reported_on is not None,
            Part.POSTED: self.posted_on is not None,
        }
        return frozenset(part for part, there in facts.items() if there)

    @property
    def next_part(self) -> Part | None:
        """The first part that is not there yet."""
        done = self.done
        return next((part for part in Part if part not in done), None)

    @property
    def report_took(self) -> int | None:
        """Days from the council to its report; None before."""
        return None if self.reported_on is None else max((self.reported_on - self.day).days, 0)

    @property
    def since(self) -> int:
        """Days since the council."""
        return max((self.today - self.day).days, 0)

    def says(self, part: Part) -> Message:
        """What stands behind a part, in words."""
        match part:
            case Part.PLANNED:
                return mn_("1 session", "{count} sessions", len(self.session_keys))
            case Part.FULL:
                return self._full()
            case Part.HELD:
                return mn_("1 person came", "{count} people came", self.came) if self.held else m_("not held yet")
            case Part.TAGGED:
                return self._tagged()
            case Part.REPORTED:
                took = self.report_took
                return m_("no report was sent yet") if took is None else mn_("sent after 1 day", "sent after {count} days", took)
            case Part.POSTED:
                return m_("no post is out since") if self.posted_on is None else m_("a post is out since then")

    def _full(self) -> Message:
        people = max(self.came, self.expected) if self.held else self.expected
        if self.wanted is None:
            return mn_("1 person expected", "{count} people expected", people)
        if self.waiting:
            return m_("{people} of {wanted} people, {waiting} waiting", people=people, wanted=self.wanted, waiting=self.waiting)
        return m_("{people} of {wanted} people", people=people, wanted=self.wanted)

    def _tagged(self) -> Message:
        if not self.notes:
            return m_("no notes yet")
        return m_("{tagged} of {notes} notes tagged", tagged=self.notes - self.untagged, notes=self.notes)


@dataclass(frozen=True, slots=True)
class ReportPace:
    """How long a report took, or has been taking.

    Attributes:
        days: until it was sent, else until today.
        aim: how many days are aimed at; None where nobody said.
        waiting: it was not sent yet.
    """

    council: CouncilMark
    days: int
    aim: int | None
    waiting: bool

    @property
    def late(self) -> bool:
        """Later than the aim."""
        return self.aim is not None and self.days > self.aim


@dataclass(frozen=True, slots=True)
class MarketYear:
    """A market's row: its councils of the year by day, and whether the cadence is kept.

    Attributes:
        cities: where its councils are, the most frequent first.
        report_days: days from council to report that are aimed at; None where nobody said.
    """

    market: str
    country: str
    cities: tuple[str, ...]
    cadence: Cadence
    report_days: int | None
    councils: tuple[CouncilMark, ...]

    @property
    def coming(self) -> CouncilMark | None:
        """The next council that was not held yet."""
        return next((each for each in self.councils if not each.held and not each.overdue), None)


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """One year of all markets; `years` are those there is anything to see in, and the next one."""

    year: int
    years: tuple[int, ...]
    today: date
    markets: tuple[MarketYear, ...]

    @property
    def reports(self) -> tuple[ReportPace, ...]:
        """How long the report of every council held took, the newest first."""
        held = ((row, mark) for row in self.markets for mark in row.councils if mark.held)
        paces = (_pace(mark, row.report_days) for row, mark in held)
        return tuple(sorted(paces, key=lambda pace: (-pace.council.day.toordinal(), pace.council.key)))


def _pace(mark: CouncilMark, aim: int | None) -> ReportPace:
    took = mark.report_took
    return ReportPace(mark, mark.since if took is None else took, aim, took is None)


def typical(days: Iterable[int]) -> int | None:
    """The median, whole; None of nothing."""
    found = list(days)
    return round(median(found)) if found else None
