"""A page over the whole window: while a guest holds the laptop, no key and no place can be reached."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedLayout, QWidget

from council_app.ui.core.page import Page


class Cover(QObject):
    """Lays one page over the layers of a window and takes it away when it closes.

    Attributes:
        page: the page on show; None when the window is its own.
    """

    def __init__(self, layers: QStackedLayout, pause: Callable[[bool], None], back: Callable[[], None]) -> None:
        super().__init__(layers)
        self.page: Page | None = None
        self._layers, self._pause, self._back = layers, pause, back
        self._below: QWidget | None = None

    def lay(self, page: Page) -> None:
        """Cover the window."""
        self.lift()
        self.page, self._below = page, self._layers.currentWidget()
        self._pause(True)
        self._layers.addWidget(page)
        page.closed.connect(self.lift)
        self._layers.setCurrentWidget(page)
        target = page.first_focus()
        if target is not None:
            target.setFocus()

    def lift(self) -> None:
        """Uncover it again, and give the keyboard back."""
        page, self.page = self.page, None
        if page is None:
            return
        self._layers.removeWidget(page)
        page.hide()
        page.deleteLater()
        self._pause(False)
        if self._below is not None:
            self._layers.setCurrentWidget(self._below)
        self._back()
