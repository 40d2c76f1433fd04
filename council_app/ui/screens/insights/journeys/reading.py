"""What the page of journeys is read for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from council_app.domain.journeys import JourneyMap, Touched
from council_app.services import journeys
from council_app.services.insights import InsightCard, list_insights
from council_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page was read for; what hangs on a stage is by `journey/stage`."""

    maps: tuple[JourneyMap, ...]
    touched: Mapping[str, Touched]
    insights: tuple[InsightCard, ...]


def read_maps(workspace: Workspace, cancelled: Callable[[], bool]) -> Shown:
    """Every journey with what was heard, what hangs on its stages, and the insights."""
    maps = journeys.journeys(workspace=workspace, cancelled=cancelled)
    places = [f"{each.key}/{stage.key}" for each in maps for stage in each.stages]
    touched = {place: journeys.touched(workspace=workspace, stage=place) for place in places}
    return Shown(maps, touched, list_insights(workspace=workspace))
