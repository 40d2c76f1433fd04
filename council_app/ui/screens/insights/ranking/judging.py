"""Judging insights in the table: what is typed or stepped is kept at once, and a refusal is said at its cell."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from council_app.domain.ranking.model import Ranked
from council_app.domain.ranking.parts import METHOD_NAMES, Part
from council_app.errors import CouncilError, m_
from council_app.services.ranking import score
from council_app.ui.core.context import AppContext
from council_app.ui.screens.insights.ranking.columns import PARTS_BY_KEY
from council_app.ui.screens.insights.ranking.table import RankTable
from council_app.ui.screens.insights.ranking.typed import NotANumber, read_number, stepped


class Judging(QObject):
    """Keeps what the table is told."""

    def __init__(self, ctx: AppContext, table: RankTable) -> None:
        super().__init__(table)
        self._ctx, self._table = ctx, table
        table.typed.connect(self._typed)
        table.stepped.connect(self._step)

    def _typed(self, row: Ranked, key: str, text: str) -> None:
        part = PARTS_BY_KEY[key]
        try:
            value = read_number(self._ctx.t, part, text)
        except NotANumber as wrong:
            self._table.refused(str(wrong))
            return
        self._keep(row, part, value)

    def _step(self, row: Ranked, key: str, steps: int) -> None:
        part = PARTS_BY_KEY[key]
        self._keep(row, part, stepped(part, row.inputs.get(part.method, {}).get(part.name), steps))

    def _keep(self, row: Ranked, part: Part, value: float | None) -> None:
        values: Mapping[str, float | None] = {part.name: value}
        self._ctx.write(
            self,
            lambda w: score(workspace=w, insight=row.key, method=part.method, values=values),
            lambda _changes: self._table.kept(),
            changes=lambda changes: changes,
            failed=self._refused,
            notice=m_("Scored by {method}", method=METHOD_NAMES[part.method]),
        )

    def _refused(self, error: CouncilError) -> None:
        if not self._table.editing:
            self._ctx.refused.emit(error)
            return
        sentence = self._ctx.t.say(error.why)
        self._table.refused(f"{sentence[:1].upper()}{sentence[1:]}. {self._ctx.t.say(error.todo)}")
