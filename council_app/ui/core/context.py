"""What a screen is given: words, looks, workers, settings, the open workspace and the session at hand. No globals."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

from council_app.errors import CouncilError, Message, NotKept, Progress, m_
from council_app.i18n import Translator
from council_app.settings import Settings
from council_app.ui.core.jobs import Control, Jobs, Turn
from council_app.ui.core.patience import Patience
from council_app.ui.core.places import Place
from council_app.ui.core.theme import Theme

if TYPE_CHECKING:
    from council_app.domain.cohorts import Cohort
    from council_app.domain.records import Changes, SessionRef
    from council_app.services.workspace import Workspace  # a name only: loading the database would hold up the first page

T = TypeVar("T")
_A_WHILE = 0.25
"""Seconds after which long writing is shown."""
DATA_IS_SAFE = m_("Everything kept so far is safe in the file.")


@dataclass(frozen=True, slots=True)
class Working:
    """How far long writing is, and the handle that stops it."""

    progress: Progress
    control: Control


class AppContext(QObject):
    """The window's state that screens share.

    Attributes:
        jobs: the worker that owns the workspace's connection.
        side: a second worker for work that needs no connection (reading pages of a PDF).
        workspace: the open file, or None on the welcome page.
        session: the session at hand, or None when there is none.
        cohort: the cohort that lists are filtered by, or None when everyone shows.
        cohort_members: ids of the attendances in it, of all sessions; None when everyone shows.

    Signals:
        changed: a write happened; screens that show these entities re-read (carries `Changes`).
        session_changed: another session is at hand.
        sessions_changed: the list of sessions, or a count in it, is another one.
        cohort_changed: lists show another cohort, or other people are in it.
        cohort_asked: a cohort was asked for by its key; "" is everyone.
        saving, saved, not_saved: the state of saving (`saving` when it takes a while; `saved` carries when, `not_saved` why).
        working: long writing is under way (carries `Working`, or None once it has ended).
        unchanged: what was about to be saved was refused by a rule; everything is as it was before.
        noticed: a sentence for the undo bar, and whether it can be undone.
        refused: something failed and stays on show until dismissed (carries the `CouncilError`).
        going: a place was asked for.
        asked: a command was asked for by its id.
        note_asked: a note is wanted in the list of notes (its id).
        notes_asked: the notes that a filter finds are wanted there (carries the `NoteFilter`).
        insight_asked: an insight is wanted in its place (its key).
        option_chosen: a setting was chosen (the option, its value).
        covering: a `Page` asks for the whole window until it closes (the laptop is handed to a guest; carries the page).
        bared: a place asks for the screen without rail and header (True), or gives it back (False).
        ending: the window goes; who has a worker of their own ends it.
    """

    changed = Signal(object)
    session_changed = Signal()
    sessions_changed = Signal()
    cohort_changed = Signal()
    cohort_asked = Signal(str)
    saving = Signal()
    saved = Signal(object)
    not_saved = Signal(object)
    working = Signal(object)
    unchanged = Signal()
    noticed = Signal(str, bool)
    refused = Signal(object)
    going = Signal(object)
    asked = Signal(str)
    note_asked = Signal(str)
    notes_asked = Signal(object)
    insight_asked = Signal(str)
    option_chosen = Signal(object, str)
    covering = Signal(object)
    bared = Signal(bool)
    ending = Signal()

    def __init__(self, *, t: Translator, theme: Theme, jobs: Jobs, side: Jobs, settings: Settings) -> None:
        super().__init__()
        self.t, self.theme, self.jobs, self.side, self.settings = t, theme, jobs, side, settings
        self.workspace: Workspace | None = None
        self.sessions: tuple[SessionRef, ...] = ()
        self.session: SessionRef | None = None
        self.cohort: Cohort | None = None
        self.cohort_members: frozenset[str] | None = None
        self.author = ""
        self._patience = Patience(self)
        self._patience.late.connect(self.saving)

    def go(self, place: Place) -> None:
        """Ask the window for a place."""
        self.going.emit(place)

    def choose_session(self, key: str) -> None:
        """Take another session in hand."""
        self.session = next((session for session in self.sessions if session.key == key), self.session)
        self.session_changed.emit()

    @property
    def cohort_key(self) -> str | None:
        """The key that reads are to be filtered by; None for everyone."""
        return self.cohort.key if self.cohort is not None else None

    def filter_by(self, cohort: Cohort | None, members: frozenset[str] | None) -> None:
        """Filter lists by a cohort, or show everyone again."""
        if (cohort, members) != (self.cohort, self.cohort_members):
            self.cohort, self.cohort_members = cohort, members
            self.cohort_changed.emit()

    def show_sessions(self, sessions: tuple[SessionRef, ...]) -> None:
        """Take the sessions as they are now; the one in hand stays in hand."""
        key = self.session.key if self.session is not None else ""
        self.sessions = sessions
        self.session = next((session for session in sessions if session.key == key), sessions[0] if sessions else None)
        self.sessions_changed.emit()

    def read(self, owner: QObject, work: Callable[[Workspace], T], done: Callable[[T], None]) -> Control | None:
        """Read from the workspace off this thread; a failure is shown by the window."""
        workspace = self.workspace
        if workspace is None:
            return None
        return self.jobs.submit(lambda _control: work(workspace), owner=owner, done=done, failed=self.refused.emit, turn=Turn.READ)

    def write(
        self,
        owner: QObject,
        work: Callable[[Workspace], T],
        done: Callable[[T], None],
        *,
        changes: Callable[[T], Changes],
        failed: Callable[[CouncilError], None] | None = None,
        notice: Message | None = None,
    ) -> None:
        """Write to the workspace off this thread, tell the save state, and let the screens concerned re-read."""
        workspace = self.workspace
        if workspace is not None:
            kept, lost, _stopped = self._answers(owner, done, changes, failed, notice)
            self.jobs.submit(lambda _control: work(workspace), owner=owner, done=kept, failed=lost)

    def write_long(
        self,
        owner: QObject,
        work: Callable[[Workspace, Control], T],
        done: Callable[[T], None],
        *,
        changes: Callable[[T], Changes],
        notice: Message | None = None,
    ) -> None:
        """As `write`, for what may touch a million rows: the window shows how far it is, and it can be stopped.

        `work` is given the handle to report to and to ask; stopped, it has left everything as it was.
        """
        workspace, began = self.workspace, time.monotonic()
        if workspace is None:
            return
        kept, lost, stopped = self._answers(owner, done, changes, None, notice)

        def step(progress: Progress) -> None:
            if time.monotonic() - began > _A_WHILE:
                self.working.emit(Working(progress, control))

        control = self.jobs.submit(
            lambda asked: work(workspace, asked),
            owner=self,  # whoever asked may have gone when it ends; the window has not
            done=lambda result: self._end_long(lambda: kept(result)),
            failed=lambda error: self._end_long(lambda: lost(error)),
            cancelled=lambda: self._end_long(stopped),
            progress=step,
        )

    def _end_long(self, answer: Callable[[], None]) -> None:
        self.working.emit(None)
        answer()

    def _answers(
        self,
        owner: QObject,
        done: Callable[[T], None],
        changes: Callable[[T], Changes],
        failed: Callable[[CouncilError], None] | None,
        notice: Message | None,
    ) -> tuple[Callable[[T], None], Callable[[CouncilError], None], Callable[[], None]]:
        """What is done once writing ended well, failed, or was stopped."""
        number = self._patience.begin(owner)

        def kept(result: T) -> None:
            self._patience.end(number)
            if shiboken6.isValid(owner):
                done(result)  # first what was waited for, then what is told about it
            self.saved.emit(datetime.now().astimezone())
            self.changed.emit(changes(result))
            if notice is not None:
                self.noticed.emit(self.t.say(notice), True)

        def lost(error: CouncilError) -> None:
            self._patience.end(number)
            self.tell_lost(error)
            (failed or self.refused.emit)(error)

        def stopped() -> None:
            self._patience.end(number)
            self.unchanged.emit()
            self.noticed.emit(self.t("Stopped; nothing was changed."), False)

        return kept, lost, stopped

    def tell_lost(self, error: CouncilError) -> None:
        """A write failed: only what the disk did not take is "not saved"; what a rule refused left everything as it was."""
        if isinstance(error, NotKept):
            self.not_saved.emit(error)
        else:
            self.unchanged.emit()
