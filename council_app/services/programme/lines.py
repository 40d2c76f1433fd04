"""What a market's councils measured again: the same task, the same questionnaire, the same friction, each with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, CouncilSession
from council_app.db.queries import loops, note_crosstabs, rings
from council_app.db.queries.rings import HeldSitting
from council_app.db.queries.trials import PrototypeTrials
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.crosstabs import Heard, Trend
from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.enums import NoteKind
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.domain.sayings import CouncilHeld, Said, TagOf
from council_app.domain.trend_lines import LineKind, MarketTrends, Point, TrendLine
from council_app.errors import Message, m_
from council_app.services.programme.funnels import no_such_market
from council_app.services.programme.years import today_here
from council_app.services.report.prototypes import score_of, task_of
from council_app.services.report.trying import first_tries

MOST_COUNCILS = 8
"""As many as stand side by side; older ones are in the market's report."""
_MOST_THEMES = 6
_PERCENT = 100
_Identity = tuple[str, str, str]
"""What makes two numbers one measure: about the same prototype, of one kind, in the same words."""


def trends(*, workspace: Workspace, market: str, until: date | None = None, cancelled: Callable[[], bool] = lambda: False) -> MarketTrends:
    """What the newest councils of a market up to a day measured, where two at least measured the same; frictions that came up.

    Groups of fewer people than the minimum cell are hidden, as in every table of themes.

    Raises:
        CouncilError: there is no market of this key.
        Cancelled: `cancelled` said so.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return trends_in(reading, market, until or today_here())


def trends_in(reading: Session, market: str, until: date) -> MarketTrends:
    """As `trends`, for who has a transaction open."""
    row = next((row for row in loops.markets(reading) if row.key == market), None)
    if row is None:
        raise no_such_market(market)
    held = _held(reading, market, until)
    if not held:
        return MarketTrends(market, row.country, (), 0, 0, 0, (), _why_none(0))
    said = note_crosstabs.said(reading, _frictions(held), lambda _: None)
    rooms = [council for council in said.councils if council.key in held]
    measured = tuple(_measured(reading, held))
    lines = (*measured, *_themes(said, rooms))
    sizes = [council.attendees for council in rooms]
    cities = dict.fromkeys(sitting.city for sittings in reversed(held.values()) for sitting in sittings)
    why = None if measured else _why_none(len(held))
    return MarketTrends(market, row.country, tuple(cities), len(held), min(sizes, default=0), max(sizes, default=0), lines, why)


def _why_none(councils: int) -> Message:
    if councils == 0:
        return m_("No council was held yet.")
    if councils == 1:
        return m_("One council so far: a trend needs two.")
    return m_("No task and no question was asked the same in two of these councils, so there is no line to draw.")


def _held(reading: Session, market: str, until: date) -> dict[str, list[HeldSitting]]:
    """The sittings of the newest councils that were held, by the council's key, oldest first."""
    found: dict[str, list[HeldSitting]] = {}
    for sitting in rings.held(reading, market, until):
        found.setdefault(sitting.council, []).append(sitting)
    return dict(list(found.items())[-MOST_COUNCILS:])


# -- tasks and questionnaires


def _measured(reading: Session, held: Mapping[str, Sequence[HeldSitting]]) -> Iterator[TrendLine]:
    lists = _lists(reading, held)
    lines: dict[_Identity, tuple[TrendLine, list[Point]]] = {}
    for council, refs in held.items():
        for identity, line, point in _numbers(first_tries(reading, refs, lists), council, refs[0]):
            lines.setdefault(identity, (line, []))[1].append(point)
    ordered = sorted(lines.values(), key=lambda found: found[0].kind is not LineKind.TASK)
    for line, points in ordered:
        if len(points) > 1:
            yield TrendLine(line.kind, line.name, line.about, line.low, line.high, tuple(points), line.drill)


def _lists(reading: Session, held: Mapping[str, Sequence[HeldSitting]]) -> list[tuple[Attendance, str]]:
    ids = [ref.id for refs in held.values() for ref in refs]
    statement = select(Attendance, CouncilSession.key).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    return [(row, key) for row, key in reading.execute(statement.where(CouncilSession.id.in_(ids)))]


def _numbers(found: Sequence[PrototypeTrials], council: str, ref: HeldSitting) -> Iterator[tuple[_Identity, TrendLine, Point]]:
    """Every number of one council, worked out as its report works it out."""
    day = ref.day
    for each in found:
        for task in each.tasks:
            result = task_of(task)
            if result is not None:
                share, low, high = (_PERCENT * part for part in (result.success / result.tried, result.low, result.high))
                point = Point(council, ref.city, day, share, low, high, result.tried, result.success)
                line = TrendLine(LineKind.TASK, task.text, each.prototype, 0, _PERCENT, (), task.key)
                yield (each.prototype, "task", task.text), line, point
        for question in each.questions:
            score = score_of(question)
            if score is not None:
                point = Point(council, ref.city, day, score.mean, score.low, score.high, score.answers)
                line = TrendLine(LineKind.SCORE, score.name, each.prototype, score.scale_low, score.scale_high, ())
                yield (each.prototype, question.kind, question.text), line, point


# -- themes


def _frictions(councils: Iterable[str]) -> NoteFilter:
    return filter_of((where(Facet.COUNCIL, *councils), where(Facet.KIND, NoteKind.FRICTION.value)))


def _themes(said: Said, rooms: Sequence[CouncilHeld]) -> list[TrendLine]:
    """The frictions that most people had: those that clearly grow or shrink first, then those that most had at the last council."""
    if len(rooms) < 2:
        return []
    counts = said.by_council(said.branches(tag.label for tag in said.tags))
    lines = [_theme(tag, counts, rooms) for tag in said.tags]
    shown = [line for line in lines if line.points[-1].hits or line.points[-2].hits]
    told = [line for line in shown if any(point.hits for point in line.points)]
    return sorted((line for line in told if not _said_below(line, told)), key=_weight)[:_MOST_THEMES]


def _said_below(line: TrendLine, others: Sequence[TrendLine]) -> bool:
    """Whether a tag below it says the very same: then that one is shown."""
    path = line.tag.path if line.tag is not None else ""
    return any(other.tag is not None and other.tag.path.startswith(f"{path}/") and other.points == line.points for other in others)


def _weight(line: TrendLine) -> tuple[bool, int, str]:
    clear = line.since_last in (Trend.GROWS, Trend.SHRINKS)
    return not clear, -(line.points[-1].hits or 0), line.name


def _theme(tag: TagOf, counts: Mapping[tuple[str, str], int], rooms: Sequence[CouncilHeld]) -> TrendLine:
    points = tuple(_share(council, counts.get((tag.id, council.id), 0)) for council in rooms)
    return TrendLine(LineKind.THEME, tag.name, "", 0, _PERCENT, points, tag.id, tag.label)


def _share(council: CouncilHeld, people: int) -> Point:
    """How many of a council had it; hidden where they, or everybody there, are few."""
    heard = Heard(people, council.attendees)
    interval = heard.interval
    if interval is None or 0 < people < MINIMUM_INSIDE or council.attendees < MINIMUM_INSIDE:
        return Point(council.key, council.city, council.date, 0, 0, 0, council.attendees, None, hidden=True)
    share, low, high = (_PERCENT * part for part in (people / council.attendees, *interval))
    return Point(council.key, council.city, council.date, share, low, high, council.attendees, people)
