"""Putting lines on disk one after the other; while the disk refuses, the words stay on show and it is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from council_app.errors import CouncilError, TryLater
from council_app.services import capture
from council_app.services.capture import TakenNote
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.screens.room.tray import Waiting

WAITS = (1, 2, 4, 8, 15, 30)
"""Seconds before a line is tried again: the first refusal, the second, and so on; the last of them from then on."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A line that is to become a note.

    Attributes:
        note: the id it will have, however often it is tried.
        marker: the marker it types out, or "".
        words: what the note says; the line itself, when not given.
        photos: what goes with it.
    """

    session: str
    line: str
    author: str
    marker: str = ""
    words: str = ""
    photos: tuple[Waiting, ...] = ()
    note: str = field(default_factory=capture.new_note_id)


class NoteKeeper(QObject):
    """Lines on their way to disk, in the order of Enter.

    Signals:
        sent: a line was handed to the disk.
        kept: a line is on disk (the `Sent`, the `TakenNote`, what was stored as half-typed or None).
        refused: a line cannot become a note (the `Sent`, the `CouncilError`); it is left to whoever typed it.
        stuck: the disk refuses (the `TryLater`, seconds until the next try).
    """

    sent = Signal()
    kept = Signal(object, object, object)
    refused = Signal(object, object)
    stuck = Signal(object, int)

    def __init__(self, ctx: AppContext, rest_of: Callable[[Sent], str | None], parent: QObject) -> None:
        super().__init__(parent)
        self._ctx, self._rest_of = ctx, rest_of
        self._lines: list[Sent] = []
        self._refusals = 0
        self.at_disk = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._try)

    @property
    def is_stuck(self) -> bool:
        """Whether the disk refused and the next try is waited for."""
        return self._timer.isActive()

    @property
    def lines(self) -> tuple[str, ...]:
        """Lines that are not on disk, in the order of Enter."""
        return tuple(sent.line for sent in self._lines)

    def before(self, session: str) -> str:
        """What still stands in the line of a session although Enter was pressed on it."""
        return "".join(sent.line for sent in self._lines if sent.session == session)

    def keep(self, line: Sent) -> None:
        """Put a line on disk, behind those that wait."""
        self._lines.append(line)
        if not self.at_disk and not self.is_stuck:
            self._try()

    def try_now(self) -> None:
        """Do not wait any longer."""
        if self.is_stuck:
            self._timer.stop()
            self._try()

    def take_back(self, session: str) -> None:
        """Lines of a session that the disk refused belong to whoever edits them again; one that is at the disk right now goes on."""
        if self.is_stuck:
            self._timer.stop()
            self._lines = [sent for sent in self._lines if sent.session != session]
            self._refusals = 0
            self._try()

    def _try(self) -> None:
        if not self._lines or self._ctx.workspace is None:
            return
        sent = self._lines[0]
        rest = self._rest_of(sent)
        self.at_disk = True
        self.sent.emit()
        self._ctx.write(
            self,
            lambda w: _taken(w, sent, rest),
            lambda taken: self._done(taken, rest),
            changes=lambda taken: taken.changes,
            failed=self._failed,
        )

    def _done(self, taken: TakenNote, rest: str | None) -> None:
        self.at_disk, self._refusals = False, 0
        self.kept.emit(self._lines.pop(0), taken, rest)
        self._try()

    def _failed(self, error: CouncilError) -> None:
        self.at_disk = False
        if isinstance(error, TryLater):
            wait = WAITS[min(self._refusals, len(WAITS) - 1)]
            self._refusals += 1
            self._timer.start(wait * 1000)
            self.stuck.emit(error, wait)
            return
        # What was typed behind it would begin with its words: it is for the person to part them.
        gone = self._lines[0]
        self._lines = [sent for sent in self._lines if sent.session != gone.session]
        self.refused.emit(gone, error)
        self._try()


def _taken(workspace: Workspace, sent: Sent, rest: str | None) -> TakenNote:
    return capture.take_note(
        workspace=workspace,
        session=sent.session,
        line=sent.words or sent.line,
        author=sent.author,
        note=sent.note,
        marker=sent.marker,
        draft=rest,
        photos=[photo.ready for photo in sent.photos if photo.ready is not None],
    )
