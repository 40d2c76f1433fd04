"""What somebody writes into the report reaches the disk: each word as it is typed, and each part as one step that can be undone.

Half-typed text lies beside the log within 300 ms. A part is written once its field is left, or nothing was typed for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.report.writing import keep_typed, write_part
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control
from council_app.ui.screens.report.wanted import Wanted

_BEHIND_MS, _STILL_MS, _AGAIN_MS = 150, 2500, 2000
Slot = tuple[Wanted, str]
"""A part of one report."""


class Writer(QObject):
    """Knows no field: a text belongs to a report and a part of it, whichever is on show meanwhile.

    Signals:
        refused: a part was not taken (carries its name, and the `CouncilError`).
        written: a part is in the report now (carries the report, its name and the text).
    """

    refused = Signal(str, object)
    written = Signal(object, str, str)

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(owner)
        self._ctx = ctx
        self._typed: dict[Slot, str] = {}
        self._dirty: set[Slot] = set()
        self._writes = 0
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
        return self._writes > 0

    @property
    def owed(self) -> tuple[str, ...]:
        """Words that are not in the report yet."""
        return tuple(text for text in self._typed.values() if text.strip())

    def typed(self, wanted: Wanted, part: str) -> str | None:
        """What was typed there and is not in the report yet; None where nothing was."""
        return self._typed.get((wanted, part))

    # -- typing

    def take(self, wanted: Wanted, part: str, text: str) -> None:
        """Something was typed."""
        self._typed[wanted, part] = text
        self._dirty.add((wanted, part))
        if not self._soon.isActive():  # started, not restarted: who never pauses is still at most so far behind
            self._soon.start(max(0, int(_BEHIND_MS - self._since.elapsed())))
        self._still.start(_STILL_MS)

    def _keep(self) -> None:
        """What was typed goes to the disk, beside the log."""
        workspace, dirty = self._ctx.workspace, sorted(self._dirty, key=lambda slot: slot[1])
        if workspace is None or workspace.read_only:
            return
        self._dirty.clear()
        self._since.restart()
        for slot in dirty:
            wanted, part, text = *slot, self._typed.get(slot)
            if text is None:
                continue  # it is in the report by now
            self._writes += 1
            self._ctx.jobs.submit(
                _keeping(workspace, wanted, part, text), owner=self, done=lambda _: self._kept(), failed=partial(self._not_kept, slot)
            )

    def _kept(self) -> None:
        self._writes -= 1

    def _not_kept(self, slot: Slot, error: CouncilError) -> None:
        """Tried again until it is on disk."""
        self._writes -= 1
        self._dirty.add(slot)
        self._soon.start(_AGAIN_MS)
        self._ctx.tell_lost(error)

    # -- into the report

    def finish(self) -> None:
        """Put everything that was typed into the report: a field is left, another report comes, or it was still for a while."""
        self._still.stop()
        workspace = self._ctx.workspace
        if workspace is None or workspace.read_only:
            return
        for (wanted, part), text in list(self._typed.items()):
            self._write(wanted, part, text)

    def _write(self, wanted: Wanted, part: str, text: str) -> None:
        self._dirty.discard((wanted, part))
        self._writes += 1

        def written(_changes: Changes) -> None:
            self._writes -= 1
            if self._typed.get((wanted, part)) == text:
                del self._typed[wanted, part]
            self.written.emit(wanted, part, text.strip())

        def refused(error: CouncilError) -> None:
            self._writes -= 1
            self.refused.emit(part, error)

        self._ctx.write(
            self,
            lambda workspace: write_part(
                workspace=workspace, about=wanted.about, audience=wanted.audience, locale=wanted.language, part=part, text=text
            ),
            written,
            changes=lambda changes: changes,
            failed=refused,
        )


def _keeping(workspace: Workspace, wanted: Wanted, part: str, text: str) -> Callable[[Control], None]:
    def keep(_control: Control) -> None:
        keep_typed(workspace=workspace, about=wanted.about, audience=wanted.audience, locale=wanted.language, part=part, text=text)

    return keep
