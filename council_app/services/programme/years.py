"""The year: every council of a year on its market's line, with how far round the loop it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from council_app.db.queries import loops as reads
from council_app.db.queries import rings
from council_app.db.workspace import Workspace
from council_app.domain.cadence import cadence
from council_app.domain.enums import ReportScope, SessionKind
from council_app.domain.year import CouncilMark, MarketYear, ProgrammeYear
from council_app.services.programme.funnels import no_such_market

_NOBODY, _NOTHING = rings.People(0, 0, 0), rings.Written(0, 0)


def today_here() -> date:
    """The day it is on this laptop."""
    return datetime.now().astimezone().date()


def year(*, workspace: Workspace, year: int | None = None, market: str = "", today: date | None = None) -> ProgrammeYear:
    """The councils of a year, market by market; of this year, unless told.

    Raises:
        CouncilError: there is no market of this key.
    """
    with workspace.read() as reading:
        return year_in(reading, marks_in(reading, today or today_here()), year, today or today_here(), market)


def year_in(reading: Session, marks: Sequence[CouncilMark], year: int | None, today: date, market: str = "") -> ProgrammeYear:
    """As `year`, for who has a transaction open and every council (`marks_in`) at hand."""
    chosen = today.year if year is None else year
    rows = [row for row in reads.markets(reading) if market in ("", row.key)]
    if market and not rows:
        raise no_such_market(market)
    kinds = _kinds(reading)
    years = {mark.day.year for mark in marks} | {today.year, today.year + 1, chosen}
    lines = tuple(_line(row, [mark for mark in marks if mark.market == row.key], kinds, chosen, today) for row in rows)
    return ProgrammeYear(chosen, tuple(sorted(years)), today, lines)


def marks_in(reading: Session, today: date) -> tuple[CouncilMark, ...]:
    """Every council that has a sitting which counts, by day."""
    facts = _Facts(
        rings.sittings(reading), rings.people(reading), rings.written(reading), rings.sent(reading), rings.posts_out(reading), today
    )
    return tuple(facts.mark(row) for row in rings.councils(reading) if row.id in facts.sittings)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all councils, read at once."""

    sittings: Mapping[str, Sequence[rings.SittingRow]]
    people: Mapping[str, rings.People]
    written: Mapping[str, rings.Written]
    sent: Mapping[tuple[ReportScope, str], date]
    posts: Mapping[str, Sequence[date]]
    today: date

    def mark(self, row: rings.CouncilRow) -> CouncilMark:
        """One council."""
        sittings = self.sittings[row.id]
        people, written = self.people.get(row.id, _NOBODY), self.written.get(row.id, _NOTHING)
        return CouncilMark(
            key=row.key,
            market=row.market,
            country=row.country,
            city=row.city,
            day=row.day,
            title=row.title,
            session_keys=tuple(sitting.key for sitting in sittings),
            came=people.came,
            expected=people.expected,
            waiting=people.waiting,
            capacity=_sum(sitting.capacity for sitting in sittings),
            target=_sum(sitting.target for sitting in sittings),
            notes=written.notes,
            untagged=written.untagged,
            reported_on=self._reported(row.key, sittings),
            posted_on=next((day for day in self.posts.get(row.market, ()) if day >= row.day), None),
            today=self.today,
        )

    def _reported(self, council: str, sittings: Sequence[rings.SittingRow]) -> date | None:
        """When the council's own report went out, or the last of its sittings'."""
        own = self.sent.get((ReportScope.COUNCIL, council))
        each = [self.sent.get((ReportScope.SESSION, sitting.key)) for sitting in sittings]
        known = [day for day in each if day is not None]
        found = [day for day in (own, max(known) if len(known) == len(each) else None) if day is not None]
        return min(found) if found else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if known and len(known) == len(found) else None


def _kinds(reading: Session) -> dict[str, bool]:
    """By session key, whether it is a council: gemba walks and calls keep no cadence."""
    return {sitting.key: sitting.kind is SessionKind.COUNCIL for found in rings.sittings(reading).values() for sitting in found}


def _line(row: reads.MarketRow, marks: Sequence[CouncilMark], kinds: Mapping[str, bool], year: int, today: date) -> MarketYear:
    here = tuple(mark for mark in marks if mark.day.year == year)
    kept = [mark.day for mark in here if not mark.overdue and any(kinds[key] for key in mark.session_keys)]
    cities = Counter(mark.city for mark in (here or marks))
    return MarketYear(
        market=row.key,
        country=row.country,
        cities=tuple(city for city, _ in cities.most_common()),
        cadence=cadence(kept, row.cadence, year, today),
        report_days=row.report_days,
        councils=here,
    )
