"""Tags as lines with a tick, a key and a quiet word: what a coder can give, and what can be decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_width
from council_app.ui.core.rows import Index
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

_ROW, _PAD, _TICK, _SQUARE, _LEAST_ASIDE = 32, 12, 24, 16, 48
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class TagRow:
    """One line: `key` is what gives the tag, `aside` says where it lies or who gave it."""

    id: str
    path: str
    colour: str
    key: str = ""
    ticked: bool = False
    aside: str = ""


class TagRows(QAbstractListModel):
    """The lines; the one at hand stays at hand while only ticks change."""

    def __init__(self, t: Translator, parent: QObject) -> None:
        super().__init__(parent)
        self._t = t
        self.rows: tuple[TagRow, ...] = ()

    def show_rows(self, rows: Sequence[TagRow]) -> None:
        """Show these."""
        same = [row.id for row in rows] == [row.id for row in self.rows]
        if same:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many tags."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The path; for screen readers everything that is drawn."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.path, self._t("given") if row.ticked else "", row.aside)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (row.path, row.aside)))
        return None


class TagList(QListView):
    """Draws them and takes keys.

    Signals:
        toggled: Space or a click: the tag's id.
        entered: Enter.
        pressed_key: a letter, digit or sign.
    """

    toggled = Signal(str)
    entered = Signal()
    pressed_key = Signal(str)

    def __init__(self, theme: Theme, t: Translator, name: str) -> None:
        super().__init__()
        self.tags = TagRows(t, self)
        self.setModel(self.tags)
        self.setItemDelegate(_TagDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(2 * _ROW)
        self.setAccessibleName(name)
        self.clicked.connect(lambda index: self.toggled.emit(self.tags.rows[index.row()].id))
        theme.changed.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[TagRow]) -> None:
        """Show these; the first is at hand where none was."""
        self.tags.show_rows(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.tags.index(0))

    @property
    def at_hand(self) -> TagRow | None:
        """The tag under the keyboard."""
        row = self.currentIndex().row()
        return self.tags.rows[row] if 0 <= row < len(self.tags.rows) else None

    def step(self, by: int) -> None:
        """Move among the tags."""
        row = min(max(0, self.currentIndex().row() + by), len(self.tags.rows) - 1)
        if row >= 0:
            self.setCurrentIndex(self.tags.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space toggles, Enter is for the page, what is typed too."""
        plain = not event.modifiers() & _HELD
        if event.key() == Qt.Key.Key_Space and plain:
            if self.at_hand is not None:
                self.toggled.emit(self.at_hand.id)
        elif event.key() in _ENTER:
            self.entered.emit()
        elif plain and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text())
        else:
            super().keyPressEvent(event)


class _TagDelegate(QStyledItemDelegate):
    """A tick, the tag's colour and path, what is said of it, and its key."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, model = self._theme, option.rect, index.model()
        if not isinstance(model, TagRows):
            return
        row = model.rows[index.row()]
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        x, right, top = float(box.left() + _PAD), float(box.right() - _PAD), box.top() + (_ROW - theme.line("body")) / 2
        if row.ticked:
            draw_icon(painter, "check", theme.colour("mark-ink"), x, box.top() + 8, 16)
        x += _TICK
        if row.key:
            right -= key_width(theme, row.key)
            draw_key(painter, theme, row.key, right, box.top() + (_ROW - KEY_HEIGHT) / 2)
            right -= 8
        painter.fillRect(int(x), box.top() + 12, 8, 8, theme.codebook(row.colour) if row.colour else theme.colour("ink2"))
        x += _SQUARE
        path = elided(theme, row.path, "body", right - x, 600 if row.ticked else None)
        x += draw_line(painter, theme, path, "body", x, top, weight=600 if row.ticked else None) + 8
        if row.aside and right - x > _LEAST_ASIDE:
            small = box.top() + (_ROW - theme.line("small")) / 2
            draw_line(painter, theme, elided(theme, row.aside, "small", right - x), "small", x, small, "ink2")
        painter.restore()
