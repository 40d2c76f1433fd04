"""Copies that can be trusted: written beside, opened, checked, then put in place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from council_app.db.engine import connect, explained, reading_mode
from council_app.errors import Cancelled, CouncilError, Progress, m_

_PAGES_PER_STEP = 512


def copy_verified(*, source: Path, out: Path, passphrase: str | None, step: Callable[[Progress], bool] | None = None) -> None:
    """Copy a workspace, encrypted with the same passphrase, and verify the copy before it gets its name.

    Args:
        source: the workspace; it may be in use.
        out: where the copy goes; nothing may be there.
        passphrase: None for an unencrypted workspace.
        step: told of progress in pages; returning False cancels.

    Raises:
        CouncilError: `out` is taken or cannot be written, or either file is damaged.
        Cancelled: `step` said so; nothing is left behind.
    """
    refuse_taken(out)
    part = out.with_name(out.name + ".part")
    try:
        with explained(out):
            _copy(source, part, passphrase, step)
            _verify(part, passphrase)
        put_in_place(part, out)
    except BaseException:
        discard(part)
        raise


def refuse_taken(out: Path) -> None:
    """Refuse a name under which something is there already, be it a link to nowhere, or whose folder is missing."""
    if os.path.lexists(out):
        raise CouncilError(str(out), m_("a file of this name is already there"), m_("Choose another name; nothing was overwritten."))
    try:
        there = out.parent.is_dir()
    except OSError as error:
        why = m_("its folder cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(str(out), why, m_("Choose a folder you may write to.")) from error
    if not there:
        raise CouncilError(str(out), m_("its folder does not exist"), m_("Make the folder first."))


def put_in_place(part: Path, out: Path) -> None:
    """Give a finished file its name, in a way that a power cut does not undo."""
    part.replace(out)
    if os.name == "posix":  # Windows neither needs nor allows it
        folder = os.open(out.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def discard(part: Path) -> None:
    """Remove an unfinished file and what SQLite keeps beside it: a fresh file must not meet the journal of an earlier one."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _copy(source: Path, part: Path, passphrase: str | None, step: Callable[[Progress], bool] | None) -> None:
    cancelled = False

    def told(_status: int, remaining: int, total: int) -> None:
        nonlocal cancelled
        if step is not None and not step(Progress(total - remaining, total, m_("Copying the workspace"))):
            cancelled = True
            raise Cancelled

    discard(part)
    origin = connect(source, passphrase, mode=reading_mode(source))
    try:
        copy = connect(part, passphrase, mode="rwc")
        try:
            # One view of the file for the whole copy: a note written meanwhile would start it all over, again and again.
            origin.execute("BEGIN")
            origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
            origin.backup(copy, pages=_PAGES_PER_STEP, progress=told)
        except dbapi2.Error:
            if cancelled:
                raise Cancelled from None
            raise
        finally:
            copy.close()
    finally:
        origin.close()


def _verify(part: Path, passphrase: str | None) -> None:
    copy = connect(part, passphrase, mode="rw")
    try:
        # A copy of a WAL file starts in WAL mode: it would grow side files as soon as somebody looks at it.
        copy.execute("PRAGMA journal_mode = DELETE")
        # It writes as a new device wherever it comes to lie: the original goes on using the numbers that come next.
        copy.execute("UPDATE device SET place = id")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if found != "ok":
        raise CouncilError(str(part), m_("the copy did not pass its check"), m_("Run: council check, and use an older backup."))
