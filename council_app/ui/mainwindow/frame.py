"""The frame around the places: rail on the left, header on top, one place in front, notices and long work at its foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from council_app.errors import CouncilError
from council_app.ui.core.context import AppContext, Working
from council_app.ui.core.feedback import LongWork, Notice
from council_app.ui.core.header import PageHeader
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.rail import Rail
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.cohorts import CohortKeeper
from council_app.ui.mainwindow.places import make_screen
from council_app.ui.mainwindow.rehearsal import RehearsalBand

if TYPE_CHECKING:
    from council_app.domain.note_filter import NoteFilter
    from council_app.domain.records import SessionRef
    from council_app.services.workspace import Workspace

_FOLD_BOX_BELOW = 860


class Frame(QWidget):
    """Makes a place when it is first visited and keeps it.

    Signals:
        arrived: a screen came to the front; the one before it is in `left`.
        left: a screen went to the back.
    """

    arrived = Signal(object)
    left = Signal(object)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__()
        self._ctx = ctx
        self._screens: dict[Place | None, Screen] = {}
        self.place: Place | None = None
        self.before_settings = Place.PROGRAMME
        self.rail = Rail(ctx.theme, ctx.t)
        self.header = PageHeader(ctx.theme, ctx.t, "Ctrl+K")
        self.rehearsal = RehearsalBand(ctx)
        self._stack = QStackedWidget()
        self.notice = Notice(ctx.theme, ctx.t, self._stack)
        self.notice.area = lambda: self.front.notice_area() if self.front is not None else None
        self.work = LongWork(ctx.theme, ctx.t)
        ctx.working.connect(self._show_work)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.rehearsal)
        right.addWidget(self._stack, 1)
        right.addWidget(self.work)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.rail.chosen.connect(ctx.go)
        ctx.bared.connect(self.bare)
        self.header.session_chosen.connect(ctx.choose_session)
        ctx.session_changed.connect(self._name_session)
        ctx.sessions_changed.connect(self._name_session)
        self.cohorts = CohortKeeper(ctx, self.header.cohort)
        ctx.cohort_changed.connect(self._show_filter)
        self._tell_of_saving()

    def _tell_of_saving(self) -> None:
        ctx, state = self._ctx, self.rail.save_state
        ctx.saving.connect(state.saving)
        ctx.saved.connect(state.saved)
        ctx.not_saved.connect(self._not_saved)
        ctx.unchanged.connect(state.unchanged)
        ctx.saved.connect(self._outdate)  # a method of its own: it ends with the frame, which a change of language builds anew
        ctx.noticed.connect(self._tell)

    def _outdate(self, _at: object) -> None:
        self.notice.outdate()

    def _not_saved(self, error: CouncilError) -> None:
        self.rail.save_state.not_saved(self._ctx.t.say(error.why))

    def _tell(self, sentence: str, can_undo: bool) -> None:
        self.notice.tell(sentence, can_undo=can_undo)

    def _show_work(self, working: Working | None) -> None:
        """Long writing, in whichever place: how far it is, and a way to stop it."""
        if working is None:
            self.work.end()
        else:
            if self.work.isHidden():
                self.work.begin(self._ctx.t.say(working.progress.doing), working.control)
            self.work.advance(working.progress)

    @property
    def front(self) -> Screen | None:
        """The screen in front."""
        current = self._stack.currentWidget()
        return current if isinstance(current, Screen) else None

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Every place that was visited."""
        return tuple(self._screens.values())

    def show_place(self, place: Place | None) -> None:
        """Bring a place to the front; None is the settings."""
        before = self.front
        screen = self._screens.get(place)
        if screen is None:
            screen = make_screen(place, self._ctx)
            self._screens[place] = screen
            self._stack.addWidget(screen)
        elif screen is before:
            screen.enter()
            return
        if before is not None:
            before.leave()
            self.bare(False)
            self.left.emit(before)
        self.place = place
        self.before_settings = place or self.before_settings
        self._stack.setCurrentWidget(screen)
        self.notice.settle()
        title = self._ctx.t.say(stop_of(place).name) if place is not None else self._ctx.t("Settings")
        self.header.show_place(title, screen.header_actions())
        self._name_session()
        self._show_filter()
        self.rail.show_place(place, done_places(self._ctx.session))
        screen.enter()
        self.arrived.emit(screen)

    def show_note(self, note: str) -> None:
        """Go to a note, in the list of all of them."""
        self.show_place(Place.TAGGING)
        if self.front is not None:
            self.front.show_note(note)

    def show_found(self, wanted: NoteFilter) -> None:
        """Go to the notes that a filter finds, in the list of all of them."""
        self.show_place(Place.TAGGING)
        if self.front is not None:
            self.front.show_found(wanted)

    def show_insight(self, key: str) -> None:
        """Go to an insight (its key)."""
        self.show_place(Place.INSIGHTS)
        if self.front is not None:
            self.front.show_insight(key)

    def bare(self, bare: bool) -> None:
        """Leave the whole frame to the place in front, or take rail and header back."""
        self.rail.setVisible(not bare)
        self.header.setVisible(not bare)

    def show_where(self, workspace: Workspace) -> None:
        """Say under the save state where the words go."""
        t = self._ctx.t
        if workspace.read_only:
            where = t("read only")
        else:
            where = t("this laptop, encrypted") if workspace.encrypted else t("this laptop, not encrypted")
        self.rail.save_state.open(where)

    def _name_session(self) -> None:
        ctx, screen = self._ctx, self.front
        chosen = ctx.session
        label = "" if chosen is None or screen is None or screen.whole_council else session_label(ctx, chosen)
        self.header.show_sessions([(session.key, session_label(ctx, session)) for session in ctx.sessions], label)
        if self.place is not None:
            self.rail.show_place(self.place, done_places(chosen))

    def _show_filter(self) -> None:
        screen = self.front
        self.header.show_filter(offered=screen is not None and screen.by_cohort, active=self._ctx.cohort is not None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail and the palette box where room is short."""
        super().resizeEvent(event)
        self.rail.fold(narrow=self.width() < self._ctx.theme.size("narrow-below"))
        self.header.fold(folded=self.width() < _FOLD_BOX_BELOW)


def session_label(ctx: AppContext, session: SessionRef) -> str:
    """“Stockholm, 19 Nov 2026, evening”: the time of day only where a council has more than one session."""
    day = ctx.t.date(session.starts.date(), style="medium")
    if session.rehearsal:
        return ctx.t("Rehearsal: {city}, {day}, {time}", city=session.city, day=day, time=ctx.t.time(session.starts))
    siblings = [other for other in ctx.sessions if other.council_key == session.council_key and not other.rehearsal]
    if len(siblings) < 2:
        return ctx.t("{city}, {day}", city=session.city, day=day)
    return ctx.t("{city}, {day}, {time}", city=session.city, day=day, time=ctx.t.time(session.starts))


def done_places(session: SessionRef | None) -> frozenset[Place]:
    """What the data says is done for the session at hand."""
    if session is None:
        return frozenset()
    done = {Place.PROGRAMME}
    if session.confirmed or session.attendees:
        done.add(Place.ROSTER)
    if session.attendees:
        done.add(Place.DOOR)
    if session.notes:
        done.add(Place.ROOM)
    if session.insights:
        done |= {Place.TAGGING, Place.INSIGHTS}
    return frozenset(done)
