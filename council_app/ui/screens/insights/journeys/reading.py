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

    def left_by(self, place: str) -> Touched:
        """What a stage (`journey/stage`), or a journey (its key) with all of its stages, leaves behind when it is removed."""
        found = [touched for stage, touched in self.touched.items() if place in (stage, stage.partition("/")[0])]
        return Touched(sum(each.notes for each in found), sum(each.insights for each in found))


def read_maps(workspace: Workspace, cancelled: Callable[[], bool]) -> Shown:
    """Every journey with what was heard, what hangs on its stages, and the insights."""
    maps = journeys.journeys(workspace=workspace, cancelled=cancelled)
    places = [f"{each.key}/{stage.key}" for each in maps for stage in each.stages]
    touched = {place: journeys.touched(workspace=workspace, stage=place) for place in places}
    return Shown(maps, touched, list_insights(workspace=workspace))
