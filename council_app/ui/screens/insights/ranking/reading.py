"""Reading the ranking: what it needs on the worker that owns the file, the draws on the other one, the newest wish only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from council_app.domain.ranking.model import Ranking
from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.ranking import Gathered, gather, rank_gathered
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn

SHOWS = frozenset({"insight", "evidence", "score_input", "note", "note_tag", "attendance", "consent", "market", "session"})
"""What a ranking is worked out from: a change to one of these asks for it again."""


class RankingReader(QObject):
    """Ranks again whenever it is asked; answers to older wishes are dropped.

    Attributes:
        everywhere: whether all councils are counted, and not the session at hand alone.
    """

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(owner)
        self._ctx = ctx
        self._latest: Control | None = None
        self.everywhere = False
        self.done: Callable[[Ranking], None] = lambda _: None
        self.begun: Callable[[Control], None] = lambda _: None
        self.failed: Callable[[CouncilError | None], None] = lambda _: None

    @staticmethod
    def concerns(changes: Changes) -> bool:
        """Whether a change can move a rank."""
        return not SHOWS.isdisjoint(changes.entities)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._latest is not None

    def stop(self) -> None:
        """Nobody waits any more."""
        if self._latest is not None:
            self._latest.cancel()

    def ask(self) -> None:
        """Rank what the session and the cohort at hand say."""
        ctx, workspace = self._ctx, self._ctx.workspace
        if workspace is None:
            return
        self.stop()
        session = None if self.everywhere or ctx.session is None else ctx.session.key
        cohort = ctx.cohort_key

        def draw(gathered: Gathered) -> None:
            if self._latest is reading:
                self._draw(gathered)

        reading = ctx.jobs.submit(
            lambda _control: gather(workspace=workspace, session=session, cohort=cohort),
            owner=self,
            done=draw,
            failed=lambda error: self._ended(reading, error),
            cancelled=lambda: self._ended(reading, None),
            turn=Turn.READ,
        )
        self._take(reading)

    def _draw(self, gathered: Gathered) -> None:
        def done(ranking: Ranking) -> None:
            if self._latest is drawing:
                self._latest = None
                self.done(ranking)

        drawing = self._ctx.side.submit(
            lambda control: rank_gathered(gathered=gathered, cancelled=control.cancelled),
            owner=self,
            done=done,
            failed=lambda error: self._ended(drawing, error),
            cancelled=lambda: self._ended(drawing, None),
            turn=Turn.READ,
        )
        self._take(drawing)

    def _take(self, control: Control) -> None:
        self._latest = control
        self.begun(control)

    def _ended(self, control: Control, error: CouncilError | None) -> None:
        if self._latest is control:
            self._latest = None
            self.failed(error)
