"""Full-text search over note text (FTS5, diacritics folded)."""

from __future__ import annotations

import re

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.orm import Session

_WORD = re.compile(r"\w+")

_RANKED = text(
    "SELECT note.id FROM note_search JOIN note ON note.num = note_search.rowid "
    "WHERE note_search MATCH :query AND (:session IS NULL OR note.session_id = :session) "
    "ORDER BY note_search.rank, note.num DESC LIMIT :limit"
).bindparams(bindparam("query"), bindparam("session"), bindparam("limit"))

# The index lies in order of its row numbers: the newest hits are found without looking at the others, however many there are.
_NEWEST = text(
    "SELECT note.id FROM note_search JOIN note ON note.num = note_search.rowid "
    "WHERE note_search MATCH :query AND (:session IS NULL OR note.session_id = :session) "
    "ORDER BY note_search.rowid DESC LIMIT :limit"
).bindparams(bindparam("query"), bindparam("session"), bindparam("limit"))


def match_of(typed: str) -> str:
    """What FTS5 is asked for words as typed: all of them, the last as a beginning. Nothing typed is ever read as query syntax."""
    words = _WORD.findall(typed)
    if not words:
        return ""
    *whole, last = (f'"{word}"' for word in words)
    return " ".join([*whole, f"{last}*" if typed[-1:].isalnum() else last])


def ranked(session: Session, typed: str, *, session_id: str | None, limit: int) -> list[str]:
    """Ids of matching notes, best first (BM25), newest first among equals."""
    return _found(session, _RANKED, typed, session_id, limit)


def newest(session: Session, typed: str, *, session_id: str | None, limit: int) -> list[str]:
    """Ids of matching notes, the last written first: what can be shown at once while somebody types."""
    return _found(session, _NEWEST, typed, session_id, limit)


def _found(session: Session, statement: TextClause, typed: str, session_id: str | None, limit: int) -> list[str]:
    query = match_of(typed)
    if not query:
        return []
    return list(session.execute(statement, {"query": query, "session": session_id, "limit": limit}).scalars())
