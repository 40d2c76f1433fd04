"""The numbers of sessions: questionnaires, tasks, candour, balance, saturation, agreement. What cannot be worked out is None, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from council_app.db.queries import hearing as hearing_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import rounds as round_reads
from council_app.db.queries import trials as trial_reads
from council_app.db.queries.note_crosstabs import new_themes, said
from council_app.db.queries.trials import QuestionAnswers, TaskTrials
from council_app.db.workspace import Workspace
from council_app.domain import scores
from council_app.domain.discovery import Discovery, discovery
from council_app.domain.enums import NoteKind, Outcome, QuestionKind
from council_app.domain.hearing import Balance, Saturation, balance, saturation
from council_app.domain.note_filter import Facet, NoteFilter, where
from council_app.domain.questionnaires import numbers
from council_app.domain.records import SessionRef
from council_app.domain.rounds import RoundAgreement, round_agreement
from council_app.domain.scores import Scale
from council_app.domain.steps import untold
from council_app.domain.success import Method, success_estimate, success_interval
from council_app.services.cohorts import members_of


@dataclass(frozen=True, slots=True)
class QuestionStats:
    """One scored question.

    Attributes:
        answers: how many answers could be scored; `unreadable` could not.
        score, low, high: on the questionnaire's own scale, with a 95% interval where one exists.
        grade, percentile: of a SUS; `flat` counts those who gave one answer to all ten statements.
        sus_equivalent: of a UMUX-Lite.
        prototype: name and version of what it is about; the script's title where it names none.
    """

    key: str
    kind: QuestionKind
    answers: int
    unreadable: int
    score: float | None
    low: float | None = None
    high: float | None = None
    grade: str | None = None
    percentile: float | None = None
    flat: int | None = None
    sus_equivalent: float | None = None
    prototype: str = ""


@dataclass(frozen=True, slots=True)
class TaskStats:
    """One task: unaided successes of those who tried, the best estimate, its interval by `method`, and the time of the successes.

    `prototype` is the name and version of what was tried; the script's title where it names none.
    """

    key: str
    success: int
    with_help: int
    tried: int
    estimate: float | None
    low: float | None
    high: float | None
    method: Method
    seconds: float | None
    seconds_low: float | None
    seconds_high: float | None
    prototype: str = ""


@dataclass(frozen=True, slots=True)
class SessionStats:
    """One session; `friction` and `praise` count attendees with at least one such note, `balance` is of notes per attendee."""

    session: str
    attendees: int
    friction: int
    praise: int
    balance: Balance | None
    questions: tuple[QuestionStats, ...]
    tasks: tuple[TaskStats, ...]


@dataclass(frozen=True, slots=True)
class RoundStats:
    """How far the coders of one round agree on the notes of the sessions asked for; `paths` is tag id -> path."""

    key: str
    name: str
    agreement: RoundAgreement
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The sessions asked for, and how new themes became fewer from one to the next (`new_themes`, in their order).

    `discovery` says how far their themes go towards all there are to hear; `agreement` has the rounds in which several coders read at
    least one of the notes.
    """

    sessions: tuple[SessionStats, ...]
    new_themes: tuple[int, ...]
    saturation: Saturation | None
    agreement: tuple[RoundStats, ...] = ()
    discovery: Discovery | None = None


def statistics(
    *, workspace: Workspace, session: str | None = None, cohort: str | None = None, method: Method = Method.ADJUSTED_WALD
) -> Statistics:
    """The numbers of one session, or of all in order of their start.

    Args:
        workspace: where from.
        session: its key; all, when not given.
        cohort: of the people in the cohort of this key only; new themes are everybody's.
        method: how the interval of a success rate is worked out.

    Raises:
        CouncilError: there is no such session, or it is a rehearsal; or there is no such cohort.
    """
    with workspace.read() as reading:
        everywhere = tuple(place for place in programme_reads.sessions(reading) if not place.rehearsal)
        chosen = everywhere if session is None else (programme_reads.session_that_counts(reading, session),)
        brought = new_themes(reading, [place.id for place in chosen], NoteFilter(), untold)
        wanted = NoteFilter() if session is None else NoteFilter().narrowed(where(Facet.SESSION, session))
        members = None if cohort is None else members_of(reading, cohort)
        measured = tuple(_session(reading, place, method, members) for place in chosen)
        agreed = tuple(_agreement(reading, [place.id for place in chosen]))
        return Statistics(measured, brought, saturation(brought), agreed, discovery(said(reading, wanted, untold).found()))


def _agreement(reading: Session, sessions: Sequence[str]) -> Iterator[RoundStats]:
    for line in round_reads.every(reading):
        row = round_reads.saved(reading, line.key)
        found = round_agreement(round_reads.coded(reading, row.id, sessions=sessions))
        if found.notes:
            yield RoundStats(row.key, row.name, found, {tag.id: tag.path for tag in round_reads.branch(reading, row.tag_id)})


def _session(reading: Session, place: SessionRef, method: Method, members: frozenset[str] | None) -> SessionStats:
    spoken = hearing_reads.notes_by_attendee(reading, place.id, members)
    kinds = hearing_reads.people_by_kind(reading, place.id, members)
    found = trial_reads.results(reading, place.id, members)
    return SessionStats(
        session=place.key,
        attendees=len(spoken),
        friction=kinds.get(NoteKind.FRICTION, 0),
        praise=kinds.get(NoteKind.PRAISE, 0),
        balance=balance(spoken),
        questions=tuple(
            replace(_question(question), prototype=each.label) for each in found for question in each.questions if question.kind in _SCORED
        ),
        tasks=tuple(replace(_task(task, method), prototype=each.label) for each in found for task in each.tasks),
    )


def _task(task: TaskTrials, method: Method) -> TaskStats:
    success, tried = task.outcomes.count(Outcome.SUCCESS), len(task.outcomes)
    low, high = success_interval(success, tried, method=method) or (None, None)
    fastest, slowest = scores.time_interval(task.seconds) or (None, None)
    return TaskStats(
        key=task.key,
        success=success,
        with_help=task.outcomes.count(Outcome.WITH_HELP),
        tried=tried,
        estimate=success_estimate(success, tried),
        low=low,
        high=high,
        method=method,
        seconds=scores.geometric_mean(task.seconds),
        seconds_low=fastest,
        seconds_high=slowest,
    )


def scored(question: QuestionAnswers) -> QuestionStats | None:
    """What a question scores, whoever asks; None of one that has no score."""
    return _SCORED[question.kind](question) if question.kind in _SCORED else None


def _question(question: QuestionAnswers) -> QuestionStats:
    return _SCORED[question.kind](question)


def _numbers(question: QuestionAnswers, scale: Scale) -> list[int]:
    return [given[0] for given in _lists(question, scale)]


def _lists(question: QuestionAnswers, scale: Scale) -> list[tuple[int, ...]]:
    """The answers in which nothing is left out and nothing lies outside the scale."""
    return [given for answer in question.answers if (given := numbers(answer)) is not None and scale.holds(given)]


def _mean(values: Sequence[float], low: float, high: float) -> tuple[float | None, float | None, float | None]:
    if len(values) < 2:
        return (values[0] if values else None), None, None
    return scores.mean_interval(values, low, high)


def _sus(question: QuestionAnswers) -> QuestionStats:
    answers = _lists(question, scores.SUS_SCALE)
    mean, low, high = _mean([scores.sus(answer) for answer in answers], 0, 100)
    return QuestionStats(
        question.key,
        question.kind,
        len(answers),
        len(question.answers) - len(answers),
        mean,
        low,
        high,
        grade=None if mean is None else scores.sus_grade(mean),
        percentile=None if mean is None else scores.sus_percentile(mean),
        flat=sum(scores.straight_lined(answer) for answer in answers),
    )


def _umux(question: QuestionAnswers) -> QuestionStats:
    answers = _lists(question, scores.UMUX_LITE_SCALE)
    mean, low, high = _mean([scores.umux_lite(*answer) for answer in answers], 0, 100)
    like_sus = None if mean is None else scores.sus_equivalent(mean)
    unreadable = len(question.answers) - len(answers)
    return QuestionStats(question.key, question.kind, len(answers), unreadable, mean, low, high, sus_equivalent=like_sus)


def _seq(question: QuestionAnswers) -> QuestionStats:
    ratings = _numbers(question, scores.SEQ_SCALE)
    return QuestionStats(
        question.key,
        question.kind,
        len(ratings),
        len(question.answers) - len(ratings),
        *_mean(ratings, scores.SEQ_SCALE.low, scores.SEQ_SCALE.high),
    )


def _nps(question: QuestionAnswers) -> QuestionStats:
    ratings = _numbers(question, scores.NPS_SCALE)
    low, high = scores.nps_interval(ratings) or (None, None)
    return QuestionStats(question.key, question.kind, len(ratings), len(question.answers) - len(ratings), scores.nps(ratings), low, high)


def _csat(question: QuestionAnswers) -> QuestionStats:
    ratings = _numbers(question, scores.CSAT_SCALE)
    interval = success_interval(sum(rating >= 4 for rating in ratings), len(ratings))
    low, high = (100 * interval[0], 100 * interval[1]) if interval else (None, None)
    return QuestionStats(question.key, question.kind, len(ratings), len(question.answers) - len(ratings), scores.csat(ratings), low, high)


_SCORED: Mapping[QuestionKind, Callable[[QuestionAnswers], QuestionStats]] = {
    QuestionKind.SUS: _sus,
    QuestionKind.UMUX_LITE: _umux,
    QuestionKind.SEQ: _seq,
    QuestionKind.NPS: _nps,
    QuestionKind.CSAT: _csat,
}
