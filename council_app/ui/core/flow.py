"""Things side by side that go on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Left to right, then down; every line as high as its highest item. Hidden items take no room."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """At the end."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None behind the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It never asks for more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are at a width."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        self._lay(rect, move=True)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        shown = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((hint.height() for hint in shown), default=0)).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The widest item alone."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size.grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lay(self, rect: QRect, *, move: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(inside.width())
        y = inside.y()
        for line in lines:
            height = max(_height(item, inside.width()) for item in line)
            self._place(line, inside, y, height) if move else None
            y += height + self._line_gap
        used = y - inside.y() - (self._line_gap if lines else 0)
        margins = self.contentsMargins()
        return used + margins.top() + margins.bottom()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines and taken + self._gap + wide <= width:
                lines[-1].append(item)
                taken += self._gap + wide
            else:
                lines.append([item])
                taken = wide
        return lines

    def _place(self, line: list[QLayoutItem], inside: QRect, y: int, height: int) -> None:
        """One line; what may grow shares what is left."""
        spare = inside.width() - sum(item.sizeHint().width() for item in line) - self._gap * (len(line) - 1)
        growing = [item for item in line if _grows(item)]
        x = inside.x()
        for item in line:
            hint = item.sizeHint()
            width = min(hint.width(), inside.width()) + (max(0, spare) // len(growing) if item in growing else 0)
            width = min(width, item.maximumSize().width())
            own = _height(item, inside.width())
            item.setGeometry(QRect(QPoint(x, y + (height - own) // 2), QSize(width, own)))
            x += width + self._gap


def _height(item: QLayoutItem, room: int) -> int:
    """How high an item is; one that wraps gets higher where the line has less room than it would like."""
    hint = item.sizeHint()
    if item.hasHeightForWidth() and hint.width() > room > 0:
        return max(hint.height(), item.heightForWidth(room))
    return hint.height()


def _grows(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Expanding
