"""Writing a post again from newer data without losing what people changed in it.

Three writings are held side by side, paragraph by paragraph: what the program wrote last time, what became of it under somebody's hands,
and what it would write now. A paragraph is known by what it stands on, wherever it was moved to. Where only one side changed, that side
is taken; where both did, theirs stays and the new one is shown beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from council_app.domain.enums import SaidKind
from council_app.domain.posts.editing import BREAK
from council_app.domain.posts.said import HEADING, Said, Written

Key = tuple[SaidKind, str, int]
"""What a paragraph stands on, and the how-manieth it is that stands on that."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with the spans in it, counted from its start.

    Attributes:
        key: None for one that somebody wrote on their own.
        section: what the heading above it is known by.
    """

    text: str
    said: tuple[Said, ...]
    key: Key | None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A paragraph that changed on both sides: what stands (`mine`, empty when it was taken out), and what would be written now.

    Attributes:
        part: the new one with what it stands on; None where nothing would be written any more.
        before: what comes before it in the new writing.
    """

    mine: str
    new: str
    key: Key | None = field(default=None, compare=False)
    part: Part | None = field(default=None, compare=False)
    before: tuple[Key, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """The post after writing it again; `taken` counts paragraphs that were written anew or added, `dropped` those that went."""

    post: Written
    clashes: tuple[Clash, ...] = ()
    taken: int = 0
    dropped: int = 0


def regenerate(base: Written, mine: Written, new: Written) -> Rewritten:
    """`mine` with everything of `new` that differs from `base` and that nobody changed."""
    rewriting = _Rewriting(_by_key(base), _by_key(new))
    mine_parts = list(_parts(mine))
    for part in mine_parts:
        rewriting.keep(part)
    rewriting.add({part.key for part in mine_parts})
    return Rewritten(_joined(rewriting.parts), tuple(rewriting.clashes), rewriting.taken, rewriting.dropped)


def settled(rewritten: Rewritten, taken: Collection[int]) -> Written:
    """The post with the new paragraphs of the clashes of these numbers, from 0; of the others, what stands stays."""
    parts = list(_parts(rewritten.post))
    for clash in (rewritten.clashes[number] for number in sorted(set(taken))):
        place = next((at for at, part in enumerate(parts) if clash.mine and (part.key, part.text) == (clash.key, clash.mine)), None)
        if place is not None:
            parts[place : place + 1] = [clash.part] if clash.part is not None else []
        elif clash.part is not None:
            _insert(parts, clash.part, clash.before)
    return _joined(parts)


class _Rewriting:
    """One paragraph after the other, first those that stand, then those that are new."""

    def __init__(self, bases: Mapping[Key, Part], news: Mapping[Key, Part]) -> None:
        self._bases, self._news = bases, news
        self.parts: list[Part] = []
        self.clashes: list[Clash] = []
        self.taken = self.dropped = 0
        self._moved: set[Key] = set()

    def keep(self, part: Part) -> None:
        """A paragraph that stands in the post."""
        before = self._bases.get(part.key) if part.key is not None else None
        after = self._news.get(part.key) if part.key is not None else None
        if before is None:
            self.parts.append(part)
        elif part.text == before.text:
            self._renew(before, after)
        else:
            self.parts.append(part)
            if after is None or after.text not in (before.text, part.text):
                self.clashes.append(Clash(part.text, after.text if after is not None else "", part.key, after))

    def _renew(self, before: Part, after: Part | None) -> None:
        """A paragraph that nobody changed: as it is written now, where it is written now, or gone."""
        if after is None:
            self.dropped += 1
        elif after.section != before.section and after.key is not None:
            self._moved.add(after.key)
        else:
            self.parts.append(after)
            self.taken += after.text != before.text

    def add(self, here: set[Key | None]) -> None:
        """What is written for the first time, and what somebody took out that reads otherwise now."""
        order = list(self._news)
        for key, after in self._news.items():
            if key in self._moved or (key not in here and key not in self._bases):
                _insert(self.parts, after, order[: order.index(key)])
                self.taken += 1
            elif key not in here and self._bases[key].text != after.text:
                self.clashes.append(Clash("", after.text, key, after, tuple(order[: order.index(key)])))


def _insert(parts: list[Part], new: Part, before: Sequence[Key]) -> None:
    """Behind the nearest of those that come before it in the new writing."""
    for key in reversed(before):
        place = next((at for at, part in enumerate(parts) if part.key == key), None)
        if place is not None:
            parts.insert(place + 1, new)
            return
    parts.insert(0, new)


def _by_key(post: Written) -> Mapping[Key, Part]:
    return {part.key: part for part in _parts(post) if part.key is not None}


def _parts(post: Written) -> Iterator[Part]:
    """The paragraphs of a post; each is known by the first thing it stands on."""
    seen: dict[tuple[SaidKind, str], int] = {}
    section = ""
    for start, end in _spans(post.text):
        said = tuple(
            replace(one, starts=max(one.starts, start) - start, ends=min(one.ends, end) - start)
            for one in post.said
            if one.starts < end and one.ends > start
        )
        key: Key | None = None
        if said:
            first = (said[0].kind, said[0].source)
            seen[first] = seen.get(first, -1) + 1
            key = (*first, seen[first])
            section = said[0].source if said[0].source.startswith(HEADING) else section
        yield Part(post.text[start:end], said, key, section)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in [*BREAK.finditer(text), None]:
        end = found.start() if found is not None else len(text.rstrip("\n"))
        if text[at:end].strip():
            yield at, end
        at = found.end() if found is not None else end


def _joined(parts: Sequence[Part]) -> Written:
    text, said = "", []
    for part in parts:
        said += [replace(one, starts=one.starts + len(text), ends=one.ends + len(text)) for one in part.said]
        text += f"{part.text}\n\n"
    return Written(text.rstrip("\n") + "\n" if text else "", tuple(said))
