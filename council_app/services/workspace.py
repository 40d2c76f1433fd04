"""Making, opening, checking, copying and restoring workspaces."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from council_app.db import files, integrity
from council_app.db.workspace import Workspace
from council_app.errors import Message, Progress

__all__ = [
    "Soundness",
    "Workspace",
    "backup",
    "check",
    "create_workspace",
    "needs_passphrase",
    "open_workspace",
    "remove_workspace",
    "restore",
]


@dataclass(frozen=True, slots=True)
class Soundness:
    """What a check found; `problems` is empty when all is well."""

    ok: bool
    problems: tuple[Message, ...]


def this_person() -> str:
    """The name that goes into the log when none was given: the account's."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "council"


def create_workspace(*, path: Path, passphrase: str | None, actor: str | None = None) -> Workspace:
    """A new, empty workspace, open for writing. `passphrase` None keeps it unencrypted by explicit choice.

    Raises:
        CouncilError: the name is taken, the folder cannot be written, or the passphrase is empty.
    """
    return files.create(path=path, passphrase=passphrase, actor=actor or this_person())


def open_workspace(*, path: Path, passphrase: str | None, read_only: bool = False, actor: str | None = None) -> Workspace:
    """An existing workspace.

    Raises:
        CouncilError: not a workspace, wrong passphrase, damaged, too new, or open for writing elsewhere.
    """
    return files.open_file(path=path, passphrase=passphrase, actor=actor or this_person(), read_only=read_only)


def remove_workspace(*, path: Path) -> None:
    """Delete a workspace file for good; used for samples only.

    Raises:
        CouncilError: it is open for writing somewhere.
    """
    files.remove(path=path)


def needs_passphrase(*, path: Path) -> bool:
    """Whether the file at `path` is encrypted.

    Raises:
        CouncilError: there is no workspace at `path`.
    """
    return files.is_encrypted(path)


def check(*, workspace: Workspace) -> Soundness:
    """Look for everything that can be wrong inside the file."""
    with workspace.read() as session:
        found = tuple(integrity.problems(session))
    return Soundness(ok=not found, problems=found)


def backup(*, path: Path, passphrase: str | None, out: Path, step: Callable[[Progress], bool] | None = None) -> None:
    """A verified copy at `out`, with the same passphrase; the workspace may be in use meanwhile.

    Raises:
        CouncilError: wrong passphrase, a damaged file, or no room for the copy.
    """
    files.copy(source=path, out=out, passphrase=passphrase, step=step)


def restore(*, backup_path: Path, passphrase: str | None, out: Path) -> None:
    """Make a workspace out of a backup. It writes as a new device, so that its numbers never clash with the original's.

    Raises:
        CouncilError: the backup cannot be opened, or `out` is taken.
    """
    files.copy(source=backup_path, out=out, passphrase=passphrase)
