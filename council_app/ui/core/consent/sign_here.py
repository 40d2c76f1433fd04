"""Where a guest signs: the field, its label, and one button that is whatever helps now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from council_app.i18n import Translator
from council_app.ui.core.consent.signature import SignaturePad
from council_app.ui.core.handover.guest import GuestButton, Loud
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class SignHere(QWidget):
    """The field with its label, and one button that is whatever helps now: again, or a way round the field.

    Signals:
        changed: signed, wiped, or decided not to sign.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.pad = SignaturePad(theme)
        self.other = GuestButton(theme, Loud.QUIET, height=40)
        self.aloud = False
        self._t: Translator | None = None
        self._label = Text(theme, "", "guest-label")
        self._hint = Text(theme, "", "guest-body", "ink2", wrap=True)
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self.pad, 1)
        column.addLayout(foot)
        self.pad.changed.connect(self._show)
        self.other.clicked.connect(self._press)

    @property
    def settled(self) -> bool:
        """Signed, or said that it will be said aloud."""
        return self.aloud or self.pad.signed

    def speak(self, t: Translator) -> None:
        """Everything in another language; the ink stays."""
        self._t = t
        self._label.say(t("Sign here"))
        self.pad.setAccessibleName(t("Sign here"))
        self.pad.setAccessibleDescription(t("With the mouse or a finger"))
        self._show()

    def clear(self) -> None:
        """Empty, and to be signed."""
        self.aloud = False
        self.pad.lock(locked=False)
        self.pad.clear()

    def _press(self) -> None:
        if self.pad.empty:
            self.aloud = not self.aloud
            self.pad.lock(locked=self.aloud)
            self._show()
        else:
            self.pad.clear()

    def _show(self) -> None:
        t = self._t
        if t is None:
            return
        if self.aloud:
            self._hint.say(t("Say your answers aloud to the team instead."))
            self.other.say(t("Sign after all"), "")
        else:
            self._hint.say(t("With the mouse or a finger"))
            self.other.say(*((t("I cannot sign"), "") if self.pad.empty else (t("Again"), "rotate-ccw")))
        self.changed.emit()
