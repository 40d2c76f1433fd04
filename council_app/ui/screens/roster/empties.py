"""What stands in place of the list where there is none: no session, nobody on the list, nobody who fits."""

from __future__ import annotations

from collections.abc import Callable

from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.places import Place, stop_of

_SAMPLE = "file.sample"


def nobody_listed(ctx: AppContext, bring: str, add: str) -> EmptyState:
    """Nobody yet; `bring` and `add` are the commands that change that."""
    t = ctx.t
    line = t("Registrations come from a CSV, XLSX or ODS file of any tool, or are typed in one by one.")
    empty = EmptyState(ctx.theme, t("Nobody is on this list yet."), line)
    empty.offer(t("Import a roster"), lambda: ctx.asked.emit(bring))
    empty.offer(t("Add somebody"), lambda: ctx.asked.emit(add), quiet=True)
    empty.offer(t("Load the sample"), lambda: ctx.asked.emit(_SAMPLE), quiet=True)
    return empty


def no_session(ctx: AppContext) -> EmptyState:
    """Nothing is planned that a list could belong to."""
    t = ctx.t
    empty = EmptyState(ctx.theme, t("No session is planned yet."), t("A list belongs to a session: bring in a plan with one first."))
    empty.offer(t("Go to {place}", place=stop_of(Place.PROGRAMME).name), lambda: ctx.go(Place.PROGRAMME))
    empty.offer(t("Load the sample"), lambda: ctx.asked.emit(_SAMPLE), quiet=True)
    return empty


def nobody_fits(ctx: AppContext, everybody: Callable[[], None]) -> EmptyState:
    """Somebody is on the list, and the filters leave nobody; `everybody` takes the filters away."""
    t = ctx.t
    empty = EmptyState(ctx.theme, t("Nobody on this list fits that."), t("What is looked for above leaves nobody."), ground="sheet")
    empty.offer(t("Show everybody"), everybody, quiet=True)
    return empty
