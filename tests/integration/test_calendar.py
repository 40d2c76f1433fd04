"""The calendar file: the hour of the place in every season, one entry that moves along, sessions that pass midnight."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from council_app.db.models import CouncilSession
from council_app.errors import m_
from council_app.services.calendar import write_calendar
from council_app.services.history import undo
from council_app.services.workspace import Workspace
from tests import factories as given


def written(workspace: Workspace, folder: Path) -> Calendar:
    write_calendar(workspace=workspace, council="bristol", out=folder / "b.ics")
    return Calendar.from_ical((folder / "b.ics").read_bytes())


def later(workspace: Workspace, folder: Path, starts: str) -> None:
    given.apply(workspace, folder, f'council: 1\ncouncils: [{{key: bristol, sessions: [{{key: bristol-am, starts: "{starts}"}}]}}]\n')


def test_a_moved_session_keeps_its_entry_and_counts_its_revisions(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        (first,) = written(workspace, tmp_path).events
        later(workspace, tmp_path, "10:00")
        (second,) = written(workspace, tmp_path).events
        undo(workspace=workspace)
        (third,) = written(workspace, tmp_path).events
    assert {str(first["uid"]), str(second["uid"]), str(third["uid"])} == {str(first["uid"])}
    assert [event["sequence"] for event in (first, second, third)] == [0, 1, 2]
    assert [event.start.strftime("%H:%M") for event in (first, second, third)] == ["09:30", "10:00", "09:30"]
    assert first["dtstamp"].dt <= second["dtstamp"].dt <= third["dtstamp"].dt


def test_a_session_past_midnight_ends_on_the_next_day(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as workspace:
        with workspace.write(m_("As an earlier version took it")) as writing:
            writing.scalars(select(CouncilSession)).one().ends = "00:30"
        (event,) = written(workspace, tmp_path).events
    assert event.end - event.start == timedelta(hours=15)


@pytest.mark.parametrize(
    ("zone", "day", "offsets"),
    [
        ("Europe/Stockholm", "2026-10-25", (1, 1)),
        ("Europe/Stockholm", "2026-10-24", (2, 2)),
        ("Europe/London", "2026-03-29", (1, 1)),
        ("America/New_York", "2026-11-01", (-5, -5)),
        ("Asia/Kolkata", "2026-11-01", (5.5, 5.5)),
    ],
)
def test_days_on_which_the_clock_changes_are_right(tmp_path: Path, zone: str, day: str, offsets: tuple[float, float]) -> None:
    plan = given.PLAN.replace("Europe/London", zone).replace("2026-05-12", day)
    with given.workspace(tmp_path, plan=plan) as workspace:
        calendar = written(workspace, tmp_path)
    (event,) = calendar.events
    own = calendar.timezones[0].to_tz()
    found = [moment.replace(tzinfo=own).utcoffset() for moment in (event.start, event.end)]
    assert found == [timedelta(hours=hours) for hours in offsets]
    assert event.start.astimezone(UTC) == datetime.fromisoformat(f"{day}T09:30:00+00:00") - timedelta(hours=offsets[0])


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Europe/Stockholm", ["2026-03-29T02:00", "2026-10-25T03:00", "2027-03-28T02:00", "2027-10-31T03:00"]),
        ("Europe/London", ["2026-03-29T01:00", "2026-10-25T02:00", "2027-03-28T01:00", "2027-10-31T02:00"]),
        ("Europe/Dublin", ["2026-03-29T01:00", "2026-10-25T02:00", "2027-03-28T01:00", "2027-10-31T02:00"]),
        ("America/New_York", ["2026-03-08T02:00", "2026-11-01T02:00", "2027-03-14T02:00", "2027-11-07T02:00"]),
        ("Australia/Sydney", ["2026-04-05T03:00", "2026-10-04T02:00", "2027-04-04T03:00", "2027-10-03T02:00"]),
        ("Asia/Kolkata", []),
    ],
)
def test_the_clock_changes_in_the_file_at_the_moment_it_does_there(tmp_path: Path, zone: str, begins: list[str]) -> None:
    with given.workspace(tmp_path, plan=given.PLAN.replace("Europe/London", zone)) as workspace:
        changes = onsets(written(workspace, tmp_path))
    assert [local.isoformat(timespec="minutes") for _, local, _ in changes[1:]] == begins
    place = ZoneInfo(zone)
    for (_, _, before), (moment, _, after) in pairwise(changes):
        offsets = [(moment + timedelta(seconds=second)).astimezone(place).utcoffset() for second in (-1, 0)]
        assert [before, after] == offsets


def onsets(calendar: Calendar) -> list[tuple[datetime, datetime, timedelta]]:
    """Each change as RFC 5545 reads it: the moment, the hour on the clock before it, and the offset from then on."""
    found = []
    for part in (*calendar.timezones[0].standard, *calendar.timezones[0].daylight):
        later = [each.dt for each in part["RDATE"].dts] if "RDATE" in part else []
        for local in (part.DTSTART, *later):
            found.append(((local - part.TZOFFSETFROM).replace(tzinfo=UTC), local, part.TZOFFSETTO))
    return sorted(found)


def test_lines_are_folded_and_the_file_reads_as_calendars_expect(tmp_path: Path) -> None:
    title = "Rådslag om ”fakturor, påminnelser; avgifter” " * 4
    with given.workspace(tmp_path, plan=given.PLAN.replace("title: Bristol council", f'title: "{title.strip()}"')) as workspace:
        calendar = written(workspace, tmp_path)
    raw = (tmp_path / "b.ics").read_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert str(calendar.events[0]["summary"]) == title.strip()
