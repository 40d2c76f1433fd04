"""Making and opening workspace files: what a path holds, who may write to it, and which schema it has."""

from __future__ import annotations

import math
import stat
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from council_app.db import migrate
from council_app.db.backup import copy_verified, discard, put_in_place, refuse_taken
from council_app.db.engine import APPLICATION_ID, connect, explained, make_engine, reading_mode
from council_app.db.workspace import Workspace
from council_app.errors import CouncilError, Progress, m_

_PLAIN_HEADER = b"SQLite format 3\x00"
_PAGE = 4096
# The first page of an encrypted file is as good as random: over 7.9 bits a byte. Text, pictures' headers and archives stay below this.
_RANDOM_BITS = 7.6
# What compressed files start with: their insides look as random as ours.
_FOREIGN = (b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"%PDF", b"GIF8", b"RIFF", b"7z\xbc\xaf", b"\xfd7zX", b"Rar!")


def create(*, path: Path, passphrase: str | None, actor: str) -> Workspace:
    """An empty workspace at `path`, open for writing. `passphrase` None keeps it unencrypted.

    Raises:
        CouncilError: something is there already, the folder cannot be written, or the passphrase is empty.
    """
    refuse_taken(path)
    if passphrase == "":
        raise CouncilError(str(path), m_("the passphrase is empty"), m_("Choose a passphrase, or ask for an unencrypted workspace."))
    lock = _lock(path)
    part = path.with_name(path.name + ".part")
    try:
        _build(part, passphrase)
        put_in_place(part, path)
    except BaseException:
        discard(part)
        _unlock(lock)
        raise
    return _opened(path, passphrase, lock, actor)


def open_file(*, path: Path, passphrase: str | None, actor: str, read_only: bool = False) -> Workspace:
    """Open a workspace, for writing unless `read_only`; an older schema is migrated after a backup, which needs to write, too.

    Raises:
        CouncilError: not there, not a workspace, wrong passphrase, damaged, too new, or being written to by another program.
    """
    key = _key(path, passphrase)
    newest = migrate.known_revisions()[-1]
    if read_only:
        mode = reading_mode(path)
        revision, raw = _inspect(path, key, mode=mode)
        if revision != newest:
            raw.close()
            _bring_up_to_date(path, key, actor)
            mode = reading_mode(path)
            revision, raw = _inspect(path, key, mode=mode)
        engine = make_engine(path, key, mode=mode, opened=raw)
        return Workspace(path=path, engine=engine, lock=None, actor=actor, encrypted=key is not None)
    lock = _lock(path)
    try:
        revision, raw = _inspect(path, key, mode="rw")
        if revision == newest:
            return _opened(path, key, lock, actor, raw)
        raw.close()
        _migrate(path, key, newest)
        return _opened(path, key, lock, actor)
    except BaseException:
        _unlock(lock)
        raise


def _bring_up_to_date(path: Path, key: str | None, actor: str) -> None:
    """An older file that somebody only wants to look into; where it cannot be written it stays closed: its tables are not ours."""
    try:
        open_file(path=path, passphrase=key, actor=actor).close()
    except CouncilError as error:
        todo = m_("Open it for writing once, to bring it up to date.")
        raise CouncilError(str(path), m_("the workspace is from an older Council"), todo) from error


def copy(*, source: Path, out: Path, passphrase: str | None, step: Callable[[Progress], bool] | None = None) -> None:
    """A verified copy of a workspace of any schema this program knows, older ones included; raises as `open_file` and `copy_verified`."""
    key = _key(source, passphrase)
    _inspect(source, key, mode=reading_mode(source))[1].close()
    copy_verified(source=source, out=out, passphrase=key, step=step)


def _key(path: Path, passphrase: str | None) -> str | None:
    if not is_encrypted(path):
        return None
    if passphrase is None:
        todo = m_("Use --passphrase-file or set COUNCIL_PASSPHRASE.")
        raise CouncilError(str(path), m_("the workspace is encrypted and no passphrase was given"), todo)
    return passphrase


def remove(*, path: Path) -> None:
    """Delete a workspace and its side files.

    Raises:
        CouncilError: it is open for writing somewhere.
    """
    lock = _lock(path)
    try:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
    finally:
        _unlock(lock)


def is_encrypted(path: Path) -> bool:
    """Tell an encrypted workspace from a plain one by its first page.

    Raises:
        CouncilError: the path holds neither.
    """
    page = _first_page(path)
    if page.startswith(_PLAIN_HEADER):
        return False
    if page.startswith(_FOREIGN):
        raise _not_ours(path)
    if len(page) == _PAGE and _bits_per_byte(page) > _RANDOM_BITS:
        return True
    if 0 < len(page) < _PAGE and _bits_per_byte(page) > min(7.2, 0.85 * math.log2(len(page) + 1)):
        raise CouncilError(str(path), m_("the file is cut short"), m_("Restore the newest backup with: council restore BACKUP --out NEW"))
    raise _not_ours(path)


def _not_ours(path: Path) -> CouncilError:
    return CouncilError(str(path), m_("this is not a Council workspace"), m_("Choose a file made by Council, ending in .council."))


def _first_page(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CouncilError(str(path), m_("this is a folder, not a workspace file"), m_("Choose a file ending in .council."))
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for somebody to write into it
            raise _not_ours(path)
        with path.open("rb") as handle:
            return handle.read(_PAGE)
    except (FileNotFoundError, NotADirectoryError):
        raise CouncilError(str(path), m_("there is no such file"), m_("Check the name, or make one with: council new")) from None
    except PermissionError:
        raise CouncilError(str(path), m_("the file may not be read"), m_("Ask its owner for access.")) from None
    except OSError as error:
        why = m_("the file cannot be read ({reason})", reason=error.strerror or "")
        raise CouncilError(str(path), why, m_("Check its name and the disk it lies on.")) from error


def _bits_per_byte(data: bytes) -> float:
    counts = Counter(data)
    return -sum(n / len(data) * math.log2(n / len(data)) for n in counts.values())


def _lock(path: Path) -> FileLock:
    lock = FileLock(str(path.with_name(path.name + ".lock")), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        todo = m_("Close the other window, or wait for the command to end.")
        raise CouncilError(str(path), m_("another Council window or command is writing to it"), todo) from None
    except OSError as error:
        todo = m_("Copy the workspace to a folder you may write to.")
        raise CouncilError(str(path), m_("its folder cannot be written ({reason})", reason=error.strerror), todo) from None
    return lock


def _unlock(lock: FileLock) -> None:
    Path(lock.lock_file).unlink(missing_ok=True)
    lock.release()


def _build(part: Path, passphrase: str | None) -> None:
    discard(part)
    with explained(part):
        engine = make_engine(part, passphrase, mode="rwc")
        try:
            with engine.connect().execution_options(council_writes=True) as connection, connection.begin():
                migrate.upgrade(connection)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            with engine.connect() as connection:
                _autocommit(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            engine.dispose()


def _autocommit(connection: Connection) -> dbapi2.Connection:
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, dbapi2.Connection)
    return raw


def _inspect(path: Path, key: str | None, *, mode: str) -> tuple[str, dbapi2.Connection]:
    """The schema revision of a workspace, and the connection that read it; refuses what is not ours, cannot be trusted, or is too new."""
    with explained(path):
        raw = connect(path, key, mode=mode)
        try:
            return _revision(path, raw), raw
        except BaseException:
            raw.close()
            raise


def _revision(path: Path, raw: dbapi2.Connection) -> str:
    has_schema = raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
    if int(raw.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID or not has_schema:
        raise CouncilError(str(path), m_("this is a database, but not a Council workspace"), m_("Choose a file made by Council."))
    _refuse_short(path, raw)
    found = str(raw.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0])
    if found not in migrate.known_revisions():
        todo = m_("Install the newest Council; the file was not touched.")
        raise CouncilError(str(path), m_("the workspace was made by a newer Council"), todo)
    return found


def _refuse_short(path: Path, raw: dbapi2.Connection) -> None:
    pages, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    wal = path.with_name(path.name + "-wal")
    if path.stat().st_size < pages * size and not (wal.exists() and wal.stat().st_size):
        raise CouncilError(str(path), m_("the file is cut short"), m_("Restore the newest backup with: council restore BACKUP --out NEW"))


def _migrate(path: Path, key: str | None, newest: str) -> None:
    """Bring an older file up to date, all at once or not at all, after a copy of it was put beside it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    copy_verified(source=path, out=path.with_name(f"{path.name}.before-{newest}-{stamp}"), passphrase=key)
    with explained(path):
        engine = make_engine(path, key, mode="rw")
        try:
            with engine.connect().execution_options(council_writes=True) as connection, connection.begin():
                migrate.upgrade(connection)
        finally:
            engine.dispose()


def _opened(path: Path, key: str | None, lock: FileLock, actor: str, raw: dbapi2.Connection | None = None) -> Workspace:
    engine = make_engine(path, key, mode="rw", opened=raw)
    workspace = Workspace(path=path, engine=engine, lock=lock, actor=actor, encrypted=key is not None)
    try:
        workspace.register_device()
    except BaseException:
        engine.dispose()
        raise
    return workspace
