"""What a plan says a researcher made of notes, into a workspace: coders, highlights, saved filters, boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from council_app.db.models import Board, BoardCard, BoardGroup, Highlight, NoteTag, SavedFilter, new_id
from council_app.domain import note_filter
from council_app.domain.filter_forms import proper_name, to_form
from council_app.domain.note_filter import Facet
from council_app.exchange import plan as files
from council_app.services.plan.putting import CHANGED, UNCHANGED, Putting, given


def put_new_codings(putting: Putting, entries: Sequence[files.Note], ids: Mapping[str, str]) -> None:
    """The tags and highlights of notes that were just written, all at once: a plan may hold 100,000."""
    rows: list[dict[str, object]] = []
    spans: list[dict[str, object]] = []
    for entry in entries:
        note = ids[entry.key]
        for path in dict.fromkeys(entry.tags):
            rows.append({"note_id": note, "tag_id": putting.tags[path].id, "coder": entry.coders.get(path, "")})
        spans.extend({"note_id": note, **_span(putting, each)} for each in entry.highlights)
        laid = {each.tag: each.coder or "" for each in reversed(entry.highlights) if each.tag not in entry.tags}
        rows.extend({"note_id": note, "tag_id": putting.tags[path].id, "coder": coder, "whole": False} for path, coder in laid.items())
    putting.session.insert_many(NoteTag, rows)
    putting.session.insert_many(Highlight, spans)


def _span(putting: Putting, entry: files.Highlight) -> dict[str, object]:
    return {
        "tag_id": putting.tags[entry.tag].id,
        "coder": entry.coder or "",
        "starts": entry.starts,
        "ends": entry.ends,
        "selection": entry.selection or new_id(),
        "at": entry.at,
    }


def recode(putting: Putting, note: str, entry: files.Note) -> bool:
    """Make the tags and highlights of a note those of its entry, as far as that says any; True when something changed."""
    given_ = entry.model_fields_set
    changed = "highlights" in given_ and _lay(putting, note, entry.highlights)
    return _carry(putting, note, entry) or changed if given_ & {"tags", "coders", "highlights"} else False


def _lay(putting: Putting, note: str, entries: Sequence[files.Highlight]) -> bool:
    """Two are the same when they say the same of the same span; what selection they were of is no other highlight."""
    there = {_same(row): row for row in putting.session.scalars(select(Highlight).where(Highlight.note_id == note))}
    wanted = {(putting.tags[each.tag].id, each.coder or "", each.starts, each.ends): each for each in entries}
    for key in there.keys() - wanted.keys():
        putting.session.delete(there[key])
    new = [{"note_id": note, **_span(putting, wanted[key])} for key in wanted if key not in there]
    putting.session.insert_many(Highlight, new)
    changed = wanted.keys() != there.keys()
    for key in wanted.keys() & there.keys():
        values = {name: value for name in ("at", "selection") if (value := getattr(wanted[key], name)) is not None}
        changed = putting.put(Highlight, there[key], values)[1] == CHANGED or changed
    putting.session.flush()
    return changed


def _same(row: Highlight) -> tuple[str, str, int, int]:
    return row.tag_id, row.coder, row.starts, row.ends


def _carry(putting: Putting, note: str, entry: files.Note) -> bool:
    """The tags on the whole note are those of the entry; what a highlight carries the note carries as well."""
    rows = {row.tag_id: row for row in putting.session.scalars(select(NoteTag).where(NoteTag.note_id == note))}
    laid = set(putting.session.scalars(select(Highlight.tag_id).where(Highlight.note_id == note)))
    coders = {putting.tags[path].id: coder for path, coder in entry.coders.items()}
    if "tags" in entry.model_fields_set:
        whole = {putting.tags[path].id for path in entry.tags}
    else:
        whole = {tag for tag, row in rows.items() if row.whole}
    changed = False
    for tag in rows.keys() - whole - laid:
        putting.session.delete(rows[tag])
        changed = True
    for tag in sorted(whole | laid):
        row = rows.get(tag)
        values: dict[str, object] = {"note_id": note, "tag_id": tag, "whole": tag in whole}
        if tag in coders or (row is not None and tag in whole and "coders" in entry.model_fields_set):
            values["coder"] = coders.get(tag, "")
        changed = putting.put(NoteTag, row, values)[1] != UNCHANGED or changed
    return changed


def put_filters(putting: Putting, plan: files.Plan) -> None:
    """Create or update saved filters; a plan names tags by their paths, a workspace by their ids."""
    there = {row.key: row for row in putting.session.scalars(select(SavedFilter))} if plan.filters else {}
    for entry in plan.filters:
        values = given(entry, "key") | ({"name": proper_name(entry.name)} if entry.name else {})
        if "conditions" in entry.model_fields_set:
            values["form"] = to_form(note_filter.filter_of([_condition(putting, each) for each in entry.conditions]))
        _, what = putting.put(SavedFilter, there.get(entry.key), values)
        putting.count("filters", what)


def _condition(putting: Putting, entry: files.Condition) -> note_filter.Condition:
    words = [putting.tags[word].id for word in entry.words] if entry.facet is Facet.TAG else entry.words
    return note_filter.Condition(entry.facet, tuple(dict.fromkeys(words)), entry.match)


def put_boards(putting: Putting, plan: files.Plan, notes: Mapping[str, str]) -> None:
    """Create or update boards; `notes` is the id of each note by the key the plan calls it."""
    there = {row.key: row for row in putting.session.scalars(select(Board))} if plan.boards else {}
    for entry in plan.boards:
        before = there.get(entry.key)
        values = given(entry, "key", "name", "at")
        if values.get("at") is None:
            values["at"] = before.at if before is not None else datetime.now(UTC)
        row, what = putting.put(Board, before, values)
        laid = bool(entry.model_fields_set & {"groups", "cards"}) and _board(putting, row.id, entry, notes)
        putting.count("boards", CHANGED if laid and what == UNCHANGED else what)


def _board(putting: Putting, board: str, entry: files.Board, notes: Mapping[str, str]) -> bool:
    """Make groups and cards those of the entry; True when anything changed."""
    groups = list(putting.session.scalars(select(BoardGroup).where(BoardGroup.board_id == board).order_by(BoardGroup.id)))
    made, changed = [], len(groups) != len(entry.groups)
    for number, group in enumerate(entry.groups):
        tag = putting.tags[group.tag].id if group.tag else None
        values: dict[str, object] = {"board_id": board, "name": group.name, "colour": group.colour or "", "x": group.x, "y": group.y}
        row, what = putting.put(BoardGroup, groups[number] if number < len(groups) else None, values | {"tag_id": tag})
        made.append(row.id)
        changed = changed or what != UNCHANGED
    cards = {row.note_id: row for row in putting.session.scalars(select(BoardCard).where(BoardCard.board_id == board))}
    for card in entry.cards:
        group_id = made[card.group - 1] if card.group is not None else None
        values = {"board_id": board, "note_id": notes[card.note], "group_id": group_id, "x": card.x, "y": card.y}
        _, what = putting.put(BoardCard, cards.pop(notes[card.note], None), values)
        changed = changed or what != UNCHANGED
    for left in cards.values():
        putting.session.delete(left)
    putting.session.flush()
    for surplus in groups[len(entry.groups) :]:
        putting.session.delete(surplus)
    return changed or bool(cards)
