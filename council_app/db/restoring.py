"""What lies on the texts of notes when an operation is taken back: others may have changed those texts, or coded them, since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Integer, bindparam, func, literal_column, select, text
from sqlalchemy.orm import Session

from council_app.db.anchoring import Texts, texts_in
from council_app.db.entries import DELETE, UPDATE, Entry
from council_app.db.journal import JournalledSession
from council_app.db.models import ChangeRow, Highlight, Note, NoteTag, Operation, RoundCoding, RoundNote
from council_app.domain.anchors import Span, moved

_SPANNED = ("highlight", "round_coding")
_WRITTEN = literal_column("operation.rowid", Integer)
_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_LATER_TEXTS = (
    select(ChangeRow.row_id, func.json_extract(ChangeRow.values, "$.text[0]"))
    .join(Operation, ChangeRow.operation == Operation.id)
    .where(
        ChangeRow.row_id.in_(_IDS),
        ChangeRow.entity == "note",
        ChangeRow.op == UPDATE,
        func.json_extract(ChangeRow.values, "$.text[0]").is_not(None),
        select(_WRITTEN).where(Operation.id == bindparam("operation")).scalar_subquery().correlate(None) < _WRITTEN,
    )
    .order_by(_WRITTEN.desc(), ChangeRow.seq.desc())
)
_TEXTS = select(Note.id, Note.text).where(Note.id.in_(_IDS))
_SPANS = {
    "highlight": select(Highlight.id, Highlight.note_id, Highlight.starts, Highlight.ends).where(Highlight.id.in_(_IDS)),
    "round_coding": select(RoundCoding.id, RoundNote.note_id, RoundCoding.starts, RoundCoding.ends)
    .join(RoundNote, RoundCoding.round_note_id == RoundNote.id)
    .where(RoundCoding.id.in_(_IDS)),
}
_OF_ROUND = select(RoundNote.id, RoundNote.note_id).where(RoundNote.id.in_(_IDS))
_UNCARRIED = text(
    "SELECT DISTINCT note_id, tag_id FROM highlight WHERE note_id IN (SELECT value FROM json_each(:ids)) AND NOT EXISTS "
    "(SELECT 1 FROM note_tag WHERE note_tag.note_id = highlight.note_id AND note_tag.tag_id = highlight.tag_id)"
)
_BARE = text(
    "SELECT id, note_id, tag_id FROM note_tag WHERE note_id IN (SELECT value FROM json_each(:ids)) AND NOT whole AND NOT EXISTS "
    "(SELECT 1 FROM highlight WHERE highlight.note_id = note_tag.note_id AND highlight.tag_id = note_tag.tag_id)"
)


@dataclass(slots=True)
class Placed:
    """An operation's entries with every span where its words are now.

    Attributes:
        moved: rows with a span on a text that was changed since: where they lie says nothing of whether somebody changed them.
        lost: note and tag of highlights that cannot come back, because none of their words is there.
    """

    entries: list[Entry]
    moved: frozenset[str] = frozenset()
    lost: set[tuple[str, str]] = field(default_factory=set)


def placed_now(session: Session, operation: str, entries: list[Entry]) -> Placed:
    """The entries of `operation`, newest first, as they have to be taken back now."""
    spanned = [entry for entry in entries if entry.entity in _SPANNED]
    if not spanned:
        return Placed(entries)
    there = _there(session, spanned)
    notes = _notes(session, spanned, there)
    texts = _texts(session, operation, set(notes.values()) - texts_in(entries).keys())
    rows = frozenset(row for row, note in notes.items() if note in texts)
    found = Placed([], rows)
    for entry in entries:
        if entry.row_id not in rows:
            found.entries.append(entry)
            continue
        placed = _placed(entry, texts[notes[entry.row_id]], there.get(entry.row_id, (None, None, None))[1:])
        if placed is not None:
            found.entries.append(placed)
        elif entry.entity == "highlight":
            found.lost.add((str(entry.values["note_id"][0]), str(entry.values["tag_id"][0])))
    return found


_Place = tuple[str | None, int | None, int | None]


def _there(session: Session, spanned: Sequence[Entry]) -> dict[str, _Place]:
    """Note, start and end of the rows that are there."""
    found: dict[str, _Place] = {}
    for entity, statement in _SPANS.items():
        ids = json.dumps([entry.row_id for entry in spanned if entry.entity == entity])
        found |= {row: (note, starts, ends) for row, note, starts, ends in session.execute(statement, {"ids": ids})}
    return found


def _notes(session: Session, spanned: Sequence[Entry], there: Mapping[str, _Place]) -> dict[str, str]:
    """The note of each row: of those that are gone, by what the log says of them."""
    found = {row: place[0] for row, place in there.items() if place[0] is not None}
    rounds: dict[str, str] = {}
    for entry in spanned:
        if entry.row_id in found:
            continue
        for name, known in (("note_id", found), ("round_note_id", rounds)):
            sides = [side for side in entry.values.get(name, ()) if side is not None]
            if sides:
                known[entry.row_id] = str(sides[0])
    of_round = dict(session.execute(_OF_ROUND, {"ids": json.dumps(list(rounds.values()))}).all())
    return found | {row: of_round[held] for row, held in rounds.items() if held in of_round}


def _texts(session: Session, operation: str, notes: Collection[str]) -> Texts:
    """Of the notes whose texts were changed behind `operation`: what they were right behind it, and what they are."""
    ids = json.dumps(list(notes))
    then: dict[str, str] = dict(
        session.execute(_LATER_TEXTS, {"ids": ids, "operation": operation}).all()
    )  # the earliest comes last, and stays
    now = dict(session.execute(_TEXTS, {"ids": json.dumps(list(then))}).all())
    return {note: (then[note], now[note]) for note in now}


def _placed(entry: Entry, texts: tuple[str, str], here: tuple[int | None, ...]) -> Entry | None:
    """The entry with what it brings back where that lies now; None when it would bring back what has no words any more."""
    if "starts" not in entry.values and "ends" not in entry.values:
        return entry
    values = {name: list(sides) for name, sides in entry.values.items()}
    before = _span(values, here)
    back = moved([before], *texts)[0] if before is not None else None
    if before is not None and back is None and entry.entity == "highlight":
        return None if entry.op == DELETE else Entry(entry.entity, entry.row_id, entry.op, _without(values))
    for name, old, new in zip(("starts", "ends"), back or (None, None), here, strict=True):
        if name in values or entry.op == UPDATE:
            values[name] = [old, new]
    return Entry(entry.entity, entry.row_id, entry.op, values)


def _span(values: Mapping[str, list[object]], here: tuple[int | None, ...]) -> Span | None:
    """The span that is brought back; a side that the operation left alone is as it is."""
    starts, ends = (values[name][0] if name in values else side for name, side in zip(("starts", "ends"), here, strict=True))
    return (starts, ends) if isinstance(starts, int) and isinstance(ends, int) else None


def _without(values: Mapping[str, list[object]]) -> dict[str, list[object]]:
    return {name: sides for name, sides in values.items() if name not in ("starts", "ends")}


def carry(session: JournalledSession, entries: Iterable[Entry], lost: Collection[tuple[str, str]]) -> None:
    """A note carries a tag while a highlight of it does, and no longer, unless the tag is on the whole note: made true again."""
    touched = [entry for entry in entries if entry.entity in ("highlight", "note_tag")]
    notes = {str(side) for entry in touched for side in entry.values.get("note_id", ()) if side is not None}
    updated = [entry.row_id for entry in touched if entry.op == UPDATE]
    for model in (Highlight, NoteTag):
        notes |= set(session.scalars(select(model.note_id).where(model.id.in_(_IDS)), {"ids": json.dumps(updated)}))
    given = {"ids": json.dumps(list(notes | {note for note, _ in lost}))}
    connection = session.connection()
    missing = connection.execute(_UNCARRIED, given).all()
    session.insert_many(NoteTag, [{"note_id": note, "tag_id": tag, "whole": False} for note, tag in missing])
    bare = connection.execute(_BARE, given).all()
    session.update_many(NoteTag, {row: {"whole": True} for row, note, tag in bare if (note, tag) in lost})
    session.delete_many(NoteTag, [row for row, note, tag in bare if (note, tag) not in lost])
