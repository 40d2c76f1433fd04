"""What somebody writes in a post reaches the disk: each word as it is typed, and the post as one step that can be undone.

Half-typed text lies beside the log within 300 ms. It is in the post once the place is left, something is done with the post, or nothing
was typed for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from council_app.domain.records import Changes
from council_app.errors import CouncilError
from council_app.services.posting_view import Typed, forget_typed, keep_typed
from council_app.services.posts import edit
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.jobs import Control

_BEHIND_MS, _STILL_MS, _AGAIN_MS = 150, 2500, 2000


class PostWriter(QObject):
    """Knows no field: what was typed belongs to a post (its id), whichever is on show meanwhile.

    Signals:
        refused: a post was not taken (its id, and the `CouncilError`).
        written: what was typed is in the post (its id, and what it is now).
    """

    refused = Signal(str, object)
    written = Signal(str, object)

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(owner)
        self._ctx = ctx
        self._typed: dict[str, Typed] = {}
        self._dirty: set[str] = set()
        self._writing: dict[str, Typed] = {}
        self._after: list[Callable[[], None]] = []
        self._keeping = 0
        self._since = QElapsedTimer()
        self._since.start()
        self._soon = self._timer(self._keep)
        self._still = self._timer(self.finish)

    def _timer(self, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        return timer

    # -- what is owed

    @property
    def is_keeping(self) -> bool:
        """Whether words are at the disk right now."""
        return self._keeping > 0 or bool(self._writing)

    @property
    def owed(self) -> tuple[str, ...]:
        """Texts that are not in their posts yet."""
        return tuple(typed.written.text for typed in self._typed.values())

    def typed(self, post: str) -> Typed | None:
        """What was typed there and is not in the post yet; None where nothing was."""
        return self._typed.get(post)

    # -- typing

    def take(self, post: str, typed: Typed) -> None:
        """Something was typed."""
        self._typed[post] = typed
        self._dirty.add(post)
        if not self._soon.isActive():  # started, not restarted: who never pauses is still at most so far behind
            self._soon.start(max(0, int(_BEHIND_MS - self._since.elapsed())))
        self._still.start(_STILL_MS)

    def _keep(self) -> None:
        """What was typed goes to the disk, beside the log."""
        workspace, dirty = self._writable, sorted(self._dirty)
        self._dirty.clear()
        self._since.restart()
        for post in dirty if workspace is not None else ():
            typed = self._typed.get(post)
            if typed is None or workspace is None:
                continue  # it is in the post by now
            self._keeping += 1
            self._ctx.jobs.submit(
                _keeping(workspace, post, typed), owner=self, done=lambda _: self._kept(), failed=partial(self._not_kept, post)
            )

    @property
    def _writable(self) -> Workspace | None:
        workspace = self._ctx.workspace
        return None if workspace is None or workspace.read_only else workspace

    def _kept(self) -> None:
        self._keeping -= 1

    def _not_kept(self, post: str, error: CouncilError) -> None:
        """Tried again until it is on disk."""
        self._keeping -= 1
        self._dirty.add(post)
        self._soon.start(_AGAIN_MS)
        self._ctx.tell_lost(error)

    # -- into the post

    def then(self, act: Callable[[], None]) -> None:
        """Do something with posts once all that was typed is in them; not at all where one of them refuses it."""
        self.finish()
        if self._writing:
            self._after.append(act)
        else:
            act()

    def finish(self) -> None:
        """Put everything that was typed into its post."""
        self._still.stop()
        if self._writable is None:
            return
        for post, typed in list(self._typed.items()):
            if self._writing.get(post) != typed:
                self._write(post, typed)

    def _write(self, post: str, typed: Typed) -> None:
        self._dirty.discard(post)
        self._writing[post] = typed

        def work(workspace: Workspace) -> Changes:
            return _written(workspace, post, typed)

        def done(_changes: Changes) -> None:
            if self._typed.get(post) == typed:
                del self._typed[post]
            self._end(post, typed)
            self.written.emit(post, typed)
            if not self._writing:
                waiting, self._after = self._after, []
                for act in waiting:
                    act()

        def refused(error: CouncilError) -> None:
            self._end(post, typed)
            self._after = []
            self._dirty.add(post)  # it stays half-typed until it can be in the post
            self._soon.start(_BEHIND_MS)
            self.refused.emit(post, error)

        self._ctx.write(self, work, done, changes=lambda changes: changes, failed=refused)

    def _end(self, post: str, typed: Typed) -> None:
        if self._writing.get(post) is typed:
            del self._writing[post]


def _written(workspace: Workspace, post: str, typed: Typed) -> Changes:
    changes = edit(
        workspace=workspace,
        id=post,
        text=typed.written.text,
        said=typed.written.said,
        title=typed.title,
        description=typed.description,
        slug=typed.slug,
        contact=typed.contact,
    )
    forget_typed(workspace=workspace, post=post)
    return changes


def _keeping(workspace: Workspace, post: str, typed: Typed) -> Callable[[Control], None]:
    def keep(_control: Control) -> None:
        keep_typed(workspace=workspace, post=post, typed=typed)

    return keep
