"""Which answers a question can have, so that a plan holds no impossible ones."""

from __future__ import annotations

from council_app.domain.questionnaires import Asks
from council_app.errors import Message
from council_app.exchange.plan.models import Answer
from council_app.exchange.plan.versions import KnownQuestion


def wrong_answer(question: KnownQuestion, answer: Answer) -> Message | None:
    """What the question takes, when the answer is not that; None when it fits."""
    return Asks(question.kind, question.choices, question.scale).wrong(answer)
