"""Sessions as an iCalendar file (RFC 5545): every event in its council's own zone, with the rules of that zone beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event

_PRODUCT = "-//Council//Council//EN"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One session as a guest's calendar shows it; `uid` stays the same when the file is sent again, so that the entry moves along.

    `starts` and `ends` are aware, in the zone of the place.
    """

    uid: str
    title: str
    place: str
    starts: datetime
    ends: datetime


def calendar_file(events: Iterable[CalendarEvent], *, name: str, stamp: datetime) -> bytes:
    """The file; `stamp` is when its content was last changed. It names no guest: the same file goes to all of them."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", stamp)
        event.add("summary", each.title)
        event.add("dtstart", each.starts)
        event.add("dtend", each.ends)
        if each.place:
            event.add("location", each.place)
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
