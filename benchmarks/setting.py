"""What is measured on: a workspace of so many notes made through the real write path, and a bare SQLCipher file of as many rows."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from sqlalchemy import select
from sqlcipher3 import dbapi2

from benchmarks import material
from council_app.db.engine import connect
from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, CouncilSession, Journey, Note, NoteTag, Stage, Tag, new_id
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.errors import m_
from council_app.services.plan import apply_plan
from council_app.services.workspace import Workspace, create_workspace, open_workspace

_BATCH = 20_000
_FEWEST = 1_000
BARE_TABLE = (
    "CREATE TABLE bare (num INTEGER PRIMARY KEY, id TEXT, session_id TEXT, attendance_id TEXT, at TEXT, author TEXT, text TEXT, "
    "kind TEXT, severity INTEGER, verbatim INTEGER, raised TEXT)"
)
BARE_INSERT = (
    "INSERT INTO bare (id, session_id, attendance_id, at, author, text, kind, severity, verbatim, raised) VALUES (?,?,?,?,?,?,?,?,?,?)"
)
BareRow = tuple[str | int | None, ...]


class Setting:
    """One size of the bench.

    Attributes:
        folder: for whatever a row needs beside the workspace; gone afterwards.
        rows: notes in the workspace.
        path: where it lies.
        bare: a second file with one table and no index, the floor of a durable write; it lies at `bare_path`.
        reader: a bare connection to the workspace itself, the floor of a read.
    """

    def __init__(self, folder: Path, rows: int) -> None:
        self.folder = folder
        self.rows = rows
        self.path = folder / "bench.council"
        self._workspace: Workspace | None = prepared(self.path)
        _fill(self._workspace, rows)
        self.bare_path = folder / "bare.db"
        self.bare = _bare(self.bare_path, rows)
        self.reader = as_ours(self.path, mode="ro")

    @property
    def workspace(self) -> Workspace:
        """The workspace, open for writing."""
        if self._workspace is None:
            self._workspace = open_workspace(path=self.path, passphrase=material.PASSPHRASE)
        return self._workspace

    def turns(self, wanted: int) -> int:
        """How often a row does its work: as often as it wants, or once where there are so few notes that it can only show that it runs."""
        return wanted if self.rows >= _FEWEST else 1

    def release(self) -> None:
        """Close the workspace, for a row that opens it itself."""
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def close(self) -> None:
        """Close everything."""
        self.release()
        self.bare.close()
        self.reader.close()


@contextmanager
def setting(folder: Path, rows: int) -> Iterator[Setting]:
    """Everything made for `rows` notes; deleted at the end."""
    folder.mkdir()
    try:
        here = Setting(folder, rows)
        try:
            yield here
        finally:
            here.close()
    finally:
        shutil.rmtree(folder)


def prepared(path: Path) -> Workspace:
    """A workspace with sessions, codebook and people, and no note yet."""
    plan = path.with_suffix(".yaml")
    plan.write_text(material.plan(), encoding="utf-8")
    workspace = create_workspace(path=path, passphrase=material.PASSPHRASE)
    apply_plan(workspace=workspace, path=plan)
    return workspace


def as_ours(path: Path, *, mode: str = "rwc") -> dbapi2.Connection:
    """A bare connection that is as durable as ours and has as much memory."""
    connection = connect(path, material.PASSPHRASE, mode=mode)
    if mode != "ro":
        connection.execute("PRAGMA journal_mode = WAL")
    for pragma in ("synchronous = FULL", "temp_store = MEMORY", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _fill(workspace: Workspace, rows: int) -> None:
    made = material.notes(rows)
    while batch := list(islice(made, _BATCH)):
        with workspace.write(m_("Import notes")) as writing:
            _write(writing, batch)


def _write(writing: JournalledSession, batch: list[material.MadeNote]) -> None:
    sessions = dict(writing.execute(select(CouncilSession.key, CouncilSession.id)).all())
    tags = dict(writing.execute(select(Tag.path, Tag.id)).all())
    stages = {
        f"{journey}/{stage}": found
        for journey, stage, found in writing.execute(select(Journey.key, Stage.key, Stage.id).join(Journey, Stage.journey_id == Journey.id))
    }
    seats = {
        (session, seat): found for session, seat, found in writing.execute(select(Attendance.session_id, Attendance.seat, Attendance.id))
    }
    rows: list[dict[str, object]] = []
    tagged: list[dict[str, object]] = []
    for note in batch:
        session, own = sessions[material.session_key(note.session)], new_id()
        severity = None if note.severity is None else Severity(note.severity)
        heard = {"id": own, "session_id": session, "attendance_id": seats[(session, f"P{note.seat:02d}")], "at": note.at}
        said = {"author": note.author, "text": note.text, "kind": NoteKind(note.kind), "severity": severity, "raised": Raised(note.raised)}
        where = {"stage_id": stages[note.stage] if note.stage else None, "channel": Channel(note.channel) if note.channel else None}
        rows.append(heard | said | where | {"verbatim": note.verbatim, "starred": note.starred})
        tagged += [{"note_id": own, "tag_id": tags[path]} for path in note.tags]
    writing.insert_many(Note, rows)
    writing.insert_many(NoteTag, tagged)


def _bare(path: Path, rows: int) -> dbapi2.Connection:
    connection = as_ours(path)
    connection.execute(BARE_TABLE)
    connection.execute("BEGIN")
    connection.executemany(BARE_INSERT, (bare_row(note) for note in material.notes(rows)))
    connection.execute("COMMIT")
    return connection


def write_bare(connection: dbapi2.Connection, row: BareRow) -> None:
    """One row, durable: the floor of whatever is written."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(BARE_INSERT, row)
    connection.execute("COMMIT")


def bare_row(note: material.MadeNote) -> BareRow:
    """A note as the bare table keeps it."""
    at = note.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return (new_id(), "s" * 32, "a" * 32, at, "Kim", note.text, note.kind, note.severity, 0, "alone")
