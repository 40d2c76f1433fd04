"""Versions of the report at hand that were saved on this laptop: when, for whom, in which language, as what."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.services.report.choosing import ReportChoice, SavedVersion, versions
from council_app.settings import LANGUAGE
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.table import Column, RowsModel, Table
from council_app.ui.screens.report.wanted import audience_words

_FORMS: Mapping[str, Message] = {"pdf": m_("PDF"), "html": m_("Web page"), "docx": m_("Word"), "xlsx": m_("Figures")}


class VersionsPage(Page):
    """Reads by itself; a withdrawal of consent names these files."""

    def __init__(self, ctx: AppContext, choice: ReportChoice | None) -> None:
        super().__init__(ctx)
        self._about = choice.about if choice is not None else None
        self.model: RowsModel[SavedVersion] = RowsModel(_columns(self.t), self, tag=self.t.tag)
        self.table: Table[SavedVersion] = Table(self.theme, self.model, self.t("Versions that were saved"))
        body = QWidget()
        self._layers = QStackedLayout(body)
        self._layers.addWidget(self.table)
        self._layers.addWidget(
            EmptyState(
                self.theme,
                self.t("No version of this report was saved here."),
                self.t("Each file that is saved is remembered, so that whoever takes back consent can be told where their words stand."),
                ground="sheet",
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bar = self.top_bar(self.t("Versions that were saved"))
        column.addWidget(self.bar)
        column.addWidget(body, 1)
        self.read()

    def read(self) -> None:
        """Read the list."""
        about = self._about
        if about is None:
            self._show(())
        else:
            self.ctx.read(self, lambda workspace: versions(workspace=workspace, about=about), self._show)

    def _show(self, found: tuple[SavedVersion, ...]) -> None:
        self.model.show_rows(found)
        self._layers.setCurrentIndex(0 if found else 1)
        if found:
            self.table.selectRow(0)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table


def _columns(t: Translator) -> tuple[Column[SavedVersion], ...]:
    languages = {value: t.say(word) for value, word in LANGUAGE.values}
    forms = {value: t.say(word) for value, word in _FORMS.items()}
    return (
        Column(t("Saved"), lambda row: t.moment(row.at.astimezone()), 170),
        Column(t("For whom"), lambda row: audience_words(t, row.audience), 100),
        Column(t("Language"), lambda row: languages.get(row.locale.split("-")[0], row.locale), 110, ink="ink2", shown_from=620),
        Column(t("Form"), lambda row: forms.get(row.format, row.format), 100, ink="ink2"),
        Column(t("Notes in it"), lambda row: t.number(row.notes), 100, ink="ink2", shown_from=760),
        Column(t("File"), lambda row: row.file or t("not known"), ink="ink2"),
    )
