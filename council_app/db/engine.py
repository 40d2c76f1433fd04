"""One SQLCipher file under SQLAlchemy: keys, pragmas, transactions, and what SQLite's complaints mean to a person."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from council_app.errors import CouncilError, Message, NotKept, TryLater, m_

APPLICATION_ID = 0x434E434C
"""“CNCL” in the file header: tells a workspace from any other SQLite file."""

_BUSY_MILLIS = 5_000
# What is in the write-ahead log is durable; carrying it over into the file takes many times as long as writing a note. At 32 MiB one
# note in three hundred waits for that, at SQLite's own 4 MiB it is one in thirty.
_WAL_PAGES = 8_000

# A reader that may not write leaves `-wal` and `-shm` behind; one that could but does not takes them away when it is the last.
_URI_MODES = {"immutable": "mode=ro&immutable=1", "look": "mode=rw"}

# What SQLite says, by the start of its message -> what it means and what to do. The first match counts.
_COMPLAINTS: tuple[tuple[str, Message, Message], ...] = (
    ("database or disk is full", m_("the disk is full"), m_("Free some space and try again; nothing was changed.")),
    ("disk i/o error", m_("the disk could not be read or written"), m_("Check the disk or stick and try again; nothing was changed.")),
    ("attempt to write a readonly", m_("the file or its folder is read-only"), m_("Copy the workspace to a folder you may write to.")),
    ("unable to open database", m_("the file could not be opened"), m_("Check that it exists and that you may read it.")),
    ("database is locked", m_("another program is writing to it"), m_("Close the other window or wait for the command to end.")),
    ("database disk image is malformed", m_("the file is damaged"), m_("Restore the newest backup with: council restore BACKUP --out NEW")),
    ("malformed database schema", m_("the file is damaged"), m_("Restore the newest backup with: council restore BACKUP --out NEW")),
    ("vtable constructor failed", m_("the file is damaged"), m_("Restore the newest backup with: council restore BACKUP --out NEW")),
    ("pragma key", m_("the passphrase is empty"), m_("Type the passphrase again.")),
    ("file is not a database", m_("wrong passphrase, or the file is damaged"), m_("Type the passphrase again; or restore a backup.")),
)
# What may pass by itself: space is freed, the stick is put back, the other program ends.
_PASSING = frozenset(
    {"database or disk is full", "disk i/o error", "attempt to write a readonly", "unable to open database", "database is locked"}
)


def connect(path: Path, passphrase: str | None, *, mode: str = "rw") -> dbapi2.Connection:
    """A keyed DB-API connection in autocommit.

    Args:
        path: the file.
        passphrase: None for a workspace kept unencrypted by choice.
        mode: `rw`, `rwc` (create), `look` (reads only, but may tidy up SQLite's side files), `ro`, or `immutable` (a folder that
            cannot be written).
    """
    uri = f"file:{quote(os.fsencode(path.resolve()))}?{_URI_MODES.get(mode, f'mode={mode}')}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_MILLIS / 1000)
    # SQLCipher writes its reasons to standard error unless told otherwise; ours go through `explained`.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if passphrase is not None:
        if "\0" in passphrase:
            raise CouncilError(str(path), m_("the passphrase holds a character that nobody can type"), m_("Use another passphrase file."))
        connection.execute("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
    if mode == "look":
        connection.execute("PRAGMA query_only = ON")
    return connection


def reading_mode(path: Path) -> str:
    """How to open a file only to read it: a folder that cannot be written holds no `-shm` file, so the file is taken as it is."""
    if os.access(path.parent, os.W_OK):
        return "look" if os.access(path, os.W_OK) and not _is_being_written(path) else "ro"
    wal = path.with_name(path.name + "-wal")
    return "ro" if wal.exists() and wal.stat().st_size else "immutable"


def _is_being_written(path: Path) -> bool:
    """True while somebody has it open for writing: the side files are theirs then.

    SQLite asks its own lock before it tidies up, but a file dialog that peeks into the folder drops a window's lock, and what the
    window saves afterwards would go nowhere.
    """
    beside = path.with_name(path.name + ".lock")
    if not beside.exists():
        return False
    lock = FileLock(str(beside), timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def make_engine(path: Path, passphrase: str | None, *, mode: str, opened: dbapi2.Connection | None = None) -> Engine:
    """An engine with one connection, as the one worker that owns it needs.

    `opened` is a connection that somebody made to look into the file: deriving the key of another takes most of the time of opening.
    """
    waiting = [] if opened is None else [opened]

    def made() -> dbapi2.Connection:
        return _prepared(waiting.pop() if waiting else connect(path, passphrase, mode=mode), mode)

    engine = create_engine("sqlite://", module=dbapi2, creator=made, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "engine_disposed", lambda _: waiting.pop().close() if waiting else None)  # nobody asked it anything
    return engine


def _prepared(connection: dbapi2.Connection, mode: str) -> dbapi2.Connection:
    connection.execute("PRAGMA foreign_keys = ON")
    if mode in ("rw", "rwc"):
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA cache_size = -65536")
    return connection


def _begin(connection: Connection) -> None:
    """Writers take the write lock at once, so that what they read stays true until they commit."""
    writes = connection.get_execution_options().get("council_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's complaints about the world into one clear line; anything unknown is a bug and passes.

    Raises:
        CouncilError: the file, the disk or the passphrase is at fault.
    """
    try:
        yield
    except DBAPIError as error:
        raise _explanation(path, error.orig or error) from error
    except dbapi2.Error as error:
        raise _explanation(path, error) from error
    except UnicodeEncodeError as error:
        why = m_("what was given is not text: it holds half a character")
        raise CouncilError(str(path), why, m_("Type it again, or save the file as UTF-8; nothing was changed.")) from error


def _explanation(path: Path, error: BaseException) -> BaseException:
    said = str(error).lower()
    for start, why, todo in _COMPLAINTS:
        if start in said:
            return (TryLater if start in _PASSING else NotKept)(str(path), why, todo)
    return error
