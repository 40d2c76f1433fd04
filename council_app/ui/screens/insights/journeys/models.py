"""The journeys, and the stages of one, in their order."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from council_app.domain.journeys import JourneyMap, StageMap
from council_app.i18n import Translator
from council_app.ui.core.lines import Index, LinesModel
from council_app.ui.screens.insights.journeys.words import read_out


class JourneyModel(LinesModel[JourneyMap]):
    """Journeys by name."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda journey: journey.key)
        self._t = t

    def _said(self, line: JourneyMap, role: int) -> str | None:
        """The name, and for who listens also how many stages."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.name}. {self._t.n('{count} stage', '{count} stages', len(line.stages))}"
        return line.name if role == Qt.ItemDataRole.DisplayRole else None


class StageModel(LinesModel[StageMap]):
    """Stages of one journey; a name can be written over.

    Signals:
        renamed: a stage is to be called something else (its key, the name).
    """

    renamed = Signal(str, str)

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda stage: stage.key)
        self._t = t

    @property
    def most(self) -> int:
        """The longest bar: most people at any stage."""
        return max((each.people or 0 for stage in self.lines for each in (stage.friction, stage.praise)), default=0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every stage can be renamed."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else super().flags(index)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another name; the map is read again when it is kept."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not isinstance(value, str):
            return False
        stage = self.lines[index.row()]
        if value.strip() and value.strip() != stage.name:
            self.renamed.emit(stage.key, value)
        return True

    def _said(self, line: StageMap, role: int) -> str | None:
        """Its name, and all it says for who listens."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return line.name
        return read_out(line, self._t) if role == Qt.ItemDataRole.AccessibleTextRole else None
