"""One part that can be written: its name, and a field that opens for a comment and grows with what is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.domain.limits import TEXT_LIMIT
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_LEAST, _LEAD, _MOST, _ROOM = 2, 6, 14, 22


class PartEdit(QPlainTextEdit):
    """A field for paragraphs; Tab leaves it.

    Signals:
        left: the keyboard went elsewhere.
        resized: it is narrower or wider, so that its lines break elsewhere.
    """

    left = Signal()
    resized = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFont(theme.font("note"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is done with; a menu of its own does not end it."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self.resized.emit()


class PartField(QWidget):
    """The summary, or a comment on a section or a finding.

    Attributes:
        part, place: its name as it is kept, and that of what it is about in the document.
        label: its name in words.

    Signals:
        typed: something was typed (the part, the text).
        left: the keyboard went elsewhere.
    """

    typed = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, part: str, label: str, help_text: str = "", *, lead: bool = False) -> None:
        super().__init__()
        self._theme, self.part, self._help, self._lead = theme, part, help_text, lead
        self._open = lead
        self._words = Text(theme, label, "body", weight=600 if lead else 500, wrap=True)
        self.add = Button(theme, t("Comment"), Role.LINK, height=28, icon="plus")
        self.add.setAccessibleName(t("Write a comment on {part}", part=label))
        self.add.clicked.connect(self.open_field)
        self.place = ""
        self.label, self._refusal, self._suggested = label, "", ""
        self._edit: PartEdit | None = None
        self._lines = _LEAD if lead else _LEAST
        self._below = Text(theme, help_text, "small", "ink3", wrap=True)
        self._wrong = ""
        self._lay_out()
        self._show_open()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._words, 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._below)

    @property
    def edit(self) -> PartEdit:
        """The field itself, made when it is first needed: most comments are never opened, and a hundred fields take their time."""
        if self._edit is None:
            self._edit = edit = PartEdit(self._theme)
            edit.setAccessibleName(self.label)
            edit.setPlaceholderText(self._suggested)
            edit.textChanged.connect(self._changed)
            edit.left.connect(self._leave)
            edit.resized.connect(self._fit)
            self._column.insertWidget(1, edit)
            self._tell()
        return self._edit

    @property
    def typing(self) -> bool:
        """Whether somebody has the keyboard in it, and typed."""
        return self._edit is not None and self._edit.hasFocus() and self._edit.document().isModified()

    def _tell(self) -> None:
        """What the field says of itself."""
        if self._edit is not None:
            self._edit.setReadOnly(bool(self._refusal))
            self._edit.setToolTip(self._refusal)
            self._edit.setAccessibleDescription(self._wrong or self._help)
            self._edit.setProperty("wrong", "true" if self._wrong else "false")
            self._edit.style().unpolish(self._edit)
            self._edit.style().polish(self._edit)

    # -- what stands in it

    @property
    def text(self) -> str:
        """As typed."""
        return self._edit.toPlainText() if self._edit is not None else ""

    def show_text(self, text: str) -> None:
        """Put a text in; where the same stands, nothing moves."""
        if text != self.text:
            self.edit.blockSignals(True)
            self.edit.setPlainText(text)
            self.edit.blockSignals(False)
        if self._edit is not None:
            self._edit.document().setModified(False)
        self._open = self._open or bool(text)
        if not text and not self._lead and not (self._edit is not None and self._edit.hasFocus()):
            self._open = False
        self._show_open()

    def suggest(self, text: str) -> None:
        """What stands in the report where nothing is written."""
        self._suggested = text
        self.edit.setPlaceholderText(text)

    def refuse(self, reason: str) -> None:
        """Only to be read, and why; "" lets people write."""
        if reason != self._refusal:
            self._refusal = reason
            self.add.refuse(reason)
            self._tell()

    def wrong(self, sentence: str) -> None:
        """Say what must not go out as it is; "" takes that away."""
        if sentence == self._wrong:
            return
        self._wrong = sentence
        self._below.say(sentence or self._help)
        self._below.use_ink("state.bad.text" if sentence else "ink3")
        self._open = self._open or bool(sentence)
        self._show_open()
        self._tell()

    def open_field(self) -> None:
        """Ready to write."""
        self._open = True
        self._show_open()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- looks

    def _show_open(self) -> None:
        if self._open or self._edit is not None:
            self.edit.setVisible(self._open)
        self.add.setVisible(not self._open)
        self._below.setVisible(self._open and bool(self._wrong or self._help))
        self._fit()

    def _changed(self) -> None:
        if len(self.text) > TEXT_LIMIT:  # pasted; a report is no place for a book
            self.edit.setPlainText(self.text[:TEXT_LIMIT])
        self._fit()
        self.typed.emit(self.part, self.text)

    def _leave(self) -> None:
        """An empty comment closes again."""
        if not self.text.strip() and not self._lead and not self._wrong:
            self._open = False
            self._show_open()
        self.left.emit()

    def _fit(self) -> None:
        """As high as its lines."""
        if self._edit is not None:
            lines = round(self._edit.document().size().height())
            height = max(self._lines, min(_MOST, lines)) * self._edit.fontMetrics().lineSpacing() + _ROOM
            if self._edit.height() != height:
                self._edit.setFixedHeight(height)
