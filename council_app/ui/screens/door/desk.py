"""The host's desk behind the box: one guest after the other goes to the worker, and their answers come back in that order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from council_app.domain.door import Guest, GuestBook, badge_code, looks_like_badge
from council_app.errors import CouncilError
from council_app.services import door
from council_app.services.door import CheckedIn
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.feedback import in_words
from council_app.ui.screens.door.answers import Answer, Kind, answer_of


class Desk(QObject):
    """Every verb of the door. The worker takes them one by one, so nothing typed meanwhile is lost or mixed up.

    Signals:
        answered: what came of it (an `Answer`); answers come in the order of asking.
        refused: a walk-in was not kept (the reason, in words).
    """

    answered = Signal(object)
    refused = Signal(str)

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._own = False

    def take_own(self) -> bool:
        """Whether the change just told was made here; what is on show has it already."""
        own, self._own = self._own, False
        return own

    def scanned(self, typed: str, book: GuestBook) -> str:
        """The badge code in what was typed; "" when it is no badge. Letters left from an earlier search do not matter."""
        known = book.badge(typed) or book.badge(typed.swapcase())  # with Caps Lock on, a scanner types every letter the other way round
        if known is not None:
            return known.secret or ""
        code = badge_code(typed)
        return code if code is not None and looks_like_badge(code) else ""

    def let_in(self, typed: str, guest: Guest | None = None, *, scanned: bool = False) -> None:
        """Check in a guest who is on show, or whoever a name or a badge means."""
        self._write(typed, partial(door.check_in, who=guest.id if guest is not None else typed), scanned=scanned)

    def let_in_all_the_same(self, guest: Guest) -> None:
        """From the waiting list."""
        self._write(guest.name, partial(door.let_in, who=guest.id))

    def walk_in(self, name: str, email: str) -> None:
        """Somebody new; a refusal goes back to the form."""
        self._write(name, partial(door.walk_in, name=name, email=email), to_form=True)

    def take_back(self, guest: str, name: str, reason: str) -> None:
        """An arrival was none."""
        key = self._session()

        def done(result: CheckedIn) -> None:
            self._tell(Answer(Kind.TAKEN_BACK, key, name, result.matches[0], why=reason))

        verb = partial(door.undo_check_in, session=key, who=guest, reason=reason)
        self._send(lambda workspace: verb(workspace=workspace), done, partial(self._lost, key, name))

    def bring(self, host: Answer, typed: str) -> None:
        """So many came along with somebody who is on show; the rest of the answer stays."""
        guest, key = host.guest, host.session
        if guest is None:
            return

        def done(result: CheckedIn) -> None:
            self._tell(replace(host, kind=Kind.RECALLED, guest=result.matches[0], scanned=False))

        verb = partial(door.bring, session=key, who=guest.id, guests=typed)
        self._send(lambda workspace: verb(workspace=workspace), done, self._ctx.refused.emit)

    def look_up(self, typed: str, *, scanned: bool = False) -> None:
        """Say what there is to say and change nothing; in its turn, because somebody before may still be on the way in."""
        key, ctx = self._session(), self._ctx

        def found(result: CheckedIn) -> None:
            self.answered.emit(answer_of(key, typed, result, scanned=scanned))

        ctx.read(self, lambda workspace: door.look_up(workspace=workspace, session=key, who=typed), found)

    def say_unknown(self, typed: str) -> None:
        """Nobody on the list in memory is called that; said in its turn, too."""
        key = self._session()
        self._ctx.read(self, lambda _workspace: Answer(Kind.UNKNOWN, key, typed), self.answered.emit)

    def _write(self, typed: str, verb: partial[CheckedIn], *, to_form: bool = False, scanned: bool = False) -> None:
        key, workspace = self._session(), self._ctx.workspace
        if workspace is not None and workspace.read_only:
            self.look_up(typed, scanned=scanned)
            return

        def done(result: CheckedIn) -> None:
            self._tell(answer_of(key, typed, result, scanned=scanned))

        lost = self._refuse if to_form else partial(self._lost, key, typed)
        self._send(lambda open_workspace: verb(workspace=open_workspace, session=key), done, lost)

    def _send(
        self, work: Callable[[Workspace], CheckedIn], done: Callable[[CheckedIn], None], failed: Callable[[CouncilError], None]
    ) -> None:
        def kept(result: CheckedIn) -> None:
            self._own = True
            done(result)

        self._ctx.write(self, work, kept, changes=lambda result: result.changes, failed=failed)

    def _tell(self, answer: Answer) -> None:
        self.answered.emit(answer)

    def _lost(self, key: str, typed: str, error: CouncilError) -> None:
        self._tell(Answer(Kind.LOST, key, typed, why=in_words(self._ctx.t, error)))

    def _refuse(self, error: CouncilError) -> None:
        self.refused.emit(in_words(self._ctx.t, error))

    def _session(self) -> str:
        session = self._ctx.session
        return session.key if session is not None else ""
