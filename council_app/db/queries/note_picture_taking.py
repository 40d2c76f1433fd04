"""Taking the picture of all notes (`note_picture`), and knowing what changed since.

It goes with the connection: tables and triggers that live in memory, on this connection alone, note down every note that it changes,
and forget it again with the transaction. Another program that writes to the file makes SQLite's version of the data another one.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection
from sqlcipher3 import dbapi2

from council_app.db.models.notes import FACTS
from council_app.db.queries.note_picture import Picture, TooVaried
from council_app.db.workspace import Workspace

LEAST = 20_000
"""Fewer notes are gone through as fast as a picture of them is taken."""
_MOST_CHANGED = 1_000
_AT_ONCE = 4_000
_PLACE, _TAKEN = "note_picture", "note_picture_taken"
_COLUMNS = FACTS[2:]
_NOTED = "INSERT OR IGNORE INTO touched_note"
_OF_TAG = _NOTED + " SELECT num FROM main.note WHERE id = {}.note_id"
_TRIGGERS = {
    "touched_insert AFTER INSERT ON main.note": f"{_NOTED} VALUES (new.num)",
    "touched_delete AFTER DELETE ON main.note": f"{_NOTED} VALUES (old.num)",
    f"touched_update AFTER UPDATE OF {', '.join(FACTS)} ON main.note": f"{_NOTED} VALUES (old.num)",
    "touched_tagged AFTER INSERT ON main.note_tag": _OF_TAG.format("new"),
    "touched_bared AFTER DELETE ON main.note_tag": _OF_TAG.format("old"),
    "touched_moved AFTER UPDATE OF note_id, tag_id ON main.note_tag": f"{_OF_TAG.format('old')}; {_OF_TAG.format('new')}",
}
_WATCH = (
    "CREATE TEMP TABLE IF NOT EXISTS touched_note (num INTEGER PRIMARY KEY)",
    "DELETE FROM temp.touched_note",
    *(f"CREATE TEMP TRIGGER IF NOT EXISTS {when} BEGIN {then}; END" for when, then in _TRIGGERS.items()),
)
_FACTS = f"SELECT num, {', '.join(FACTS)} FROM note INDEXED BY ix_note_at_id WHERE (at, id) > (?, ?) ORDER BY at, id LIMIT {_AT_ONCE}"
_LINKS = (
    "SELECT note.num, note_tag.tag_id, note_tag.note_id FROM note_tag CROSS JOIN note ON note.id = note_tag.note_id "
    f"WHERE (note_tag.note_id, note_tag.tag_id) > (?, ?) ORDER BY note_tag.note_id, note_tag.tag_id LIMIT {_AT_ONCE}"
)


def picture_of(connection: Connection) -> Picture | None:
    """The picture of the notes that this connection reads, with all that changed since told; None without one that is any use."""
    picture: Picture | None = connection.info.get(_PLACE)
    if picture is None:
        return None
    changed = frozenset(_changed(connection)) if picture.watched else frozenset()
    if _version(connection) != picture.version or len(changed) > _MOST_CHANGED:
        del connection.info[_PLACE]
        return None
    picture.changes(changed)
    return picture


def taking(workspace: Workspace) -> Generator[bool | None, None, None]:
    """Take a picture where there is none, in pieces of some 30 ms: None after each of them, and at the end whether there is one now.

    Between two pieces the file is free.
    """
    picture = _begun(workspace)
    if picture is None:
        yield True
        return
    if picture.worth:
        if picture.watched:
            _watch(workspace)
        with suppress(TooVaried):
            for _ in _pieces(workspace, picture):
                yield None
            yield _hung_up(workspace, picture)
            return
    yield False


def _begun(workspace: Workspace) -> Picture | None:
    """A picture of nothing yet; None where there is one already."""
    with workspace.read() as reading:
        connection = reading.connection()
        if picture_of(connection) is not None:
            return None
        notes = int(connection.exec_driver_sql("SELECT ifnull(sum(notes), 0) FROM note_tally").scalar_one())
        picture = Picture(_COLUMNS, version=_version(connection), watched=not workspace.read_only, worth=notes >= LEAST)
        connection.info[_TAKEN] = picture  # another one begun meanwhile forgets what changed since this one was
        return picture


def _watch(workspace: Workspace) -> None:
    """Outside any transaction: at the end of a read everything it made is taken back."""
    with workspace.beside() as raw:
        for statement in _WATCH:
            raw.execute(statement)


def _pieces(workspace: Workspace, picture: Picture) -> Iterator[None]:
    at, note = "", ""
    while rows := _read(workspace, _FACTS, (at, note)):
        nums, moments, ids, *columns = zip(*rows, strict=True)
        picture.add(nums, columns)
        at, note = moments[-1], ids[-1]
        yield
    note, tag = "", ""
    while links := _read(workspace, _LINKS, (note, tag)):
        picture.carry(links)
        _, tag, note = links[-1]
        yield


def _read(workspace: Workspace, statement: str, values: tuple[str, str]) -> list[tuple[Any, ...]]:
    """Past SQLAlchemy, whose rows take longer to make than to read."""
    with workspace.read() as reading:
        raw = reading.connection().connection.dbapi_connection
        assert isinstance(raw, dbapi2.Connection)
        found: list[tuple[Any, ...]] = raw.execute(statement, values).fetchall()
        return found


def _hung_up(workspace: Workspace, picture: Picture) -> bool:
    with workspace.read() as reading:
        connection = reading.connection()
        if connection.info.get(_TAKEN) is not picture:
            return False
        connection.info[_PLACE] = picture
        return picture_of(connection) is not None


def _changed(connection: Connection) -> list[int]:
    return list(connection.exec_driver_sql(f"SELECT num FROM temp.touched_note LIMIT {_MOST_CHANGED + 1}").scalars())


def _version(connection: Connection) -> int:
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())
