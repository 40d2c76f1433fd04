"""The journeys, and the stages of one, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from council_app.domain.journeys import JourneyMap, StageMap
from council_app.i18n import Translator
from council_app.ui.screens.insights.journeys.words import read_out

Index = QModelIndex | QPersistentModelIndex
StageRole = Qt.ItemDataRole.UserRole
_NO_INDEX = QModelIndex()


class JourneyModel(QAbstractListModel):
    """Journeys by name."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.maps: tuple[JourneyMap, ...] = ()

    def show_maps(self, maps: Sequence[JourneyMap]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.maps = tuple(maps)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """Where a journey stands, or -1."""
        return next((row for row, each in enumerate(self.maps) if each.key == key), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as there are."""
        return 0 if parent.isValid() else len(self.maps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The name, and for who listens also how many stages."""
        if not index.isValid():
            return None
        journey = self.maps[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return journey.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{journey.name}. {self._t.n('{count} stage', '{count} stages', len(journey.stages))}"
        return None


class StageModel(QAbstractListModel):
    """Stages of one journey; a name can be written over.

    Signals:
        renamed: a stage is to be called something else (its key, the name).
    """

    renamed = Signal(str, str)

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._t = t
        self.stages: tuple[StageMap, ...] = ()

    def show_stages(self, stages: Sequence[StageMap]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.stages = tuple(stages)
        self.endResetModel()

    @property
    def most(self) -> int:
        """The longest bar: most people at any stage."""
        return max((each.people or 0 for stage in self.stages for each in (stage.friction, stage.praise)), default=0)

    def row_of(self, key: str) -> int:
        """Where a stage stands, or -1."""
        return next((row for row, each in enumerate(self.stages) if each.key == key), -1)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """As many as there are."""
        return 0 if parent.isValid() else len(self.stages)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every stage can be renamed."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The stage itself, its name, and all it says for who listens."""
        if not index.isValid():
            return None
        stage = self.stages[index.row()]
        if role == StageRole:
            return stage
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return stage.name
        return read_out(stage, self._t) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; the map is read again when it is kept."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        stage = self.stages[index.row()]
        if value.strip() and value.strip() != stage.name:
            self.renamed.emit(stage.key, value)
        return True
