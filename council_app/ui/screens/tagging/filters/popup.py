"""The list under a chip: what a facet can be told, found by typing, ticked with Space, with how many notes each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QDate, QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from council_app.domain.note_filter import FACETS, Condition, Facet, Match, Takes
from council_app.domain.note_list import FacetValue
from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.buttons import Segment
from council_app.ui.core.field import line_edit
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.rows import Index
from council_app.ui.core.text import Surface, advance, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.filters.words import MATCHES, called

_WIDTH, _ROW, _MOST_ROWS, _PAD = 320, 32, 9, 12
_WordRole, _CountRole, _ColourRole, _DepthRole = (Qt.ItemDataRole.UserRole + number for number in range(4))


class FacetPopup(Surface):
    """Asks for one condition; every tick tells it at once.

    Signals:
        asked: the condition as it is now (a `Condition`, or None when nothing is ticked).
    """

    asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator, facet: Facet, condition: Condition | None) -> None:
        super().__init__(theme, "sheet", "tblr")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(_WIDTH)
        self._theme, self._t, self._row = theme, t, FACETS[facet]
        self._match = condition.match if condition is not None else Match.ANY
        self._ticked: dict[str, None] = dict.fromkeys(condition.words if condition is not None else ())
        self._values: tuple[FacetValue, ...] = ()
        self._counts: Mapping[str, int] = {}
        self.setAccessibleName(t.say(self._row.name))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        if self._row.takes is Takes.DAY:
            self._make_day(condition)
        else:
            self._make_words()

    # -- a day

    def _make_day(self, condition: Condition | None) -> None:
        self.day = QDateEdit()
        self.day.setFont(self._theme.font("body"))
        self.day.setCalendarPopup(True)
        self.day.setDate(QDate.fromString(condition.words[0][:10], "yyyy-MM-dd") if condition is not None else QDate.currentDate())
        self.day.setAccessibleName(self._t.say(self._row.name))
        self.day.dateChanged.connect(lambda _day: self._tell_day())
        box = QHBoxLayout()
        box.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        box.addWidget(self.day)
        self._column.addLayout(box)
        if condition is None:
            self._tell_day()

    def _tell_day(self) -> None:
        self.asked.emit(Condition(self._row.facet, (self.day.date().toString("yyyy-MM-dd"),)))

    # -- words

    def _make_words(self) -> None:
        self.box = line_edit(self._theme, placeholder=self._t("Find"))
        self.box.setAccessibleName(self._t("Find"))
        self.box.textChanged.connect(lambda _text: self._list())
        self.box.installEventFilter(self)
        self.model = QStandardItemModel(self)
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_ValueDelegate(self._theme, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(self._t.say(self._row.name))
        self.view.clicked.connect(self._toggle)
        self.view.installEventFilter(self)
        top = QHBoxLayout()
        top.setContentsMargins(_PAD, _PAD, _PAD, 8)
        top.addWidget(self.box)
        self._column.addLayout(top)
        if len(self._row.matches) > 1:
            self._column.addLayout(self._make_matches())
        self._column.addWidget(self.view)

    def _make_matches(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_PAD, 0, _PAD, 8)
        row.setSpacing(4)
        self._matches = QButtonGroup(self)
        for match in Match:
            if match in self._row.matches:
                button = Segment(self._theme, self._t.say(MATCHES[match]), height=28)
                button.setChecked(match is self._match)
                button.clicked.connect(lambda _=False, match=match: self._choose_match(match))
                self._matches.addButton(button)
                row.addWidget(button)
        row.addStretch(1)
        return row

    def show_values(self, values: Sequence[FacetValue]) -> None:
        """What there is to tick."""
        self._values = tuple(values)
        self._list()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """By word, how many notes have it."""
        self._counts = counts
        for row in range(self.model.rowCount()):
            item = self.model.item(row)
            item.setData(self._count(item.data(_WordRole)), _CountRole)

    def _count(self, word: str) -> str:
        return self._t.number(self._counts[word]) if word in self._counts else ""

    def _list(self) -> None:
        sought = fold(self.box.text().strip())
        self.model.clear()
        for value in self._values:
            name = called(self._t, value)
            if sought and sought not in fold(name):
                continue
            item = QStandardItem(name)
            item.setEditable(False)
            item.setData(value.word, _WordRole)
            item.setData(self._count(value.word), _CountRole)
            item.setData(value.colour, _ColourRole)
            item.setData(0 if sought else value.depth, _DepthRole)
            item.setCheckable(True)
            item.setCheckState(Qt.CheckState.Checked if value.word in self._ticked else Qt.CheckState.Unchecked)
            self.model.appendRow(item)
        self.view.setFixedHeight(max(1, min(_MOST_ROWS, self.model.rowCount())) * _ROW + 4)
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.adjustSize()

    def _toggle(self, index: QModelIndex) -> None:
        item = self.model.itemFromIndex(index)
        word = item.data(_WordRole)
        if word in self._ticked:
            del self._ticked[word]
        else:
            self._ticked[word] = None
        item.setCheckState(Qt.CheckState.Checked if word in self._ticked else Qt.CheckState.Unchecked)
        self._tell()

    def _choose_match(self, match: Match) -> None:
        self._match = match
        self._tell()

    def _tell(self) -> None:
        self.asked.emit(Condition(self._row.facet, tuple(self._ticked), self._match) if self._ticked else None)

    # -- the popup

    def open_under(self, widget: QWidget) -> None:
        """Show it under a chip, with the keyboard in it."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height() + 2))
        screen = widget.screen().availableGeometry()
        place.setX(min(place.x(), screen.right() - self.width()))
        self.move(place)
        self.show()
        (self.day if self._row.takes is Takes.DAY else self.box).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list while one types; Enter and Space tick, Ctrl+Enter or Esc close."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and watched is self.box:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = min(max(0, self.view.currentIndex().row() + step), self.model.rowCount() - 1)
            self.view.setCurrentIndex(self.model.index(row, 0))
            return True
        ticks = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (key == Qt.Key.Key_Space and (watched is self.view or not self.box.text()))
        if ticks and self.view.currentIndex().isValid():
            self._toggle(self.view.currentIndex())
            if key != Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.close()
            return True
        return super().eventFilter(watched, event)


class _ValueDelegate(QStyledItemDelegate):
    """A tick, a tag's colour, the word, and at the right how many notes."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._view.viewport().width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, box = self._theme, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("mark-tint"))
        top, x = box.top() + (_ROW - theme.line("body")) / 2, float(box.left() + _PAD)
        if index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked:
            draw_icon(painter, "check", theme.colour("mark-ink"), x, box.top() + 8, 16)
        x += 24 + 16 * int(index.data(_DepthRole) or 0)
        count = str(index.data(_CountRole) or "")
        wide = advance(theme, count, "small")
        colour = index.data(_ColourRole)
        if colour:
            painter.fillRect(int(x), box.top() + 12, 8, 8, theme.codebook(colour))
            x += 16
        words = elided(theme, str(index.data(Qt.ItemDataRole.DisplayRole)), "body", box.right() - _PAD - wide - 8 - x)
        draw_line(painter, theme, words, "body", x, top)
        draw_line(
            painter, theme, count, "small", box.right() - _PAD - wide, box.top() + (_ROW - theme.line("small")) / 2, "ink3", tabular=True
        )
        painter.restore()
