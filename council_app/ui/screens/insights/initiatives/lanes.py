"""One column of the board: the initiatives of a horizon, moved by Alt and the arrows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QVBoxLayout, QWidget

from council_app.domain.enums import Horizon
from council_app.i18n import Translator
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.initiatives.delegates import CardDelegate
from council_app.ui.screens.insights.initiatives.models import LaneModel

_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_LEAST = 130
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class LaneView(QListView):
    """The cards of a lane.

    Signals:
        stepped: Left or Right: the keyboard goes to the lane beside (-1 or 1).
        moved: Alt and an arrow: the card at hand goes that way (across, down).
        opened: Enter: its form.
        removing: Delete.
        entered: the keyboard came here.
    """

    stepped = Signal(int)
    moved = Signal(int, int)
    opened = Signal()
    removing = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, t: Translator, name: str) -> None:
        super().__init__()
        self.model_ = LaneModel(t, self)
        self.setModel(self.model_)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "canvas")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        self.setAccessibleDescription(t("Alt and an arrow moves an initiative."))
        self.setItemDelegate(CardDelegate(theme, t, self))
        self.activated.connect(lambda _index: self.opened.emit())

    @property
    def key(self) -> str:
        """The initiative at hand; "" when there is none."""
        row = self.currentIndex().row()
        return self.model_.lines[row].facts.key if 0 <= row < len(self.model_.lines) else ""

    def minimumSizeHint(self) -> QSize:
        """Four of them fit into a small window."""
        return QSize(_LEAST, 80)

    def place_at(self, y: int) -> int:
        """The position that a card dropped at this height (px of the viewport) would take among those that are here."""
        for row in range(self.model_.rowCount()):
            box = self.visualRect(self.model_.index(row))
            if y < box.center().y():
                return row
        return self.model_.rowCount()

    def edge_at(self, position: int) -> int:
        """The height (px of the viewport) of the gap before a position."""
        if position < self.model_.rowCount():
            return self.visualRect(self.model_.index(position)).top()
        return self.visualRect(self.model_.index(position - 1)).bottom() if position else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Alt they carry."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == _ALT:
            self.moved.emit(*step)
        elif step is not None and step[0] and event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier):
            self.stepped.emit(step[0])
        elif event.key() == Qt.Key.Key_Delete and event.modifiers() == _NONE:
            self.removing.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A card is at hand wherever the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(0))
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes cards of another height."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Lane(Surface):
    """A horizon's name, how many, and its cards; what goes there while there are none."""

    def __init__(self, theme: Theme, t: Translator, horizon: Horizon | None, name: str) -> None:
        super().__init__(theme, "canvas", "r")
        self.horizon, self._t, self._name = horizon, t, name
        self._title = Text(theme, name, "body", weight=600, elide=True)
        self._count = Text(theme, "", "small", "ink3")
        self._empty = Text(theme, t("Nothing here yet."), "small", "ink3", wrap=True)
        self.view = LaneView(theme, t, name)
        head = QWidget()
        top = QVBoxLayout(head)
        top.setContentsMargins(14, 10, 8, 8)
        top.setSpacing(0)
        top.addWidget(self._title)
        top.addWidget(self._count)
        top.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)

    def say(self) -> None:
        """Count what is here."""
        number = self.view.model_.rowCount()
        self._count.say(self._t.n("{count} initiative", "{count} initiatives", number))
        self._empty.setVisible(not number)
