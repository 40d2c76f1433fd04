"""Scores and success across the councils of a market, where the same thing was asked; where it was not, that is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, CouncilSession
from council_app.db.queries.trials import PrototypeTrials
from council_app.domain.enums import ReportScope
from council_app.domain.records import SessionRef
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.services.report.material import Material
from council_app.services.report.prototypes import score_of, task_of
from council_app.services.report.trying import first_tries

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class _Measure:
    """What makes two numbers one measure: about the same prototype, of one kind, in the same words."""

    prototype: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Trends:
    """The lines there are, and why there are no others; `note` is "" where nothing needs to be said."""

    lines: tuple[model.Trend, ...] = ()
    note: Message | str = ""


def trends(reading: Session, material: Material, t: Translator) -> Trends:
    """Every measure that two councils of the market at least have, up to the last session of the report."""
    councils = _councils(material)
    if len(councils) < 2:
        return Trends(note=m_("One council so far: a trend needs two.") if material.about.scope is ReportScope.MARKET else "")
    lists = _lists(reading, material)
    measured: dict[_Measure, list[tuple[str, model.Trend]]] = {}
    for key, refs in councils.items():
        for measure, line in _measures(first_tries(reading, refs, lists), _label(refs, councils, t), t):
            measured.setdefault(measure, []).append((key, line))
    lines = tuple(_joined([line for _, line in points]) for points in measured.values() if len({key for key, _ in points}) > 1)
    alone = [points for points in measured.values() if len({key for key, _ in points}) == 1]
    return Trends(lines, _why_not(len({key for points in measured.values() for key, _ in points}), bool(lines), bool(alone)))


def _why_not(tested: int, some: bool, alone: bool) -> Message | str:
    if tested == 0:
        return ""
    if tested == 1:
        return m_("Only one council measured anything: a trend needs two.")
    if not some:
        return m_("The councils were not asked the same: no number of one can be compared with another's, so there is no line.")
    return m_("What only one council was asked, or in other words, has no line.") if alone else ""


def _councils(material: Material) -> dict[str, list[SessionRef]]:
    """The sessions of each council of the market, oldest first, up to the report's last."""
    found: dict[str, list[SessionRef]] = {}
    for ref in sorted(material.sessions.values(), key=lambda ref: (ref.starts, ref.key)):
        if ref.market_key == material.last.market_key and ref.starts <= material.last.starts:
            found.setdefault(ref.council_key, []).append(ref)
    return found


def _lists(reading: Session, material: Material) -> list[tuple[Attendance, str]]:
    keys = [ref.id for ref in material.sessions.values() if ref.market_key == material.last.market_key]
    statement = select(Attendance, CouncilSession.key).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    return [(row, key) for row, key in reading.execute(statement.where(CouncilSession.id.in_(keys)))]


def _label(refs: list[SessionRef], councils: dict[str, list[SessionRef]], t: Translator) -> str:
    """The month of a council; with its city where the market has councils in several."""
    month = t.month(refs[0].starts.date())
    cities = {ref.city for each in councils.values() for ref in each}
    return f"{refs[0].city}, {month}" if len(cities) > 1 else month


def _measures(found: tuple[PrototypeTrials, ...], label: str, t: Translator) -> Iterator[tuple[_Measure, model.Trend]]:
    for each in found:
        for question in each.questions:
            score = score_of(question)
            if score is not None:
                point = model.TrendPoint(label, score.mean, score.low, score.high, score.answers)
                name = f"{each.prototype}: {score.name}"
                yield _Measure(each.prototype, question.kind, question.text), model.Trend(name, score.scale_low, score.scale_high, (point,))
        for task in each.tasks:
            result = task_of(task)
            if result is not None:
                mean, low, high = (_PERCENT * share for share in (result.success / result.tried, result.low, result.high))
                point = model.TrendPoint(label, mean, low, high, result.tried)
                yield (
                    _Measure(each.prototype, "task", task.text),
                    model.Trend(t("{title}, % unaided", title=task.text), 0, _PERCENT, (point,), percent=True),
                )


def _joined(lines: list[model.Trend]) -> model.Trend:
    first = lines[0]
    points = tuple(point for line in lines for point in line.points)
    return model.Trend(first.name, first.scale_low, first.scale_high, points, first.percent)
