"""One note behind an insight: what was said, who and where, and what can be done with it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QDrag, QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from council_app.domain.enums import NoteKind
from council_app.domain.records import NoteLine
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.keys import key_text
from council_app.ui.core.markers import KIND_WORDS, draw_kind
from council_app.ui.core.spoken import style_of, words_of
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.insights.evidence.carrying import carried

INSET = 8
"""px beside the words, in which the frame of the one that has the keyboard lies."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class KindMark(QWidget):
    """A kind's marker on its own."""

    def __init__(self, theme: Theme, t: Translator, kind: NoteKind, size: int) -> None:
        super().__init__()
        self._theme, self._kind, self._size = theme, kind, size
        self.setFixedSize(size, size + 4)
        self.setAccessibleName(t.say(KIND_WORDS[kind]))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The marker, a little below the top so that it sits on the first line."""
        draw_kind(QPainter(self), self._theme, self._kind, 0, 3, self._size)


class QuoteCard(QWidget):
    """What was said, who and where; no box, a hairline above. Keys: A turns it round, Delete takes it away, Enter opens the note.

    Signals:
        turned: it speaks for the other side.
        taken: it is no evidence.
        opened: the note is wanted in Tagging.
        stepped: an arrow: so many cards down.
    """

    turned = Signal()
    taken = Signal()
    opened = Signal()
    stepped = Signal(int)

    def __init__(self, theme: Theme, t: Translator, note: NoteLine, *, against: bool, refusal: str = "") -> None:
        super().__init__()
        self.note, self.against = note, against
        self._t, self._refusal = t, refusal
        self._pressed = QPoint()
        self._theme = theme
        self.setProperty("ownFocus", True)  # a ring around it would lie on its neighbours
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said, where = words_of(t, note), self._where()
        self.setAccessibleName(f"{t.say(KIND_WORDS[note.kind])}: {said} {where}")
        self.setAccessibleDescription(t("A turns it round, Delete takes it away, Enter opens the note."))
        self._more = Button(theme, "", Role.QUIET, height=28, icon="ellipsis")
        self._more.setFixedWidth(32)
        self._more.setAccessibleName(t("What to do with this note"))
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._more.clicked.connect(lambda: self.open_menu())
        keeps = self._more.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(keeps)
        self._more.hide()
        self._lay_out(theme, said, where)

    def _lay_out(self, theme: Theme, said: str, where: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(INSET, 0, INSET, 8)
        column.setSpacing(0)
        column.addWidget(Hairline(theme))
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(KindMark(theme, self._t, self.note.kind, theme.size("marker-list")), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(theme, said, style_of(self.note), "ink3" if self.note.withheld else "ink", wrap=True))
        foot = QHBoxLayout()
        foot.addWidget(Text(theme, where, "small", "ink3", elide=True), 1)
        words.addLayout(foot)
        row.addLayout(words, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def _where(self) -> str:
        note = self.note
        time = self._t.time(note.at, zone=ZoneInfo(note.zone))
        return ", ".join(part for part in (note.seat, note.city, time) if part)

    # -- what can be done

    def open_menu(self) -> QMenu:
        """What can be done with the note, under its button."""
        t, menu = self._t, QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        turn = t("It speaks for the insight") if self.against else t("It contradicts the insight")
        rows = (
            (turn, "A", self.turned, True),
            (t("Take it away"), "Del", self.taken, True),
            (t("Open in Tagging"), "Return", self.opened, False),
        )
        for words, key, signal, writes in rows:
            action = QAction(f"{words}\t{key_text(key)}", menu)
            if writes and self._refusal:
                action.setEnabled(False)
                action.setToolTip(self._refusal)
            action.triggered.connect(signal)
            menu.addAction(action)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self._more.mapToGlobal(QPoint(self._more.width() - menu.sizeHint().width(), self._more.height() + 2)))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Its keys; arrows go to the next card."""
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _STEPS and plain:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif key == Qt.Key.Key_A and plain and not self._refusal:
            self.turned.emit()
        elif key == Qt.Key.Key_Delete and plain and not self._refusal:
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key, or the right button."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.open_menu()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A frame while it has the keyboard."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -1), 6, 6)

    # -- the button shows where it may be wanted

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse is here."""
        super().enterEvent(event)
        self._more.show()

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is elsewhere."""
        super().leaveEvent(event)
        self._more.setVisible(self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard is here."""
        super().focusInEvent(event)
        self.update()
        self._more.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.update()
        self._more.setVisible(self.underMouse())

    # -- dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it in hand."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it to the other side, or to another insight."""
        far = (event.position().toPoint() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and far and not self._refusal:
            drag = QDrag(self)
            drag.setMimeData(carried((self.note.id,)))
            drag.exec(Qt.DropAction.CopyAction)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Open the note."""
        self.opened.emit()
