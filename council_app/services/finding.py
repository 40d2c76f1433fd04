"""Finding notes by their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from council_app.db import search as index
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.domain.records import NoteLine
from council_app.services.cohorts import members_of


def search(
    *,
    workspace: Workspace,
    query: str,
    session: str | None = None,
    cohort: str | None = None,
    newest_first: bool = False,
    limit: int = 50,
) -> tuple[NoteLine, ...]:
    """Notes that hold all the words; the last word may be a beginning. Case and diacritics do not matter.

    Args:
        workspace: where to look.
        query: the words.
        session: only notes of the session of this key.
        cohort: only what people in the cohort of this key said.
        newest_first: the last written first, which takes the same time at any size; else the best match first.
        limit: at most so many.
    """
    with workspace.read() as reading:
        session_id = None if session is None else programme_reads.session_id(reading, session)
        members = None if cohort is None else members_of(reading, cohort, session_id=session_id)
        return _readable(partial(index.found, reading, query, newest_first=newest_first, session_id=session_id, members=members), limit)


def _readable(find: Callable[..., tuple[NoteLine, ...]], limit: int) -> tuple[NoteLine, ...]:
    """The first hits whose words may be read: one without its words would still tell that they were said, and takes nobody's place."""
    asked = limit
    while True:
        hits = find(limit=asked)
        readable = tuple(line for line in hits if not line.withheld)
        if len(readable) >= limit or len(hits) < asked:
            return readable[:limit]
        asked *= 4
