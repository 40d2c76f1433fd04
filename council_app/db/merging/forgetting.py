"""An erasure that comes from elsewhere: what only this laptop knows of the person goes, too.

The names do not travel with an erasure. Whoever has the person's row knows them, and takes them out of the texts that are here.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from council_app.db.erasure import forget_unfinished
from council_app.db.journal import JournalledSession
from council_app.db.merging.log import Taken
from council_app.db.merging.reading import changes_of
from council_app.db.models import Attendance
from council_app.domain.merge.changes import Change, RowKey
from council_app.domain.redaction import Redaction

_NAMES = ("name", "email", "phone")


def names_of_erased(session: JournalledSession, taken: Taken) -> tuple[Redaction, ...]:
    """What erased people were ever called, by the log here and by what came; before that is emptied."""
    people = {key for key in taken.erased if key[0] == "person"}
    here = changes_of(session.connection(), people).values() if people else ()
    told = [*(change for own in here for change in own), *(change for change in taken.dropped if change.entity == "person")]
    return tuple(redaction for names in _by_person(told) for redaction in _redactions(names) if redaction.marks)


def forget_half_typed(session: JournalledSession, redactions: Sequence[Redaction], taken: Taken) -> None:
    """Drop what was not finished here about people who are erased."""
    attendances = [row for entity, row in taken.erased if entity == "attendance"]
    if attendances or redactions:
        given = select(func.json_each(json.dumps(attendances)).table_valued("value").c.value)
        seats = [seat for seat in session.scalars(select(Attendance.seat).where(Attendance.id.in_(given))) if seat]
        forget_unfinished(session, redactions, seats, attendances)


def _by_person(changes: Iterable[Change]) -> Iterable[dict[str, list[str]]]:
    found: dict[RowKey, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for change in changes:
        for column in _NAMES:
            found[change.key][column] += [str(side) for side in change.values.get(column, ()) if side]
    return found.values()


def _redactions(names: dict[str, list[str]]) -> Iterable[Redaction]:
    """One for each time that something of them was called otherwise."""
    each = [list(dict.fromkeys(names.get(column, ()))) for column in _NAMES]
    for at in range(max(map(len, each), default=0)):
        name, email, phone = (column[at] if at < len(column) else "" for column in each)
        yield Redaction(name=name, email=email, phone=phone)
