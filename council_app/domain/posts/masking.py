"""Taking words out of a post that nobody may read any more, with every other sentence still on what it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from council_app.domain.enums import SaidKind
from council_app.domain.posts.said import Written

GONE = "…"
"""What stands where words were."""

Span = tuple[int, int]


def without_quotes(post: Written, notes: Collection[str]) -> Written:
    """`post` without the words of quotes from these notes (ids); their spans stay, on the mark that stands there now."""
    return replaced(post, [(one.starts, one.ends) for one in post.said if one.kind is SaidKind.QUOTE and one.source in notes])


def replaced(post: Written, spans: Iterable[Span]) -> Written:
    """`post` with a mark instead of each span; the sign of a block quote before it stays."""
    text, said, shift = post.text, list(post.said), 0
    for start, end in _apart(spans):
        at, until = _words_of(post.text, start, end)
        at, until = at + shift, until + shift
        if text[at:until] == GONE:
            continue
        text = text[:at] + GONE + text[until:]
        said = [replace(one, starts=_moved(one.starts, at, until, 0), ends=_moved(one.ends, at, until, len(GONE))) for one in said]
        shift += len(GONE) - (until - at)
    return Written(text, tuple(one for one in said if one.ends > one.starts)) if text != post.text else post


def _words_of(text: str, start: int, end: int) -> Span:
    """A span without the sign of a block quote it begins with."""
    lead = len(text[start:end]) - len(text[start:end].lstrip("> "))
    return (start + lead, end) if lead < end - start else (start, end)


def _moved(place: int, at: int, until: int, inside: int) -> int:
    if place <= at:
        return place
    return at + inside if place < until else place - (until - at) + len(GONE)


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found
