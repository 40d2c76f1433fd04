"""The insights of one step of the funnel, each with what became of it; Enter goes to it, the button to the notes of the market."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.delivery_rules import STATUS_WORDS
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.programme import MarketFunnel, Standing
from council_app.i18n import Translator
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.page import Page
from council_app.ui.core.rows import Column, RowsModel
from council_app.ui.core.table import Table


def step_columns(t: Translator, funnel: MarketFunnel) -> tuple[Column[Standing], ...]:
    """Title, when it was first heard, where it stands, and how long it has been open."""

    def days(row: Standing) -> str:
        return "–" if row.settled else t.number(row.days(funnel.today))

    return (
        Column(t("Insight"), lambda row: row.title, weight=500),
        Column(t("First heard"), lambda row: t.date(row.heard_on, style="medium"), 130, shown_from=560),
        Column(t("Stands at"), lambda row: t.say(STATUS_WORDS[row.status]), 130),
        Column(t("Days open"), days, 96, right=True, shown_from=480),
    )


class StepPage(Page):
    """What a number of the funnel counts."""

    def __init__(self, ctx: AppContext, funnel: MarketFunnel, step: str, keys: tuple[str, ...]) -> None:
        super().__init__(ctx)
        self._market = funnel.market
        wanted = set(keys)
        rows = [each for each in funnel.standing if each.key in wanted]
        self.model = RowsModel[Standing](step_columns(self.t, funnel), self)
        self.table = Table(self.theme, self.model, self.t("Insights"))
        self.table.opened.connect(lambda row: ctx.insight_asked.emit(row.key))
        self.model.show_rows(rows)
        self.notes = Button(self.theme, self.t("Notes"), Role.PLAIN, height=28)
        self.notes.clicked.connect(lambda: ctx.notes_asked.emit(filter_of((where(Facet.MARKET, funnel.market),))))
        body = QWidget()
        layers = QStackedLayout(body)
        layers.addWidget(self.table)
        layers.addWidget(
            EmptyState(self.theme, self.t("No insight is here."), self.t("What was heard becomes an insight in its place."), ground="sheet")
        )
        layers.setCurrentIndex(0 if rows else 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = self.t("{step}: {market}", step=step, market=self.t.territory(funnel.country))
        column.addWidget(self.top_bar(title, self.notes))
        column.addWidget(body, 1)
        if rows:
            self.table.selectRow(0)

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table
