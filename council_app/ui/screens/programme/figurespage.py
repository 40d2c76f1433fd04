"""Bringing the company's own figures in: what a file would do is shown first, with every line that is refused and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from council_app.errors import m_
from council_app.services.indicators import IndicatorImport, import_indicators
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.emptying import empty
from council_app.ui.core.page import action_row
from council_app.ui.core.text import Text
from council_app.ui.screens.programme.formpage import FormPage
from council_app.ui.screens.programme.marketbutton import MarketButton

_MOST = 40
"""Refused lines on show; the command lists them all."""


class FiguresPage(FormPage):
    """Choose a file, see what it holds, bring it in."""

    def __init__(self, ctx: AppContext, markets: tuple[tuple[str, str], ...], market: str) -> None:
        lead = ctx.t(
            "A line per figure (market, indicator, month, value), a column per indicator, or a column per month. The figures stand "
            "beside what was heard; nothing is worked out from both."
        )
        super().__init__(ctx, ctx.t("The company's own figures"), lead)
        t = self.t
        self._path: Path | None = None
        self.market = MarketButton(self.theme, dict(markets), market, t("Whose figures, where no column says so"))
        self.market.chosen.connect(self._look_again)
        self.choose = Button(self.theme, t("Choose a file"), Role.PLAIN, icon="folder-open")
        self.choose.clicked.connect(self.choose_file)
        self.bring = Button(self.theme, t("Bring in figures"), Role.PRIMARY, icon="upload")
        self.bring.clicked.connect(self.bring_in)
        self.bring.refuse(t("Choose a file first."))
        self.column.addLayout(action_row(self.choose, self.market))
        told = QWidget()
        self._told = QVBoxLayout(told)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(2)
        self.column.addWidget(told)
        self.column.addLayout(action_row(self.bring))
        self.finish()

    def first_focus(self) -> QWidget | None:
        """The file."""
        return self.choose

    def _look_again(self) -> None:
        if self._path is not None:
            self.look_at(self._path)

    def choose_file(self) -> None:
        """Ask for a file."""
        kinds = f"{self.t('Tables')} (*.csv *.tsv *.txt *.xlsx *.ods)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Choose a file"), str(Path.home()), kinds)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, path: Path) -> None:
        """What the file would do; nothing is kept."""
        market = self.market.at or None
        self._path = path
        self.refusal.hide()
        workspace = self.ctx.workspace
        if workspace is not None:
            self.ctx.jobs.submit(
                lambda _control: import_indicators(workspace=workspace, path=path, market=market, dry_run=True),
                owner=self,
                done=self._show,
                failed=self._fail,
            )

    def _fail(self, error: Exception) -> None:
        empty(self._told)
        self.bring.refuse(self.t("Choose a file first."))
        self.refuse(error)  # type: ignore[arg-type]  # what a job fails with is said to people

    def _show(self, found: IndicatorImport) -> None:
        t, theme = self.t, self.theme
        empty(self._told)
        said = t(
            "{rows} rows. Figures: {added} added, {changed} changed, {unchanged} as they were. Refused: {rejected}",
            rows=found.rows,
            added=found.added,
            changed=found.changed,
            unchanged=found.unchanged,
            rejected=len(found.rejected),
        )
        self._told.addWidget(Text(theme, said, "body", weight=600, wrap=True))
        if found.names:
            self._told.addWidget(Text(theme, t.items(found.names), "body", "ink2", wrap=True))
        for each in found.rejected[:_MOST]:
            line = t("Line {line}: {column}: {value}: {why}", line=each.line, column=each.column, value=each.value, why=each.reason)
            self._told.addWidget(Text(theme, line, "small", "state.warn.text", wrap=True))
        if len(found.rejected) > _MOST:
            self._told.addWidget(Text(theme, t("and {count} more", count=len(found.rejected) - _MOST), "small", "ink3"))
        self.bring.refuse("" if found.added or found.changed else t("Nothing in it is new."))

    def bring_in(self) -> None:
        """Keep it, and close the page."""
        path, market = self._path, self.market.at or None
        if path is not None:
            self.keep(lambda w: import_indicators(workspace=w, path=path, market=market).changes, m_("Brought in the company's figures"))
