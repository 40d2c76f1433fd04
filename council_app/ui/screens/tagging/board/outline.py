"""The board as a list, each group with its cards below it: for small windows, and for those who do not see a canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from council_app.domain.boards import Card, Group
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import KIND_WORDS, TAG_HEIGHT, draw_kind, draw_tag, tag_width
from council_app.ui.core.rows import Index
from council_app.ui.core.spoken import words_of
from council_app.ui.core.text import Block, Run, draw_line, elided
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.board.groupdraw import GroupPainter
from council_app.ui.screens.tagging.board.keyboard import Verb, verb_of
from council_app.ui.screens.tagging.board.state import BoardState, Spot

_ROW, _LEFT, _TEXT, _RIGHT = 62, 16, 42, 16
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Line:
    """A group's head, a card, or (neither) the head of the loose ones; `inside` is how many cards stand below a head."""

    group: Group | None = None
    card: Card | None = None
    inside: int = 0

    @property
    def spot(self) -> Spot:
        """Where one stands on it."""
        return Spot(note=self.card.note.id) if self.card is not None else Spot(group=self.group.id if self.group is not None else "")


class OutlineModel(QAbstractListModel):
    """The lines of a board; of what is looked for only what matches."""

    def __init__(self, t: Translator, state: BoardState) -> None:
        super().__init__(state)
        self._t, self._state = t, state
        self.lines: Sequence[Line] = ()
        self.rows: dict[Spot, int] = {}

    def read(self) -> None:
        """Take the board as it is now."""
        state = self._state
        inside: dict[str | None, list[Card]] = {}
        for card in state.board.cards:
            if state.found is None or card.note.id in state.found:
                inside.setdefault(card.group, []).append(card)
        lines: list[Line] = []
        for group in state.board.groups:
            cards = inside.get(group.id, [])
            lines += [Line(group, inside=len(cards)), *(Line(card=card) for card in cards)]
        loose = inside.get(None, [])
        if loose:
            lines += [Line(inside=len(loose)), *(Line(card=card) for card in loose)]
        self.beginResetModel()
        self.lines = lines
        self.rows = {line.spot: row for row, line in enumerate(lines)}
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a screen reader says of a line."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return self.said(self.lines[index.row()])

    def said(self, line: Line) -> str:
        """A line in words."""
        t = self._t
        if line.card is None:
            name = line.group.name if line.group is not None else t("Loose cards")
            return f"{name}: {t.n('{count} card', '{count} cards', line.inside)}"
        note = line.card.note
        parts = [t.say(KIND_WORDS[note.kind]), note.seat or t("nobody"), words_of(t, note)]
        return ", ".join([*parts, t("chosen")] if note.id in self._state.chosen else parts)

    def mark(self) -> None:
        """Something else is chosen."""
        if self.lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, 0))


class Outline(QListView):
    """Shows a `BoardState`.

    Signals:
        asked: a verb was asked for by its key.
        menu_asked: a right click (where, on the screen).
    """

    asked = Signal(object)
    menu_asked = Signal(object)

    def __init__(self, theme: Theme, t: Translator, state: BoardState) -> None:
        super().__init__()
        self.on_board, self.lines = state, OutlineModel(t, state)
        self._stale = True
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(theme, t, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(t("Affinity board as a list"))
        state.laid.connect(self.take_board)
        state.marked.connect(self._mark)

    def take_board(self) -> None:
        """The board is another one; read when it is to be seen."""
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """It comes to the front."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        if self._stale:
            self._stale = False
            at = self.verticalScrollBar().value()
            self.lines.read()
            self.verticalScrollBar().setValue(at)
        self._mark()

    def _mark(self) -> None:
        if self.isVisible() and not self._stale:
            self.lines.mark()
            row = self.lines.rows.get(self.on_board.spot)
            if row is not None and row != self.currentIndex().row():
                self.setCurrentIndex(self.lines.index(row, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar below came or went: where one stands stays in sight."""
        super().resizeEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def place_of(self, spot: Spot) -> QRect:
        """Where a line lies in the viewport."""
        row = self.lines.rows.get(spot, 0)
        return self.visualRect(self.lines.index(row, 0)).adjusted(_TEXT - 10, 10, -_RIGHT, 0)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """One stands somewhere else."""
        super().currentChanged(current, previous)
        if current.isValid() and (spot := self.lines.lines[current.row()].spot) != self.on_board.spot:
            self.on_board.stand(spot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Shift chooses on the way, Tab goes to the next head; the rest are verbs."""
        key, verb = event.key(), verb_of(event)
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if verb is not None:
            self.asked.emit(verb)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and shift:
            before = self.on_board.spot.note
            self.setCurrentIndex(self.lines.index(max(0, self.currentIndex().row() + (1 if key == Qt.Key.Key_Down else -1)), 0))
            self.on_board.choose(self.on_board.chosen | {before, self.on_board.spot.note})
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from group to group, and on behind the last."""
        return self.on_board.go_to_group(1 if forward else -1) or super().focusNextPrevChild(forward)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click stands there; with Ctrl, or on the mark, it chooses."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        chooses = event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.position().x() < _TEXT
        if chooses and event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.asked.emit(Verb.CHOOSE)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Read it; a group is named."""
        if self.indexAt(event.position().toPoint()).isValid() and event.position().x() >= _TEXT:
            self.asked.emit(Verb.READ)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self.menu_asked.emit(event.globalPos())

    def keyboardSearch(self, _search: str) -> None:
        """Letters do things; they do not look for a row."""


class _LineDelegate(QStyledItemDelegate):
    """A head with its count, or a card with two lines of its words."""

    def __init__(self, theme: Theme, t: Translator, view: Outline) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view
        self._groups = GroupPainter(theme, t)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The same for every line."""
        return QSize(self._view.viewport().width(), _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the line."""
        line, box, theme = self._view.lines.lines[index.row()], option.rect, self._theme
        here, focused = bool(option.state & QStyle.StateFlag.State_Selected), self._view.hasFocus()
        chosen = line.card is not None and line.card.note.id in self._view.on_board.chosen
        ground = "mark-tint" if chosen or (here and focused) else "sunk" if here else "canvas" if line.card is None else "sheet"
        painter.save()
        painter.fillRect(box, theme.colour(ground))
        if here or chosen:
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.colour("mark" if chosen or focused else "line2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.colour("line"))
        if line.card is None:
            self._paint_head(painter, box, line)
        else:
            self._paint_card(painter, box, line.card, ground, chosen=chosen)
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, line: Line) -> None:
        theme, t, x, group = self._theme, self._t, float(box.left() + _LEFT), line.group
        colour = self._groups.colour(group) if group is not None else None
        if colour is not None:
            painter.fillRect(int(x), box.top() + 17, 10, 10, colour)
        x = box.left() + _TEXT
        name = group.name if group is not None else t("Loose cards")
        draw_line(painter, theme, elided(theme, name, "note", box.right() - _RIGHT - x, 600), "note", x, box.top() + 10, weight=600)
        x += draw_line(painter, theme, t.n("{count} card", "{count} cards", line.inside), "small", x, box.top() + 34, "ink2") + 10
        if group is not None and group.tag is not None:
            x += draw_tag(painter, theme, group.tag, x, box.top() + 32, max(40.0, box.right() - _RIGHT - 80 - x)) + 10
            since = self._groups.counts(self._view.on_board.board, group)[1]
            if since:
                draw_line(painter, theme, t.n("{count} new", "{count} new", since), "small", x, box.top() + 34, "mark-ink", weight=600)

    def _paint_card(self, painter: QPainter, box: QRect, card: Card, ground: str, *, chosen: bool) -> None:
        theme, note, x, top = self._theme, card.note, float(box.left() + _TEXT), box.top() + 8
        if chosen:
            draw_icon(painter, "check", theme.colour("mark-ink"), box.left() + _LEFT, top + 2, 16)
        else:
            draw_kind(painter, theme, note.kind, box.left() + _LEFT, top + 2, 16, ground)
        x += draw_line(painter, theme, note.seat or self._t("nobody"), "small", x, top + 1, weight=600) + 10
        for tag in note.tags:
            if x + min(120.0, tag_width(theme, tag.path)) > box.right() - _RIGHT:
                break
            x += draw_tag(painter, theme, tag, x, top, min(200.0, box.right() - _RIGHT - x)) + 6
        said = Run(elided(theme, words_of(self._t, note).replace("\n", " "), "body", box.width() - _TEXT - _RIGHT, 500 if chosen else None))
        Block(theme, (said,), "body").paint(painter, box.left() + _TEXT, top + TAG_HEIGHT + 4)
