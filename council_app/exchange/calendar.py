"""Sessions as an iCalendar file (RFC 5545): every event in its council's own zone, with the rules of that zone beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Timezone

_PRODUCT = "-//Council//Council//EN"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One session as a guest's calendar shows it; `uid` stays the same when the file is sent again, so that the entry moves along.

    `starts` and `ends` are aware, in the zone of the place. `sequence` grows with every revision: calendars take the higher one.
    """

    uid: str
    title: str
    place: str
    starts: datetime
    ends: datetime
    sequence: int = 0


def calendar_file(events: Iterable[CalendarEvent], *, name: str, stamp: datetime) -> bytes:
    """The file of at least one event, last changed at `stamp`. It names no guest: the same file goes to all of them."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - slow start

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    listed = list(events)
    for each in listed:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", each.sequence)
        event.add("summary", each.title)
        event.add("dtstart", each.starts)
        event.add("dtend", each.ends)
        if each.place:
            event.add("location", each.place)
        calendar.add_component(event)
    # The zone's rules around these days; all of them since 1970 would be most of the file.
    first, last = min(each.starts.year for each in listed), max(each.ends.year for each in listed)
    calendar.add_missing_timezones(first_date=date(first, 1, 1), last_date=date(last + 2, 1, 1))
    for zone in calendar.timezones:
        _begin_by_the_old_clock(zone)
    return bytes(calendar.to_ical())


def _begin_by_the_old_clock(zone: Timezone) -> None:
    """Put the hours at which a zone's clock goes forward as RFC 5545 3.6.5 wants them: by the clock before the change.

    The library writes the first hour after the change, which is the same only where the clock goes back.
    """
    for part in zone.subcomponents:
        ahead = part.TZOFFSETTO - part.TZOFFSETFROM
        if ahead <= timedelta():
            continue
        part.DTSTART -= ahead
        if "RDATE" in part:
            later = [each.dt - ahead for each in part.pop("RDATE").dts]
            part.add("rdate", later)
