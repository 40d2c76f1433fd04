"""The third step: every row as it will be read, counted by what becomes of it, with what is wrong marked where it is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.roster_import import Draft, Fate, RosterImport
from council_app.ui.core.buttons import Segment
from council_app.ui.core.context import AppContext
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Run, Surface, Text
from council_app.ui.screens.roster.importing.pane import Check, RowsPane
from council_app.ui.screens.roster.importing.rows import CellRow


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsed import, and its rows as the table shows them."""

    found: RosterImport
    rows: tuple[CellRow, ...]


def counted(t: Translator, fates: Sequence[Fate]) -> tuple[Run, ...]:
    """How many rows share which fate, the numbers standing out."""
    words = {
        Fate.NEW: t("new"),
        Fate.WAITING: t("on the waiting list"),
        Fate.HERE: t("already on the list"),
        Fate.REPEATED: t("repeated in the file"),
        Fate.REJECTED: t("rejected"),
    }
    runs: list[Run] = []
    for fate, word in words.items():
        runs += [Run("   " if runs else ""), Run(t.number(fates.count(fate)), 600), Run(f" {word}", None, "ink2")]
    return tuple(run for run in runs if run.text)


class PreviewStep(QWidget):
    """Counts, two choices, and the rows.

    Signals:
        merge_chosen: whether repeated people are merged into who is there.
    """

    merge_chosen = Signal(bool)

    def __init__(self, ctx: AppContext, check: Check) -> None:
        super().__init__()
        self._t, self._theme = ctx.t, ctx.theme
        self._rows: tuple[CellRow, ...] = ()
        self.counts = Text(ctx.theme, "", "body", wrap=True)
        self.pane = RowsPane(ctx, ctx.t("Rows as they will be imported"), check)
        self.everything, self.troubled = Segment(ctx.theme, ""), Segment(ctx.theme, "")
        self.apart, self.merged = Segment(ctx.theme, ctx.t("List duplicates")), Segment(ctx.theme, ctx.t("Merge duplicates"))
        self.merged.setToolTip(ctx.t("What a repeated row adds is filled in; nothing that is there is overwritten."))
        choices = QWidget()
        flow = FlowLayout(choices, gap=20, line_gap=8)
        for pair in ((self.everything, self.troubled), (self.apart, self.merged)):
            flow.addWidget(self._pair(*pair))
        self.everything.clicked.connect(self._filter)
        self.troubled.clicked.connect(self._filter)
        self.apart.clicked.connect(lambda: self.merge_chosen.emit(False))
        self.merged.clicked.connect(lambda: self.merge_chosen.emit(True))
        strip = Surface(ctx.theme, "canvas", "b")
        inside = QVBoxLayout(strip)
        inside.setContentsMargins(20, 12, 20, 12)
        inside.setSpacing(10)
        inside.addWidget(self.counts)
        inside.addWidget(choices)
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(self.pane, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(step))

    def _pair(self, first: Segment, second: Segment) -> QWidget:
        pair = QWidget()
        group = QButtonGroup(pair)
        row = FlowLayout(pair, gap=0, line_gap=4)
        for segment in (first, second):
            group.addButton(segment)
            row.addWidget(segment)
        first.setChecked(True)
        return pair

    def begin(self, draft: Draft) -> None:
        """Another file, or other meanings for its columns."""
        self.pane.show_columns(draft)
        self.everything.setChecked(True)

    def show_rehearsed(self, rehearsed: Rehearsed) -> None:
        """What the import would do."""
        self._rows = rehearsed.rows
        self.counts.show_runs(counted(self._t, [row.fate for row in rehearsed.found.fates]))
        troubled = sum(row.troubled for row in self._rows)
        self.everything.rename(self._t("All rows: {count}", count=len(self._rows)))
        self.troubled.rename(self._t("With problems: {count}", count=troubled))
        self.troubled.refuse("" if troubled else self._t("Nothing is wrong with any row."))
        if not troubled:
            self.everything.setChecked(True)
        self._filter()

    def shown(self) -> Sequence[CellRow]:
        """The rows that the filter lets through."""
        return [row for row in self._rows if row.troubled] if self.troubled.isChecked() else self._rows

    def _filter(self) -> None:
        self.pane.show_rows(self.shown())
