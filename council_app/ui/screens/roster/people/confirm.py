"""The one place that asks first: what cannot be undone is said, and done only when its name was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from council_app.domain.text import fold
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.page import action_row
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme
from council_app.ui.screens.roster.people.parts import column_of

_WIDTH = 460
_SIDES, _AROUND = 28 + 16 + 12, 24 + 20 + 2 * 14 + 36 + 16
"""Margins beside the words; margins, gaps and buttons above and below them."""


class ConfirmErasure(QDialog):
    """Modal. Says what goes, what stays outside, and takes a typed name for a yes; `accepted` when it was given."""

    def __init__(
        self, theme: Theme, t: Translator, parent: QWidget, *, title: str, lines: Sequence[str], names: Sequence[str], act: str
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._names = {fold(" ".join(name.split())) for name in names if name.strip()}
        self.setWindowTitle(title)
        self.setModal(True)
        said, column = column_of((0, 0, 12, 0), 8)
        column.addWidget(Text(theme, title, "place", wrap=True))
        for line in lines:
            column.addWidget(Text(theme, line, "body", "ink2", wrap=True))
        column.addStretch(1)
        self.typed = line_edit(theme)
        self.typed.textChanged.connect(self._judge)
        self.typed.returnPressed.connect(self.submit)
        shown = next(name for name in names if name.strip())
        field = Field(theme, t("Type {name} to go on", name=t.quote(shown)), self.typed)
        self.act = Button(theme, act, Role.PRIMARY)
        self.act.setAutoDefault(False)
        self.act.clicked.connect(self.submit)
        keep = Button(theme, t("Keep everything"), Role.PLAIN, key="Esc")
        keep.setAutoDefault(False)
        keep.clicked.connect(self.reject)
        self._missing = t("Type the name first.")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 24, 16, 20)
        whole.setSpacing(14)
        whole.addWidget(scroll_of(said), 1)
        whole.addWidget(field)
        whole.addLayout(action_row(self.act, keep))
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        room = parent.window().size()
        width = min(_WIDTH, room.width() - 40)
        needed = said.heightForWidth(width - _SIDES) + field.sizeHint().height() + _AROUND
        self.resize(width, min(needed, room.height() - 40))
        self._judge()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _judge(self) -> None:
        meant = fold(" ".join(self.typed.text().split())) in self._names
        self.act.refuse("" if meant else self._missing)

    def submit(self) -> None:
        """Say yes, when the name was typed."""
        if self.act.isEnabled():
            self.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sheet with an edge: some systems put no frame around a dialog."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("sheet"))
        painter.setPen(self._theme.colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
