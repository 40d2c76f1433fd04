"""Pictures made off the window's thread; one that another wish has overtaken is dropped."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from council_app.domain.ranking.pictures import Picture
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control, Turn


class Drawer(QObject):
    """Draws what was asked for last."""

    def __init__(self, ctx: AppContext, owner: QObject, show: Callable[[Picture | None], None]) -> None:
        super().__init__(owner)
        self._ctx, self._show = ctx, show
        self._latest: Control | None = None

    def ask(self, make: Callable[[], Picture | None]) -> None:
        """Make this picture soon."""
        if self._latest is not None:
            self._latest.cancel()

        def done(picture: Picture | None) -> None:
            if self._latest is drawing:
                self._latest = None
                self._show(picture)

        drawing = self._ctx.side.submit(lambda _control: make(), owner=self, done=done, failed=self._ctx.refused.emit, turn=Turn.READ)
        self._latest = drawing
