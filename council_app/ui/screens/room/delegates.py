"""How a note looks in the stream: what was said first, who and what about below it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QPlainTextEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from council_app.domain.enums import Raised
from council_app.domain.records import NoteLine, PhotoLine
from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.markers import SEVERITY_HEIGHT, SEVERITY_WIDTH, TAG_HEIGHT, draw_kind, draw_severity, draw_tag, tag_width
from council_app.ui.core.spoken import style_of, words_of
from council_app.ui.core.text import Block, Run, advance, draw_line
from council_app.ui.core.theme import Theme
from council_app.ui.screens.room.models import StreamModel
from council_app.ui.screens.room.rowpictures import RowPictures
from council_app.ui.screens.room.shelf import PhotoShelf
from council_app.ui.screens.room.tray import draw_cut

Index = QModelIndex | QPersistentModelIndex
_LEFT, _TEXT, _RIGHT, _INDENT = 20, 50, 20, 24
_TIME_ROOM = 56
_PAD, _GAP, _LEAST = 9, 4, 64
_MEASURE = 640
_PHOTO = QSize(88, 64)
_KEPT = 600


class NoteDelegate(QStyledItemDelegate):
    """Paints a note and lends an editor for its words; layouts are kept per note and width.

    Attributes:
        editing: id of the note whose words are being edited, or "".

    Signals:
        edited: the words of a note were changed (its id, the new words).
        ended: editing is over.
    """

    edited = Signal(str, str)
    ended = Signal()

    def __init__(self, theme: Theme, t: Translator, view: QListView, shelf: PhotoShelf | None = None) -> None:
        super().__init__(view)
        self._theme, self._t, self._view = theme, t, view
        self._shelf = shelf
        self._blocks: dict[tuple[str, str, int], Block] = {}
        self._sizes: dict[str, tuple[NoteLine, int, bool, QSize]] = {}
        self._pictures = RowPictures(view.viewport())
        self.editing = ""
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._blocks.clear()
        self._pictures.clear()

    def _indent(self, note: NoteLine) -> int:
        return _INDENT if note.reply_to else 0

    def _block(self, note: NoteLine, width: int) -> Block:
        room = min(width - _TEXT - self._indent(note) - _TIME_ROOM - _RIGHT, _MEASURE)
        words = words_of(self._t, note)
        key = (note.id, words, room)
        if key not in self._blocks:
            if len(self._blocks) > _KEPT:
                self._blocks.clear()
            self._blocks[key] = Block(self._theme, (Run(words, None, "ink3" if note.withheld else ""),), style_of(note), max(80, room))
        return self._blocks[key]

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words, at least 64. Remembered: every row is asked for it whenever one comes in."""
        width = self._view.viewport().width()
        note = _note(index)
        pictured = bool(self._photos(note))
        known = self._sizes.get(note.id)
        if known is None or known[0] is not note or known[1:3] != (width, pictured):
            if len(self._sizes) > _KEPT:
                self._sizes.clear()
            known = self._sizes[note.id] = (note, width, pictured, self._size(note, width, pictured=pictured))
        return known[3]

    def _size(self, note: NoteLine, width: int, *, pictured: bool) -> QSize:
        photos = _GAP + _PHOTO.height() if pictured else 0
        words = max(_LEAST - _PAD if _has_about(note) else 0, self._foot_of_words(note, width))
        return QSize(width, int(words + photos + _PAD) + 1)

    def _foot_of_words(self, note: NoteLine, width: int) -> float:
        return _PAD + self._block(note, width).height + (_GAP + TAG_HEIGHT if _has_about(note) else 0)

    # -- photos

    def _photos(self, note: NoteLine) -> tuple[PhotoLine, ...]:
        return self._shelf.of(note.id) if self._shelf is not None and not note.withheld else ()

    def _places(self, note: NoteLine, box: QRect) -> list[QRectF]:
        """Where the photos of a note lie, as many as fit."""
        left, top = box.left() + self._indent(note) + _TEXT, box.top() + self._foot_of_words(note, box.width()) + _GAP
        wide = _PHOTO.width() + _GAP
        fits = max(1, int((box.right() - _RIGHT - 30 - left) // wide))
        return [QRectF(left + at * wide, top, _PHOTO.width(), _PHOTO.height()) for at in range(min(fits, len(self._photos(note))))]

    def photo_at(self, index: Index, box: QRect, point: QPointF) -> int | None:
        """Which photo of a row lies under a point."""
        return next((at for at, place in enumerate(self._places(_note(index), box)) if place.contains(point)), None)

    def _paint_photos(self, painter: QPainter, note: NoteLine, box: QRect) -> None:
        places, photos = self._places(note, box), self._photos(note)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, photo in zip(places, photos, strict=False):
            image = self._shelf.image(photo) if self._shelf is not None else None
            painter.setPen(self._theme.colour("line"))
            painter.setBrush(self._theme.colour("sunk"))
            painter.drawRoundedRect(place, 4, 4)
            if image is None:
                draw_icon(painter, "image", self._theme.colour("ink3"), place.center().x() - 8, place.center().y() - 8, 16)
            else:
                draw_cut(painter, image, place, 4)
        if places and len(photos) > len(places):
            draw_line(painter, self._theme, f"+{len(photos) - len(places)}", "small", places[-1].right() + 6, places[-1].top() + 24, "ink3")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, marker, words, time, and the line about it; photos come in one by one and are painted each time."""
        note = _note(index)
        box: QRect = option.rect
        ground, edge = self._ground(option)
        if self._photos(note):
            self._draw(painter, note, box, ground, edge)
        else:
            self._pictures.paint(
                painter,
                box,
                (note, ground, edge),
                self._theme.colour("sheet"),
                lambda onto, place: self._draw(onto, note, place, ground, edge),
            )

    def _draw(self, painter: QPainter, note: NoteLine, box: QRect, ground: str, edge: str) -> None:
        painter.save()
        self._paint_ground(painter, box, ground, edge)
        left = box.left() + self._indent(note)
        block = self._block(note, box.width())
        draw_kind(painter, self._theme, note.kind, left + _LEFT, box.top() + _PAD + 2, self._theme.size("marker-stream"), ground)
        block.paint(painter, left + _TEXT, box.top() + _PAD)
        time = self._t.time(note.at, zone=ZoneInfo(note.zone))
        wide = advance(self._theme, time, "small")
        draw_line(
            painter, self._theme, time, "small", box.right() - _RIGHT - wide, box.top() + _PAD + 2, "ink2" if ground != "sheet" else "ink3"
        )
        self._paint_about(painter, note, left + _TEXT, box.top() + _PAD + block.height + _GAP, box.right() - _RIGHT)
        self._paint_photos(painter, note, box)
        painter.restore()

    def _ground(self, option: QStyleOptionViewItem) -> tuple[str, str]:
        """The colour under a row, and of its left edge, "" where it has none."""
        if not option.state & QStyle.StateFlag.State_Selected:
            return "sheet", ""
        return ("mark-tint", "mark") if self._view.hasFocus() else ("sunk", "line2")

    def _paint_ground(self, painter: QPainter, box: QRect, ground: str, edge: str) -> None:
        if edge:
            painter.fillRect(box, self._theme.colour(ground))
            painter.fillRect(box.left(), box.top(), 3, box.height(), self._theme.colour(edge))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("line"))

    def _paint_about(self, painter: QPainter, note: NoteLine, x: float, y: float, right: float) -> None:
        theme = self._theme
        who = " ".join(part for part in (note.seat, note.first_name) if part)
        top = y + (TAG_HEIGHT - theme.line("small")) / 2
        if who:
            x += draw_line(painter, theme, who, "small", x, top, weight=600) + 9
        if note.severity:
            draw_severity(painter, theme, note.severity, x, y + (TAG_HEIGHT - SEVERITY_HEIGHT) / 2 - 1)
            x += SEVERITY_WIDTH + 9
        for position, tag in enumerate(note.tags):
            if x + tag_width(theme, tag.path) > right - 30:
                draw_line(painter, theme, f"+{len(note.tags) - position}", "small", x, top, "ink3")
                return
            x += draw_tag(painter, theme, tag, x, y) + 6
        said = {Raised.AGREED: self._t("agreed, not counted"), Raised.PROMPTED: self._t("when asked")}.get(note.raised)
        if said and x + advance(theme, said, "small") < right:
            draw_line(painter, theme, said, "small", x + 2, top, "ink3")

    # -- editing in place

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A plain editor over the words; Enter keeps, Esc leaves as it was."""
        self.editing = _note(index).id
        editor = QPlainTextEdit(parent)
        editor.setFont(self._theme.font("note"))
        editor.setTabChangesFocus(True)
        editor.setAccessibleName(self._t("Words of the note"))
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The note may be shown as it is on disk again."""
        super().destroyEditor(editor, index)
        self.editing = ""
        self.ended.emit()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter keeps the words (a note is one paragraph); the rest is Qt's."""
        pressed = event.key() if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor)
            return True
        return super().eventFilter(editor, event)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the words in."""
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(_note(index).text)
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Hand changed words over; the row re-reads when they are on disk."""
        note = _note(index)
        if isinstance(editor, QPlainTextEdit):
            words = " ".join(editor.toPlainText().split())
            if words and words != note.text:
                self.edited.emit(note.id, words)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the words, with the row's height."""
        note = _note(index)
        left = _TEXT + self._indent(note) - 8
        editor.setGeometry(option.rect.adjusted(left, 2, -_RIGHT - _TIME_ROOM + 8, -3))


def _note(index: Index) -> NoteLine:
    """The note of a row, straight from its model: by way of a role it is wrapped and unwrapped."""
    model = index.model()
    assert isinstance(model, StreamModel)
    return model.note(index)


def _has_about(note: NoteLine) -> bool:
    """True when there is something to say below the words."""
    return bool(note.seat or note.first_name or note.severity or note.tags or note.raised is not Raised.ALONE)
