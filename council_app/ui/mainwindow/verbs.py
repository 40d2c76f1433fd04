"""The services the window itself calls. They are loaded at the first call, on the worker: with the database and its libraries they take
several times as long to load as the window, which is ready for typing before they are.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from council_app.errors import Message, Progress

if TYPE_CHECKING:
    from council_app.domain.records import SessionRef
    from council_app.services.cohorts import CohortLine, Membership
    from council_app.services.history import Undone
    from council_app.services.workspace import Workspace


def is_locked(path: Path) -> bool:
    """Whether a file needs its passphrase."""
    from council_app.services import workspace as files  # noqa: PLC0415 - slow start

    return files.needs_passphrase(path=path)


def open_file(path: Path, passphrase: str | None) -> Workspace:
    """An existing workspace."""
    from council_app.services import workspace as files  # noqa: PLC0415 - slow start

    return files.open_workspace(path=path, passphrase=passphrase)


def create_file(path: Path, passphrase: str) -> Workspace:
    """A new workspace."""
    from council_app.services import workspace as files  # noqa: PLC0415 - slow start

    return files.create_workspace(path=path, passphrase=passphrase)


def open_sample(path: Path) -> Workspace:
    """The sample as it was left."""
    from council_app.services import demo  # noqa: PLC0415 - slow start

    return open_file(path, os.environ.get("COUNCIL_PASSPHRASE") or demo.PASSPHRASE)


def create_sample(path: Path, progress: Callable[[Progress], None]) -> Workspace:
    """The sample, built anew."""
    from council_app.services import demo  # noqa: PLC0415 - slow start

    return demo.create_sample(path=path, progress=progress)


def sessions(workspace: Workspace) -> tuple[SessionRef, ...]:
    """All sessions."""
    from council_app.services import programme  # noqa: PLC0415 - slow start

    return programme.list_sessions(workspace=workspace)


def today() -> date:
    """The day it is where this laptop stands."""
    return datetime.now().astimezone().date()


def due_councils(workspace: Workspace) -> int:
    """How many councils have people whose time is over."""
    from council_app.services import retention  # noqa: PLC0415 - slow start

    return sum(kept.due for kept in retention.retention(workspace=workspace, today=today()))


def undo(workspace: Workspace, told: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Undone:
    """Take back the newest change of this person."""
    from council_app.services import history  # noqa: PLC0415 - slow start

    return history.undo(workspace=workspace, told=told, cancelled=cancelled)


def redo(workspace: Workspace, told: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Undone:
    """Do again what was undone last."""
    from council_app.services import history  # noqa: PLC0415 - slow start

    return history.redo(workspace=workspace, told=told, cancelled=cancelled)


def labels(workspace: Workspace) -> tuple[Message | None, Message | None]:
    """What undo and redo would do now."""
    from council_app.services import history  # noqa: PLC0415 - slow start

    return history.next_undo(workspace=workspace), history.next_redo(workspace=workspace)


def cohorts(workspace: Workspace, session: str | None) -> tuple[CohortLine, ...]:
    """All cohorts, counted in all and in one session."""
    from council_app.services import cohorts as services  # noqa: PLC0415 - slow start

    return services.list_cohorts(workspace=workspace, session=session)


def membership(workspace: Workspace, key: str) -> Membership:
    """Who is in a cohort."""
    from council_app.services import cohorts as services  # noqa: PLC0415 - slow start

    return services.membership(workspace=workspace, key=key)
