"""A box that asks one thing over whatever is open: Enter answers, Esc leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.ui.core.field import Field, line_edit
from council_app.ui.core.text import Surface
from council_app.ui.core.theme import Theme

_WIDTH = 280


class Ask(Surface):
    """Asks for a line of text."""

    def __init__(self, theme: Theme, label: str, words: str, answered: Callable[[str], None], *, help_text: str = "") -> None:
        super().__init__(theme, "sheet", "tblr", "line2")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._answered = answered
        self.box = line_edit(theme)
        self.box.setText(words)
        self.box.selectAll()
        self.box.returnPressed.connect(self._answer)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(Field(theme, label, self.box, help_text))
        self.setAccessibleName(label)

    def open_at(self, widget: QWidget, at: QPoint) -> None:
        """Show it at a place of a widget, wholly on the screen."""
        self.setParent(widget, self.windowFlags())
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        place, screen = widget.mapToGlobal(at), widget.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def _answer(self) -> None:
        words = self.box.text()
        self.close()
        self._answered(words)
