"""What somebody writes into the report reaches the disk: each word as it is typed, and each part as one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from council_app.domain.records import Changes
from council_app.services.report.writing import keep_typed, write_part
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.halftyped import HalfTyped
from council_app.ui.screens.report.wanted import Wanted

Slot = tuple[Wanted, str]
"""A part of one report."""


class Writer(HalfTyped[Slot, str]):
    """A slot is a part of one report; what is typed in it is its text."""

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(ctx, owner, _keep, _write)

    @property
    def owed(self) -> tuple[str, ...]:
        """Words that are not in the report yet."""
        return tuple(text for text in self.pending if text.strip())


def _keep(workspace: Workspace, slot: Slot, text: str) -> None:
    wanted, part = slot
    keep_typed(workspace=workspace, about=wanted.about, audience=wanted.audience, locale=wanted.language, part=part, text=text)


def _write(workspace: Workspace, slot: Slot, text: str) -> Changes:
    wanted, part = slot
    return write_part(workspace=workspace, about=wanted.about, audience=wanted.audience, locale=wanted.language, part=part, text=text)
