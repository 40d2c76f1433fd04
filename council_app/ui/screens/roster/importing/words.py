"""What fields, fates, encodings and separators are called."""

from __future__ import annotations

from collections.abc import Mapping

from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.roster_import import Fate, Field, RowFate

FIELDS: Mapping[Field, Message] = {
    Field.NAME: m_("Name"),
    Field.FIRST_NAME: m_("First name"),
    Field.LAST_NAME: m_("Last name"),
    Field.EMAIL: m_("E-mail"),
    Field.PHONE: m_("Phone"),
    Field.STATUS: m_("Status"),
    Field.SEGMENTS: m_("Segments"),
    Field.ACCESS_NEEDS: m_("Access needs"),
    Field.DIETARY: m_("Dietary needs"),
    Field.INVITED_BY: m_("Invited by"),
    Field.GUESTS: m_("Guests they bring"),
    Field.REGISTERED_AT: m_("Registered on"),
    Field.CONSENT: m_("Consent: asked at the door"),
    Field.IGNORE: m_("Leave out"),
}

ENCODINGS: tuple[tuple[str, Message], ...] = (
    ("utf-8", m_("Unicode (UTF-8)")),
    ("utf-16", m_("Unicode (UTF-16)")),
    ("cp1252", m_("Western European (Windows-1252)")),
    ("mac_roman", m_("Western European (Mac)")),
    ("cp850", m_("Western European (DOS)")),
    ("cp1250", m_("Central European (Windows-1250)")),
    ("cp1251", m_("Cyrillic (Windows-1251)")),
    ("cp1253", m_("Greek (Windows-1253)")),
    ("cp1254", m_("Turkish (Windows-1254)")),
)
_SAME = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}

DELIMITERS: tuple[tuple[str, Message], ...] = (
    (",", m_("Comma")),
    (";", m_("Semicolon")),
    ("\t", m_("Tab")),
    ("|", m_("Bar")),
    ("", m_("One column only")),
)

_BY = {"email": m_("the same e-mail address"), "phone": m_("the same phone number"), "name": m_("the same name")}


def encoding_words(t: Translator, encoding: str) -> str:
    """An encoding in words; one that is not in the list by its own name."""
    name = _SAME.get(encoding, encoding)
    found = dict(ENCODINGS).get(name)
    return t.say(found) if found is not None else name


def fate_words(t: Translator, row: RowFate, *, merged: bool) -> str:
    """What becomes of a row, for the column that says so."""
    if row.fate is Fate.REPEATED and row.same_as is not None:
        return t("merged with line {line}", line=row.same_as) if merged else t("same as line {line}", line=row.same_as)
    if row.fate is Fate.HERE:
        return t("merged into who is there") if merged else t("already on the list")
    return {Fate.NEW: t("new"), Fate.WAITING: t("waiting list"), Fate.REJECTED: t("rejected")}[row.fate]


def why_words(t: Translator, row: RowFate) -> str:
    """By which sign somebody was found to be the same; "" when nobody was."""
    if not row.by:
        return ""
    sign = t.say(_BY[row.by])
    if row.fate in (Fate.HERE, Fate.REPEATED):
        return t("Found by {sign}.", sign=sign)
    if row.by == "email":
        return t("Known from another session, by {sign}.", sign=sign)
    return t("Somebody else has {sign}. Both are kept; compare them in the roster.", sign=sign)
