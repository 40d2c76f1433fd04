"""The tree of tags: colour, name, how many notes, letter, and a tick at those the note at hand carries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from council_app.domain.codebook import CodebookTag
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_width
from council_app.ui.core.rows import Index
from council_app.ui.core.text import draw_line, elided
from council_app.ui.core.theme import Theme

TagRole, TickRole = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_INDENT, _LEFT, _RIGHT, _CHEVRON, _KEY = 18, 12, 16, 14, 30
_MOVES = {Qt.Key.Key_Up: "up", Qt.Key.Key_Down: "down", Qt.Key.Key_Left: "out", Qt.Key.Key_Right: "in"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TagTree(QTreeView):
    """Moves through the tags; what is done to them is asked for.

    Signals:
        at: another tag is at hand (its id; "" for none).
        toggled: Enter, Space or a double click: put it on, or take it off.
        moved: Alt and an arrow (the id, and `up`, `down`, `in` or `out`).
        rename_asked, delete_asked: F2, Delete.
        menu_asked: what can be done with a tag (its id, and where on the screen).
        pressed_key: a letter or digit was typed.
    """

    at = Signal(str)
    toggled = Signal(str)
    moved = Signal(str, str)
    rename_asked = Signal(str)
    delete_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    pressed_key = Signal(str)

    def __init__(self, theme: Theme, t: Translator, *, ground: str = "canvas") -> None:
        super().__init__()
        self._t, self._theme = t, theme
        self._items: dict[str, QStandardItem] = {}
        self._folded: set[str] = set()
        self._carried: frozenset[str] = frozenset()
        self._building = self._counted = False
        self.tags = QStandardItemModel(self)
        self.setModel(self.tags)
        self.setItemDelegate(_TagDelegate(theme, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)  # the delegate indents, so that the row's ground runs through
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("surface", ground)
        self.setAccessibleName(t("Codebook"))
        self.expanded.connect(lambda index: self._fold(index, folded=False))
        self.collapsed.connect(lambda index: self._fold(index, folded=True))
        self.doubleClicked.connect(lambda index: self.toggled.emit(_id(index)))
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    def count_of(self, tag: CodebookTag) -> str:
        """How many notes a tag has with those below it; nothing while they are being counted."""
        return self._t.number(tag.branch_notes) if self._counted else ""

    def show_tags(self, tags: Sequence[CodebookTag], *, counted: bool = True) -> None:
        """Show a codebook, parents first; what was folded and where one stood stays."""
        self._counted = counted
        here, top = self.at_hand, self.verticalScrollBar().value()
        same = list(self._items) == [tag.id for tag in tags] and all(_parent(self._items[tag.id]) == tag.parent for tag in tags)
        if not same:
            self._building = True
            self.tags.clear()
            self._items = {}
        for tag in tags:
            if not same:
                item = QStandardItem()
                item.setEditable(False)
                self._items[tag.id] = item
                (self._items[tag.parent] if tag.parent in self._items else self.tags.invisibleRootItem()).appendRow(item)
            self._name(self._items[tag.id], tag)
        if not same:
            for each, item in self._items.items():
                self.setExpanded(item.index(), each not in self._folded)
            self._building = False
            self.stand_on(here) if here in self._items else self.setCurrentIndex(self.tags.index(0, 0))
            self.verticalScrollBar().setValue(top)

    def _name(self, item: QStandardItem, tag: CodebookTag) -> None:
        t = self._t
        item.setText(tag.name)
        item.setData(tag, TagRole)
        item.setData(tag.id in self._carried, TickRole)
        counted = t.n("{count} note", "{count} notes", tag.branch_notes) if self._counted else ""
        said = (tag.name, counted, t("carried") if tag.id in self._carried else "", tag.shortcut)
        item.setData(", ".join(filter(None, said)), Qt.ItemDataRole.AccessibleTextRole)

    def show_carried(self, tags: frozenset[str]) -> None:
        """Tick these."""
        changed, self._carried = self._carried ^ tags, tags
        for tag in changed & self._items.keys():
            shown = self._items[tag].data(TagRole)
            self._name(self._items[tag], shown)

    def _fold(self, index: QModelIndex, *, folded: bool) -> None:
        if not self._building:
            (self._folded.add if folded else self._folded.discard)(_id(index))

    # -- where one stands

    @property
    def at_hand(self) -> str:
        """The id of the tag that one stands on; "" for none."""
        return _id(self.currentIndex())

    def stand_on(self, tag: str) -> None:
        """Stand on a tag, and show it."""
        item = self._items.get(tag)
        if item is not None:
            self.setCurrentIndex(item.index())
            self.scrollTo(item.index())

    def row_box(self, tag: str) -> QRect:
        """Where its row is."""
        item = self._items.get(tag)
        return self.visualRect(item.index()) if item is not None else QRect()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another tag is at hand."""
        super().currentChanged(current, previous)
        if not self._building:
            self.at.emit(_id(current))

    def shown_tags(self) -> Iterator[str]:
        """Ids, from the top, as far as they are unfolded."""
        index = self.tags.index(0, 0)
        while index.isValid():
            yield _id(index)
            index = self.indexBelow(index)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move and fold, Alt and an arrow move the tag itself; Enter puts it on; letters are for the desk."""
        key, tag = Qt.Key(event.key()), self.at_hand
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and key in _MOVES and tag:
            self.moved.emit(tag, _MOVES[key])
        elif (key in _ENTER or key == Qt.Key.Key_Space) and not held and tag:
            self.toggled.emit(tag)
        elif key == Qt.Key.Key_F2 and tag:
            self.rename_asked.emit(tag)
        elif key == Qt.Key.Key_Delete and tag:
            self.delete_asked.emit(tag)
        elif key == Qt.Key.Key_Menu and tag:
            self.menu_asked.emit(tag, self.viewport().mapToGlobal(self.row_box(tag).bottomLeft()))
        elif not held & ~Qt.KeyboardModifier.ShiftModifier and event.text().strip() and event.text().isprintable():
            self.pressed_key.emit(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters put tags on; they do not look for a row."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the chevron folds."""
        index = self.indexAt(event.position().toPoint())
        tag = index.data(TagRole)
        if isinstance(tag, CodebookTag) and self.tags.hasChildren(index):
            left = _LEFT - 8 + _INDENT * tag.depth
            if left <= event.position().x() <= left + _CHEVRON + 12:
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the tag under the mouse."""
        tag = _id(self.indexAt(event.pos()))
        if tag:
            self.stand_on(tag)
            self.menu_asked.emit(tag, event.globalPos())


def _id(index: Index) -> str:
    tag = index.data(TagRole) if index.isValid() else None
    return tag.id if isinstance(tag, CodebookTag) else ""


def _parent(item: QStandardItem) -> str | None:
    above = item.parent()
    return _id(above.index()) or None if above is not None else None


class _TagDelegate(QStyledItemDelegate):
    """One row of 30 px."""

    def __init__(self, theme: Theme, view: TagTree) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, self._theme.size("tree-row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tag = index.data(TagRole)
        if not isinstance(tag, CodebookTag):
            return
        painter.save()
        theme, box = self._theme, QRect(0, option.rect.top(), self._view.viewport().width(), option.rect.height())
        self._ground(painter, box, here=bool(option.state & QStyle.StateFlag.State_Selected))
        x, middle = float(_LEFT + _INDENT * tag.depth), box.top() + box.height() / 2
        if self._view.tags.hasChildren(index):
            icon = "chevron-down" if self._view.isExpanded(index) else "chevron-right"
            draw_icon(painter, icon, theme.colour("ink2"), x - 2, middle - 7, 14)
        x += _CHEVRON + 6
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.codebook(tag.colour) if tag.colour else theme.colour("ink2"))
        painter.drawRoundedRect(QRect(round(x), round(middle) - 5, 10, 10), 2, 2)
        x += 18
        right = self._right(painter, tag, box, ticked=bool(index.data(TickRole)))
        weight = 600 if not tag.depth or index.data(TickRole) else None
        name = elided(theme, tag.name, "body", right - x, weight)
        draw_line(painter, theme, name, "body", x, middle - theme.line("body") / 2, weight=weight)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, *, here: bool) -> None:
        if here:
            focused = self._view.hasFocus()
            painter.fillRect(box, self._theme.colour("mark-tint" if focused else "sunk"))
            painter.fillRect(0, box.top(), 3, box.height(), self._theme.colour("mark" if focused else "line2"))

    def _right(self, painter: QPainter, tag: CodebookTag, box: QRect, *, ticked: bool) -> float:
        """Letter, count and tick, from the right; returns where they begin."""
        theme, middle = self._theme, box.top() + box.height() / 2
        right = float(box.right() - _RIGHT)
        if tag.shortcut:
            draw_key(painter, theme, tag.shortcut, right - key_width(theme, tag.shortcut), middle - KEY_HEIGHT / 2)
        right -= _KEY
        count = self._view.count_of(tag)
        wide = QFontMetricsF(theme.font("small", tabular=True)).horizontalAdvance(count)
        draw_line(painter, theme, count, "small", right - wide, middle - theme.line("small") / 2, "ink2", tabular=True)
        right -= max(wide, 26) + 4
        if ticked:
            right -= 16
            draw_icon(painter, "check", theme.colour("mark-ink"), right, middle - 7, 14)
        return right - 6
