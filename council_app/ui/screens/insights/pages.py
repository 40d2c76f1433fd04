"""The pages that lie over the insights: read by the screen for its commands and its pile.

The first two stand in the header with their names; the others are in the menu beside them, and all are in the palette.
"""

from __future__ import annotations

from council_app.ui.screens.insights.calls.pages import OPENING as CALLS
from council_app.ui.screens.insights.delegated.pages import BOARD as DELEGATED
from council_app.ui.screens.insights.delegated.pages import OPENING as DELEGATE
from council_app.ui.screens.insights.initiatives.pages import OPENING as INITIATIVES
from council_app.ui.screens.insights.initiatives.pages import ROADMAP
from council_app.ui.screens.insights.journeys.pages import OPENING as JOURNEYS
from council_app.ui.screens.insights.opening import Opening
from council_app.ui.screens.insights.ranking.pages import OPENING as RANKING
from council_app.ui.screens.insights.visuals.pages import OPENING as PICTURES
from council_app.ui.screens.insights.workshop.pages import OPENING as WORKSHOP

OPENINGS: tuple[Opening, ...] = (
    INITIATIVES,
    ROADMAP,
    WORKSHOP,
    RANKING,
    JOURNEYS,
    DELEGATE,
    DELEGATED,
    CALLS,
    PICTURES,
)
