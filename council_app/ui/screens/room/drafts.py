"""Half-typed text survives a power cut: it goes to disk as it is typed, at most 300 ms behind."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QLineEdit

from council_app.errors import CouncilError
from council_app.services import capture
from council_app.ui.core.context import AppContext

_BEHIND, _AGAIN = 100, 2000


class DraftKeeper(QObject):
    """Keeps the capture line's text of the session at hand.

    Attributes:
        session: key of the session whose text it keeps, or "".
    """

    def __init__(self, ctx: AppContext, line: QLineEdit) -> None:
        super().__init__(line)
        self._ctx, self._line = ctx, line
        self.session = ""
        self._kept: str | None = ""
        self._held = False
        self._owed: dict[str, str] = {}
        self._writes = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)
        self._since = QElapsedTimer()
        self._since.start()
        line.textChanged.connect(self._typed)

    def _typed(self) -> None:
        # Started, not restarted: somebody who never pauses is still at most so far behind. After a pause, the first key is not at all.
        if not self._timer.isActive():
            self._timer.start(max(0, int(_BEHIND - self._since.elapsed())))

    @property
    def is_writing(self) -> bool:
        """Whether half-typed text is at the disk right now."""
        return self._writes > 0

    def owed(self, session: str) -> str:
        """What the disk did not take of a session's half-typed text; "" when it has it."""
        workspace = self._ctx.workspace
        if session == self.session and workspace is not None and workspace.read_only:
            return self._line.text()
        return self._owed.get(session, "")

    @property
    def sessions_owed(self) -> tuple[str, ...]:
        """Sessions whose half-typed text is not on disk, the one at hand last."""
        return (*(session for session in self._owed if session != self.session), self.session)

    def restore(self, left: str = "") -> None:
        """Bring back what was half-typed in this session, once, if the line is empty; `left` is newer than what is on disk."""
        session = self._ctx.session
        if session is None or session.key == self.session:
            return
        self.session, self._kept = session.key, None if left else ""
        if left:
            self._line.setText(left)
            return
        self._ctx.read(self, lambda w: capture.load_draft(workspace=w, session=session.key), self._bring_back)

    def _bring_back(self, text: str) -> None:
        if text and not self._line.text():
            self._kept = text
            self._line.setText(text)

    def hold(self) -> None:
        """A line is at the disk, which does one thing after the other: what is half-typed behind it is kept with it, or right after."""
        self._held = True

    def settle(self, kept: str | None = None) -> None:
        """The disk is free again; `kept` is what it holds as half-typed now, if that changed."""
        self._held = False
        if kept is not None:
            self._kept = kept
            self._owed.pop(self.session, None)
        self.flush()

    def leave(self) -> None:
        """Another session comes: keep the text with the one it was typed in, and start afresh."""
        self._held = False
        self.flush()
        self.session, self._kept = "", ""

    def flush(self) -> None:
        """Write the text as it is now, if it is not on disk yet."""
        workspace, session, text = self._ctx.workspace, self.session, self._line.text()
        if self._held:
            return
        self._timer.stop()
        if not self._writes:
            for other in [each for each in self._owed if each != session]:
                self.rewrite(other, self._owed[other])
        if workspace is None or workspace.read_only or not session or text == self._kept:
            return
        self._kept = text
        self._since.restart()
        self.rewrite(session, text)

    def rewrite(self, session: str, text: str) -> None:
        """Let this be what is half-typed in a session."""
        workspace = self._ctx.workspace
        if workspace is None:
            return
        self._owed[session] = text
        self._writes += 1
        self._ctx.jobs.submit(
            lambda _control: capture.save_draft(workspace=workspace, session=session, text=text),
            owner=self,
            done=lambda _: self._saved(session, text),
            failed=self._not_saved,
        )

    def _saved(self, session: str, text: str) -> None:
        self._writes -= 1
        if self._owed.get(session) == text:
            del self._owed[session]

    def _not_saved(self, error: CouncilError) -> None:
        """Half-typed text is tried again until it is on disk, too."""
        self._writes -= 1
        self._kept = None
        self._timer.start(_AGAIN)
        self._ctx.tell_lost(error)
