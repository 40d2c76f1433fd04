"""A person's rights: erased they are gone from every byte, kept no longer than agreed; and the calendar they are sent."""

from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from council_app.db.engine import connect
from council_app.db.models import Highlight, Note
from council_app.domain.enums import Audience
from council_app.domain.report import SUMMARY_PART, Section, about_session, part_of
from council_app.domain.retention import is_due, kept_until
from council_app.errors import CouncilError
from council_app.services.calendar import write_calendar
from council_app.services.capture import save_draft, tags, take_note
from council_app.services.door import undo_check_in
from council_app.services.erasure import erase_person
from council_app.services.finding import search
from council_app.services.hearing import heard, record_turn
from council_app.services.highlighting import highlight
from council_app.services.history import history, next_undo, redo, undo
from council_app.services.plan import dump_workspace
from council_app.services.report.writing import keep_typed, typed, write_part, written
from council_app.services.retention import keep_until, retention
from council_app.services.room import close_session, park, reopen_session, room, start_session
from council_app.services.roster import roster_lines
from council_app.services.workspace import check
from tests import factories as given
from tests.program import rows

MADE = """
council: 1
people:
  - {email: zelda.quux@example.org, name: Zelda Quux, phone: '+441234567890', session: bristol-am, seat: P30, status: arrived,
     segments: [zqsegment], access_needs: zqaccess, dietary: zqdiet, invited_by: zqinviter,
     consents: [{purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]}
notes:
  - {key: z1, session: bristol-am, at: 2026-05-12T09:00:00+00:00, seat: P30, author: Kim, text: zqwords about fees, tags: [fees/late]}
  - {key: z2, session: bristol-am, at: 2026-05-12T09:01:00+00:00, seat: P01, author: Kim,
     text: I agree with ZELDA QUUX on that, tags: [tone]}
insights:
  - {key: late, title: Late, problem: Zelda Quux said so, promise: zelda quux is never late, evidence: {notes: [z1, z2]}}
initiatives: [{key: fees, title: Fees, case: Zelda Quux would stay}]
workshops:
  - {key: spring, title: Spring, at: 2026-05-20T09:00:00+00:00, items: [{insight: late, reason: Zelda Quux will be glad}]}
calls:
  - {session: bristol-am, seat: P30, at: 2026-05-22T09:00:00+00:00, by: kim, outcome: reached, said: zqcalled and was glad}
call_scripts: [{locale: en-GB, text: 'Say hello, as to zelda quux'}]
"""
REASSIGNED = """
council: 1
notes:
  - {{key: z3, session: bristol-am, at: 2026-05-12T09:02:00+00:00, seat: {seat}, author: Kim, text: it was Ada who asked}}
"""
HELD = ("zelda", "quux", "441234567890", "zqwords", "zqsegment", "zqaccess", "zqdiet", "zqinviter", "zqreason", "zqcalled")


def everything(folder: Path) -> bytes:
    return b"\n".join(file.read_bytes() for file in sorted(folder.glob("w.council*"))).lower()


def test_no_byte_of_the_file_holds_an_erased_person(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3), MADE) as workspace:
        save_draft(workspace=workspace, session=given.SESSION, text="- @zelda never zqwords")
        (zelda,) = (each for each in heard(workspace=workspace, session=given.SESSION).talkers if each.seat == "P30")
        record_turn(workspace=workspace, attendance=zelda.id, started_at=datetime(2026, 5, 12, 9, tzinfo=UTC), seconds=75)
        park(workspace=workspace, session=given.SESSION, text="What Zelda Quux asked about fees", owner="Mia")
        start_session(workspace=workspace, session=given.SESSION)
        close_session(workspace=workspace, session=given.SESSION)
        reopen_session(workspace=workspace, session=given.SESSION, reason="Zelda Quux came back")
        undo_check_in(workspace=workspace, session=given.SESSION, who="zelda", reason="zqreason, so Zelda Quux left")
        fees = tags(workspace=workspace)[0].id
        with workspace.read() as reading:
            ids = dict(reading.execute(select(Note.key, Note.id)).all())
        highlight(workspace=workspace, note=ids["z1"], starts=0, ends=7, tag=fees)
        highlight(workspace=workspace, note=ids["z2"], starts=24, ends=31, tag=fees)
        before = everything(tmp_path)
        assert [word for word in HELD if word.encode() in before] == list(HELD)
        found = erase_person(workspace=workspace, who="zelda.quux@example.org")
        assert [word for word in HELD if word.encode() in everything(tmp_path)] == []
        assert (found.removed, found.drafts) == (
            {
                "round_coding": 0,
                "round_read": 0,
                "round_note": 0,
                "evidence": 1,
                "highlight": 1,
                "note_tag": 2,
                "note_photo": 0,
                "marker": 0,
                "board_card": 0,
                "source_part": 0,
                "note": 1,
                "answer": 0,
                "trial_clock": 0,
                "trial": 0,
                "talking_turn": 1,
                "consent_request": 0,
                "phone_call": 1,
                "consent": 1,
                "attendance": 1,
                "distinct_pair": 0,
                "person": 1,
            },
            1,
        )
        assert check(workspace=workspace).problems == ()
        facts = room(workspace=workspace, session=given.SESSION)
        assert ([each.text for each in facts.parked], facts.events[-1].reason) == (["What … asked about fees"], "… came back")
        assert [line.name for line in roster_lines(workspace=workspace, session=given.SESSION)] == ["Ada Lind", "Ben Moss", "Cleo Hart"]
        assert [note.text for note in search(workspace=workspace, query="agree")] == ["I agree with … on that"]
        with workspace.read() as reading:
            assert reading.execute(select(Highlight.starts, Highlight.ends)).all() == [(15, 22)]  # “on that”, as before
        assert search(workspace=workspace, query="zqwords") == ()
    assert [word for word in HELD if word.encode() in everything(tmp_path)] == []


def test_what_was_typed_into_a_report_about_an_erased_person_goes(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3), MADE) as workspace:
        about = about_session(given.SESSION)
        inside = partial(keep_typed, workspace=workspace, about=about, audience=Audience.INTERNAL, locale="en-GB")
        inside(part=SUMMARY_PART, text="Zelda Quux was glad")
        inside(part=part_of(Section.WHO), text="Eleven came")
        method = part_of(Section.METHOD)
        write_part(workspace=workspace, about=about, audience=Audience.INTERNAL, locale="en-GB", part=method, text="Zelda Quux wrote")
        erase_person(workspace=workspace, who="zelda.quux@example.org")
        assert [word for word in ("zelda", "quux") if word.encode() in everything(tmp_path)] == []
        kept = typed(workspace=workspace, about=about, audience=Audience.INTERNAL, locale="en-GB")
        assert kept == {part_of(Section.WHO): "Eleven came"}
        there = written(workspace=workspace, about=about, audience=Audience.INTERNAL, locale="en-GB")
        assert there == {method: "… wrote"}


def test_what_an_erased_person_said_goes_from_notes_that_were_undone_too(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3), MADE) as workspace:
        take_note(workspace=workspace, session=given.SESSION, line="- @P30 zqundone words #fees/zqtag")
        undo(workspace=workspace)
        assert b"zqundone" in everything(tmp_path)
        found = erase_person(workspace=workspace, who="zelda.quux@example.org")
        assert b"zqundone" not in everything(tmp_path)
        assert found.removed["note"] == 2
        assert check(workspace=workspace).problems == ()
        with pytest.raises(CouncilError):
            redo(workspace=workspace)
        assert search(workspace=workspace, query="zqundone") == ()


def test_a_note_given_to_somebody_else_stays_theirs(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3), MADE) as workspace:
        for seat in ("P30", "P01"):
            given.apply(workspace, tmp_path, REASSIGNED.format(seat=seat))
        erase_person(workspace=workspace, who="zelda.quux@example.org")
        assert [(note.seat, note.text) for note in search(workspace=workspace, query="asked")] == [("P01", "it was Ada who asked")]


def test_an_erasure_leaves_tombstones_and_is_not_undone(tmp_path: Path) -> None:
    with given.workspace(tmp_path, MADE.replace("seat: P01, author", "author")) as workspace:
        with workspace.read() as reading:
            ((person,),) = rows(reading, "SELECT id FROM person")
        erase_person(workspace=workspace, who="bristol-am/p30")
        assert [(change.op, change.values) for change in history(workspace=workspace, row=str(person))] == [("erase", {}), ("insert", {})]
        assert str(next_undo(workspace=workspace)) == "Apply a plan"
        with pytest.raises(CouncilError):
            undo(workspace=workspace)
        assert roster_lines(workspace=workspace, session=given.SESSION) == ()


def test_an_encrypted_workspace_is_erased_and_still_sound(tmp_path: Path) -> None:
    with given.workspace(tmp_path, MADE.replace("seat: P01, author", "author"), passphrase="x") as workspace:
        erase_person(workspace=workspace, who="zelda quux")
        assert check(workspace=workspace).problems == ()
    raw = connect(tmp_path / "w.council", "x")
    assert raw.execute("SELECT count(*) FROM person").fetchone() == (0,)
    raw.close()


def test_a_namesake_keeps_their_name(tmp_path: Path) -> None:
    other = "council: 1\npeople: [{email: other@example.org, name: Zelda Quux, session: bristol-am, seat: P31, status: arrived}]\n"
    with given.workspace(tmp_path, MADE.replace("seat: P01, author", "author"), other) as workspace:
        with pytest.raises(CouncilError):
            erase_person(workspace=workspace, who="Zelda Quux")
        erase_person(workspace=workspace, who="zelda.quux@example.org")
        assert [(line.name, line.email) for line in roster_lines(workspace=workspace, session=given.SESSION)] == [
            ("Zelda Quux", "other@example.org")
        ]


@pytest.mark.parametrize(
    ("held", "agreed", "until"),
    [
        (date(2026, 5, 12), None, date(2028, 5, 12)),
        (date(2024, 2, 29), None, date(2026, 2, 28)),
        (date(2026, 12, 31), None, date(2028, 12, 31)),
        (date(2026, 5, 12), date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_people_are_kept_for_two_years_unless_agreed_otherwise(held: date, agreed: date | None, until: date) -> None:
    assert kept_until(held, agreed) == until
    assert (is_due(until, until), is_due(until, date.fromordinal(until.toordinal() + 1))) == (False, True)


def test_the_due_list_names_councils_whose_time_is_over(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as workspace:
        (kept,) = retention(workspace=workspace, today=date(2028, 5, 12))
        assert (kept.council, kept.until, kept.agreed, kept.people, kept.due) == ("bristol", date(2028, 5, 12), False, 3, False)
        keep_until(workspace=workspace, council="bristol", until=date(2027, 1, 1))
        (kept,) = retention(workspace=workspace, today=date(2027, 1, 2))
        assert (kept.until, kept.agreed, kept.due) == (date(2027, 1, 1), True, True)
        with pytest.raises(CouncilError):
            keep_until(workspace=workspace, council="bristol", until=date(2026, 5, 11))


def test_an_agreed_date_travels_with_the_plan(tmp_path: Path) -> None:
    with given.workspace(tmp_path, "council: 1\ncouncils: [{key: bristol, retain_until: 2027-03-01}]\n") as workspace:
        dumped = dump_workspace(workspace=workspace)
        (kept,) = retention(workspace=workspace, today=date(2027, 1, 1))
    assert (kept.until, "retain_until: 2027-03-01" in dumped) == (date(2027, 3, 1), True)


@pytest.mark.parametrize(
    ("zone", "day", "utc"),
    [
        ("Europe/London", "2026-05-12", datetime(2026, 5, 12, 8, 30, tzinfo=UTC)),
        ("Europe/London", "2026-12-01", datetime(2026, 12, 1, 9, 30, tzinfo=UTC)),
        ("Australia/Adelaide", "2026-12-01", datetime(2026, 11, 30, 23, 0, tzinfo=UTC)),
    ],
)
def test_the_calendar_says_the_hour_of_the_place(tmp_path: Path, zone: str, day: str, utc: datetime) -> None:
    plan = given.PLAN.replace("Europe/London", zone).replace("2026-05-12", day)
    with given.workspace(tmp_path, given.people(count=1), plan=plan) as workspace:
        assert write_calendar(workspace=workspace, council="bristol", out=tmp_path / "b.ics") == 1
        first = (tmp_path / "b.ics").read_bytes()
        write_calendar(workspace=workspace, council="bristol", out=tmp_path / "b.ics")
        with pytest.raises(CouncilError):
            write_calendar(workspace=workspace, council="nowhere", out=tmp_path / "c.ics")
    assert (tmp_path / "b.ics").read_bytes() == first
    assert b"Ada" not in first
    calendar = Calendar.from_ical(first)
    (event,) = calendar.events
    assert [str(zone.tz_name) for zone in calendar.timezones] == [zone]
    assert (str(event["summary"]), str(event["location"])) == ("Bristol council", "Bristol")
    # Read by somebody who knows the zone only from the file itself.
    own = calendar.timezones[0].to_tz()
    assert event.start.replace(tzinfo=own).astimezone(UTC) == utc
    assert event.start.astimezone(ZoneInfo("UTC")) == utc
