"""Reading the programme off the window's thread: the overview first, then what the market at hand measured."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from council_app.domain.trend_lines import MarketTrends
from council_app.services.indicators import IndicatorSeries, indicators
from council_app.services.programme import Overview, overview, trends
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn

_Counted = tuple[MarketTrends, tuple[IndicatorSeries, ...]]


class ProgrammeReader(QObject):
    """One reading of each at a time; a newer one takes the place of an older.

    Signals:
        overseen: the overview was read.
        counted: a market's trends and the company's figures for it were read (`MarketTrends`, the series).

    Attributes:
        year: which year is looked at; None is this one.
        today: the day that everything is counted to; None is the day it is.
    """

    overseen = Signal(object)
    counted = Signal(object, object)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.year: int | None = None
        self.today: date | None = None
        self._overview: Control | None = None
        self._trends: Control | None = None

    def read(self) -> None:
        """The overview of the year."""
        workspace, year, today = self._ctx.workspace, self.year, self.today
        _stop(self._overview)
        if workspace is not None:
            self._overview = self._ctx.jobs.submit(
                lambda _control: overview(workspace=workspace, year=year, today=today),
                owner=self,
                done=self._overseen,
                failed=self._ctx.refused.emit,
                cancelled=lambda: None,
                turn=Turn.READ,
            )

    def _overseen(self, found: Overview) -> None:
        self._overview = None
        self.overseen.emit(found)

    def count(self, market: str) -> None:
        """What a market measured; at a million notes counting takes seconds."""
        workspace, today = self._ctx.workspace, self.today
        _stop(self._trends)
        if workspace is not None and market:
            self._trends = self._ctx.jobs.submit(
                lambda control: _counted(workspace, market, today, control),
                owner=self,
                done=self._counted,
                failed=self._ctx.refused.emit,
                cancelled=lambda: None,
                turn=Turn.READ,
            )

    def _counted(self, found: _Counted) -> None:
        self._trends = None
        self.counted.emit(*found)


def _counted(workspace: Workspace, market: str, today: date | None, control: Control) -> _Counted:
    found = trends(workspace=workspace, market=market, until=today, cancelled=control.cancelled)
    return found, indicators(workspace=workspace, market=market)


def _stop(reading: Control | None) -> None:
    if reading is not None:
        reading.cancel()
