"""What somebody writes in a post reaches the disk: each word as it is typed, and the post as one step that can be undone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from council_app.domain.records import Changes
from council_app.services.posting_view import Typed, forget_typed, keep_typed
from council_app.services.posts import edit
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext
from council_app.ui.core.halftyped import HalfTyped


class PostWriter(HalfTyped[str, Typed]):
    """A slot is a post (its id); what is typed in it is the whole of it."""

    def __init__(self, ctx: AppContext, owner: QObject) -> None:
        super().__init__(ctx, owner, _keep, _write)

    @property
    def owed(self) -> tuple[str, ...]:
        """Texts that are not in their posts yet."""
        return tuple(typed.written.text for typed in self.pending)


def _keep(workspace: Workspace, post: str, typed: Typed) -> None:
    keep_typed(workspace=workspace, post=post, typed=typed)


def _write(workspace: Workspace, post: str, typed: Typed) -> Changes:
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
