"""Between the characters of a post's Markdown and the positions of the document that shows it.

A paragraph of the document is a paragraph of the Markdown: what parts two of them is one position here and an empty line there.
"""

from __future__ import annotations

from bisect import bisect_left

from council_app.domain.posts.editing import BREAK

_PARAGRAPH, _LINE = "\u2029", "\u2028"
_WIDE = 0xFFFF


def settled(text: str) -> str:
    """The Markdown with exactly one empty line between paragraphs, and none around them."""
    return BREAK.sub("\n\n", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")


def to_document(text: str) -> str:
    """What the document is given: paragraphs as such, other line ends as line ends within one."""
    return text.replace("\n\n", _PARAGRAPH).replace("\n", _LINE)


def from_document(raw: str) -> str:
    """The Markdown of what stands in the document."""
    return raw.replace(_PARAGRAPH, "\n\n").replace(_LINE, "\n")


def widths(text: str) -> list[int]:
    """Where each character stands in units of Qt, and behind them where the text ends."""
    found, at = [], 0
    for letter in text:
        found.append(at)
        at += 2 if ord(letter) > _WIDE else 1
    return [*found, at]


class Places:
    """Where every character of a text stands in the document, and back."""

    def __init__(self, text: str) -> None:
        self._at: list[int] = []
        at, index = 0, 0
        while index < len(text):
            self._at.append(at)
            if text.startswith("\n\n", index):
                self._at.append(at)
                index += 1
            at += 2 if ord(text[index]) > _WIDE else 1
            index += 1
        self._at.append(at)

    def position(self, place: int) -> int:
        """The position in the document of a character of the text."""
        return self._at[max(0, min(place, len(self._at) - 1))]

    def place(self, position: int) -> int:
        """The character of the text at a position of the document."""
        return min(bisect_left(self._at, position), len(self._at) - 1)
