"""Reads of what stands behind insights: note by note, or alike notes together where only people are counted.

A tag stands for all notes under it and its children. A note against an insight never speaks for it, also when its tag does. Notes of
rehearsals stand nowhere; notes of who refused notes are kept apart.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy.orm import Session

from council_app.db.queries.bare import KINDS, RAISED
from council_app.db.queries.notes import all_who_refused_notes
from council_app.domain.enums import SessionKind
from council_app.domain.evidence import Voice

# The paths of all below a tag lie in the index between its own with a slash and with what comes after a slash: LIKE would walk over
# the whole codebook for every tag. The joins are crossed so that they begin with the evidence, of which there is little; every tag on a
# note has its note's time, and saying so opens the index that tags lie in.
_STANDING = """
WITH piece (insight_id, note_id, against) AS (
    SELECT insight_id, note_id, against FROM evidence WHERE note_id IS NOT NULL AND {one}
    UNION ALL
    SELECT evidence.insight_id, note_tag.note_id, evidence.against
    FROM evidence CROSS JOIN note_tag ON note_tag.tag_id = evidence.tag_id AND note_tag.noted_at IS NOT NULL WHERE {one}
    UNION ALL
    SELECT evidence.insight_id, note_tag.note_id, evidence.against
    FROM evidence
    CROSS JOIN tag AS named ON named.id = evidence.tag_id
    CROSS JOIN tag AS below ON below.path > named.path || '/' AND below.path < named.path || '0'
    CROSS JOIN note_tag ON note_tag.tag_id = below.id AND note_tag.noted_at IS NOT NULL
    WHERE {one}
), standing (insight_id, note_id, against) AS (SELECT insight_id, note_id, max(against) FROM piece GROUP BY insight_id, note_id)
"""
_IN_SESSIONS = "WHERE note.session_id IN (SELECT id FROM session WHERE NOT rehearsal AND {sessions})"
_EACH = """
SELECT standing.insight_id, standing.against, note.session_id, note.attendance_id, note.raised, note.kind, note.id, 1
FROM standing CROSS JOIN note ON note.id = standing.note_id {where} ORDER BY note.at, note.id
"""
_ALIKE = """
SELECT standing.insight_id, standing.against, note.session_id, note.attendance_id, note.raised, min(note.kind), min(note.id), count(*)
FROM standing CROSS JOIN note ON note.id = standing.note_id {where}
GROUP BY standing.insight_id, standing.against, note.session_id, note.attendance_id, note.raised
"""
_IDS = """
SELECT standing.against, note.attendance_id, note.id
FROM standing CROSS JOIN note ON note.id = standing.note_id {where} ORDER BY note.at, note.id
"""
_RESTING = """
SELECT DISTINCT standing.insight_id FROM standing CROSS JOIN note ON note.id = standing.note_id
{where} AND NOT standing.against AND ifnull(note.attendance_id, '') NOT IN (SELECT value FROM json_each(:silent))
"""
_CARRYING = """
SELECT note.session_id, count(DISTINCT note.id) FROM standing CROSS JOIN note ON note.id = standing.note_id
{where} AND NOT standing.against AND ifnull(note.attendance_id, '') NOT IN (SELECT value FROM json_each(:silent))
GROUP BY note.session_id
"""
_SAID_IN = """
SELECT DISTINCT standing.insight_id, note.session_id FROM standing CROSS JOIN note ON note.id = standing.note_id
{where} AND NOT standing.against AND note.raised <> 'agreed'
AND ifnull(note.attendance_id, '') NOT IN (SELECT value FROM json_each(:silent))
"""
_PLACES = """
SELECT session.id, session."key", market."key", council."key", session.kind
FROM session JOIN council ON council.id = session.council_id JOIN market ON market.id = council.market_id
"""
_ALL, _ONE, _NAMED = "1", "evidence.insight_id = :insight", '"key" IN (SELECT value FROM json_each(:sessions))'


@dataclass(slots=True)
class Voices:
    """What speaks for an insight and what against it; apart from those, notes whose speaker refused notes or took that back."""

    supporting: list[Voice] = field(default_factory=list)
    against: list[Voice] = field(default_factory=list)
    withheld: list[Voice] = field(default_factory=list)
    withheld_against: list[Voice] = field(default_factory=list)

    def side(self, *, against: bool, withheld: bool) -> list[Voice]:
        """One of the four."""
        if withheld:
            return self.withheld_against if against else self.withheld
        return self.against if against else self.supporting

    def every(self) -> Iterator[Voice]:
        """All of them, whether they count or not."""
        return chain(self.supporting, self.against, self.withheld, self.withheld_against)


def voices(
    session: Session,
    *,
    session_keys: Sequence[str] | None = None,
    members: frozenset[str] | None = None,
    insight: str | None = None,
) -> dict[str, Voices]:
    """The notes behind every insight, by insight id, oldest first; with `members`, only those of these attendances.

    `session_keys` asks for some sessions only, `insight` (its id) for one insight only.
    """
    return _read(session, _EACH, session_keys, members, insight)


def tallies(
    session: Session, *, session_keys: Sequence[str] | None = None, members: frozenset[str] | None = None, insight: str | None = None
) -> dict[str, Voices]:
    """As `voices`, for counting: one voice stands for all notes that one attendee raised in the same way in a session."""
    return _read(session, _ALIKE, session_keys, members, insight)


def note_ids(
    session: Session,
    *,
    insight: str,
    session_keys: Sequence[str] | None = None,
    members: frozenset[str] | None = None,
    most: int | None = None,
) -> tuple[list[str], list[str]]:
    """The notes for one insight (its id) and those against it, oldest first, counted or withheld; `most` of each at most."""
    sides: tuple[list[str], list[str]] = [], []
    for against, speaker, note in session.connection().exec_driver_sql(*_asked(_IDS, session_keys, insight)):
        side = sides[bool(against)]
        if (members is None or speaker in members) and (most is None or len(side) < most):
            side.append(note)
    return sides


def resting(session: Session) -> frozenset[str]:
    """Ids of the insights that any note speaks for, anywhere, which may be counted."""
    statement, told = _asked(_RESTING, None, None)
    told |= {"silent": json.dumps(sorted(all_who_refused_notes(session)))}
    return frozenset(session.connection().exec_driver_sql(statement, told).scalars())


def said_in(session: Session) -> list[tuple[str, str]]:
    """Every insight (its id) with each session (its id) in which somebody who may be counted said it; nodding along is not saying it."""
    statement, told = _asked(_SAID_IN, None, None)
    told |= {"silent": json.dumps(sorted(all_who_refused_notes(session)))}
    return [(insight, place) for insight, place in session.connection().exec_driver_sql(statement, told)]


def carrying(session: Session) -> dict[str, int]:
    """How many notes that may be counted speak for any insight, by session (its id)."""
    statement, told = _asked(_CARRYING, None, None)
    told |= {"silent": json.dumps(sorted(all_who_refused_notes(session)))}
    return dict(session.connection().exec_driver_sql(statement, told).all())


def _read(
    session: Session, rows: str, session_keys: Sequence[str] | None, members: frozenset[str] | None, insight: str | None
) -> dict[str, Voices]:
    found: dict[str, Voices] = defaultdict(Voices)
    silent, said = all_who_refused_notes(session), _Speakers.read(session)
    asked = _asked(rows, session_keys, insight)
    for insight_id, against, place, speaker, raised, kind, note, notes in session.connection().exec_driver_sql(*asked):
        if members is None or speaker in members:
            side = found[insight_id].side(against=bool(against), withheld=speaker in silent)
            side.append(said.voice(place, speaker, raised, kind, note, notes))
    return found


def _asked(rows: str, session_keys: Sequence[str] | None, insight: str | None) -> tuple[str, dict[str, str]]:
    """The statement, and what it is told."""
    where = _IN_SESSIONS.format(sessions=_ALL if session_keys is None else _NAMED)
    statement = _STANDING.format(one=_ALL if insight is None else _ONE) + rows.format(where=where)
    return statement, {"insight": insight or "", "sessions": json.dumps(list(session_keys or ()))}


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Where things were said, and by whom: read once, because there are few of them and many notes."""

    places: dict[str, tuple[str, str, str, SessionKind]]
    people: dict[str | None, tuple[str | None, str | None]]

    @classmethod
    def read(cls, session: Session) -> _Speakers:
        rows = session.connection().exec_driver_sql(_PLACES)
        places = {place: (key, market, council, SessionKind(kind)) for place, key, market, council, kind in rows}
        people: dict[str | None, tuple[str | None, str | None]] = {None: (None, None)}
        for attendance, person, seat in session.connection().exec_driver_sql("SELECT id, person_id, seat FROM attendance"):
            people[attendance] = (person or attendance, seat)
        return cls(places, people)

    def voice(self, place: str, speaker: str | None, raised: str, kind: str, note: str, notes: int) -> Voice:
        """One row as a voice."""
        key, market, council, setting = self.places[place]
        person, seat = self.people[speaker]
        return Voice(person, seat, key, market, RAISED[raised], note, KINDS[kind], council, setting, notes)
