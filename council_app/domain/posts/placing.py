"""The letters of a piece of Markdown, what they look like, and where in the Markdown each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from markdown_it.token import Token

from council_app.domain.draft import Run

_LINK_END = re.compile(r"\]\((?:[^()\\]|\\.|\([^()]*\))*\)|>")
_SAFE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letters:
    """Runs of text, and for every letter of them its place in the Markdown."""

    runs: tuple[Run, ...]
    places: tuple[int, ...]

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(run.text for run in self.runs)

    def within(self, starts: int, ends: int) -> tuple[int, int]:
        """The letters that stand from `starts` to `ends` of the Markdown."""
        return bisect_left(self.places, starts), bisect_left(self.places, ends)


class _Reading:
    """Follows the words of an inline token through its lines of Markdown."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._at, self._end = text, start, end
        self._runs: list[Run] = []
        self._places: list[int] = []
        self._strong = self._emphasis = 0
        self._href = ""

    def letters(self) -> Letters:
        return Letters(tuple(self._runs), tuple(self._places))

    def take(self, token: Token) -> None:
        match token.type:
            case "strong_open" | "strong_close":
                self._strong += token.nesting
            case "em_open" | "em_close":
                self._emphasis += token.nesting
            case "link_open":
                href = str(token.attrGet("href") or "")
                self._href = href if _SAFE.fullmatch(href) else ""
            case "link_close":
                self._href = ""
                closed = _LINK_END.search(self._text, self._at, self._end)
                self._at = closed.end() if closed else self._at
            case "softbreak" | "hardbreak":
                self._put(" ", self._find("\n"), 1)
            case "text_special":
                self._put(token.content, self._find(token.markup), len(token.markup))
            case _:
                self._follow(token.content)

    def _follow(self, words: str) -> None:
        """Words as they stand; where they stand otherwise (a zero byte is replaced), letter by letter as far as they go."""
        at = self._text.find(words, self._at, self._end)
        if at >= 0:
            self._put(words, at, len(words))
            return
        for letter in words:
            place = self._find(letter)
            self._put(letter, place, 1)

    def _find(self, part: str) -> int:
        at = self._text.find(part, self._at, self._end)
        return at if at >= 0 else min(self._at, self._end - 1)

    def _put(self, words: str, at: int, length: int) -> None:
        if not words:
            return
        self._places += [min(at + number, at + max(length, 1) - 1) for number in range(len(words))]
        self._at = max(self._at, at + length)
        run = Run(words, self._strong > 0, self._emphasis > 0, self._href)
        last = self._runs[-1] if self._runs else None
        if last is not None and (last.strong, last.emphasis, last.href) == (run.strong, run.emphasis, run.href):
            self._runs[-1] = Run(last.text + words, run.strong, run.emphasis, run.href)
        else:
            self._runs.append(run)


def letters_of(token: Token, text: str, start: int, end: int) -> Letters:
    """The letters of an inline token whose lines are `text[start:end]`."""
    reading = _Reading(text, start, end)
    for child in token.children or ():
        reading.take(child)
    return reading.letters()
