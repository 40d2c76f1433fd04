"""The questionnaires a script can ask: what an answer to each may be, what it scores, and the words of a questionnaire.

Numbers come from `domain/scores.py`, words from `resources/questionnaires/`. What somebody left out stays left out: a list with a gap
is kept as it was given, and scores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from council_app.domain import scores
from council_app.domain.enums import QuestionKind
from council_app.domain.scores import Scale
from council_app.errors import Message, m_

Answer: TypeAlias = int | str | tuple[int | None, ...] | tuple[str, ...]
"""What a person answered: a number, words, the numbers of several statements (None: left out), the choices made."""

RATING_POINTS = 5
"""How many points a rating has when its script does not say."""

_SCALES: Mapping[QuestionKind, Scale] = {
    QuestionKind.SEQ: scores.SEQ_SCALE,
    QuestionKind.SUS: scores.SUS_SCALE,
    QuestionKind.UMUX_LITE: scores.UMUX_LITE_SCALE,
    QuestionKind.NPS: scores.NPS_SCALE,
    QuestionKind.CSAT: scores.CSAT_SCALE,
}


NAMES: Mapping[QuestionKind, Message] = {
    QuestionKind.SEQ: m_("Ease of the task (SEQ)"),
    QuestionKind.SUS: m_("System Usability Scale (SUS)"),
    QuestionKind.UMUX_LITE: m_("Usability in two statements (UMUX-Lite)"),
    QuestionKind.NPS: m_("Recommendation (NPS)"),
    QuestionKind.CSAT: m_("Satisfaction (CSAT)"),
    QuestionKind.OPEN: m_("Open question"),
    QuestionKind.RATING: m_("Rating"),
    QuestionKind.CHOICE: m_("Choice"),
}
"""What each kind is called."""


class Origin(StrEnum):
    """Whose words they are."""

    PUBLISHED = "published"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Words:
    """A questionnaire in one language.

    Attributes:
        by: who wrote or translated it, in a sentence for those who must name their source.
        instruction: what stands above.
        items: the questions or statements; empty where the script writes the question.
        low, high: what stands at the ends of the scale.
    """

    language: str
    origin: Origin
    by: str
    instruction: str
    items: tuple[str, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One kind of question with its words in every language, and on what terms they may be used."""

    kind: QuestionKind
    terms: str
    words: Mapping[str, Words]

    def spoken(self, tag: str) -> Words:
        """Its words in the language of a BCP 47 tag; in English, where it does not speak that."""
        return self.words.get(tag.replace("_", "-").split("-")[0]) or self.words["en"]


@dataclass(frozen=True, slots=True)
class Asks:
    """What an answer is checked against: the kind of the question, what there is to choose from, how many points a rating has."""

    kind: QuestionKind
    choices: tuple[str, ...] = ()
    points: int | None = None

    @property
    def scale(self) -> Scale | None:
        """The numbers of an answer; None where it is not made of numbers."""
        if self.kind is QuestionKind.RATING:
            return Scale(1, 1, self.points or RATING_POINTS)
        return _SCALES.get(self.kind)

    def wrong(self, answer: Answer) -> Message | None:
        """What the question takes, when the answer is not that; None when it fits. Of several numbers, some may be left out."""
        if self.kind is QuestionKind.OPEN:
            return None if isinstance(answer, str) else m_("Write the words of the answer between quotation marks.")
        scale = self.scale
        return self._wrong_choice(answer) if scale is None else _wrong_numbers(scale, answer)

    def _wrong_choice(self, answer: Answer) -> Message | None:
        given = answer if isinstance(answer, tuple) else (answer,)
        if all(isinstance(value, str) and (not self.choices or value in self.choices) for value in given):
            return None
        return m_("Use one of: {words}.", words=", ".join(self.choices)) if self.choices else m_("Write the chosen words.")

    def complete(self, answer: Answer | None) -> bool:
        """Whether nothing of it is left out."""
        return answer is not None and answer not in ("", ()) and None not in (answer if isinstance(answer, tuple) else ())

    def score(self, answer: Answer) -> float | None:
        """What one person's answer scores on the questionnaire's own scale; None where it is left out in part, or nothing is scored."""
        scale = self.scale
        given = numbers(answer)
        if scale is None or given is None or not scale.holds(given):
            return None
        if self.kind is QuestionKind.SUS:
            return scores.sus(given)
        if self.kind is QuestionKind.UMUX_LITE:
            return scores.umux_lite(*given)
        return float(given[0])


@dataclass(frozen=True, slots=True)
class Spoken:
    """A question as somebody reads it in one language.

    Attributes:
        lead: what the script says above several statements; else "".
        items: the question, or the statements in their order.
    """

    lead: str
    instruction: str
    items: tuple[str, ...]
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ScriptQuestion:
    """A question of a script, and where in it it is asked.

    Attributes:
        after: key of the task it is asked after; "" at the end.
        section: key of the section it ends; "" where it belongs to none.
        text: what the script says; a question of its own, or, above several statements, what they are about.
        low, high: what the script puts at the ends of a scale.
    """

    id: str
    key: str
    asks: Asks
    text: str = ""
    after: str = ""
    section: str = ""
    low: str = ""
    high: str = ""

    def spoken(self, words: Words) -> Spoken:
        """The question in the words of its questionnaire and, where it has any, of its script."""
        own = bool(self.text)
        several = len(words.items) > 1
        return Spoken(
            lead=self.text if several else "",
            instruction="" if own and words.items and not several else words.instruction,
            items=words.items if several or not own else (self.text,),
            low=self.low or words.low,
            high=self.high or words.high,
        )


def numbers(answer: object) -> tuple[int, ...] | None:
    """The numbers of an answer as it is stored or handed in, a single one too; None where it holds anything else or leaves one out."""
    given = tuple(answer) if isinstance(answer, list | tuple) else (answer,)
    found = tuple(value for value in given if isinstance(value, int) and not isinstance(value, bool))
    return found if len(found) == len(given) else None


def turns(asks: Asks) -> str:
    """For each number of an answer, whether a higher one raises the score (`+`) or lowers it (`-`); "" where there are none."""
    scale = asks.scale
    if scale is None:
        return ""
    return "".join("+" if _higher(asks, scale, place) else "-" for place in range(scale.items))


def _higher(asks: Asks, scale: Scale, place: int) -> bool:
    all_low = (scale.low,) * scale.items
    raised = (*all_low[:place], scale.high, *all_low[place + 1 :])
    return (asks.score(raised) or 0) > (asks.score(all_low) or 0)


def _wrong_numbers(scale: Scale, answer: Answer) -> Message | None:
    given: Sequence[object] = answer if isinstance(answer, tuple) else (answer,)
    there = [value for value in given if value is not None]
    may_miss = scale.items > 1
    fits = all(isinstance(value, int) and not isinstance(value, bool) and scale.low <= value <= scale.high for value in there)
    if fits and there and len(given) == scale.items and (may_miss or len(there) == len(given)):
        return None
    if scale.items == 1:
        return m_("Write one whole number from {low} to {high}.", low=scale.low, high=scale.high)
    return m_("Write a list of {count} whole numbers from {low} to {high}.", count=scale.items, low=scale.low, high=scale.high)
