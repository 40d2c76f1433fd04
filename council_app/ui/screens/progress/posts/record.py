"""One time that a post was in public: when, where, who answered for it, and every word it said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.domain.posts import Written, understand
from council_app.i18n import Translator
from council_app.services.posts import OutFacts
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class OutRecord(QWidget):
    """What it said opens below."""

    def __init__(self, theme: Theme, t: Translator, out: OutFacts) -> None:
        super().__init__()
        self._theme, self._t, self._out = theme, t, out
        self._words: list[Text] = []
        days = t.date(out.day, style="medium")
        if out.down_on is not None:
            days = t("{day}, taken down on {down}", day=days, down=t.date(out.down_on, style="medium"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(Text(theme, f"{days}: {out.place}", "body", weight=500, wrap=True))
        self._column.addWidget(Text(theme, t("Signed off by {name}.", name=out.approved_by), "small", "ink3", wrap=True))
        self.more = Button(theme, t("What it said"), Role.LINK, height=28)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, on: bool) -> None:
        if on and not self._words:
            self._words = [Text(self._theme, self._out.title, "quote", weight=600, wrap=True)]
            for section in understand(Written(self._out.text)).sections:
                if section.heading:
                    self._words.append(Text(self._theme, section.heading, "quote", weight=600, wrap=True))
                self._words += [Text(self._theme, block.text, "quote", "ink2", wrap=True) for block in section.blocks]
            for words in self._words:
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._column.addWidget(words)
        for words in self._words:
            words.setVisible(on)
