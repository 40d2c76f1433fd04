"""What the host is asked about somebody who came: why an arrival is taken back, and how many came along."""

from __future__ import annotations

from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.asking import Asking, Usual

REASONS: tuple[Message, ...] = (m_("wrong person"), m_("left again"), m_("only a test"))
_LONGEST = 120
_USUAL_COMPANY = 4


class Reasons(Asking):
    """Three reasons at hand, and room for another."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        usual = [Usual(_capital(t.say(reason)), t.say(reason), str(number)) for number, reason in enumerate(REASONS, start=1)]
        super().__init__(theme, t, usual, name=t("Reason"), other=t("another reason"), longest=_LONGEST)
        self._t, self.guest = t, ""

    def begin(self, guest: str, name: str) -> None:
        """Ask about the arrival of the attendance `guest`."""
        self.guest = guest
        self.ask(self._t("{name} is not in after all? Say why.", name=name))


class PlusOnes(Asking):
    """How many came along: a number typed and Enter, or one of the usual ones touched."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        usual = [Usual(str(number), str(number)) for number in range(_USUAL_COMPANY + 1)]
        super().__init__(theme, t, usual, name=t("Plus-ones"), other=t("another number"), longest=_LONGEST)
        self._t = t

    def begin(self, name: str) -> None:
        """Ask about somebody's company."""
        self.ask(self._t("How many came along with {name}?", name=name))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
