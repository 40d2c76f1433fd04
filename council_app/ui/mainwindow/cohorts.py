"""Keeps the cohort that lists are filtered by: reads who is in, again when that may have changed, and lets go when it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.errors import CouncilError, m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.cohorts import CHOOSE_KEYS, EVERYONE_KEYS, CohortChip, Offered
from council_app.ui.core.context import AppContext
from council_app.ui.mainwindow import verbs

if TYPE_CHECKING:
    from council_app.domain.records import Changes
    from council_app.services.cohorts import CohortLine, Membership

COHORT_COMMANDS = (
    Command("cohort.choose", m_("Choose a cohort"), "choose", CHOOSE_KEYS, Need.WORKSPACE, icon="users"),
    Command("cohort.everyone", m_("Show everyone"), "show_everyone", EVERYONE_KEYS, Need.WORKSPACE, icon="users"),
)


class CohortKeeper(QObject):
    """Stands between the chip in the header and the context.

    Signals:
        edit_asked: the page that edits cohorts is wanted.
    """

    edit_asked = Signal()

    def __init__(self, ctx: AppContext, chip: CohortChip) -> None:
        super().__init__(chip)
        self._ctx, self._chip = ctx, chip
        if ctx.workspace is None:
            ctx.cohort = ctx.cohort_members = None
        chip.opened.connect(self.choose)
        chip.chosen.connect(ctx.cohort_asked)
        chip.edit_asked.connect(self.edit_asked)
        ctx.cohort_asked.connect(self._take)
        ctx.cohort_changed.connect(self._name)
        ctx.changed.connect(self._maybe_again)
        self._name()

    def choose(self) -> None:
        """Open the list of cohorts, where there is anything to filter."""
        if not self._chip.isVisible():
            self._ctx.noticed.emit(self._ctx.t("Everyone shows here: cohorts are for roster, room, tagging and insights."), False)
            return
        session = self._ctx.session
        key = session.key if session is not None else None
        self._ctx.read(self, lambda w: verbs.cohorts(w, key), self._offer)

    def show_everyone(self) -> None:
        """Filter no more."""
        self._ctx.filter_by(None, None)

    def _offer(self, lines: tuple[CohortLine, ...]) -> None:
        t, counts_here = self._ctx.t, self._ctx.session is not None
        offered = []
        for line in lines:
            number = line.counted.here if counts_here else line.counted.people
            label = t("{cohort} ({count})", cohort=line.cohort.name, count=t.number(number))
            offered.append(Offered(line.cohort.key, label, t.say(line.problem) if line.problem is not None else ""))
        self._chip.open_menu(offered, self._ctx.cohort_key or "")

    def _take(self, key: str) -> None:
        if not key:
            self.show_everyone()
            return
        self._ctx.read(self, lambda w: verbs.membership(w, key), self._filter)

    def _filter(self, found: Membership) -> None:
        self._ctx.filter_by(found.cohort, found.attendances)

    def _maybe_again(self, changes: Changes) -> None:
        """Read again who is in, when a write may have changed it."""
        workspace, cohort = self._ctx.workspace, self._ctx.cohort
        if workspace is None or cohort is None:
            return
        from council_app.domain.cohorts import reads_of  # noqa: PLC0415 - slow start; whoever has a cohort has loaded it

        if changes.entities.isdisjoint(reads_of(cohort.rules) | {"cohort"}):
            return
        key = cohort.key
        self._ctx.jobs.submit(lambda _control: verbs.membership(workspace, key), owner=self, done=self._again, failed=self._gone)

    def _again(self, found: Membership) -> None:
        if self._ctx.cohort_key == found.cohort.key:
            self._filter(found)

    def _gone(self, _error: CouncilError) -> None:
        """It was deleted, here or by an undo, and the notice at the foot says so: everyone shows again."""
        self.show_everyone()

    def _name(self) -> None:
        cohort = self._ctx.cohort
        self._chip.say(cohort.name if cohort is not None else "")
