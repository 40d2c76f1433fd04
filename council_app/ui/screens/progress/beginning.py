"""Beginning a post: the day its statuses are true, and where readers ask for corrections; it is written from the data in every language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from council_app.errors import m_
from council_app.services.posting_view import BlogMarket
from council_app.services.posts import Begun, begin
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.scrolling import scroll_of
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.progress.gate.forms import Asked, ShortForm
from council_app.ui.screens.progress.words import day_of, language_of, today

_WIDTH = 360


class BeginPane(Surface):
    """Where a market has no post yet, and where a new one is asked for.

    Signals:
        begun: a post was begun (the id of its first language).
    """

    begun = Signal(str)

    def __init__(self, ctx: AppContext, edges: str = "r") -> None:
        super().__init__(ctx.theme, "sheet", edges)
        self._ctx, self.t, theme = ctx, ctx.t, ctx.theme
        t = self.t
        self._market: BlogMarket | None = None
        self.title = Text(theme, t("No post here yet."), "place", wrap=True)
        self.line = Text(theme, "", "body", "ink2", wrap=True)
        asked = (
            Asked("day", t("True on"), t("Year-month-day: the day on which its statuses are so."), today().isoformat()),
            Asked("contact", t("Corrections to"), t("Where readers can ask for one. May stay empty."), needed=False),
        )
        self.form = ShortForm(theme, t, asked, t("Write it from the data"), primary=True)
        self.form.cancel.hide()
        self.form.sent.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        block = QWidget()
        block.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(block)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self.title)
        inner.addWidget(self.line)
        inner.addSpacing(8)
        inner.addWidget(self.form)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(28, 28, 28, 28)
        row.addStretch(1)
        row.addWidget(block, 100, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.addWidget(scroll_of(inside))

    @property
    def first(self) -> QLineEdit:
        """The day."""
        return self.form.line("day")

    def show_market(self, market: BlogMarket | None, *, refusal: str) -> None:
        """Say what would be written."""
        t, self._market = self.t, market
        self.form.setVisible(market is not None)
        if market is None:
            self.line.say(t("A market comes with a plan file, or with the sample council."))
            return
        told = t.n(
            "It tells what people said in {country} and what became of it: {count} delivery.",
            "It tells what people said in {country} and what became of it: {count} deliveries.",
            market.deliveries,
            country=t.territory(market.country),
        )
        languages = t.items(language_of(t, locale) for locale in market.locales)
        self.line.say(f"{told} {t('One draft in each of its languages: {languages}.', languages=languages)}")
        self.form.send.refuse(refusal)

    def _ask(self, values: dict[str, str]) -> None:
        day = day_of(values["day"])
        if day is None:
            self.form.fail(self.t("Write a day as 2026-12-08."), "day")
        elif self._market is not None:
            self.begin(self._market.key, day, values["contact"])

    def begin(self, market: str, day: date, contact: str) -> None:
        """Write a post from the data, in every language of its market."""

        def show(begun: Begun) -> None:
            if begun.ids:
                self.begun.emit(begun.ids[0])

        self._ctx.write(
            self,
            lambda workspace: begin(workspace=workspace, market=market, as_of=day, contact=contact),
            show,
            changes=lambda begun: begun.changes,
            failed=lambda error: self.form.fail(in_words(self.t, error)),
            notice=m_("Began a post"),
        )
