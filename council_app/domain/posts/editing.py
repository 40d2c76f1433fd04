"""Spans that stay on their words while somebody edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from council_app.domain.anchors import Span, moved
from council_app.domain.posts.said import Said, Written

BREAK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
"""Blank lines, which part paragraphs."""


def edited(before: Written, text: str) -> Written:
    """`before` with another text: each span lies where its words are now, on whole words of one paragraph.

    A span of which nothing is left is gone.
    """
    places = moved([(one.starts, one.ends) for one in before.said], before.text, text)
    pairs = zip(before.said, places, strict=True)
    said = [replace(one, starts=span[0], ends=span[1]) for one, place in pairs if (span := _settled(place, text)) is not None]
    return Written(text, tuple(sorted(said, key=_place)))


def _place(one: Said) -> tuple[int, int]:
    return one.starts, one.ends


def _settled(place: Span | None, text: str) -> Span | None:
    """The longest piece of a span that lies in one paragraph; a word whose first letter was changed is in it whole."""
    if place is None:
        return None
    pieces = [(start, end) for start, end in _pieces(place, text) if text[start:end].strip()]
    if not pieces:
        return None
    start, end = max(pieces, key=lambda piece: piece[1] - piece[0])
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _pieces(place: Span, text: str) -> Iterator[Span]:
    start, end = place
    for found in BREAK.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
