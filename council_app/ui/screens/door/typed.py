"""What is typed or scanned into the box: shown from memory while it grows, sent to the desk with Enter."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt

from council_app.domain.door import Guest
from council_app.i18n import Translator
from council_app.ui.screens.door.answers import Answer
from council_app.ui.screens.door.desk import Desk
from council_app.ui.screens.door.front import Front
from council_app.ui.screens.door.listing import Listing
from council_app.ui.screens.door.matches import about, match_of
from council_app.ui.screens.door.strip import Strip
from council_app.ui.screens.door.telling import Teller

_ECHO = 150  # some scanners end a code with two Enters; the second must not press the button of the answer
_MOST = 60


class Typing(QObject):
    """The hand behind the box."""

    def __init__(self, t: Translator, front: Front, listing: Listing, desk: Desk, teller: Teller) -> None:
        super().__init__(front)
        self._t, self._front, self._box = t, front, front.box
        self._listing, self._desk, self._teller = listing, desk, teller
        self._echo = QElapsedTimer()

    def typed(self, text: str) -> None:
        """Show who may be meant."""
        if not text.strip():
            self._teller.rest()
            return
        self._teller.forget()
        book = self._listing.book
        found = book.find(text)
        shown = [match_of(self._t, guest, namesake=book.namesakes(guest)) for guest in found[:_MOST]]
        self._front.matches.show_matches(shown, about(self._t, text, len(found)))
        self._front.show_band(self._front.matches)
        self._front.show_under(None)

    def enter(self) -> None:
        """One person is let in; several are chosen from first; an empty box does what the strip offers."""
        typed, book = _clean(self._box.text()), self._listing.book
        found, chosen = book.find(typed), self._front.matches.chosen
        if not typed:
            self._press_primary()
        elif len(found) == 1 or (chosen is not None and chosen in found):
            self._send(typed, found[0] if len(found) == 1 else chosen, scanned=bool(self._desk.scanned(typed, book)))
        elif found:
            self._front.matches.ask()
        elif self._desk.scanned(typed, book):
            self.scan(typed)
        else:
            self._send(typed)

    def try_again(self, answer: Answer) -> None:
        """As if it were typed once more."""
        self._box.setText(answer.typed)
        self.enter()

    def scan(self, typed: str) -> None:
        """A badge, by what the scanner typed."""
        code = self._desk.scanned(typed, self._listing.book)
        self._send(code, self._listing.book.badge(code), scanned=True)

    def _press_primary(self) -> None:
        under = self._front.under
        choice = under.primary() if isinstance(under, Strip) else None
        if choice is not None and not (self._echo.isValid() and self._echo.elapsed() < _ECHO):
            self._teller.seen()
            choice.act()

    def take(self, guest: Guest) -> None:
        """One of those who may be meant was touched."""
        self._send(self._box.text(), guest)

    def _send(self, typed: str, guest: Guest | None = None, *, scanned: bool = False) -> None:
        """Hand it to the desk, and have the box ready for the next at once."""
        self._echo.start()
        self._box.blockSignals(True)
        self._box.clear()
        self._box.blockSignals(False)
        self._front.matches.list.clearSelection()
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        if guest is None and self._listing.read and not scanned:
            self._desk.say_unknown(typed)
        elif guest is None and self._listing.read:
            self._desk.look_up(typed, scanned=True)
        else:
            self._desk.let_in(typed, guest, scanned=scanned)


def _clean(typed: str) -> str:
    """What was typed or pasted without what no keyboard types."""
    return "".join(character if character.isprintable() else " " for character in typed).strip()
