"""What the table of ranks shows: every method side by side, or one method with the parts that are judged for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from council_app.domain.enums import RankMethod
from council_app.domain.intervals import share
from council_app.domain.ranking.formulas import MEASURE_NAMES, Measure
from council_app.domain.ranking.model import Ranked
from council_app.domain.ranking.parts import PARTS, Part
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.rows import Column
from council_app.ui.screens.insights.ranking.typed import plain_number

STABILITY = "stability"
_NARROW, _SMALL, _ROOMY = 520, 640, 700
_LEAST = 0.001
_BESIDE: Mapping[Measure, int] = {Measure.RICE: 760, Measure.ICE_PRODUCT: 880, Measure.WSJF: 980, Measure.ICE_AVERAGE: 1090}
"""From which width of the table a measure stands beside expected value; a method's own view always shows it."""


class View(StrEnum):
    """What the page shows."""

    SIDE_BY_SIDE = "all"
    RICE = "rice"
    ICE = "ice"
    WSJF = "wsjf"
    DRAG = "drag"
    MATRIX = "matrix"
    LIKELIHOOD = "likelihood"

    @property
    def method(self) -> RankMethod | None:
        """The method whose parts are judged in it."""
        return RankMethod(self.value) if self.value in {method.value for method in RankMethod} else None

    @property
    def pictured(self) -> bool:
        """Whether it is a picture."""
        return self in (View.MATRIX, View.LIKELIHOOD)


VIEW_NAMES: Mapping[View, Message] = {
    View.SIDE_BY_SIDE: m_("Side by side"),
    View.RICE: m_("RICE"),
    View.ICE: m_("ICE"),
    View.WSJF: m_("WSJF"),
    View.DRAG: m_("Teams and approvals"),
    View.MATRIX: m_("Impact and effort"),
    View.LIKELIHOOD: m_("Likelihood"),
}


def part_key(part: Part) -> str:
    """The key of a part's column."""
    return f"{part.method}.{part.name}"


PARTS_BY_KEY: Mapping[str, Part] = {part_key(part): part for part in PARTS}


def columns(t: Translator) -> tuple[Column[Ranked], ...]:
    """All columns; a view shows its own and the common ones."""
    return (
        Column(t("No."), lambda row: t.number(row.number), 48, ink="ink3", shown_from=_SMALL, key="number", sort=lambda row: row.number),
        Column(
            t("Insight"),
            lambda row: row.heard.facts.title_in(t.tag),
            key="title",
            opens=True,
            weight=500,
        ),
        Column(t("People"), lambda row: _people(t, row), 76, shown_from=_ROOMY, key="people", sort=lambda row: -row.heard.likelihood.heard),
        *_by_value(t),
        *(_score(t, measure) for measure in Measure),
        *(column for method in RankMethod for column in _method(t, method)),
        *_drag(t),
    )


def _drag(t: Translator) -> tuple[Column[Ranked], ...]:
    """Who has to move for it, and how many that are."""
    view = View.DRAG

    def together(row: Ranked) -> str:
        return t.number(row.drag.total)

    def many(row: Ranked) -> str:
        return t("many") if row.drag.heavy else ""

    return (
        Column(t("Teams"), lambda row: t.items(row.heard.facts.teams), key="teams", sort=lambda row: -row.drag.teams, view=view),
        Column(
            t("Approvals"), lambda row: t.items(row.heard.facts.approvals), key="approvals", sort=lambda row: -row.drag.approvals, view=view
        ),
        Column(t("Together"), together, 104, key="drag", sort=lambda row: -row.drag.total, aside=many, view=view),
    )


def _people(t: Translator, row: Ranked) -> str:
    return t("{people} of {all}", people=row.heard.likelihood.heard, all=row.heard.likelihood.attendees)


def _by_value(t: Translator) -> tuple[Column[Ranked], ...]:
    view = View.SIDE_BY_SIDE
    return (
        Column(t("Value per day"), lambda row: _value(t, row), 118, right=True, shown_from=_NARROW, key="value", sort=_worth, view=view),
        Column(t("Rank"), lambda row: _rank(t, row), 76, key="rank", sort=_place, view=view),
        Column(t("First in"), lambda row: _first(t, row), 128, shown_from=400, key=STABILITY, sort=_firmness, view=view),
    )


def _value(t: Translator, row: Ranked) -> str:
    standing = row.standing
    return t("not ranked") if standing is None else f"{t.number(round(standing.value))} {standing.currency}"


def _worth(row: Ranked) -> float | None:
    return None if row.standing is None else -row.standing.value


def _rank(t: Translator, row: Ranked) -> str:
    return "" if row.standing is None else t("{rank} of {all}", rank=row.standing.rank, all=row.standing.of)


def _place(row: Ranked) -> float | None:
    return None if row.standing is None else row.standing.rank


def _first(t: Translator, row: Ranked) -> str:
    if row.standing is None:
        return ""
    # As a sentence says it, but short: “fewer than 0.1%” has no room beside a bar.
    return f"< {t.percent(_LEAST, decimals=1)}" if 0 < row.standing.first < _LEAST / 2 else t.say(share(row.standing.first))


def _firmness(row: Ranked) -> float | None:
    return None if row.standing is None else -row.standing.first


def _score(t: Translator, measure: Measure) -> Column[Ranked]:
    """A measure beside the others: the score, and its rank behind it."""
    return Column(
        t.say(MEASURE_NAMES[measure]),
        _scored(t, measure),
        96,
        shown_from=_BESIDE[measure],
        key=f"{measure}.beside",
        sort=_scored_rank(measure),
        aside=_behind(t, measure),
        view=View.SIDE_BY_SIDE,
    )


def _method(t: Translator, method: RankMethod) -> tuple[Column[Ranked], ...]:
    """The parts of a method, each typed into, and what comes of them."""
    parts = tuple(_part(t, part) for part in PARTS if part.method is method)
    measures = tuple(measure for measure in Measure if measure.method is method)
    results = tuple(
        Column(
            t("Score") if len(measures) == 1 else t.say(MEASURE_NAMES[measure]),
            _scored(t, measure),
            112,
            key=measure.value,
            sort=_scored_rank(measure),
            aside=_behind(t, measure),
            weight=500,
            view=method.value,
            shown_from=_NARROW if len(measures) == 1 or measure is Measure.ICE_PRODUCT else _ROOMY,
        )
        for measure in measures
    )
    return (*parts, *results)


def _part(t: Translator, part: Part) -> Column[Ranked]:
    def judged(row: Ranked) -> float | None:
        return row.inputs.get(part.method, {}).get(part.name)

    def text(row: Ranked) -> str:
        value = judged(row)
        return "" if value is None else t.number(value)

    def typed(row: Ranked) -> str:
        value = judged(row)
        return "" if value is None else plain_number(t, value)

    return Column(t.say(part.words), text, 72, right=True, key=part_key(part), sort=judged, typed=typed, view=part.method.value)


def _scored(t: Translator, measure: Measure) -> Callable[[Ranked], str]:
    def text(row: Ranked) -> str:
        found = row.scores.get(measure)
        if found is None:
            return ""
        return t.number(round(found.score) if abs(found.score) >= 100 else round(found.score, 1))

    return text


def _scored_rank(measure: Measure) -> Callable[[Ranked], float | None]:
    return lambda row: row.scores[measure].rank if measure in row.scores else None


def _behind(t: Translator, measure: Measure) -> Callable[[Ranked], str]:
    return lambda row: t("no. {rank}", rank=row.scores[measure].rank) if measure in row.scores else ""
