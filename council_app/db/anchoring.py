"""Spans of notes stay on the words they were laid on: whatever changes a note's text, what lies on it is moved here, and logged.

The change log calls this for everything that it is told, so that no way of writing a text can leave a highlight behind.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, RowMapping, bindparam, func, select, text

from council_app.db.entries import DELETE, UPDATE, Entry
from council_app.db.models import Highlight, RoundCoding, RoundNote
from council_app.db.types import to_log
from council_app.domain.anchors import Span, moved

Texts: TypeAlias = Mapping[str, tuple[str, str]]
"""By note, its text before and after."""

_NOTES = select(func.json_each(bindparam("notes")).table_valued("value").c.value)
_HIGHLIGHTS = select(
    Highlight.id,
    Highlight.note_id,
    Highlight.starts,
    Highlight.ends,
    Highlight.tag_id,
    Highlight.coder,
    Highlight.selection,
    Highlight.at,
).where(Highlight.note_id.in_(_NOTES))
_CODINGS = (
    select(RoundCoding.id, RoundNote.note_id, RoundCoding.starts, RoundCoding.ends)
    .join(RoundNote, RoundCoding.round_note_id == RoundNote.id)
    .where(RoundNote.note_id.in_(_NOTES), RoundCoding.starts.is_not(None))
)
# A tag that lost its last highlight stays, on the whole note.
_LEFT = text(
    "SELECT id FROM note_tag WHERE note_id = :note AND tag_id = :tag AND NOT whole "
    "AND NOT EXISTS (SELECT 1 FROM highlight WHERE highlight.note_id = :note AND highlight.tag_id = :tag)"
)


class _Moved(NamedTuple):
    """A row with a span, and where that lies now; None when nothing is left of it."""

    row: RowMapping
    span: Span | None


def texts_in(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """The texts of notes that these entries change."""
    found: dict[str, tuple[str, str]] = {}
    for entry in entries:
        sides = entry.values.get("text") if entry.entity == "note" and entry.op == UPDATE else None
        if sides is not None and sides[0] != sides[1]:
            first = found.get(entry.row_id, sides)[0]  # changed twice, it is the first and the last that count
            found[entry.row_id] = str(first), str(sides[1])
    return found


def placed_in(entries: Iterable[Entry]) -> frozenset[str]:
    """Rows of which these entries say where they lie."""
    return frozenset(entry.row_id for entry in entries if not entry.values.keys().isdisjoint(("starts", "ends", "note_id")))


def followed(connection: Connection, texts: Texts, but: Collection[str] = frozenset()) -> list[Entry]:
    """Move what lies on these notes to where its words are now; returns what the log has to be told.

    `but` are rows that whoever changed the texts has placed already.
    """
    if not texts:
        return []
    notes = {"notes": json.dumps(list(texts))}
    entries: list[Entry] = []
    for row, span in _moves(connection.execute(_HIGHLIGHTS, notes).mappings().all(), texts, but):
        entries += _vanished(connection, row) if span is None else [_placed(connection, "highlight", row, span)]
    for row, span in _moves(connection.execute(_CODINGS, notes).mappings().all(), texts, but):
        entries.append(_placed(connection, "round_coding", row, span))
    return entries


def _moves(rows: Sequence[RowMapping], texts: Texts, but: Collection[str]) -> Iterator[_Moved]:
    """Those that do not stay where they are."""
    by_note: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        if row["id"] not in but:
            by_note[row["note_id"]].append(row)
    for note, on_it in by_note.items():
        spans = moved([(row["starts"], row["ends"]) for row in on_it], *texts[note])
        yield from (_Moved(row, span) for row, span in zip(on_it, spans, strict=True) if span != (row["starts"], row["ends"]))


def _placed(connection: Connection, table: str, row: RowMapping, span: Span | None) -> Entry:
    starts, ends = span or (None, None)
    connection.exec_driver_sql(f"UPDATE {table} SET starts = ?, ends = ? WHERE id = ?", (starts, ends, row["id"]))  # noqa: S608 - our own names
    return Entry(table, row["id"], UPDATE, {"starts": [row["starts"], starts], "ends": [row["ends"], ends]})


def _vanished(connection: Connection, row: RowMapping) -> Iterator[Entry]:
    connection.exec_driver_sql("DELETE FROM highlight WHERE id = ?", (row["id"],))
    kept = {name: to_log(value) for name, value in row.items() if name != "id"}
    yield Entry("highlight", row["id"], DELETE, {name: [value, None] for name, value in kept.items() if value is not None})
    for tagged in connection.execute(_LEFT, {"note": row["note_id"], "tag": row["tag_id"]}).scalars().all():
        connection.exec_driver_sql("UPDATE note_tag SET whole = 1 WHERE id = ?", (tagged,))
        yield Entry("note_tag", tagged, UPDATE, {"whole": [False, True]})
