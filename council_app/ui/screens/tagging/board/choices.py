"""A list to choose one thing from by typing: where cards go, under which tag, in which colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.domain.text import fold
from council_app.ui.core.field import line_edit
from council_app.ui.core.rows import Index
from council_app.ui.core.text import Surface, Text, advance, draw_line, elided
from council_app.ui.core.theme import Theme

_WIDTH, _ROW, _MOST_ROWS, _PAD = 320, 32, 9, 12
_ChoiceRole = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what it stands for, its words, a second text at the right, its colour (`#rrggbb`, "" for none)."""

    value: str
    words: str
    aside: str = ""
    colour: str = ""


class ChoicePopup(Surface):
    """Typing narrows, arrows move, Enter chooses, Esc leaves.

    Signals:
        chosen: the value of a choice.
        made: a new thing was asked for, by the name that was typed.
    """

    chosen = Signal(str)
    made = Signal(str)

    def __init__(self, theme: Theme, title: str, hint: str, choices: Sequence[Choice], making: Callable[[str], str] | None = None) -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(title)
        self._choices, self._making = tuple(choices), making
        self.box = line_edit(theme, placeholder=hint)
        self.box.setAccessibleName(title)
        self.box.textChanged.connect(lambda _text: self._list())
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = _list_view(theme, self.model, title)
        self.view.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _PAD, 1, 6)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(_PAD, 0, _PAD, 0)
        top.setSpacing(6)
        top.addWidget(Text(theme, title, "body", weight=600))
        top.addWidget(self.box)
        column.addLayout(top)
        column.addWidget(self.view)
        self._list()

    def _list(self) -> None:
        typed = " ".join(self.box.text().split())
        words = fold(typed).split()
        found = [choice for choice in self._choices if all(word in fold(choice.words) for word in words)]
        # What begins with what was typed comes first.
        found.sort(key=lambda choice: bool(words) and not fold(choice.words).startswith(words[0]))
        self.model.clear()
        for choice in found:
            self._add(choice.words, choice)
        if self._making is not None and typed and not any(fold(choice.words) == fold(typed) for choice in found):
            self._add(self._making(typed), None)
        self.view.setFixedHeight(max(1, min(_MOST_ROWS, self.model.rowCount())) * _ROW + 4)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.adjustSize()

    def _add(self, words: str, choice: Choice | None) -> None:
        item = QStandardItem(words)
        item.setEditable(False)
        item.setData(choice, _ChoiceRole)
        self.model.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        choice, typed = index.data(_ChoiceRole), " ".join(self.box.text().split())
        self.close()
        if isinstance(choice, Choice):
            self.chosen.emit(choice.value)
        else:
            self.made.emit(typed)

    def open_at(self, point: QPoint, over: QWidget) -> None:
        """Show it there on the screen, with the keyboard in it."""
        self.adjustSize()
        screen = over.screen().availableGeometry()
        x = max(screen.left(), min(point.x(), screen.right() - self.width()))
        y = max(screen.top(), min(point.y(), screen.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the list while one types."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS:
            row = max(0, min(self.view.currentIndex().row() + _STEPS[key], self.model.rowCount() - 1))
            self.view.setCurrentIndex(self.model.index(row, 0))
        elif key in _ENTER:
            if self.view.currentIndex().isValid():
                self._take(self.view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


def _list_view(theme: Theme, model: QStandardItemModel, name: str) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(_ChoiceDelegate(theme, view))
    view.setUniformItemSizes(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setAccessibleName(name)
    return view


class _ChoiceDelegate(QStyledItemDelegate):
    """A colour, the words, and a second text at the right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._view.viewport().width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box, choice = self._theme, option.rect, index.data(_ChoiceRole)
        painter.save()
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here:
            painter.fillRect(box, theme.colour("mark-tint"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark"))
        x, right = float(box.left() + _PAD), float(box.right() - _PAD)
        if isinstance(choice, Choice):
            if choice.colour:
                painter.fillRect(int(x), box.top() + 11, 10, 10, theme.codebook(choice.colour))
                x += 18
            right -= advance(theme, choice.aside, "small")
            draw_line(painter, theme, choice.aside, "small", right, box.top() + (_ROW - theme.line("small")) / 2, "ink2")
        words = elided(theme, str(index.data(Qt.ItemDataRole.DisplayRole)), "body", right - 8 - x, 500 if here else None)
        draw_line(painter, theme, words, "body", x, box.top() + (_ROW - theme.line("body")) / 2, weight=500 if here else None)
        painter.restore()
