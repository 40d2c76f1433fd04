"""Full-text search over note text (FTS5, diacritics folded)."""

from __future__ import annotations

import re

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

_WORD = re.compile(r"\w+")

_RANKED = text(
    "SELECT note.id FROM note_search JOIN note ON note.num = note_search.rowid "
    "WHERE note_search MATCH :query AND (:session IS NULL OR note.session_id = :session) "
    "ORDER BY note_search.rank, note.num DESC LIMIT :limit"
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
    query = match_of(typed)
    if not query:
        return []
    return list(session.execute(_RANKED, {"query": query, "session": session_id, "limit": limit}).scalars())
