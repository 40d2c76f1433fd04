"""The lines beside a post's text: its title above, and below what search engines, addresses and readers with a correction need."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.text import Hairline, Text
from council_app.ui.core.theme import Theme

_WIDE = 520
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TitleEdit(QPlainTextEdit):
    """The title in the type of claims, as many lines as it takes; Enter goes on to the text.

    Signals:
        typed: it is another one, by somebody's hand.
        passed: Enter was pressed.
    """

    typed = Signal()
    passed = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._putting = theme, False
        self.setFont(theme.font("claim"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QPlainTextEdit, QPlainTextEdit:focus { background: transparent; border: none; padding: 0; }")
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabChangesFocus(True)
        self.setCursorWidth(2)
        self.setPlaceholderText(t("Title"))
        self.setAccessibleName(t("Title"))
        self.textChanged.connect(self._changed)

    @property
    def text(self) -> str:
        """On one line."""
        return " ".join(self.toPlainText().split())

    def show_text(self, text: str) -> None:
        """Another title; where nothing is different, nothing is touched."""
        if text != self.text:
            self._putting = True
            self.setPlainText(text)
            self._putting = False
        self._fit()

    def _changed(self) -> None:
        self._fit()
        if not self._putting:
            self.typed.emit()

    def choose(self, starts: int, ends: int) -> None:
        """Choose words, with the keyboard."""
        cursor = self.textCursor()
        cursor.setPosition(min(starts, len(self.toPlainText())))
        cursor.setPosition(min(ends, len(self.toPlainText())), cursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the text."""
        if event.key() in _ENTER:
            self.passed.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted comes on one line."""
        self.insertPlainText(" ".join(source.text().split()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, self.document().lineCount())
        height = lines * self.fontMetrics().lineSpacing() + 4
        if height != self.height():
            self.setFixedHeight(height)


class BesideFields(QWidget):
    """Description, address and contact.

    Signals:
        typed: one of them is another one, by somebody's hand.
    """

    typed = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self.description = text_edit(theme, 3)
        self.slug, self.contact = line_edit(theme), line_edit(theme)
        contact_help = t("Where readers can ask for one; the one address that may stand here.")
        self._fields = {
            "description": Field(theme, t("In one sentence"), self.description, t("For search engines and previews."), width=_WIDE),
            "slug": Field(theme, t("Address"), self.slug, t("The last part of the page's address."), width=_WIDE),
            "contact": Field(theme, t("Corrections to"), self.contact, contact_help, width=_WIDE),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(14)
        column.addWidget(Hairline(theme))
        column.addWidget(Text(theme, t("Beside the text"), "body", weight=600))
        for field in self._fields.values():
            column.addWidget(field)
        self.description.textChanged.connect(self.typed)
        self.slug.textEdited.connect(lambda _: self.typed.emit())
        self.contact.textEdited.connect(lambda _: self.typed.emit())

    @property
    def inputs(self) -> tuple[QWidget, ...]:
        """In their order."""
        return self.description, self.slug, self.contact

    @property
    def values(self) -> tuple[str, str, str]:
        """Description, address and contact as typed."""
        return " ".join(self.description.toPlainText().split()), self.slug.text().strip(), self.contact.text().strip()

    def show_values(self, description: str, slug: str, contact: str) -> None:
        """Others; where nothing is different, nothing is touched."""
        if description != self.values[0]:
            self.description.blockSignals(True)
            self.description.setPlainText(description)
            self.description.blockSignals(False)
        for edit, text in ((self.slug, slug), (self.contact, contact)):
            if text != edit.text().strip():
                edit.setText(text)

    def show_wrong(self, sentences: dict[str, str]) -> None:
        """By name of the field, what the gate holds in it."""
        for name, field in self._fields.items():
            field.wrong(sentences.get(name, ""))

    def let_write(self, *, may: bool) -> None:
        """Whether something can be typed."""
        self.description.setReadOnly(not may)
        for edit in (self.slug, self.contact):
            edit.setReadOnly(not may)

    def go_to(self, name: str) -> None:
        """Stand in a field."""
        field = self._fields.get(name)
        if field is not None:
            field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(field.widget, QLineEdit):
                field.widget.selectAll()
