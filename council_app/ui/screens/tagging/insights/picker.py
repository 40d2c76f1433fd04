"""The insight picker: type a few letters of a title, Enter chooses it; a title nobody has yet becomes an insight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.services.insights import InsightTitle
from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import key_text
from council_app.ui.core.rows import Index
from council_app.ui.core.text import Surface, Text, draw_line, elided
from council_app.ui.core.theme import Theme

_WIDTH, _ROW, _MOST_ROWS, _PAD, _MOST_FOUND = 440, 32, 8, 12, 100
_KeyRole, _NewRole = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}


class InsightPicker(Surface):
    """A box and the insights that its words can mean.

    Signals:
        chosen: an insight is wanted (its key), and whether the notes speak against it.
        made: an insight that is not there yet is wanted (its title).
    """

    chosen = Signal(str, bool)
    made = Signal(str)

    def __init__(self, theme: Theme, t: Translator, title: str, insights: Sequence[InsightTitle] | None, typed: str = "") -> None:
        """`insights` None asks for the title of a new one only."""
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._t = t
        self._insights = None if insights is None else tuple((fold(each.title), each) for each in insights)
        self.setAccessibleName(title)
        self.box = line_edit(
            theme, placeholder=t("What people said, in one sentence") if insights is None else t("Find or make an insight")
        )
        self.box.setAccessibleName(title)
        self.box.setText(typed)
        self.box.textChanged.connect(lambda _text: self._list())
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowDelegate(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(t("Insights"))
        self.view.clicked.connect(lambda index: self._choose(index, against=False))
        self._lay_out(Text(theme, title, "small", weight=600, wrap=True), Text(theme, self._hints(), "small", "ink3", wrap=True))

    def _hints(self) -> str:
        if self._insights is None:
            return self._t("{key} makes it; the notes are its evidence", key=key_text("Return"))
        return self._t("{key} where the notes speak against it", key=key_text("Shift+Return"))

    def _lay_out(self, head: Text, hint: Text) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _PAD, 1, 8)
        column.setSpacing(8)
        for widget in (head, self.box, self.view, hint):
            row = QVBoxLayout()
            row.setContentsMargins(0 if widget is self.view else _PAD, 0, 0 if widget is self.view else _PAD, 0)
            row.addWidget(widget)
            column.addLayout(row)
        self.view.setVisible(self._insights is not None)

    def open_over(self, widget: QWidget, at: QPoint) -> None:
        """Show it at a place of a widget, wholly on the screen, with the keyboard in it."""
        self._list()
        place, screen = widget.mapToGlobal(at), widget.screen().availableGeometry()
        self.setFixedWidth(min(_WIDTH, screen.width()))
        self.adjustSize()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)
        self.box.selectAll()

    # -- what is found

    @property
    def _typed(self) -> str:
        return " ".join(self.box.text().split())

    def _list(self) -> None:
        words = fold(self._typed).split()
        self.model.clear()
        found = [each for title, each in self._insights or () if all(word in title for word in words)]
        for each in found[:_MOST_FOUND]:
            self.model.appendRow(_item(each.title, each.key, _KeyRole))
        if self._typed and all(fold(each.title) != fold(self._typed) for each in found):
            self.model.appendRow(_item(self._t("New insight: {title}", title=self._typed), self._typed, _NewRole))
        self.view.setFixedHeight(max(1, min(_MOST_ROWS, self.model.rowCount())) * _ROW)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.adjustSize()

    # -- choosing

    def _choose(self, index: Index, *, against: bool) -> None:
        new, key = index.data(_NewRole), index.data(_KeyRole)
        self.close()
        if new:
            self.made.emit(str(new))
        elif key:
            self.chosen.emit(str(key), against)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among what is found while one types; Enter chooses, with Shift as what contradicts it."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS and self.model.rowCount():
            row = min(max(0, self.view.currentIndex().row() + _STEPS[key]), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in _ENTER:
            if self.view.currentIndex().isValid() and self.model.rowCount():
                self._choose(self.view.currentIndex(), against=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return True
        return super().eventFilter(watched, event)


def _item(words: str, value: str, role: int) -> QStandardItem:
    item = QStandardItem(words)
    item.setEditable(False)
    item.setData(value, role)
    item.setToolTip(words)
    return item


class _RowDelegate(QStyledItemDelegate):
    """A title on one line; a plus before one that is to be made."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(_WIDTH - 2, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        top, x = box.top() + (_ROW - theme.line("body")) / 2, float(box.left() + _PAD)
        if index.data(_NewRole):
            draw_icon(painter, "plus", theme.colour("ink2"), x, box.top() + 8, 16)
            x += 24
        words = elided(theme, str(index.data(Qt.ItemDataRole.DisplayRole)), "body", box.right() - _PAD - x)
        draw_line(painter, theme, words, "body", x, top)
        painter.restore()
