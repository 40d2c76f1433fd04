"""What a workshop goes through: its insights with what was decided; and insights to choose from, in the order they are heard in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from council_app.domain.workshops import DECISIONS, Ruling, WorkshopLine
from council_app.i18n import Translator
from council_app.ui.core.lines import NO_INDEX, Index, LinesModel

_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RulingsModel(QAbstractListModel):
    """The insights of a workshop, each with its number and its decision."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.rulings: tuple[Ruling, ...] = ()

    def show_rulings(self, rulings: Sequence[Ruling]) -> None:
        """Replace the list; where only decisions changed, the place in it stays."""
        same = [each.insight_key for each in rulings] == [each.insight_key for each in self.rulings]
        if same:
            self.rulings = tuple(rulings)
            if self.rulings:
                self.dataChanged.emit(self.index(0), self.index(len(self.rulings) - 1))
            return
        self.beginResetModel()
        self.rulings = tuple(rulings)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.rulings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Number, title, decision."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        ruling = self.rulings[index.row()]
        decided = self._t.say(DECISIONS[ruling.decision]) if ruling.decision is not None else self._t("not decided")
        return f"{self._t.number(index.row() + 1)}. {ruling.title_in(self._t.tag)} – {decided}"


class WorkshopsModel(LinesModel[WorkshopLine]):
    """The workshops there are, the newest first."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda line: line.key)
        self._t = t

    def _said(self, line: WorkshopLine, role: int) -> str | None:
        """Title, day, how far it came."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        t = self._t
        decided = t("{decided} of {all} decided", decided=t.number(line.decided), all=t.number(line.items))
        state = t("closed") if line.closed_at is not None else t("still open")
        return f"{line.title}, {t.date(line.at.astimezone().date(), style='medium')} – {decided}, {state}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An insight that can be put before a workshop."""

    key: str
    title: str
    chosen: bool


class CandidatesModel(QAbstractListModel):
    """Insights with a box each; their order is the order they are heard in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.candidates: list[Candidate] = []

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.candidates = list(candidates)
        self.endResetModel()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Keys of the chosen ones, in order."""
        return tuple(each.key for each in self.candidates if each.chosen)

    def move(self, row: int, step: int) -> int:
        """Carry one up (-1) or down (1); returns where it stands then."""
        there = row + step
        if not (0 <= row < len(self.candidates) and 0 <= there < len(self.candidates)):
            return row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), there + 1 if step > 0 else there)
        self.candidates.insert(there, self.candidates.pop(row))
        self.endMoveRows()
        return there

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """How many."""
        return 0 if parent.isValid() else len(self.candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title, and whether it is chosen."""
        if not index.isValid():
            return None
        each = self.candidates[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return each.title
        if role == Qt.ItemDataRole.CheckStateRole:
            return _CHECKED if each.chosen else _UNCHECKED
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose one, or not."""
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        chosen = value in (_CHECKED, _CHECKED.value)
        self.candidates[index.row()] = replace(self.candidates[index.row()], chosen=chosen)
        self.dataChanged.emit(index, index, [Qt.ItemDataRole.CheckStateRole])
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be chosen."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags
