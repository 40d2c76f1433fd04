"""What changed since the last version that was saved, line by line; words that may not be repeated any more are not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.errors import Message
from council_app.services.report.choosing import ReportChoice
from council_app.services.report.preview import Since
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Hairline, Text
from council_app.ui.screens.report.maker import Made

_WIDEST = 760


class ComparePage(Page):
    """A list of sentences; the first line says which version they are measured against."""

    def __init__(self, ctx: AppContext, made: Made | None, choice: ReportChoice | None) -> None:
        super().__init__(ctx)
        self.lines: list[str] = []
        since = made.prepared.changed if made is not None else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = self.top_bar(self.t("What changed since the last version"))
        column.addWidget(self.bar)
        self._area = self._listed(since) if since is not None else self._nothing(choice is not None and choice.saved is not None)
        column.addWidget(self._area, 1)

    def _nothing(self, saved: bool) -> QWidget:
        t = self.t
        sentence = t("Nothing is different from the last version.") if saved else t("There is no version to compare with.")
        line = t("Once this report was saved, what is different from then stands here: figures, findings, and quotes that are gone.")
        return EmptyState(self.theme, sentence, t("It says the same as the file that was saved.") if saved else line, ground="sheet")

    def _listed(self, since: Since) -> QWidget:
        t, inside = self.t, QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(10)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        day = t.date(since.day)
        head = t.n("{count} change since the version of {day}", "{count} changes since the version of {day}", len(since.items), day=day)
        column.addWidget(Text(self.theme, head if since.items else t("Nothing changed since {day}", day=day), "place", wrap=True))
        column.addWidget(Text(self.theme, t("Words that may not be repeated any more are not, here either."), "small", "ink3", wrap=True))
        for item in since.items:
            sentence = t.say(item) if isinstance(item, Message) else item
            self.lines.append(sentence)
            column.addWidget(Hairline(self.theme))
            column.addWidget(Text(self.theme, sentence, "note", wrap=True))
        return scroll_of(inside)

    def first_focus(self) -> QWidget | None:
        """The way back; there is nothing to type."""
        return self.bar
