"""Popups that find by typing: a box, below it what its words can mean; arrows move, Enter takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.rows import Index
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

PAD = 12
NewRole = Qt.ItemDataRole.UserRole
"""What is to be made; a row that has it gets a plus."""
ValueRole = Qt.ItemDataRole.UserRole + 1
"""What a row stands for."""
ColourRole = Qt.ItemDataRole.UserRole + 2
"""Its colour (`#rrggbb`)."""
BesideRole = Qt.ItemDataRole.UserRole + 3
"""A second text at its right."""
FREE = Qt.ItemDataRole.UserRole + 4
"""From here on, roles of one picker."""

_ICON, _GAP, _SQUARE, _NARROWEST = 16, 8, 8, 280
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Look:
    """How a picker looks.

    Attributes:
        named: what it is, for who does not see it.
        asks: what stands in the empty box.
        title: a line above the box; hint: one below the rows.
        rows: what the list of rows is called.
        width: in px, where the screen has it; most: rows shown at once; row: the height of one.
    """

    named: str
    asks: str
    title: str = ""
    hint: str = ""
    rows: str = ""
    width: int = 360
    most: int = 9
    row: int = 32


@dataclass(frozen=True, slots=True)
class Line:
    """Where a row is drawn: its box, the room for words, and whether it is the row at hand."""

    box: QRect
    x: float
    right: float
    here: bool

    def middle(self, height: float) -> float:
        """The top of something this high in the middle of the row."""
        return self.box.top() + (self.box.height() - height) / 2


class PickRows(QStyledItemDelegate):
    """A plus where something is made, a colour, the words, a second text at the right. Others draw rows of their own."""

    def __init__(self, theme: Theme, view: QListView, height: int) -> None:
        super().__init__(view)
        self._theme, self._view, self._height = theme, view, height

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(self._view.viewport().width(), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the row at hand, and what stands on it."""
        theme, box = self._theme, option.rect
        painter.save()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        self.draw(painter, Line(box, float(box.left() + PAD), float(box.right() - PAD), here), index)
        painter.restore()

    def draw(self, painter: QPainter, line: Line, index: Index) -> None:
        """What stands on a row."""
        theme, x, right = self._theme, line.x, line.right
        beside = str(index.data(BesideRole) or "")
        if beside:
            right -= advance(theme, beside, "small")
            draw_line(painter, theme, beside, "small", right, line.middle(theme.line("small")), "ink2")
            right -= _GAP
        if index.data(NewRole):
            x = self.draw_sign(painter, line, "plus", x)
        elif index.data(ColourRole):
            x = self.draw_colour(painter, line, str(index.data(ColourRole)), x)
        words = elided(theme, " ".join(str(index.data()).split()), "body", right - x, 500 if line.here else None)
        draw_line(painter, theme, words, "body", x, line.middle(theme.line("body")), weight=500 if line.here else None)

    def draw_sign(self, painter: QPainter, line: Line, name: str, x: float, ink: str = "ink2") -> float:
        """An icon; returns where the words begin."""
        draw_icon(painter, name, self._theme.colour(ink), x, line.middle(_ICON), _ICON)
        return x + _ICON + _GAP

    def draw_colour(self, painter: QPainter, line: Line, colour: str, x: float) -> float:
        """The square of a tag's colour; returns where the words begin."""
        ink = self._theme.codebook(colour) if colour else self._theme.colour("ink2")
        painter.fillRect(int(x), int(line.middle(_SQUARE)), _SQUARE, _SQUARE, ink)
        return x + _SQUARE + _GAP


class Picker(Surface):
    """The box and the rows. Whoever makes it fills the rows whenever something is `typed`, and does what was `picked`.

    Attributes:
        box: what is typed into; model, view: what was found.
        painted_by: draws the rows.

    Signals:
        typed: other words stand in the box.
        picked: a row was taken (its index), and whether Shift was held.
    """

    typed = Signal()
    picked = Signal(QModelIndex, bool)
    painted_by: type[PickRows] = PickRows

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(look.named)
        self._look = look
        self._place, self._room = QPoint(), QRect()
        self.box = line_edit(theme, placeholder=look.asks)
        self.box.setAccessibleName(look.named)
        self.box.installEventFilter(self)
        self.box.textChanged.connect(lambda _text: self.typed.emit())
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.painted_by(theme, self.view, look.row))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(look.rows or look.named)
        self.view.clicked.connect(lambda index: self.picked.emit(index, False))
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        look, column = self._look, QVBoxLayout(self)
        column.setContentsMargins(1, PAD, 1, 8)
        column.setSpacing(8)
        title = Text(theme, look.title, "small", weight=600, wrap=True) if look.title else None
        hint = Text(theme, look.hint, "small", "ink3", wrap=True) if look.hint else None
        for widget in (title, self.box, self.view, hint):
            if widget is not None:
                row = QVBoxLayout()
                side = 0 if widget is self.view else PAD
                row.setContentsMargins(side, 0, side, 0)
                row.addWidget(widget)
                column.addLayout(row)

    @property
    def words(self) -> str:
        """What is typed, on one line with single spaces."""
        return " ".join(self.box.text().split())

    def open_over(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Show it at a place of a widget (its top left corner, when none is given), with the keyboard in it."""
        self.open_at(widget.mapToGlobal(at if at is not None else QPoint(8, 8)), widget)

    def open_at(self, place: QPoint, over: QWidget) -> None:
        """Show it at a place of the screen, wholly on it and no wider than the window of `over`, with the keyboard in it."""
        self._room, self._place = over.screen().availableGeometry(), QPoint(place)
        self.setFixedWidth(min(self._look.width, max(_NARROWEST, over.window().width() - 32), self._room.width()))
        self.typed.emit()
        self._settle()
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _settle(self) -> None:
        """As high as what was found, and wholly on the screen."""
        self.adjustSize()
        room, place = self._room, self._place
        if not room.isEmpty():
            x = max(room.left(), min(place.x(), room.right() - self.width()))
            self.move(x, max(room.top(), min(place.y(), room.bottom() - self.height())))

    def show_rows(self, items: Sequence[QStandardItem], at: int = 0) -> None:
        """Replace the rows; the one at this place is at hand."""
        self.model.clear()
        for item in items:
            item.setEditable(False)
            self.model.appendRow(item)
        shown = max(1, min(self._look.most, len(items)))
        self.view.setFixedHeight(shown * self._look.row + 2)
        if items:
            self.view.setCurrentIndex(self.model.index(max(0, min(at, len(items) - 1)), 0))
        self._settle()

    def takes_key(self, _event: QKeyEvent) -> bool:
        """Whether a picker does something of its own with a key."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among what is found while one types; Enter takes it."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key, most = Qt.Key(event.key()), self._look.most
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: most, Qt.Key.Key_PageUp: -most}
        if key in steps and self.model.rowCount():
            row = min(max(0, self.view.currentIndex().row() + steps[key]), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in _ENTER:
            if self.view.currentIndex().isValid():
                self.picked.emit(self.view.currentIndex(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        return self.takes_key(event) or super().eventFilter(watched, event)


def row_of(words: str, value: object = None, *, made: bool = False) -> QStandardItem:
    """A row of these words that stands for `value`; with `made` for what is to be made of it."""
    item = QStandardItem(words)
    item.setData(value, NewRole if made else ValueRole)
    item.setToolTip(words)
    return item
