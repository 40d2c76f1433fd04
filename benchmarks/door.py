"""Rows about the door: five thousand people are on the list, and somebody stands in front of it."""

from __future__ import annotations

from benchmarks import material
from benchmarks.measure import Pair, in_turns
from benchmarks.notes import bare_write
from benchmarks.setting import Setting, prepared
from council_app.services import door
from council_app.services.door_list import door_sheet
from council_app.services.roster import import_roster

PEOPLE = 5_000
_TIMES, _WARM = 300, 20
_SESSION = material.session_key(0)


def check_in(here: Setting) -> Pair:
    """A badge is scanned, until the guest is in, with a seat, durable and journalled."""
    table = here.folder / "door.xlsx"
    material.write_roster(table, PEOPLE)
    with prepared(here.folder / "door.council") as workspace:
        import_roster(workspace=workspace, session=_SESSION, path=table)
        guests = iter(door_sheet(workspace=workspace, session=_SESSION).book)
        expected = (guest.secret or "" for guest in guests if not guest.status.was_there)
        return in_turns(
            lambda: door.check_in(workspace=workspace, session=_SESSION, who=next(expected)),
            bare_write(here),
            times=here.turns(_TIMES),
            warm=here.turns(_WARM),
        )
