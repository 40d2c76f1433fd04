"""What was gathered, in the form of a project: one text for each session, or for each text that was imported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from council_app.db.models import Tag
from council_app.domain.enums import NoteKind, Raised
from council_app.exchange.qdpx.facts import facts_text, with_facts
from council_app.exchange.qdpx.model import Case, Code, Coding, Selection, TextSource, User, Variable, derived
from council_app.exchange.qdpx.parts import Part, Piece, joined
from council_app.services.codebook import tag_key
from council_app.services.qdpx.cases import BETWEEN, MARKET, SEAT, SEGMENT, SESSION
from council_app.services.qdpx.gathered import Gathered, GivenAttendee, GivenHighlight, GivenNote, GivenSession, GivenSource

_BETWEEN_NOTES = "\n"
_NOBODY = "Council"
IMPORTED = "imported"
"""The fact that a text came from another program: its notes are its paragraphs."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def user_id(name: str) -> str:
    """The guid of a coder: of a name, because a name is all that Council knows of one."""
    return derived("user", name)


def users(names: Iterable[str]) -> tuple[User, ...]:
    """Coders. Where nobody said who it was, the program is named: some readers want every coding to be somebody's."""
    return tuple(User(user_id(name), name or _NOBODY) for name in sorted(set(names)))


def codes(tags: Sequence[Tag]) -> tuple[Code, ...]:
    """The codebook, in its own order, with what the format has no place for below the definition."""
    below: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags:
        below[tag.parent_id or ""].append(tag)
    found: list[Code] = []
    waiting = _in_order(below[""])
    while waiting:
        tag = waiting.pop()
        key = tag.path.rpartition("/")[2]
        facts = (
            ("key", "" if key == tag_key(tag.name) or _was_imported(tag) else key),
            ("shortcut", tag.shortcut),
            ("synonyms", " | ".join(tag.synonyms)),
        )
        found.append(Code(tag.id, tag.name, tag.parent_id or "", tag.colour, with_facts(tag.definition, facts)))
        waiting += _in_order(below[tag.id])
    return tuple(found)


def native(gathered: Gathered, session: GivenSession) -> TextSource:
    """A session's notes that were written here, one below the other."""
    notes = [note for note in gathered.notes.values() if note.session_id == session.id and note.id not in gathered.in_sources]
    parts: list[Part] = []
    at = 0
    for note in notes:
        parts.append(Part(at, at + len(note.text)))
        at = parts[-1].end + len(_BETWEEN_NOTES)
    selections = [selection for note, part in zip(notes, parts, strict=True) for selection in _of_note(gathered, note, part)]
    text = _BETWEEN_NOTES.join(note.text for note in notes)
    selections += _highlighted(gathered, notes, parts)
    return TextSource(session.id, session.key, text, _sorted(selections), description=_about(session))


def imported(gathered: Gathered, source: GivenSource) -> TextSource:
    """A text that came in with its selections, as it was; what was added here is added."""
    notes: list[GivenNote] = []
    parts: list[Part] = []
    text: list[str] = []
    at = 0
    for note_id, lead in source.parts:
        note = gathered.notes.get(note_id)
        if note is not None:
            text += (lead, note.text)
            parts.append(Part(at + len(lead), at + len(lead) + len(note.text)))
            notes.append(note)
            at = parts[-1].end
    speakers = {note.attendance_id for note in notes}
    selections = _highlighted(gathered, notes, parts)
    for note, part in zip(notes, parts, strict=True):
        if gathered.whole.get(note.id) or (note.attendance_id and len(speakers) > 1) or _says_more(note):
            selections += _of_note(gathered, note, part)
    return TextSource(
        guid=source.id,
        name=source.name,
        text="".join(text) + source.tail,
        selections=_sorted(selections),
        user=user_id(source.author) if source.author else "",
        at=source.at,
        description=_about(gathered.sessions[source.session_id], imported="yes"),
    )


def cases(gathered: Gathered, sources: Sequence[TextSource]) -> tuple[tuple[Case, ...], tuple[Variable, ...]]:
    """Attendees by seat, never by name; what is known of them, and which texts or notes are theirs."""
    named: dict[str, None] = dict.fromkeys((SESSION, SEAT, MARKET))
    theirs = _said(gathered, sources)
    found: list[Case] = []
    for each in gathered.attendees:
        session = gathered.sessions[each.session_id]
        values = {SESSION: session.key, SEAT: each.seat, MARKET: session.market} | _segments(each)
        named |= dict.fromkeys(values)
        texts, notes = theirs.get(each.id, ((), ()))
        found.append(Case(each.id, f"{session.key} {each.seat}", [(_variable(k), v) for k, v in values.items()], texts, notes))
    return tuple(found), tuple(Variable(_variable(name), name) for name in named)


def _said(gathered: Gathered, sources: Sequence[TextSource]) -> Mapping[str, tuple[Sequence[str], Sequence[str]]]:
    """By attendance: the texts that are wholly theirs, and their notes in the others."""
    given = {selection.guid for source in sources for selection in source.selections}
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for source in gathered.sources:
        who = {gathered.notes[note].attendance_id for note, _ in source.parts if note in gathered.notes}
        only = next(iter(who)) if len(who) == 1 else None
        if only is not None:
            found[only][0].append(source.id)
    for note in gathered.notes.values():
        if note.attendance_id is not None and note.id in given:
            found[note.attendance_id][1].append(note.id)
    return found


def _of_note(gathered: Gathered, note: GivenNote, part: Part) -> Iterator[Selection]:
    """The note itself, named by its key, with the tags on all of it; one for each coder, because readers ask only the selection."""
    by_coder: dict[str, list[Coding]] = {}
    for tag in gathered.whole.get(note.id, ()):
        by_coder.setdefault(tag.coder, []).append(Coding(tag.id, tag.tag, user_id(tag.coder)))
    name = note.key or f"n-{note.id}"
    first = next(iter(by_coder), None)
    user = user_id(first) if first is not None else ""
    yield Selection(note.id, part.start, part.end, by_coder.pop(first, ()) if first is not None else (), name, user, note.at, _facts(note))
    for coder, codings in by_coder.items():
        yield Selection(derived("note", note.id, coder), part.start, part.end, codings, name, user_id(coder), note.at)


def _facts(note: GivenNote) -> str:
    return facts_text(
        (
            ("kind", note.kind.value),
            ("severity", "" if note.severity is None else str(note.severity.value)),
            ("raised", note.raised.value),
            ("verbatim", "yes" if note.verbatim else ""),
            ("channel", note.channel.value if note.channel else ""),
            ("stage", note.stage or ""),
            ("task", note.task or ""),
            ("author", note.author),
            ("starred", "yes" if note.starred else ""),
            ("reply_to", note.reply_to or ""),
        )
    )


def _says_more(note: GivenNote) -> bool:
    """Somebody here said something about a note that came in bare."""
    marked = note.severity is not None or note.verbatim or note.channel or note.stage or note.task or note.starred or note.reply_to
    return bool(marked) or note.kind is not NoteKind.OBSERVATION or note.raised is not Raised.ALONE


def _highlighted(gathered: Gathered, notes: Sequence[GivenNote], parts: Sequence[Part]) -> list[Selection]:
    """Highlights as selections: those of one selection are put together where they touch, across notes."""
    grouped: dict[str, dict[tuple[str, str], list[tuple[Piece, GivenHighlight]]]] = {}
    for number, note in enumerate(notes):
        for each in gathered.highlights.get(note.id, ()):
            piece = Piece(number, each.starts, min(each.ends, len(note.text)))
            grouped.setdefault(each.selection, {}).setdefault((each.tag, each.coder), []).append((piece, each))
    found: list[Selection] = []
    for selection, marks in grouped.items():
        found += _together(selection, marks, parts)
    return found


def _together(
    selection: str, marks: Mapping[tuple[str, str], Sequence[tuple[Piece, GivenHighlight]]], parts: Sequence[Part]
) -> Iterator[Selection]:
    spans: dict[tuple[int, int], list[Coding]] = {}
    for (tag, coder), pieces in marks.items():
        for start, end, first in joined(parts, [piece for piece, _ in pieces]):
            row = pieces[first][1]
            spans.setdefault((start, end), []).append(Coding(row.id, tag, user_id(coder), row.at or _made_at(row.id)))
    for number, ((start, end), codings) in enumerate(spans.items()):
        guid = selection if number == 0 else derived("selection", selection, str(start), str(end))
        yield Selection(guid, start, end, codings, user=codings[0].user, at=codings[0].at)


def _made_at(row: str) -> datetime | None:
    """When a row was made, where its id says so (UUID version 7)."""
    return _EPOCH + timedelta(milliseconds=int(row[:12], 16)) if row[12] == "7" else None


def _sorted(selections: list[Selection]) -> Sequence[Selection]:
    return sorted(selections, key=lambda each: (each.start, each.end, each.guid))


def _about(session: GivenSession, *, imported: str = "") -> str:
    names = ("session", "council", "market", "country", "city", "date", "timezone", "starts", "ends", "title", "venue", "kind")
    values = {**session._asdict(), "session": session.key}
    return facts_text([*((name, str(values[name])) for name in names), (IMPORTED, imported)])


def _segments(attendee: GivenAttendee) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for segment in attendee.segments:
        name, colon, value = segment.partition(": ")
        plain = not colon or name in (SESSION, SEAT, MARKET, SEGMENT)
        found.setdefault(SEGMENT if plain else name, []).append(segment if plain else value)
    return {name: BETWEEN.join(values) for name, values in found.items()}


def _variable(name: str) -> str:
    return derived("variable", name)


def _in_order(tags: Sequence[Tag]) -> list[Tag]:
    return sorted(tags, key=lambda tag: (tag.position, tag.path), reverse=True)


def _was_imported(tag: Tag) -> bool:
    """A code of another program keeps the words of its description; UUIDs of ours are of version 7."""
    return tag.id[12] != "7"
