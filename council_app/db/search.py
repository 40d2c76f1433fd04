"""Full-text search over note text (FTS5, diacritics folded)."""

from __future__ import annotations

import json
import re

from sqlalchemy import Float, Integer, bindparam, column, select, table, text
from sqlalchemy.orm import Session

from council_app.db.models import Note
from council_app.db.queries.notes import LINES, built
from council_app.domain.records import NoteLine

_WORD = re.compile(r"\w+")

# The hits and what is shown of them are one statement: somebody types, and waits for each with every letter.
_INDEX = table("note_search", column("rowid", Integer), column("rank", Float))
_OF_NOTE = _INDEX.c.rowid == Note.num
_LIMIT = bindparam("limit", type_=Integer)
# Where all notes are searched, those of rehearsals are left out.
_FOUND = text(
    "note_search MATCH :query AND (:session IS NULL OR note.session_id = :session) "
    "AND (:session IS NOT NULL OR note.session_id NOT IN (SELECT id FROM session WHERE rehearsal))"
)
# The index of words leads, not that of people: the best or newest hits are wanted, whoever they are of.
_OF_MEMBERS = text("+note.attendance_id IN (SELECT value FROM json_each(:members))")
# By: whether only some people's notes are wanted.
_WANTED = {False: (_FOUND,), True: (_FOUND, _OF_MEMBERS)}
# The index lies in order of its row numbers: the newest hits are found without looking at the others, however many there are.
_ALONG = LINES.join(_INDEX, _OF_NOTE).order_by(_INDEX.c.rowid.desc()).limit(_LIMIT)
_NEWEST = {of_members: _ALONG.where(*wanted) for of_members, wanted in _WANTED.items()}
# Every hit has its rank worked out before anything is read of the best.
_ORDER = select(Note.num, _INDEX.c.rank).join(_INDEX, _OF_NOTE).order_by(_INDEX.c.rank, Note.num.desc()).limit(_LIMIT)
_BEST = {of_members: _ORDER.where(*wanted).subquery("best") for of_members, wanted in _WANTED.items()}
_RANKED = {
    of_members: LINES.join(best, best.c.num == Note.num).order_by(best.c.rank, Note.num.desc()) for of_members, best in _BEST.items()
}


def match_of(typed: str) -> str:
    """What FTS5 is asked for words as typed: all of them, the last as a beginning. Nothing typed is ever read as query syntax."""
    words = _WORD.findall(typed)
    if not words:
        return ""
    *whole, last = (f'"{word}"' for word in words)
    return " ".join([*whole, f"{last}*" if typed[-1:].isalnum() else last])


def found(
    session: Session, typed: str, *, newest_first: bool, session_id: str | None, limit: int, members: frozenset[str] | None = None
) -> tuple[NoteLine, ...]:
    """Notes that hold the words, those included whose words are withheld.

    Args:
        session: the read.
        typed: the words.
        newest_first: the last written first, which can be shown at once while somebody types; else best first (BM25).
        session_id: only notes of this session.
        limit: at most so many.
        members: only what these attendances said.
    """
    query = match_of(typed)
    if not query:
        return ()
    values: dict[str, object] = {"query": query, "session": session_id, "limit": limit}
    if members is not None:
        values["members"] = json.dumps(list(members))
    statement = (_NEWEST if newest_first else _RANKED)[members is not None]
    return built(session, session.connection().execute(statement, values).all(), with_names=False)
