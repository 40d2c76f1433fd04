"""What is asked of a guest in the same breath as the welcome, and who asks it."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.enums import Purpose
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.consent import hand_over, on_paper
from council_app.ui.core.context import AppContext

PURPOSES: dict[Purpose, Message] = {
    Purpose.NOTES: m_("notes"),
    Purpose.PHOTO: m_("photo"),
    Purpose.RECORDING: m_("recording"),
    Purpose.QUOTE_INTERNAL: m_("quotes inside"),
    Purpose.QUOTE_PUBLIC: m_("quotes in public"),
    Purpose.CONTACT: m_("contact"),
}


def lead(t: Translator, missing: Sequence[Purpose]) -> str:
    """What is missing, in three words."""
    return t("Consent not given yet") if len(missing) == len(Purpose) else t("Consent is not complete")


def sentence(t: Translator, missing: Sequence[Purpose]) -> str:
    """Which answers, and how long it takes."""
    if len(missing) == len(Purpose):
        return t("notes, photo, recording, quotes, contact: six answers, about a minute")
    return t("still to ask: {purposes}", purposes=", ".join(t.say(PURPOSES[purpose]) for purpose in missing))


def ask_on_screen(ctx: AppContext, session: str, attendance: str) -> None:
    """Hand the laptop to the guest."""
    hand_over(ctx, session=session, attendance=attendance)


def ask_on_paper(ctx: AppContext, session: str, attendance: str) -> None:
    """Take the answers from a paper form."""
    on_paper(ctx, session=session, attendance=attendance)
