"""What was typed or pressed beside the line, until it is on disk: the disk is asked again, and the window waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer

from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, NotKept, TryLater
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext

_AGAIN = 2000


@dataclass(frozen=True, slots=True, eq=False)
class _Owed:
    words: str
    verb: Callable[[Workspace], Changes]
    notice: Message | None
    kept: Callable[[], None]


class Owing(QObject):
    """Hands words to the disk by one service call each, and holds on to those it does not take."""

    def __init__(self, ctx: AppContext, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._owed: dict[str, _Owed] = {}
        self._refused: set[str] = set()
        self._writes = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AGAIN)
        self._timer.timeout.connect(self.keep_now)

    def keep(
        self,
        key: str,
        words: str,
        verb: Callable[[Workspace], Changes],
        *,
        notice: Message | None = None,
        kept: Callable[[], None] = lambda: None,
    ) -> None:
        """Put something on disk.

        Args:
            key: what it is about; once more under the same key takes the place of what was not kept.
            words: how it is called while it is not on disk.
            verb: the service call; it must be one that may be tried twice.
            notice: told once it is on disk.
            kept: called once it is on disk.
        """
        self._owed[key] = _Owed(words, verb, notice, kept)
        self._try(key)

    def holds(self, key: str) -> bool:
        """Whether this is not on disk yet."""
        return key in self._owed

    @property
    def is_keeping(self) -> bool:
        """Whether any of it is at the disk right now."""
        return self._writes > 0

    @property
    def unkept(self) -> tuple[str, ...]:
        """The words of what is not on disk."""
        return tuple(owed.words for owed in self._owed.values())

    def keep_now(self) -> None:
        """Try once more what the disk refused."""
        self._timer.stop()
        for key in sorted(self._refused):
            self._try(key)

    def _try(self, key: str) -> None:
        owed = self._owed[key]
        again = key in self._refused
        self._refused.discard(key)
        if self._ctx.workspace is None:
            return
        self._writes += 1

        def done(_changes: Changes) -> None:
            self._writes -= 1
            if self._owed.get(key) is owed:
                del self._owed[key]
            owed.kept()

        def failed(error: CouncilError) -> None:
            self._writes -= 1
            self._failed(key, owed, error, again=again)

        self._ctx.write(self, owed.verb, done, changes=lambda changes: changes, failed=failed, notice=owed.notice)

    def _failed(self, key: str, owed: _Owed, error: CouncilError, *, again: bool) -> None:
        """What a rule refused is told and let go; what the disk refused is held."""
        if self._owed.get(key) is not owed:
            return
        if isinstance(error, NotKept):
            self._refused.add(key)
        else:
            del self._owed[key]
        if isinstance(error, TryLater):
            self._timer.start()  # the rail says that it is not saved yet, and goes on saying so until it is
        elif not again:
            self._ctx.refused.emit(error)
