"""What suggestions are learned from: a sample of notes that carry tags, without rehearsals and without the words of who refused notes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from heapq import nsmallest
from math import ceil

from sqlalchemy import String, bindparam, func, select, tuple_, type_coerce
from sqlalchemy.orm import Session

from council_app.db.models import Note, NoteTag, SourcePart, Tag
from council_app.db.queries.notes import who_refused_notes
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.enums import Channel, NoteKind
from council_app.domain.suggesting import Branches, Lesson

MOST_LESSONS = 8_000
"""About so many notes are learned from, however many there are: each tag's share of them, as it is used."""
FEWEST_OF_A_TAG = 30
"""So many notes of a tag at least (all of them when it has fewer), however rarely it is used."""
MOST_TAGS = 300
"""Tags that are learned, the most used first."""
_CHUNK = 500
_AT_ONCE = 20_000
"""Notes of a tag that are chosen from at once: some 30 ms, for which whoever types may have to wait."""
# Said so that the index of a tag's notes serves, which holds all that is asked: choosing among a million reads no row of them.
_FILED = NoteTag.noted_at.is_not(None)

_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_GIVEN = select(Tag.id).order_by(Tag.id)
_USED = select(func.count()).where(NoteTag.tag_id == bindparam("tag"), _FILED)
_FROM = tuple_(NoteTag.noted_at, NoteTag.note_id) > tuple_(bindparam("at", type_=String), bindparam("note"))
_FILED_UNDER = (
    select(NoteTag.note_id, type_coerce(NoteTag.noted_at, String))
    .where(NoteTag.tag_id == bindparam("tag"), _FILED, _FROM)
    .order_by(NoteTag.noted_at, NoteTag.note_id)
    .limit(_AT_ONCE)
)
_LATER = (
    select(NoteTag.note_id, NoteTag.tag_id).where(NoteTag.id > bindparam("after")).order_by(NoteTag.id.desc()).limit(bindparam("limit"))
)
_NEWEST = select(func.max(NoteTag.id))
_TAGS_OF = select(NoteTag.note_id, NoteTag.tag_id).where(NoteTag.note_id.in_(_IDS))
_NOTES = (
    select(
        Note.id,
        Note.attendance_id,
        SourcePart.source_id,
        Note.text,
        Note.kind,
        Note.channel,
        Note.stage_id,
        Note.task_id,
        Note.agenda_item_id,
    )
    .outerjoin(SourcePart, SourcePart.note_id == Note.id)
    .where(Note.id.in_(_IDS), Note.session_id.not_in(REHEARSED))
)


def branches(session: Session) -> Branches:
    """Of each tag the tags above it."""
    parents: dict[str, str | None] = dict(session.connection().execute(select(Tag.id, Tag.parent_id)).all())
    found: dict[str, frozenset[str]] = {}
    for tag in parents:
        above, parent = set[str](), parents[tag]
        while parent is not None and parent not in above:
            above.add(parent)
            parent = parents.get(parent)
        found[tag] = frozenset(above - {tag})
    return found


class Sample:
    """Notes to learn from, chosen and read piece by piece, so that the file is free between two of them.

    Attributes:
        found: those read so far, in order of their ids.
        total: how many were chosen; 0 while they are being chosen.
    """

    def __init__(self) -> None:
        self.found: list[Lesson] = []
        self.total = 0

    def pieces(self, reading: Callable[[], AbstractContextManager[Session]]) -> Iterator[None]:
        """One piece of the work after the other; `reading` opens the file for each of them."""
        used: list[tuple[str, int]] = []
        with reading() as session:
            tags = session.connection().execute(_GIVEN).scalars().all()
        for tag in tags:
            with reading() as session:
                used.append((tag, session.connection().execute(_USED, {"tag": tag}).scalar_one()))
            yield
        used = sorted(((tag, count) for tag, count in used if count), key=lambda each: (-each[1], each[0]))[:MOST_TAGS]
        total, chosen = sum(count for _, count in used), set[str]()
        for tag, count in used:
            yield from self._choose(reading, tag, max(FEWEST_OF_A_TAG, ceil(MOST_LESSONS * count / total)), chosen)
        ordered = sorted(chosen)
        self.total = len(ordered)
        for start in range(0, len(ordered), _CHUNK):
            with reading() as session:
                self.found += lessons(session, ordered[start : start + _CHUNK])
            yield

    @staticmethod
    def _choose(reading: Callable[[], AbstractContextManager[Session]], tag: str, limit: int, chosen: set[str]) -> Iterator[None]:
        """By the random part of a UUIDv7: in its order notes come from everywhere, and always the same ones."""
        best: list[str] = []
        last = {"at": "", "note": ""}
        while True:
            with reading() as session:
                rows = session.connection().execute(_FILED_UNDER, {"tag": tag, **last}).all()
            best = nsmallest(limit, [*best, *(note for note, _ in rows)], key=lambda note: (note[24:], note))
            yield
            if len(rows) < _AT_ONCE:
                break
            last = {"at": rows[-1][1], "note": rows[-1][0]}
        chosen.update(best)


def later(session: Session, *, after: str, most: int) -> tuple[Lesson, ...]:
    """The notes that were given tags behind the link `after`, with these tags alone; of more than `most` links, those of the newest."""
    given: dict[str, set[str]] = defaultdict(set)
    for note, tag in session.connection().execute(_LATER, {"after": after, "limit": most}):
        given[note].add(tag)
    return tuple(replace(lesson, tags=frozenset(given[lesson.note])) for lesson in lessons(session, sorted(given)))


def newest(session: Session) -> str:
    """The newest link of a tag to a note; "" when there is none."""
    return session.connection().execute(_NEWEST).scalar() or ""


def lessons(session: Session, ids: Sequence[str]) -> Iterator[Lesson]:
    """These notes, in order of their ids; those of rehearsals and of who refused notes are left out."""
    rows = sorted(session.connection().execute(_NOTES, {"ids": json.dumps(ids)}).all())
    tags: dict[str, set[str]] = defaultdict(set)
    for note, tag in session.connection().execute(_TAGS_OF, {"ids": json.dumps(ids)}):
        tags[note].add(tag)
    silent = who_refused_notes(session, {who for _note, who, *_rest in rows if who is not None})
    for note, who, source, words, kind, channel, stage, task, item in rows:
        if who not in silent:
            setting = _setting(kind, channel, stage=stage, task=task, item=item)
            yield Lesson(note, who or source or note, words, setting, frozenset(tags[note]))


def _setting(kind: NoteKind, channel: Channel | None, **places: str | None) -> tuple[str, ...]:
    """What is known of a note besides its words."""
    known = {"kind": kind.value, "channel": channel.value if channel is not None else None, **places}
    return tuple(f"{name}:{value}" for name, value in known.items() if value is not None)
