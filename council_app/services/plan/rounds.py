"""Rounds of coders in a plan: out of a workspace, and into one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import CodingRound, Note, RoundCoding, RoundNote, RoundRead, Tag, new_id
from council_app.domain.anchors import moved
from council_app.exchange import plan as files
from council_app.exchange.text import without_hidden
from council_app.services.plan.putting import CHANGED, UNCHANGED, Putting, given

_Codings = defaultdict[str, dict[str, list[files.RoundCoding]]]


def rounds_of(session: Session, notes: Mapping[str, str]) -> tuple[files.Round, ...]:
    """All rounds by key; `notes` is the key of every note that is dumped, by its id."""
    paths = dict(session.execute(select(Tag.id, Tag.path)).all())
    codings, through = _codings(session, paths), defaultdict[str, dict[str, datetime]](dict)
    for place, coder, at in session.execute(select(RoundRead.round_note_id, RoundRead.coder, RoundRead.at)):
        through[place][coder] = at
    within: dict[str, list[files.RoundNote]] = defaultdict(list)
    for row in session.scalars(select(RoundNote).order_by(RoundNote.position, RoundNote.id)):
        if row.note_id in notes:
            coders = tuple(
                files.RoundCoder(coder=coder, through=through[row.id].get(coder), codings=tuple(codings[row.id].get(coder, ())))
                for coder in sorted(codings[row.id].keys() | through[row.id].keys())
            )
            entry = files.RoundNote(note=notes[row.note_id], decided_by=row.decided_by or None, decided=row.decided_at, coders=coders)
            within[row.round_id].append(entry)
    return tuple(
        files.Round(
            key=row.key, name=row.name, tag=paths.get(row.tag_id or ""), at=row.at, closed=row.closed_at, notes=tuple(within[row.id])
        )
        for row in session.scalars(select(CodingRound).order_by(CodingRound.key))
    )


def _codings(session: Session, paths: Mapping[str, str]) -> _Codings:
    """By place in a round and coder; where hidden characters go from the text, spans lie on what is left."""
    found: _Codings = defaultdict(dict)
    columns = (RoundCoding.round_note_id, RoundCoding.coder, RoundCoding.tag_id, RoundCoding.starts, RoundCoding.ends, Note.text)
    statement = select(*columns).join(RoundNote, RoundCoding.round_note_id == RoundNote.id).join(Note, RoundNote.note_id == Note.id)
    rows = ((place, coder, paths[tag], starts, ends, text) for place, coder, tag, starts, ends, text in session.execute(statement))
    for place, coder, tag, starts, ends, text in sorted(rows, key=lambda row: (row[3] or 0, row[4] or 0, row[2])):
        span = (starts, ends)
        if starts is not None and ends is not None:
            # A span whose words are all hidden is on the whole note: the coder saw the tag.
            span = moved([(starts, ends)], text, without_hidden(text))[0] or (None, None)
        found[place].setdefault(coder, []).append(files.RoundCoding(tag=tag, starts=span[0], ends=span[1]))
    return found


def put_rounds(putting: Putting, plan: files.Plan, notes: Mapping[str, str]) -> None:
    """Create or update rounds; `notes` is the id of each note by the key the plan calls it."""
    there = {row.key: row for row in putting.session.scalars(select(CodingRound))} if plan.rounds else {}
    for entry in plan.rounds:
        before = there.get(entry.key)
        values = given(entry, "key", "name", "at")
        if values.get("at") is None:
            values["at"] = before.at if before is not None else datetime.now(UTC)
        if "tag" in entry.model_fields_set:
            values["tag_id"] = putting.tags[entry.tag].id if entry.tag else None
        if "closed" in entry.model_fields_set:
            values["closed_at"] = entry.closed
        row, what = putting.put(CodingRound, before, values)
        laid = "notes" in entry.model_fields_set and _notes(putting, row.id, entry.notes, notes)
        putting.count("rounds", CHANGED if laid and what == UNCHANGED else what)


def _notes(putting: Putting, key: str, entries: Sequence[files.RoundNote], notes: Mapping[str, str]) -> bool:
    """Make the notes of a round those of its entry; True when anything changed."""
    there = {row.note_id: row for row in putting.session.scalars(select(RoundNote).where(RoundNote.round_id == key))}
    changed = False
    for position, entry in enumerate(entries):
        values: dict[str, object] = {"round_id": key, "note_id": notes[entry.note], "position": position}
        values |= {"decided_by": entry.decided_by or "", "decided_at": entry.decided}
        row, what = putting.put(RoundNote, there.pop(notes[entry.note], None), values)
        changed = _coders(putting, row.id, entry.coders) or what != UNCHANGED or changed
    for left in there.values():
        _coders(putting, left.id, ())
        putting.session.delete(left)
    return changed or bool(there)


def _coders(putting: Putting, place: str, entries: Sequence[files.RoundCoder]) -> bool:
    """What coders saw in a note, and who is through with it."""
    session = putting.session
    rows = session.scalars(select(RoundCoding).where(RoundCoding.round_note_id == place))
    there = {(row.coder, row.tag_id, row.starts, row.ends): row for row in rows}
    wanted = {(each.coder, putting.tags[one.tag].id, one.starts, one.ends) for each in entries for one in each.codings}
    for known in there.keys() - wanted:
        session.delete(there[known])
    new: list[dict[str, object]] = [
        {"id": new_id(), "round_note_id": place, "coder": coder, "tag_id": tag, "starts": starts, "ends": ends}
        for coder, tag, starts, ends in sorted(wanted - there.keys(), key=str)
    ]
    session.insert_many(RoundCoding, new)
    read = {row.coder: row for row in session.scalars(select(RoundRead).where(RoundRead.round_note_id == place))}
    changed = wanted != there.keys()
    for each in entries:
        if each.through is not None:
            _, what = putting.put(RoundRead, read.pop(each.coder, None), {"round_note_id": place, "coder": each.coder, "at": each.through})
            changed = changed or what != UNCHANGED
    for left in read.values():
        session.delete(left)
    session.flush()
    return changed or bool(read)
