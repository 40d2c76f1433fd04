"""What a market promises: how many councils a year, and how soon a report."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from council_app.domain.records import Changes
from council_app.domain.year import MarketYear
from council_app.errors import CouncilError, m_
from council_app.services.programme import set_promises
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import action_row
from council_app.ui.screens.programme.formpage import FormPage, number_of


class PromisesPage(FormPage):
    """Two numbers; an empty one promises nothing."""

    def __init__(self, ctx: AppContext, row: MarketYear) -> None:
        super().__init__(ctx, ctx.t("Cadence and aim: {market}", market=ctx.t.territory(row.country)))
        self._market = row.market
        t, kept = self.t, row.cadence.promised
        self.councils = self.field(t("Councils a year"), "" if kept is None else str(kept), t("Empty where nothing was promised."))
        aim = "" if row.report_days is None else str(row.report_days)
        self.days = self.field(t("Days from a council to its report"), aim, t("What is aimed at. Empty where nothing is."))
        self.save = Button(self.theme, t("Keep"), Role.PRIMARY, height=36)
        self.save.clicked.connect(self.keep_both)
        for edit in (self.councils, self.days):
            edit.returnPressed.connect(self.keep_both)
        self.column.addLayout(action_row(self.save))
        self.finish()

    def first_focus(self) -> QWidget | None:
        """The first number."""
        return self.councils

    def keep_both(self) -> None:
        """Both numbers at once, so that one undo takes both back."""
        market = self._market
        try:
            councils, days = number_of(self.councils.text()), number_of(self.days.text())
        except ValueError:
            self.refuse(CouncilError("", m_("this is not a whole number"), m_("Write digits only, or nothing.")))
            return

        def work(workspace: Workspace) -> Changes:
            return set_promises(workspace=workspace, market=market, councils=councils, report_days=days)

        self.keep(work, m_("Kept what the market promises"))
