"""Full-text search over note text (FTS5, diacritics folded)."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from sqlalchemy import BindParameter, TextClause, bindparam, text
from sqlalchemy.orm import Session

_WORD = re.compile(r"\w+")

# Where all notes are searched, those of rehearsals are left out.
_FOUND = (
    "SELECT note.id FROM note_search JOIN note ON note.num = note_search.rowid "
    "WHERE note_search MATCH :query AND (:session IS NULL OR note.session_id = :session) "
    "AND (:session IS NOT NULL OR note.session_id NOT IN (SELECT id FROM session WHERE rehearsal)) "
)
# The index of words leads, not that of people: the best or newest hits are wanted, whoever they are of.
_OF_MEMBERS = "AND +note.attendance_id IN (SELECT value FROM json_each(:members)) "
_BEST = "ORDER BY note_search.rank, note.num DESC LIMIT :limit"
# The index lies in order of its row numbers: the newest hits are found without looking at the others, however many there are.
_LAST = "ORDER BY note_search.rowid DESC LIMIT :limit"
_ASKED: tuple[BindParameter[object], ...] = (bindparam("query"), bindparam("session"), bindparam("limit"))


class _Order(NamedTuple):
    """One order of the hits: of all notes, and of some people's."""

    of_all: TextClause
    of_members: TextClause


def _ordered(by: str) -> _Order:
    return _Order(text(_FOUND + by).bindparams(*_ASKED), text(_FOUND + _OF_MEMBERS + by).bindparams(*_ASKED, bindparam("members")))


_RANKED, _NEWEST = _ordered(_BEST), _ordered(_LAST)


def match_of(typed: str) -> str:
    """What FTS5 is asked for words as typed: all of them, the last as a beginning. Nothing typed is ever read as query syntax."""
    words = _WORD.findall(typed)
    if not words:
        return ""
    *whole, last = (f'"{word}"' for word in words)
    return " ".join([*whole, f"{last}*" if typed[-1:].isalnum() else last])


def ranked(session: Session, typed: str, *, session_id: str | None, limit: int, members: frozenset[str] | None = None) -> list[str]:
    """Ids of matching notes, best first (BM25), newest first among equals; `members`: only what these attendances said."""
    return _found(session, _RANKED, typed, session_id, limit, members)


def newest(session: Session, typed: str, *, session_id: str | None, limit: int, members: frozenset[str] | None = None) -> list[str]:
    """Ids of matching notes, the last written first: what can be shown at once while somebody types."""
    return _found(session, _NEWEST, typed, session_id, limit, members)


def _found(session: Session, order: _Order, typed: str, session_id: str | None, limit: int, members: frozenset[str] | None) -> list[str]:
    query = match_of(typed)
    if not query:
        return []
    values: dict[str, object] = {"query": query, "session": session_id, "limit": limit}
    if members is None:
        return list(session.execute(order.of_all, values).scalars())
    return list(session.execute(order.of_members, values | {"members": json.dumps(list(members))}).scalars())
