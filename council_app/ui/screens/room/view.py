"""The room: the agenda clock, the live stream of notes with the capture line under it, and who was heard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.domain.manners import offered
from council_app.domain.records import Changes
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.columns import Columns, Pane
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Pile
from council_app.ui.core.places import Place
from council_app.ui.core.rereading import Reread
from council_app.ui.screens.room.agenda import AgendaPanel
from council_app.ui.screens.room.around import EVERYTHING, Around, read_around, touched
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.hearing import HearingPanel
from council_app.ui.screens.room.life import LifeButton
from council_app.ui.screens.room.notes import NotesPane
from council_app.ui.screens.room.owing import Owing
from council_app.ui.screens.room.pages import RoomPages
from council_app.ui.screens.room.photopage import RoomPhotos
from council_app.ui.screens.room.projector import Projector
from council_app.ui.screens.room.stagebar import StageBar
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialpanel import Sides, TrialPage
from council_app.ui.screens.room.turns import TurnKeeper
from council_app.ui.screens.room.verbs import NOTES_PANE, RoomVerbs
from council_app.ui.screens.room.wrapup import WrapUpPage

_BESIDE_NOTES = frozenset(
    {"agenda_item", "session_event", "asked_question", "parked_item", "talking_turn", "trial", "trial_clock", "answer"}
)


class RoomScreen(RoomVerbs):
    """Where a session is held: its time on the left, its words in the middle, its people on the right."""

    shows = frozenset({"note", "note_tag", "tag", "attendance", "consent", "task", "question"}) | _BESIDE_NOTES
    by_cohort = True

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.desk, self.turns = Desk(ctx, self), TurnKeeper(ctx, self)
        self._around = Reread(ctx, self, read_around, self._show_around)
        self.notes = NotesPane(ctx)
        self.stream, self.model, self.nobody = self.notes.stream, self.notes.stream.notes, self.notes.nobody
        self.line, self.parse_row, self.completion = self.notes.line, self.notes.parse_row, self.notes.completion
        self.agenda = AgendaPanel(self.theme, self.t, self.desk)
        self._hearing = HearingPanel(self.theme, self.t, self.turns)
        self.trial_desk = TrialDesk(ctx, self)
        self.sides = Sides(ctx, self.trial_desk, self._hearing)
        self._life = LifeButton(self.theme, self.t, self.desk)
        self._stage_button = Button(self.theme, self.t("Stage window"), Role.QUIET, height=32, icon="laptop")
        self._stage_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.projector = Projector(self.t, self)
        self.stage_bar = StageBar(self.theme, self.t, self.projector)
        self.agenda.add_foot(self.stage_bar)
        self._make_columns()
        self._connect()
        empty = EmptyState(
            self.theme, self.t("No session to write notes in."), self.t("Notes belong to a session. A plan brings sessions in.")
        )
        self._way_on = empty.offer(self.t("Go to {place}", place=self.t("Programme")), lambda: ctx.go(Place.PROGRAMME))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._pile)
        self._layers.addWidget(empty)

    def _make_columns(self) -> None:
        panes = (
            Pane(self.t("Agenda"), self.agenda, self.theme.size("panel-agenda")),
            Pane(self.t("Notes"), self.notes),
            Pane(self.t("Heard"), self.sides, self.theme.size("panel-side")),
        )
        self._columns = Columns(self.theme, panes, front=NOTES_PANE)
        self._columns.folded.connect(self.notes.head.setHidden)
        self._pile = Pile(self._columns)
        self._pile.emptied.connect(self.to_line)
        self._photos = RoomPhotos(self.ctx, self, self.notes.desk.photos, self.stream, self._pile, self.to_line)
        self._pages = RoomPages(self.ctx, self._pile, self.sides, self.to_trials, self)

    def _connect(self) -> None:
        self._hearing.named.connect(self._name)
        self._hearing.seats.left.connect(self.to_line)
        self.agenda.parking.line.left.connect(self.to_line)
        self.agenda.clock.settled.connect(self.to_line)
        self.agenda.clock.wrap_asked.connect(self.wrap_up)
        self._life.clicked.connect(self._lead_on)
        self._stage_button.clicked.connect(self.toggle_stage)
        self.stage_bar.line.left.connect(self.to_line)
        self.desk.ticked.connect(self._show_stage)
        self.sides.left.connect(self.to_line)
        self.sides.wide_asked.connect(self.wide_trials)
        self.trial_desk.answered.connect(self._pages.back_to_trials)
        # A field of text keeps a question mark for itself; anywhere else it asks for the keys.
        asks = QShortcut(QKeySequence("?"), self)
        asks.setKeys([QKeySequence("?"), QKeySequence("Shift+?")])  # systems differ in whether they still name the Shift in it
        asks.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        asks.activated.connect(self.show_keys)
        asks.activatedAmbiguously.connect(self.show_keys)

    # -- coming and going

    def header_actions(self) -> tuple[Button, ...]:
        """How the session stands, and the window for the projector."""
        return (self._life, self._stage_button)

    def first_focus(self) -> QWidget | None:
        """The line is always ready."""
        page = self._pile.top
        if page is not None:
            return page.first_focus()
        return self.line if self.ctx.session is not None else self._way_on

    def leave(self) -> None:
        """Half-typed text goes to disk at once, and so does the turn of whoever speaks."""
        self.turns.end()
        self.notes.leave()
        self._keep_typed()

    def _keep_typed(self) -> None:
        """What is being typed in a page or a cell counts as typed."""
        self.sides.table.grid.keep_typed()
        if self._pile.top is not None:
            self._pile.top.may_close()

    @property
    def _owing(self) -> tuple[Owing, ...]:
        return (self.notes.desk.marks.owing, self.desk.owing, self._photos.owing, self.trial_desk.owing)

    @property
    def is_keeping(self) -> bool:
        """Whether anything typed here is at the disk right now."""
        return self.notes.desk.is_keeping or self.stream.at_disk or any(owing.is_keeping for owing in self._owing)

    @property
    def unkept(self) -> tuple[str, ...]:
        """What was typed here and the disk has not taken."""
        beside = (words for owing in self._owing for words in owing.unkept)
        return (*self.notes.desk.unkept, *self.stream.unkept.values(), *beside)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """What was typed beside the line and never sent off."""
        top = self._pile.top
        on_page = top.unfinished if isinstance(top, WrapUpPage | TrialPage) else ()
        beside = (self.stage_bar.unfinished, self.sides.table.grid.unread)
        return (*self.agenda.parking.unfinished, *(words for words in beside if words), *on_page)

    def keep_now(self) -> None:
        """Try once more to put it on disk."""
        self.notes.desk.keep_now()
        self.stream.keep_now()
        for owing in self._owing:
            owing.keep_now()

    def notice_area(self) -> QRect | None:
        """Never over the line: at the foot of the last column, or above the line where there is one column."""
        if self._pile.top is not None:
            return self._pages.notice_area(self)
        if self.sides.showing_trials and self.sides.isVisible():
            return self.sides.table.notice_area(self)
        if self._columns.one_column:
            foot = self.stream.mapTo(self, self.stream.rect().bottomLeft())
            return QRect(0, foot.y() - 43, self.width(), 44)
        return QRect(self._hearing.mapTo(self, QPoint(1, self._hearing.height() - 44)), QSize(self._hearing.width() - 1, 44))

    def _session_changed(self) -> None:
        self.turns.end()
        self._keep_typed()
        self._pile.clear()
        self.notes.change_session()
        super()._session_changed()

    def _maybe_reload(self, changes: Changes) -> None:
        """Read what the change touched; a step of the clock or a turn leaves the stream where it is being read."""
        beside, shown = changes.entities <= _BESIDE_NOTES, not self.shows.isdisjoint(changes.entities)
        if self.isVisible() or (beside and self.projector.stage is not None):
            if shown and not beside:
                self.notes.follow()
            self._read_around(touched(changes.entities) if shown else frozenset())
        elif shown:
            self._stale = True

    def reload(self) -> None:
        """Read the newest page, the agenda, speakers and tags of the session at hand."""
        self._layers.setCurrentIndex(0 if self.ctx.session is not None else 1)
        self.agenda.parking.come_to_session(self.ctx.session.key if self.ctx.session is not None else "")
        if self.ctx.session is not None:
            self.notes.reload()
            self._read_around(EVERYTHING)

    def _read_around(self, parts: frozenset[str]) -> None:
        session = self.ctx.session
        if session is not None and parts:
            self._around.ask(session.key, parts)

    def _show_around(self, around: Around) -> None:
        if around.facts is not None:
            self.desk.show_facts(around.facts)
        if around.heard is not None:
            self.turns.were_read()
            self._hearing.show_heard(around.heard, self.ctx.cohort_members, shares=self._manner.shares)
            self.notes.show_count(around.heard.notes)
        if around.trials is not None:
            self.trial_desk.show_sheet(around.trials)
        if around.speakers is not None or around.tags is not None:
            self.notes.show_known(around.speakers, None if around.tags is None else offered(around.tags, self._manner))
