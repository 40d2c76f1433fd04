"""Finding notes by their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from council_app.db import search as index
from council_app.db.queries import note_list as list_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.note_filter import Facet, NoteFilter, Sort, where
from council_app.domain.note_list import ListedNote
from council_app.domain.records import NoteLine
from council_app.services.cohorts import members_of
from council_app.services.listing import Asking, never


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


def find(
    *,
    workspace: Workspace,
    query: str,
    filter: NoteFilter,  # noqa: A002 - the word of the product
    newest_first: bool = False,
    limit: int = 50,
    cancelled: Asking = never,
) -> tuple[ListedNote, ...]:
    """Notes that hold what is sought (`domain.search_words`) and fit a filter, with `marks` where it stands; none without words.

    Args:
        workspace: where to look; not in rehearsals.
        query: the words, as typed.
        filter: what else must hold; a text in it gives way to `query`.
        newest_first: the last written first, which takes the same time at any size; else the best match first.
        limit: at most so many.
        cancelled: asked every few milliseconds whether to stop.

    Raises:
        CouncilError: the filter names a cohort that is not there.
        Cancelled: somebody stopped it.
    """
    if not query.strip():
        return ()
    wanted = filter.narrowed(where(Facet.TEXT, query))
    sort = Sort.NEWEST if newest_first else Sort.RANK
    with workspace.read() as reading, stopping(reading, cancelled):
        return list_reads.page(reading, wanted, sort, cursor=None, backwards=False, limit=limit).notes


def _readable(find: Callable[..., tuple[NoteLine, ...]], limit: int) -> tuple[NoteLine, ...]:
    """The first hits whose words may be read: one without its words would still tell that they were said, and takes nobody's place."""
    asked = limit
    while True:
        hits = find(limit=asked)
        readable = tuple(line for line in hits if not line.withheld)
        if len(readable) >= limit or len(hits) < asked:
            return readable[:limit]
        asked *= 4
