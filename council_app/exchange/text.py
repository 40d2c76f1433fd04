"""Text from outside made harmless without changing what it says: hidden control and direction characters go, words stay."""

from __future__ import annotations

import re
import unicodedata

from council_app.domain.text import fold

# C0 and C1 controls but tab and line feed; zero-width space, word joiner and BOM; embeddings, overrides and isolates, which make a
# text read differently from what it holds; interlinear marks; tag characters. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
_HIDDEN_SET = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
HIDDEN = re.compile(f"[{_HIDDEN_SET}]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_JOINERS = re.compile("[\u200c-\u200f\u061c]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def without_hidden(text: str) -> str:
    """Line ends made `\\n`, hidden characters removed; everything a reader can see is kept."""
    if HIDDEN.search(text) is None:
        return text
    return HIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def cleaned(text: str) -> str:
    """One form for one text: NFC, no hidden characters, no space at either end."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return without_hidden(unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))).strip()


def one_line(text: str) -> str:
    """`cleaned`, with every run of white space, line ends and NBSP included, made one space."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return " ".join(cleaned(text).split())


def folded(text: str) -> str:
    """For comparing: no case, no accents, no joiners, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.lower().split())
    return _SPACES.sub(" ", _JOINERS.sub("", fold(one_line(text)))).strip()


def shown(value: object, limit: int = 40) -> str:
    """A value as an error line shows it: one line, shortened."""
    text = one_line(str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"
