"""Where the report lies now, at the foot of the pages: said until it is closed, with the way to its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import QHBoxLayout

from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.feedback import Icon
from council_app.ui.core.text import Surface, Text
from council_app.ui.core.theme import Theme


class SavedStrip(Surface):
    """Hidden until something was saved.

    Attributes:
        out: the file that was saved last, or None.
    """

    def __init__(self, theme: Theme, t: Translator) -> None:
        super().__init__(theme, "sheet", "t", "line2")
        self._t = t
        self.out: Path | None = None
        self.words = Text(theme, "", "body", elide=True)
        self.folder = Button(theme, t("Open the folder"), Role.PLAIN, height=28, icon="folder-open")
        self.folder.clicked.connect(self.open_folder)
        self.close_button = Button(theme, t("Close"), Role.QUIET, height=28, icon="x")
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 8, 0)
        row.setSpacing(10)
        row.addWidget(Icon(theme, "check", "state.ok.text"))
        row.addWidget(self.words, 1)
        row.addWidget(self.folder)
        row.addWidget(self.close_button)
        self.setFixedHeight(44)
        self.hide()

    def tell(self, out: Path, aside: str = "") -> None:
        """Say where it lies; `aside` is what else there is to know."""
        self.out = out
        sentence = self._t("{file} lies in {folder}.", file=out.name, folder=str(out.parent))
        self.words.say(f"{sentence} {aside}".strip())
        self.words.setToolTip(str(out))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def open_folder(self) -> None:
        """Show the folder in the system's own window."""
        if self.out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.out.parent)))
