"""What a prototype test showed: success with adjusted-Wald intervals, typical times, questionnaire means with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from council_app.db.queries.trials import PrototypeTrials, QuestionAnswers, TaskTrials
from council_app.domain.enums import Outcome, QuestionKind
from council_app.domain.scores import SEQ_BENCHMARK, SEQ_SCALE, SUS_MIDDLE, geometric_mean
from council_app.domain.success import success_interval
from council_app.errors import Message, m_
from council_app.reporting import model
from council_app.services.stats import scored


def prototype_results(found: Iterable[PrototypeTrials]) -> tuple[model.PrototypeResult, ...]:
    """The results of each prototype of a session; nothing of one that nobody tried."""
    results = (
        model.PrototypeResult(
            name=each.prototype,
            version=each.version,
            tasks=tuple(made for task in each.tasks if (made := task_of(task)) is not None),
            scores=tuple(score for question in each.questions if (score := score_of(question)) is not None),
            embargo_until=each.embargo_until,
        )
        for each in found
    )
    return tuple(result for result in results if result.tasks or result.scores)


def task_of(task: TaskTrials) -> model.TaskResult | None:
    """How a task went, as the window counts it; None where nobody tried."""
    unaided = task.outcomes.count(Outcome.SUCCESS)
    interval = success_interval(unaided, len(task.outcomes))
    if interval is None:
        return None
    low, high = interval
    return model.TaskResult(
        title=task.text,
        success=unaided,
        tried=len(task.outcomes),
        low=low,
        high=high,
        with_help=task.outcomes.count(Outcome.WITH_HELP),
        seconds=geometric_mean(task.seconds),
        target_seconds=task.target_seconds,
    )


_SCALES: Mapping[QuestionKind, tuple[str, float, float, Message, float | None]] = {
    QuestionKind.SUS: ("SUS", 0, 100, m_("68 is the middle of all systems measured, not a percentage"), SUS_MIDDLE),
    QuestionKind.SEQ: ("SEQ", SEQ_SCALE.low, SEQ_SCALE.high, m_("7 is very easy; about 5.5 is usual"), SEQ_BENCHMARK),
    QuestionKind.UMUX_LITE: ("UMUX-Lite", 0, 100, m_("100 is the best; no percentage"), None),
    QuestionKind.NPS: ("NPS", -100, 100, m_("those who recommend it less those who do not; 0 is as many of both"), None),
    QuestionKind.CSAT: ("CSAT", 0, 100, m_("percent who chose 4 or 5 of 5"), None),
}
"""Of each scored kind: its short name, the ends of its scale, how to read it, and what it is compared with."""


def score_of(question: QuestionAnswers) -> model.ScoreResult | None:
    """What a question scored, as the window scores it; None of one without a score, or with too few answers for an interval."""
    found = scored(question)
    # No interval exists for fewer than two answers, and without one no mean is printed.
    if found is None or found.score is None or found.low is None or found.high is None or found.answers < 2:
        return None
    name, low, high, reading, benchmark = _SCALES[question.kind]
    return model.ScoreResult(
        name=name,
        mean=found.score,
        low=found.low,
        high=found.high,
        answers=found.answers,
        scale_low=low,
        scale_high=high,
        reading=reading,
        benchmark=benchmark,
    )
