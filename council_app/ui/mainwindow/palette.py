"""The command palette: everything the window can do, found by a few letters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.actions import Command
from council_app.ui.core.feedback import Icon
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.text import Hairline, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

Row = tuple[Command, str, str]
_WIDTH, _TOP, _ROW, _MOST_ROWS = 640, 96, 40, 9
_AROUND = 62
_RowRole = Qt.ItemDataRole.UserRole


class PaletteModel(QAbstractListModel):
    """The commands whose words hold every word typed; those that cannot run come with their reason."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()

    def load(self, rows: Sequence[Row]) -> None:
        """Take the commands as they are now."""
        self._all = tuple(rows)
        self.find("")

    def find(self, typed: str) -> None:
        """Show what matches; words of the label's start come first, then what can run."""
        words = fold(typed).split()
        found = [row for row in self._all if all(word in fold(row[1]) for word in words)]
        found.sort(key=lambda row: (bool(row[2]), not fold(row[1]).startswith(" ".join(words))))
        self.beginResetModel()
        self._shown = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many match."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The label, its accessible form, or the row itself."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row[1]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row[1], key_text(row[0].keys), row[2]) if part)
        return row if role == _RowRole else None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Rows with a reason cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        enabled = not self._shown[index.row()][2]
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled if enabled else Qt.ItemFlag.ItemIsSelectable


class PaletteDelegate(QStyledItemDelegate):
    """Icon, label, reason or key."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """40 px."""
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """One row."""
        command, label, reason = index.data(_RowRole)
        box, theme = option.rect, self._theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        ink = "ink3" if reason else "ink"
        if command.icon:
            draw_icon(painter, command.icon, theme.colour("ink3" if reason else "ink2"), box.left() + 16, box.top() + 12, 16)
        top, right = box.top() + 10, float(box.right() - 12)
        key = key_text(command.keys)
        if key:
            right -= key_width(theme, key)
            draw_key(painter, theme, key, right, box.top() + (_ROW - KEY_HEIGHT) / 2)
        if reason:
            right -= advance(theme, reason, "small") + 12
            draw_line(painter, theme, reason, "small", right, box.top() + 11, "ink2" if chosen else "ink3")
        name = elided(theme, label, "body", right - box.left() - 60, 500 if chosen else 400)
        draw_line(painter, theme, name, "body", box.left() + 44, top, ink, weight=500 if chosen else 400)
        painter.restore()


class CommandPalette(QWidget):
    """An overlay over the window: a line, a list, Enter does it, Esc leaves.

    Signals:
        chosen: the id of the command to run.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, t: Translator, window: QWidget) -> None:
        super().__init__(window)
        self._over = window
        self._theme, self._t = theme, t
        self._before: QWidget | None = None
        self.setAccessibleName(t("Commands"))
        self._line = QLineEdit()
        self._line.setFont(theme.font("capture"))
        self._line.setPlaceholderText(t("Search or do anything"))
        self._line.setAccessibleName(t("Search or do anything"))
        self._line.setFrame(False)
        self._line.setStyleSheet("QLineEdit, QLineEdit:focus { border: none; background: transparent; padding: 0; }")
        self._model = PaletteModel(self)
        self._list = QListView()
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setModel(self._model)
        self._list.setItemDelegate(PaletteDelegate(theme, self._list))
        self._list.setAccessibleName(t("Commands"))
        self._nothing = Text(theme, t("Nothing is called that."), "body", "ink3")
        self._lay_out()
        self._line.textChanged.connect(self._find)
        self._line.installEventFilter(self)
        self._list.clicked.connect(self._run)
        window.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.setSpacing(12)
        top.addWidget(Icon(self._theme, "search", "ink3"))
        top.addWidget(self._line)
        self._line.setFixedHeight(46)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Hairline(self._theme))
        column.addSpacing(4)
        column.addWidget(self._list)
        self._nothing.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(44, 8, 16, 6)
        row.addWidget(self._nothing)
        column.addLayout(row)

    def open(self, rows: Sequence[Row]) -> None:
        """Come up with all commands, the line empty."""
        window = self.window()
        self._before = window.focusWidget()
        self._model.load(rows)
        self._line.clear()
        self._find("")
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go away and give the keyboard back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()

    def _find(self, typed: str) -> None:
        self._model.find(typed)
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._nothing.setVisible(self._model.rowCount() == 0)
        self._list.setVisible(self._model.rowCount() > 0)
        self._take_room()

    def _take_room(self) -> None:
        window = self._over
        width = min(_WIDTH, window.width() - 32)
        top = min(_TOP, max(8, window.height() // 8))
        room = (window.height() - top - 16 - _AROUND) // _ROW
        rows = max(1, min(self._model.rowCount(), _MOST_ROWS, room))
        height = _AROUND + rows * _ROW
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def _run(self, index: QModelIndex) -> None:
        row = index.data(_RowRole)
        if row is not None and not row[2]:
            self.leave()
            self.chosen.emit(row[0].id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line walk the list; a press elsewhere closes; the window's size moves the overlay."""
        if watched is self._line:
            if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() is QEvent.Type.FocusOut and self.isVisible():
                self.hide()
        elif event.type() is QEvent.Type.Resize and self.isVisible():
            self._take_room()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        key = Qt.Key(event.key())
        if key in steps and self._model.rowCount():
            row = self._list.currentIndex().row() + steps[key]
            row = row % self._model.rowCount() if abs(steps[key]) == 1 else max(0, min(row, self._model.rowCount() - 1))
            self._list.setCurrentIndex(self._model.index(row, 0))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._list.currentIndex())
            return True
        if key is Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Sheet with a 1 px edge: no shadow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(self._theme.colour("sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
