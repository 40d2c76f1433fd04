"""Reads of notes: pages of a stream or a list, newest first, by keyset so that a page costs the same at a hundred and a million."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, bindparam, func, literal, literal_column, or_, select, tuple_
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, Council, CouncilSession, Journey, Note, NoteTag, Person, Stage, Tag, Task
from council_app.db.models.roster import NOTES_IN_DOUBT
from council_app.db.queries.bare import CHANNELS, KINDS, RAISED, SEVERITIES, Bare, Found, Value, bare
from council_app.db.queries.rehearsals import REHEARSED
from council_app.db.types import Moment
from council_app.domain.consent import ConsentRecord, is_refused
from council_app.domain.enums import Purpose
from council_app.domain.records import NoteLine, TagLabel
from council_app.errors import CouncilError, m_

# Statements are built once, because building one costs several times what running it does, and run on the connection, which makes no
# entities of rows that are only to be shown.
LINES = (
    select(
        Note.id,
        func.coalesce(Note.key, literal("n-") + Note.id),
        CouncilSession.key,
        Council.city,
        Council.timezone,
        Note.at,
        Note.author,
        Attendance.seat,
        Note.text,
        Note.kind,
        Note.severity,
        Note.verbatim,
        Note.raised,
        Note.channel,
        Note.reply_to_id,
        Journey.key + literal("/") + Stage.key,
        Task.key,
        Person.name,
        Note.attendance_id,
    )
    .join(CouncilSession, Note.session_id == CouncilSession.id)
    .join(Council, CouncilSession.council_id == Council.id)
    .outerjoin(Attendance, Note.attendance_id == Attendance.id)
    .outerjoin(Person, Attendance.person_id == Person.id)
    .outerjoin(Stage, Note.stage_id == Stage.id)
    .outerjoin(Journey, Stage.journey_id == Journey.id)
    .outerjoin(Task, Note.task_id == Task.id)
)
"""What a list shows of a note."""
_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_IN_SESSION = Note.session_id == select(CouncilSession.id).where(CouncilSession.key == bindparam("session")).scalar_subquery()
# A comparison of pairs is one seek in the index; the same spelt out with OR walks over everything newer first.
_OLDER = tuple_(Note.at, Note.id) < tuple_(bindparam("at", type_=Moment), bindparam("last", type_=String))
# Where all notes are asked for, those of rehearsals are left out.
_COUNTS = Note.session_id.not_in(REHEARSED)
_NEWEST_FIRST = LINES.order_by(Note.at.desc(), Note.id.desc()).limit(bindparam("limit"))
# By: whether one session is asked for, and whether something was shown already.
_ASKED = {
    (False, False): _NEWEST_FIRST.where(_COUNTS),
    (False, True): _NEWEST_FIRST.where(_COUNTS, _OLDER),
    (True, False): _NEWEST_FIRST.where(_IN_SESSION),
    (True, True): _NEWEST_FIRST.where(_IN_SESSION, _OLDER),
}
_PAGES = {key: bare(page) for key, page in _ASKED.items()}
# Of some people only. Few: from each to what they said. Many: along the notes, which must not be left for the people's index (the
# `+` keeps the planner from it), or everything that all of them ever said would be sorted for one page.
_FEW = 40
_MEMBERS = select(func.json_each(bindparam("members")).table_valued("value").c.value)
_OF_FEW, _OF_MANY = Note.attendance_id.in_(_MEMBERS), literal_column("+note.attendance_id").in_(_MEMBERS)
_PAGES_OF = {(few, *key): bare(page.where(_OF_FEW if few else _OF_MANY)) for few in (True, False) for key, page in _ASKED.items()}
_LAST_SHOWN = bare(select(Note.at, Note.id).where(Note.id == bindparam("note")))
_BY_ID = bare(LINES.where(Note.id.in_(_IDS)).order_by(Note.at, Note.id))
_OF_SESSION = bare(LINES.where(Note.session_id == bindparam("session")).order_by(Note.at, Note.id))
_TAGS = select(Tag.id, Tag.path, Tag.colour).order_by(Tag.path)
# Who only ever said yes is in no doubt: a page holds a hundred notes, and hardly anybody in it said anything else.
_OF_THESE = "attendance_id IN (SELECT value FROM json_each(:ids))"
_DOUBTED = Bare(f"SELECT DISTINCT attendance_id FROM consent WHERE {_OF_THESE} AND {NOTES_IN_DOUBT}", {})  # noqa: S608 - words of our own schema
_EVER_IN_DOUBT = f"SELECT DISTINCT attendance_id FROM consent WHERE {NOTES_IN_DOUBT}"  # noqa: S608 - words of our own schema
_LEFT_OUT = f"SELECT 'session', id FROM session WHERE rehearsal UNION ALL SELECT 'attendance', * FROM ({_EVER_IN_DOUBT})"  # noqa: S608
_ANSWERS = select(
    Consent.attendance_id, Consent.purpose, Consent.wording, Consent.method, Consent.at, Consent.granted, Consent.withdrawn_at
).where(Consent.attendance_id.in_(_IDS), Consent.purpose == Purpose.NOTES)
_TAGS_OF = bare(
    select(NoteTag.note_id, Tag.id, Tag.path, Tag.colour)
    .join(Tag, NoteTag.tag_id == Tag.id)
    .where(NoteTag.note_id.in_(_IDS))
    .order_by(Tag.path)
)
_PLACE = (
    select(CouncilSession.id, CouncilSession.key, Council.city, Council.timezone)
    .join(Council, CouncilSession.council_id == Council.id)
    .where(CouncilSession.key == bindparam("key"))
)
_NEWEST = select(Note.id).where(Note.session_id == bindparam("session")).order_by(Note.num.desc()).limit(1)
_NAMED = select(Note.id).where(or_(Note.id == bindparam("note"), Note.key == bindparam("key")))


class Place(NamedTuple):
    """The session a note is about to be written in, with what a line shows of it."""

    id: str
    key: str
    city: str
    zone: str


def page(
    session: Session,
    *,
    session_key: str | None,
    before: str | None,
    limit: int,
    with_names: bool = False,
    members: frozenset[str] | None = None,
) -> tuple[NoteLine, ...]:
    """Up to `limit` notes older than the note `before`, newest first.

    Args:
        session: the read.
        session_key: only this session's notes; None for all.
        before: id of the last note already shown; None for the first page.
        limit: at most so many.
        with_names: fill `first_name`, for the room only.
        members: only what these attendances said; None for everything.
    """
    values: dict[str, Value] = {"limit": limit}
    if session_key is not None:
        values["session"] = session_key
    if before is not None:
        ((values["at"], values["last"]),) = _LAST_SHOWN.all(session, {"note": before})
    asked = session_key is not None, before is not None
    if members is None:
        statement = _PAGES[asked]
    else:
        statement = _PAGES_OF[(len(members) <= _FEW, *asked)]
        values["members"] = json.dumps(list(members))
    return _built(session, statement.all(session, values), with_names=with_names)


def lines(session: Session, ids: Iterable[str], *, with_names: bool = False) -> tuple[NoteLine, ...]:
    """The notes with these ids, oldest first."""
    return _built(session, _BY_ID.all(session, {"ids": json.dumps(list(ids))}), with_names=with_names)


def lines_for_their_speaker(session: Session, ids: Iterable[str]) -> tuple[NoteLine, ...]:
    """As `lines`, with nothing withheld: for the one person whose words they are, who has a right to all that is kept."""
    rows = _BY_ID.all(session, {"ids": json.dumps(list(ids))})
    return tuple(_lines_of(rows, tags_of(session, [row[0] for row in rows]), frozenset(), with_names=False))


def session_notes(session: Session, session_id: str) -> tuple[NoteLine, ...]:
    """All notes of one session, oldest first."""
    return _built(session, _OF_SESSION.all(session, {"session": session_id}), with_names=False)


def newest(session: Session, session_id: str) -> str | None:
    """The id of the note that was written last, whatever the clock said meanwhile."""
    return session.connection().execute(_NEWEST, {"session": session_id}).scalar()


def place(session: Session, key: str) -> Place | None:
    """The session of this key; None when there is none."""
    found = session.connection().execute(_PLACE, {"key": key}).first()
    return None if found is None else Place(*found)


def tags_of(session: Session, ids: Sequence[str]) -> dict[str, tuple[TagLabel, ...]]:
    """Tags per note, in order of their path."""
    found: dict[str, list[TagLabel]] = defaultdict(list)
    labels: dict[str, TagLabel] = {}
    for note, tag, path, colour in _TAGS_OF.all(session, {"ids": json.dumps(ids)}):
        label = labels.get(tag)
        if label is None:
            label = labels[tag] = TagLabel(tag, path, colour)
        found[note].append(label)
    return {note: tuple(tags) for note, tags in found.items()}


def all_tags(session: Session) -> tuple[TagLabel, ...]:
    """The codebook as a flat list, in order of its paths."""
    return tuple(TagLabel(id=tag, path=path, colour=colour) for tag, path, colour in session.connection().execute(_TAGS))


def first_name(name: str | None) -> str | None:
    """What somebody is called in the room; None when nobody knows."""
    words = (name or "").split()
    return words[0] if words else None


def id_named(session: Session, name: str) -> str:
    """The id of a note named by its id, its key, or `n-` and its id.

    Raises:
        CouncilError: there is no such note.
    """
    found = session.connection().execute(_NAMED, {"note": name.removeprefix("n-"), "key": name}).scalar()
    if found is None:
        raise CouncilError(name, m_("there is no such note"), m_("Note ids are printed by: council note, council history"))
    return str(found)


def _built(session: Session, rows: Found, *, with_names: bool) -> tuple[NoteLine, ...]:
    """Rows of `LINES` as lines, with their tags, and without the words of who refused notes."""
    silent = who_refused_notes(session, {str(row[-1]) for row in rows if row[-1] is not None})
    return tuple(_lines_of(rows, tags_of(session, [row[0] for row in rows]), silent, with_names=with_names))


def who_refused_notes(session: Session, attendances: Collection[str]) -> frozenset[str]:
    """Whose words are not to be written down: every list, search and quote asks here, so that a withdrawal is true everywhere at once."""
    if not attendances:
        return frozenset()
    doubted = [row[0] for row in _DOUBTED.all(session, {"ids": json.dumps(list(attendances))})]
    if not doubted:
        return frozenset()
    answers: dict[str, list[ConsentRecord]] = defaultdict(list)
    ids = json.dumps(doubted)
    for attendance, purpose, wording, method, at, granted, withdrawn in session.connection().execute(_ANSWERS, {"ids": ids}):
        answers[attendance].append(ConsentRecord(purpose, wording, method, at, granted, withdrawn))
    return frozenset(attendance for attendance, records in answers.items() if is_refused(Purpose.NOTES, records))


def all_who_refused_notes(session: Session) -> frozenset[str]:
    """As `who_refused_notes`, of everybody: few ever said no, and only they are looked at."""
    return who_refused_notes(session, session.connection().exec_driver_sql(_EVER_IN_DOUBT).scalars().all())


def left_out(session: Session) -> tuple[list[str], frozenset[str]]:
    """Sessions that are rehearsals, and attendances who refused notes: what is in no list. One statement, because every list asks."""
    found: dict[str, list[str]] = {"session": [], "attendance": []}
    for kind, own in session.connection().exec_driver_sql(_LEFT_OUT):
        found[kind].append(own)
    return found["session"], who_refused_notes(session, found["attendance"])


def _lines_of(rows: Found, tags: Mapping[str, tuple[TagLabel, ...]], silent: frozenset[str], *, with_names: bool) -> Iterator[NoteLine]:
    for row in rows:
        (
            note,
            key,
            place,
            city,
            zone,
            at,
            author,
            seat,
            text,
            kind,
            severity,
            verbatim,
            raised,
            channel,
            reply_to,
            stage,
            task,
            name,
            who,
        ) = row
        withheld = who in silent
        called = first_name(name) if with_names else None
        # By position: twenty names would cost more than the note, and a page holds a hundred.
        yield NoteLine(
            note, key, place, city, zone, datetime.fromisoformat(at), author, seat, "" if withheld else text, KINDS[kind],
            SEVERITIES[severity], verbatim == 1, RAISED[raised], CHANNELS[channel], tags.get(note, ()), reply_to, stage, task, called,
            withheld,
        )  # fmt: skip
