"""What the place reads before any page is made: what reports can be about, and what was chosen and written for the one at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from council_app.domain.enums import Audience
from council_app.domain.report import ReportAbout
from council_app.services.report.choosing import ReportChoice, choices
from council_app.services.report.setup import ReportSetupFacts, setup_of
from council_app.services.report.writing import typed, written
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.screens.report.wanted import Wanted
from council_app.ui.screens.report.writing import Writing


@dataclass(frozen=True, slots=True)
class Known:
    """About one report."""

    wanted: Wanted
    choices: tuple[ReportChoice, ...]
    setup: ReportSetupFacts
    writing: Writing


class Reader:
    """Reads for one report; an answer about another than the last one asked for is dropped."""

    def __init__(self, ctx: AppContext, owner: QWidget, show: Callable[[Known], None]) -> None:
        self._ctx, self._owner, self._show = ctx, owner, show
        self._number = 0

    def read(self, about: ReportAbout | None, audience: Audience, language: str) -> None:
        """Read; without a thing to be about, the newest session is."""
        self._number += 1
        number = self._number

        def show(known: Known | None) -> None:
            if known is not None and number == self._number:
                self._show(known)

        self._ctx.read(self._owner, lambda workspace: _read(workspace, about, audience, language), show)


def _read(workspace: Workspace, about: ReportAbout | None, audience: Audience, language: str) -> Known | None:
    found = choices(workspace=workspace)
    if not found:
        return None
    there = about if about in [choice.about for choice in found] else found[0].about
    assert there is not None  # one of those found
    return Known(
        Wanted(there, audience, language),
        found,
        setup_of(workspace=workspace, about=there, audience=audience),
        Writing(
            written(workspace=workspace, about=there, audience=audience, locale=language),
            typed(workspace=workspace, about=there, audience=audience, locale=language),
        ),
    )
