"""The trials as a table: seats down, tasks across; each cell says in words how a trial stands."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from council_app.domain.enums import Outcome
from council_app.domain.trials import Bar, Standing, TrialCell, TrialSeat, TrialSheet, TrialTask, time_text
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.ui.core.markers import SEVERITY_WORDS
from council_app.ui.screens.room.trialdesk import TrialDesk

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
OUTCOME_WORDS: dict[Outcome, Message] = {
    Outcome.SUCCESS: m_("done"),
    Outcome.WITH_HELP: m_("with help"),
    Outcome.FAIL: m_("failed"),
    Outcome.ABANDONED: m_("given up"),
}
_STANDING_WORDS = {Standing.UNTRIED: m_("not tried"), Standing.RUNNING: m_("running"), Standing.PAUSED: m_("paused")}
_BAR_WORDS = {Bar.NOT_IN: m_("not in"), Bar.NO_CONSENT: m_("no consent")}


class TrialModel(QAbstractTableModel):
    """What the desk read last; a second that went by is told cell by cell, and only where another one shows."""

    def __init__(self, t: Translator, desk: TrialDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t, self._desk = t, desk
        self._sheet, self._due = desk.sheet, desk.sheet.all_due()
        self._shown = self._cells(desk.sheet)
        self._seconds: dict[tuple[str, str], int] = {}
        desk.shown.connect(self._show)
        desk.ticked.connect(self.tick)

    def _show(self) -> None:
        """Only another set of seats or tasks is another table: the cell at hand stays at hand."""
        before, after = self._sheet, self._desk.sheet
        was_due, self._due = self._due, after.all_due()
        if (before.session, before.seats, before.tasks) != (after.session, after.seats, after.tasks):
            self.beginResetModel()
            self._sheet, self._shown = after, self._cells(after)
            self.endResetModel()
            return
        self._sheet = after
        for row, seat in enumerate(after.seats):
            for column, task in enumerate(after.tasks):
                place = (seat.id, task.id)
                cell = self._cell(after, place)
                if self._shown[place] != cell or (place in was_due) is not (place in self._due):
                    self._changed(row, column)
                self._shown[place] = cell

    def tick(self) -> None:
        """Say which cells show another second now."""
        running = set(self._desk.running())
        if not running:
            return
        rows = {seat.id: row for row, seat in enumerate(self._sheet.seats)}
        columns = {task.id: column for column, task in enumerate(self._sheet.tasks)}
        for place in running:
            second = int(self._desk.seconds(*place))
            if self._seconds.get(place) != second and place[0] in rows and place[1] in columns:
                self._seconds[place] = second
                self._changed(rows[place[0]], columns[place[1]])

    def _changed(self, row: int, column: int) -> None:
        index = self.index(row, column)
        self.dataChanged.emit(index, index)

    # -- what a cell is about

    def seat(self, index: Index) -> TrialSeat:
        """Who."""
        return self._sheet.seats[index.row()]

    def task(self, index: Index) -> TrialTask:
        """What they try."""
        return self._sheet.tasks[index.column()]

    def cell(self, index: Index) -> TrialCell:
        """How it stands."""
        return self._cell(self._sheet, (self.seat(index).id, self.task(index).id))

    def _cells(self, sheet: TrialSheet) -> dict[tuple[str, str], TrialCell]:
        places = ((seat.id, task.id) for seat in sheet.seats for task in sheet.tasks)
        return {place: self._cell(sheet, place) for place in places}

    def _cell(self, sheet: TrialSheet, place: tuple[str, str]) -> TrialCell:
        """A cell with what was said of it before it ended."""
        cell, severity = sheet.cell(*place), self._desk.said.get(place)
        return cell if severity is None or cell.standing is Standing.ENDED else replace(cell, severity=severity)

    def is_due(self, index: Index) -> bool:
        """Whether a questionnaire is to be handed over."""
        seat = self.seat(index)
        return seat.barred is None and (seat.id, self.task(index).id) in self._due

    def is_silent(self, index: Index) -> bool:
        """Whether nothing of a trial shows: they refused; or they left, and there is no outcome."""
        barred, ended = self.seat(index).barred, self.cell(index).standing is Standing.ENDED
        return barred is Bar.NO_CONSENT or (barred is Bar.NOT_IN and not ended)

    def where(self, seat: str, task: str) -> QModelIndex:
        """The cell of a seat and a task; an invalid one when there is none."""
        row = next((row for row, each in enumerate(self._sheet.seats) if each.id == seat), -1)
        column = next((column for column, each in enumerate(self._sheet.tasks) if each.id == task), -1)
        return self.index(row, column)

    @property
    def sheet(self) -> TrialSheet:
        """What is shown."""
        return self._sheet

    # -- words

    def state(self, index: Index) -> str:
        """How it stands, in a word or two."""
        seat, cell = self.seat(index), self.cell(index)
        if seat.barred is not None and self.is_silent(index):
            return self._t.say(_BAR_WORDS[seat.barred])
        if cell.outcome is not None:
            return self._t.say(OUTCOME_WORDS[cell.outcome])
        return self._t.say(_STANDING_WORDS[cell.standing])

    def time(self, index: Index) -> str:
        """Its time; "" where there is none to show."""
        seat, cell = self.seat(index), self.cell(index)
        if self.is_silent(index) or cell.standing is Standing.UNTRIED:
            return ""
        if cell.standing is Standing.ENDED:
            return self._t("not timed") if cell.seconds is None else time_text(cell.seconds)
        return time_text(self._desk.seconds(seat.id, self.task(index).id))

    def aloud(self, index: Index) -> str:
        """A cell as a screen reader says it."""
        t, seat, cell = self._t, self.seat(index), self.cell(index)
        parts = [f"{seat.seat} {seat.first_name}".strip(), self.task(index).text, self.state(index), self.time(index)]
        if cell.severity and not self.is_silent(index):
            parts.append(t("severity {word}", word=t.say(SEVERITY_WORDS[cell.severity])))
        if self.is_due(index):
            parts.append(t("questionnaire due"))
        return ", ".join(part for part in parts if part)

    # -- Qt

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Seats."""
        return 0 if parent.isValid() else len(self._sheet.seats)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Tasks."""
        return 0 if parent.isValid() else len(self._sheet.tasks)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The time of what has ended can be typed over."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        ended = self.cell(index).standing is Standing.ENDED and self.seat(index).barred is None
        return flags | Qt.ItemFlag.ItemIsEditable if ended else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self.state(index)} {self.time(index)}".strip()
        if role == Qt.ItemDataRole.EditRole:
            seconds = self.cell(index).seconds
            return "" if seconds is None else time_text(seconds)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.aloud(index)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A time that was typed: the desk keeps it, or says why not; what shows is read again."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or str(value) == self.data(index, role):
            return False
        self._desk.correct(self.seat(index).id, self.task(index).id, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Tasks on top, seats at the left."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            task = self._sheet.tasks[section]
            heading = self._sheet.heading(task)
            return task.text if not heading or role == Qt.ItemDataRole.DisplayRole else f"{heading}: {task.text}"
        seat = self._sheet.seats[section]
        return f"{seat.seat} {seat.first_name}".strip()
