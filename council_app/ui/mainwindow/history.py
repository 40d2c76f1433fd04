"""Taking changes back from the window: what undo and redo would do now, and telling what they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.domain.steps import Asking, Told
from council_app.errors import Message, m_
from council_app.ui.core.context import AppContext
from council_app.ui.core.rereading import Reread
from council_app.ui.mainwindow import verbs
from council_app.ui.mainwindow.commands import REDO, UNDO

if TYPE_CHECKING:
    from council_app.domain.records import Changes
    from council_app.services.history import Undone
    from council_app.services.workspace import Workspace

_COUNTED = frozenset({"market", "council", "session", "attendance", "note", "insight", "evidence"})


class TakingBack(QObject):
    """Undo and redo. After every change it names what they would do, and has counted again what the header and the rail show.

    Signals:
        told: a sentence about what was taken back or done again.
        named: a command does something else now (its id, its name).
    """

    told = Signal(str)
    named = Signal(str, str)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._labels = Reread(ctx, self, lambda w, _session, _parts: verbs.labels(w), self._name)
        self._counts = Reread(ctx, self, lambda w, _session, _parts: verbs.sessions(w), ctx.show_sessions)
        ctx.changed.connect(self._after_change)

    def undo(self) -> None:
        """Take back the newest change of this person."""
        self._take_back(verbs.undo, m_("Undone: {what}"))

    def redo(self) -> None:
        """Do again what was undone."""
        self._take_back(verbs.redo, m_("Done again: {what}"))

    def _take_back(self, verb: Callable[[Workspace, Told, Asking], Undone], words: Message) -> None:
        def done(undone: Undone) -> None:
            self.told.emit(self._ctx.t(words.text, what=undone.label))

        self._ctx.write_long(
            self, lambda workspace, control: verb(workspace, control.report, control.cancelled), done, changes=lambda undone: undone.changes
        )

    def _after_change(self, changes: Changes) -> None:
        self._labels.ask()
        if not _COUNTED.isdisjoint(changes.entities):
            self._counts.ask()

    def _name(self, labels: tuple[Message | None, Message | None]) -> None:
        undo, redo = labels
        say = self._ctx.t.say
        self.named.emit(UNDO, say(m_("Undo: {what}", what=undo) if undo else m_("Undo")))
        self.named.emit(REDO, say(m_("Redo: {what}", what=redo) if redo else m_("Redo")))
