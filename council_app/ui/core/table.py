"""Tables without a grid: hairlines across, headers small and left, numbers right, columns that leave where room is short.

A table sorts by the columns that have a name, and types into those that say what is typed; whoever owns it keeps what was typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView

from council_app.ui.core.celldraw import CellDelegate
from council_app.ui.core.celledit import CellEditor
from council_app.ui.core.rows import Column, Order, RowsModel
from council_app.ui.core.tablehead import ARROW, EDGE, PAD, TableHead
from council_app.ui.core.text import advance
from council_app.ui.core.theme import Theme

__all__ = ["Column", "Order", "RowsModel", "Table"]

T = TypeVar("T")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_COLUMN = 40
_ROWS = QItemSelectionModel.SelectionFlag.Rows


class Table(QTableView, Generic[T]):
    """A `RowsModel` as a list of rows; a row is one thing to choose.

    Signals:
        opened: Enter, or a double click where nothing is typed: the row.
        typed: a cell was typed over (row, column's key, text): answer with `kept` or `refused`.
        chosen: other rows are selected.
        sorted_by: the rows are sorted by another `Order`.
    """

    opened = Signal(object)
    typed = Signal(object, str, str)
    chosen = Signal()
    sorted_by = Signal(object)

    def __init__(self, theme: Theme, model: RowsModel[T], name: str, *, many: bool = False) -> None:
        super().__init__()
        self._theme, self._rows = theme, model
        self._columns = model.columns
        self.by_cells = any(column.typed is not None for column in model.columns)
        self.view = ""
        self._editor: CellEditor | None = None
        self._at = (0, 0)
        self._step = 0
        self._remembered: tuple[frozenset[str], str, int] = (frozenset(), "", 0)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(theme, self))
        self._set_manners(many=many)
        self._head = TableHead(theme, tuple(column.key for column in model.columns), self)
        self.setHorizontalHeader(self._head)
        self._head.sectionClicked.connect(self.sort_by_column)
        self._lay_columns()
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())
        if model.identity is not None:
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._recall)

    def _set_manners(self, *, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self._theme.size("table-row"))

    def _lay_columns(self) -> None:
        self._head.setMinimumSectionSize(_LEAST_COLUMN)
        for index, column in enumerate(self._columns):
            stretch = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self._head.setSectionResizeMode(index, stretch)
            if column.width:
                # A title may be longer in another language than what stands below it.
                title = round(advance(self._theme, column.title, "micro")) + 2 * PAD + EDGE + (ARROW if column.key else 0)
                self.setColumnWidth(index, max(column.width, title))

    # -- columns

    @property
    def ends(self) -> tuple[int, int]:
        """The first and the last column on show."""
        shown = [index for index in range(len(self._columns)) if not self.isColumnHidden(index)]
        return (shown[0], shown[-1]) if shown else (0, 0)

    def show_view(self, view: str) -> None:
        """Show the columns of a view."""
        self.view = view
        self._show_columns()

    def _show_columns(self) -> None:
        for index, column in enumerate(self._columns):
            self.setColumnHidden(index, not column.shown_at(self.width(), self.view))
        current = self.currentIndex()
        if current.isValid() and self.isColumnHidden(current.column()):
            self._go_to(current.row(), next((i for i, column in enumerate(self._columns) if column.opens), self.ends[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns of less weight leave where room is short."""
        self._show_columns()
        super().resizeEvent(event)

    # -- sorting

    def sort_by_column(self, index: int) -> None:
        """Sort by a column; the other way round when it is sorted by it already."""
        key = self._columns[index].key
        if key:
            now = self._rows.order
            self.sort_by(Order(key, descending=now is not None and now.key == key and not now.descending))

    def sort_by(self, order: Order | None) -> None:
        """Sort, and point the arrow."""
        self._rows.sort_by(order)
        self._head.show_order(order)
        self.sorted_by.emit(order)

    def sort_here(self) -> None:
        """Sort by the column of the cell at hand."""
        current = self.currentIndex()
        self.sort_by_column(current.column() if current.isValid() else self.ends[0])

    # -- choosing

    def chosen_rows(self) -> tuple[T, ...]:
        """The rows selected, from the top."""
        selection = self.selectionModel().selection()
        ranges = sorted((part.top(), part.bottom()) for part in map(selection.at, range(selection.count())))
        found = dict.fromkeys(row for top, bottom in ranges for row in range(top, bottom + 1))
        return tuple(self._rows.rows[row] for row in found)

    def choose(self, identities: Iterable[str]) -> None:
        """Select these rows and no others."""
        identity, wanted = self._rows.identity, frozenset(identities)
        if identity is not None:
            self._select([row for row, each in enumerate(self._rows.rows) if identity(each) in wanted])

    def _select(self, rows: list[int]) -> None:
        chosen, last = QItemSelection(), len(self._columns) - 1
        start = 0
        for place, row in enumerate(rows):
            if place + 1 == len(rows) or rows[place + 1] != row + 1:
                chosen.select(self._rows.index(rows[start], 0), self._rows.index(row, last))
                start = place + 1
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)

    def _remember(self) -> None:
        identity, current = self._rows.identity, self.currentIndex()
        if identity is not None:
            at = identity(self._rows.row(current)) if current.isValid() else ""
            self._remembered = (frozenset(map(identity, self.chosen_rows())), at, current.column())

    def _recall(self) -> None:
        chosen, at, column = self._remembered
        identity = self._rows.identity
        if identity is None or not (chosen or at):
            return
        names = {identity(row): place for place, row in enumerate(self._rows.rows)}
        if at in names:
            self._go_to(names[at], column)
        self._select(sorted(names[each] for each in chosen if each in names))
        self.chosen.emit()

    def _go_to(self, row: int, column: int) -> None:
        index = self._rows.index(row, column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    # -- typing into cells

    @property
    def editing(self) -> bool:
        """True while a cell is being typed into."""
        return self._editor is not None

    def edit_here(self) -> None:
        """Type into the cell at hand."""
        current = self.currentIndex()
        if self._editor is not None:
            self._editor.setFocus()
        elif current.isValid() and current.flags() & Qt.ItemFlag.ItemIsEditable:
            self._rows.hold(held=True)
            self.scrollTo(current)
            self.edit(current)
            if self._editor is None:
                self._rows.hold(held=False)

    def make_editor(self, index: QModelIndex) -> CellEditor:
        """The line over a cell, filled with what is typed there."""
        column, row = self._columns[index.column()], self._rows.row(index)
        offers = column.offers(row) if column.offers is not None else ()
        editor = CellEditor(self._theme, self.viewport(), self.window(), offers, many=column.many, strict=column.strict)
        editor.setAccessibleName(column.title)
        editor.begin((column.typed or column.text)(row))
        editor.asked.connect(self._ask)
        editor.left.connect(self.leave_edit)
        self._editor, self._at = editor, (index.row(), index.column())
        return editor

    def _ask(self, step: int) -> None:
        editor = self._editor
        if editor is None:
            return
        self._step = step
        if editor.text() == editor.original:
            self.kept()
            return
        editor.wait()
        row, column = self._at
        self.typed.emit(self._rows.rows[row], self._columns[column].key, editor.text())

    def kept(self) -> None:
        """What was typed was kept: close the line, and go on where Tab asked for it."""
        step, (row, column) = self._step, self._at
        had_keyboard = self._editor is not None and self._editor.hasFocus()
        self._close()
        if step and had_keyboard:
            self._edit_next(row, column, step)
            return
        self._rows.hold(held=False)

    def refused(self, sentence: str) -> None:
        """What was typed cannot stand: say why, under it."""
        if self._editor is not None:
            self._editor.complain(sentence)

    def leave_edit(self) -> None:
        """Put back what was there."""
        self._close()
        self._rows.hold(held=False)

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            back = editor.hasFocus()
            editor.tidy()
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            if back:
                self.setFocus()

    def _edit_next(self, row: int, column: int, step: int) -> None:
        cells = [index for index, each in enumerate(self._columns) if each.typed is not None and not self.isColumnHidden(index)]
        place = cells.index(column) + step if column in cells else 0
        row, place = row + place // len(cells), place % len(cells)
        if not 0 <= row < self._rows.rowCount():
            self._rows.hold(held=False)
            return
        if row != self.currentIndex().row():
            self.selectRow(row)
        self._go_to(row, cells[place])
        self.edit_here()

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 types into a cell, Enter opens or types, Space chooses."""
        current, key = self.currentIndex(), event.key()
        extended = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
        if key == Qt.Key.Key_F2 and self.by_cells:
            self.edit_here()
        elif key in _ENTER and current.isValid():
            column = self._columns[current.column()]
            if column.typed is not None and not column.opens:
                self.edit_here()
            else:
                self.opened.emit(self._rows.row(current))
        elif key == Qt.Key.Key_Space and extended and current.isValid():
            self.selectionModel().select(current, QItemSelectionModel.SelectionFlag.Toggle | _ROWS)
        elif key == Qt.Key.Key_Escape and extended and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Type into the cell, or open its row."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.by_cells and event.button() is Qt.MouseButton.LeftButton:
            if self._columns[index.column()].typed is not None:
                self.edit_here()
            else:
                self.opened.emit(self._rows.row(index))
