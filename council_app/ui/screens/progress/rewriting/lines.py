"""What would become of each paragraph when a post is written again: stays, is written anew, goes, or is to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from council_app.domain.posts import Clash, Read, Written, understand
from council_app.domain.posts.editing import BREAK


class Fate(Enum):
    """What becomes of a paragraph."""

    STAYS = "stays"
    NEW = "new"
    GOES = "goes"
    CLASH = "clash"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of Markdown and what becomes of it; `clash` is the number of what is to be decided, -1 for none."""

    fate: Fate
    text: str
    clash: int = -1


def lines_of(before: str, after: str, clashes: Sequence[Clash]) -> tuple[Line, ...]:
    """The paragraphs of a post before and after, in the order of the text; what somebody had taken out comes last."""
    open_ = {clash.mine: number for number, clash in enumerate(clashes) if clash.mine}
    found = [_decided(line, open_) for line in _compared(_paragraphs(before), _paragraphs(after))]
    found += [Line(Fate.CLASH, clash.new, number) for number, clash in enumerate(clashes) if not clash.mine]
    return tuple(found)


def _decided(line: Line, open_: dict[str, int]) -> Line:
    if line.fate is Fate.STAYS and line.text in open_:
        return Line(Fate.CLASH, line.text, open_.pop(line.text))
    return line


def _compared(before: list[str], after: list[str]) -> Iterator[Line]:
    for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line(Fate.STAYS, text) for text in after[k:m])
            continue
        yield from (Line(Fate.GOES, text) for text in before[i:j])
        yield from (Line(Fate.NEW, text) for text in after[k:m])


def _paragraphs(text: str) -> list[str]:
    return [part for part in BREAK.split(text.strip("\n")) if part.strip()]


def plain(markdown: str) -> tuple[str, bool]:
    """The letters of a paragraph, and whether it is a heading."""
    read: Read = understand(Written(markdown))
    section = read.sections[0] if read.sections else None
    if section is None:
        return markdown, False
    if section.heading and not section.blocks:
        return section.heading, True
    return " ".join(block.text for block in section.blocks), False
