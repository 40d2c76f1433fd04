"""The state of saving, always in sight: saved at, saving, or not saved and why."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from council_app.i18n import Translator
from council_app.ui.core.icons import draw_icon
from council_app.ui.core.text import Block, Run, draw_line
from council_app.ui.core.theme import Theme


class SaveState(QWidget):
    """Two lines at the foot of the rail; a failure stays until something was saved again."""

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__()
        self._theme, self._t = theme, t
        self._icon, self._ink = "check", "state.ok.text"
        self._first, self._second = "", ""
        self._narrow = False
        self._where = ""
        self._settled = (self._icon, self._ink, "", "")
        theme.changed.connect(self.update)

    def open(self, where: str) -> None:
        """A workspace is open and as it is on disk; `where` is the second line."""
        self._where = where
        self._tell("check", "state.ok.text", self._t("All saved"), where)

    def fold(self, *, narrow: bool) -> None:
        """Icon only, or with words."""
        self._narrow = narrow
        self.update()

    def saving(self) -> None:
        """A write is under way."""
        self._show("loader", "ink3", self._t("Saving"), self._where)

    def saved(self, at: datetime) -> None:
        """The last write is on disk."""
        self._tell("check", "state.ok.text", self._t("Saved {time}", time=self._t.time(at, seconds=True)), self._where)

    def not_saved(self, why: str) -> None:
        """A write failed; said to screen readers as well."""
        self._tell("octagon-x", "state.bad.text", self._t("Not saved"), why)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._first}: {why}"))

    def unchanged(self) -> None:
        """Nothing was to be saved after all: what stood here before holds."""
        self._show(*self._settled)

    def _tell(self, icon: str, ink: str, first: str, second: str) -> None:
        self._settled = (icon, ink, first, second)
        self._show(icon, ink, first, second)

    def _show(self, icon: str, ink: str, first: str, second: str) -> None:
        self._icon, self._ink, self._first, self._second = icon, ink, first, second
        self.setAccessibleName(f"{first}. {second}" if second else first)
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """72 px at the foot: two lines, and a third where words are long."""
        return QSize(self._theme.size("rail"), 72)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon, what, and where or why."""
        if not self._first:
            return
        painter = QPainter(self)
        size = self._theme.size("icon-pill")
        if self._narrow:
            draw_icon(painter, self._icon, self._theme.colour(self._ink), (self.width() - size) / 2, (self.height() - size) / 2, size)
            return
        second = Block(self._theme, (Run(self._second, 400),), "micro", self.width() - 20, lines=2)
        top = self.height() - 15 - second.height
        second.paint(painter, 16, top, "ink3")
        draw_icon(painter, self._icon, self._theme.colour(self._ink), 16, top - 16, size)
        draw_line(painter, self._theme, self._first, "micro", 36, top - 17, "ink", weight=500)
