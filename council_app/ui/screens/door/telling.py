"""Telling what came of it: the flood, the strip under it with what can be done, and the voice for who does not see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from council_app.domain.records import SessionRef
from council_app.services.door import DoorCounts
from council_app.services.door_list import JustIn
from council_app.ui.core.capacity import in_the_room
from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place, stop_of
from council_app.ui.screens.door import consent
from council_app.ui.screens.door.answers import Answer, Kind, line, notes_line, spoken, title
from council_app.ui.screens.door.desk import Desk
from council_app.ui.screens.door.flood import LOOKS, Look
from council_app.ui.screens.door.front import Front
from council_app.ui.screens.door.listing import Listing
from council_app.ui.screens.door.strip import Choice

PAPER_KEY, UNDO_KEY, COMPANY_KEY, ENTER = "Ctrl+P", "Ctrl+U", "Ctrl+G", "Enter"
_SEATED = (Kind.WELCOME, Kind.ALREADY, Kind.RECALLED)
_GLANCE = 800  # an answer that was on show for less was not read


class Teller(QObject):
    """Holds the answer on show, and those that nobody has read yet.

    Signals:
        walk_in_asked: somebody who is not on the list is to be added (an `Answer`).
        undo_asked: the arrival on show is to be taken back.
        company_asked: how many came along is to be said (an `Answer`).
        again_asked: what went wrong is to be tried again (an `Answer`).
        settled: something was chosen; the box gets the keyboard back.
    """

    walk_in_asked = Signal(object)
    undo_asked = Signal()
    company_asked = Signal(object)
    again_asked = Signal(object)
    settled = Signal()

    def __init__(self, ctx: AppContext, front: Front, desk: Desk) -> None:
        super().__init__(front)
        self._ctx, self._t, self._front, self._desk = ctx, ctx.t, front, desk
        self.answer: Answer | None = None
        self.counts: DoorCounts | None = None
        self.empty_list = False
        self._unread: list[Answer] = []
        self._shown_for = QElapsedTimer()

    def tell(self, answer: Answer, *, busy: bool) -> None:
        """Show an answer; while somebody types the next name it is only said, and kept where it needs a person."""
        self._say(spoken(self._t, answer, self._other(answer)))
        if busy:
            self._keep(answer)
            return
        self._keep_unread()
        self.show(answer)

    def show(self, answer: Answer) -> None:
        """Put an answer on the band."""
        self.answer = answer
        self._shown_for.start()
        guest, t = answer.guest, self._t
        zone = self._ctx.session.starts.tzinfo if self._ctx.session is not None else None
        words, notes = line(t, answer, self._other(answer), zone), notes_line(t, guest)
        self._front.flood.show_result(
            LOOKS[answer.kind],
            title(t, answer),
            f"{words.rstrip('.')}." if notes else words,
            notes,
            (guest.seat or "") if guest is not None and answer.kind in _SEATED else "",
        )
        self._front.show_band(self._front.flood)
        self.show_strip()

    def forget(self) -> None:
        """The next guest is typed or scanned."""
        if self.answer is not None and self.answer.scanned:
            self._keep_unread()
        self.answer = None

    def ask_again(self, listing: Listing, *, quietly: bool) -> None:
        """Consent was answered: what is said to be missing may not be missing any more. `quietly` while a form is on show."""
        answer = self.answer

        def show(now: JustIn | None) -> None:
            if answer is not None and self.answer is answer and now is not None:
                self.answer = answer.asked(now.missing)
                if not quietly:
                    self.show_strip()

        if answer is not None and answer.guest is not None:
            listing.ask_of(answer.guest.id, show)

    def seen(self) -> None:
        """Somebody acts on the answer on show."""
        self._shown_for.invalidate()

    def reset(self) -> None:
        """Another session is at hand: nothing of the former one stays."""
        self._unread.clear()
        self._show_unread()
        self.rest()

    def rest(self) -> None:
        """Nobody is at the door: a word for whoever comes."""
        self.answer = None
        t = self._t
        about = t("Nobody is on this list yet.") if self.empty_list else t("Tell us your name, or show your badge.")
        self._front.flood.show_result(Look("sheet", "ink", "person"), t("Welcome"), about, "", "")
        self._front.show_band(self._front.flood)
        self.show_strip()

    # -- the strip

    def show_strip(self) -> None:
        """What can be done about the answer on show."""
        answer, front = self.answer, self._front
        read_only = self._ctx.workspace is not None and self._ctx.workspace.read_only
        if answer is None:
            self._show_rest(read_only=read_only)
        elif answer.missing and answer.guest is not None and not read_only:
            self._ask_consent(answer)
        else:
            offers: dict[Kind, Callable[[Answer], None]] = {
                Kind.UNKNOWN: self._offer_walk_in,
                Kind.WAITING: self._offer_chair,
                Kind.OTHER_BADGE: self._offer_session,
                Kind.LOST: self._offer_again,
                Kind.WELCOME: self._offer_undo,
                Kind.ALREADY: self._offer_undo,
                Kind.RECALLED: self._offer_undo,
            }
            offer = None if read_only else offers.get(answer.kind)
            if offer is None:
                front.show_under(None)
            else:
                offer(answer)

    def _show_rest(self, *, read_only: bool) -> None:
        t, offer = self._t, self._front.offer
        if read_only:
            offer.say("eye-off", t("Open for reading only"), t("Names can be looked up here; nobody can be let in."))
        elif self.empty_list:
            roster = Choice(t("Go to {place}", place=stop_of(Place.ROSTER).name), "", lambda: self._ctx.go(Place.ROSTER))
            offer.say("user-plus", t("Who walks in can be added by name"), t("Registrations are imported at the roster."), (roster,))
        else:
            self._front.show_under(None)
            return
        self._front.show_under(offer)

    def _ask_consent(self, answer: Answer) -> None:
        t, ctx, guest = self._t, self._ctx, answer.guest
        attendance = guest.id if guest is not None else ""
        self._front.consent.say(
            "signature",
            consent.lead(t, answer.missing),
            consent.sentence(t, answer.missing),
            (
                self._company(answer),
                Choice(t("On paper"), PAPER_KEY, lambda: consent.ask_on_paper(ctx, answer.session, attendance)),
                Choice(t("Hand over the laptop"), ENTER, lambda: consent.ask_on_screen(ctx, answer.session, attendance), primary=True),
            ),
        )
        self._front.show_under(self._front.consent)

    def _offer(self, icon: str, lead: str, sentence: str, *choices: Choice) -> None:
        self._front.offer.say(icon, lead, sentence, choices)
        self._front.show_under(self._front.offer)

    def _offer_walk_in(self, answer: Answer) -> None:
        t = self._t
        add = Choice(t("Add as a walk-in"), ENTER, lambda: self.walk_in_asked.emit(answer), primary=True)
        self._offer("user-plus", t("Did they walk in?"), self.full_words() or t("A name is enough."), add)

    def _offer_chair(self, answer: Answer) -> None:
        t, guest, counts = self._t, answer.guest, self.counts
        if guest is None:
            return
        let_in = Choice(t("Let in all the same"), ENTER, lambda: self._desk.let_in_all_the_same(guest), primary=True)
        room = ""
        if counts is not None:
            room = t("{here} are in, {expected} still to come", here=in_the_room(counts), expected=counts.expected)
        self._offer("user-plus", t("Is there a chair left?"), self.full_words() or room, let_in)

    def _offer_session(self, answer: Answer) -> None:
        t, guest = self._t, answer.guest
        other = Choice(t("Open that session’s door"), "", lambda: self._ctx.choose_session(answer.badge_of))
        if guest is None:
            self._offer("scan-line", t("Nobody with this badge is on this list"), "", other)
        elif guest.status.was_there:
            self._offer("scan-line", t("{name} is in here already", name=guest.name), "", other)
        else:
            here = Choice(t("Let in here"), ENTER, lambda: self._desk.let_in(guest.name, guest), primary=True)
            self._offer("scan-line", t("{name} is on this list, too", name=guest.name), "", other, here)

    def _offer_again(self, answer: Answer) -> None:
        t = self._t
        again = Choice(t("Try again"), ENTER, lambda: self.again_asked.emit(answer), primary=True)
        self._offer("refresh-cw", t.quote(answer.typed), t("Nothing was changed."), again)

    def _company(self, answer: Answer) -> Choice:
        return Choice(self._t("Plus-ones"), COMPANY_KEY, lambda: self.company_asked.emit(answer))

    def _offer_undo(self, answer: Answer) -> None:
        t = self._t
        undo = Choice(t("Undo check-in"), UNDO_KEY, self.undo_asked.emit, icon="undo-2")
        self._offer("check", t("Every consent question is answered"), "", self._company(answer), undo)

    def full_words(self) -> str:
        """That every chair is taken; "" while one is left."""
        counts = self.counts
        if counts is None or counts.capacity is None or in_the_room(counts) < counts.capacity:
            return ""
        return self._t("Every chair is taken: {here} of {chairs}.", here=in_the_room(counts), chairs=counts.capacity)

    # -- what was not read yet

    def _keep_unread(self) -> None:
        """What a fast scanner pushes off the screen waits in its own line."""
        if self.answer is not None and self._shown_for.isValid() and self._shown_for.elapsed() < _GLANCE:
            self._keep(self.answer)

    def _keep(self, answer: Answer) -> None:
        if answer.kind.needs_a_person:
            self._unread.append(answer)
            self._show_unread()

    def _show_unread(self) -> None:
        also, t = self._front.also, self._t
        if not self._unread:
            also.hide()
            return
        answer = self._unread[-1]
        words = line(t, answer, self._other(answer))
        more = len(self._unread) - 1
        said = f"{words} · {t.n('and {count} more', 'and {count} more', more)}" if more else words
        also.say(
            "triangle-alert", title(t, answer), said, (Choice(t("Show"), "", self._show_newest_unread), Choice(t("Seen"), "", self._drop))
        )
        also.show()

    def _show_newest_unread(self) -> None:
        answer = self._unread.pop()
        self._show_unread()
        self.show(answer)
        self.settled.emit()

    def _drop(self) -> None:
        self._unread.pop()
        self._show_unread()
        self.settled.emit()

    def _other(self, answer: Answer) -> SessionRef | None:
        return next((session for session in self._ctx.sessions if session.key == answer.badge_of), None)

    def _say(self, sentence: str) -> None:
        flood = self._front.flood
        flood.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(flood, sentence))
