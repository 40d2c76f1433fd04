"""Trials that have a clock and no outcome, in the wrap-up: each is settled as given up, or taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.enums import Outcome
from council_app.domain.records import Changes
from council_app.domain.trials import OpenTrial, time_text
from council_app.i18n import Translator
from council_app.services import trials
from council_app.services.workspace import Workspace
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.text import Text
from council_app.ui.core.theme import Theme


class ClockRow(QWidget):
    """Who was at what, and the two ways to settle it."""

    def __init__(self, theme: Theme, t: Translator, trial: OpenTrial) -> None:
        super().__init__()
        who = f"{trial.seat} {trial.first_name}".strip()
        stands = t("still runs") if trial.runs else t("stands at {time}", time=time_text(trial.cell.before))
        words = t("{who}, {stands}: {what}", who=who, what=trial.text, stands=stands)
        self.given_up = Button(theme, t("Given up"), Role.PLAIN, height=32)
        self.take_away = Button(theme, t("Take away"), Role.PLAIN, height=32)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.given_up, self.take_away):
            button.setAccessibleName(f"{button.text()}: {who}, {trial.text}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.words = Text(theme, words, "body", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addLayout(buttons)
        self.setFocusProxy(self.given_up)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)


def clock_rows(ctx: AppContext, owner: QObject, found: Sequence[OpenTrial]) -> list[QWidget]:
    """How many clocks still run and whose, then a row for each trial."""
    running = list(dict.fromkeys(each.seat for each in found if each.runs))
    count = sum(each.runs for each in found)
    rows: list[QWidget] = []
    if count:
        t = ctx.t
        said = t.n("{count} clock still runs: {seats}", "{count} clocks still run: {seats}", count, seats=t.items(running))
        rows.append(Text(ctx.theme, said, "body", "state.warn.text", weight=500, wrap=True))
    return rows + [_row(ctx, owner, each) for each in found]


def _row(ctx: AppContext, owner: QObject, trial: OpenTrial) -> ClockRow:
    row, who, task = ClockRow(ctx.theme, ctx.t, trial), trial.attendance, trial.task

    def give_up(workspace: Workspace) -> Changes:
        return trials.stop(workspace=workspace, attendance=who, task=task, outcome=Outcome.ABANDONED)

    def take_away(workspace: Workspace) -> Changes:
        return trials.clear(workspace=workspace, attendance=who, task=task)

    row.given_up.clicked.connect(lambda: _settle(ctx, owner, give_up))
    row.take_away.clicked.connect(lambda: _settle(ctx, owner, take_away))
    return row


def _settle(ctx: AppContext, owner: QObject, verb: Callable[[Workspace], Changes]) -> None:
    ctx.write(owner, verb, lambda _changes: None, changes=lambda changes: changes)
