"""The words of a note as every place shows them: quoted, plain, or withheld with the reason."""

from __future__ import annotations

from council_app.domain.records import NoteLine
from council_app.i18n import Translator


def words_of(t: Translator, note: NoteLine) -> str:
    """What was said; where its speaker refused notes, that, and nothing of it."""
    if note.withheld:
        return t("Withheld: this person does not allow notes.")
    return t.quote(note.text) if note.verbatim else note.text


def style_of(note: NoteLine) -> str:
    """The type style of those words: serif only for what somebody said."""
    return "quote" if note.verbatim and not note.withheld else "note"
