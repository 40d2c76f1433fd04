"""Which answers a question can have, so that a plan holds no impossible ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from council_app.domain.enums import QuestionKind
from council_app.errors import Message, m_
from council_app.exchange.plan.known import KnownQuestion
from council_app.exchange.plan.models import Answer


@dataclass(frozen=True, slots=True)
class _Points:
    """`count` whole numbers from `low` to `high`; one number stands alone, several in a list."""

    count: int
    low: int
    high: int


_POINTS: Mapping[QuestionKind, _Points] = {
    QuestionKind.SEQ: _Points(1, 1, 7),
    QuestionKind.SUS: _Points(10, 1, 5),
    QuestionKind.UMUX_LITE: _Points(2, 1, 7),
    QuestionKind.NPS: _Points(1, 0, 10),
    QuestionKind.CSAT: _Points(1, 1, 5),
}
_RATING_SCALE = 5


def wrong_answer(question: KnownQuestion, answer: Answer) -> Message | None:
    """What the question takes, when the answer is not that; None when it fits."""
    if question.kind is QuestionKind.OPEN:
        return None if isinstance(answer, str) else m_("Write the words of the answer between quotation marks.")
    if question.kind is QuestionKind.CHOICE:
        return _wrong_choice(question.choices, answer)
    points = _POINTS.get(question.kind) or _Points(1, 1, question.scale or _RATING_SCALE)
    given = answer if isinstance(answer, tuple) else (answer,)
    if len(given) == points.count and all(isinstance(value, int) and points.low <= value <= points.high for value in given):
        return None
    if points.count == 1:
        return m_("Write one whole number from {low} to {high}.", low=points.low, high=points.high)
    return m_("Write a list of {count} whole numbers from {low} to {high}.", count=points.count, low=points.low, high=points.high)


def _wrong_choice(choices: tuple[str, ...], answer: Answer) -> Message | None:
    given = answer if isinstance(answer, tuple) else (answer,)
    if all(isinstance(value, str) and (not choices or value in choices) for value in given):
        return None
    return m_("Use one of: {words}.", words=", ".join(choices)) if choices else m_("Write the chosen words.")
