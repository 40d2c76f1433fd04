"""A journey in its list, and a stage on the map: its name, its mark, people as bars and as numbers, and how that went on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QByteArray, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from council_app.domain.journeys import StageAtCouncil, StageCount, StageMap
from council_app.i18n import Translator
from council_app.services.journeys import stage_picture
from council_app.ui.core.lines import LineRole
from council_app.ui.core.rowground import RowDelegate
from council_app.ui.core.text import Block, Run
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.journeys.models import StageModel
from council_app.ui.screens.insights.journeys.words import (
    friction_words,
    insight_words,
    markets_of,
    praise_words,
    severe_words,
    trend_words,
)

_PAD, _GAP, _BAR, _MARK = 14, 4, 8, 14
_LONGEST_BAR = 240
_EDITOR = 32


class Ground(RowDelegate):
    """A row of its own colour, with a hairline at its right, too."""

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = option.rect
        self.paint_ground(painter, option, ground="sheet", ring=True)
        painter.fillRect(box.right(), box.top(), 1, box.height(), self._theme.colour("line"))


class JourneyDelegate(Ground):
    """A journey's name, on two lines at most."""

    def _block(self, index: QModelIndex | QPersistentModelIndex) -> Block:
        room = max(60, self._view.viewport().width() - 2 * _PAD)
        return Block(self._theme, (Run(str(index.data()), 500),), "body", room, lines=2)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the name."""
        return QSize(self._view.viewport().width(), int(self._block(index).height) + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The name on its ground."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        self._block(index).paint(painter, option.rect.left() + _PAD, option.rect.top() + 8)
        painter.restore()


@dataclass(frozen=True, slots=True)
class _Line:
    """Words, their ink, what they count, and the bar below them (how many people, in which ink, filled or outlined) or the picture."""

    block: Block
    ink: str
    people: int | None = None
    bar: str = ""
    filled: bool = True
    counts: StageCount | None = None
    picture: QSvgRenderer | None = None

    @property
    def height(self) -> float:
        below = _BAR + 2 * _GAP if self.bar else 0
        return self.block.height + _GAP + below + (self.picture.defaultSize().height() + _GAP if self.picture is not None else 0)


class StageDelegate(Ground):
    """A stage, as wide as its column or as the list."""

    def __init__(self, theme: Theme, t: Translator, view: QListView, width: int) -> None:
        super().__init__(theme, view)
        self._t, self._column = t, width
        self._drawn: dict[tuple[tuple[StageAtCouncil, ...], bool], QSvgRenderer] = {}

    def _wide(self) -> int:
        """Columns share the room there is, but not below their least width."""
        room, count = self._view.viewport().width(), max(1, self._view.model().rowCount())
        return room if self._view.flow() is QListView.Flow.TopToBottom else max(self._column, min(room // count, 2 * self._column))

    def _lines(self, stage: StageMap, width: int) -> list[_Line]:
        t, room = self._t, max(60, width - 2 * _PAD)

        def words(text: str, ink: str, style: str = "small", weight: int = 400, lines: int = 2) -> Block:
            return Block(self._theme, (Run(text, weight, ink),), style, room, lines=lines)

        lines = [_Line(words(stage.name, "ink", "body", 600), "ink")]
        friction, praise = words(friction_words(stage, t), "ink"), words(praise_words(stage, t), "ink")
        lines.append(_Line(friction, "ink", stage.friction.people, "kind.friction.ink", counts=StageCount.FRICTION))
        lines.append(_Line(praise, "ink", stage.praise.people, "kind.praise.ink", filled=False, counts=StageCount.PRAISE))
        if stage.severe.people:
            lines.append(_Line(words(severe_words(stage, t), "ink2"), "ink2", counts=StageCount.SEVERE))
        if stage.insights:
            lines.append(_Line(words(insight_words(stage, t), "ink2"), "ink2"))
        trends = markets_of(stage)
        if trends:
            lines.append(_Line(words(t("Friction by council"), "ink3"), "ink3", picture=self._picture(stage.councils)))
        lines += [_Line(words(trend_words(held, t), "ink2", lines=4), "ink2") for held in trends]
        return lines

    def _picture(self, held: tuple[StageAtCouncil, ...]) -> QSvgRenderer:
        """How it went from council to council; drawn once."""
        dark = self._theme.dark
        if (held, dark) not in self._drawn:
            svg = stage_picture(councils=held, t=self._t, dark=dark)
            self._drawn[held, dark] = QSvgRenderer(QByteArray(svg.encode()), self)
        return self._drawn[held, dark]

    def count_at(self, stage: StageMap, box: QRect, place: QPoint) -> StageCount | None:
        """The count whose words or bar are at a place of a row."""
        y = float(box.top() + self._top(stage, box.width()))
        for line in self._lines(stage, box.width()):
            if y <= place.y() < y + line.height:
                inside = box.left() + _PAD <= place.x() <= box.right() - _PAD
                return line.counts if inside else None
            y += line.height
        return None

    def _truth(self, width: int) -> Block:
        room = max(60, width - 2 * _PAD - _MARK - 2)
        return Block(self._theme, (Run(self._t("Moment of truth"), 500),), "small", room, lines=2)

    def _top(self, stage: StageMap, width: int) -> int:
        """In columns the names stand in one line, with a mark above or without."""
        columns = self._view.flow() is QListView.Flow.LeftToRight
        return _PAD + (int(self._truth(width).height) + _GAP if columns or stage.critical else 0)

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All of it; a column is at least as high as the map."""
        stage, width = index.data(LineRole), self._wide()
        height = self._top(stage, width) + int(sum(line.height for line in self._lines(stage, width))) + _PAD
        columns = self._view.flow() is QListView.Flow.LeftToRight
        return QSize(width, max(height, self._view.viewport().height()) if columns else height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The mark, the words, the bars."""
        stage: StageMap = index.data(LineRole)
        box = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        x = float(box.left() + _PAD)
        if stage.critical:
            self._paint_mark(painter, x, float(box.top() + _PAD), self._truth(box.width()))
        y = float(box.top() + self._top(stage, box.width()))
        for line in self._lines(stage, box.width()):
            line.block.paint(painter, x, y, line.ink)
            if line.bar and line.people is not None:
                self._paint_bar(painter, QRectF(x, y + line.block.height + _GAP, box.width() - 2 * _PAD, _BAR), line)
            if line.picture is not None:
                size = line.picture.defaultSize()
                line.picture.render(painter, QRectF(x, y + line.block.height + _GAP, size.width(), size.height()))
            y += line.height
        painter.restore()

    def _paint_mark(self, painter: QPainter, x: float, y: float, words: Block) -> None:
        """A diamond and its words."""
        theme, middle = self._theme, y + self._theme.line("small") / 2
        painter.setPen(QPen(theme.colour("ink"), 1))
        painter.setBrush(theme.colour("mark"))
        points = ((x + 5, middle - 5), (x + 10, middle), (x + 5, middle + 5), (x, middle))
        painter.drawPolygon(QPolygonF([QPointF(*point) for point in points]))
        words.paint(painter, x + _MARK + 2, y, "mark-ink")

    def _paint_bar(self, painter: QPainter, box: QRectF, line: _Line) -> None:
        """Frictions are filled, praise is outlined: the two differ without their colours."""
        model = self._view.model()
        most = model.most if isinstance(model, StageModel) else 0
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, min(box.width(), _LONGEST_BAR), 1), self._theme.colour("line"))
        if not most or not line.people:
            return
        bar = QRectF(box.left(), box.top(), max(4.0, min(box.width(), _LONGEST_BAR) * line.people / most), box.height())
        colour = self._theme.colour(line.bar)
        if line.filled:
            painter.fillRect(bar, colour)
        else:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(1, 1, -1, -1))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """A name is written over where it stands."""
        top = option.rect.top() + self._top(index.data(LineRole), option.rect.width()) - 6
        editor.setGeometry(QRect(option.rect.left() + _PAD - 6, top, min(option.rect.width() - 2 * _PAD + 12, 320), _EDITOR))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> None:
        """What was typed goes to the model."""
        model.setData(index, editor.property("text"))
