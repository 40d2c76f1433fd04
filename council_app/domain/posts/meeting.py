"""Two who changed the same post: every word that either of them wrote stays.

Paragraphs are held side by side: as both found them, as one left them, and as the other did. What only one of them changed is as they
left it; where both changed a paragraph, both stand there, one below the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from council_app.domain.posts.editing import BREAK
from council_app.domain.posts.said import Said, Written


@dataclass(frozen=True, slots=True)
class Met:
    """The post of both; `twice` when a paragraph stands there as each of them left it."""

    post: Written
    twice: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph with the spans in it, counted from its start."""

    text: str
    said: tuple[Said, ...] = ()


_Parts = Sequence[_Part]


def meet(base: Written, mine: Written, theirs: Written, lines: Sequence[str] = ()) -> Met:
    """`mine` and `theirs`, both made of `base`; `lines` are put below as paragraphs of their own."""
    parts, twice = list[_Part](), bool(lines)
    for before, one, other in _stretches(*([*_parts(post)] for post in (base, mine, theirs))):
        found, both = _joined(before, one, other)
        parts += found
        twice = twice or both
    return Met(_whole([*parts, *map(_Part, lines)]), twice)


def _joined(base: _Parts, mine: _Parts, theirs: _Parts) -> tuple[_Parts, bool]:
    before, one, other = (_texts(parts) for parts in (base, mine, theirs))
    if one == before:
        return (theirs if other != before or list(mine) == list(base) else mine), False
    if other in (before, one):
        return mine, False
    if len(base) > 1 and len(base) == len(mine) == len(theirs):
        each = [_joined([a], [b], [c]) for a, b, c in zip(base, mine, theirs, strict=True)]
        return [part for parts, _ in each for part in parts], any(both for _, both in each)
    left = [part for part in mine if part.text not in before or part.text in other]
    added = [part for part in theirs if part.text not in before and part.text not in one]
    return [*left, *added], bool(added) and any(part.text not in before for part in left)


def _stretches(base: _Parts, mine: _Parts, theirs: _Parts) -> Iterator[tuple[_Parts, _Parts, _Parts]]:
    """What lies between paragraphs that are the same in all three, and those themselves."""
    one, other = _places(base, mine), _places(base, theirs)
    same = [at for at in range(len(base)) if at in one and at in other]
    stops = [(-1, -1, -1), *((at, one[at], other[at]) for at in same), (len(base), len(mine), len(theirs))]
    for (a, b, c), (d, e, f) in pairwise(stops):
        yield base[max(a, 0) : a + 1], mine[max(b, 0) : b + 1], theirs[max(c, 0) : c + 1]
        yield base[a + 1 : d], mine[b + 1 : e], theirs[c + 1 : f]


def _places(base: _Parts, other: _Parts) -> dict[int, int]:
    blocks = SequenceMatcher(None, _texts(base), _texts(other), autojunk=False).get_matching_blocks()
    return {block.a + at: block.b + at for block in blocks for at in range(block.size)}


def _texts(parts: _Parts) -> list[str]:
    return [part.text for part in parts]


def _parts(post: Written) -> Iterator[_Part]:
    start = 0
    for found in [*BREAK.finditer(post.text), None]:
        end = found.start() if found is not None else len(post.text.rstrip("\n"))
        if post.text[start:end].strip():
            inside = (one for one in post.said if one.starts < end and one.ends > start)
            said = (replace(one, starts=max(one.starts, start) - start, ends=min(one.ends, end) - start) for one in inside)
            yield _Part(post.text[start:end], tuple(said))
        start = found.end() if found is not None else end


def _whole(parts: _Parts) -> Written:
    text, said = "", list[Said]()
    for part in parts:
        said += [replace(one, starts=one.starts + len(text), ends=one.ends + len(text)) for one in part.said]
        text += f"{part.text}\n\n"
    return Written(text.rstrip("\n") + "\n" if text else "", tuple(said))
