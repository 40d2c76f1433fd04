"""Finding notes by their words."""

from __future__ import annotations

from council_app.db.queries import note_list as list_reads
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.note_filter import Facet, NoteFilter, Sort, where
from council_app.domain.note_list import ListedNote
from council_app.domain.search_words import parsed
from council_app.services.listing import Asking, never

EVERYTHING = NoteFilter()


def search(
    *,
    workspace: Workspace,
    query: str,
    filter: NoteFilter = EVERYTHING,  # noqa: A002 - the word of the product
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
    sought = parsed(query)
    if not sought.match and not sought.excluded:
        return ()
    wanted = filter.narrowed(where(Facet.TEXT, query))
    sort = Sort.NEWEST if newest_first else Sort.RANK
    with workspace.read() as reading, stopping(reading, cancelled):
        return list_reads.page(reading, wanted, sort, cursor=None, backwards=False, limit=limit).notes
