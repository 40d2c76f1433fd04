"""What a prototype test showed: success with adjusted-Wald intervals, typical times, questionnaire means with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from council_app.db.queries.trials import PrototypeTrials, QuestionAnswers, TaskTrials
from council_app.domain.enums import Outcome, QuestionKind
from council_app.domain.questionnaires import numbers
from council_app.domain.scores import SEQ_BENCHMARK, SEQ_SCALE, SUS_MIDDLE, SUS_SCALE, Scale, geometric_mean, mean_interval, sus
from council_app.domain.success import success_interval
from council_app.errors import Message, m_
from council_app.reporting import model


def prototype_results(found: Iterable[PrototypeTrials]) -> tuple[model.PrototypeResult, ...]:
    """The results of each prototype of a session; nothing of one that nobody tried."""
    results = (
        model.PrototypeResult(
            name=each.prototype,
            version=each.version,
            tasks=tuple(made for task in each.tasks if (made := _task(task)) is not None),
            scores=tuple(score for question in each.questions if (score := _score(question)) is not None),
            embargo_until=each.embargo_until,
        )
        for each in found
    )
    return tuple(result for result in results if result.tasks or result.scores)


def _task(task: TaskTrials) -> model.TaskResult | None:
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


def _score(question: QuestionAnswers) -> model.ScoreResult | None:
    if question.kind is QuestionKind.SUS:
        values = [sus(given) for given in _given(question, SUS_SCALE)]
        return _mean("SUS", values, 0, 100, m_("68 is the middle of all systems measured, not a percentage"), SUS_MIDDLE)
    if question.kind is QuestionKind.SEQ:
        values = [float(given[0]) for given in _given(question, SEQ_SCALE)]
        return _mean("SEQ", values, SEQ_SCALE.low, SEQ_SCALE.high, m_("7 is very easy; about 5.5 is usual"), SEQ_BENCHMARK)
    return None


def _given(question: QuestionAnswers, scale: Scale) -> list[tuple[int, ...]]:
    """The answers in which nothing is left out."""
    return [given for answer in question.answers if (given := numbers(answer)) is not None and scale.holds(given)]


def _mean(name: str, values: Sequence[float], low: float, high: float, reading: Message, benchmark: float) -> model.ScoreResult | None:
    """No interval exists for fewer than two answers, and without one no mean is printed."""
    if len(values) < 2:
        return None
    mean, lower, upper = mean_interval(values, low, high)
    return model.ScoreResult(
        name=name,
        mean=mean,
        low=lower,
        high=upper,
        answers=len(values),
        scale_low=low,
        scale_high=high,
        reading=reading,
        benchmark=benchmark,
    )
