"""Reading what was said that counts, for tables of themes: one walk over the notes, each kind of saying once.

A person counts who said it, unprompted or asked, not who nodded along; rehearsals and who refused notes are left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from council_app.db.queries.note_conditions import Asked, asked
from council_app.db.queries.note_list import matching
from council_app.domain.enums import AttendanceStatus, NoteKind, Raised, Severity
from council_app.domain.note_filter import NoteFilter
from council_app.domain.records import TagLabel
from council_app.domain.sayings import CouncilHeld, JourneyOf, Said, Saying, Sitting, Speaker, StageOf, TagOf
from council_app.errors import Progress, m_

_WHO = "coalesce(attendance.person_id, attendance.id)"
# Row numbers instead of ids: what is alike is found among short records.
_SAYINGS = (
    "SELECT DISTINCT attendance.rowid, stage.rowid, note.kind, ifnull(note.severity >= {serious}, 0), "
    "(SELECT group_concat(tag.rowid) FROM note_tag CROSS JOIN tag ON tag.id = note_tag.tag_id WHERE note_tag.note_id = note.id) "
    "FROM note CROSS JOIN attendance ON attendance.id = note.attendance_id LEFT JOIN stage ON stage.id = note.stage_id WHERE {terms}"
)
_STRETCH = 50_000
_Row = tuple[int, int | None, str, int, str | None]


def said(session: Session, wanted: NoteFilter, progress: Callable[[Progress], None]) -> Said:
    """Everything that tables of themes are counted from, of the notes that a filter finds.

    Args:
        progress: told after each stretch of notes.

    Raises:
        CouncilError: the filter names a cohort that is not there, or that cannot be read.
    """
    rows = {row for stretch in _stretches(session, asked(session, wanted), progress) for row in stretch}
    speakers = dict(_speakers(session))
    stages, tags = _numbers(session, "stage"), _numbers(session, "tag")
    together = {carried: _tags(carried, tags) for carried in {row[-1] for row in rows}}
    kinds = {kind.value: kind for kind in NoteKind}
    sayings = tuple(
        Saying(speakers[who][0], stages.get(stage or 0, ""), kinds[kind], bool(serious), together[carried])
        for who, stage, kind, serious, carried in sorted(rows, key=_order)
    )
    spoke = {saying.speaker for saying in sayings}
    return Said(
        sayings=sayings,
        speakers={attendance: speaker for attendance, speaker in speakers.values() if attendance in spoke},
        sittings=_sittings(session),
        stages=_stages(session),
        journeys=_journeys(session),
        tags=_codebook(session),
        councils=councils_held(session),
    )


def _order(row: _Row) -> tuple[int, int, str, int, str]:
    return row[0], row[1] or 0, row[2], row[3], row[4] or ""


def _tags(carried: str | None, ids: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(ids[int(number)] for number in carried.split(",")) if carried else ()


def _stretches(session: Session, to: Asked, progress: Callable[[Progress], None]) -> Iterator[list[_Row]]:
    """The sayings: of everything, stretch by stretch in the order of the file; of a filter, at once, along its index."""
    terms = [*to.terms, f"note.raised <> {to.bind(Raised.AGREED.value)}"]
    if to.match:
        terms.append(f"note.num IN (SELECT rowid FROM note_search WHERE note_search MATCH {to.bind(to.match)})")
    serious = to.bind(int(Severity.SERIOUS))
    last = session.connection().exec_driver_sql("SELECT max(num) FROM note").scalar() or 0
    if to.wanted or to.match:
        progress(Progress(0, 0, m_("Counting")))
        yield _rows(session, _SAYINGS.format(serious=serious, terms=" AND ".join(terms)), to)
        return
    for start in range(0, last, _STRETCH):
        progress(Progress(start, last, m_("Counting")))
        part = f"note.num > {start} AND note.num <= {start + _STRETCH}"
        yield _rows(session, _SAYINGS.format(serious=serious, terms=" AND ".join([part, *terms])), to)


def new_themes(session: Session, places: Sequence[str], wanted: NoteFilter, progress: Callable[[Progress], None]) -> tuple[int, ...]:
    """How many tags each of these sessions (ids, in their order) was the first to bring, in notes that a filter finds.

    Session by session, and no further than to the one by which every tag there is was brought; of a filter, at once, along its index.

    Raises:
        CouncilError: the filter names a cohort that is not there, or that cannot be read.
    """
    to = asked(session, wanted)
    if to.wanted or to.match:
        progress(Progress(0, 0, m_("Counting")))
        return _first_brought(places, _pairs(session, to, wanted))
    used = session.connection().exec_driver_sql(_USED).scalars().all()
    seen: dict[str, None] = {}
    brought: list[int] = []
    for number, place in enumerate(places):
        progress(Progress(number, len(places), m_("Counting")))
        before = len(seen)
        if before < len(used):
            seen |= dict.fromkeys(_brought_by(session, to, place, list(seen), len(used) - before))
        brought.append(len(seen) - before)
    return tuple(brought)


_USED = "SELECT id FROM tag WHERE EXISTS (SELECT 1 FROM note_tag WHERE note_tag.tag_id = tag.id AND note_tag.noted_at IS NOT NULL)"
# A note's speaker is looked up only where a tag is new.
_BROUGHT = (
    "SELECT DISTINCT note_tag.tag_id FROM note INDEXED BY ix_note_session_id_at_id CROSS JOIN note_tag ON note_tag.note_id = note.id "
    "WHERE note.session_id = {place} AND note_tag.tag_id NOT IN {seen} AND {spoken} LIMIT {most}"
)
_SPOKEN = "(SELECT {terms} FROM note AS note WHERE note.id = note_tag.note_id)"


def _brought_by(session: Session, to: Asked, place: str, seen: list[str], most: int) -> Sequence[str]:
    """The tags that are new in a session; it is left as soon as nothing new can come."""
    bound = Asked(session, values=dict(to.values))
    spoken = _SPOKEN.format(terms=" AND ".join(to.always)) if to.always else "1"
    statement = _BROUGHT.format(place=bound.bind(place), seen=bound.among(seen), spoken=spoken, most=most)
    return session.connection().exec_driver_sql(statement, bound.values).scalars().all()


def _pairs(session: Session, to: Asked, wanted: NoteFilter) -> Sequence[tuple[str, str]]:
    found = matching(to, wanted, "JOIN note_tag ON note_tag.note_id = note.id")
    statement = f"SELECT DISTINCT note_tag.tag_id, note.session_id FROM {found}"
    return [(tag, place) for tag, place in session.connection().exec_driver_sql(statement, to.values)]


def _first_brought(places: Sequence[str], pairs: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    number = {place: number for number, place in enumerate(places)}
    first: dict[str, int] = {}
    for tag, place in pairs:
        if place in number:
            first[tag] = min(first.get(tag, len(places)), number[place])
    brought = Counter(first.values())
    return tuple(brought[each] for each in range(len(places)))


def _rows(session: Session, statement: str, to: Asked) -> list[_Row]:
    return [
        (who, stage, kind, serious, tags) for who, stage, kind, serious, tags in session.connection().exec_driver_sql(statement, to.values)
    ]


def _numbers(session: Session, table: str) -> dict[int, str]:
    rows = session.connection().exec_driver_sql(f"SELECT rowid, id FROM {table}")
    return {number: key for number, key in rows}  # noqa: C416 - rows are not pairs to the type checker


def _speakers(session: Session) -> Iterator[tuple[int, tuple[str, Speaker]]]:
    """Row number of an attendance -> its id, and who it is."""
    rows = session.connection().exec_driver_sql(f"SELECT rowid, id, {_WHO}, segments, session_id FROM attendance")
    for number, attendance, who, segments, sitting in rows:
        yield number, (attendance, Speaker(who, tuple(dict.fromkeys(json.loads(segments))), sitting))


def _sittings(session: Session) -> dict[str, Sitting]:
    rows = session.connection().exec_driver_sql(
        "SELECT session.id, session.key, session.starts, council.id, council.city, council.date, market.key, market.country "
        "FROM session JOIN council ON council.id = session.council_id JOIN market ON market.id = council.market_id "
        "ORDER BY council.date, session.starts, session.key"
    )
    return {row[0]: Sitting(row[0], row[1], row[2], row[3], row[4], date.fromisoformat(row[5]), row[6], row[7]) for row in rows}


def _stages(session: Session) -> dict[str, StageOf]:
    rows = session.connection().exec_driver_sql(
        "SELECT stage.id, stage.key, stage.name, stage.critical, journey.key FROM stage "
        "JOIN journey ON journey.id = stage.journey_id ORDER BY journey.key, stage.position"
    )
    return {row[0]: StageOf(row[0], row[1], row[2], bool(row[3]), row[4]) for row in rows}


def _journeys(session: Session) -> tuple[JourneyOf, ...]:
    return tuple(JourneyOf(*row) for row in session.connection().exec_driver_sql("SELECT key, name, promise FROM journey ORDER BY key"))


def _codebook(session: Session) -> tuple[TagOf, ...]:
    rows = session.connection().exec_driver_sql("SELECT id, parent_id, path, name, colour FROM tag ORDER BY position, path")
    return tuple(TagOf(tag, parent, name, TagLabel(tag, path, colour)) for tag, parent, path, name, colour in rows)


def councils_held(session: Session) -> tuple[CouncilHeld, ...]:
    """Councils with notes, by market and date; who spoke was there, whatever the list says."""
    there = json.dumps([status.value for status in AttendanceStatus if status.was_there])
    rows = session.connection().exec_driver_sql(
        "SELECT council.id, council.key, market.key, council.city, council.date, "
        f"count(DISTINCT {_WHO}) FROM council JOIN market ON market.id = council.market_id "
        "JOIN session ON session.council_id = council.id AND NOT session.rehearsal JOIN attendance ON attendance.session_id = session.id "
        "WHERE (attendance.status IN (SELECT value FROM json_each(?)) "
        "OR EXISTS (SELECT 1 FROM note WHERE note.attendance_id = attendance.id)) "
        "AND EXISTS (SELECT 1 FROM session AS held JOIN note ON note.session_id = held.id "
        "WHERE held.council_id = council.id AND NOT held.rehearsal) "
        "GROUP BY council.id ORDER BY market.key, council.date, council.key",
        (there,),
    )
    return tuple(
        CouncilHeld(council, key, market, city, date.fromisoformat(day), people) for council, key, market, city, day, people in rows
    )
