"""The only way to make a form: label above, input below, help or what is wrong under it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class Field(QWidget):
    """A labelled input of at most 320 px."""

    def __init__(self, theme: Theme, label: str, widget: QWidget, help_text: str = "", *, width: int | None = None) -> None:
        super().__init__()
        self.widget = widget
        self._help = help_text
        self._theme = theme
        self._label = Text(theme, label, "body", weight=500)
        self._below = Text(theme, help_text, "small", "ink3", wrap=True)
        self._label.setBuddy(widget)
        widget.setAccessibleName(label)
        widget.setAccessibleDescription(help_text)
        if isinstance(widget, QLineEdit):
            widget.setFixedHeight(theme.size("input"))
        widget.setMaximumWidth(width or theme.size("field"))
        self._below.setMaximumWidth(max(width or 0, theme.size("field")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._label)
        column.addWidget(widget)
        column.addWidget(self._below)
        self._below.setVisible(bool(help_text))

    def rename(self, label: str, help_text: str) -> None:
        """Call it something else, with another help."""
        self._label.say(label)
        self.widget.setAccessibleName(label)
        self._help = help_text
        self.wrong("")

    def wrong(self, sentence: str) -> None:
        """Say what is wrong; an empty sentence puts the help back."""
        self._below.say(sentence or self._help)
        self._below.use_ink("state.bad.text" if sentence else "ink3")
        self._below.setVisible(bool(sentence or self._help))
        self.widget.setAccessibleDescription(sentence or self._help)
        self.widget.setProperty("wrong", "true" if sentence else "false")
        self.widget.style().unpolish(self.widget)
        self.widget.style().polish(self.widget)


def line_edit(theme: Theme, *, placeholder: str = "", secret: bool = False) -> QLineEdit:
    """A one-line input in the body font."""
    edit = QLineEdit()
    edit.setFont(theme.font("body"))
    edit.setPlaceholderText(placeholder)
    edit.setFixedHeight(theme.size("input"))
    if secret:
        edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit


def text_edit(theme: Theme, lines: int = 3) -> QPlainTextEdit:
    """An input for a few lines; Tab leaves it."""
    edit = QPlainTextEdit()
    edit.setFont(theme.font("body"))
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(lines * theme.line("body") + 20)
    return edit
