"""The board as a canvas: groups, loose cards, what is chosen and what is being dragged, painted from kept pictures."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from council_app.domain.board_layout import Box
from council_app.domain.boards import CARD_HEIGHT, CARD_WIDTH
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.board.groupdraw import GroupPainter
from council_app.ui.screens.tagging.board.index import CardIndex
from council_app.ui.screens.tagging.board.pictures import CardPictures
from council_app.ui.screens.tagging.board.sight import READABLE, Sight
from council_app.ui.screens.tagging.board.state import BoardState

_FAINT = 0.22
_RING = 2.0


@dataclass(slots=True)
class Dragged:
    """What is in the hand.

    Attributes:
        notes: the cards; group: the group they are moved with, by its id, "" when they are moved without it.
        by: how far it was moved, in px of the board.
        onto, target: the group, or the loose card, that it would be dropped on; "" for none.
        mark: where in a group it would go in, as a line.
        band: the rubber band, when nothing is moved but chosen.
    """

    notes: frozenset[str] = frozenset()
    group: str = ""
    by: QPointF | None = None
    onto: str = ""
    target: str = ""
    mark: Box | None = None
    band: QRectF | None = None


class Canvas(Sight):
    """Shows a `BoardState`; what is done with mouse and keys is decided elsewhere (`hand`, `keyboard`)."""

    def __init__(self, theme: Theme, t: Translator, state: BoardState) -> None:
        super().__init__()
        self._theme, self._t, self.state = theme, t, state
        self.pictures = CardPictures(theme, t)
        self._groups = GroupPainter(theme, t)
        self.dragged = Dragged()
        self.index = CardIndex({}, {})
        self._blocks: list[QRectF] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", "true")
        self.setAccessibleName(t("Affinity board"))
        self.viewport().setMouseTracking(True)
        state.laid.connect(self.take_board)
        state.marked.connect(self.viewport().update)
        state.stepped.connect(self._follow)
        theme.changed.connect(self.viewport().update)

    def take_board(self) -> None:
        """Cards lie elsewhere: find them anew; what is in sight stays."""
        state, moving = self.state, self.moving
        self.index = CardIndex(state.cards, state.layout.cards, without=moving, found=state.found)
        self.hold(state.layout.bounds)
        self.viewport().update()

    @property
    def moving(self) -> frozenset[str]:
        """The cards that are in the hand."""
        return self.dragged.notes if self.dragged.by is not None else frozenset()

    def drag(self, dragged: Dragged) -> None:
        """Show this in the hand."""
        anew = (self.dragged.by is None) != (dragged.by is None)
        self.dragged = dragged
        if anew:
            self._blocks = [QRectF(*self.state.layout.cards[note]) for note in self.moving]
            self.take_board()
        self.viewport().update()

    def group_at(self, point: QPointF) -> str:
        """The group at a point of the board; "" for none."""
        return next((group for group, box in self.state.layout.groups.items() if box.holds(point.x(), point.y())), "")

    def _follow(self) -> None:
        box = self.state.box(self.state.spot)
        if box is not None:
            self.show_box(box._replace(height=min(box.height, 2.0 * CARD_HEIGHT), width=min(box.width, 2.0 * CARD_WIDTH)))
        self.viewport().update()

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar below came or went: where one stands stays in sight."""
        box = self.state.box(self.state.spot)
        before = QRectF(0, 0, event.oldSize().width(), event.oldSize().height())
        seen = box is not None and before.contains(self.to_view(box).topLeft())
        super().resizeEvent(event)
        if seen and self.hasFocus():
            self._follow()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Where one stands has the keyboard, and shows it."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes with the keyboard."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groups, cards on them, what is in the hand above all."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("canvas"))
        self.pictures.begin()
        self._paint_groups(painter, but=self.dragged.group if self.dragged.by is not None else "")
        if self.zoom < READABLE:
            self._paint_blocks(painter)
        else:
            self._paint_cards(painter)
        if self.zoom < READABLE:
            self._paint_names(painter)
        self._paint_spot(painter)
        self._paint_hand(painter)
        if self.pictures.missed:
            QTimer.singleShot(0, self.viewport().update)

    def _paint_groups(self, painter: QPainter, but: str) -> None:
        state, seen = self.state, self.seen
        for group in state.board.groups:
            box = state.layout.groups[group.id]
            if group.id != but and QRectF(*box).intersects(seen):
                self._groups.paint(painter, self.to_view(box), self.zoom, state.board, group, onto=group.id == self.dragged.onto)

    def _paint_names(self, painter: QPainter) -> None:
        for group in self.state.board.groups:
            self._groups.paint_name(painter, self.to_view(self.state.layout.groups[group.id]), group)

    def _paint_cards(self, painter: QPainter) -> None:
        chosen = self.state.chosen
        for card, box, faint in self.index.cards(self.seen):
            place = self.to_view(box)
            self._paint_card(painter, card.note.id, place.topLeft(), faint=faint, chosen=card.note.id in chosen)

    def _paint_card(self, painter: QPainter, note: str, at: QPointF, *, faint: bool, chosen: bool) -> None:
        card, ratio = self.state.cards[note], self.devicePixelRatioF()
        at = QPointF(round(at.x() * ratio) / ratio, round(at.y() * ratio) / ratio)
        picture = self.pictures.picture(card, self.zoom, ratio, chosen=chosen)
        painter.setOpacity(_FAINT if faint else 1.0)
        if picture is not None:
            painter.drawPixmap(at, picture)
        else:
            size = QRectF(at.x(), at.y(), CARD_WIDTH * self.zoom, CARD_HEIGHT * self.zoom)
            painter.fillRect(size, self._theme.colour("mark-tint" if chosen else "sheet"))
        painter.setOpacity(1.0)

    def _paint_blocks(self, painter: QPainter) -> None:
        painter.save()
        self._to_board(painter)
        painter.setPen(QPen(self._theme.colour("line"), 0))
        for tile in self.index.tiles(self.seen):
            for (kind, faint), blocks in tile.blocks.items():
                painter.setOpacity(_FAINT if faint else 1.0)
                painter.setBrush(self._theme.colour(f"kind.{kind.value}.tint"))
                painter.drawRects(blocks)
        painter.setOpacity(1.0)
        places = self.state.layout.cards
        self._outline(painter, [QRectF(*places[note]) for note in self.state.chosen - self.moving])
        painter.restore()

    def _to_board(self, painter: QPainter) -> None:
        painter.scale(self.zoom, self.zoom)
        painter.translate(-self.origin)

    def _outline(self, painter: QPainter, blocks: list[QRectF]) -> None:
        """Chosen cards seen from far away: filled with the marker, edged with ink."""
        painter.setPen(QPen(self._theme.colour("ink"), 0))
        painter.setBrush(self._theme.colour("mark"))
        painter.drawRects(blocks)

    def _paint_spot(self, painter: QPainter) -> None:
        box = self.state.box(self.state.spot)
        if box is None or not self.hasFocus() or self.dragged.by is not None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("ink"), _RING))
        painter.drawRoundedRect(self.to_view(box).adjusted(-3, -3, 3, 3), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    # -- what is in the hand

    def _paint_hand(self, painter: QPainter) -> None:
        dragged, theme = self.dragged, self._theme
        if dragged.band is not None:
            tint = theme.colour("mark")
            tint.setAlphaF(0.18)
            painter.fillRect(dragged.band, tint)
            painter.setPen(QPen(theme.colour("ink"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(dragged.band)
        for box in (dragged.mark, self.state.layout.cards.get(dragged.target)):
            if box is not None:
                painter.setPen(QPen(theme.colour("ink"), _RING))
                painter.setBrush(theme.colour("mark") if box is dragged.mark else Qt.BrushStyle.NoBrush)
                painter.drawRect(self.to_view(box))
        if dragged.by is not None:
            self._paint_moving(painter, dragged, dragged.by)

    def _paint_moving(self, painter: QPainter, dragged: Dragged, by: QPointF) -> None:
        state, seen = self.state, self.seen
        if dragged.group:
            box = state.layout.groups[dragged.group]
            moved = box._replace(x=box.x + by.x(), y=box.y + by.y())
            self._groups.paint(painter, self.to_view(moved), self.zoom, state.board, state.groups[dragged.group], onto=False)
        if self.zoom < READABLE:
            painter.save()
            self._to_board(painter)
            painter.translate(by)
            self._outline(painter, self._blocks)
            painter.restore()
            return
        for note in self.moving:
            if not QRectF(*state.layout.cards[note]).translated(by).intersects(seen):
                continue
            at = self.to_view(state.layout.cards[note]).topLeft() + by * self.zoom
            self._paint_card(painter, note, at, faint=False, chosen=not dragged.group)
