"""Rows of one kind under declared columns: what a table shows, in which order, and which of them fit what is looked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QCollator, QCollatorSortKey, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
InkRole = Qt.ItemDataRole.UserRole
WeightRole = Qt.ItemDataRole.UserRole + 1
AsideRole = Qt.ItemDataRole.UserRole + 2
_NO_INDEX = QModelIndex()
_REMEMBERED = 3


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column of a table.

    Attributes:
        title: the header; text: what a row says in it.
        width: in px; 0 takes what is left.
        shown_from: the table's width from which it is shown.
        key: names it; a column without a name cannot be sorted by or typed into.
        sort: what it is sorted by, where that is not its text; None and "" come last in either direction.
        typed: what stands in the cell when it is being edited; None when it cannot be.
        offers: what completion offers there; many: several of them, with commas between; strict: one of them and nothing else.
        opens: Enter opens the row here, and only F2 edits.
        aside: a second, quiet text behind the first.
        view: it belongs to this view of the table; "" to all. everywhere_from: the width from which it is shown in every view.
    """

    title: str
    text: Callable[[T], str]
    width: int = 0
    right: bool = False
    ink: str = "ink"
    weight: int = 400
    shown_from: int = 0
    key: str = ""
    sort: Callable[[T], float | str | None] | None = None
    typed: Callable[[T], str] | None = None
    offers: Callable[[T], Sequence[str]] | None = None
    many: bool = False
    strict: bool = False
    opens: bool = False
    aside: Callable[[T], str] | None = None
    view: str = ""
    everywhere_from: int = 0

    def shown_at(self, width: int, view: str) -> bool:
        """Whether it is shown in a table of this width and view."""
        wide = bool(self.everywhere_from) and width >= self.everywhere_from
        return width >= self.shown_from and (not self.view or self.view == view or wide)


@dataclass(frozen=True, slots=True)
class Order:
    """Sorted by this column."""

    key: str
    descending: bool = False


class Collation:
    """The alphabet of a language: å after z in Swedish, beside a in German; P2 before P10. Each text is weighed once."""

    def __init__(self, tag: str) -> None:
        self._collator = QCollator(QLocale(tag))
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._keys: dict[str, QCollatorSortKey] = {}

    def key(self, text: str) -> QCollatorSortKey:
        """What compares as the texts do."""
        if text not in self._keys:
            self._keys[text] = self._collator.sortKey(text)
        return self._keys[text]


class RowsModel(QAbstractTableModel, Generic[T]):
    """The rows that fit, in order. With an `identity` it changes in place what stays in place, so that nothing chosen is lost."""

    def __init__(
        self, columns: Sequence[Column[T]], parent: QObject | None = None, *, identity: Callable[[T], str] | None = None, tag: str = "en"
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.identity = identity
        self._collation = Collation(tag)
        self._given: tuple[T, ...] = ()
        self._sorted: tuple[T, ...] = ()
        self._rows: tuple[T, ...] = ()
        self._fits: Callable[[T], bool] | None = None
        self._orders: tuple[Order, ...] = ()
        self._held = False

    # -- what is shown

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace the rows; they are sorted and looked through as before."""
        self._given = tuple(rows)
        self._sort()
        self._put()

    def keep(self, fits: Callable[[T], bool] | None) -> None:
        """Show only the rows that fit; None shows all."""
        self._fits = fits
        self._put()

    def sort_by(self, order: Order | None) -> None:
        """Sort; rows that are equal stay in the order asked for before. None is the order in which the rows were given."""
        others = tuple(each for each in self._orders if order is not None and each.key != order.key)
        self._orders = () if order is None else (order, *others)[:_REMEMBERED]
        self._sort()
        self._put()

    @property
    def order(self) -> Order | None:
        """What the rows are sorted by now."""
        return self._orders[0] if self._orders else None

    @property
    def rows(self) -> tuple[T, ...]:
        """The rows on show."""
        return self._rows

    def hold(self, *, held: bool) -> None:
        """While a cell is typed into no row leaves its place; what was read meanwhile is put in order afterwards."""
        self._held = held
        if not held:
            self._put()

    def _sort(self) -> None:
        rows = list(self._given)
        for order in reversed(self._orders):
            column = next((column for column in self.columns if column.key == order.key), None)
            if column is not None:
                rows = self._by(column, rows, descending=order.descending)
        self._sorted = tuple(rows)

    def _by(self, column: Column[T], rows: Sequence[T], *, descending: bool) -> list[T]:
        values = [(column.sort or column.text)(row) for row in rows]
        known = [index for index, value in enumerate(values) if value is not None and value != ""]
        blank = [index for index, value in enumerate(values) if value is None or value == ""]
        weight = self._collation.key
        keys = {index: weight(value) if isinstance(value, str) else value for index in known if (value := values[index]) is not None}
        # Python keeps equal rows in order in either direction.
        known.sort(key=lambda index: keys[index], reverse=descending)
        return [rows[index] for index in (*known, *blank)]

    def _put(self) -> None:
        fits, identity = self._fits, self.identity
        found = self._sorted if fits is None else tuple(row for row in self._sorted if fits(row))
        if identity is not None and self._held:
            newest = {identity(row): row for row in self._given}
            found = tuple(newest.get(identity(row), row) for row in self._rows)
        if identity is not None and len(found) == len(self._rows) and [*map(identity, found)] == [*map(identity, self._rows)]:
            self._rows = found
            if found:
                self.dataChanged.emit(self.index(0, 0), self.index(len(found) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = found
        self.endResetModel()

    # -- what Qt asks

    def row(self, index: Index) -> T:
        """The row behind an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, alignment, ink and weight of a cell."""
        if not index.isValid():
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(row)
        if role == Qt.ItemDataRole.EditRole:
            return (column.typed or column.text)(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(column)
        if role == AsideRole:
            return column.aside(row) if column.aside is not None else ""
        return {InkRole: column.ink, WeightRole: column.weight}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells that can be typed into say so."""
        flags = super().flags(index)
        editable = index.isValid() and self.columns[index.column()].typed is not None
        return flags | Qt.ItemFlag.ItemIsEditable if editable else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The columns' titles."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return _aligned(self.columns[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _aligned(column: Column[T]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
