"""Plain lists of the workshop page: rows of words, with a box where something is chosen."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from council_app.ui.core.icons import draw_icon
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run
from council_app.ui.core.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LEFT, _RIGHT, _PAD, _BOX, _GAP = 14, 10, 6, 16, 10
_LINES = 3
_CHECK = Qt.ItemDataRole.CheckStateRole


class WordsDelegate(RowDelegate):
    """A row of at least 32 px; a box before the words where the row can be chosen."""

    def _words(self, index: Index, width: int) -> tuple[Block, float]:
        indent = _LEFT if index.data(_CHECK) is None else _LEFT + _BOX + _GAP
        return Block(self._theme, (Run(str(index.data()), 400),), "body", max(60, width - indent - _RIGHT), lines=_LINES), indent

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words, three lines at most."""
        width = self._view.viewport().width()
        return QSize(width, int(self._words(index, width)[0].height) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, box, words, and where the keyboard is."""
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option, ring=True, line=False)
        state = index.data(_CHECK)
        if state is not None:
            square = QRectF(box.left() + _LEFT + 0.5, box.top() + _PAD + 2.5, _BOX - 1, _BOX - 1)
            self._paint_box(painter, square, chosen=state == Qt.CheckState.Checked)
        words, indent = self._words(index, box.width())
        words.paint(painter, box.left() + indent, box.top() + _PAD)
        painter.restore()

    def _paint_box(self, painter: QPainter, box: QRectF, *, chosen: bool) -> None:
        painter.setPen(QPen(self._theme.colour("ink" if chosen else "line2"), 1))
        painter.setBrush(self._theme.colour("ink" if chosen else "sheet"))
        painter.drawRoundedRect(box, 3, 3)
        if chosen:
            draw_icon(painter, "check", self._theme.colour("sheet"), box.left() + 1, box.top() + 1, 13)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Space, or a click on the row's beginning, chooses."""
        state = index.data(_CHECK)
        clicked = (
            isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.position().x() < option.rect.left() + _LEFT + _BOX + _GAP
        )
        space = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        if state is None or not (clicked or space):
            return False
        other = Qt.CheckState.Unchecked if state == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, other, _CHECK)


class WordsView(QListView):
    """Rows of words that wrap.

    Signals:
        opened: Enter, or a double click.
        removing: Delete.
        carried: Alt and Up or Down (-1 or 1).
    """

    opened = Signal()
    removing = Signal()
    carried = Signal(int)

    def __init__(self, theme: Theme, model: QAbstractItemModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "canvas")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(name)
        self.setItemDelegate(WordsDelegate(theme, self))
        self.activated.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt carries, Delete removes."""
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.carried.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)
