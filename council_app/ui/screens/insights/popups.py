"""A small popup with one line to type into."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme


class LinePopup(Surface):
    """A field and a button; Enter takes what was typed, Esc leaves.

    Args:
        theme: looks.
        label: what is asked for.
        help_text: a line below.
        button: what the button says.
        take: takes what was typed, and answers what is wrong with it, "" when it was taken.
    """

    def __init__(self, theme: Theme, label: str, help_text: str, button: str, take: Callable[[str], str]) -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(label)
        self._take = take
        self.line = line_edit(theme)
        self.field = Field(theme, label, self.line, help_text)
        keep = Button(theme, button, Role.PRIMARY, height=32)
        keep.clicked.connect(self._tell)
        self.line.returnPressed.connect(self._tell)
        row = QHBoxLayout()
        row.addWidget(keep)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.field)
        column.addLayout(row)
        self.setFixedWidth(280)

    def open_under(self, widget: QWidget) -> None:
        """Show it, with the keyboard in it."""
        self.adjustSize()
        place, screen = widget.mapToGlobal(QPoint(0, widget.height() + 2)), widget.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self) -> None:
        wrong = self._take(self.line.text().strip())
        if wrong:
            self.field.wrong(wrong)
        else:
            self.close()
