"""Half-typed text survives a power cut: it goes to disk as it is typed, at most 300 ms behind."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from council_app.services import capture
from council_app.ui.core.context import AppContext

_BEHIND = 250


class DraftKeeper(QObject):
    """Keeps the capture line's text of the session at hand."""

    def __init__(self, ctx: AppContext, line: QLineEdit) -> None:
        super().__init__(line)
        self._ctx, self._line = ctx, line
        self._session = ""
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_BEHIND)
        self._timer.timeout.connect(self.flush)
        line.textChanged.connect(self._typed)

    def _typed(self) -> None:
        # Started, not restarted: somebody who never pauses is still at most so far behind.
        if not self._timer.isActive():
            self._timer.start()

    def restore(self) -> None:
        """Bring back what was half-typed in this session, once, if the line is empty."""
        session = self._ctx.session
        if session is None or session.key == self._session:
            return
        self._session, self._kept = session.key, ""
        self._ctx.read(self, lambda w: capture.load_draft(workspace=w, session=session.key), self._bring_back)

    def _bring_back(self, text: str) -> None:
        if text and not self._line.text():
            self._kept = text
            self._line.setText(text)

    def settle(self) -> None:
        """The line was kept as a note: forget the draft at once."""
        self.flush()

    def leave(self) -> None:
        """Another session comes: keep the text with the one it was typed in, and start afresh."""
        self.flush()
        self._session, self._kept = "", ""

    def flush(self) -> None:
        """Write the text as it is now, if it is not on disk yet."""
        self._timer.stop()
        workspace, session, text = self._ctx.workspace, self._session, self._line.text()
        if workspace is None or workspace.read_only or not session or text == self._kept:
            return
        self._kept = text
        self._ctx.jobs.submit(
            lambda _control: capture.save_draft(workspace=workspace, session=session, text=text),
            owner=self,
            done=lambda _: None,
            failed=self._ctx.not_saved.emit,
        )
