"""The roster: who is coming, who came, and what they allowed. The only place that shows names together with contacts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import RosterLine
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.services import door, roster
from council_app.services.door import DoorCounts
from council_app.services.workspace import Workspace
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import RowsModel, Table
from council_app.ui.core.text import Surface
from council_app.ui.screens.roster.capacity import CapacityStrip
from council_app.ui.screens.roster.changing import Changing
from council_app.ui.screens.roster.choosing import ChosenBar
from council_app.ui.screens.roster.filters import FilterBar
from council_app.ui.screens.roster.models import COMING, CONTACT, NEEDS, Around, Listed, columns, listed
from council_app.ui.screens.roster.pages import OPENINGS
from council_app.ui.screens.roster.people.page import PersonPage

ADD, IMPORT, PAPERS, CONSENT_AGAIN = "roster.add", "roster.import", "roster.papers", "roster.reconsent"
_LOW, _FEW_ACTIONS, _ONE_ACTION, _NOTICE = 560, 1000, 760, 44
_LIST, _EMPTY, _NO_SESSION = range(3)


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything that is read for one look at the list."""

    rows: tuple[Listed, ...]
    counts: DoorCounts


def _read(workspace: Workspace, session: str, t: Translator) -> _Found:
    lines = roster.roster_lines(workspace=workspace, session=session)
    return _Found(listed(lines, t), door.door_counts(workspace=workspace, session=session))


class RosterScreen(Screen):
    """A list that is found in, sorted, typed into and chosen from; pages about it lie over it."""

    shows = frozenset({"attendance", "person", "consent", "session"})
    by_cohort = True
    commands = (
        Command("roster.find", m_("Find somebody"), "to_filter", "Ctrl+F", Need.SESSION, icon="search"),
        Command("roster.edit", m_("Change this cell"), "edit_cell", "F2", Need.SESSION, icon="pencil"),
        Command("roster.sort", m_("Sort by this column"), "sort_here", "Alt+S", Need.SESSION),
        Command("roster.coming", m_("Show who is coming"), "show_view", "Alt+1", Need.SESSION, argument=COMING),
        Command("roster.contact", m_("Show contacts"), "show_view", "Alt+2", Need.SESSION, argument=CONTACT),
        Command("roster.needs", m_("Show needs"), "show_view", "Alt+3", Need.SESSION, argument=NEEDS),
        Command("roster.promote", m_("Promote the next of the waiting list"), "promote_next", "", Need.SESSION),
        Command("roster.room", m_("Change chairs and target"), "change_room", "", Need.SESSION),
        *(opening.command for opening in OPENINGS),
    )

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self._lines: tuple[RosterLine, ...] = ()
        self.filters = FilterBar(theme, t)
        around = Around(self._sitting, lambda: self.filters.segments)
        self.model = RowsModel[Listed](columns(t, around), self, identity=lambda row: row.line.id, tag=t.tag)
        self.table = Table(theme, self.model, t("Roster"), many=True)
        self.table.show_view(COMING)
        self.strip = CapacityStrip(theme, t, lambda session: t.time(session.starts))
        self.bar = ChosenBar(theme, t)
        self.bar.offer_consent(offered=_has(CONSENT_AGAIN))
        self.changing = Changing(ctx, self.table)
        self.nobody = EmptyState(theme, t("Nobody on this list fits that."), t("The filters above leave nobody."), ground="sheet")
        self.nobody.offer(t("Show everybody"), self._show_everybody, quiet=True)
        self._make_actions()
        view = QWidget()
        self._layers = QStackedLayout(view)
        for layer in (self._make_list(), self._make_empty(), self._make_no_session()):
            self._layers.addWidget(layer)
        self.pile = Pile(view)
        self.pile.emptied.connect(self._back_to_list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pile)
        self._connect()

    @property
    def filter(self) -> QWidget:
        """The box to find somebody."""
        return self.filters.box

    # -- building

    def _make_actions(self) -> None:
        self.add = Button(self.theme, self.t("Add somebody"), Role.PRIMARY, height=32, icon="plus")
        self.bring = Button(self.theme, self.t("Import a roster"), Role.PLAIN, height=32)
        self.papers = Button(self.theme, self.t("Papers"), Role.PLAIN, height=32)
        for button, command in ((self.add, ADD), (self.bring, IMPORT), (self.papers, PAPERS)):
            button.clicked.connect(lambda _=False, command=command: self.ctx.asked.emit(command))

    def _make_list(self) -> QWidget:
        page = Surface(self.theme, "sheet")
        self._body = QStackedLayout()
        self._body.addWidget(self.table)
        self._body.addWidget(self.nobody)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.filters)
        column.addLayout(self._body, 1)
        column.addWidget(self.bar)
        return page

    def _make_empty(self) -> QWidget:
        t = self.t
        line = t("Registrations come from a CSV, XLSX or ODS file of any tool, or are typed in one by one.")
        empty = EmptyState(self.theme, t("Nobody is on this list yet."), line)
        empty.offer(t("Import a roster"), lambda: self.ctx.asked.emit(IMPORT))
        empty.offer(t("Add somebody"), lambda: self.ctx.asked.emit(ADD), quiet=True)
        empty.offer(t("Load the sample"), lambda: self.ctx.asked.emit("file.sample"), quiet=True)
        return empty

    def _make_no_session(self) -> QWidget:
        t = self.t
        empty = EmptyState(self.theme, t("No session is planned yet."), t("A list belongs to a session: bring in a plan with one first."))
        empty.offer(t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: self.ctx.go(Place.PROGRAMME))
        empty.offer(t("Load the sample"), lambda: self.ctx.asked.emit("file.sample"), quiet=True)
        return empty

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
        change, bar = self.changing, self.bar
        bar.segment_added.connect(lambda segment: change.add_segment(self.chosen, segment))
        bar.segment_removed.connect(lambda segment: change.remove_segment(self.chosen, segment))
        bar.status_asked.connect(lambda status: change.set_status(self.chosen, status))
        bar.promote_asked.connect(lambda: change.promote(self.chosen))
        bar.move_asked.connect(lambda key: change.move(self.chosen, key))
        bar.off_asked.connect(lambda: change.take_off(self.chosen))
        bar.consent_asked.connect(lambda: self.ctx.asked.emit(CONSENT_AGAIN))
        bar.cleared.connect(self._choose_nobody)
        self.ctx.session_changed.connect(self._start_anew)
        self.ctx.sessions_changed.connect(self._show_sittings)

    # -- the place

    def header_actions(self) -> tuple[Button, ...]:
        """Add, import, papers."""
        return tuple(button for button, command in ((self.add, ADD), (self.bring, IMPORT), (self.papers, PAPERS)) if _has(command))

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
        self.strip.compact(compact=self.height() < _LOW)
        some = bool(self._lines)
        self.add.setVisible(some)
        self.bring.setVisible(some and self.width() >= _ONE_ACTION)
        self.papers.setVisible(some and self.width() >= _FEW_ACTIONS)

    # -- reading

    def reload(self) -> None:
        """Read the list of the session at hand."""
        session, t = self.ctx.session, self.t
        if session is None:
            self._layers.setCurrentIndex(_NO_SESSION)
            return
        self.ctx.read(self, lambda w: _read(w, session.key, t), lambda found: self._show(session.key, found))

    def _show(self, key: str, found: _Found) -> None:
        session = self.ctx.session
        if session is None or session.key != key:
            return
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
        self._fit()

    def _show_sittings(self) -> None:
        session = self.ctx.session
        if session is not None:
            others = [other for other in self.ctx.sessions if other.council_key == session.council_key and other.key != session.key]
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
        self._choose_nobody()
        self.filters.clear()

    # -- finding and choosing

    def _look(self) -> None:
        self.model.keep(self.filters.predicate())
        self._body.setCurrentIndex(0 if self.model.rowCount() or not self._lines else 1)

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

    def _choose_nobody(self) -> None:
        self.table.clearSelection()

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
        """Lay the page of a command over the list."""
        opening = next(opening for opening in OPENINGS if opening.command.id == command)
        self.pile.open(opening.make(self.ctx))

    def open_person(self, row: Listed) -> None:
        """The page of one person."""
        if row.line.person_id is None:
            self.ctx.noticed.emit(self.t("This seat came without a person."), False)
        else:
            self.pile.open(PersonPage(self.ctx, row.line.person_id))

    def _back_to_list(self) -> None:
        """The last page was closed: the keyboard goes back to where it came from."""
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
        self.table.setFocus()
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 1))


def _has(command: str) -> bool:
    return any(opening.command.id == command for opening in OPENINGS)
