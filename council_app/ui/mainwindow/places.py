"""Which screen stands at which stop; its module is loaded when the place is first visited (or beforehand, beside the window)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from time import perf_counter

from PySide6.QtCore import QTimer

from council_app.domain.memory import keep_for_good
from council_app.ui.core.context import AppContext
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen

_FIRST_PAGE_MS, _BREATH_MS = 100, 10
_A_WHILE = 0.01
"""Seconds that loading may take before keys have their turn again."""
# What the places ask for; each brings what it needs itself along.
_SERVICES = (
    *("capture", "room", "wrap_up", "agenda", "trials", "markers", "photos", "half_answers", "door", "consent", "asking", "attachments"),
    *("roster", "roster_import", "people", "person", "papers", "cohorts", "company", "duplicates", "erasure", "reconsent", "retention"),
    *("withdrawal", "calendar", "codebook", "insights", "publications", "report", "exports", "programme", "history"),
    *("listing", "saved_filters", "coding", "suggesting", "splitting", "joining", "codebook_editing", "codebook_merging", "tag_colours"),
    *("boards", "board_groups", "board_rows", "rounds", "themes", "theme_views", "qdpx_export", "qdpx_import"),
    *("brand", "report.choosing", "report.preview", "report.rendering", "report.setup", "report.writing"),
    *("answering", "attending", "capacity", "chosen", "delegating", "deliveries", "merging", "moving", "workspace"),
    *(
        "initiatives",
        "journeys",
        "letters",
        "posting_view",
        "posts",
        "ranking",
        "ranking_files",
        "roadmap",
        "saving",
        "slides",
        "workshops",
    ),
    *("indicators", "programme.paper", "programme.planning"),
)
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


def load_services() -> None:
    """Load what the places stand on, which is most of the time it takes: the services and the database, no part of Qt."""
    for name in _SERVICES:
        import_module(f"council_app.services.{name}")


def load_all() -> None:
    """Load everything at once."""
    load_services()
    for place in _SCREENS:
        screen_type(place)
    keep_for_good()


def load_beside(ctx: AppContext) -> None:
    """Load what the places need beside the window, once its first page is drawn and while that is read.

    The services on the worker; the places themselves here, a few modules at a time with room for keys between them. Classes of Qt must
    not be made in another thread while this one draws: now and then the process ended in it.
    """
    waiting = _modules_of_places()

    def load() -> None:
        ctx.jobs.submit(lambda _control: load_services(), owner=ctx, done=lambda _: step(), failed=ctx.refused.emit)

    def step() -> None:
        until = perf_counter() + _A_WHILE
        for name in waiting:
            import_module(name)
            if perf_counter() > until:
                QTimer.singleShot(_BREATH_MS, ctx, step)
                return
        keep_for_good()

    QTimer.singleShot(_FIRST_PAGE_MS, ctx, load)


def _modules_of_places() -> Iterator[str]:
    """Every module of the places and of what they share: one after the other, none brings so much along that a key has to wait for it."""
    yield from _modules_in("council_app.ui.core")
    for place, _ in _SCREENS.values():
        yield from _modules_in(f"council_app.ui.screens.{place}")


def _modules_in(package: str) -> Iterator[str]:
    """What lies deeper first: the rest stands on it."""
    for module in sorted(iter_modules(import_module(package).__path__, f"{package}."), key=lambda module: not module.ispkg):
        if module.ispkg:
            yield from _modules_in(module.name)
        yield module.name
