"""The left column: what there is, in the order asked for, and a row that makes a new one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.listhead import ListHead
from council_app.ui.screens.insights.listview import InsightsView
from council_app.ui.screens.insights.models import InsightsModel
from council_app.ui.screens.insights.ordering import Sought


class ListPane(Surface):
    """Head, rows, foot.

    Signals:
        moved: another insight is at hand (its key).
    """

    moved = Signal(str)

    def __init__(self, theme: Theme, t: Translator, model: InsightsModel) -> None:
        super().__init__(theme, "canvas", "r")
        self._model = model
        self.head = ListHead(theme, t)
        self.list = InsightsView(theme, t, model)
        self.new = Button(theme, t("New insight"), Role.QUIET, height=40, icon="plus", weight=400)
        self.new.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        nothing = EmptyState(theme, t("No insight fits."), t("Take a filter away, or look for fewer words."))
        nothing.offer(t("Show all insights"), self.head.clear)
        rows = QWidget()
        self._layers = QStackedLayout(rows)
        self._layers.addWidget(self.list)
        self._layers.addWidget(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(rows, 1)
        column.addWidget(self.new)
        model.modelReset.connect(self.show_count)
        self.head.changed.connect(self._seek)
        self.head.left.connect(lambda: self.list.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.typed.connect(self.head.seek)
        self.list.selectionModel().currentChanged.connect(self._moved)
        model.modelReset.connect(self._shown)

    def _moved(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.moved.emit(self._model.card(current.row()).facts.key)

    def _seek(self, sought: Sought) -> None:
        kept = self.at_hand
        self._model.seek(sought)
        self.show_count()
        self.stand_on(kept)

    def _shown(self) -> None:
        self._layers.setCurrentIndex(0 if self._model.rowCount() or not self._model.cards else 1)

    @property
    def at_hand(self) -> str:
        """The key of the insight at hand; "" when there is none."""
        index = self.list.currentIndex()
        return self._model.card(index.row()).facts.key if index.isValid() else ""

    def show_count(self) -> None:
        """Say how many there are."""
        self.head.show_cards(self._model.cards, self._model.rowCount())

    def stand_on(self, key: str) -> bool:
        """Stand on an insight, on the first where it is not in the list; False when nothing is."""
        if not self._model.rowCount():
            return False
        index = self._model.index(max(0, self._model.row_of(key)), 0)
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        return True
