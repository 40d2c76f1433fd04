"""Taking a person's name, addresses and numbers out of texts that others wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from council_app.domain.text import folded_words

GONE = "…"


class Redaction:
    """Finds what names one person: whole name, e-mail address, phone number. A first name alone is many people's and stays.

    Attributes:
        marks: what is looked for, as it may be written (both Unicode forms).
    """

    def __init__(self, *, name: str, email: str, phone: str) -> None:
        whole = name if len(name.split()) > 1 else ""
        given = [mark for mark in (whole, email, phone) if len(mark) > 3]
        self.marks = tuple(dict.fromkeys(unicodedata.normalize(form, mark) for mark in given for form in ("NFC", "NFD")))
        self._pattern = re.compile("|".join(re.escape(mark) for mark in self.marks), re.IGNORECASE) if self.marks else None
        self._words = {word for word in folded_words(name) if len(word) > 1} | ({email.casefold()} if email else set())

    def applied(self, text: str) -> str:
        """`text` without the marks."""
        return text if self._pattern is None else self._pattern.sub(GONE, text)

    def hinted(self, text: str, seats: Iterable[str]) -> bool:
        """Whether half-typed text may be about the person: any part of their name as a word, or one of their seats."""
        words = set(folded_words(text))
        return bool(words & (self._words | {seat.casefold() for seat in seats})) or self.applied(text) != text
