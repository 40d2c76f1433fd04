"""Giving a market's next council a date: proposed after its last one, ready to be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.programme.planning import CouncilPlan, Planned, plan_council, proposal
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import action_row
from council_app.ui.screens.programme.formpage import FormPage, day_of, number_of
from council_app.ui.screens.programme.marketbutton import MarketButton


class PlanPage(FormPage):
    """City, day and hours; people and script come later, in their places."""

    def __init__(self, ctx: AppContext, markets: tuple[tuple[str, str], ...], market: str) -> None:
        super().__init__(ctx, ctx.t("Plan a council"), ctx.t("As the last one of this market was; change what is different."))
        t, countries = self.t, dict(markets)
        self.market = MarketButton(self.theme, countries, market if market in countries else markets[0][0], t("Choose a market"))
        self.market.chosen.connect(self._propose)
        self.column.addLayout(action_row(self.market))
        self.city = self.field(t("City"))
        self.day = self.field(t("Day"), help_text=t("Write it like 2026-12-10."))
        self.hours = self.field(
            t("Sessions"), help_text=t("Start and end of each, like 15:00–17:00, 18:00–20:00. Two are a double session.")
        )
        self.venue = self.field(t("Venue"))
        self.chairs = self.field(t("Chairs of each session"), help_text=t("Empty where nobody decided."))
        self.target = self.field(t("People wanted in each session"), help_text=t("Empty where nobody decided."))
        self.zone = self.field(t("Time zone"))
        self.save = Button(self.theme, t("Plan it"), Role.PRIMARY)
        self.save.clicked.connect(self.plan)
        self.column.addLayout(action_row(self.save))
        self.finish()
        self._propose()

    def first_focus(self) -> QWidget | None:
        """The day: everything else is proposed."""
        return self.day

    def _propose(self) -> None:
        market = self.market.at
        self.ctx.read(self, lambda workspace: proposal(workspace=workspace, market=market), self._show)

    def _show(self, plan: CouncilPlan) -> None:
        self.city.setText(plan.city)
        self.hours.setText(", ".join(f"{starts}–{ends}" for starts, ends in plan.hours))
        self.venue.setText(plan.venue)
        self.chairs.setText("" if plan.capacity is None else str(plan.capacity))
        self.target.setText("" if plan.target is None else str(plan.target))
        self.zone.setText(plan.timezone)

    def plan(self) -> None:
        """Make the council and go to its list."""
        try:
            chairs, target = number_of(self.chairs.text()), number_of(self.target.text())
        except ValueError:
            self.refuse(CouncilError("", m_("this is not a whole number"), m_("Write digits only, or nothing.")))
            return
        wanted = CouncilPlan(
            self.market.at,
            self.city.text(),
            day_of(self.day.text()),
            self._hours(),
            self.venue.text(),
            chairs,
            target,
            self.zone.text().strip(),
        )
        self.ctx.write(
            self,
            lambda workspace: plan_council(workspace=workspace, plan=wanted),
            lambda _: self.closed.emit(),
            changes=_changes,
            failed=self.refuse,
            notice=m_("Planned a council"),
        )

    def _hours(self) -> tuple[tuple[str, str], ...]:
        """Start and end of each session, as typed."""
        parts = [part.replace("—", "–").replace("-", "–").partition("–") for part in self.hours.text().split(",") if part.strip()]
        return tuple((starts.strip(), ends.strip()) for starts, _, ends in parts)


def _changes(made: Planned) -> Changes:
    return made.changes
