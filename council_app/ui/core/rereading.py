"""Reading again after a change: wishes that come while a read waits for its turn join it, so that ten notes typed fast are read once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from council_app.ui.core.context import AppContext

if TYPE_CHECKING:
    from council_app.services.workspace import Workspace

T = TypeVar("T")


class Reread(Generic[T]):
    """One read that many changes ask for.

    Args:
        ctx: where it is read.
        owner: the answer is dropped when this has gone.
        work: reads, given the session's key and the parts that are wanted.
        done: shows the answer.
    """

    def __init__(
        self, ctx: AppContext, owner: QObject, work: Callable[[Workspace, str, frozenset[str]], T], done: Callable[[T], None]
    ) -> None:
        self._ctx, self._owner, self._work, self._done = ctx, owner, work, done
        self._lock = Lock()
        self._session = ""
        self._wanted: frozenset[str] = frozenset()
        self._waiting: Workspace | None = None

    def ask(self, session: str = "", parts: Collection[str] = ()) -> None:
        """Read these parts of a session soon; of another session than the read that waits, only these."""
        workspace = self._ctx.workspace
        if workspace is None:
            return
        with self._lock:
            joins = self._waiting is workspace
            self._wanted = frozenset(parts) | (self._wanted if joins and session == self._session else frozenset())
            self._session, self._waiting = session, workspace
        if not joins:
            self._ctx.read(self._owner, self._take, self._done)

    def _take(self, workspace: Workspace) -> T:
        """On the worker: from here on, a change asks for a read of its own."""
        with self._lock:
            session, parts, self._waiting = self._session, self._wanted, None
        return self._work(workspace, session, parts)
