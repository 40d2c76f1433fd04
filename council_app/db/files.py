"""Making and opening workspace files: what a path holds, who may write to it, and which schema it has."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine
from sqlcipher3 import dbapi2

from council_app.db import migrate
from council_app.db.backup import copy_verified
from council_app.db.engine import APPLICATION_ID, connect, explained, make_engine
from council_app.db.workspace import Workspace
from council_app.errors import CouncilError, m_

_PLAIN_HEADER = b"SQLite format 3\x00"
_PAGE = 4096
# The first page of an encrypted file is as good as random: over 7.9 bits a byte. Text, pictures' headers and archives stay below this.
_RANDOM_BITS = 7.6


def create(*, path: Path, passphrase: str | None, actor: str) -> Workspace:
    """An empty workspace at `path`, open for writing. `passphrase` None keeps it unencrypted.

    Raises:
        CouncilError: something is there already, the folder cannot be written, or the passphrase is empty.
    """
    if path.exists():
        raise CouncilError(str(path), m_("a file of this name is already there"), m_("Choose another name; nothing was overwritten."))
    if not path.parent.is_dir():
        raise CouncilError(str(path), m_("its folder does not exist"), m_("Make the folder first."))
    if passphrase == "":
        raise CouncilError(str(path), m_("the passphrase is empty"), m_("Choose a passphrase, or ask for an unencrypted workspace."))
    lock = _lock(path)
    part = path.with_name(path.name + ".part")
    try:
        _build(part, passphrase)
        part.replace(path)
    except BaseException:
        _discard(part)
        _unlock(lock)
        raise
    return _opened(path, passphrase, lock, actor)


def open_file(*, path: Path, passphrase: str | None, actor: str, read_only: bool = False) -> Workspace:
    """Open a workspace, for writing unless `read_only`; an older schema is migrated after a backup.

    Raises:
        CouncilError: not there, not a workspace, wrong passphrase, damaged, too new, or being written to by another program.
    """
    encrypted = is_encrypted(path)
    if encrypted and passphrase is None:
        todo = m_("Use --passphrase-file or set COUNCIL_PASSPHRASE.")
        raise CouncilError(str(path), m_("the workspace is encrypted and no passphrase was given"), todo)
    key = passphrase if encrypted else None
    if read_only:
        _inspect(path, key, mode=_reading_mode(path))
        return Workspace(path=path, engine=make_engine(path, key, mode=_reading_mode(path)), lock=None, actor=actor, encrypted=encrypted)
    lock = _lock(path)
    try:
        _inspect(path, key, mode="rw")
        return _opened(path, key, lock, actor)
    except BaseException:
        _unlock(lock)
        raise


def is_encrypted(path: Path) -> bool:
    """Tell an encrypted workspace from a plain one by its first page.

    Raises:
        CouncilError: the path holds neither.
    """
    try:
        with path.open("rb") as handle:
            page = handle.read(_PAGE)
    except FileNotFoundError:
        raise CouncilError(str(path), m_("there is no such file"), m_("Check the name, or make one with: council new")) from None
    except IsADirectoryError:
        raise CouncilError(str(path), m_("this is a folder, not a workspace file"), m_("Choose a file ending in .council.")) from None
    except PermissionError:
        raise CouncilError(str(path), m_("the file may not be read"), m_("Ask its owner for access.")) from None
    if page.startswith(_PLAIN_HEADER):
        return False
    if len(page) == _PAGE and _bits_per_byte(page) > _RANDOM_BITS:
        return True
    if 0 < len(page) < _PAGE and _bits_per_byte(page) > min(7.2, 0.85 * math.log2(len(page) + 1)):
        raise CouncilError(str(path), m_("the file is cut short"), m_("Restore the newest backup with: council restore BACKUP --out NEW"))
    raise CouncilError(str(path), m_("this is not a Council workspace"), m_("Choose a file made by Council, ending in .council."))


def _bits_per_byte(data: bytes) -> float:
    counts = Counter(data)
    return -sum(n / len(data) * math.log2(n / len(data)) for n in counts.values())


def _reading_mode(path: Path) -> str:
    """A folder that cannot be written holds no `-shm` file for SQLite's readers: then the file is taken as it is."""
    wal = path.with_name(path.name + "-wal")
    try:
        probe = path.with_name(f".{path.name}.probe")
        probe.touch()
        probe.unlink()
    except OSError:
        return "ro" if wal.exists() else "immutable"
    return "ro"


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
    part.unlink(missing_ok=True)
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


def _discard(part: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)


def _inspect(path: Path, key: str | None, *, mode: str) -> None:
    """Refuse what is not ours or cannot be trusted; migrate what is older."""
    with explained(path):
        raw = connect(path, key, mode=mode)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if int(raw.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
                raise CouncilError(str(path), m_("this is a database, but not a Council workspace"), m_("Choose a file made by Council."))
            _refuse_short(path, raw)
        finally:
            raw.close()
        engine = make_engine(path, key, mode=mode)
        try:
            _migrate(path, key, engine, read_only=mode != "rw")
        finally:
            engine.dispose()


def _refuse_short(path: Path, raw: dbapi2.Connection) -> None:
    pages, size = (int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    wal = path.with_name(path.name + "-wal")
    if path.stat().st_size < pages * size and not (wal.exists() and wal.stat().st_size):
        raise CouncilError(str(path), m_("the file is cut short"), m_("Restore the newest backup with: council restore BACKUP --out NEW"))


def _migrate(path: Path, key: str | None, engine: Engine, *, read_only: bool) -> None:
    known = migrate.known_revisions()
    with engine.connect() as connection:
        found = migrate.revision_of(connection)
    if found == known[-1]:
        return
    if found not in known:
        todo = m_("Install the newest Council; the file was not touched.")
        raise CouncilError(str(path), m_("the workspace was made by a newer Council"), todo)
    if read_only:
        raise CouncilError(str(path), m_("the workspace is from an older Council"), m_("Open it for writing once, to bring it up to date."))
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    copy_verified(source=path, out=path.with_name(f"{path.name}.before-{known[-1]}-{stamp}"), passphrase=key)
    with engine.connect().execution_options(council_writes=True) as connection, connection.begin():
        migrate.upgrade(connection)


def _opened(path: Path, key: str | None, lock: FileLock, actor: str) -> Workspace:
    engine = make_engine(path, key, mode="rw")
    workspace = Workspace(path=path, engine=engine, lock=lock, actor=actor, encrypted=key is not None)
    workspace.register_device()
    return workspace
