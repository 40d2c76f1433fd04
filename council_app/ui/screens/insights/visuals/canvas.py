"""The picture, large, and what is drawn over it: by mouse and by keyboard alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from council_app.domain.marks import Arrow, Mark
from council_app.i18n import Translator
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.visuals.painting import fitted, paint_blur, paint_marks, place_of, point_of
from council_app.ui.screens.insights.visuals.shaping import Item, Tool, drawn, end_of, moved, sized

_STEP = 0.01
_NEAR = 9.0
_EDGE = 8.0
_KEYS = {Qt.Key.Key_V: Tool.SELECT, Qt.Key.Key_A: Tool.ARROW, Qt.Key.Key_B: Tool.BOX, Qt.Key.Key_U: Tool.BLUR}
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class MarkCanvas(QWidget):
    """Shows one picture; nothing is kept by itself.

    Attributes:
        items: what is drawn, in the order it was.
        chosen: which of them is at hand, -1 for none.

    Signals:
        picked: another mark is at hand, or none.
        edited: what is drawn is different.
        tool_chosen: another tool is at hand (the `Tool`).
    """

    picked = Signal()
    edited = Signal()
    tool_chosen = Signal(object)

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self.image = QImage()
        self.items: tuple[Item, ...] = ()
        self.chosen = -1
        self.tool = Tool.SELECT
        self._before: list[tuple[Item, ...]] = []
        self._from: tuple[float, float] | None = None
        self._held: tuple[Item, ...] = ()
        self._sizing = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(220, 180)
        self.setAccessibleName(t("Picture"))
        self.installEventFilter(self)  # `event` itself would still run when the page that lets go of it is deleted
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As much as there is room for; this much where it scrolls."""
        return QSize(480, 230)

    def show_picture(self, image: QImage, marks: Sequence[Mark]) -> None:
        """Show a picture and its marks; what was drawn before is forgotten."""
        self.image = image
        self.items, self.chosen, self._before = tuple(Item(mark) for mark in marks), -1, []
        self._tell()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    # -- what is done

    def choose_tool(self, tool: Tool) -> None:
        """Take a tool."""
        self.tool = tool
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is Tool.SELECT else Qt.CursorShape.CrossCursor)
        self.tool_chosen.emit(tool)

    def choose(self, place: int) -> None:
        """Take what is drawn there in hand; -1 for none."""
        self.chosen = place if 0 <= place < len(self.items) else -1
        self._tell()

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self.items = self._before.pop()
            self.chosen = min(self.chosen, len(self.items) - 1)
            self._tell()
            self.edited.emit()

    def label(self, words: str) -> None:
        """Write words at the mark at hand."""
        if self.chosen >= 0 and self.items[self.chosen].mark.label != words:
            item = self.items[self.chosen]
            self._put(replace(item, mark=replace(item.mark, label=words)))

    def place_one(self) -> None:
        """Draw what the tool draws in the middle, to be moved from there."""
        if self.tool is not Tool.SELECT and not self.image.isNull():
            self._keep((*self.items, drawn(self.tool, (0.4, 0.4), (0.6, 0.6))))
            self.choose_tool(Tool.SELECT)
            self.choose(len(self.items) - 1)

    def remove(self) -> None:
        """Remove what is at hand."""
        if self.chosen >= 0:
            self._keep((*self.items[: self.chosen], *self.items[self.chosen + 1 :]))
            self.choose(min(self.chosen, len(self.items) - 1))

    def _put(self, item: Item) -> None:
        self._keep((*self.items[: self.chosen], item, *self.items[self.chosen + 1 :]))

    def _keep(self, items: tuple[Item, ...]) -> None:
        if items != self.items:
            self._before.append(self.items)
            self.items = items
            self._say()
            self.update()
            self.edited.emit()

    def _tell(self) -> None:
        self._say()
        self.update()
        self.picked.emit()

    def _say(self) -> None:
        t, count = self._t, t_count(self._t, len(self.items))
        if not 0 <= self.chosen < len(self.items):
            self.setAccessibleDescription(count)
            return
        item = self.items[self.chosen]
        kind = t("Blur") if item.blur else t("Arrow") if isinstance(item.mark, Arrow) else t("Box")
        self.setAccessibleDescription(", ".join(part for part in (kind, item.mark.label, t.number(self.chosen + 1), count) if part))

    # -- keys

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keys of the tools are for the picture while it has the keyboard, and so are undo and Tab."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return self._go_through(event.key())
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        plain = event.modifiers() == _PLAIN and (event.key() in _KEYS or event.key() == Qt.Key.Key_Delete)
        arrows = event.key() in _ARROWS and event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier) == _PLAIN
        mine = plain or arrows or (event.matches(QKeySequence.StandardKey.Undo) and self.can_undo)
        if mine:
            event.accept()
        return mine

    def _go_through(self, key: int) -> bool:
        """Tab goes through what is drawn, and on behind the last."""
        place = self.chosen + (1 if key == Qt.Key.Key_Tab else -1)
        there = 0 <= place < len(self.items)
        if there:
            self.choose(place)
        return there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tools, places, and what is drawn there."""
        key, far = Qt.Key(event.key()), event.modifiers() & _SHIFT
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif key in _KEYS and event.modifiers() == _PLAIN:
            self.choose_tool(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and event.modifiers() == _PLAIN:
            self.place_one()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key in _ARROWS and self.chosen >= 0:
            x, y = _ARROWS[key]
            self._put((sized if far else moved)(self.items[self.chosen], x * _STEP, y * _STEP))
        else:
            super().keyPressEvent(event)

    # -- the mouse

    @property
    def frame(self) -> QRectF:
        """Where the picture lies."""
        return fitted(self.image, QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))

    def _share(self, at: QPointF) -> tuple[float, float]:
        frame = self.frame
        return (at.x() - frame.x()) / max(1, frame.width()), (at.y() - frame.y()) / max(1, frame.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to draw, or take what lies there."""
        if event.button() is not Qt.MouseButton.LeftButton or self.image.isNull():
            return
        self._from, self._held, self._sizing = self._share(event.position()), self.items, False
        if self.tool is Tool.SELECT:
            self._sizing = self.chosen >= 0 and self._is_near(self._end(self.items[self.chosen]), event.position())
            if not self._sizing:
                self.choose(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw, move or size."""
        if self._from is None:
            return
        x, y = self._share(event.position())
        if self.tool is not Tool.SELECT:
            self.items = (*self._held, drawn(self.tool, self._from, (x, y)))
        elif self.chosen >= 0:
            shaped = (sized if self._sizing else moved)(self._held[self.chosen], x - self._from[0], y - self._from[1])
            self.items = (*self._held[: self.chosen], shaped, *self._held[self.chosen + 1 :])
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Done: one step that can be undone."""
        if self._from is None:
            return
        start, self._from = self._from, None
        made, self.items = self.items, self._held
        drawing = self.tool is not Tool.SELECT
        if drawing and self._is_near(point_of(*start, self.frame), event.position()):
            self.update()  # a click is no drawing
            return
        self._keep(made)
        if drawing:
            self.choose_tool(Tool.SELECT)
            self.choose(len(self.items) - 1)

    def _end(self, item: Item) -> QPointF:
        return point_of(*end_of(item), self.frame)

    @staticmethod
    def _is_near(one: QPointF, other: QPointF) -> bool:
        return (one - other).manhattanLength() < _NEAR

    def _at(self, at: QPointF) -> int:
        return next((place for place in reversed(range(len(self.items))) if self._covers(self.items[place], at)), -1)

    def _covers(self, item: Item, at: QPointF) -> bool:
        mark = item.mark
        if not isinstance(mark, Arrow):
            return place_of(mark, self.frame).adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at)
        line = QPainterPath(point_of(mark.x, mark.y, self.frame))
        line.lineTo(point_of(mark.to_x, mark.to_y, self.frame))
        return line.intersects(QRectF(at.x() - _NEAR, at.y() - _NEAR, 2 * _NEAR, 2 * _NEAR))

    # -- paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, what is drawn, and what is at hand."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), self._theme.colour("sunk"))
        if not self.image.isNull():
            frame = self.frame
            painter.drawImage(frame, self.image)
            for item in self.items:
                if item.blur and not isinstance(item.mark, Arrow):
                    paint_blur(painter, self.image, frame, item.mark)
            paint_marks(painter, self._theme, frame, [item.mark for item in self.items if not item.blur])
            self._paint_chosen(painter, frame)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_chosen(self, painter: QPainter, frame: QRectF) -> None:
        """A dashed frame around it, and a handle at its end."""
        if not 0 <= self.chosen < len(self.items):
            return
        item = self.items[self.chosen]
        end = self._end(item)
        around = QRectF(point_of(item.mark.x, item.mark.y, frame), end).normalized().adjusted(-5, -5, 5, 5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, style in (("on-button", Qt.PenStyle.SolidLine), ("button", Qt.PenStyle.DashLine)):
            painter.setPen(QPen(self._theme.colour(colour), 1.5, style))
            painter.drawRect(around)
        painter.setBrush(self._theme.colour("sheet"))
        painter.setPen(QPen(self._theme.colour("ink"), 1.5))
        painter.drawEllipse(end, 5, 5)


def t_count(t: Translator, count: int) -> str:
    """How many are drawn."""
    return t.n("{count} mark", "{count} marks", count)
