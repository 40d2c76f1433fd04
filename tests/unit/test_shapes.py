"""New rows on their way into a table and into the log: one pass makes both forms, and neither loses a character."""

import json
from datetime import UTC, datetime

from council_app.db.models import Attendance, Note
from council_app.db.shapes import shape_of
from council_app.domain.enums import AttendanceStatus, NoteKind, Severity

ODD = 'Zoë “said” \\ "no"\n\t\x01\u2028👋'


def logged(row: dict[str, object], model: type[Attendance] | type[Note]) -> dict[str, list[object]]:
    found: dict[str, list[object]] = json.loads(shape_of(model).take({"id": "one", **row})[1])
    return found


def test_the_log_holds_every_kind_of_value_as_json() -> None:
    row: dict[str, object] = {"status": AttendanceStatus.WAITING, "segments": (ODD, "b"), "guests": 2, "access_needs": ODD}
    found = logged(row, Attendance)
    assert {name: found[name] for name in row} == {
        "status": [None, AttendanceStatus.WAITING.value],
        "segments": [None, [ODD, "b"]],
        "guests": [None, 2],
        "access_needs": [None, ODD],
    }


def test_the_log_holds_moments_degrees_and_yes_or_no() -> None:
    at = datetime(2031, 5, 6, 9, 30, tzinfo=UTC)
    row: dict[str, object] = {
        "at": at,
        "kind": NoteKind.FRICTION,
        "severity": Severity(3),
        "verbatim": True,
        "text": "x",
        "reply_to_id": None,
    }
    found = logged(row, Note)
    assert {name: found.get(name) for name in row} == {
        "at": [None, "2031-05-06T09:30:00.000000Z"],
        "kind": [None, "friction"],
        "severity": [None, 3],
        "verbatim": [None, True],
        "text": [None, "x"],
        "reply_to_id": None,
    }


def test_a_list_without_items_is_stored_and_logged_as_one() -> None:
    stored, values = shape_of(Attendance).take({"id": "one", "status": AttendanceStatus.CONFIRMED, "segments": ()})
    assert (json.loads(values)["segments"], "[]" in stored) == ([None, []], True)
