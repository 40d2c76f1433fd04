"""What the place reads: the list of insights, where each stands by expected value, and the one at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from council_app.domain.ranking.model import Ranking
from council_app.errors import CouncilError
from council_app.services import insights
from council_app.services.insights import InsightCard, InsightDetail
from council_app.services.ranking import Gathered, gather, rank_gathered
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Turn

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace

FIRST_NOTES = 80
"""So many notes of each side are read at first: more than two pages of them."""


class InsightReader(QObject):
    """Reads off the window's thread; an answer that another question has overtaken is dropped.

    Attributes:
        most: how many notes of each side of the insight at hand are read at most.
        everywhere: whether all councils are counted, and not the session at hand alone.

    Signals:
        listed: the cards, by strongest evidence.
        ranked: where insights stand by expected value (key → place; those of one currency together).
        detailed: one insight with everything behind it; None when it is gone.
    """

    listed = Signal(object)
    ranked = Signal(object)
    detailed = Signal(object)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.everywhere = False
        self._key, self.most = "", FIRST_NOTES
        self._asked = {"list": 0, "ranks": 0, "detail": 0}

    @property
    def session(self) -> str | None:
        """The session that is counted; None for all."""
        session = self._ctx.session
        return None if self.everywhere or session is None else session.key

    def _latest(self, what: str, tell: Callable[[object], None]) -> Callable[[object], None]:
        """Tell an answer unless the same was asked for again since."""
        self._asked[what] += 1
        number = self._asked[what]
        return lambda answer: tell(answer) if number == self._asked[what] else None

    def read_list(self) -> None:
        """Read the cards, and behind them those that wait for their evidence."""
        session, cohort = self.session, self._ctx.cohort_key

        def read(workspace: Workspace) -> tuple[InsightCard, ...]:
            return insights.list_insights(workspace=workspace, session=session, cohort=cohort, waiting=cohort is None)

        self._ctx.read(self, read, self._latest("list", self.listed.emit))

    def read_detail(self, key: str, most: int = 0) -> None:
        """Read one insight with so many of its notes at least; of the same insight no fewer than before."""
        session, cohort = self.session, self._ctx.cohort_key
        self.most = max(most, self.most if key == self._key else 0, FIRST_NOTES)
        self._key, at_most = key, self.most

        def work(workspace: Workspace) -> InsightDetail | None:
            try:
                return insights.insight(workspace=workspace, key=key, session=session, cohort=cohort, most=at_most)
            except CouncilError:
                return None  # removed since; the list, which is read in any case, tells so, and tells what else may be wrong

        self._ctx.read(self, work, self._latest("detail", self.detailed.emit))

    def read_ranks(self) -> None:
        """Read what a ranking needs, and draw it on the other worker: notes being kept do not wait for it."""
        session, cohort, ctx = self.session, self._ctx.cohort_key, self._ctx
        tell = self._latest("ranks", self.ranked.emit)

        def draw(gathered: Gathered) -> None:
            ctx.side.submit(
                lambda control: rank_gathered(gathered=gathered, cancelled=control.cancelled),
                owner=self,
                done=lambda ranking: tell(places_of(ranking)),
                failed=ctx.refused.emit,
                turn=Turn.READ,
            )

        ctx.read(self, lambda w: gather(workspace=w, session=session, cohort=cohort), draw)


def places_of(ranking: Ranking) -> dict[str, int]:
    """Where each ranked insight stands: by currency, then by rank, for amounts of two currencies are not compared."""
    keys = [row.key for currency in ranking.currencies for row in ranking.ranked(currency)]
    return {key: place for place, key in enumerate(keys, start=1)}
