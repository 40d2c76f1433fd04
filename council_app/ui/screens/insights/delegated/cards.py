"""Cards of delegated insights: title, ticket, owner, how long it has stood, and what has to be seen to."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem

from council_app.domain.enums import TicketState
from council_app.i18n import Translator
from council_app.services.delegating import Age, DelegatedLine
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.lines import Index, LineRole, LinesModel
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.delegated.words import STATES, gate, gate_briefly, reminder, since, spoken, ticket

_PAD, _TOP, _ROW, _ICON = 16, 12, 18, 14
_BARS = {Age.FRESH: 1, Age.AGEING: 2, Age.OLD: 3}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CardsModel(LinesModel[DelegatedLine]):
    """Lines as cards."""

    def __init__(self, t: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent, self._said, lambda line: line.id)
        self._t = t

    def _said(self, line: DelegatedLine, role: int) -> str | None:
        """The title, everything in words, what the gate says."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line, self._t)
        if role == Qt.ItemDataRole.ToolTipRole:
            return gate(line, self._t)
        return line.title if role == Qt.ItemDataRole.DisplayRole else None


class CardList(QListView):
    """A column of cards.

    Signals:
        picked: this card is at hand (carries the `DelegatedLine`).
        opened: Enter on it.
        moved: it is to stand in another state (line, state): keys 1 to 4.
        sideways: the keyboard goes to the column beside (-1 or 1).
    """

    picked = Signal(object)
    opened = Signal(object)
    moved = Signal(object, object)
    sideways = Signal(int)

    def __init__(self, theme: Theme, t: Translator, model: CardsModel, name: str, *, stated: bool = False) -> None:
        super().__init__()
        self.cards = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(CardDelegate(theme, t, self, stated=stated))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._pick)

    @property
    def line(self) -> DelegatedLine | None:
        """The card at hand."""
        found = self.currentIndex().data(LineRole) if self.currentIndex().isValid() else None
        return found if isinstance(found, DelegatedLine) else None

    def go_to(self, delegation: str) -> bool:
        """Take a card in hand; False when it is not here."""
        row = self.cards.row_of(delegation)
        if row >= 0:
            self.setCurrentIndex(self.cards.index(row, 0))
        return row >= 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap at another width, also when a scroll bar has come: heights are taken anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 say the state, Enter opens, left and right go to the column beside."""
        line, key = self.line, Qt.Key(event.key())
        number = key - Qt.Key.Key_1
        if line is not None and 0 <= number < len(STATES) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.moved.emit(line, tuple(STATES)[number])
        elif line is not None and key in _ENTER:
            self.opened.emit(line)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        if self.line is not None:
            self.picked.emit(self.line)


class CardDelegate(RowDelegate):
    """Paints a card; its height is that of its words."""

    def __init__(self, theme: Theme, t: Translator, view: CardList, *, stated: bool) -> None:
        super().__init__(theme, view)
        self._t, self._stated = t, stated

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Title, two lines, and one more for each thing to be seen to."""
        line = index.data(LineRole)
        width = max(120, self._view.viewport().width())
        height = self._title(line, width).height + _ROW * (2 + len(self._alerts(line))) + 2 * _TOP + 4
        return QSize(width, round(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, bar of the one at hand, words, age."""
        line, theme, box = index.data(LineRole), self._theme, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter, option)
        x, y, room = box.left() + _PAD, float(box.top() + _TOP), box.width() - 2 * _PAD
        title = self._title(line, box.width())
        title.paint(painter, x, y)
        y += title.height + 4
        about = " · ".join(part for part in (self._state(line), ticket(line), line.owner) if part)
        draw_line(painter, theme, elided(theme, about, "small", room), "small", x, y, "ink2")
        y += _ROW
        self._paint_age(painter, line, x, y)
        draw_line(painter, theme, elided(theme, since(line, self._t), "small", room - 28), "small", x + 28, y, "ink2")
        for icon, text in self._alerts(line):
            y += _ROW
            draw_icon(painter, icon, theme.colour("state.warn.text"), x, round(y) + 2, _ICON)
            draw_line(painter, theme, elided(theme, text, "small", room - 28), "small", x + 28, y, "state.warn.text", weight=500)
        painter.restore()

    def _title(self, line: DelegatedLine, width: float) -> Block:
        return Block(self._theme, [Run(line.title, 500)], "body", width - 2 * _PAD, lines=3)

    def _state(self, line: DelegatedLine) -> str:
        word = self._t.say(STATES[line.state]) if self._stated else ""
        return ", ".join(part for part in (word, line.status) if part)

    def _alerts(self, line: DelegatedLine) -> list[tuple[str, str]]:
        due = [("clock-alert", reminder(line, self._t))] if line.reminder_due else []
        return due + ([("triangle-alert", gate_briefly(line, self._t))] if not line.passes else [])

    def _paint_age(self, painter: QPainter, line: DelegatedLine, x: float, y: float) -> None:
        """Three bars that fill as work stands still; a check, or a cross, where it has ended."""
        ended = {TicketState.DONE: ("check", "state.ok.text"), TicketState.DROPPED: ("x", "ink3")}.get(line.state)
        if ended is not None:
            draw_icon(painter, ended[0], self._theme.colour(ended[1]), round(x), round(y) + 2, _ICON)
            return
        painter.setPen(QPen(self._theme.colour("ink3"), 1))
        for step in range(3):
            painter.setBrush(self._theme.colour("ink2") if step < _BARS[line.age] else self._theme.colour("sheet"))
            painter.drawRect(QRectF(x + step * 7 + 0.5, y + 4.5, 4, 9))
