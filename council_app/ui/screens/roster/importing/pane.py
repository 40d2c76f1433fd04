"""The table of rows with the reason of the cell at hand below it: shared by preview and result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.services.roster_import import CellProblem, Draft
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.roster.importing.cells import CellsView
from council_app.ui.screens.roster.importing.rows import CellRow, columns_of

Check = Callable[[int, Mapping[str, str]], Sequence[CellProblem]]
_LEAST = 190  # four rows under their headers; the step scrolls where there is less room
_ICONS = {"bad": "octagon-x", "warn": "triangle-alert", "ok": "check"}


class RowsPane(QWidget):
    """Rows, and one line that says what is wrong with the cell at hand, also while it is being typed into.

    Signals:
        corrected: a cell was put right (line, column of the file, value).
    """

    corrected = Signal(int, str, str)

    def __init__(self, ctx: AppContext, name: str, check: Check) -> None:
        super().__init__()
        self._t, self._check = ctx.t, check
        self.table = CellsView(ctx.theme, ctx.t, name)
        self.table.setMinimumHeight(_LEAST)
        self.table.pointed.connect(self._tell)
        self.table.typing.connect(self._tell_typed)
        self.reason = Text(ctx.theme, "", "body", wrap=True)
        self._icon = Icon(ctx.theme, "check", "state.ok.text")
        strip = Surface(ctx.theme, "canvas", "t")
        strip.setMinimumHeight(ctx.theme.size("panel-header"))
        row = QHBoxLayout(strip)
        row.setContentsMargins(20, 9, 20, 8)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.reason, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(strip)
        self._say("", "")

    def show_columns(self, draft: Draft) -> None:
        """The columns of another file, or of other meanings."""
        self.table.show_columns(columns_of(draft, self._t), self.corrected.emit)

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Other rows under the same columns."""
        self.table.show_rows(rows)

    def _tell(self) -> None:
        """What is wrong with the cell at hand, else with its row."""
        index, model = self.table.currentIndex(), self.table.cells
        if not index.isValid() or index.row() >= model.rowCount():
            self._say("", "")
            return
        row = model.row(index)
        marks = model.marks(index) or tuple(mark for found in row.marks.values() for mark in found)
        if not marks:
            self._say("", "")
            return
        mark = next((mark for mark in marks if mark.refuses), marks[0])
        words = self._sentence(row.line, mark.header, mark.words)
        if model.to_correct(index) is not None:
            words = f"{words} {self._t('Enter corrects it here.')}"
        self._say("bad" if mark.refuses else "warn", words)

    def _sentence(self, line: int, header: str, reason: str) -> str:
        if not header:
            return self._t("Line {line}: {reason}.", line=line, reason=reason)
        return self._t("Line {line}, {column}: {reason}.", line=line, column=self._t.quote(" ".join(header.split())), reason=reason)

    def _tell_typed(self, line: int, header: str, text: str) -> None:
        problem = next((problem for problem in self._check(line, {header: text}) if problem.refuses), None)
        if problem is None:
            self._say("ok", self._t("Line {line} can be added so.", line=line))
        else:
            self._say("bad", self._sentence(line, problem.column, self._t.say(problem.reason)))

    def _say(self, look: str, words: str) -> None:
        self._icon.setVisible(bool(look))
        if look:
            self._icon.swap(_ICONS[look], f"state.{look}.text")
        self.reason.use_ink(f"state.{look}.text" if look else "ink3")
        self.reason.say(words or self._t("Nothing is wrong with this row."))
