"""A table of rows in which single cells carry a mark, and can be put right where they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from council_app.i18n import Translator
from council_app.services.roster_import import Fate
from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.rows import Column, Index, RowsModel
from council_app.ui.core.text import Surface, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.importing.rows import FATE, CellRow, Mark

T = TypeVar("T")
MarkRole = Qt.ItemDataRole.UserRole + 10
"""How a cell is marked: "bad", "warn", "ok" or ""."""

_PAD, _ICON = 10, 14
_ICONS = {"bad": "octagon-x", "warn": "triangle-alert", "ok": "check"}


class CellsModel(RowsModel[CellRow]):
    """Rows with marks; a marked cell can be edited.

    Signals:
        corrected: a cell was put right: its line, the column of the file, and the new value.
    """

    corrected = Signal(int, str, str)

    def __init__(self, columns: Sequence[Column[CellRow]], t: Translator, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self._t = t

    def marks(self, index: Index) -> tuple[Mark, ...]:
        """What is marked in a cell."""
        return self.row(index).marks.get(self.columns[index.column()].key, ()) if index.isValid() else ()

    def to_correct(self, index: Index) -> Mark | None:
        """What can be put right in a cell."""
        return next((mark for mark in self.marks(index) if mark.header), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Texts, marks, and the reasons as a tooltip and for screen readers."""
        if not index.isValid():
            return None
        if role == MarkRole:
            return self._look(index)
        if role == Qt.ItemDataRole.EditRole:
            mark = self.to_correct(index)
            return mark.value if mark is not None else super().data(index)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            said = [str(super().data(index)), *(mark.words for mark in self.marks(index))]
            return "\n".join(text for text in said if text)
        return super().data(index, role)

    def _look(self, index: Index) -> str:
        row, marks = self.row(index), self.marks(index)
        if marks:
            return "bad" if any(mark.refuses for mark in marks) else "warn"
        if self.columns[index.column()].key != FATE:
            return ""
        return "ok" if row.corrected else "bad" if row.fate is Fate.REJECTED else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Marked cells of the file can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.to_correct(index) is not None else flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Hand the new value on; whoever listens reads the row again."""
        mark = self.to_correct(index)
        if role != Qt.ItemDataRole.EditRole or mark is None or value == mark.value:
            return False
        self.corrected.emit(self.row(index).line, mark.header, str(value))
        return True


class _Delegate(QStyledItemDelegate):
    """Paints cells and their marks; its editor asks at every keystroke whether it is right now."""

    def __init__(self, theme: Theme, view: CellsView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The text on the ground of its mark, a hairline below, a ring around the cell at hand."""
        theme, box, look = self._theme, option.rect, str(index.data(MarkRole) or "")
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(box, theme.colour("mark-tint" if self._view.hasFocus() else "sunk"))
        if look:
            painter.fillRect(box, theme.colour(f"state.{look}.fill"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        left, ink = box.left() + _PAD, f"state.{look}.text" if look else "ink"
        if look:
            draw_icon(painter, _ICONS[look], theme.colour(ink), left, box.top() + (box.height() - _ICON) / 2, _ICON)
            left += _ICON + 6
        text = elided(theme, str(index.data()).replace("\n", " "), "body", box.right() - left - _PAD)
        x = float(left)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight:
            x = box.right() - _PAD - advance(theme, text, "body")
        draw_line(painter, theme, text, "body", x, box.top() + (box.height() - 20) / 2, ink)
        if current and self._view.hasFocus():
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex) -> QWidget:  # type: ignore[override]
        """A line over the cell."""
        editor = line_edit(self._theme)
        editor.setParent(parent)
        editor.setAccessibleName(str(self._view.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        mark = self._view.cells.to_correct(index)
        if mark is not None:
            line, header = self._view.cells.row(index).line, mark.header
            editor.textEdited.connect(lambda text: self._view.typing.emit(line, header, text))
        return editor

    def setEditorData(self, editor: QWidget, index: QModelIndex) -> None:  # type: ignore[override]
        """What stands in the file."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QObject, index: QModelIndex) -> None:  # type: ignore[override]
        """What was typed."""
        if isinstance(editor, QLineEdit) and isinstance(model, CellsModel):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex) -> None:  # type: ignore[override]
        """Over the cell, wide enough to type in."""
        box = option.rect
        editor.setGeometry(box.left(), box.top() + 3, max(box.width(), 200), box.height() - 7)


class CellsView(QTableView):
    """The table: arrows walk from cell to cell, Enter or F2 corrects a marked one.

    Signals:
        pointed: another cell is at hand.
        typing: a cell is being typed into: its line, the column of the file, the text so far.
    """

    pointed = Signal()
    typing = Signal(int, str, str)

    def __init__(self, theme: Theme, t: Translator, name: str) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.cells = CellsModel((), t, self)
        self.setModel(self.cells)
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(theme, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerWidget(Surface(theme, "sheet"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.size("table-row"))
        header = self.horizontalHeader()
        header.setFont(theme.font("micro"))
        header.setFixedHeight(32)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_columns(self, columns: Sequence[Column[CellRow]], corrected: Callable[[int, str, str], None]) -> None:
        """Other columns: the file is read anew."""
        before = self.cells
        self.cells = CellsModel(columns, self._t, self)
        self.cells.corrected.connect(corrected)
        self.setModel(self.cells)
        before.deleteLater()
        self.selectionModel().currentChanged.connect(lambda *_: self._pointed())
        for index, column in enumerate(columns):
            title = round(advance(self._theme, column.title, "micro")) + 2 * _PAD + 12
            self.setColumnWidth(index, max(column.width, title))

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Other rows; the cell at hand stays on its line."""
        at = self.currentIndex()
        line = self.cells.row(at).line if at.isValid() else 0
        self.cells.show_rows(rows)
        place = next((place for place, row in enumerate(self.cells.rows) if row.line == line), 0)
        if rows:
            self.setCurrentIndex(self.cells.index(place, at.column() if at.isValid() else self._first_marked(place)))
        self._pointed()

    def _first_marked(self, place: int) -> int:
        marked = [index for index, column in enumerate(self.cells.columns) if column.key in self.cells.rows[place].marks]
        return marked[0] if marked else 0

    def _pointed(self) -> None:
        self.viewport().update()
        self.pointed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter corrects, too; the one that ends typing comes by here as well, and begins nothing."""
        if self.state() is QAbstractItemView.State.EditingState:
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.cells.to_correct(self.currentIndex()) is not None:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
