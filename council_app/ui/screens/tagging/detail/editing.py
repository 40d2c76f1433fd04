"""The words of a note while they are typed over; highlights stay on the words that are left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.page import action_row
from council_app.ui.core.theme import Theme

_FEWEST_LINES, _MOST_LINES = 3, 12


class WordsEditor(QWidget):
    """A box with the words in it.

    Signals:
        kept: these words are to be kept.
        left: nothing is to be changed.
    """

    kept = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme = theme
        self._were = ""
        self.box = _Box()
        self.box.setFont(theme.font("reading"))
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(t("Words of the note"))
        self.box.textChanged.connect(self._fit)
        self.box.kept.connect(self._keep)
        self.box.left.connect(self.left)
        keep = Button(theme, t("Keep"), Role.PRIMARY, height=32, key="Ctrl+Return")
        keep.clicked.connect(self._keep)
        leave = Button(theme, t("Cancel"), Role.PLAIN, height=32, key="Esc")
        leave.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.box)
        column.addLayout(action_row(keep, leave))

    def begin(self, words: str, caret: int) -> None:
        """Type over these, from a place in them."""
        self._were = words
        self.box.setPlainText(words)
        cursor = self.box.textCursor()
        cursor.setPosition(min(caret, self.box.document().characterCount() - 1))
        self.box.setTextCursor(cursor)
        self._fit()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def changed_words(self) -> str:
        """What was typed, where it is something else than before; "" where not."""
        typed = self.box.toPlainText().strip()
        return typed if typed != self._were.strip() else ""

    def _keep(self) -> None:
        words = self.changed_words
        if words:
            self.kept.emit(words)
        else:
            self.left.emit()

    def _fit(self) -> None:
        lines = max(_FEWEST_LINES, min(_MOST_LINES, round(self.box.document().size().height())))
        self.box.setFixedHeight(lines * self._theme.line("reading") + 20)


class _Box(QPlainTextEdit):
    """Ctrl+Enter keeps, Esc leaves."""

    kept = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept.emit()
        else:
            super().keyPressEvent(event)
