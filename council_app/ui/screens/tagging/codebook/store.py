"""The codebook in memory, for everything on the desk that shows tags: the tree at once, its counts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from council_app.domain.codebook import CodebookTag
from council_app.domain.records import Changes, TagLabel
from council_app.services import codebook
from council_app.ui.core.context import AppContext
from council_app.ui.core.turns import InTurns

_COUNT_AFTER = 400
"""Milliseconds of quiet after which notes are counted again: at a million of them that takes a while."""
_COUNT_AT_LAST = 3_000
"""Milliseconds after which they are counted though it never was quiet."""
_TREE = frozenset({"tag"})
_COUNTED = frozenset({"tag", "note_tag", "note", "highlight", "consent", "session"})


class Codebook(QObject):
    """Every tag there is.

    Attributes:
        tags: in the order of the tree, parents first; their counts are those of the last time they were counted.
        counted: whether they were counted at all yet.

    Signals:
        changed: the tree, or a count in it, is another one.
    """

    changed = Signal()

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.tags: tuple[CodebookTag, ...] = ()
        self.counted = False
        self._by_id: dict[str, CodebookTag] = {}
        self._counting: InTurns[tuple[CodebookTag, ...]] | None = None
        self._waited = QElapsedTimer()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_COUNT_AFTER)
        self._late.timeout.connect(self._count)
        ctx.changed.connect(self._maybe_read)

    def tag(self, tag: str) -> CodebookTag | None:
        """The tag of this id."""
        return self._by_id.get(tag)

    def label(self, tag: str) -> TagLabel | None:
        """How a tag is shown."""
        found = self.tag(tag)
        return None if found is None else TagLabel(found.id, found.path, found.colour)

    def below(self, parent: str | None) -> tuple[CodebookTag, ...]:
        """The tags right below one, or at the top, in their order."""
        return tuple(tag for tag in self.tags if tag.parent == parent)

    def above(self, tag: str) -> Iterator[CodebookTag]:
        """The tags above one, the nearest first."""
        found = self.tag(tag)
        while found is not None and found.parent is not None:
            found = self.tag(found.parent)
            if found is not None:
                yield found

    def with_letter(self, letter: str) -> CodebookTag | None:
        """The tag that this letter puts on a note."""
        return next((tag for tag in self.tags if tag.shortcut and tag.shortcut == letter), None)

    # -- reading

    def read(self) -> None:
        """Read the tree; its counts follow."""
        self._ctx.read(self, lambda workspace: codebook.codebook(workspace=workspace), self._show_tree)
        self._late.start()

    def _maybe_read(self, changes: Changes) -> None:
        if changes.entities & _TREE:
            self._ctx.read(self, lambda workspace: codebook.codebook(workspace=workspace), self._show_tree)
        if changes.entities & _COUNTED and not (self._late.isActive() and self._waited.elapsed() > _COUNT_AT_LAST):
            if not self._late.isActive():
                self._waited.start()
            self._late.start()

    def _show_tree(self, tags: Sequence[CodebookTag]) -> None:
        """Until they are counted again, tags keep the counts they had."""
        self._show([_counted_as(tag, self._by_id.get(tag.id)) for tag in tags])

    def _count(self) -> None:
        workspace, jobs = self._ctx.workspace, self._ctx.jobs
        if workspace is None:
            return
        if self._counting is not None:
            self._counting.cancel()
        # In turns with whatever is typed meanwhile: it must wait for neither, nor for the end of the day.
        self._counting = InTurns(
            jobs,
            codebook.codebook_counted(workspace=workspace),
            owner=self,
            done=self._show_counts,
            failed=self._ctx.refused.emit,
            cancelled=lambda: None,
        )

    def _show_counts(self, tags: Sequence[CodebookTag]) -> None:
        first, self.counted = not self.counted, True
        self._show(tags, anew=first)

    def _show(self, tags: Sequence[CodebookTag], *, anew: bool = False) -> None:
        if anew or tuple(tags) != self.tags:
            self.tags = tuple(tags)
            self._by_id = {tag.id: tag for tag in tags}
            self.changed.emit()


def _counted_as(tag: CodebookTag, before: CodebookTag | None) -> CodebookTag:
    if before is None:
        return tag
    # Not `dataclasses.replace`: a codebook of thousands is read while somebody types.
    return CodebookTag(
        tag.id,
        tag.parent,
        tag.path,
        tag.name,
        tag.depth,
        tag.definition,
        tag.colour,
        tag.shortcut,
        tag.synonyms,
        before.notes,
        before.branch_notes,
        before.highlights,
    )
