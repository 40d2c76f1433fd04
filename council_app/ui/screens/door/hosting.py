"""What the host does beside the box: adding a walk-in, taking an arrival back, reading what only the host reads."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from council_app.domain.attending import Cell
from council_app.domain.door import Guest, GuestBook
from council_app.services import door_list
from council_app.services.cells import CellRefused, read_cell
from council_app.services.door_list import HostNotes
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.screens.door.answers import Answer
from council_app.ui.screens.door.desk import Desk
from council_app.ui.screens.door.front import Front
from council_app.ui.screens.door.telling import Teller

_HELD = 600  # a key held that long hides the notes when it is let go


class Hosting(QObject):
    """Forms in the place of the strip.

    Signals:
        settled: a form is done with; the box gets the keyboard back.
        scanned: a badge was scanned while a form had the keyboard (what the scanner typed).
    """

    settled = Signal()
    scanned = Signal(str)

    def __init__(self, ctx: AppContext, front: Front, desk: Desk, teller: Teller) -> None:
        super().__init__(front)
        self._ctx, self._t, self._front, self._desk, self._teller = ctx, ctx.t, front, desk, teller
        self.book = GuestBook()
        self._names: dict[str, str] = {}
        self._host: Answer | None = None
        self._notes_for = QElapsedTimer()
        front.walk_in.filled.connect(self._walk_in)
        front.walk_in.left.connect(self.back)
        front.reasons.chosen.connect(self._take_back)
        front.reasons.left.connect(self.back)
        front.plus_ones.chosen.connect(self._bring)
        front.plus_ones.left.connect(self.back)
        front.box.pressed.connect(self.hide_notes)
        front.box.installEventFilter(self)

    @property
    def open(self) -> bool:
        """Whether a form is on show that somebody is filling in."""
        return self._front.under in (self._front.walk_in, self._front.reasons, self._front.plus_ones)

    def back(self) -> None:
        """The strip of the answer instead of the form."""
        self._teller.show_strip()
        self.settled.emit()

    # -- walk-ins

    def begin_walk_in(self, typed: str) -> None:
        """The form, with what was typed."""
        self._teller.seen()
        self._front.walk_in.begin(typed, self._teller.full_words())
        self._front.show_under(self._front.walk_in)
        self._front.walk_in.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _walk_in(self, name: str, email: str) -> None:
        if not self._was_scan(name) and not self._was_scan(email):
            self._desk.walk_in(name, email)

    # -- taking back

    def ask_why(self, guest: Guest) -> None:
        """The line of reasons."""
        self._teller.seen()
        self._names[guest.id] = guest.name or guest.seat or ""
        self._front.show_under(self._front.reasons)
        self._front.reasons.begin(guest.id, self._names[guest.id])

    def _take_back(self, reason: str) -> None:
        if self._was_scan(reason):
            return
        guest = self._front.reasons.guest
        self.back()
        self._desk.take_back(guest, self._names[guest], reason)

    # -- company

    def ask_company(self, answer: Answer) -> None:
        """How many came along with somebody who is in."""
        if answer.guest is None or not answer.guest.status.was_there:
            return
        self._teller.seen()
        self._host = answer
        self._front.show_under(self._front.plus_ones)
        self._front.plus_ones.begin(answer.guest.name or answer.guest.seat or "")

    def _bring(self, typed: str) -> None:
        host = self._host
        if host is None or self._was_scan(typed):
            return
        try:
            read_cell(Cell.GUESTS, typed, region="")
        except CellRefused as refused:
            self._front.plus_ones.wrong(in_words(self._t, refused))
            return
        self.back()
        self._desk.bring(host, typed)

    def _was_scan(self, text: str) -> bool:
        """A scanner types wherever the keyboard is: a badge is never a name or a reason."""
        if not self._desk.scanned(text, self.book):
            return False
        self.back()
        self.scanned.emit(text)
        return True

    # -- what only the host reads

    def show_notes(self, guest: Guest | None) -> None:
        """Until the next key."""
        session = self._ctx.session
        if guest is None or session is None or self.open or self.notes_shown:
            return

        def show(notes: HostNotes) -> None:
            self._front.notes.show_notes(guest.name or guest.seat or "", notes)
            self._front.show_under(self._front.notes)

        self._notes_for.start()
        self._ctx.read(self, lambda w: door_list.host_notes(workspace=w, session=session.key, attendance=guest.id), show)

    @property
    def notes_shown(self) -> bool:
        """Whether the notes are on show."""
        return self._front.under is self._front.notes

    def hide_notes(self) -> None:
        """Guests see this screen."""
        if not self.notes_shown:
            return
        if self._front.matches.isHidden():
            self._teller.show_strip()
        else:
            self._front.show_under(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key of the notes was held, and is let go."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_I:
            self._let_go(event)
        return super().eventFilter(watched, event)

    def _let_go(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() and self._notes_for.isValid() and self._notes_for.elapsed() > _HELD:
            self.hide_notes()
