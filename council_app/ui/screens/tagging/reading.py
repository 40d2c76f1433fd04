"""Reading the list page by page on the worker: only what is wanted last is shown, and what nobody waits for any more is stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.domain.note_filter import NoteFilter, Sort
from council_app.domain.note_list import Cursor, ListedNote, NoteCounts, NotePage
from council_app.errors import CouncilError
from council_app.services import listing
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn
from council_app.ui.core.turns import InTurns
from council_app.ui.screens.tagging.models import NotesModel

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace

T = TypeVar("T")
_PAGE = 100
_MOST_PAGES = 5
_NEAR = 40
"""So many rows before the end of what is in memory the next page is asked for."""
_STAND_INS = 12
"""So many notes after the one at hand are tried when that is not found any more."""
_COUNT_AFTER = 120
"""Milliseconds of quiet after which what the filter finds is counted again."""


class Seen(NamedTuple):
    """What the list shows: which notes, in which order."""

    filter: NoteFilter
    sort: Sort


class _Stretch(NamedTuple):
    """One page in memory: where to read on from on either side, and how many notes it has."""

    first: Cursor
    last: Cursor
    notes: int


class NotesReader(QObject):
    """Keeps a `NotesModel` filled around what is on show.

    Attributes:
        seen: what the list shows now.
        counts: what the filter finds, once that is counted.

    Signals:
        restarted: another list is shown (carries the row to stand on).
        counted: what the filter finds was counted (carries `NoteCounts`).
        outdated: it finds more or fewer notes than it did.
    """

    restarted = Signal(int)
    outdated = Signal()
    counted = Signal(object)

    def __init__(self, ctx: AppContext, model: NotesModel) -> None:
        super().__init__(model)
        self._ctx, self._model = ctx, model
        self.seen = Seen(NoteFilter(), Sort.NEWEST)
        self.counts: NoteCounts | None = None
        self._pages: deque[_Stretch] = deque()
        self._more_before = self._more_after = self._dirty = False
        self._paging: Control | None = None
        self._counting: Control | None = None
        self._taking: InTurns[bool] | None = None
        self._jump_to: int | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_COUNT_AFTER)
        self._late.timeout.connect(self._count)

    # -- another list

    def show_list(self, seen: Seen, *, around: str = "") -> None:
        """Show what a filter finds in an order, standing on the note `around`, or on the next to it that is still found."""
        self.seen, self.counts, self._dirty = seen, None, False
        self._stop()
        row = self._model.row_of(around) if around else None
        near = () if row is None else self._model.near(row, _STAND_INS)
        self._paging = self._read(partial(_opened, seen, near or (around,)), partial(self._opened, row or 0))
        self._late.start()

    def _opened(self, row: int, found: tuple[str, NotePage]) -> None:
        """Where the page lies is known at both ends; between them it is taken to be where its note was."""
        around, page = found
        place = next((number for number, note in enumerate(page.notes) if note.id == around), 0)
        start = max(0, row - place) if page.more_before else 0
        self._keep(page)
        self._model.restart(page.notes, start, self._model.rowCount() if page.more_before else 0)
        self.restarted.emit(start + place)

    # -- more of the same list

    def near(self, first: int, last: int) -> None:
        """These rows are on show: read what comes next where memory ends soon, or there, where none of them is in memory."""
        model = self._model
        if (first >= model.end or last < model.start) and first < model.rowCount():
            self._jump_soon(max(0, first))
        elif self._paging is not None or not self._pages:
            return
        elif self._more_after and last >= model.end - _NEAR:
            self._paging = self._read(partial(_behind, self.seen, self._pages[-1].last), self._add_behind)
        elif self._more_before and first <= model.start + _NEAR:
            self._paging = self._read(partial(_before, self.seen, self._pages[0].first), self._add_before)

    def to_end(self) -> None:
        """Read the last page."""
        self._stop()
        self._paging = self._read(partial(_ended, self.seen), self._at_end)

    def _jump_soon(self, row: int) -> None:
        """Once the bar stands still."""
        if self._jump_to is None:
            QTimer.singleShot(0, self, self._jump)
        self._jump_to = row

    def _jump(self) -> None:
        row, self._jump_to = self._jump_to, None
        if row is not None and self._model.note(row) is None:
            self._stop()
            self._paging = self._read(partial(_at, self.seen, row), partial(self._jumped, row))
            self._late.start()

    def _jumped(self, row: int, page: NotePage) -> None:
        """The page has the note of the row in its middle, as far as there are so many before it."""
        self._keep(page)
        start = self._model.rowCount() - len(page.notes) if not page.more_after else row - _PAGE // 2
        self._model.jump(page.notes, max(0, start) if page.more_before else 0)

    def _at_end(self, page: NotePage) -> None:
        self._keep(page)
        start = max(0, self._model.rowCount() - len(page.notes)) if page.more_before else 0
        self._model.jump(page.notes, start)

    def _add_behind(self, page: NotePage) -> None:
        self._more_after = page.more_after
        if page.first is not None and page.last is not None:
            self._model.add_behind(page.notes)
            self._pages.append(_Stretch(page.first, page.last, len(page.notes)))
            if len(self._pages) > _MOST_PAGES:
                self._model.forget(first=self._pages.popleft().notes)
                self._more_before = True
        if not page.more_after:
            self._model.count_rows(self._model.end)

    def _add_before(self, page: NotePage) -> None:
        self._more_before = page.more_before
        if page.first is None or page.last is None:
            return
        missing = len(page.notes) - self._model.start
        if missing > 0:  # where the list begins was a guess: more lies before than there are rows for
            self._model.push_down(missing)
        self._model.add_before(page.notes)
        self._pages.appendleft(_Stretch(page.first, page.last, len(page.notes)))
        if len(self._pages) > _MOST_PAGES:
            self._model.forget(last=self._pages.pop().notes)
            self._more_after = True

    def _keep(self, page: NotePage) -> None:
        self._pages.clear()
        if page.first is not None and page.last is not None:
            self._pages.append(_Stretch(page.first, page.last, len(page.notes)))
        self._more_before, self._more_after = page.more_before, page.more_after

    # -- counting

    def count_soon(self) -> None:
        """Something changed: count again once it is quiet."""
        self._dirty = True
        self._late.start()

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        self._counting = self._read(partial(_counted, self.seen), self._tell_counts)

    def _tell_counts(self, counts: NoteCounts) -> None:
        before, self.counts, self._counting = self.counts, counts, None
        dirty, self._dirty = self._dirty, False
        if dirty and (before is None or before.notes != counts.notes):
            self.outdated.emit()  # notes came or went: rows are not where they were
        else:
            self._model.count_rows(counts.notes)
        self.counted.emit(counts)
        if listing.worth_a_picture(counts.of_all):
            self._take_picture()

    def _take_picture(self) -> None:
        """Once the list stands, and again once much has changed: while nobody waits for anything else."""
        workspace = self._ctx.workspace
        if self._taking is None and workspace is not None:
            pieces = listing.picture(workspace=workspace)
            self._taking = InTurns(
                self._ctx.jobs, pieces, owner=self, done=self._taken, failed=self._not_taken, cancelled=lambda: self._taken(False)
            )

    def _taken(self, _: bool) -> None:
        self._taking = None

    def _not_taken(self, problem: CouncilError) -> None:
        self._taking = None
        self._ctx.refused.emit(problem)

    # -- the worker

    def refresh(self, done: Callable[[tuple[ListedNote, ...]], None]) -> None:
        """Read the notes in memory as they are now."""
        ids = [note.id for note in self._model.notes]
        self._ctx.read(self, lambda workspace: listing.lines(workspace=workspace, ids=ids), done)

    def _stop(self) -> None:
        for control in (self._paging, self._counting):
            if control is not None:
                control.cancel()
        self._paging = self._counting = None

    def _read(self, work: Callable[[Workspace, Callable[[], bool]], T], done: Callable[[T], None]) -> Control | None:
        workspace = self._ctx.workspace
        if workspace is None:
            return None

        def shown(result: T) -> None:
            if self._paging is control:
                self._paging = None
            if not control.cancelled():
                done(result)

        control = self._ctx.jobs.submit(
            lambda asked: work(workspace, asked.cancelled),
            owner=self,
            done=shown,
            failed=self._ctx.refused.emit,
            cancelled=lambda: None,
            turn=Turn.READ,
        )
        return control


def _opened(seen: Seen, near: Sequence[str], workspace: Workspace, cancelled: Callable[[], bool]) -> tuple[str, NotePage]:
    for note in filter(None, near):
        found = listing.page_around(workspace=workspace, filter=seen.filter, sort=seen.sort, note=note, limit=_PAGE, cancelled=cancelled)
        if found is not None:
            return note, found
    return "", listing.page(workspace=workspace, filter=seen.filter, sort=seen.sort, limit=_PAGE, cancelled=cancelled)


def _behind(seen: Seen, after: Cursor, workspace: Workspace, cancelled: Callable[[], bool]) -> NotePage:
    return listing.page(workspace=workspace, filter=seen.filter, sort=seen.sort, after=after, limit=_PAGE, cancelled=cancelled)


def _before(seen: Seen, before: Cursor, workspace: Workspace, cancelled: Callable[[], bool]) -> NotePage:
    return listing.page(workspace=workspace, filter=seen.filter, sort=seen.sort, before=before, limit=_PAGE, cancelled=cancelled)


def _ended(seen: Seen, workspace: Workspace, cancelled: Callable[[], bool]) -> NotePage:
    return listing.last_page(workspace=workspace, filter=seen.filter, sort=seen.sort, limit=_PAGE, cancelled=cancelled)


def _at(seen: Seen, row: int, workspace: Workspace, cancelled: Callable[[], bool]) -> NotePage:
    return listing.page_at(workspace=workspace, filter=seen.filter, sort=seen.sort, position=row, limit=_PAGE, cancelled=cancelled)


def _counted(seen: Seen, workspace: Workspace, cancelled: Callable[[], bool]) -> NoteCounts:
    return listing.counts(workspace=workspace, filter=seen.filter, cancelled=cancelled)
