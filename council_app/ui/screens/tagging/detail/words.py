"""The words of a note, large, with tints and underlines where tags lie on them; a caret walks in them, and words are chosen with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from council_app.domain.note_list import Highlighted, NoteDetail
from council_app.i18n import Translator
from council_app.ui.core.markers import tag_colour
from council_app.ui.core.stretches import Stretch, stretches
from council_app.ui.core.text import advance, draw_line
from council_app.ui.core.theme import Theme
from council_app.ui.screens.tagging.detail.places import from_qt, lanes, to_qt

_LANES, _THICK, _STEP, _BELOW = 3, 2, 4, 5
"""Underlines: how many at most, how thick, from one to the next, and the first below the base line, in px."""
_TINT_LIGHT, _TINT_DARK = 28, 56
_OVER, _UNDER = 22, 7
"""px of a tint above and below the base line."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class NoteWords(QTextEdit):
    """Shows one note's words; nothing can be typed into it.

    Signals:
        pressed_key: a letter, digit or sign was typed while the words had the keyboard.
        asked: what lies under the caret is to be changed (highlights, and where on the widget).
        left: Esc: the keyboard goes back to the list.
    """

    pressed_key = Signal(str)
    asked = Signal(object, QPoint)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._text, self._before, self._shown = "", "", ("", False)
        self._laid: tuple[Highlighted, ...] = ()
        self._lanes: tuple[int, ...] = ()
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background: transparent; border: none;")
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(2)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(t("Words of the note"))
        theme.changed.connect(self.viewport().update)

    # -- what is shown

    def show_words(self, note: NoteDetail) -> None:
        """Show a note; the caret stays where it was when the words are the same."""
        line = note.note
        self._laid, self._lanes = note.highlights, lanes(note.highlights)
        if (line.text, line.verbatim) != self._shown:
            self._shown = (line.text, line.verbatim)
            self._put(line.text, verbatim=line.verbatim)
        self.setAccessibleDescription(self._in_words())
        self.viewport().update()

    def _put(self, text: str, *, verbatim: bool) -> None:
        """What was said word for word stands between quotation marks, which are no part of it."""
        style = "reading"
        self._before, after = self._t.quote("|").split("|") if verbatim else ("", "")
        self._text = text
        self.setFont(self._theme.font(style))
        self.document().setDefaultFont(self._theme.font(style))
        self.setPlainText(f"{self._before}{text}{after}")
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        lines = QTextBlockFormat()
        lines.setLineHeight(self._theme.line(style), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(lines)
        self._move(0, 0)
        self._fit()

    def _in_words(self) -> str:
        """What the underlines say, for who does not see them."""
        t = self._t
        said = [t("{tag} on {words}", tag=each.tag.path, words=t.quote(_short(self._text[each.starts : each.ends]))) for each in self._laid]
        return ". ".join(said)

    # -- where the caret is

    @property
    def caret(self) -> int:
        """The character that the caret stands before."""
        return self._at(self.textCursor().position())

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The words chosen, as from which character to behind which; None when there are none."""
        cursor = self.textCursor()
        starts, ends = self._at(cursor.selectionStart()), self._at(cursor.selectionEnd())
        return (starts, ends) if self._text[starts:ends].strip() else None

    def choose_words(self, starts: int, ends: int) -> None:
        """Choose words."""
        self._move(starts, ends)

    def choose_nothing(self) -> None:
        """The caret stays where the choice ended."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def laid_at(self, place: int) -> tuple[Highlighted, ...]:
        """The highlights on a character."""
        return tuple(each for each in self._laid if each.starts <= place < each.ends)

    def _at(self, position: int) -> int:
        return from_qt(self._text, position - len(self._before))

    def _position(self, place: int) -> int:
        return len(self._before) + to_qt(self._text, place)

    def _move(self, starts: int, ends: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._position(starts))
        cursor.setPosition(self._position(ends), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # -- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        document = self.document()
        document.setTextWidth(max(1, self.viewport().width()))
        height = round(document.size().height()) + 10  # the last line's underlines
        if height != self.height():
            self.setFixedHeight(height)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, with Shift they choose; Enter asks about what lies under the caret; what else is typed is for the desk."""
        key, plain = event.key(), not event.modifiers() & _HELD
        if key == Qt.Key.Key_Escape:
            if self.textCursor().hasSelection():
                self.choose_nothing()
            else:
                self.left.emit()
        elif key in _ENTER and plain:
            self._ask(self.caret, self.cursorRect().bottomLeft())
        elif plain and event.text().isprintable() and event.text().strip():
            self.pressed_key.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a highlight asks about it; dragging chooses words."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            position = self.document().documentLayout().hitTest(event.position(), Qt.HitTestAccuracy.ExactHit)
            if position >= 0:
                self._ask(self._at(position), place)

    def _ask(self, place: int, where: QPoint) -> None:
        found = self.laid_at(place)
        if found:
            self.asked.emit(found, where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret shows."""
        super().focusInEvent(event)
        self.viewport().update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tints below the words, underlines on top of them."""
        painter = QPainter(self.viewport())
        for each in self._laid:
            tint = QColor(tag_colour(self._theme, each.tag))
            tint.setAlpha(_TINT_DARK if self._theme.dark else _TINT_LIGHT)
            for at in self._stretches(each.starts, each.ends):
                painter.fillRect(QRectF(at.left, at.base - _OVER, at.right - at.left, _OVER + _UNDER), tint)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for each, lane in zip(self._laid, self._lanes, strict=True):
            if lane < _LANES:
                self._underline(painter, each, lane)
        self._paint_more(painter)
        painter.end()

    def _underline(self, painter: QPainter, each: Highlighted, lane: int) -> None:
        for at in self._stretches(each.starts, each.ends):
            line = QRectF(at.left, at.base + _BELOW + lane * _STEP, at.right - at.left, _THICK)
            painter.fillRect(line, tag_colour(self._theme, each.tag))

    def _paint_more(self, painter: QPainter) -> None:
        """Where more lie over one another than are drawn: how many."""
        hidden = [each for each, lane in zip(self._laid, self._lanes, strict=True) if lane >= _LANES]
        if not hidden:
            return
        *_, last = self._stretches(hidden[0].starts, hidden[0].ends)
        said = f"+{len(hidden)}"
        x = min(last.right + 2, self.viewport().width() - advance(self._theme, said, "small"))
        draw_line(painter, self._theme, said, "small", x, last.base + 2, "ink2")

    def _stretches(self, starts: int, ends: int) -> Iterator[Stretch]:
        """Where a span lies, line by line."""
        return stretches(self.document(), self._position(starts), self._position(ends))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
