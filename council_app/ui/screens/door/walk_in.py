"""Somebody who was not on the list, in one short form: a name, an address if they like, and in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from council_app.domain.text import has_words
from council_app.i18n import Translator
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.door.box import LONGEST
from council_app.ui.screens.door.strip import TOUCH, Choice, touch_button

_WIDE = 280


def tidy_name(typed: str) -> str:
    """A name as it is written: typed in a hurry without capitals, its words get them."""
    words = " ".join(typed.split())
    return words.title() if words.islower() and "@" not in words else words


class WalkInForm(Surface):
    """The form in place of the strip.

    Signals:
        filled: it is to be kept (name, address).
        left: it was given up.
    """

    filled = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "b")
        self._t, self._sent = t, False
        self.name, self.email = line_edit(theme), line_edit(theme, placeholder=t("optional"))
        self._fields = [Field(theme, t("Name"), self.name, width=_WIDE), Field(theme, t("E-mail"), self.email, width=_WIDE)]
        self._full = Text(theme, "", "lead", "state.warn.text", weight=500, wrap=True)
        self.keep = touch_button(theme, Choice(t("Let in"), "Enter", self._keep, primary=True))
        cancel = touch_button(theme, Choice(t("Cancel"), "Esc", self.left.emit))
        for edit in (self.name, self.email):
            edit.setMaxLength(LONGEST)
            edit.setFixedHeight(TOUCH)
            edit.installEventFilter(self)
        fields, buttons = QHBoxLayout(), QHBoxLayout()
        for row, widgets in ((fields, self._fields), (buttons, (cancel, self.keep))):
            row.setSpacing(12)
            for widget in widgets:
                row.addWidget(widget, 3, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.addLayout(fields, 1)
        self._row.addLayout(buttons)
        self._buttons = buttons
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        self._column.addWidget(self._full)
        self._column.addLayout(self._row)
        self.fold(narrow=False, margin=40)

    def fold(self, *, narrow: bool, margin: int) -> None:
        """The buttons beside the fields, or below them."""
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        # Beside the fields the buttons stand on their line, below their labels.
        for field in self._fields:
            field.setMinimumWidth(120 if narrow else _WIDE)
            field.setMaximumWidth(16_777_215 if narrow else _WIDE)
        self._buttons.setContentsMargins(0, 0 if narrow else 26, 0, 0)
        self._row.setSpacing(10 if narrow else 16)
        self._column.setContentsMargins(margin, 8 if narrow else 14, margin, 10 if narrow else 14)

    def begin(self, typed: str, full: str) -> None:
        """Open it with what was typed; `full` says that there is no chair left, and asks for a decision."""
        is_address, self._sent = "@" in typed, False
        self.name.setText("" if is_address else tidy_name(typed))
        self.email.setText(typed.strip() if is_address else "")
        self._full.say(full)
        self._full.setVisible(bool(full))
        self.keep.rename(self._t("Let in all the same") if full else self._t("Let in"))
        for field in self._fields:
            field.wrong("")
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def sent(self) -> bool:
        """True from keeping until it is answered."""
        return self._sent

    def wrong(self, sentence: str) -> None:
        """Say under the address why it was not kept."""
        self._sent = False
        self._fields[1].wrong(sentence)
        self.email.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps from either field, Escape leaves."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if not event.isAutoRepeat():
                    self._keep()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        if self._sent:
            return
        if not has_words(self.name.text()):
            self._fields[0].wrong(self._t("Type what they are called."))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._sent = True
        self.filled.emit(self.name.text(), self.email.text())
