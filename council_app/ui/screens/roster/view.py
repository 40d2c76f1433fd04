"""The roster: who is coming, who came, and what they allowed. The only place that shows names together with contacts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.attending import Cell
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import RosterLine
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.cohorts import NobodyOfCohort
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page, Pile
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import Order, RowsModel, Table
from council_app.ui.core.text import Surface
from council_app.ui.screens.roster.capacity import CapacityStrip
from council_app.ui.screens.roster.changing import Changing
from council_app.ui.screens.roster.choosing import ChosenBar
from council_app.ui.screens.roster.commands import ADD, COMMANDS, CONSENT_AGAIN, IMPORT, PAPERS
from council_app.ui.screens.roster.empties import no_session, nobody_fits, nobody_listed
from council_app.ui.screens.roster.filters import FilterBar
from council_app.ui.screens.roster.models import COMING, STATUS, Around, Listed, columns
from council_app.ui.screens.roster.pages import OPENINGS
from council_app.ui.screens.roster.people.page import PersonPage
from council_app.ui.screens.roster.reading import Found, read_list

_LOW, _LOWEST, _FEW_ACTIONS, _ONE_ACTION, _NOTICE = 620, 420, 1000, 760, 44
_LIST, _EMPTY, _NO_SESSION = range(3)


class RosterScreen(Screen):
    """A list that is found in, sorted, typed into and chosen from; pages about it lie over it."""

    shows = frozenset({"attendance", "person", "consent", "session"})
    by_cohort = True
    commands = (*COMMANDS, *(opening.command for opening in OPENINGS))

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._lines: tuple[RosterLine, ...] = ()
        self.filters = FilterBar(theme, t)
        around = Around(self._sitting, lambda: self.filters.segments)
        self.model = RowsModel[Listed](columns(t, around), self, identity=lambda row: row.line.id, tag=t.tag)
        self.table = Table(theme, self.model, t("Roster"), many=True)
        self.table.show_view(COMING)
        self.table.sort_by(Order(Cell.NAME))
        self.strip = CapacityStrip(theme, t, lambda session: t.time(session.starts))
        self.bar = ChosenBar(theme, t)
        self.changing = Changing(ctx, self.table)
        self.nobody = nobody_fits(ctx, self._show_everybody)
        self.nobody_of_cohort = NobodyOfCohort(
            ctx, lambda cohort: t("Nobody in {cohort} is on this list.", cohort=cohort), t("Everybody else is on it as before.")
        )
        self._make_actions()
        view = QWidget()
        self._layers = QStackedLayout(view)
        for layer in (self._make_list(), nobody_listed(ctx, IMPORT, ADD), no_session(ctx)):
            self._layers.addWidget(layer)
        self.pile = Pile(view)
        self.pile.emptied.connect(self._back_to_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._connect()

    # -- building

    def _make_actions(self) -> None:
        self.add = Button(self.theme, self.t("Add somebody"), Role.PRIMARY, height=32, icon="plus")
        self.bring = Button(self.theme, self.t("Import a roster"), Role.PLAIN, height=32)
        self.papers = Button(self.theme, self.t("Papers"), Role.PLAIN, height=32)
        for button, command in ((self.add, ADD), (self.bring, IMPORT), (self.papers, PAPERS)):
            button.clicked.connect(lambda _=False, command=command: self.ctx.asked.emit(command))

    def _make_list(self) -> QWidget:
        page = Surface(self.theme, "sheet")
        body = QWidget()  # a layout without one would show the table as a window of its own
        self._body = QStackedLayout(body)
        self._body.addWidget(self.table)
        self._body.addWidget(self.nobody)
        self._body.addWidget(self.nobody_of_cohort)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.filters)
        column.addWidget(body, 1)
        column.addWidget(self.bar)
        return page

    def _connect(self) -> None:
        slash = QShortcut(QKeySequence("/"), self.table)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.to_filter)
        self.filters.box.installEventFilter(self)
        self.filters.changed.connect(self._look)
        self.filters.view_chosen.connect(self.show_view)
        self.table.chosen.connect(self._show_chosen)
        self.table.opened.connect(self.open_person)
        self.strip.promote_asked.connect(self.promote_next)
        self.strip.room_asked.connect(self.change_room)
        self.strip.sitting_asked.connect(self.ctx.choose_session)
        self.strip.form.saved.connect(self._set_room)
        self.changing.serve(self.bar, lambda: self.chosen)
        self.bar.consent_asked.connect(lambda: self.ctx.asked.emit(CONSENT_AGAIN))
        self.bar.cleared.connect(self.table.clearSelection)
        self.ctx.session_changed.connect(self._start_anew)
        self.ctx.sessions_changed.connect(self._show_sittings)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """Add, import, papers."""
        return self.add, self.bring, self.papers

    def enter(self) -> None:
        """The place comes to the front."""
        super().enter()
        self._fit()

    def first_focus(self) -> QWidget | None:
        """The box: two letters find anybody; or what the page on top says."""
        return self.filters.box if self.pile.top is None else self.pile.top.first_focus()

    def notice_area(self) -> QRect | None:
        """Above what can be done with the chosen."""
        if self.bar.isHidden() or self.pile.top is not None:
            return None
        return QRect(0, self.height() - self.bar.height() - _NOTICE, self.width(), _NOTICE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low window keeps its room for the list, a narrow one for the session's name."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lowest = self.height() < _LOWEST
        self.strip.compact(compact=self.height() < _LOW, least=lowest)
        # In the lowest window what can be done with the chosen takes the place of what finds them.
        for part in (self.strip, self.filters):
            part.setVisible(not lowest or self.bar.isHidden())
        some, width = bool(self._lines) and self.pile.top is None, self.width()
        for button, least in ((self.add, 0), (self.bring, _ONE_ACTION), (self.papers, _FEW_ACTIONS)):
            if button.parentWidget() is not None:  # else another place is in front, and it would be a window of its own
                button.setVisible(some and width >= least)

    # -- reading

    def reload(self) -> None:
        """Read the list of the session at hand."""
        session, t = self.ctx.session, self.t
        if session is None:
            self._layers.setCurrentIndex(_NO_SESSION)
            return
        self.ctx.read(self, lambda w: read_list(w, session.key, t), self._show)

    def _show(self, found: Found) -> None:
        session = self.ctx.session
        if session is None or session.key != found.session:
            return  # another one was taken in hand meanwhile; its own answer comes
        self._lines = tuple(row.line for row in found.rows)
        self._layers.setCurrentIndex(_LIST if self._lines else _EMPTY)
        self.filters.show_lines(self._lines)
        self.bar.show_segments(self.filters.segments)
        self.strip.show_counts(found.counts, self._lines)
        self.filters.show_cohort(self.ctx.cohort_members)
        self.model.show_rows(found.rows)
        self._look()
        self._show_sittings()
        self._show_chosen()

    def _show_sittings(self) -> None:
        session = self.ctx.session
        if session is not None:
            same = [other for other in self.ctx.sessions if other.council_key == session.council_key and not other.rehearsal]
            others = [other for other in same if other.key != session.key]
            self.strip.show_sittings(session, others, sum(bool(line.elsewhere) for line in self._lines))
            self.bar.show_sittings([(other.key, self._sitting(other.key)) for other in others])

    def _sitting(self, key: str) -> str:
        """A session of the same day is told apart by its time."""
        found = next((session for session in self.ctx.sessions if session.key == key), None)
        return self.t.time(found.starts) if found is not None else key

    def _start_anew(self) -> None:
        """Another session: nobody is chosen, and nothing is looked for."""
        self.table.leave_edit()
        self.pile.clear()
        self.strip.close_form()
        self.table.clearSelection()
        self.filters.clear()

    # -- finding and choosing

    def _look(self) -> None:
        self.model.keep(self.filters.predicate())
        cohort = self.ctx.cohort_members
        without = cohort is not None and not any(line.id in cohort for line in self._lines)
        self._body.setCurrentIndex(0 if self.model.rowCount() or not self._lines else 2 if without else 1)

    def _show_everybody(self) -> None:
        self.filters.clear()
        self.ctx.filter_by(None, None)
        self.to_filter()

    @property
    def chosen(self) -> tuple[RosterLine, ...]:
        """The people chosen, from the top."""
        return tuple(row.line for row in self.table.chosen_rows())

    def _show_chosen(self) -> None:
        self.bar.show_chosen(self.chosen)
        self._fit()

    # -- commands

    def to_filter(self) -> None:
        """Give the box the keyboard."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    def edit_cell(self) -> None:
        """Type into the cell at hand."""
        self.table.edit_here()

    def sort_here(self) -> None:
        """Sort by the column at hand; once more turns it round."""
        self.table.sort_here()

    def show_view(self, view: str) -> None:
        """Show other columns."""
        self.table.show_view(view)
        self.filters.views.show_view(view)

    def show_waiting(self) -> None:
        """Show who waits, in their order."""
        self.show_view(COMING)
        self.filters.status.choose((AttendanceStatus.WAITING,))
        self.table.sort_by(Order(STATUS))

    def promote_next(self) -> None:
        """Give a chair to whoever waits longest."""
        if self.ctx.session is not None:
            queue = sorted((line for line in self._lines if line.place is not None), key=lambda line: line.place or 0)
            self.changing.promote_next(self.ctx.session, queue)

    def change_room(self) -> None:
        """Let chairs and target be typed over."""
        if self.ctx.session is not None:
            self.strip.open_form(self.ctx.session)

    def _set_room(self, chairs: int | None, target: int | None) -> None:
        self.strip.close_form()
        if self.ctx.session is not None:
            self.changing.set_room(self.ctx.session, chairs, target)

    def open_page(self, command: str) -> None:
        """Lay the page of a command over the list; it is for the people chosen, where it asks for people and some are."""
        opening = next(opening for opening in OPENINGS if opening.command.id == command)
        page = opening.make(self.ctx)
        if self.chosen:
            page.take_chosen(self.chosen)
        self._lay(page)

    def open_person(self, row: Listed) -> None:
        """The page of one person."""
        if row.line.person_id is None:
            self.ctx.noticed.emit(self.t("This seat came without a person."), False)
        else:
            self._lay(PersonPage(self.ctx, row.line.person_id))

    def _lay(self, page: Page) -> None:
        self.pile.open(page)
        self._fit()

    def _back_to_list(self) -> None:
        """The last page was closed: the keyboard goes back to where it came from."""
        self._fit()
        if self.table.currentIndex().isValid():
            self.table.setFocus()
        else:
            self.to_filter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the box into the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self._into_list()
            return True
        return super().eventFilter(watched, event)

    def _into_list(self) -> None:
        if not self.model.rowCount():
            return
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))  # on the name, where Enter opens the person
        self.table.setFocus()
