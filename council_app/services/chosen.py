"""Which notes a verb is for: one, some, or everything that a filter finds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import bindparam, func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Note
from council_app.db.queries import note_list
from council_app.domain.note_filter import Selection
from council_app.domain.steps import Steps
from council_app.errors import CouncilError, m_

Chosen: TypeAlias = Selection | Sequence[str]
"""Notes as a list has them selected, or their ids."""

_THERE = select(Note.id).where(Note.id.in_(select(func.json_each(bindparam("notes")).table_valued("value").c.value)))


def ids_of(writing: JournalledSession, notes: Chosen, steps: Steps | None = None) -> list[str]:
    """The ids of the notes that are meant and still there, in the order given or written; `steps` shows that it is at it.

    Raises:
        CouncilError: none of them is there.
    """
    if isinstance(notes, Selection):
        found: list[str] = []
        for batch in note_list.ids_of(writing, notes):
            found += batch
            if steps is not None:
                steps.look()
    else:
        there = set(writing.connection().execute(_THERE, {"notes": json.dumps(list(notes))}).scalars())
        found = [note for note in dict.fromkeys(notes) if note in there]
    if not found:
        raise no_such_note(next(iter(notes.ids if isinstance(notes, Selection) else notes), ""))
    return found


def no_such_note(note: str) -> CouncilError:
    """What is said where none of the notes that were meant is there."""
    return CouncilError(
        note or "notes", m_("there is no such note"), m_("It may have been removed on another laptop; nothing was changed.")
    )
