"""The band over every place while a rehearsal is at hand: nobody must take it for the real thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from council_app.errors import m_
from council_app.ui.core.buttons import Button, Role
from council_app.ui.core.context import AppContext
from council_app.ui.core.text import Surface, Text

if TYPE_CHECKING:
    from council_app.domain.records import Changes
    from council_app.services.workspace import Workspace

_WORDS_FROM = 620


class RehearsalBand(Surface):
    """Says it, and takes everything away again that was made in it."""

    def __init__(self, ctx: AppContext) -> None:
        super().__init__(ctx.theme, "mark-tint", "b")
        self._ctx = ctx
        self.word = Text(ctx.theme, ctx.t("REHEARSAL"), "body", weight=600)
        self.line = Text(ctx.theme, ctx.t("Nothing of it counts anywhere."), "body", "ink2")
        self.clear_button = Button(ctx.theme, ctx.t("Clear the rehearsal"), Role.PLAIN, height=32)
        self.clear_button.clicked.connect(self.clear_rehearsal)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 20, 6)
        row.setSpacing(12)
        row.addWidget(self.word)
        row.addWidget(self.line, 1)
        row.addStretch(1)
        row.addWidget(self.clear_button)
        self.setAccessibleName(ctx.t("REHEARSAL"))
        self.look()
        ctx.session_changed.connect(self.look)
        ctx.sessions_changed.connect(self.look)

    def look(self) -> None:
        """Be there while a rehearsal is at hand."""
        self.setVisible(self._ctx.session is not None and self._ctx.session.rehearsal)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The word stays; the sentence leaves where room is short."""
        super().resizeEvent(event)
        self.line.setVisible(self.width() >= _WORDS_FROM)

    def clear_rehearsal(self) -> None:
        """Take the rehearsal at hand away; it can be taken back."""
        session = self._ctx.session
        if session is None or not session.rehearsal:
            return
        key, notice = session.key, m_("The rehearsal was cleared.")
        self._ctx.write(self, lambda workspace: _clear(workspace, key), lambda _: None, changes=_as_it_is, notice=notice)


def _clear(workspace: Workspace, session: str) -> Changes:
    from council_app.services.rehearsal import clear_rehearsal  # noqa: PLC0415 - slow start

    return clear_rehearsal(workspace=workspace, session=session)


def _as_it_is(changes: Changes) -> Changes:
    return changes
