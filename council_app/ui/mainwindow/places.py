"""Which screen stands at which stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.screens.door.view import DoorScreen
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.programme.view import ProgrammeScreen
from council_app.ui.screens.progress.view import ProgressScreen
from council_app.ui.screens.report.view import ReportScreen
from council_app.ui.screens.room.view import RoomScreen
from council_app.ui.screens.roster.view import RosterScreen
from council_app.ui.screens.script.view import ScriptScreen
from council_app.ui.screens.settings.view import SettingsScreen
from council_app.ui.screens.tagging.view import TaggingScreen

MAKERS: Mapping[Place, Callable[[AppContext], Screen]] = {
    Place.PROGRAMME: ProgrammeScreen,
    Place.ROSTER: RosterScreen,
    Place.DOOR: DoorScreen,
    Place.SCRIPT: ScriptScreen,
    Place.ROOM: RoomScreen,
    Place.TAGGING: TaggingScreen,
    Place.INSIGHTS: InsightsScreen,
    Place.REPORT: ReportScreen,
    Place.PROGRESS: ProgressScreen,
}


def make_settings(ctx: AppContext) -> Screen:
    """The settings stand beside the loop, not on it."""
    return SettingsScreen(ctx)
