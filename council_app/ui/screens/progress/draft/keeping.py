"""What somebody writes in a post reaches the disk: each word as it is typed, and the post as one step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from council_app.domain.records import Changes
from council_app.services.posting_view import Put, Typed, keep_typed, put_typed
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.halftyped import HalfTyped


class PostWriter(HalfTyped[str, Typed]):
    """A slot is a post (its id); what is typed in it is the whole of it.

    Signals:
        doubled: somebody else changed the same words meanwhile; both stand in the post now.
    """

    doubled = Signal()

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(ctx, owner, self._lay_beside, self._put)
        self._last: dict[str, tuple[Typed, Put]] = {}
        """What was typed last and is in its post, with what the post was then."""
        self.written.connect(self._tell)

    @property
    def owed(self) -> tuple[str, ...]:
        """Texts that are not in their posts yet."""
        return tuple(typed.written.text for typed in self.pending)

    def _lay_beside(self, workspace: Workspace, post: str, typed: Typed) -> None:
        keep_typed(workspace=workspace, post=post, typed=self._on_last(post, typed))

    def _put(self, workspace: Workspace, post: str, typed: Typed) -> Changes:
        put = put_typed(workspace=workspace, post=post, typed=self._on_last(post, typed))
        self._last[post] = typed, put
        return put.changes

    def _on_last(self, post: str, typed: Typed) -> Typed:
        """Who types on while their words are written types on those, not on what the post was before them."""
        last, put = self._last.get(post, (None, None))
        if last is None or put is None or typed.base is None or last.base is not typed.base:
            return typed
        return replace(typed, base=replace(last, base=None) if put.met else put.stored)

    def _tell(self, post: str, _typed: Typed) -> None:
        if post in self._last and self._last[post][1].twice:
            self.doubled.emit()
