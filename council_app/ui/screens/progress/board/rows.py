"""The rows of a board: what it is about, the step it is on, and the one thing to know next."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from council_app.domain.deliveries import LADDER, STATUS_WORDS, DeliveryLine, Worry
from council_app.domain.delivery_words import spoken, told
from council_app.domain.enums import DeliveryStatus
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.ladder import LADDER_WIDTH, STEP_HEIGHT, draw_ladder
from council_app.ui.core.lines import Index, LineRole, LinesModel
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import advance, draw_line, elided
from council_app.ui.core.theme import Theme

ROW_HEIGHT = 73
_PAD, _TOP, _BELOW, _GAP, _ICON = 20, 13, 40, 12, 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIGNS: Mapping[Worry, tuple[str, str]] = {
    Worry.OVERDUE: ("clock-alert", "state.warn.text"),
    Worry.OWNERLESS: ("triangle-alert", "state.warn.text"),
    Worry.MISSING: ("triangle-alert", "state.warn.text"),
    Worry.DOUBTFUL: ("triangle-alert", "state.warn.text"),
    Worry.SLOW: ("clock", "ink2"),
}
"""Icon and ink of what is to be seen to."""


class DeliveriesModel(LinesModel[DeliveryLine]):
    """Lines of a board, said in words."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda line: line.id)
        self._t = t

    def _said(self, line: DeliveryLine, role: int) -> str | None:
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(line, self._t)
        return line.title if role == Qt.ItemDataRole.DisplayRole else None


class DeliveryList(QListView):
    """The board's list: arrows move, Enter opens, 1 to 5 say the step, D declines, Delete takes off, / looks for words.

    Signals:
        picked: another line is at hand (carries the `DeliveryLine`, or None).
        opened: Enter, or a double click (the `DeliveryLine`).
        stepped: it stands on another step now (line, status).
        removing: it is to be taken off the board (the line).
        seeking: words are to be looked for.
    """

    picked = Signal(object)
    opened = Signal(object)
    stepped = Signal(object, object)
    removing = Signal(object)
    seeking = Signal()

    def __init__(self, theme: Theme, t: Translator, model: DeliveriesModel) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("surface", "canvas")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(t("Board"))
        self.setItemDelegate(DeliveryRows(theme, t, self))
        self.selectionModel().currentChanged.connect(lambda *_: self.picked.emit(self.line))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(LineRole)))

    @property
    def line(self) -> DeliveryLine | None:
        """The line at hand."""
        found = self.currentIndex().data(LineRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, DeliveryLine) else None

    def go_to(self, delivery: str) -> bool:
        """Take a line in hand by its id; False when it is not on show."""
        row = self.lines.row_of(delivery)
        if row >= 0:
            index = self.lines.index(row, 0)
            if index != self.currentIndex():
                self.setCurrentIndex(index)
            self.scrollTo(index)
        return row >= 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key does what one wants most."""
        line, key = self.line, Qt.Key(event.key())
        bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if bare and event.text() == "/":
            self.seeking.emit()
        elif line is None or not bare:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.opened.emit(line)
        elif key in _KEYS:
            self.stepped.emit(line, _KEYS[key])
        elif key == Qt.Key.Key_Delete:
            self.removing.emit(line)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Letters do not jump about: some of them are verbs here."""


_KEYS: Mapping[Qt.Key, DeliveryStatus] = {
    Qt.Key.Key_1: LADDER[0],
    Qt.Key.Key_2: LADDER[1],
    Qt.Key.Key_3: LADDER[2],
    Qt.Key.Key_4: LADDER[3],
    Qt.Key.Key_5: LADDER[4],
    Qt.Key.Key_D: DeliveryStatus.DECLINED,
}


class DeliveryRows(RowDelegate):
    """Paints a row; all are of one height, so that thousands scroll as one does."""

    def __init__(self, theme: Theme, t: Translator, view: DeliveryList) -> None:
        super().__init__(theme, view)
        self._t = t

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All alike."""
        return QSize(self._view.viewport().width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index | QModelIndex) -> None:
        """Title and status; the strip and the line beside it."""
        line, theme, box = index.data(LineRole), self._theme, option.rect
        painter.save()
        self.paint_ground(painter, option)
        left, right, top = float(box.left() + _PAD), float(box.right() - _PAD), float(box.top())
        word = self._t.say(STATUS_WORDS[line.status])
        shipped = line.status is DeliveryStatus.SHIPPED
        weight = 600 if shipped else None
        wide = advance(theme, word, "small", weight)
        ink = "state.ok.text" if shipped else "ink2"
        draw_line(painter, theme, word, "small", right - wide, top + _TOP + 1, ink, weight=weight)
        title = elided(theme, line.title, "body", right - wide - _GAP - left, 500)
        draw_line(painter, theme, title, "body", left, top + _TOP, weight=500)
        self._paint_below(painter, line, left, right, top + _BELOW)
        painter.restore()

    def _paint_below(self, painter: QPainter, line: DeliveryLine, left: float, right: float, top: float) -> None:
        theme, height = self._theme, self._theme.line("small")
        draw_ladder(painter, theme, line.status, left, top + (height - STEP_HEIGHT) / 2)
        x = left + LADDER_WIDTH + _GAP
        sign = _SIGNS.get(line.worry)
        ink = sign[1] if sign is not None else "ink2"
        if sign is not None:
            draw_icon(painter, sign[0], theme.colour(ink), x, top + (height - _ICON) / 2, _ICON)
            x += _ICON + 6
        # A doubt stands behind its sign in words too: the line itself says what it would say anyway.
        plain = line.worry in (Worry.DOUBTFUL, Worry.SLOW)
        said = elided(theme, told(line, self._t), "small", right - x)
        draw_line(painter, theme, said, "small", x, top, "ink2" if plain else ink)
