"""The researcher's list of notes: pages, jumps, counts, words to filter by, and one note with all that stands beside it.

Whatever may take long takes a `cancelled`: it is asked every few milliseconds, and the work ends with `Cancelled` once it says yes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator, Iterator, Mapping

from council_app.db.queries import note_counts as count_reads
from council_app.db.queries import note_detail as detail_reads
from council_app.db.queries import note_list as reads
from council_app.db.queries import note_picture_taking
from council_app.db.queries.programme import no_such_session
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.note_filter import Facet, NoteFilter, Selection, Sort
from council_app.domain.note_list import Cursor, FacetValue, ListedNote, Neighbours, NoteCounts, NoteDetail, NotePage
from council_app.errors import CouncilError, m_

Asking = Callable[[], bool]
PAGE = 100
_NAMED = frozenset(
    {Facet.MARKET, Facet.COUNCIL, Facet.SESSION, Facet.COHORT, Facet.SEGMENT, Facet.SEAT, Facet.STAGE, Facet.TASK, Facet.AUTHOR}
)
_MOST_OFFERED = 12


def never() -> bool:
    """Nobody stops this."""
    return False


def page(
    *,
    workspace: Workspace,
    filter: NoteFilter,  # noqa: A002 - the word of the product
    sort: Sort = Sort.NEWEST,
    after: Cursor | None = None,
    before: Cursor | None = None,
    limit: int = PAGE,
    cancelled: Asking = never,
) -> NotePage:
    """A page of the list: behind `after`, or else before `before`, or else the first.

    Rehearsals are not in the list, nor is what somebody said who refused notes. `Sort.RANK` without a text is newest first.

    Raises:
        CouncilError: the filter names a cohort that is not there.
        Cancelled: somebody stopped it.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return reads.page(reading, filter, sort, cursor=after or before, backwards=after is None and before is not None, limit=limit)


def last_page(
    *,
    workspace: Workspace,
    filter: NoteFilter,  # noqa: A002
    sort: Sort = Sort.NEWEST,
    limit: int = PAGE,
    cancelled: Asking = never,
) -> NotePage:
    """The end of the list. Raises as `page`."""
    with workspace.read() as reading, stopping(reading, cancelled):
        return reads.page(reading, filter, sort, cursor=None, backwards=True, limit=limit)


def page_around(
    *,
    workspace: Workspace,
    filter: NoteFilter,  # noqa: A002
    note: str,
    sort: Sort = Sort.NEWEST,
    limit: int = PAGE,
    cancelled: Asking = never,
) -> NotePage | None:
    """The page with a note of this id in its middle; None when the filter does not find it. Raises as `page`."""
    with workspace.read() as reading, stopping(reading, cancelled):
        place = reads.place_of(reading, filter, sort, note)
        return None if place is None else reads.page_around(reading, filter, sort, place, limit)


def page_at(
    *,
    workspace: Workspace,
    filter: NoteFilter,  # noqa: A002
    position: int,
    sort: Sort = Sort.NEWEST,
    limit: int = PAGE,
    cancelled: Asking = never,
) -> NotePage:
    """The page with the note in its middle that has `position` others before it; the last page when there are not so many.

    What lies before is counted: for where a scroll bar was let go, not for paging on. Raises as `page`.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        place = reads.place_at(reading, filter, sort, max(0, position))
        if place is None:
            return reads.page(reading, filter, sort, cursor=None, backwards=True, limit=limit)
        return reads.page_around(reading, filter, sort, place, limit)


def worth_a_picture(notes: int) -> bool:
    """Whether there are so many notes that lists are answered sooner by a picture of them."""
    return notes >= note_picture_taking.LEAST


def picture(*, workspace: Workspace) -> Generator[bool | None, None, None]:
    """Take a picture of what filters ask of all notes, so that any filter in any order is answered at once: in pieces of some 30 ms,
    None after each, and at the end whether there is one. Of few notes none is taken, and where there is one already nothing is done.

    It takes 20 MB for a million notes. Without one, or once much has changed, lists are answered as before, from the file.
    """
    return note_picture_taking.taking(workspace)


def lines(*, workspace: Workspace, ids: Collection[str]) -> tuple[ListedNote, ...]:
    """These notes, in order of time, without those that are gone or not to be read: to show again what has changed."""
    with workspace.read() as reading:
        return detail_reads.readable(reading, list(ids))


def counts(*, workspace: Workspace, filter: NoteFilter, cancelled: Asking = never) -> NoteCounts:  # noqa: A002
    """How much the filter finds. At a million notes this may take a second: ask behind the page, and stop it when somebody types.

    Raises:
        CouncilError: as `page`.
        Cancelled: somebody stopped it.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return count_reads.counts(reading, filter)


def facet_values(*, workspace: Workspace, facet: Facet) -> tuple[FacetValue, ...]:
    """What a condition on this facet can be told here, in the order to show it; nothing for a text or a day."""
    with workspace.read() as reading:
        return count_reads.words_of(reading, facet)


def require_known(*, workspace: Workspace, filter: NoteFilter) -> None:  # noqa: A002
    """Let no misspelt name pass for a filter that finds nothing.

    Raises:
        CouncilError: a condition names a place, person, stage, task or note-taker that is not there; says which there are.
    """
    with workspace.read() as reading:
        for condition in filter.conditions:
            if condition.facet not in _NAMED:
                continue
            known = [value.word for value in count_reads.words_of(reading, condition.facet)]
            journeys = {word.partition("/")[0] for word in known} if condition.facet is Facet.STAGE else set()
            for word in condition.words:
                if word not in known and word not in journeys and word.casefold() not in map(str.casefold, known):
                    if condition.facet is Facet.SESSION:
                        raise no_such_session(word)
                    offered = ", ".join([*known[:_MOST_OFFERED], *(["…"] if len(known) > _MOST_OFFERED else [])])
                    raise CouncilError(word, m_("there is nothing of this name to filter by"), m_("Use one of: {words}.", words=offered))


def facet_counts(*, workspace: Workspace, filter: NoteFilter, facet: Facet, cancelled: Asking = never) -> Mapping[str, int]:  # noqa: A002
    """By word of a facet, how many notes have it among those that the filter finds without its own conditions on the facet.

    Of a facet that takes nothing the word is "". A tag is counted without what is below it. Words without a note are left out.
    Raises as `counts`.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return count_reads.counted_by(reading, filter.without(facet), facet)


def ids_of(*, workspace: Workspace, selection: Selection, batch: int = 1_000, cancelled: Asking = never) -> Iterator[tuple[str, ...]]:
    """Ids of what is selected, batch by batch, in the order they were written in; what is gone or not to be read is left out.

    A verb that changes them asks `db.queries.note_list.ids_of` within its own transaction. Raises as `counts`.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        yield from reads.ids_of(reading, selection, batch=batch)


def neighbours(*, workspace: Workspace, note: str, count: int = 3) -> Neighbours:
    """Up to `count` notes before and after a note in its session, in order of time."""
    with workspace.read() as reading:
        before = detail_reads.around(reading, note, count, before=True)
        return Neighbours(before, detail_reads.around(reading, note, count, before=False))


def detail(*, workspace: Workspace, note: str) -> NoteDetail:
    """One note with its attendee, place, tags, highlights and photos.

    Raises:
        CouncilError: it is gone, or not to be read.
    """
    with workspace.read() as reading:
        found = detail_reads.detail(reading, note)
    if found is None:
        raise CouncilError(note, m_("there is no such note to be read"), m_("It may have been removed, or its words were taken back."))
    return found
