"""All sessions as a table: Enter takes one in hand."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from council_app.domain.records import SessionRef
from council_app.ui.core.context import AppContext
from council_app.ui.core.page import Page
from council_app.ui.core.places import Place
from council_app.ui.core.table import RowsModel, Table
from council_app.ui.core.text import Text
from council_app.ui.screens.programme.models import columns


class SessionsPage(Page):
    """A list of sessions; the one in hand is selected."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx)
        t, theme = self.t, self.theme
        self.model = RowsModel[SessionRef](columns(t), self)
        self.table = Table(theme, self.model, t("Sessions"))
        self.table.opened.connect(self.take)
        self._count = Text(theme, "", "small", "ink3")
        hint = QHBoxLayout()
        hint.setContentsMargins(20, 12, 20, 16)
        words = t("Enter takes a session in hand: roster, room, insights and report are then about it.")
        hint.addWidget(Text(theme, words, "small", "ink3", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar(t("Sessions"), self._count))
        column.addWidget(self.table, 1)
        column.addLayout(hint)
        ctx.sessions_changed.connect(self.show_sessions)
        self.show_sessions()

    def first_focus(self) -> QWidget | None:
        """The list."""
        return self.table

    def show_sessions(self) -> None:
        """The sessions known to the window."""
        sessions = self.ctx.sessions
        self.model.show_rows(sessions)
        self._count.say(self.t.n("{count} session", "{count} sessions", len(sessions)))
        chosen = self.ctx.session
        if chosen is not None and sessions:
            keys = [session.key for session in sessions]
            self.table.selectRow(keys.index(chosen.key) if chosen.key in keys else 0)

    def take(self, session: SessionRef) -> None:
        """Take one in hand, and go to its room."""
        self.ctx.choose_session(session.key)
        self.ctx.go(Place.ROOM)
