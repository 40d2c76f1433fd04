"""The closed vocabularies in words, and how quotations are marked in the language they were said in."""

from __future__ import annotations

import re
import unicodedata

from council_app.domain.enums import DeliveryStatus, NoteKind, SessionKind, Severity
from council_app.domain.likelihood import Verdict
from council_app.errors import Message, m_

KIND: dict[NoteKind, Message] = {
    NoteKind.FRICTION: m_("Friction"),
    NoteKind.PRAISE: m_("Praise"),
    NoteKind.SUGGESTION: m_("Suggestion"),
    NoteKind.QUESTION: m_("Question"),
    NoteKind.OBSERVATION: m_("Observation"),
}

SEVERITY: dict[Severity, Message] = {
    Severity.NONE: m_("none"),
    Severity.COSMETIC: m_("cosmetic"),
    Severity.MINOR: m_("minor"),
    Severity.SERIOUS: m_("serious"),
    Severity.BLOCKS: m_("blocks"),
}

STATUS: dict[DeliveryStatus, Message] = {
    DeliveryStatus.HEARD: m_("heard"),
    DeliveryStatus.INVESTIGATING: m_("investigating"),
    DeliveryStatus.PLANNED: m_("planned"),
    DeliveryStatus.IN_TEST: m_("in test"),
    DeliveryStatus.SHIPPED: m_("shipped"),
    DeliveryStatus.DECLINED: m_("declined"),
}

TITLE: dict[SessionKind, Message] = {
    SessionKind.COUNCIL: m_("What we heard in {city}"),
    SessionKind.GEMBA: m_("What we saw in {city}"),
    SessionKind.CALL: m_("What we heard on the phone in {city}"),
}

NO_INTERVAL: dict[Verdict, Message] = {
    Verdict.WIDE: m_("too wide to say"),
    Verdict.PROMPTED: m_("no interval: everybody was asked"),
    Verdict.EVERYBODY: m_("no interval: everybody concerned was there"),
    Verdict.STAFF: m_("no interval: colleagues are not customers"),
    Verdict.NOBODY: m_("nothing to conclude"),
}

# CLDR's quotation marks for the languages of customers, a wider circle than the languages of the program.
_MARKS = {
    "bg": "„“",
    "cs": "„“",
    "da": "””",
    "de": "„“",
    "el": "«»",
    "en": "“”",
    "es": "«»",
    "et": "„“",
    "fi": "””",
    "fr": ("«\u202f", "\u202f»"),
    "hr": "„“",
    "hu": "„”",
    "it": "«»",
    "lt": "„“",
    "lv": "“”",
    "nb": "«»",
    "nl": "‘’",
    "nn": "«»",
    "no": "«»",
    "pl": "„”",
    "pt": "“”",
    "ro": "„”",
    "ru": "«»",
    "sk": "„“",
    "sl": "„“",
    "sr": "„“",
    "sv": "””",
    "uk": "«»",
}


def direction(text: str) -> str:
    """`rtl` or `ltr`, by the first letter that has one (Unicode Standard Annex 9, rules P2 and P3)."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


_BETWEEN_TAGS = re.compile(r">[^<>]{40,}<")
_ENDLESS = re.compile(r"(?:&[^;\s<>]+;|[^\s<>&\u200b]){40,}")
_PIECE = re.compile(r"(?:&[^;\s<>]+;|[^\s<>&\u200b]){24}")


def breakable(html: str) -> str:
    """`html` with places to break in words that no language has.

    Asked to break anywhere, the printer measures such a word anew from every letter: 10,000 of them took minutes.
    """
    return _BETWEEN_TAGS.sub(lambda text: _ENDLESS.sub(lambda word: _PIECE.sub("\\g<0>\u200b", word[0]), text[0]), html)


def quoted(text: str, lang: str) -> str:
    """`text` between the quotation marks of the language it is in."""
    opening, closing = _MARKS.get(lang.partition("-")[0].lower(), _MARKS["en"])
    bare = text.strip().strip('"“”„«»').strip()
    return f"{opening}{bare}{closing}"
