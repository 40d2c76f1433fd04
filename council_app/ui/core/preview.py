"""What will be printed, looked at before it is: read on the first worker, printed on the second, and shown; the newest wish wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from council_app.errors import CouncilError
from council_app.services import papers
from council_app.services.papers import Papers
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.core.jobs import Control
from council_app.ui.core.paper import PagesView
from council_app.ui.core.printed import Printed
from council_app.ui.core.text import Text

_SOON_MS = 120


class Wanted(Protocol):
    """What is printed, on what and in which language: equal when the pages would be."""

    def prepare(self, workspace: Workspace) -> Papers:
        """Read what is printed."""
        ...


class Preview(QObject):
    """The pages, and a line that says how many there are or why there are none.

    Attributes:
        pages, note: to be laid out by whoever shows them.
    """

    def __init__(self, ctx: AppContext, parent: QObject, wanted: Callable[[], Wanted], name: str) -> None:
        super().__init__(parent)
        self._ctx, self._t, self._wanted = ctx, ctx.t, wanted
        self._looking: Control | None = None
        self.pages = PagesView(ctx, name)
        self.note = Text(ctx.theme, self._t("Making the pages"), "small", "ink2", wrap=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.make)

    def ask(self) -> None:
        """Make the pages anew in a moment: somebody may choose once more."""
        self._soon.start()

    def make(self) -> None:
        """Read and print what is wanted now."""
        self.stop()
        wanted, workspace = self._wanted(), self._ctx.workspace
        if workspace is None:
            return
        self.note.say(self._t("Making the pages"))
        self._looking = self._ctx.jobs.submit(
            lambda _control: wanted.prepare(workspace), owner=self, done=lambda ready: self._print(wanted, ready), failed=self._refuse
        )

    def stop(self) -> None:
        """Nobody looks any more."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _print(self, wanted: Wanted, ready: Papers) -> None:
        if wanted != self._wanted():
            return
        self._looking = self._ctx.side.submit(
            lambda control: Printed(papers.print_papers(papers=ready, cancelled=control.cancelled)[0]),
            owner=self,
            done=lambda printed: self._show(wanted, printed),
            failed=self._refuse,
            cancelled=lambda: None,
        )

    def _show(self, wanted: Wanted, printed: Printed) -> None:
        if wanted == self._wanted():
            self._looking = None
            self.note.say(self._t.n("{count} page", "{count} pages", len(printed.sizes)))
            self.pages.show_printed(printed)

    def _refuse(self, error: CouncilError) -> None:
        self._looking = None
        self.note.say(in_words(self._t, error))
