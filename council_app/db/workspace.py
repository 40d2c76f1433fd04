"""A workspace: one file, opened, read and written. Every read and every write goes through here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from sqlalchemy import Engine, insert, select
from sqlcipher3 import dbapi2

import council_app.db.local  # noqa: F401 - what hangs on a row goes with it, wherever rows are deleted
from council_app.db.engine import explained
from council_app.db.journal import JournalledSession, Recorder
from council_app.db.merging.saying import catch_up
from council_app.db.models import Device, new_id
from council_app.domain.records import Changes
from council_app.errors import Message, NotKept, m_
from council_app.paths import installation_id


class Workspace:
    """An open workspace file.

    Attributes:
        path: the file.
        read_only: True when it can only be read.
        encrypted: False only by somebody's explicit choice.
        actor: the person whose name goes into the log.
    """

    def __init__(self, *, path: Path, engine: Engine, lock: FileLock | None, actor: str, encrypted: bool) -> None:
        self.path = path
        self.read_only = lock is None
        self.encrypted = encrypted
        self.actor = actor
        self._engine = engine
        self._lock = lock
        self._device: str | None = None
        self._caught_up = False

    @contextmanager
    def read(self) -> Iterator[JournalledSession]:
        """One consistent view of the workspace."""
        with explained(self.path), self._engine.connect() as connection, JournalledSession(connection, None) as session:
            yield session

    @contextmanager
    def write(self, label: Message, *, reverses: str | None = None, rehearsed: bool = False) -> Iterator[JournalledSession]:
        """One transaction: committed when the block ends, undone as a whole when it raises or was only `rehearsed`.

        Raises:
            NotKept: the workspace is open for reading only, or the disk refuses.
        """
        if self.read_only:
            raise NotKept(str(self.path), m_("the workspace is open for reading only"), m_("Close the other window that writes to it."))
        with explained(self.path), self._engine.connect() as connection:
            connection = connection.execution_options(council_writes=True)
            with connection.begin() as transaction:
                said = None if self._caught_up else catch_up
                recorder = Recorder(device=self.device, actor=self.actor, label=label, reverses=reverses, catch_up=said)
                with JournalledSession(connection, recorder) as session:
                    yield session
                    session.flush()
                if rehearsed:
                    transaction.rollback()
            self._caught_up = self._caught_up or (recorder.operation is not None and not rehearsed)

    def others_wrote(self) -> None:
        """Changes of other laptops came in: what is known now is said before anything else is written."""
        self._caught_up = False

    @contextmanager
    def beside(self) -> Iterator[dbapi2.Connection]:
        """The bare connection, outside any transaction: for what concerns the file as a whole, or lives in memory and outlasts reads."""
        with explained(self.path), self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert isinstance(raw, dbapi2.Connection)
            yield raw

    def compact(self) -> None:
        """Write the file anew, so that no page holds what was erased; the log that SQLite writes ahead is emptied, too."""
        with self.beside() as raw:
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.execute(statement).fetchall()

    def close(self) -> None:
        """Close the file and let go of it."""
        self._engine.dispose()
        if self._lock is not None:
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def device(self) -> str:
        """This file's id among the devices."""
        if self._device is None:
            raise RuntimeError("the workspace was opened without registering its device")
        return self._device

    def register_device(self) -> None:
        """Find or make this file's row among the devices; called once when opened for writing."""
        place = place_of(self.path)
        with explained(self.path), self._engine.connect() as connection:
            connection = connection.execution_options(council_writes=True)
            with connection.begin():
                found = connection.execute(select(Device.id).where(Device.place == place)).scalar()
                if found is None:
                    found = new_id()
                    connection.execute(insert(Device), {"id": found, "place": place})
        self._device = found


def place_of(path: Path) -> str:
    """The fingerprint by which a file on this laptop is told from its copies and from files on other laptops."""
    return hashlib.sha256(f"{installation_id()}\n".encode() + os.fsencode(path.resolve())).hexdigest()


def changes(session: JournalledSession) -> Changes:
    """What this transaction wrote so far."""
    session.flush()
    recorder = session.recorder
    if recorder is None:
        return Changes(frozenset())
    return Changes(frozenset(recorder.changed), recorder.operation)
