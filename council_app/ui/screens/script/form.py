"""A form that keeps what is typed when its field is left; Enter keeps a line, Ctrl+Enter a text, Escape puts back what was there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.field import Field, line_edit, text_edit
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDE = 520


class PartForm(QWidget):
    """Fields of one kind of part.

    Signals:
        typed: something else stands in it than was shown: keep it.
        left: Escape: back to the outline.
    """

    typed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, title: str) -> None:
        super().__init__()
        self.theme, self.t = theme, t
        self.edits: dict[str, QLineEdit | QPlainTextEdit] = {}
        self.fields: dict[str, Field] = {}
        self._shown: dict[str, str] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.title = Text(theme, title, "panel-title")
        self.column.addWidget(self.title)

    # -- building

    def line(self, name: str, label: str, help_text: str = "", *, width: int = _WIDE) -> QLineEdit:
        """A field of one line."""
        edit = line_edit(self.theme)
        self._add(name, label, edit, help_text, width)
        return edit

    def text(self, name: str, label: str, help_text: str = "", *, lines: int = 3) -> QPlainTextEdit:
        """A field of several lines."""
        edit = text_edit(self.theme, lines)
        self._add(name, label, edit, help_text, _WIDE)
        return edit

    def _add(self, name: str, label: str, edit: QLineEdit | QPlainTextEdit, help_text: str, width: int) -> None:
        self.edits[name] = edit
        self.fields[name] = Field(self.theme, label, edit, help_text, width=width)
        self.column.addWidget(self.fields[name])
        edit.installEventFilter(self)

    # -- what stands in it

    def fill(self, values: dict[str, str]) -> None:
        """Show these, but leave a field in peace in which somebody is typing something else."""
        for name, value in values.items():
            edit = self.edits[name]
            if not (edit.hasFocus() and self.value(name) != self._shown.get(name, "")) and self.value(name) != value:
                self.fill_one(name, value)
            self._shown[name] = value
            self.fields[name].wrong("")

    def fill_one(self, name: str, value: str) -> None:
        """Type into one field on somebody's behalf."""
        edit = self.edits[name]
        edit.setText(value) if isinstance(edit, QLineEdit) else edit.setPlainText(value)

    def value(self, name: str) -> str:
        """What stands in a field."""
        edit = self.edits[name]
        return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()

    def number(self, name: str) -> int | None:
        """A whole number; None when nothing stands there.

        Raises:
            ValueError: it is none; the field says so.
        """
        typed = self.value(name).strip()
        if not typed:
            return None
        if not typed.isdecimal():
            self.fields[name].wrong(self.t("Write a whole number."))
            raise ValueError(name)
        return int(typed)

    def lines(self, name: str) -> tuple[str, ...]:
        """One entry for each line that is not empty."""
        return tuple(line.strip() for line in self.value(name).splitlines() if line.strip())

    def changed(self) -> frozenset[str]:
        """The fields in which something else stands than was shown."""
        return frozenset(name for name, shown in self._shown.items() if self.value(name) != shown)

    def forget(self) -> None:
        """Another part comes: what was shown is not to be compared with."""
        self._shown.clear()

    def freeze(self, *, frozen: bool) -> None:
        """Only to be read, or to be written again."""
        for edit in self.edits.values():
            edit.setReadOnly(frozen)

    def first_edit(self) -> QWidget:
        """Who gets the keyboard, with all that stands there chosen."""
        edit = next(iter(self.edits.values()))
        edit.selectAll()
        return edit

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leaving a field keeps it."""
        if event.type() is QEvent.Type.FocusOut:
            self.keep()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._put_back()
                self.left.emit()
                return True
            wants = isinstance(watched, QLineEdit) or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ENTER and wants:
                self.keep()
                return True
        return super().eventFilter(watched, event)

    def keep(self) -> None:
        """Ask for it to be kept, when there is anything to keep."""
        if self.changed():
            self.typed.emit()

    def _put_back(self) -> None:
        for name, value in self._shown.items():
            self.fill_one(name, value)
