"""The rows of insights: arrows walk them, letters look for them, notes can be let go over them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.delegates import InsightDelegate
from council_app.ui.screens.insights.models import InsightsModel

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class InsightsView(QListView):
    """The list.

    Signals:
        opened: Enter, or a click: the insight is to be read.
        typed: letters were typed: they are looked for.
        removing: Delete: the insight is to be removed.
    """

    opened = Signal()
    typed = Signal(str)
    removing = Signal()

    def __init__(self, theme: Theme, t: Translator, model: InsightsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "canvas")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)
        self.setAccessibleName(t("Insights"))
        self.setItemDelegate(InsightDelegate(theme, t, self))
        self.clicked.connect(lambda _index: self.opened.emit())
        self.activated.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed is looked for; Delete removes."""
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removing.emit()
        elif not event.modifiers() & _HELD and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters narrow the list; they do not jump in it."""
