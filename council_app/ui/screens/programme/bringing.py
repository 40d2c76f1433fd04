"""Bringing a plan file in: asked for, applied off the window's thread, told in counts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.services.plan import Applied
    from council_app.services.workspace import Workspace


class PlanBringer(QObject):
    """Creates or updates everything in a plan file, or nothing when something in it is wrong."""

    def __init__(self, ctx: AppContext, owner: QWidget) -> None:
        super().__init__(owner)
        self._ctx, self._owner = ctx, owner

    def choose(self) -> None:
        """Ask for a plan file."""
        t = self._ctx.t
        chosen, _ = QFileDialog.getOpenFileName(self._owner, t("Bring in a plan"), str(Path.home()), f"{t('Plans')} (*.yaml *.yml)")
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, path: Path) -> None:
        """Apply a plan file."""
        self._ctx.write(self._owner, lambda workspace: _apply(workspace, path), self._brought, changes=lambda applied: applied.changes)

    def _brought(self, applied: Applied) -> None:
        t = self._ctx.t
        counts = t(
            "{new} new, {changed} changed, {same} as they were", new=applied.created, changed=applied.changed, same=applied.unchanged
        )
        self._ctx.noticed.emit(t("The plan is in: {counts}", counts=counts), bool(applied.created or applied.changed))


def _apply(workspace: Workspace, path: Path) -> Applied:
    # What reads and checks a plan is loaded with the first plan, on the worker.
    from council_app.services.plan import apply_plan  # noqa: PLC0415 - slow start

    return apply_plan(workspace=workspace, path=path)
