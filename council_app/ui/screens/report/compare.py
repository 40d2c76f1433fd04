"""This version beside the last one that was saved: what is different in sentences, and number beside number."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from council_app.errors import Message
from council_app.i18n import Translator
from council_app.services.report.choosing import ReportChoice
from council_app.services.report.preview import Difference, Since, Value
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.core.text import Hairline, Text
from council_app.ui.screens.report.maker import Made

_WIDEST, _SENTENCES, _ROWS = 760, 190, 150


class ComparePage(Page):
    """Sentences that say against which version they are measured, and a table of every place whose numbers are others."""

    def __init__(self, ctx: AppContext, made: Made | None, choice: ReportChoice | None) -> None:
        super().__init__(ctx)
        self.lines: list[str] = []
        since = made.prepared.changed if made is not None else None
        self.model: RowsModel[Difference] = RowsModel(self._columns(since), self, tag=self.t.tag)
        self.table: Table[Difference] | None = None
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
        """The sentences above, and below them both versions, number beside number."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = self._said(since)
        said.setMaximumHeight(_SENTENCES)
        column.addWidget(said)
        column.addWidget(Hairline(self.theme))
        self.model.show_rows(since.differences)
        self.table = Table(self.theme, self.model, self.t("Both versions side by side"))
        if since.differences:
            self.table.selectRow(0)
        self.table.setMinimumHeight(_ROWS)
        column.addWidget(self.table, 1)
        return inside

    def _said(self, since: Since) -> QWidget:
        t, inside = self.t, QWidget()
        inside.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 16, 28, 12)
        column.setSpacing(6)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        day = t.date(since.day)
        head = t.n("{count} change since the version of {day}", "{count} changes since the version of {day}", len(since.items), day=day)
        column.addWidget(Text(self.theme, head if since.items else t("Nothing changed since {day}", day=day), "place", wrap=True))
        for item in since.items:
            sentence = t.say(item) if isinstance(item, Message) else item
            self.lines.append(sentence)
            column.addWidget(Text(self.theme, sentence, "note", wrap=True))
        column.addWidget(Text(self.theme, t("Words that may not be repeated any more are not, here either."), "small", "ink3", wrap=True))
        return scroll_of(inside)

    def _columns(self, since: Since | None) -> tuple[Column[Difference], ...]:
        t = self.t
        before = t("Version of {day}", day=t.date(since.day, style="medium")) if since is not None else ""
        return (
            Column(t("Where"), lambda row: _text(t, row.what)),
            Column(before, lambda row: self._values(row.before), ink="ink2"),
            Column(t("Now"), lambda row: self._values(row.now), weight=500),
        )

    def _values(self, values: tuple[Value, ...] | None) -> str:
        t = self.t
        if values is None:
            return t("not there")
        return ", ".join(f"{_text(t, value.word)} {_number(t, value)}".strip() for value in values)

    def first_focus(self) -> QWidget | None:
        """The table: arrows go through it. Without one the way back; there is nothing to type."""
        return self.table or self.bar


def _text(t: Translator, text: str | Message) -> str:
    return t.say(text) if isinstance(text, Message) else text


def _number(t: Translator, value: Value) -> str:
    number = value.number
    if number is None:
        return t("hidden")
    if value.share:
        return t.percent(number)
    return t.number(number) if float(number).is_integer() else t.number(number, decimals=1)
