"""Erasing: the one operation that rewrites history. Values go from rows, log and half-typed text; the rows' ids stay as tombstones.

A tombstone is a change of its own kind (`erase`, without values): it travels to partners like any other change, and says that a row of
this id must never come back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import String, Table, Text, delete, or_, select, update

from council_app.db.journal import ERASE, UPDATE, Entry, JournalledSession, model_of
from council_app.db.models import Blob, Brand, ChangeRow, InsightVisual, Note, NotePhoto, Operation, Row, SyncedRow
from council_app.db.queries import unfinished
from council_app.db.queries.person import Traces
from council_app.db.shapes import table_of
from council_app.db.types import Items, Pairs, Value
from council_app.domain.redaction import GONE, Redaction

_CHUNK = 500
_REASON = "reason"
# Bytes, devices and settings name nobody; in other people's own rows a namesake's name is theirs.
_UNREAD = {"blob", "device", "setting", "person"}


def remove(session: JournalledSession, traces: Traces) -> None:
    """Delete these rows, empty what the log says of them, and leave a tombstone for each."""
    session.begin_operation()
    for chunk in _chunks(traces.of("note")):
        for reply in session.scalars(select(Note).where(Note.reply_to_id.in_(chunk), Note.id.not_in(traces.of("note")))):
            reply.reply_to_id = None
    for chunk in _chunks(traces.of("attendance")):
        touching = select(ChangeRow.operation).where(ChangeRow.row_id.in_(chunk))
        for operation in session.scalars(select(Operation).where(Operation.id.in_(touching))):
            if _REASON in operation.fields:  # why somebody was sent back is said of them
                operation.fields = {**operation.fields, _REASON: GONE}
    session.flush()
    pictures = _pictures(session, traces.of("note_photo"))
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")  # a note may answer another one of the same person
    for name, ids in traces.rows:
        table = table_of(model_of(name))
        for chunk in _chunks(ids):
            connection.execute(delete(table).where(table.c.id.in_(chunk)))
            connection.execute(update(ChangeRow).where(ChangeRow.row_id.in_(chunk)).values(values="{}"))
    _forget_pictures(session, pictures)
    session.expire_all()
    session.journal(Entry(name, row, ERASE, {}) for name, ids in traces.rows for row in ids)


def _pictures(session: JournalledSession, photos: Sequence[str]) -> set[str]:
    """Hashes of the pictures these photos show, or by the log ever showed."""
    found: set[str] = set()
    for chunk in _chunks(photos):
        found.update(session.scalars(select(NotePhoto.blob).where(NotePhoto.id.in_(chunk))))
        for values in session.scalars(select(ChangeRow.values).where(ChangeRow.row_id.in_(chunk))):
            found.update(side for side in json.loads(values).get("blob", ()) if side)
    return found


def _forget_pictures(session: JournalledSession, pictures: set[str]) -> None:
    """Take the bytes away too, but for a picture that somebody else's note, an insight or the reports show."""
    shown = {*session.scalars(select(NotePhoto.blob)), *session.scalars(select(InsightVisual.blob)), *session.scalars(select(Brand.logo))}
    for chunk in _chunks(sorted(pictures - shown)):
        session.connection().execute(delete(Blob).where(Blob.hash.in_(chunk)))


def redact(session: JournalledSession, redaction: Redaction) -> int:
    """Take the marks out of every text anybody wrote, in the log too; returns how many rows were changed."""
    changed = 0
    for table in Row.metadata.sorted_tables:
        columns = [column.name for column in table.columns if isinstance(column.type, Text | String | Items | Pairs | Value)]
        if table.name not in _UNREAD and columns and redaction.marks:
            changed += _redact_table(session, table, columns, redaction)
    return changed


def forget_unfinished(session: JournalledSession, redactions: Sequence[Redaction], seats: Sequence[str], attendances: Sequence[str]) -> int:
    """Drop what this laptop keeps of the person until it is finished; returns how many pieces.

    That is half-typed text that may be about them, in the room, a report or a post that quotes them, with the photos that wait for its
    words or whose file names name them, and their answers to questionnaires that were not finished.
    """
    drafts, photos = unfinished.drafts_about(session, redactions, seats), unfinished.photos_about(session, redactions, seats)
    halves = unfinished.half_answers_of(session, attendances)
    found = (*unfinished.report_texts_about(session, redactions, seats), *unfinished.posts_quoting(session, attendances))
    texts = list({row.key: row for row in found}.values())
    for row in (*photos, *drafts, *halves, *texts):
        session.delete(row)
    session.flush()
    return len(drafts) + len(photos) + len(halves) + len(texts)


def _redact_table(session: JournalledSession, table: Table, columns: Sequence[str], redaction: Redaction) -> int:
    connection, raw = session.connection(), {name: table.c[name].cast(Text).label(name) for name in columns}
    keys = list(table.primary_key.columns) if table.name != "note" else [table.c.id]
    holds = or_(*(raw[name].like(_pattern(mark), escape="\\") for name in columns for mark in redaction.marks))
    if table is table_of(ChangeRow):
        holds = holds & (ChangeRow.entity != "person")
    rows = connection.execute(select(*(key.label(f"key_{key.name}") for key in keys), *raw.values()).where(holds)).mappings().all()
    synced: list[Entry] = []
    texts: dict[str, tuple[str, str]] = {}
    count = 0
    for row in rows:
        new = {name: redaction.applied(row[name]) for name in columns if row[name] and redaction.applied(row[name]) != row[name]}
        if not new:
            continue
        count += 1
        where = " AND ".join(f'"{key.name}" = ?' for key in keys)
        sets = ", ".join(f'"{name}" = ?' for name in new)
        if table.name == "note" and "text" in new:
            texts[str(row["key_id"])] = str(row["text"]), new["text"]
        values = (*new.values(), *(row[f"key_{key.name}"] for key in keys))
        connection.exec_driver_sql(f'UPDATE "{table.name}" SET {sets} WHERE {where}', values)  # noqa: S608 - names of our own schema
        if table.name not in (table_of(ChangeRow).name, table_of(Operation).name) and _is_synced(table):
            synced.append(
                Entry(table.name, str(row["key_id"]), UPDATE, {name: [_logged(table, name, text)] * 2 for name, text in new.items()})
            )
    session.expire_all()
    if synced:
        session.journal(synced)
        session.follow(texts)  # the log may not say what the texts were before
    return count


def _logged(table: Table, name: str, text: str) -> object:
    return json.loads(text) if isinstance(table.c[name].type, Items | Pairs | Value) else text


def _is_synced(table: Table) -> bool:
    return any(mapper.local_table is table and issubclass(mapper.class_, SyncedRow) for mapper in Row.registry.mappers)


def _pattern(mark: str) -> str:
    """`LIKE` folds the case of ASCII alone: any other letter, and what JSON escapes, matches anything here and is looked at again."""
    return "%" + "".join(c if c.isascii() and c not in '%_\\"' else "_" for c in mark) + "%"


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
