"""What a person reads around the wording itself: names of purposes, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.enums import ConsentMethod, Purpose
from council_app.errors import Message, m_
from council_app.i18n import Translator

PURPOSE_NAMES: dict[Purpose, Message] = {
    Purpose.NOTES: m_("notes"),
    Purpose.PHOTO: m_("photographs"),
    Purpose.RECORDING: m_("sound recording"),
    Purpose.QUOTE_INTERNAL: m_("quotes inside the company"),
    Purpose.QUOTE_PUBLIC: m_("quotes in public"),
    Purpose.CONTACT: m_("being contacted"),
}
"""The purposes as things: for sentences of ours, where the wording's own label is a whole clause."""

METHOD_NAMES: dict[ConsentMethod, Message] = {
    ConsentMethod.SCREEN: m_("on the screen"),
    ConsentMethod.PAPER: m_("on paper"),
    ConsentMethod.VERBAL: m_("by word of mouth"),
}

_NAMED_AT_MOST = 2


def purposes_said(t: Translator, purposes: Sequence[Purpose]) -> str:
    """“notes, photographs and sound recording”."""
    return t.items([t.say(PURPOSE_NAMES[purpose]) for purpose in purposes])


def what_is_missing(t: Translator, missing: Sequence[Purpose], *, unsigned: bool) -> str:
    """What a guest still has to do, in words; "" when nothing."""
    if len(missing) == len(Purpose):
        return t("Please answer each question, or refuse everything.")
    if len(missing) > _NAMED_AT_MOST:
        return t.n("One answer is missing.", "{count} answers are missing.", len(missing))
    if missing:
        names = purposes_said(t, missing)
        return t.n("One answer is missing: {names}", "{count} answers are missing: {names}", len(missing), names=names)
    return t("Your signature is missing.") if unsigned else ""
