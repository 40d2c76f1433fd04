"""What a workspace reminds of when it is opened: people whose time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import Notice
from council_app.ui.core.places import Place
from council_app.ui.mainwindow import verbs

if TYPE_CHECKING:
    from council_app.domain.records import Changes

RETENTION = "roster.retention"
_BEARS_ON_IT = frozenset({"person", "attendance", "council"})


class Reminder(QObject):
    """Offers the list of councils whose people are kept no longer, until it was seen, put off, or there are none any more."""

    def __init__(self, ctx: AppContext, notice: Notice) -> None:
        super().__init__(notice)
        self._ctx, self._notice = ctx, notice
        ctx.changed.connect(self._look_again)

    def remind(self) -> None:
        """Offer the list, where there are any and they can be erased."""
        workspace = self._ctx.workspace
        if workspace is not None and not workspace.read_only:
            self._ctx.read(self, verbs.due_councils, self._offer)

    def _look_again(self, changes: Changes) -> None:
        if self._notice.offers and not _BEARS_ON_IT.isdisjoint(changes.entities):
            self._ctx.read(self, verbs.due_councils, self._withdraw)

    def _withdraw(self, due: int) -> None:
        if not due:
            self._notice.withdraw()

    def _offer(self, due: int) -> None:
        if due:
            t = self._ctx.t
            sentence = t.n("The people of one council are kept too long.", "The people of {count} councils are kept too long.", due)
            self._notice.offer(sentence, t("Show the list"), self._show_list)

    def _show_list(self) -> None:
        self._ctx.go(Place.ROSTER)
        self._ctx.asked.emit(RETENTION)
