"""Short forms of the gate: who answers for a point and why, who signs a post off, where it is out. Enter sends, Esc leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import action_row
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a form: its name, its label, what it says below, what stands in it at first, and whether it may stay empty."""

    name: str
    label: str
    help_text: str = ""
    value: str = ""
    needed: bool = True


class ShortForm(QWidget):
    """Labelled lines and the button that sends them; what is wrong is said at its line.

    Signals:
        sent: everything is filled in (the values by name).
        left: Esc, or Cancel.
    """

    sent = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator, asked: Sequence[Asked], does: str, *, primary: bool = False) -> None:
        super().__init__()
        self._t = t
        self._fields: dict[str, tuple[QLineEdit, Field]] = {}
        self._needed = frozenset(one.name for one in asked if one.needed)
        self.send = Button(theme, does, Role.PRIMARY if primary else Role.PLAIN, height=36 if primary else 32)
        self.cancel = Button(theme, t("Cancel"), Role.QUIET, height=32)
        self._wrong = Text(theme, "", "small", "state.bad.text", wrap=True)
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(10)
        for one in asked:
            edit = line_edit(theme)
            edit.setText(one.value)
            edit.installEventFilter(self)
            field = Field(theme, one.label, edit, one.help_text)
            self._fields[one.name] = (edit, field)
            column.addWidget(field)
        column.addWidget(self._wrong)
        column.addLayout(action_row(self.send, self.cancel))
        self.send.clicked.connect(self._send)
        self.cancel.clicked.connect(self.left)

    @property
    def values(self) -> Mapping[str, str]:
        """What is filled in, each on one line."""
        return {name: " ".join(edit.text().split()) for name, (edit, _field) in self._fields.items()}

    def line(self, name: str) -> QLineEdit:
        """A line by its name."""
        return self._fields[name][0]

    @property
    def first(self) -> QLineEdit:
        """The first line that is empty, or the first."""
        return next((edit for edit, _field in self._fields.values() if not edit.text()), next(iter(self._fields.values()))[0])

    def begin(self) -> None:
        """Stand in the first line that is empty."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def fail(self, sentence: str, name: str = "") -> None:
        """Say what is wrong, at its line where it has one."""
        for each, (edit, field) in self._fields.items():
            field.wrong(sentence if each == name else "")
            if each == name:
                edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wrong.say("" if name else sentence)
        self._wrong.setVisible(bool(sentence) and not name)

    def _send(self) -> None:
        empty = next((name for name, value in self.values.items() if not value and name in self._needed), "")
        if empty:
            self.fail(self._t("Fill this in."), empty)
        else:
            self.fail("")
            self.sent.emit(self.values)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter sends, Esc leaves; the window's Esc is not meant."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.left.emit()
                return True
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            self._send()
            return True
        return super().eventFilter(watched, event)
