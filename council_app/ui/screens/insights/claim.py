"""The claim of an insight, typed over where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class Claim(QWidget):
    """Words in the type of claims; a click, Enter or F2 opens them, Enter keeps, Esc leaves.

    Signals:
        kept: the words were changed (as typed).
        ended: the words are closed again, changed or not.
    """

    kept = Signal(str)
    ended = Signal()

    def __init__(self, theme: Theme, t: Translator, words: str, *, refusal: str = "") -> None:
        super().__init__()
        self._theme, self._refusal = theme, refusal
        self.words = Text(theme, words, "claim", wrap=True)
        self.edit: QPlainTextEdit | None = None
        self._hint = Text(theme, t("Enter keeps it, Esc leaves it as it was."), "small", "ink3", wrap=True)
        self._hint.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)
        self.setAccessibleDescription(refusal or t("Enter opens it for typing."))
        self.setToolTip(refusal)
        if not refusal:
            self.setCursor(Qt.CursorShape.IBeamCursor)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.words)
        self._column.addWidget(self._hint)

    @property
    def editing(self) -> bool:
        """True while it is typed over."""
        return self.edit is not None

    def open(self) -> None:
        """Type over the words."""
        if self._refusal or self.edit is not None:
            return
        self.edit = QPlainTextEdit(self.words.text())
        self.edit.setFont(self._theme.font("claim"))
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(self.accessibleName())
        lines = max(2, round(self.words.height() / self._theme.line("claim")) + 1)
        self.edit.setFixedHeight(lines * self._theme.line("claim") + 20)
        self.edit.installEventFilter(self)
        self._column.insertWidget(0, self.edit)
        self.words.hide()
        self._hint.show()
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_words(self, *, keep: bool) -> None:
        """Take what was typed, or leave the words as they were."""
        if self.edit is None:
            return
        typed = " ".join(self.edit.toPlainText().split())
        self.edit.removeEventFilter(self)
        self.edit.deleteLater()
        self.edit = None
        self._hint.hide()
        self.words.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if keep and typed != self.words.text():
            self.words.say(typed or self.words.text())
            self.kept.emit(typed)
        self.ended.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps, Esc leaves; the window's Esc is not meant."""
        if watched is self.edit and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                self.close_words(keep=event.key() != Qt.Key.Key_Escape)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.editing:
            self.open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens."""
        if self.rect().contains(event.position().toPoint()):
            self.open()
