"""The codebook as people see it, and how a tag is found from what somebody typed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from council_app.domain.text import fold

KEY_LIMIT = 100
_NOT_KEY = re.compile(r"[^a-z0-9]+")


def tag_key(name: str) -> str:
    """The key of a tag called `name`: folded to what plan files allow; a name in another script gets a short hash of itself."""
    key = _NOT_KEY.sub("-", fold(name)).strip("-")
    if 0 < len(key) <= KEY_LIMIT:
        return key
    start = key[: KEY_LIMIT - 9].rstrip("-") or "tag"
    return f"{start}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class CodebookTag:
    """One tag of the codebook.

    Attributes:
        path: keys from the root joined by `/`; what people and files call it. Only `id` never changes.
        depth: 0 at the root.
        notes: how many notes carry it; `branch_notes` how many carry it or one below it, each counted once.
        highlights: how many spans carry it.
    """

    id: str
    parent: str | None
    path: str
    name: str
    depth: int = 0
    definition: str = ""
    colour: str = ""
    shortcut: str = ""
    synonyms: tuple[str, ...] = ()
    notes: int = 0
    branch_notes: int = 0
    highlights: int = 0

    @property
    def key(self) -> str:
        """The last part of the path."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Match:
    """A tag that was meant, perhaps: `by` is the name or synonym that matched, empty for the name itself."""

    tag: CodebookTag
    by: str = ""
    rank: tuple[int, ...] = field(default=(), compare=False)


def found(tags: Iterable[CodebookTag], typed: str, recent: Sequence[str] = (), limit: int = 50) -> tuple[Match, ...]:
    """The tags that `typed` can mean, best first; everything, the recent ones first, where nothing was typed.

    Case and diacritics are folded. Every word typed begins a word of the name, of a synonym or of a tag above it; `a/b` asks for `b`
    below `a`. Best is a whole name, then a name's beginning, then a word in it, then a synonym, then a definition; recent before others.
    """
    at = {tag: place for place, tag in enumerate(recent)}
    matches = [match for tag in tags if (match := _match(tag, typed, at)) is not None]
    return tuple(sorted(matches, key=lambda match: match.rank)[:limit])


def _match(tag: CodebookTag, typed: str, recent: dict[str, int]) -> Match | None:
    place = recent.get(tag.id, len(recent))
    if not typed.strip("/ "):
        return Match(tag, "", (place,))
    ranked = min(_ranks(tag, typed), default=None)
    if ranked is None:
        return None
    rank, by = ranked
    return Match(tag, by, (rank, place, tag.depth, len(tag.name)))


def _ranks(tag: CodebookTag, typed: str) -> Iterator[tuple[int, str]]:
    *above, wanted = [fold(part).split() for part in typed.split("/")]
    over = " ".join(fold(part) for part in tag.path.split("/")[:-1])
    if not all(_begins(word, over) for part in above for word in part):
        return
    words, whole = [*wanted], " ".join(wanted)
    name, key = fold(tag.name), tag.key
    if whole in (name, key, name.replace("-", " "), key.replace("-", " ")):
        yield 0, ""
    elif name.startswith(whole) or key.startswith(whole):
        yield 1, ""
    elif all(_begins(word, f"{name} {key}") for word in words):
        yield 2, ""
    for synonym in tag.synonyms:
        said = fold(synonym)
        if all(_begins(word, said) for word in words):
            yield (1 if said == whole else 3), synonym
    if len(words) > 1 and all(_begins(word, f"{over} {name} {key}") for word in words):
        yield 4, ""
    if len(whole) > 2 and all(_begins(word, fold(tag.definition)) for word in words):
        yield 5, ""


def _begins(word: str, text: str) -> bool:
    """Whether any word of `text` begins so."""
    return any(part.startswith(word) for part in text.replace("-", " ").replace("/", " ").split()) or text.startswith(word)
