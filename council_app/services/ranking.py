"""Ranking insights and judging them for it: one ranking for the window, the command line, pictures and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Insight, ScoreInput
from council_app.db.queries import insights as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import RankMethod
from council_app.domain.ranking.formulas import Measure
from council_app.domain.ranking.model import Heard, Ranked, Ranking, rank
from council_app.domain.ranking.parts import METHOD_NAMES, Inputs, checked, part_named, parts_of
from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.services.insights import list_insights


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a ranking is worked out from: read once, ranked wherever there is time."""

    heard: tuple[Heard, ...]
    judged: Mapping[str, Inputs]


def ranking(*, workspace: Workspace, session: str | None = None, cohort: str | None = None) -> Ranking:
    """Every insight ranked; with `session` or `cohort`, as it was heard there. Numbers are those of the list of insights.

    Raises:
        CouncilError: no such cohort.
    """
    return rank_gathered(gathered=gather(workspace=workspace, session=session, cohort=cohort))


def gather(*, workspace: Workspace, session: str | None = None, cohort: str | None = None) -> Gathered:
    """Read what a ranking needs; the draws are made by `rank_gathered`, which needs no workspace.

    Raises:
        CouncilError: no such cohort.
    """
    cards = list_insights(workspace=workspace, session=session, cohort=cohort)
    return Gathered(tuple(Heard(card.facts, card.evidence, card.likelihood) for card in cards), scores_of(workspace=workspace))


def rank_gathered(*, gathered: Gathered, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
    """The ranking of what was gathered; the same data give the same ranking.

    Raises:
        Cancelled: `cancelled` said so.
    """
    return rank(gathered.heard, gathered.judged, cancelled=cancelled)


def scores_of(*, workspace: Workspace) -> dict[str, Inputs]:
    """What was judged of each insight, by its key: method → part → number. Insights nobody judged are not in it."""
    with workspace.read() as reading:
        return _judged(reading)


def _judged(reading: Session) -> dict[str, Inputs]:
    found: dict[str, dict[RankMethod, dict[str, float]]] = {}
    statement = select(Insight.key, ScoreInput.method, ScoreInput.part, ScoreInput.value)
    for key, method, part, value in reading.execute(
        statement.join(ScoreInput, ScoreInput.insight_id == Insight.id).order_by(Insight.key, ScoreInput.method, ScoreInput.part)
    ):
        found.setdefault(key, {}).setdefault(method, {})[part] = value
    return dict(found)


def score(*, workspace: Workspace, insight: str, method: RankMethod, values: Mapping[str, float | None]) -> Changes:
    """Judge an insight by a method; parts not named stay as they are.

    Args:
        workspace: where.
        insight: its key.
        method: RICE, ICE or WSJF.
        values: part (as in the table of parts) → number on its scale; None takes a judgement back.

    Raises:
        CouncilError: no such insight or part, or a number outside the part's scale: an effort of 0 above all.
    """
    sound = {name: _sound(method, name, value) for name, value in values.items()}
    with workspace.write(m_("Score an insight by {method}", method=METHOD_NAMES[method])) as writing:
        row = reads.fact(writing, insight)
        known = {
            each.part: each
            for each in writing.scalars(select(ScoreInput).where(ScoreInput.insight_id == row.id, ScoreInput.method == method))
        }
        for name, value in sound.items():
            judged = known.get(name)
            if value is None:
                if judged is not None:
                    writing.delete(judged)
            elif judged is None:
                writing.add(ScoreInput(insight_id=row.id, method=method, part=name, value=value))
            else:
                judged.value = value
        return changes(writing)


def _sound(method: RankMethod, name: str, value: float | None) -> float | None:
    part = part_named(method, name)
    return None if value is None else checked(part, value)


def ranking_document(*, ranking: Ranking, t: Translator) -> dict[str, dict[str, object]]:
    """For each insight (by key) the `scores`, `rank` and `stability` of the command line's JSON.

    `rank` is the place by expected value per day of work among insights of the same currency, None where it has none; `stability` says
    how firm it is, or `why` there is no rank.
    """
    return {
        row.key: {"scores": _scores(row), "rank": None if row.standing is None else row.standing.rank, "stability": _stability(row, t)}
        for row in ranking.rows
    }


def _scores(row: Ranked) -> dict[str, object]:
    found: dict[str, object] = {}
    for measure in Measure:
        inputs = row.inputs.get(measure.method, {})
        if inputs:
            got = row.scores.get(measure)
            parts = {part.name: inputs[part.name] for part in parts_of(measure.method) if part.name in inputs}
            found[measure.value] = {
                "parts": parts,
                "score": None if got is None else got.score,
                "rank": None if got is None else got.rank,
                "of": None if got is None else got.of,
            }
    return found


def _stability(row: Ranked, t: Translator) -> dict[str, object]:
    standing = row.standing
    if standing is None:
        return {"why": "" if row.unranked is None else t.say(row.unranked)}
    return {
        "first": standing.first,
        "ranks": [standing.best, standing.worst],
        "of": standing.of,
        "draws": standing.draws,
        "currency": standing.currency,
        "value_per_day": standing.value,
        "interval": [standing.low, standing.high],
        "sentence": t.say(standing.stability()),
    }
