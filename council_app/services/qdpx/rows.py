"""Which ids a table holds: what comes in with an id of its own may be here already, and is then left as it is."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Highlight, Note, NoteTag, Person

Known = type[Attendance] | type[Highlight] | type[Note] | type[NoteTag] | type[Person]
_CHUNK = 10_000
_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


def known_ids(session: Session, model: Known, ids: Sequence[str]) -> frozenset[str]:
    """Those of `ids` that are rows of a table."""
    found: set[str] = set()
    statement = select(model.id).where(model.id.in_(_IDS))
    for start in range(0, len(ids), _CHUNK):
        found.update(session.connection().execute(statement, {"ids": json.dumps(ids[start : start + _CHUNK])}).scalars())
    return frozenset(found)
