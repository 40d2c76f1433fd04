"""What the room's commands and keys do; one verb, one method, named in the table of `keys.py`."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt

from council_app.domain.enums import SessionKind, SessionState
from council_app.domain.manners import MANNERS, Manner
from council_app.domain.stage import stage_of
from council_app.errors import Message, m_
from council_app.ui.core.columns import Columns
from council_app.ui.core.screen import Screen
from council_app.ui.screens.room.agenda import AgendaPanel
from council_app.ui.screens.room.capture import CaptureLine
from council_app.ui.screens.room.desk import Desk
from council_app.ui.screens.room.hearing import HearingPanel
from council_app.ui.screens.room.keys import COMMANDS
from council_app.ui.screens.room.notes import NotesPane
from council_app.ui.screens.room.pages import RoomPages
from council_app.ui.screens.room.photopage import RoomPhotos
from council_app.ui.screens.room.projector import Projector
from council_app.ui.screens.room.stagebar import StageBar
from council_app.ui.screens.room.stream import NoteStream
from council_app.ui.screens.room.trialdesk import TrialDesk
from council_app.ui.screens.room.trialpanel import Sides

AGENDA_PANE, NOTES_PANE, HEARING_PANE = range(3)


class RoomVerbs(Screen):
    """The room as commands see it. What it is made of is put together, and kept up to date, in `view.py`."""

    commands = COMMANDS

    desk: Desk
    notes: NotesPane
    stream: NoteStream
    line: CaptureLine
    agenda: AgendaPanel
    sides: Sides
    trial_desk: TrialDesk
    projector: Projector
    stage_bar: StageBar
    _hearing: HearingPanel
    _columns: Columns
    _photos: RoomPhotos
    _pages: RoomPages

    @property
    def _manner(self) -> Manner:
        return MANNERS[self.ctx.session.kind if self.ctx.session is not None else SessionKind.COUNCIL]

    # -- where the keyboard goes

    def to_line(self) -> None:
        """Give the line the keyboard."""
        self._columns.show_pane(NOTES_PANE)
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_seats(self) -> None:
        """Give the seats the keyboard: letters say who speaks."""
        if not self._manner.shares:
            self._tell(m_("Talking time is counted in councils only."))
            return
        self._columns.show_pane(HEARING_PANE)
        self.sides.to_speaking()
        self._hearing.seats.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_trials(self) -> None:
        """Give the trials the keyboard, beside the notes."""
        if self._has_tasks():
            self._columns.show_pane(HEARING_PANE)
            self.sides.to_trials()

    def wide_trials(self) -> None:
        """The trials over the whole width, or beside the notes again."""
        if self._has_tasks():
            self._pages.trials(self.trial_desk)

    def _has_tasks(self) -> bool:
        if not self.trial_desk.sheet.tasks:
            self._tell(m_("The script of this session has no task to try."))
        return bool(self.trial_desk.sheet.tasks)

    def show_keys(self) -> None:
        """The card of keys, or away with it."""
        self._pages.keys()

    def to_parking(self) -> None:
        """Give the parking line the keyboard."""
        self._columns.show_pane(AGENDA_PANE)
        self.agenda.parking.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_newest(self) -> None:
        """Scroll to the newest note."""
        self.stream.to_newest()

    def add_photo(self) -> None:
        """Choose photos that go with the line."""
        self._photos.choose()

    def add_photo_to_note(self) -> None:
        """Choose photos for the note at hand in the stream, or for the newest one."""
        if not self._photos.choose_for_note():
            self._tell(m_("There is no note to add a photo to."))

    def edit_last(self) -> None:
        """Edit the newest note in place."""
        self._columns.show_pane(NOTES_PANE)
        self.stream.edit_last()

    def mark(self, letter: str) -> None:
        """Keep this moment, to be typed out later."""
        self.notes.desk.marks.mark(letter)

    def type_out(self) -> None:
        """Let the line be the note of the oldest marker."""
        self._columns.show_pane(NOTES_PANE)
        self.notes.desk.type_out_next()

    def _name(self, token: str) -> None:
        self._columns.show_pane(NOTES_PANE)
        self.notes.write_token(token)

    # -- the session

    def start(self) -> None:
        """Go live."""
        self.desk.start()

    def pause(self) -> None:
        """Pause the clock, or let it run on."""
        self.desk.pause_or_go_on()

    def add_minutes(self, minutes: str) -> None:
        """More time for the block under way."""
        self.desk.add(int(minutes))

    def next_block(self) -> None:
        """The next block, or the wrap-up behind the last one."""
        self.agenda.clock.go_on()

    def propose(self) -> None:
        """Say how later blocks could make up for being behind."""
        if self.desk.cuts:
            self._columns.show_pane(AGENDA_PANE)
            self.agenda.clock.propose()
        else:
            self._tell(m_("There is nothing to make up, or no later block has minutes to give."))

    def tick_ask(self) -> None:
        """Tick the must-ask that comes next."""
        ask = self.desk.next_ask
        if ask is not None:
            self.desk.tick_ask(ask)
        else:
            self._tell(m_("There is no question left to tick."))

    # -- the stage

    def toggle_stage(self) -> None:
        """Open the window for the projector, or take it away."""
        if self.projector.stage is not None:
            self.projector.close()
        else:
            self.projector.open()
            self._show_stage()

    def _show_stage(self) -> None:
        """Hand the stage what the agenda says now; nothing else is within its reach."""
        stage, facts, session = self.projector.stage, self.desk.facts, self.ctx.session
        if stage is not None and facts is not None and session is not None:
            stage.show_stage(stage_of(facts, self.desk.reading, datetime.now(UTC)), session.council_title or session.city)

    def black_stage(self) -> None:
        """Show nothing on the stage, or everything again."""
        if self._has_stage():
            self.stage_bar.toggle_black()

    def count_up(self) -> None:
        """Show on the stage what is gone of the block, or what is left."""
        if self._has_stage():
            self.stage_bar.toggle_up()

    def to_message(self) -> None:
        """Give the message line the keyboard."""
        if self._has_stage():
            self._columns.show_pane(AGENDA_PANE)
            self.stage_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _has_stage(self) -> bool:
        if self.projector.stage is None:
            self._tell(m_("The stage window is closed."))
        return self.projector.stage is not None

    # -- the end

    def _lead_on(self) -> None:
        if self.desk.state is SessionState.PLANNED:
            self.desk.start()
        else:
            self.wrap_up()

    def wrap_up(self) -> None:
        """What is still open, before or after the session is closed."""
        if self.desk.state is SessionState.PLANNED:
            self._tell(m_("The session has not begun."))
        else:
            self._pages.wrap_up(self.desk, self.notes.desk.type_out)

    def _tell(self, why: Message) -> None:
        """A key that can do nothing now says so."""
        self.ctx.noticed.emit(self.t.say(why), False)
