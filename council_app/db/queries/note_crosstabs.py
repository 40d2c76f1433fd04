"""Counting who said what: distinct people by tag and column, by pairs of tags, by stage, by council.

A person counts who said it, unprompted or asked, not who nodded along; rehearsals and who refused notes are left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from council_app.db.queries.note_conditions import asked
from council_app.domain.crosstabs import Breakdown, Column
from council_app.domain.enums import AttendanceStatus, NoteKind, Raised, Severity
from council_app.domain.note_filter import NoteFilter
from council_app.domain.records import TagLabel

Branches = Mapping[str, frozenset[str]]
"""Id of a tag that is a row -> ids of the tags it stands for."""

_WHO = "coalesce(attendance.person_id, attendance.id)"
_MEANT = "(SELECT json_extract(value, '$[0]') AS shown, json_extract(value, '$[1]') AS tag FROM json_each({pairs})) AS meant"
_CARRIED = "JOIN note_tag ON note_tag.note_id = said.id JOIN {meant} ON meant.tag = note_tag.tag_id"
_PLACED = (
    "JOIN session ON session.id = said.session_id JOIN council ON council.id = session.council_id "
    "JOIN market ON market.id = council.market_id"
)
# By: what is joined to `said` for a column, the column's key, and what it is called.
_COLUMNS: Mapping[Breakdown, tuple[str, str, str]] = {
    Breakdown.SEGMENT: ("JOIN json_each(said.segments) AS segment", "segment.value", "segment.value"),
    Breakdown.STAGE: (
        "JOIN stage ON stage.id = said.stage_id JOIN journey ON journey.id = stage.journey_id",
        "journey.key || '/' || stage.key",
        "stage.name",
    ),
    Breakdown.SESSION: (_PLACED, "session.key", "council.city || ', ' || session.starts"),
    Breakdown.MARKET: (_PLACED, "market.key", "market.country"),
}
_ORDERED = {
    Breakdown.SEGMENT: "lower(segment.value)",
    Breakdown.STAGE: "journey.key, stage.position",
    Breakdown.SESSION: "council.date, session.starts, session.key",
    Breakdown.MARKET: "market.key",
}


class Said:
    """What was said that counts, narrowed by a filter; every question below is one statement about it."""

    def __init__(self, session: Session, wanted: NoteFilter) -> None:
        self._session = session
        to = self._to = asked(session, wanted)
        terms = [*to.terms, f"note.raised <> {to.bind(Raised.AGREED.value)}"]
        if to.match:
            terms.append(f"note.num IN (SELECT rowid FROM note_search WHERE note_search MATCH {to.bind(to.match)})")
        self._said = (
            "WITH said AS MATERIALIZED (SELECT note.id, note.session_id, note.stage_id, note.kind, note.severity, "
            f"attendance.segments, {_WHO} AS who FROM note JOIN attendance ON attendance.id = note.attendance_id "
            f"WHERE {' AND '.join(terms)})"
        )

    def everybody(self) -> int:
        """Distinct people who said anything."""
        ((people,),) = self._rows("SELECT count(DISTINCT who) FROM said")
        return int(people)

    def by_column(self, by: Breakdown, branches: Branches) -> dict[tuple[str, str], int]:
        """(Id of the row's tag, key of the column) -> distinct people."""
        join, key, _ = _COLUMNS[by]
        rows = self._rows(f"SELECT meant.shown, {key}, count(DISTINCT who) FROM said {self._carried(branches)} {join} GROUP BY 1, 2")
        return {(tag, column): int(people) for tag, column, people in rows}

    def totals(self, branches: Branches, by: Breakdown | None = None) -> dict[str, int]:
        """Id of the row's tag -> distinct people; with `by`, those who are in one of its columns."""
        join = "" if by is None else _COLUMNS[by][0]
        rows = self._rows(f"SELECT meant.shown, count(DISTINCT who) FROM said {self._carried(branches)} {join} GROUP BY 1")
        return {tag: int(people) for tag, people in rows}

    def columns(self, by: Breakdown) -> tuple[Column, ...]:
        """The columns in order, with how many distinct people said anything in each."""
        join, key, name = _COLUMNS[by]
        rows = self._rows(f"SELECT {key}, {name}, count(DISTINCT who) FROM said {join} GROUP BY 1 ORDER BY {_ORDERED[by]}")
        return tuple(Column(column, called, int(people)) for column, called, people in rows)

    def pairs(self, branches: Branches) -> dict[tuple[str, str], int]:
        """Two rows' tags on one note -> distinct people; a tag beside itself is the tag alone."""
        first = f"JOIN note_tag ON note_tag.note_id = said.id JOIN {self._meant(branches)} ON meant.tag = note_tag.tag_id"
        second = (
            "JOIN note_tag AS beside ON beside.note_id = said.id "
            f"JOIN {self._meant(branches).removesuffix('meant')}other ON other.tag = beside.tag_id AND other.shown >= meant.shown"
        )
        rows = self._rows(f"SELECT meant.shown, other.shown, count(DISTINCT who) FROM said {first} {second} GROUP BY 1, 2")
        return {(one, other): int(people) for one, other, people in rows}

    def by_council(self, branches: Branches) -> dict[tuple[str, str], int]:
        """(Id of the row's tag, id of the council) -> distinct people."""
        rows = self._rows(
            f"SELECT meant.shown, session.council_id, count(DISTINCT who) FROM said {self._carried(branches)} "
            "JOIN session ON session.id = said.session_id GROUP BY 1, 2"
        )
        return {(tag, council): int(people) for tag, council, people in rows}

    def by_stage(self) -> dict[tuple[str, NoteKind], tuple[int, int]]:
        """(Id of the stage, kind) -> distinct people, and those of them who found it serious."""
        serious = self._to.bind(int(Severity.SERIOUS))
        rows = self._rows(
            f"SELECT stage_id, kind, count(DISTINCT who), count(DISTINCT CASE WHEN severity >= {serious} THEN who END) FROM said "
            "WHERE stage_id IS NOT NULL GROUP BY 1, 2"
        )
        return {(stage, NoteKind(kind)): (int(people), int(severe)) for stage, kind, people, severe in rows}

    def frictions(self, branches: Branches) -> dict[str, list[tuple[str, int]]]:
        """Id of a stage -> (id of the row's tag, distinct people with a friction), the most first."""
        kind = self._to.bind(NoteKind.FRICTION.value)
        rows = self._rows(
            f"SELECT stage_id, meant.shown, count(DISTINCT who) AS people FROM said {self._carried(branches)} "
            f"WHERE stage_id IS NOT NULL AND kind = {kind} GROUP BY 1, 2 ORDER BY 1, people DESC, 2"
        )
        found: dict[str, list[tuple[str, int]]] = {}
        for stage, tag, people in rows:
            found.setdefault(stage, []).append((tag, int(people)))
        return found

    def _carried(self, branches: Branches) -> str:
        return _CARRIED.format(meant=self._meant(branches))

    def _meant(self, branches: Branches) -> str:
        pairs = [[row, tag] for row, tags in branches.items() for tag in sorted(tags)]
        return _MEANT.format(pairs=self._to.bind(json.dumps(pairs)))

    def _rows(self, statement: str) -> Sequence[tuple[str, ...]]:
        return self._session.connection().exec_driver_sql(f"{self._said} {statement}", self._to.values).all()


class CouncilHeld(NamedTuple):
    """A council that was held: how many distinct people were there."""

    id: str
    key: str
    market: str
    city: str
    date: date
    attendees: int


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


def tag_rows(session: Session, root: str | None) -> tuple[TagLabel, ...]:
    """The tags right below `root`, or the topmost, in the order of the codebook."""
    rows = session.connection().exec_driver_sql("SELECT id, path, colour FROM tag WHERE parent_id IS ? ORDER BY position, path", (root,))
    return tuple(TagLabel(*row) for row in rows)
