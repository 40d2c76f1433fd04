"""A letter as lines to be laid out, on paper and in the window alike: what somebody said, what became of it, and everything between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from council_app.domain.claims import STATUS_LABELS
from council_app.domain.draft import Block, Claim, Prose, Quote
from council_app.domain.enums import DeliveryStatus
from council_app.domain.letter_writing import CLOSING, LOOSE, SALUTATION, THING
from council_app.domain.letters import Letter
from council_app.i18n import Translator, translator

_STEPS = 5


class Part(Enum):
    """What a line of a letter is, for how it looks."""

    PROSE = "prose"
    WORDS = "words"
    NOTED = "noted"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a letter.

    Attributes:
        label: what introduces somebody's words (once for several), or the word of the ladder.
        lang: the language of the words, where it is not the letter's.
        steps: how far it is on the ladder, drawn; none where it is nothing that became of something.
    """

    part: Part
    text: str
    label: str = ""
    lang: str = ""
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A heading of a letter and the lines under it; the salutation has none."""

    name: str
    heading: str
    lines: tuple[LetterLine, ...]


@dataclass(frozen=True, slots=True)
class LaidLetter:
    """A letter as its pages show it. `mark` names it in the file's list of contents."""

    lang: str
    mark: str
    title: str
    day: str
    greeting: LetterPart
    things: tuple[LetterPart, ...]
    closing: LetterPart


def laid_out(letter: Letter) -> LaidLetter:
    """A letter as lines to be laid out, in its own language; the window shows the same."""
    t = translator(letter.draft.locale)
    parts = [LetterPart(each.name, each.heading, tuple(_lines(each.blocks, letter, t))) for each in letter.draft.sections]
    by_name = {part.name: part for part in parts}
    day = t.date(letter.draft.as_of)
    return LaidLetter(
        lang=t.tag,
        mark=letter.to.name or t("No name"),
        title=letter.draft.title,
        day=day,
        greeting=by_name[SALUTATION],
        things=tuple(part for part in parts if part.name in (THING, LOOSE)),
        closing=by_name[CLOSING],
    )


def _lines(blocks: Sequence[Block], letter: Letter, t: Translator) -> Iterator[LetterLine]:
    label = ""
    for block in blocks:
        if isinstance(block, Quote):
            line = _words(block, letter, t)
            yield line if line.label != label else replace(line, label="")
            label = line.label
        elif isinstance(block, Claim):
            yield LetterLine(Part.ANSWER, block.text, t.say(STATUS_LABELS[block.status]), steps=steps_of(block.status))
        else:
            assert isinstance(block, Prose)  # a letter is written, never edited
            yield LetterLine(Part.PROSE, block.text)


def _words(block: Quote, letter: Letter, t: Translator) -> LetterLine:
    if letter.own[block.note].verbatim:
        return LetterLine(Part.WORDS, t.quote(block.text), t("You said"), block.lang)
    return LetterLine(Part.NOTED, block.text, t("We noted"), block.lang)


def steps_of(status: DeliveryStatus) -> tuple[str, ...]:
    """The five steps of the ladder as they are drawn: done, now, to come; all of them for what shipped, struck for what was declined."""
    if status is DeliveryStatus.SHIPPED:
        return ("all",) * _STEPS
    if status is DeliveryStatus.DECLINED:
        return ("off",) * _STEPS
    return tuple("done" if step < status.step else "now" if step == status.step else "open" for step in range(1, _STEPS + 1))
