"""The list beside a picture: the same insights in words and numbers, for who reads rather than looks."""

from __future__ import annotations

from council_app.domain.intervals import share
from council_app.domain.likelihood import Verdict
from council_app.domain.ranking.model import Ranked, Ranking
from council_app.domain.ranking.quadrants import QUADRANT_WORDS, Point
from council_app.i18n import Translator
from council_app.ui.core.rows import Column, RowsModel
from council_app.ui.core.table import Table
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.ranking.columns import View


class AsideTable(Table[Ranked]):
    """Number, title, and what the picture shows of each insight."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        self._t = t
        self._points: dict[str, Point] = {}
        self._fields: dict[str, str] = {}
        self.rows: RowsModel[Ranked] = RowsModel(self._make_columns(), identity=lambda row: row.key, tag=t.tag)
        super().__init__(theme, self.rows, t("The numbers of the picture"))

    def _make_columns(self) -> tuple[Column[Ranked], ...]:
        t, matrix, likely = self._t, View.MATRIX, View.LIKELIHOOD
        return (
            Column(t("No."), lambda row: t.number(row.number), 48, ink="ink3", key="number", sort=lambda row: row.number),
            Column(t("Insight"), lambda row: row.heard.facts.title_in(t.tag), key="title", weight=500),
            Column(t("Impact a year"), self._impact, 104, right=True, key="impact", sort=self._worth, view=matrix),
            Column(t("Days"), self._days, 56, right=True, key="days", sort=self._effort, view=matrix),
            Column(t("Field"), lambda row: self._fields.get(row.key, ""), 108, key="field", view=matrix, shown_from=380),
            Column(t("People"), self._people, 76, key="people", sort=lambda row: -row.heard.likelihood.heard, view=likely),
            Column(t("Interval"), self._interval, 110, key="interval", sort=lambda row: row.heard.likelihood.low, view=likely),
        )

    def show_ranking(self, ranking: Ranking, view: View, currency: str) -> None:
        """The insights of the picture: those of one currency in the matrix, all of them in the other."""
        matrix = next((each for each in ranking.matrices(self._t.tag) if each.currency == currency), None)
        points = () if matrix is None else matrix.points
        self._points = {point.key: point for point in points}
        self._fields = {} if matrix is None else {point.key: self._t.say(QUADRANT_WORDS[matrix.field_of(point)]) for point in points}
        self.rows.show_rows([row for row in ranking.rows if view is View.LIKELIHOOD or row.key in self._points])
        self.show_view(view.value)

    def _impact(self, row: Ranked) -> str:
        point = self._points.get(row.key)
        return "" if point is None else self._t.number(round(point.likely))

    def _worth(self, row: Ranked) -> float | None:
        return -self._points[row.key].likely if row.key in self._points else None

    def _days(self, row: Ranked) -> str:
        point = self._points.get(row.key)
        return "" if point is None else self._t.number(round(point.effort, 1))

    def _effort(self, row: Ranked) -> float | None:
        return self._points[row.key].effort if row.key in self._points else None

    def _people(self, row: Ranked) -> str:
        found = row.heard.likelihood
        return self._t("{people} of {all}", people=found.heard, all=found.attendees)

    def _interval(self, row: Ranked) -> str:
        t, found = self._t, row.heard.likelihood
        if found.low is None or found.high is None:
            return t("none due")
        if found.verdict is Verdict.WIDE:
            return t("too wide to say")
        return f"{t.say(share(found.low))}–{t.say(share(found.high))}"
