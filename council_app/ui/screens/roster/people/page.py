"""One page per person: where they came, what they raised, in which words they may be quoted, and what became of it."""

from __future__ import annotations

from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QScrollArea, QVBoxLayout, QWidget

from council_app.domain.enums import Purpose
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services import people, person
from council_app.services.consent import Withdrawn
from council_app.services.erasure import Erasable, Erased, erase_person, look_before_erasing
from council_app.services.people import PersonPageFacts, Sitting
from council_app.services.withdrawal import withdraw_for
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.consent import WithdrawPage, hand_over
from council_app.ui.core.consent.words import PURPOSE_NAMES
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import LongWork, in_words
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface
from council_app.ui.screens.roster.people.confirm import ConfirmErasure
from council_app.ui.screens.roster.people.outcome import Outcome, left_outside
from council_app.ui.screens.roster.people.panes import FatePane, RaisedPane, WhoPane
from council_app.ui.screens.roster.people.words import will_go

_SHOWS = frozenset(
    {"person", "attendance", "consent", "note", "note_tag", "evidence", "insight", "delivery", "session", "council", "phone_call"}
)
_SIDE = 320


class PersonPage(Page):
    """Everything about one person, with what they have a right to: see it, take it, take consent back, be forgotten."""

    def __init__(self, ctx: AppContext, person_id: str) -> None:
        super().__init__(ctx)
        self.person = person_id
        self.facts: PersonPageFacts | None = None
        self.outcome: Outcome | None = None
        self.confirming: ConfirmErasure | None = None
        self._touched: Withdrawn | None = None
        t = self.t
        self._bar = self.top_bar(t("Person"))
        self.work = LongWork(self.theme, t)
        self.who, self.raised, self.fates = (self._scroll(name) for name in (t("Person"), t("Raised"), t("Follow-up")))
        left, right = Surface(self.theme, "canvas", "r"), Surface(self.theme, "canvas", "l")
        for surface, scroll in ((left, self.who), (right, self.fates)):
            inside = QVBoxLayout(surface)
            inside.setContentsMargins(1, 0, 1, 0)
            inside.addWidget(scroll)
        self.columns = Columns(
            self.theme, (Pane(t("Person"), left, _SIDE), Pane(t("Raised"), self.raised), Pane(t("Follow-up"), right, _SIDE))
        )
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.columns, 1)
        column.addWidget(self.work)
        ctx.changed.connect(self._maybe_reload)
        self.reload()

    def _scroll(self, name: str) -> QScrollArea:
        area = scroll_of(QWidget())
        area.setAccessibleName(name)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows and Page Down read on
        return area

    def first_focus(self) -> QWidget | None:
        """What they raised: arrows scroll it."""
        return self.raised if not self.columns.one_column else self.who

    # -- reading

    def reload(self) -> None:
        """Read the page again."""
        who, locale = self.person, self.t.tag
        if self.ctx.workspace is not None:
            workspace = self.ctx.workspace
            self.ctx.jobs.submit(
                lambda _control: people.person_page(workspace=workspace, person=who, locale=locale),
                owner=self,
                done=self._show,
                failed=self._gone,
            )

    def _maybe_reload(self, changes: Changes) -> None:
        if self._touched is not None and changes.operation != self._touched.changes.operation:
            self._touched = None  # something else happened since, perhaps its undo
        if self.outcome is None and not _SHOWS.isdisjoint(changes.entities):
            self.reload()

    def _gone(self, error: CouncilError) -> None:
        """Erased or merged away meanwhile: there is nothing to show any more."""
        self.ctx.refused.emit(error)
        self.closed.emit()

    def _show(self, facts: PersonPageFacts) -> None:
        self.facts = facts
        who = WhoPane(self.theme, self.t, facts, self._touched)
        who.withdraw_asked.connect(self.withdraw)
        who.look_asked.connect(self.look_before_withdrawing)
        who.ask_asked.connect(self.ask)
        who.export_asked.connect(self.choose_folder)
        who.erase_asked.connect(self.look_before_erasing)
        had_focus = self.who.isAncestorOf(self.focusWidget() or self)
        for area, pane in (
            (self.who, who),
            (self.raised, RaisedPane(self.theme, self.t, facts)),
            (self.fates, FatePane(self.theme, self.t, facts)),
        ):
            place = area.verticalScrollBar().value()
            pane.setProperty("scrolled", "true")
            area.setWidget(pane)
            area.verticalScrollBar().setValue(0 if area is self.who and self._touched is not None else place)
        if had_focus:
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- rights

    def withdraw(self, sitting: Sitting, purpose: Purpose) -> None:
        """Take one consent back; what that touches is shown, and Undo gives it back."""

        def done(found: Withdrawn) -> None:
            self._touched = found

        self.ctx.write(
            self,
            lambda w: withdraw_for(workspace=w, session=sitting.session, attendance=sitting.attendance, purposes=[purpose]),
            done,
            changes=lambda found: found.changes,
            notice=m_("Withdrew consent: {purpose}", purpose=PURPOSE_NAMES[purpose]),
        )

    def look_before_withdrawing(self, sitting: Sitting) -> None:
        """Choose what is taken back, and see what it touches before."""
        who = self.facts.name if self.facts is not None else sitting.seat or ""
        self.ctx.covering.emit(WithdrawPage(self.ctx, sitting.session, sitting.attendance, who))

    def ask(self, sitting: Sitting) -> None:
        """Hand the laptop over for the questions of one session."""
        hand_over(self.ctx, session=sitting.session, attendance=sitting.attendance)

    def choose_folder(self) -> None:
        """Ask where the two files go."""
        chosen = QFileDialog.getExistingDirectory(self, self.t("Choose a folder"), str(Path.home()))
        if chosen:
            self.export(Path(chosen))

    def export(self, folder: Path) -> None:
        """Write everything kept about them, in this window's language."""
        workspace, who, t = self.ctx.workspace, self.person, self.t
        if workspace is None:
            return

        def done(files: tuple[Path, Path]) -> None:
            self.work.end(t("Wrote {files} to {folder}", files=t.items(file.name for file in files), folder=str(folder)))

        def failed(error: CouncilError) -> None:
            self.work.end(in_words(t, error))

        control = self.ctx.jobs.submit(
            lambda control: person.export_person(workspace=workspace, who=who, folder=folder, t=t, stopped=control.cancelled),
            owner=self,
            done=done,
            failed=failed,
            cancelled=lambda: self.work.end(t("Stopped; nothing was written.")),
        )
        self.work.begin(t("Writing everything kept about them"), control)

    def look_before_erasing(self) -> None:
        """Read what would go, and ask."""
        self.ctx.read(self, lambda w: look_before_erasing(workspace=w, who=self.person), self._ask_before_erasing)

    def _ask_before_erasing(self, found: Erasable) -> None:
        t = self.t
        lines = (*will_go(t, found), *left_outside(t, found.documents, found.copies))
        names = (found.name, found.email)
        dialog = ConfirmErasure(
            self.theme,
            t,
            self,
            title=t("Erase {name} for good?", name=found.name or found.email or t("this person")),
            lines=lines,
            names=names if any(names) else (t("erase"),),
            act=t("Erase for good"),
        )
        dialog.accepted.connect(self.erase)
        dialog.finished.connect(dialog.deleteLater)
        self.confirming = dialog
        dialog.open()

    def erase(self) -> None:
        """Erase them for good, and say what is left outside."""
        self.columns.setEnabled(False)
        who = self.person
        # Asked by the window, not by this page: whatever becomes of the page, the others hear that somebody is gone.
        self.ctx.write(
            self.ctx,
            lambda w: erase_person(workspace=w, who=who),
            self._erased,
            changes=lambda found: found.changes,
            failed=self._not_erased,
        )

    def may_close(self) -> bool:
        """Not while somebody is being erased."""
        return self.columns.isEnabled()

    def _not_erased(self, error: CouncilError) -> None:
        if shiboken6.isValid(self):
            self.columns.setEnabled(True)
            self.work.end(in_words(self.t, error))
            self.reload()
        else:
            self.ctx.refused.emit(error)

    def _erased(self, found: Erased) -> None:
        if not shiboken6.isValid(self):
            return
        t = self.t
        rows = sum(found.removed.values())
        lines = [t.n("{count} row is gone from the file and its history.", "{count} rows are gone from the file and its history.", rows)]
        if found.redacted:
            texts = t.n("Their name was taken out of {count} text.", "Their name was taken out of {count} texts.", found.redacted)
            lines.append(texts)
        self.outcome = Outcome(self.theme, t("Erased for good."), (*lines, *left_outside(t, found.documents, found.copies)))
        self.columns.hide()
        self.columns.setEnabled(True)
        self._column.insertWidget(1, self.outcome, 1)
        self.outcome.show()
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)
