"""The door: one box for names and badges, a result nobody can misread, and consent in the same breath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget

from council_app.domain.door import Guest
from council_app.domain.records import Changes
from council_app.services.door import DoorCounts
from council_app.services.door_list import JustIn
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.places import Place, stop_of
from council_app.ui.core.screen import Screen
from council_app.ui.screens.door import consent
from council_app.ui.screens.door.answers import Answer, Kind
from council_app.ui.screens.door.bare import LEAVE, session_words
from council_app.ui.screens.door.commands import COMMANDS
from council_app.ui.screens.door.desk import Desk
from council_app.ui.screens.door.front import Front
from council_app.ui.screens.door.hosting import Hosting
from council_app.ui.screens.door.listing import Listing
from council_app.ui.screens.door.telling import Teller
from council_app.ui.screens.door.typed import Typing


class DoorScreen(Screen):
    """Where people arrive. Every letter is answered from memory, every Enter from disk, in the order they were typed."""

    shows = frozenset({"attendance", "person", "consent", "session", "council"})
    commands = COMMANDS

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        self.front = Front(ctx)
        self.box = self.front.box
        self.listing = Listing(ctx, self)
        self.desk = Desk(ctx, self)
        self.teller = Teller(ctx, self.front, self.desk)
        self.typing = Typing(self.t, self.front, self.listing, self.desk, self.teller)
        self.hosting = Hosting(ctx, self.front, self.desk, self.teller)
        self._connect()
        empty = EmptyState(
            self.theme, self.t("No session to open the door for."), self.t("People arrive at a session. A plan brings sessions in.")
        )
        self._way_on = empty.offer(self.t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: ctx.go(Place.PROGRAMME))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self.front)
        self._layers.addWidget(empty)
        self.teller.rest()

    def _connect(self) -> None:
        front, teller, hosting = self.front, self.teller, self.hosting
        self.box.is_badge = lambda: bool(self.desk.scanned(self.box.text(), self.listing.book))
        self.box.textChanged.connect(self.typing.typed)
        self.box.entered.connect(self.typing.enter)
        self.box.stepped.connect(front.matches.step)
        self.box.escaped.connect(self._escape)
        front.header.left.connect(self.toggle_full_screen)
        front.flood.notes.clicked.connect(self._toggle_notes)
        front.matches.taken.connect(self.typing.take)
        front.just_now.recalled.connect(self._recall)
        front.just_now.undo_asked.connect(lambda came: hosting.ask_why(came.guest))
        teller.walk_in_asked.connect(lambda answer: hosting.begin_walk_in("" if answer.scanned else answer.typed))
        teller.undo_asked.connect(self.take_back)
        teller.company_asked.connect(hosting.ask_company)
        teller.again_asked.connect(self.typing.try_again)
        for part in (teller, hosting):
            part.settled.connect(self.to_box)
        hosting.scanned.connect(self.typing.scan)
        self.desk.answered.connect(self._answered)
        self.desk.refused.connect(front.walk_in.wrong)
        self.listing.loaded.connect(self._loaded)
        self.listing.counted.connect(self._counted)

    # -- coming and going

    def header_actions(self) -> tuple[Button, ...]:
        """The bare door."""
        button = Button(self.theme, self.t("Full screen"), Role.PLAIN, key=LEAVE)
        button.clicked.connect(self.toggle_full_screen)
        return (button,)

    def first_focus(self) -> QWidget | None:
        """The box, always."""
        return self.box if self.ctx.session is not None else self._way_on

    def leave(self) -> None:
        """The window gets its rail and header back."""
        self.hosting.hide_notes()
        if not self.front.header.isHidden():
            self.toggle_full_screen()

    def to_box(self) -> None:
        """Give the box the keyboard."""
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle_full_screen(self) -> None:
        """Nothing but the door on the screen, or the window again."""
        bare = self.front.header.isHidden()
        self.front.header.setVisible(bare)
        self.ctx.bared.emit(bare)
        self.window().setWindowState(self.window().windowState() ^ Qt.WindowState.WindowFullScreen)
        self.front.fold()
        self.to_box()

    # -- what is on the list

    def reload(self) -> None:
        """Read the list of the session at hand."""
        session = self.ctx.session
        self._layers.setCurrentIndex(0 if session is not None else 1)
        if session is None:
            return
        if self.listing.use(session.key):
            self.box.clear()
            self.teller.reset()
        self.front.header.session.say(session_words(self.ctx, session))
        self.listing.load()

    def _loaded(self) -> None:
        """Somebody else may have changed what is on show."""
        book = self.hosting.book = self.listing.book
        self.teller.empty_list = not len(book)
        answer = self.teller.answer
        now = book.get(answer.guest.id) if answer is not None and answer.guest is not None else None
        changed = answer is not None and answer.guest is not None and (now is None or now.status is not answer.guest.status)
        if self.box.text():
            self.typing.typed(self.box.text())
        elif (changed or answer is None) and not self.hosting.open:
            self.teller.rest()

    def _counted(self, came: tuple[JustIn, ...], counts: DoorCounts) -> None:
        if self.ctx.session is not None:
            self.teller.counts = counts
            self.front.show_counts(self.ctx.session, came, counts)

    def _maybe_reload(self, changes: Changes) -> None:
        """What was done here is on show already; only the counts are read again."""
        own = self.desk.take_own()
        if self.shows.isdisjoint(changes.entities):
            return
        if self.listing.read and (own or changes.entities <= {"consent"}):
            self.listing.count_soon()
            if not own:
                self.teller.ask_again(self.listing, quietly=self.hosting.open or self.hosting.notes_shown)
        else:
            self._reload_or_mark()

    # -- answers

    def _escape(self) -> None:
        """First what is typed goes, then what is on show, then the full screen."""
        if self.box.text():
            self.box.clear()
        elif self.teller.answer is not None:
            self.teller.rest()
        elif not self.front.header.isHidden():
            self.toggle_full_screen()

    def _answered(self, answer: Answer) -> None:
        """Take it into the list; show it, unless the next name is being typed."""
        if answer.session != self.listing.session:
            return
        guest, front = answer.guest, self.front
        if answer.kind is Kind.SEVERAL:
            self.box.setText(self.box.text() or answer.typed)
            return
        if guest is not None and self.listing.read:
            self.listing.book.put(guest)
        if guest is not None and answer.kind is Kind.WELCOME:
            front.just_now.add(JustIn(guest, answer.at, answer.missing))
        elif guest is not None and answer.kind is Kind.TAKEN_BACK:
            front.just_now.remove(guest.id)
        formed = front.under is front.walk_in and front.walk_in.sent
        self.teller.tell(answer, busy=bool(self.box.text()) or (self.hosting.open and not formed))
        if formed:
            self.to_box()

    def _recall(self, came: JustIn) -> None:
        """Show somebody again who is in."""
        self.teller.show(Answer(Kind.RECALLED, self.listing.session, came.guest.name, came.guest, came.at, missing=came.missing))
        self.to_box()

    def _guest(self) -> Guest | None:
        """Who is meant now: the one on the band, or the one chosen in the list."""
        if not self.front.matches.isHidden():
            return self.front.matches.chosen
        return self.teller.answer.guest if self.teller.answer is not None else None

    # -- commands

    def show_notes(self) -> None:
        """What only the host reads of who is on show."""
        self.hosting.show_notes(self._guest())

    def _toggle_notes(self) -> None:
        if self.hosting.notes_shown:
            self.hosting.hide_notes()
        else:
            self.show_notes()
        self.to_box()

    def take_back(self) -> None:
        """The arrival on show, or the newest one, was none."""
        guest, came = self._guest(), self.front.just_now.came
        if guest is not None and guest.status.was_there:
            self.hosting.ask_why(guest)
        elif guest is None and came:
            self.hosting.ask_why(came[0].guest)

    def count_company(self) -> None:
        """Who is on show, or came in last, brought more or fewer than they said."""
        answer, came = self.teller.answer, self.front.just_now.came
        if answer is None and came:
            self._recall(came[0])
            answer = self.teller.answer
        if answer is not None:
            self.hosting.ask_company(answer)

    def add_walk_in(self) -> None:
        """The form, also without having looked for somebody."""
        typed = self.box.text()
        self.box.clear()
        self.hosting.begin_walk_in(typed)

    def hand_over(self) -> None:
        """Consent of who is on show, on the screen."""
        guest = self._guest()
        if guest is not None and guest.status.was_there:
            consent.ask_on_screen(self.ctx, self.listing.session, guest.id)

    def on_paper(self) -> None:
        """Consent of who is on show, from a form."""
        guest = self._guest()
        if guest is not None and guest.status.was_there:
            consent.ask_on_paper(self.ctx, self.listing.session, guest.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters typed while a button has the keyboard are for the box."""
        if event.text().isprintable() and event.text().strip():
            self.to_box()
            self.box.insert(event.text())
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused := self.focusWidget(), QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)
