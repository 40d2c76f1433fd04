"""Insights: what stands behind them, what that says beyond the room, what the gate asks for, and every verb on them.

The same numbers for the window, the command line, the report and the blog.
"""

from __future__ import annotations

from council_app.services.insights.choosing import (
    MOST_NOTES,
    NewInsight,
    add_evidence,
    new_insight,
    remove_evidence,
    remove_insight,
    turn_evidence,
)
from council_app.services.insights.editing import NUMBER_FIELDS, TEXT_FIELDS, add_visual, edit_insight
from council_app.services.insights.reading import (
    InsightCard,
    InsightDetail,
    InsightTitle,
    MarketReach,
    StageChoice,
    insight,
    insight_titles,
    list_insights,
    stage_choices,
)

__all__ = [
    "MOST_NOTES",
    "NUMBER_FIELDS",
    "TEXT_FIELDS",
    "InsightCard",
    "InsightDetail",
    "InsightTitle",
    "MarketReach",
    "NewInsight",
    "StageChoice",
    "add_evidence",
    "add_visual",
    "edit_insight",
    "insight",
    "insight_titles",
    "list_insights",
    "new_insight",
    "remove_evidence",
    "remove_insight",
    "stage_choices",
    "turn_evidence",
]
