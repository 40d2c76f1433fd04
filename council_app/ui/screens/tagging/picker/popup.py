"""The tag picker: type a few letters of a name or synonym, Enter puts the tag on; a name nobody has yet becomes a tag."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from council_app.domain.codebook import CodebookTag, Match, found
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.keys import HEIGHT as KEY_HEIGHT
from council_app.ui.core.keys import draw_key, key_text, key_width
from council_app.ui.core.rows import Index
from council_app.ui.core.text import Surface, Text, draw_line, elided
from council_app.ui.core.theme import Theme

_WIDTH, _ROW, _MOST_ROWS, _PAD, _MOST_FOUND = 360, 32, 9, 12, 50
_TagRole, _ByRole, _DigitRole, _TickRole, _NewRole = (Qt.ItemDataRole.UserRole + number for number in range(5))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS}


class TagPicker(Surface):
    """A box and the tags that its words can mean, over the list or the note.

    Attributes:
        carried: ids of the tags on show with a tick.

    Signals:
        put: a tag is wanted (its id).
        taken: a tag that is carried is not wanted any more (its id).
        made: a tag that is not there yet is wanted (as typed).
    """

    put = Signal(str)
    taken = Signal(str)
    made = Signal(str)

    def __init__(
        self, theme: Theme, t: Translator, tags: Sequence[CodebookTag], *, recent: Sequence[str] = (), makes: bool = True, title: str = ""
    ) -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._t, self._tags, self._recent, self._makes = t, tuple(tags), tuple(recent), makes
        self.carried: frozenset[str] = frozenset()
        named = title or t("Find or make a tag")
        self.setAccessibleName(named)
        self.box = line_edit(theme, placeholder=named)
        self.box.setAccessibleName(named)
        self.box.textChanged.connect(lambda _text: self._list())
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_RowDelegate(theme, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(t("Tags"))
        self.view.clicked.connect(lambda index: self._choose(index, stays=False))
        self._hint = Text(theme, self._hints(), "small", "ink3", elide=True)
        self._lay_out()

    def _hints(self) -> str:
        if not self._makes:
            return self._t("{key} chooses", key=key_text("Return"))
        return self._t("{key} stays open for the next one", key=key_text("Shift+Return"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, _PAD, 1, 8)
        column.setSpacing(8)
        for widget in (self.box, self._hint):
            row = QVBoxLayout()
            row.setContentsMargins(_PAD, 0, _PAD, 0)
            row.addWidget(widget)
            column.addLayout(row)
        column.insertWidget(1, self.view)

    def open_over(self, widget: QWidget, *, carried: Collection[str] = (), at: QPoint | None = None) -> None:
        """Show it at a place of a widget (its top left corner, when none is given), wholly on the screen, with the keyboard in it."""
        self.carried = frozenset(carried)
        self._list()
        place = widget.mapToGlobal(at if at is not None else QPoint(8, 8))
        screen = widget.screen().availableGeometry()
        self.setFixedWidth(min(_WIDTH, screen.width()))
        self.adjustSize()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    # -- what is found

    def _list(self) -> None:
        typed = self.box.text().strip()
        self.model.clear()
        for match in found(self._tags, typed, self._recent, _MOST_FOUND):
            self.model.appendRow(self._item(match))
        if self._makes and typed.strip("/ ") and not self._is_there(typed):
            self.model.appendRow(self._new_item(typed))
        rows = max(1, min(_MOST_ROWS, self.model.rowCount()))
        self.view.setFixedHeight(rows * _ROW)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.adjustSize()

    def _item(self, match: Match) -> QStandardItem:
        tag, t = match.tag, self._t
        item = QStandardItem(tag.path)
        item.setEditable(False)
        item.setData(tag, _TagRole)
        item.setData(match.by, _ByRole)
        digit = self._recent.index(tag.id) + 1 if tag.id in self._recent else 0
        item.setData(str(digit) if 0 < digit < 10 else "", _DigitRole)
        carries = tag.id in self.carried
        item.setData(carries, _TickRole)
        said = [tag.path, match.by, t("carried") if carries else ""]
        item.setData(", ".join(filter(None, said)), Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _new_item(self, typed: str) -> QStandardItem:
        item = QStandardItem(self._t("New tag: {name}", name=typed))
        item.setEditable(False)
        item.setData(typed, _NewRole)
        return item

    def _is_there(self, typed: str) -> bool:
        wanted = [fold(part).strip() for part in typed.split("/")]
        for tag in self._tags:
            if fold(tag.name) == wanted[-1] and (len(wanted) == 1 or tag.path == "/".join(wanted)):
                return True
            if tag.path == "/".join(part.replace(" ", "-") for part in wanted):
                return True
        return False

    # -- choosing

    def _choose(self, index: Index, *, stays: bool) -> None:
        typed, tag = index.data(_NewRole), index.data(_TagRole)
        if not stays:
            self.close()
        if typed:
            self.made.emit(typed)
        elif isinstance(tag, CodebookTag):
            carries = tag.id in self.carried
            self.carried ^= {tag.id}
            (self.taken if carries else self.put).emit(tag.id)
        if stays:
            self.box.clear()
            self._list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move among what is found while one types; Enter chooses, with Shift it stays for the next one."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in _STEPS:
            row = min(max(0, self.view.currentIndex().row() + _STEPS[key]), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        if key in _ENTER:
            if self.view.currentIndex().isValid():
                self._choose(self.view.currentIndex(), stays=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and self._makes)
            return True
        digit = event.text()
        if not self.box.text() and digit.isdigit() and 1 <= int(digit) <= min(9, len(self._recent)):
            return self._choose_recent(self._recent[int(digit) - 1])
        return super().eventFilter(watched, event)

    def _choose_recent(self, tag: str) -> bool:
        """While nothing is typed, a digit is the recent tag that stands beside it."""
        for row in range(self.model.rowCount()):
            each = self.model.index(row, 0).data(_TagRole)
            if isinstance(each, CodebookTag) and each.id == tag:
                self._choose(self.model.index(row, 0), stays=False)
                return True
        return False


class _RowDelegate(QStyledItemDelegate):
    """A tick, the tag's colour and path, the synonym it was found by, and the digit that gives it."""

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
        top, x, right = box.top() + (_ROW - theme.line("body")) / 2, float(box.left() + _PAD), float(box.right() - _PAD)
        tag, digit = index.data(_TagRole), str(index.data(_DigitRole) or "")
        if index.data(_TickRole):
            draw_icon(painter, "check", theme.colour("mark-ink"), x, box.top() + 8, 16)
        elif not isinstance(tag, CodebookTag):
            draw_icon(painter, "plus", theme.colour("ink2"), x, box.top() + 8, 16)
        x += 24
        if digit:
            right -= key_width(theme, digit)
            draw_key(painter, theme, digit, right, box.top() + (_ROW - KEY_HEIGHT) / 2)
            right -= 8
        if isinstance(tag, CodebookTag):
            painter.fillRect(int(x), box.top() + 12, 8, 8, theme.codebook(tag.colour) if tag.colour else theme.colour("ink2"))
            x += 16
        by = str(index.data(_ByRole) or "")
        words = elided(theme, str(index.data(Qt.ItemDataRole.DisplayRole)), "body", right - x)
        x += draw_line(painter, theme, words, "body", x, top) + 8
        if by and right - x > 40:
            small = box.top() + (_ROW - theme.line("small")) / 2
            draw_line(painter, theme, elided(theme, by, "small", right - x), "small", x, small, "ink2")
        painter.restore()
