"""What is to be done next in the programme, as sentences with the step that does it, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from council_app.domain.cadence import Pace
from council_app.domain.year import CouncilMark, MarketYear, Part
from council_app.errors import Message, m_, mn_

_SOON = timedelta(days=28)
_LONG_AGO = timedelta(days=180)
"""Nobody is sent after what has lain longer than this."""


class Step(Enum):
    """What the button beside a sentence does."""

    PLAN = "plan"
    ROSTER = "roster"
    TAGGING = "tagging"
    REPORT = "report"
    PROGRESS = "progress"


_ORDER = (Step.PLAN, Step.REPORT, Step.TAGGING, Step.ROSTER, Step.PROGRESS)


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do.

    Attributes:
        about: what it is about, said first and in bold: a city, or a city and a day.
        city, day: of it; no day where no council is meant.
        says: what is so.
        market, council: their keys; council is "" where none is meant.
        urgent: late, or nobody has a date.
    """

    step: Step
    city: str
    day: date | None
    says: Message
    market: str
    council: str = ""
    urgent: bool = False


def next_things(markets: Iterable[MarketYear], today: date) -> tuple[NextThing, ...]:
    """Everything there is to do, urgent things first, then by day."""
    found = [thing for row in markets for thing in _of_market(row, today)]
    return tuple(sorted(found, key=lambda thing: (not thing.urgent, _ORDER.index(thing.step), thing.day or today, thing.market)))


def _of_market(row: MarketYear, today: date) -> Iterator[NextThing]:
    yield from _undated(row)
    yield from _unposted(row, today)
    for mark in row.councils:
        if mark.held:
            if today - mark.day < _LONG_AGO:
                yield from _after(row, mark, today)
        elif mark.overdue:
            if today - mark.day < _LONG_AGO:
                said = m_("Its day is over, and nobody was checked in and nothing was written.")
                yield NextThing(Step.ROSTER, mark.city, mark.day, said, row.market, mark.key, urgent=True)
        elif mark.day - today < _SOON and Part.FULL not in mark.done:
            said = m_("It is not full: {who}.", who=mark.says(Part.FULL))
            yield NextThing(Step.ROSTER, mark.city, mark.day, said, row.market, mark.key)


def _undated(row: MarketYear) -> Iterator[NextThing]:
    kept = row.cadence
    if kept.number is None or kept.due is None:
        return
    waiting = max((mark.waiting for mark in row.councils), default=0)
    city = row.cities[0] if row.cities else ""
    if kept.pace is Pace.NO_DATE and waiting:
        said = mn_(
            "Council {number} of {promised} has no date. 1 person is on the waiting list.",
            "Council {number} of {promised} has no date. {count} people are on the waiting list.",
            waiting,
            number=kept.number,
            promised=kept.promised or 0,
        )
    elif kept.pace is Pace.NO_DATE:
        said = m_("Council {number} of {promised} has no date.", number=kept.number, promised=kept.promised or 0)
    else:
        said = m_("Council {number} of {promised} is later than promised.", number=kept.number, promised=kept.promised or 0)
    yield NextThing(Step.PLAN, city, None, said, row.market, urgent=kept.pace is Pace.NO_DATE)


def _after(row: MarketYear, mark: CouncilMark, today: date) -> Iterator[NextThing]:
    done = mark.done
    if Part.REPORTED not in done:
        due = None if row.report_days is None else mark.day + timedelta(days=row.report_days)
        late = due is not None and due < today
        if Part.TAGGED not in done and mark.notes:
            said = m_("{what}.", what=mark.says(Part.TAGGED)) if due is None else _due(mark.says(Part.TAGGED), due, late=late)
            yield NextThing(Step.TAGGING, mark.city, mark.day, said, row.market, mark.key, late)
        else:
            ready = m_("It is tagged") if mark.notes else m_("It was held")
            said = m_("{what}. No report was sent yet.", what=ready) if due is None else _due(ready, due, late=late)
            yield NextThing(Step.REPORT, mark.city, mark.day, said, row.market, mark.key, late)


def _unposted(row: MarketYear, today: date) -> Iterator[NextThing]:
    """Of the newest council that was reported on: one post tells of all before it."""
    told = [mark for mark in row.councils if mark.reported_on is not None and today - mark.day < _LONG_AGO]
    if told and told[-1].posted_on is None:
        said = m_("Its report was sent, and no post is out since.")
        yield NextThing(Step.PROGRESS, told[-1].city, told[-1].day, said, row.market, told[-1].key)


def _due(what: Message, due: date, *, late: bool) -> Message:
    if late:
        return m_("{what}. The report was due on {day}.", what=what, day=due)
    return m_("{what}. The report is due on {day}.", what=what, day=due)
