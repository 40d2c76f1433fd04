"""From notes to insights: a new one of what is chosen, or more evidence for one that is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from council_app.domain.note_filter import Selection
from council_app.errors import m_
from council_app.services import insights
from council_app.services.insights import InsightTitle
from council_app.ui.core.context import AppContext
from council_app.ui.screens.tagging.insights.picker import InsightPicker

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace

Source = Callable[["Workspace"], Selection]
"""Where the notes come from, asked when it is written."""


class InsightVerbs(QObject):
    """Asks in a popup, and writes: one service call, one undo with its name."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self.picker: InsightPicker | None = None

    def ask_title(self, notes: Source, count: int, over: QWidget, at: QPoint, *, typed: str = "") -> None:
        """A new insight from `count` notes: its title is asked for, with `typed` to begin with."""
        title = self._ctx.t.n("New insight from {count} note", "New insight from {count} notes", count)
        self._open(InsightPicker(self._ctx.theme, self._ctx.t, title, None, typed), notes, over, at)

    def ask_which(self, notes: Source, count: int, over: QWidget, at: QPoint) -> None:
        """These notes are evidence for an insight, or against it: which one is asked for."""
        title = self._ctx.t.n("Add {count} note to an insight", "Add {count} notes to an insight", count)

        def opened(there: tuple[InsightTitle, ...]) -> None:
            if over.isVisible():
                self._open(InsightPicker(self._ctx.theme, self._ctx.t, title, there), notes, over, at)

        self._ctx.read(self, lambda workspace: insights.insight_titles(workspace=workspace), opened)

    def _open(self, picker: InsightPicker, notes: Source, over: QWidget, at: QPoint) -> None:
        picker.made.connect(lambda title: self._make(notes, title))
        picker.chosen.connect(lambda key, against: self._add(notes, key, against=against))
        picker.destroyed.connect(self._closed)
        picker.setParent(over, picker.windowFlags())
        self.picker = picker
        picker.open_over(over, at)

    def _closed(self) -> None:
        self.picker = None

    def _make(self, notes: Source, title: str) -> None:
        self._ctx.write(
            self,
            lambda workspace: insights.new_insight(workspace=workspace, title=title, notes=notes(workspace)),
            lambda _done: None,
            changes=lambda done: done.changes,
            notice=m_("New insight: {title}", title=title),
        )

    def _add(self, notes: Source, key: str, *, against: bool) -> None:
        self._ctx.write(
            self,
            lambda workspace: insights.add_evidence(workspace=workspace, key=key, notes=notes(workspace), against=against),
            lambda _done: None,
            changes=lambda done: done,
            notice=m_("Added as what contradicts it") if against else m_("Added as evidence"),
        )
