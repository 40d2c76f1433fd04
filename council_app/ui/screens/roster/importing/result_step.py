"""The last step: what was done, and the rows that were not taken: to be put right here, or saved to be put right elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.services.roster_import import Draft, Fate, Rejected, RosterImport, RowFate, with_corrections
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.flow import FlowLayout
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.importing.pane import Check, RowsPane
from council_app.ui.screens.roster.importing.preview_step import counted
from council_app.ui.screens.roster.importing.rows import CellRow, corrected_row


class ResultStep(QWidget):
    """Counts, and the rejected rows.

    Signals:
        add_asked: add the rows that are right now (carries their corrections by line).
        save_asked: save the rejected rows at a path.
    """

    add_asked = Signal(object)
    save_asked = Signal(object)

    def __init__(self, ctx: AppContext, check: Check) -> None:
        super().__init__()
        self._t, self._theme = ctx.t, ctx.theme
        self._draft: Draft | None = None
        self._fates: dict[int, RowFate] = {}
        self._filled = 0
        self._rejected: tuple[Rejected, ...] = ()
        self._rows: dict[int, CellRow] = {}
        self.corrections: dict[int, dict[str, str]] = {}
        self.title = Text(ctx.theme, "", "place", wrap=True)
        self.counts = Text(ctx.theme, "", "body", wrap=True)
        self._hint = Text(ctx.theme, "", "body", "ink2", wrap=True)
        self.add = Button(ctx.theme, "", Role.PLAIN, height=32, icon="plus")
        self.save = Button(ctx.theme, ctx.t("Save as CSV"), Role.PLAIN, height=32, icon="download")
        self.add.clicked.connect(lambda: self.add_asked.emit(self._ready()))
        self.save.clicked.connect(self._ask_where)
        self.undo = Button(ctx.theme, ctx.t("Undo"), Role.QUIET, height=32, icon="undo-2", key="Ctrl+Z")
        self.pane = RowsPane(ctx, ctx.t("Rejected rows"), check)
        self.pane.corrected.connect(self._correct)
        self._rest = Surface(ctx.theme, "sheet")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.add, self.save, self.undo):
            flow.addWidget(button)
        head = Surface(self._theme, "canvas", "b")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(20, 14, 20, 12)
        inside.setSpacing(8)
        for widget in (self.title, self.counts, self._hint, buttons):
            inside.addWidget(widget)
        step = QWidget()
        column = QVBoxLayout(step)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, share in ((head, 0), (self.pane, 1), (self._rest, 1)):
            column.addWidget(widget, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_of(step))

    @property
    def draft(self) -> Draft | None:
        """The draft with everything corrected so far."""
        return with_corrections(self._draft, self.corrections) if self._draft is not None else None

    @property
    def open_lines(self) -> frozenset[int]:
        """Lines that are still not taken."""
        return frozenset(line for line, row in self._fates.items() if row.fate is Fate.REJECTED)

    def rejected(self) -> tuple[Rejected, ...]:
        """The rows that are still not taken, each with its first reason."""
        return tuple(each for each in self._rejected if each.line in self.open_lines)

    def show_result(self, draft: Draft, found: RosterImport, rows: Sequence[CellRow]) -> None:
        """What the import did, and the rows that it did not take."""
        self._draft, self.corrections = draft, {}
        self._fates, self._filled, self._rejected = {}, 0, found.rejected
        self._rows = {row.line: row for row in rows}
        self.pane.show_columns(draft)
        self.added(found)

    def added(self, found: RosterImport) -> None:
        """What adding corrected rows did, too."""
        self._fates |= {row.line: row for row in found.fates}
        self._filled += found.updated
        taken = self._rows.keys() - self.open_lines
        self._rows = {line: row for line, row in self._rows.items() if line not in taken}
        self.corrections = {line: cells for line, cells in self.corrections.items() if line not in taken}
        fates = [row.fate for row in self._fates.values()]
        self.title.say(_added(self._t, fates.count(Fate.NEW) + fates.count(Fate.WAITING), self._filled))
        self.counts.show_runs(counted(self._t, fates))
        self._show()

    def _correct(self, line: int, header: str, value: str) -> None:
        self.corrections.setdefault(line, {})[header] = value
        draft = self.draft
        if draft is not None:
            self._rows[line] = corrected_row(draft, line, self._t)
        self._show()

    def _ready(self) -> dict[int, dict[str, str]]:
        return {line: cells for line, cells in self.corrections.items() if self._rows[line].corrected}

    def _show(self) -> None:
        t, left, ready = self._t, bool(self._rows), len(self._ready())
        for widget in (self.pane, self.add, self.save):
            widget.setVisible(left)
        self._rest.setVisible(not left)
        self._hint.say(
            t("Rejected rows are below. Correct the marked cell and add the row, or save them with the reasons.")
            if left
            else t("No row is left over.")
        )
        self.add.rename(t.n("Add the corrected row", "Add {count} corrected rows", ready) if ready else t("Add the corrected rows"))
        self.add.refuse("" if ready else t("Correct a marked cell first."))
        self.pane.show_rows(list(self._rows.values()))

    def _ask_where(self) -> None:
        name = self._t("rejected rows")
        chosen, _ = QFileDialog.getSaveFileName(self, self._t("Save as CSV"), str(Path.home() / f"{name}.csv"), "CSV (*.csv)")
        if chosen:
            self.save_asked.emit(Path(chosen))


def _added(t: Translator, added: int, filled: int) -> str:
    people = t.n("One person was added", "{count} people were added", added) if added else t("Nobody was added")
    return t("{people}, {count} filled in.", people=people, count=t.number(filled)) if filled else f"{people}."
