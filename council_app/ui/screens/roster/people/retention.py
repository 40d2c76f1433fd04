"""How long each council's people are kept: dates to agree on, and erasing those whose time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Progress, m_
from council_app.i18n import Translator
from council_app.services import erasure, retention
from council_app.services.retention import ErasedCouncil, Kept
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork, in_words
from council_app.ui.core.jobs import Control
from council_app.ui.core.page import Page
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.screens.roster.people.confirm import ConfirmErasure
from council_app.ui.screens.roster.people.kept import KeptPane, state, what_would_happen
from council_app.ui.screens.roster.people.outcome import Outcome, left_outside

_SHOWS = frozenset({"person", "attendance", "council", "session"})
_ONE = 1


def today() -> date:
    """The day it is where this laptop stands."""
    return datetime.now(UTC).astimezone().date()


def columns_of(t: Translator) -> tuple[Column[Kept], ...]:
    """Council, last day, people, and whether anything is to be done."""
    return (
        Column(t("Council"), lambda kept: t("{city}, {day}", city=kept.city, day=t.date(kept.held, style="medium"))),
        Column(t("Kept until"), lambda kept: t.date(kept.until, style="medium"), 120),
        Column(t("People"), lambda kept: t.number(kept.people), 104, right=True),
        Column(t("State"), lambda kept: t.say(state(kept)), 240, ink="ink2", shown_from=600),
    )


class RetentionPage(Page):
    """The councils, the one whose time is over first, and what can be done about the one at hand."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.confirming: ConfirmErasure | None = None
        self.outcome: Outcome | None = None
        self._at = ""
        self.model = RowsModel[Kept](columns_of(t), self)
        self.table = Table(theme, self.model, t("How long people are kept"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_council())
        self.table.opened.connect(lambda _row: self._to_date())
        self.pane = KeptPane(theme, t)
        self.pane.agreed.connect(self.agree)
        self.pane.erase_asked.connect(self.ask)
        self.pane.compact_asked.connect(self.compact)
        self.work = LongWork(theme, t)
        side = Pane(t("This council"), self.pane, theme.size("panel-side"))
        self.columns = Columns(theme, (Pane(t("Councils"), self.table), side))
        self._lay_out()
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _lay_out(self) -> None:
        t = self.t
        line = t("The people of a council are kept for two years, or until the day that was agreed; then they are listed here.")
        body = QWidget()
        self._layers = QStackedLayout(body)
        for layer in (QWidget(), self.columns, EmptyState(self.theme, t("No council is planned yet."), line, ground="sheet")):
            self._layers.addWidget(layer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("How long people are kept")))
        column.addWidget(body, 1)
        column.addWidget(self.work)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table

    def _to_date(self) -> None:
        self.columns.show_pane(_ONE)
        self.pane.until.setFocus()
        self.pane.until.selectAll()

    # -- reading

    def reload(self) -> None:
        """Read the councils again."""
        self.ctx.read(self, lambda w: retention.retention(workspace=w, today=today()), self._show)

    def _maybe_reload(self, changes: Changes) -> None:
        if not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _show(self, councils: Sequence[Kept]) -> None:
        at = self._at
        self.model.show_rows(councils)
        if self.outcome is None:
            self._layers.setCurrentIndex(1 if councils else 2)
        if councils:
            self._take_keyboard()
            row = next((row for row, kept in enumerate(councils) if kept.council == at), 0)
            self.table.setCurrentIndex(self.model.index(row, 0))
            self._show_council()

    def _take_keyboard(self) -> None:
        """The list was not there yet when the page opened."""
        if self.isVisible() and self.outcome is None and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def council(self) -> Kept | None:
        """The council at hand."""
        index = self.table.currentIndex()
        return self.model.row(index) if index.isValid() else None

    def _show_council(self) -> None:
        kept = self.council
        if kept is not None:
            self._at = kept.council
            self.pane.show_council(kept)

    # -- agreeing

    def agree(self, until: date) -> None:
        """Keep the people of the council at hand until this day."""
        kept = self.council
        if kept is not None:
            self.ctx.write(
                self,
                lambda w: retention.keep_until(workspace=w, council=kept.council, until=until),
                lambda _changes: None,
                changes=lambda changes: changes,
                notice=m_("Set a retention date"),
                failed=self.pane.refuse,
            )

    # -- erasing

    def ask(self) -> None:
        """Ask once, with the numbers."""
        kept, t = self.council, self.t
        if kept is None or not kept.due:
            return
        title = t.n("Erase {count} person for good?", "Erase {count} people for good?", kept.people - kept.elsewhere)
        lines = (what_would_happen(t, kept), t("It cannot be undone, and nothing brings it back."))
        dialog = ConfirmErasure(self.theme, t, self, title=title, lines=lines, names=(kept.city, kept.council), act=t("Erase for good"))
        dialog.accepted.connect(lambda: self.erase(kept.council))
        dialog.finished.connect(dialog.deleteLater)
        self.confirming = dialog
        dialog.open()

    def erase(self, council: str) -> None:
        """Erase the people of a due council, one after the other; Cancel stops between two."""
        workspace = self.ctx.workspace
        if workspace is None:
            return

        def work(control: Control) -> ErasedCouncil:
            return retention.erase_council_people(
                workspace=workspace, council=council, today=today(), progress=control.report, stopped=control.cancelled
            )

        self.columns.setEnabled(False)
        done, failed, stopped = self._erased, self._failed, self._stopped
        # Asked by the window, not by this page: whatever becomes of the page, the others hear that somebody is gone.
        control = self.ctx.jobs.submit(work, owner=self.ctx, done=done, failed=failed, cancelled=stopped, progress=self._advance)
        self.work.begin(self.t("Erasing"), control)

    def may_close(self) -> bool:
        """Not while people are being erased; Cancel stops that."""
        return self.columns.isEnabled()

    def _advance(self, step: Progress) -> None:
        if shiboken6.isValid(self):
            self.work.advance(step)

    def _erased(self, found: ErasedCouncil) -> None:
        if shiboken6.isValid(self):
            self._tell(found)
        self.ctx.saved.emit(datetime.now().astimezone())
        self.ctx.changed.emit(found.changes)

    def _tell(self, found: ErasedCouncil) -> None:
        t = self.t
        self.columns.setEnabled(True)
        self.work.end()
        rows = t.n("{count} row is gone from the file and its history.", "{count} rows are gone from the file and its history.", found.rows)
        kept = t.n("{count} person is kept for another council.", "{count} people are kept for another council.", found.kept)
        left = t.n("Stopped before {count} person, who is as before.", "Stopped before {count} people, who are as before.", found.left)
        said = [sentence for number, sentence in ((found.left, left), (found.kept, kept), (found.rows, rows)) if number]
        sentence = t.n("{count} person was erased for good.", "{count} people were erased for good.", found.erased)
        self.outcome = Outcome(self.theme, sentence, (*said, *left_outside(t, found.documents, found.copies)))
        self._layers.addWidget(self.outcome)
        self._layers.setCurrentWidget(self.outcome)
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: CouncilError) -> None:
        if not shiboken6.isValid(self):
            self.ctx.refused.emit(error)
            return
        self.columns.setEnabled(True)
        self.work.end(in_words(self.t, error))
        self.reload()

    def _stopped(self) -> None:
        if shiboken6.isValid(self):
            self.columns.setEnabled(True)
            self.work.end(self.t("Stopped; nobody was erased."))

    def compact(self) -> None:
        """Write the file anew, so that nothing of what was erased is left in it."""
        self.ctx.write(
            self,
            lambda w: erasure.compact(workspace=w),
            lambda _none: self.work.end(self.t("The file was written anew.")),
            changes=lambda _none: Changes(frozenset()),
        )
