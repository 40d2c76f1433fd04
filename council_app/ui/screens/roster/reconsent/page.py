"""Asking again: who, about what, and one hand-over after another through the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.papers import Form
from council_app.domain.records import Changes, RosterLine
from council_app.errors import CouncilError
from council_app.services import papers, reconsent
from council_app.services.papers import ForWhom, Papers
from council_app.services.reconsent import Reconsent, ToAsk
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.consent import hand_over, on_paper
from council_app.ui.core.consent.choices import Choice
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.feedback import LongWork
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.handover.words import greeted
from council_app.ui.core.page import Page
from council_app.ui.core.table import RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.reconsent.changes import ChangesPane
from council_app.ui.screens.roster.reconsent.models import columns

_CHANGES_WIDTH = 320
_CHOSEN, _SESSION, _COUNCIL = -1, 0, 1  # whom to ask, as the places of the choice are counted without the first


class ReconsentPage(Page):
    """The list of those to ask. Enter hands the laptop over; who has answered leaves the list, and the next one is at hand."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._found: Reconsent | None = None
        self._answered = 0
        self._chosen: frozenset[str] = frozenset()
        self.scope = Choice(theme, self._scopes())
        self.model = RowsModel[ToAsk](columns(t), self, identity=lambda person: person.attendance, tag=t.tag)
        self.table = Table(theme, self.model, t("People to ask"))
        self.changes = ChangesPane(theme, t)
        self.how_many = Text(theme, "", "body", "ink2", wrap=True)
        self.ask = Button(theme, "", Role.PRIMARY, key="Enter")
        self.paper = Button(theme, t("From paper"))
        self.later = Button(theme, t("Later"))
        self.mark = Button(theme, "")
        self.forms = Button(theme, t("Paper forms for all (PDF)"), Role.QUIET)
        self.work = LongWork(theme, t)
        self._build()
        self.scope.chosen.connect(lambda _: self.reload())
        self.table.opened.connect(lambda _: self.hand_over())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._name_row())
        self.ask.clicked.connect(self.hand_over)
        self.paper.clicked.connect(self.from_paper)
        self.later.clicked.connect(self.put_off)
        self.mark.clicked.connect(self._mark)
        self.forms.clicked.connect(self._choose_file)
        ctx.changed.connect(self._after_change)
        self.reload()

    def _build(self) -> None:
        t = self.t
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self._build_list())
        nobody = t("Everybody who was there has answered about each purpose, and what they allow reads as it did.")
        self._layers.addWidget(EmptyState(self.theme, t("Nobody has to be asked again."), nobody, ground="sheet"))
        strip = Surface(self.theme, "canvas", "b")
        above = QVBoxLayout(strip)
        above.setContentsMargins(20, 10, 20, 10)
        above.setSpacing(8)
        first_line = FlowLayout()
        first_line.addWidget(self.scope)
        first_line.addWidget(self.forms)
        above.addLayout(first_line)
        above.addWidget(self.how_many)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top_bar(t("Ask again")))
        whole.addWidget(strip)
        whole.addWidget(body, 1)

    def _build_list(self) -> QWidget:
        t, theme = self.t, self.theme
        people = Surface(theme, "sheet")
        column = QVBoxLayout(people)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        foot = Surface(theme, "canvas", "t")
        below = FlowLayout(foot)
        below.setContentsMargins(20, 10, 20, 12)
        for button in (self.ask, self.paper, self.later, self.mark):
            below.addWidget(button)
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(Columns(theme, (Pane(t("People"), people), Pane(t("What changed"), self.changes, _CHANGES_WIDTH))), 1)
        inside.addWidget(self.work)
        inside.addWidget(foot)
        return listed

    def first_focus(self) -> QWidget | None:
        """The list: Enter asks whoever is at hand."""
        return self.table

    # -- reading

    def reload(self) -> None:
        """Read again who has to be asked."""
        session = self.ctx.session
        if session is None:
            return
        scope = self.scope.place - bool(self._chosen)
        key = session.key if scope == _SESSION else None
        council = session.council_key if scope == _COUNCIL else None
        chosen = self._chosen if scope == _CHOSEN else None
        self.ctx.read(
            self,
            lambda workspace: reconsent.who_to_ask(workspace=workspace, session=key, council=council, attendances=chosen),
            self._show,
        )

    def _scopes(self) -> list[str]:
        t = self.t
        chosen = [t("Chosen in the list")] if self._chosen else []
        return [*chosen, t("This session"), t("This council"), t("All councils")]

    def take_chosen(self, lines: Sequence[RosterLine]) -> None:
        """Ask the people who are chosen in the list; everybody else is a click away."""
        self._chosen = frozenset(line.id for line in lines)
        self.scope.offer(self._scopes())
        self.reload()

    def _after_change(self, changes: Changes) -> None:
        if not {"consent", "consent_request", "attendance", "person"}.isdisjoint(changes.entities):
            self.reload()

    def _show(self, found: Reconsent) -> None:
        at, place = self.at_hand, self.table.currentIndex().row()
        self._found = found
        self.model.show_rows(found.people)
        self.changes.show_changes(found)
        self._layers.setCurrentIndex(0 if found.people else 1)
        names = [person.attendance for person in found.people]
        if found.people:
            stays = names.index(at.attendance) if at is not None and at.attendance in names else min(max(place, 0), len(names) - 1)
            self.table.selectRow(stays)
        self._count(found)
        self._name_row()

    def _count(self, found: Reconsent) -> None:
        t = self.t
        parts = [
            t("Asked with now: wording {version}.", version=found.version),
            t.n("{count} person has to be asked.", "{count} people have to be asked.", len(found.people)),
            t.n("{count} person need not be.", "{count} people need not be.", found.settled),
        ]
        if self._answered:
            parts.append(t.n("{count} has answered since you began.", "{count} have answered since you began.", self._answered))
        self.how_many.say(" ".join(parts))
        several = len({person.session for person in found.people}) > 1
        self.forms.refuse(t("choose one session first") if several else "")

    # -- one after another

    @property
    def at_hand(self) -> ToAsk | None:
        """Whoever is to be asked now."""
        current = self.table.currentIndex()
        return self.model.row(current) if current.isValid() and current.row() < self.model.rowCount() else None

    def _name_row(self) -> None:
        t, person = self.t, self.at_hand
        name = greeted(person.name.split()[0]) if person is not None and person.name.split() else person.seat if person is not None else ""
        self.ask.rename(t("Hand the laptop to {name}", name=name) if name else t("Hand the laptop over"))
        self.mark.rename(t("Not asked after all") if person is not None and person.asked_at is not None else t("Mark as asked"))

    def hand_over(self) -> None:
        """Hand the laptop to whoever is at hand."""
        person = self.at_hand
        if person is not None:
            hand_over(self.ctx, session=person.session, attendance=person.attendance, done=self._one_more, put_off=self.put_off)

    def from_paper(self) -> None:
        """Put in the form of whoever is at hand."""
        person = self.at_hand
        if person is not None:
            on_paper(self.ctx, session=person.session, attendance=person.attendance, done=self._one_more)

    def put_off(self) -> None:
        """The next one; this one stays on the list."""
        row = self.table.currentIndex().row() + 1
        if row < self.model.rowCount():
            self.table.selectRow(row)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _one_more(self) -> None:
        self._answered += 1
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        person = self.at_hand
        if person is None:
            return
        note = reconsent.unmark_asked if person.asked_at is not None else reconsent.mark_asked
        self.ctx.write(
            self,
            lambda workspace: note(workspace=workspace, attendances=(person.attendance,)),
            lambda _: self.reload(),
            changes=lambda made: made,
        )

    # -- on paper for everybody

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.t("Paper forms for all (PDF)"), "consent.pdf", "PDF (*.pdf)")
        if name:
            self.print_to(Path(name))

    def print_to(self, out: Path) -> None:
        """Write the consent forms of everybody on the list who has a seat."""
        found = self._found
        if found is None or not found.people:
            return
        session = found.people[0].session
        whom = ForWhom(people=tuple(person.seat for person in found.people if person.seat))

        def prepare(workspace: Workspace) -> Papers:
            t = papers.language(workspace=workspace, session=session)
            return papers.prepare_forms(workspace=workspace, session=session, kinds=(Form.CONSENT,), t=t, whom=whom)

        self.ctx.read(self, prepare, lambda ready: self._print(ready, out))

    def _print(self, ready: Papers, out: Path) -> None:
        control = self.ctx.side.submit(
            lambda control: papers.write_papers(papers=ready, out=out, progress=control.report, cancelled=control.cancelled),
            owner=self,
            done=lambda _: self.work.end(self.t("Wrote {file}", file=str(out))),
            failed=self._not_printed,
            cancelled=self.work.end,
            progress=self.work.advance,
        )
        self.work.begin(self.t("Writing paper forms"), control)

    def _not_printed(self, error: CouncilError) -> None:
        self.work.end()
        self.ctx.refused.emit(error)
