"""Which councils and sessions there are."""

from __future__ import annotations

from council_app.db.queries import programme as reads
from council_app.db.workspace import Workspace
from council_app.domain.records import SessionRef


def list_sessions(*, workspace: Workspace) -> tuple[SessionRef, ...]:
    """All sessions in order of their start."""
    with workspace.read() as session:
        return reads.sessions(session)


def session(*, workspace: Workspace, key: str) -> SessionRef:
    """One session.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        return reads.session_named(reading, key)
