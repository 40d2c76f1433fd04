"""Which screen stands at which stop; its module is loaded when the place is first visited (or beforehand, beside the window)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from PySide6.QtCore import QTimer

from council_app.domain.memory import keep_for_good
from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen

_FIRST_PAGE_MS = 100
_SCREENS: Mapping[Place | None, tuple[str, str]] = {
    Place.PROGRAMME: ("programme", "ProgrammeScreen"),
    Place.ROSTER: ("roster", "RosterScreen"),
    Place.DOOR: ("door", "DoorScreen"),
    Place.SCRIPT: ("script", "ScriptScreen"),
    Place.ROOM: ("room", "RoomScreen"),
    Place.TAGGING: ("tagging", "TaggingScreen"),
    Place.INSIGHTS: ("insights", "InsightsScreen"),
    Place.REPORT: ("report", "ReportScreen"),
    Place.PROGRESS: ("progress", "ProgressScreen"),
    None: ("settings", "SettingsScreen"),
}


def screen_type(place: Place | None) -> type[Screen]:
    """The screen of a place; None is the settings, which stand beside the loop.

    Services and the database take far longer to load than the window: it is ready for typing before they are.
    """
    module, name = _SCREENS[place]
    found = getattr(import_module(f"council_app.ui.screens.{module}.view"), name)
    if not (isinstance(found, type) and issubclass(found, Screen)):
        raise TypeError(f"{module}.{name} is no screen")
    return found


def make_screen(place: Place | None, ctx: AppContext) -> Screen:
    """A screen of its place."""
    return screen_type(place)(ctx)


def load_all() -> None:
    """Load every place's module; run beside the window, so that the first visit does not wait."""
    for place in _SCREENS:
        screen_type(place)
    keep_for_good()


def load_beside(ctx: AppContext) -> None:
    """Load what the places need beside the window, once its first page is drawn and while that is read."""

    def load() -> None:
        ctx.jobs.submit(lambda _control: load_all(), owner=ctx, done=lambda _: None, failed=ctx.refused.emit)

    QTimer.singleShot(_FIRST_PAGE_MS, ctx, load)
