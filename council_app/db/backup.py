"""Copies that can be trusted: written beside, opened, checked, then put in place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from council_app.db.engine import connect, explained
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
    if out.exists():
        raise CouncilError(str(out), m_("a file of this name is already there"), m_("Choose another name; nothing was overwritten."))
    if not out.parent.is_dir():
        raise CouncilError(str(out), m_("its folder does not exist"), m_("Make the folder first."))
    part = out.with_name(out.name + ".part")
    try:
        with explained(out):
            _copy(source, part, passphrase, step)
            _verify(part, passphrase)
        part.replace(out)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _copy(source: Path, part: Path, passphrase: str | None, step: Callable[[Progress], bool] | None) -> None:
    cancelled = False

    def told(_status: int, remaining: int, total: int) -> None:
        nonlocal cancelled
        if step is not None and not step(Progress(total - remaining, total, m_("Copying the workspace"))):
            cancelled = True
            raise Cancelled

    part.unlink(missing_ok=True)
    origin = connect(source, passphrase, mode="ro")
    try:
        copy = connect(part, passphrase, mode="rwc")
        try:
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
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
    if found != "ok":
        raise CouncilError(str(part), m_("the copy did not pass its check"), m_("Run: council check, and use an older backup."))
