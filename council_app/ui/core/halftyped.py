"""What somebody writes reaches the disk: each word as it is typed, and the whole as one step that can be undone.

Half-typed text lies beside the log within 300 ms. It is written once its place is left, something is done with it, or nothing was typed
for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext

_BEHIND_MS, _STILL_MS, _AGAIN_MS = 150, 2500, 2000
Slot = TypeVar("Slot", bound=Hashable)
Content = TypeVar("Content")


class HalfTyped(QObject, Generic[Slot, Content]):
    """Knows no field: what was typed belongs to a slot, whichever is on show meanwhile.

    Args:
        ctx: where it is written.
        owner: what was typed goes with it.
        keeps: lays half-typed content beside the log; called off the window's thread.
        writes: brings it to an end, and forgets what was half-typed of it; called off the window's thread.

    Signals:
        refused: a slot's content was not taken (the slot, and the `CouncilError`).
        written: what was typed is where it belongs (the slot, and what was written).
    """

    refused = Signal(object, object)
    written = Signal(object, object)

    def __init__(
        self,
        ctx: AppContext,
        owner: QObject,
        keeps: Callable[[Workspace, Slot, Content], None],
        writes: Callable[[Workspace, Slot, Content], Changes],
    ) -> None:
        super().__init__(owner)
        self._ctx, self._keeps, self._writes = ctx, keeps, writes
        self._typed: dict[Slot, Content] = {}
        self._dirty: dict[Slot, None] = {}
        """A set that knows in which order they were typed."""
        self._writing: dict[Slot, Content] = {}
        self._after: list[Callable[[], None]] = []
        self._keeping = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._soon = self._timer(self._keep)
        self._still = self._timer(self.finish)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    # -- what is owed

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk right now."""
        return self._keeping > 0 or bool(self._writing)

    @property
    def pending(self) -> tuple[Content, ...]:
        """What was typed and is not written yet."""
        return tuple(self._typed.values())

    def typed(self, slot: Slot) -> Content | None:
        """What was typed there and is not written yet; None where nothing was."""
        return self._typed.get(slot)

    # -- typing

    def take(self, slot: Slot, content: Content) -> None:
        """Something was typed."""
        self._typed[slot] = content
        self._dirty[slot] = None
        if not self._soon.isActive():  # started, not restarted: who never pauses is still at most so far behind
            self._soon.start(max(0, int(_BEHIND_MS - self._since.elapsed())))
        self._still.start(_STILL_MS)

    def _keep(self) -> None:
        """What was typed goes to the disk, beside the log."""
        if self._writable is None:
            return
        dirty = tuple(self._dirty)
        self._dirty.clear()
        self._since.restart()
        for slot in dirty:
            if slot in self._typed:  # else it is written by now
                self._submit(self._writable, slot, self._typed[slot])

    def _submit(self, workspace: Workspace, slot: Slot, content: Content) -> None:
        self._keeping += 1
        keeps = self._keeps
        self._ctx.jobs.submit(
            lambda _control: keeps(workspace, slot, content),
            owner=self,
            done=lambda _: self._kept(),
            failed=partial(self._not_kept, slot),
        )

    @property
    def _writable(self) -> Workspace | None:
        workspace = self._ctx.workspace
        return None if workspace is None or workspace.read_only else workspace

    def _kept(self) -> None:
        self._keeping -= 1

    def _not_kept(self, slot: Slot, error: CouncilError) -> None:
        """Tried again until it is on disk."""
        self._keeping -= 1
        self._dirty[slot] = None
        self._soon.start(_AGAIN_MS)
        self._ctx.tell_lost(error)

    # -- where it belongs

    def then(self, act: Callable[[], None]) -> None:
        """Do something once all that was typed is written; not at all where some of it is refused."""
        self.finish()
        if self._writing:
            self._after.append(act)
        else:
            act()

    def finish(self) -> None:
        """Write everything that was typed."""
        self._still.stop()
        if self._writable is None:
            return
        for slot, content in list(self._typed.items()):
            if self._writing.get(slot) != content:
                self._write(slot, content)

    def _write(self, slot: Slot, content: Content) -> None:
        self._dirty.pop(slot, None)
        self._writing[slot] = content
        writes = self._writes
        self._ctx.write(
            self,
            lambda workspace: writes(workspace, slot, content),
            lambda _changes: self._done(slot, content),
            changes=lambda changes: changes,
            failed=partial(self._refused, slot, content),
        )

    def _done(self, slot: Slot, content: Content) -> None:
        if self._typed.get(slot) == content:
            del self._typed[slot]
        self._end(slot, content)
        self.written.emit(slot, content)
        if not self._writing:
            waiting, self._after = self._after, []
            for act in waiting:
                act()

    def _refused(self, slot: Slot, content: Content, error: CouncilError) -> None:
        self._end(slot, content)
        self._after = []
        self._dirty[slot] = None  # it stays half-typed until it can be written
        self._soon.start(_BEHIND_MS)
        self.refused.emit(slot, error)

    def _end(self, slot: Slot, content: Content) -> None:
        if self._writing.get(slot) is content:
            del self._writing[slot]
