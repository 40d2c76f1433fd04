"""The text of a post under somebody's hands: Markdown that looks like the post, with marks behind the words they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QToolTip

from council_app.i18n import Translator
from council_app.ui.core.stretches import stretches
from council_app.ui.core.theme import Theme
from council_app.ui.screens.progress.draft.marks import ROOM, Mark, draw_mark, told
from council_app.ui.screens.progress.draft.places import Places, from_document, settled, to_document
from council_app.ui.screens.progress.draft.styling import Kind, Styler, kind_of, set_blocks

_OVER, _UNDER, _BELOW, _THICK = 19, 6, 5, 2
"""px of a ground above and below the base line, of a line below it, and how thick that is."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class PostEdit(QTextEdit):
    """As high as its text: the column around it scrolls.

    Signals:
        typed: the text is another one, by somebody's hand (carries the Markdown).
        mark_asked: a mark was clicked, or Alt+Enter was pressed in its words (carries the `Mark`).
        caret_moved: the caret stands elsewhere: the column keeps it in sight.
    """

    typed = Signal(str)
    mark_asked = Signal(object)
    caret_moved = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._text, self._places = "", Places("")
        self._marks: tuple[Mark, ...] = ()
        self._boxes: list[tuple[QRectF, Mark]] = []
        self._putting = False
        self._set_up(theme, t)
        self._styler = Styler(theme, self.document(), self)
        self.document().contentsChange.connect(self._changed)
        self.textChanged.connect(self._take)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.cursorPositionChanged.connect(self._follow_caret)
        theme.changed.connect(self._recolour)

    def _set_up(self, theme: Theme, t: Translator) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("background: transparent; border: none;")
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setProperty("ownFocus", True)
        self.setFont(theme.font("quote"))
        self.document().setDefaultFont(theme.font("quote"))
        self.document().setDocumentMargin(0)
        self.setPlaceholderText(t("Write here. What is written from the data keeps its link while you edit it."))
        self.setAccessibleName(t("Text of the post"))

    # -- the text

    @property
    def text(self) -> str:
        """The Markdown as it stands."""
        return self._text

    def show_text(self, text: str) -> None:
        """Another text; the caret stays where it can. Where nothing is different, nothing is touched."""
        if text == self._text:
            return
        caret, self._putting = self.textCursor().position(), True
        self.setPlainText(to_document(text))
        self._text = from_document(self.document().toRawText())
        self._places = Places(self._text)
        set_blocks(self.document(), 0, self.document().blockCount())
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.setPosition(min(caret, max(0, self.document().characterCount() - 1)))
        self.setTextCursor(cursor)
        self._putting = False
        self._fit()

    def _changed(self, position: int, _removed: int, added: int) -> None:
        document = self.document()
        if not self._putting:
            first, last = document.findBlock(position).blockNumber(), document.findBlock(position + added).blockNumber()
            self._putting = True  # how a paragraph is set is no change of the text
            set_blocks(document, first, last if last >= 0 else document.blockCount())
            self._putting = False

    def _take(self) -> None:
        text = from_document(self.document().toRawText())
        if self._putting or text == self._text:
            return
        self._text, self._places = text, Places(text)
        self.typed.emit(text)

    def replace(self, starts: int, ends: int, words: str) -> None:
        """Put other words in place of some, as one step that can be undone here."""
        cursor = self._cursor(starts, ends)
        cursor.insertText(to_document(words))
        self.setTextCursor(cursor)

    # -- marks

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """These, in the order of the text."""
        self._marks = tuple(marks)
        self._styler.mark_ends([self._places.position(mark.ends) - 1 for mark in marks])
        self.setAccessibleDescription(told(marks, self._text))
        self.viewport().update()

    def mark_at(self, place: int) -> Mark | None:
        """The mark on a character; one of the gate before one that says what the words stand on."""
        here = [mark for mark in self._marks if mark.starts <= place <= mark.ends]
        return max(here, key=lambda mark: mark.number >= 0, default=None)

    # -- where the caret is

    @property
    def caret(self) -> int:
        """The character that the caret stands before."""
        return self._places.place(self.textCursor().position())

    @property
    def chosen(self) -> tuple[int, int]:
        """The words chosen, as from which character to behind which."""
        cursor = self.textCursor()
        return self._places.place(cursor.selectionStart()), self._places.place(cursor.selectionEnd())

    def go_to(self, starts: int, ends: int) -> None:
        """Choose words, in sight and with the keyboard."""
        self.setTextCursor(self._cursor(starts, ends))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cursor(self, starts: int, ends: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._places.position(starts))
        cursor.setPosition(self._places.position(ends), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _follow_caret(self) -> None:
        if not self._putting:
            self._styler.open_block(self.textCursor().blockNumber() if self.hasFocus() else -1)
            self.caret_moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Signs show where one types."""
        super().focusInEvent(event)
        self._follow_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """They are gone where nobody does."""
        super().focusOutEvent(event)
        self._styler.open_block(-1)

    # -- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Enter asks about a mark; Ctrl+B and Ctrl+I set words apart; Enter in a list begins its next item."""
        key, held = event.key(), event.modifiers()
        if key in _ENTER and held & Qt.KeyboardModifier.AltModifier:
            mark = self.mark_at(self.caret)
            if mark is not None:
                self.mark_asked.emit(mark)
        elif self.isReadOnly():
            super().keyPressEvent(event)
        elif key in _ENTER and not held and kind_of(self.textCursor().block().text()) is Kind.LIST:
            self.textCursor().insertText("\u2028- ")
        elif held == _CONTROL and key in (Qt.Key.Key_B, Qt.Key.Key_I):
            self._set_apart("**" if key == Qt.Key.Key_B else "*")
        else:
            super().keyPressEvent(event)

    def _set_apart(self, sign: str) -> None:
        starts, ends = self.chosen
        words = self._text[starts:ends]
        if not words.strip() or "\n" in words:
            return
        apart = words.startswith(sign) and words.endswith(sign) and len(words) > 2 * len(sign)
        changed = words[len(sign) : -len(sign)] if apart else f"{sign}{words}{sign}"
        self.replace(starts, ends, changed)
        self.setTextCursor(self._cursor(starts, starts + len(changed)))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted comes as plain text, paragraphs as such."""
        self.textCursor().insertText(to_document(settled(source.text())))

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied is Markdown."""
        starts, ends = self.chosen
        data = QMimeData()
        data.setText(self._text[starts:ends])
        return data

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a mark asks about it."""
        super().mouseReleaseEvent(event)
        mark = next((mark for box, mark in self._boxes if box.adjusted(-4, -4, 4, 4).contains(event.position())), None)
        if mark is not None and not self.textCursor().hasSelection():
            self.mark_asked.emit(mark)

    def viewportEvent(self, event: QEvent) -> bool:
        """What a mark says stands in its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            mark = self.mark_at(self._places.place(self.cursorForPosition(event.pos()).position()))
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.says, self)
            return True
        return super().viewportEvent(event)

    # -- size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = max(80, round(self.document().documentLayout().documentSize().height()) + 8)
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(400, self.height())

    # -- painting

    def _recolour(self) -> None:
        self._styler.recolour()
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grounds below the words; lines and marks on top of them."""
        painter = QPainter(self.viewport())
        for mark in self._marks:
            ground = mark.kind.value[1]
            for left, right, base in self._stretches(mark) if ground else ():
                painter.fillRect(QRectF(left, base - _OVER, right - left, _OVER + _UNDER), self._theme.colour(ground))
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self._boxes = []
        for mark in self._marks:
            right = base = 0.0
            for left, right, base in self._stretches(mark):
                line = QRectF(left, base + _BELOW, right - left, _THICK)
                painter.fillRect(line, self._theme.colour(mark.kind.value[0]))
            if base:
                self._boxes.append((draw_mark(painter, self._theme, mark, right, base - _THICK - 3), mark))
        painter.end()

    def _stretches(self, mark: Mark) -> Iterator[tuple[float, float, float]]:
        """Where words lie, line by line: left, right and base line in px, without the room for the mark."""
        for each in stretches(self.document(), self._places.position(mark.starts), self._places.position(mark.ends)):
            yield each.left, min(each.right, each.inked) - (ROOM if each.last else 0), each.base
