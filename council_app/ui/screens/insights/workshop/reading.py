"""What the facilitator's page is read for."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.records import InsightFacts
from council_app.domain.slides import Slide
from council_app.domain.workshops import WorkshopFacts, WorkshopLine
from council_app.services import slides, workshops
from council_app.services.insights import InsightCard, insight, list_insights
from council_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Held:
    """The workshop at hand, and the insight it is at."""

    facts: WorkshopFacts
    slide: Slide
    insight: InsightFacts


def read_shelf(workspace: Workspace) -> tuple[tuple[WorkshopLine, ...], tuple[InsightCard, ...]]:
    """The workshops there are, and the insights for a new one."""
    return workshops.workshops(workspace=workspace), list_insights(workspace=workspace)


def read_held(workspace: Workspace, key: str, at: str, locale: str) -> Held | None:
    """The workshop at the insight asked for, or at the first that is not decided; None when it is gone."""
    if all(line.key != key for line in workshops.workshops(workspace=workspace)):
        return None
    facts = workshops.workshop(workspace=workspace, key=key)
    keys = [each.insight_key for each in facts.rulings]
    if not keys:
        return None
    open_ones = [each.insight_key for each in facts.rulings if each.decision is None]
    chosen = at if at in keys else next(iter(open_ones), keys[0])
    detail = insight(workspace=workspace, key=chosen)
    return Held(facts, slides.slide(workspace=workspace, key=key, insight=chosen, locale=locale), detail.card.facts)
