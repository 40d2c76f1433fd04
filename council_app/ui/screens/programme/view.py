"""The programme: every session there is, and the one to take in hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from council_app.domain.records import SessionRef
from council_app.errors import m_
from council_app.ui.core.actions import Command, Need
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.empty import EmptyState
from council_app.ui.core.header import PanelHeader
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.table import RowsModel, Table
from council_app.ui.core.text import Surface, Text
from council_app.ui.screens.programme.models import columns

if TYPE_CHECKING:
    from council_app.services.plan import Applied
    from council_app.services.workspace import Workspace


class ProgrammeScreen(Screen):
    """A list of sessions; Enter takes one in hand and goes to its room."""

    whole_council = True
    commands = (Command("programme.plan", m_("Bring in a plan"), "choose_plan", "", Need.WORKSPACE, icon="plus"),)

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        ctx.sessions_changed.connect(self._reload_or_mark)
        t, theme = self.t, self.theme
        self.model = RowsModel[SessionRef](columns(t), self)
        self.table = Table(theme, self.model, t("Sessions"))
        self.table.doubleClicked.connect(lambda index: self._take(self.model.row(index)))
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._take_current)
        self._count = Text(theme, "", "small", "ink3")
        self._bring = Button(theme, t("Bring in a plan"), Role.PRIMARY, height=32, icon="plus")
        self._bring.clicked.connect(self.choose_plan)
        self._empty = EmptyState(
            theme,
            t("No council is planned yet."),
            t("A plan brings markets, councils, sessions, agenda and people in one YAML file."),
        )
        self._empty.offer(t("Bring in a plan"), self.choose_plan)
        self._empty.offer(t("Look around in a sample council"), lambda: ctx.asked.emit("file.sample"), quiet=True)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._make_list())
        self._layers.addWidget(self._empty)

    def _make_list(self) -> QWidget:
        page = Surface(self.theme, "sheet")
        header = PanelHeader(self.theme, self.t("Sessions"), margin=20, beside=(self._count,))
        hint = QHBoxLayout()
        hint.setContentsMargins(20, 12, 20, 16)
        hint.addWidget(
            Text(
                self.theme,
                self.t("Enter takes a session in hand: roster, room, insights and report are then about it."),
                "small",
                "ink3",
                wrap=True,
            )
        )
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self.table, 1)
        column.addLayout(hint)
        return page

    def header_actions(self) -> tuple[Button, ...]:
        """Bring in a plan."""
        return (self._bring,)

    def choose_plan(self) -> None:
        """Ask for a plan file."""
        label = self.t("Plans")
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Bring in a plan"), str(Path.home()), f"{label} (*.yaml *.yml)")
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, path: Path) -> None:
        """Create or update everything in a plan file, or nothing when something in it is wrong."""
        self.ctx.write(self, lambda workspace: _apply(workspace, path), self._brought, changes=lambda applied: applied.changes)

    def _brought(self, applied: Applied) -> None:
        t = self.t
        counts = t(
            "{new} new, {changed} changed, {same} as they were", new=applied.created, changed=applied.changed, same=applied.unchanged
        )
        self.ctx.noticed.emit(t("The plan is in: {counts}", counts=counts), bool(applied.created or applied.changed))

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table if self.ctx.sessions else self._empty

    def reload(self) -> None:
        """Show the sessions known to the window; the one in hand is selected."""
        sessions = self.ctx.sessions
        self.model.show_rows(sessions)
        self._count.say(self.t.n("{count} session", "{count} sessions", len(sessions)))
        self._layers.setCurrentIndex(0 if sessions else 1)
        self._bring.setVisible(bool(sessions))  # the empty place has the button in its middle
        chosen = self.ctx.session
        if chosen is not None and sessions:
            keys = [session.key for session in sessions]
            self.table.selectRow(keys.index(chosen.key) if chosen.key in keys else 0)

    def _take_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self._take(self.model.row(index))

    def _take(self, session: SessionRef) -> None:
        self.ctx.choose_session(session.key)
        self.ctx.go(Place.ROOM)


def _apply(workspace: Workspace, path: Path) -> Applied:
    # What reads and checks a plan is loaded with the first plan, on the worker.
    from council_app.services.plan import apply_plan  # noqa: PLC0415 - slow start

    return apply_plan(workspace=workspace, path=path)
