"""How much a filter finds, and what there is to filter by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from council_app.db.queries import cohorts as cohort_reads
from council_app.db.queries.disputes import DISPUTED
from council_app.db.queries.note_conditions import UNTAGGED, Asked, asked
from council_app.db.queries.note_list import matching
from council_app.db.queries.note_picture_paths import counted_on_picture
from council_app.domain.note_filter import FACETS, NOTHING, Facet, NoteFilter, Takes
from council_app.domain.note_list import FacetValue, NoteCounts

_PEOPLE = "LEFT JOIN attendance ON attendance.id = note.attendance_id"
_PLACES = "FROM session JOIN council ON council.id = session.council_id JOIN market ON market.id = council.market_id"


_TALLIED: Mapping[Facet, str] = {
    Facet.MARKET: "session_id", Facet.COUNCIL: "session_id", Facet.SESSION: "session_id", Facet.SEGMENT: "attendance_id",
    Facet.SEAT: "attendance_id", Facet.COHORT: "attendance_id", Facet.KIND: "kind", Facet.RAISED: "raised",
}  # fmt: skip
# The tally as if its groups were notes.
_TALLY = f"(SELECT session_id, nullif(attendance_id, '') AS attendance_id, kind, raised, notes, untagged FROM note_tally) AS note {_PEOPLE}"


def counts(session: Session, wanted: NoteFilter) -> NoteCounts:
    """What a filter finds, in notes and in distinct people; nobody's words are no attendee's."""
    everything = asked(session, NoteFilter())
    of_all = int(_tallied(everything, "ifnull(sum(notes), 0)")[0])
    to = asked(session, wanted)
    people = "count(DISTINCT ifnull(attendance.person_id, attendance.id))"
    if all(condition.facet in _TALLIED for condition in wanted.conditions):
        notes, attendees, untagged = _tallied(to, f"ifnull(sum(notes), 0), {people}, ifnull(sum(untagged), 0)")
    elif (pictured := counted_on_picture(to, wanted)) is not None:
        notes, attendees, untagged = pictured
    else:
        found = f"SELECT count(*), {people}, ifnull(sum({UNTAGGED}), 0) FROM {matching(to, wanted, _PEOPLE)}"
        notes, attendees, untagged = session.connection().exec_driver_sql(found, to.values).one()
    return NoteCounts(notes, of_all, attendees, untagged, _disputed(session, wanted))


def _tallied(to: Asked, columns: str) -> Sequence[int]:
    """Sums of what was counted as it was written, where nothing is asked but what notes are counted by."""
    where = " AND ".join(to.terms) or "1"
    return to.session.connection().exec_driver_sql(f"SELECT {columns} FROM {_TALLY} WHERE {where}", to.values).one()


def _disputed(session: Session, wanted: NoteFilter) -> int:
    """Rounds hold some hundred notes: whatever is in none is not asked."""
    if session.connection().exec_driver_sql(f"SELECT 1 FROM ({DISPUTED}) LIMIT 1").first() is None:
        return 0
    to = asked(session, wanted)
    to.wanted.append(f"note.id IN ({DISPUTED})")
    return int(session.connection().exec_driver_sql(f"SELECT count(*) FROM {matching(to, wanted)}", to.values).scalar_one())


# What a note counts under, for each facet: an expression and the tables it needs. A note of several segments or tags counts under each.
_GROUPS: Mapping[Facet, tuple[str, str]] = {
    Facet.MARKET: (
        "market.key",
        "JOIN session ON session.id = note.session_id JOIN council ON council.id = session.council_id "
        "JOIN market ON market.id = council.market_id",
    ),
    Facet.COUNCIL: ("council.key", "JOIN session ON session.id = note.session_id JOIN council ON council.id = session.council_id"),
    Facet.SESSION: ("session.key", "JOIN session ON session.id = note.session_id"),
    Facet.SEGMENT: ("each.value", f"{_PEOPLE} LEFT JOIN json_each(attendance.segments) AS each"),
    Facet.SEAT: ("attendance.seat", _PEOPLE),
    Facet.TAG: ("note_tag.tag_id", "JOIN note_tag ON note_tag.note_id = note.id"),
    Facet.KIND: ("note.kind", ""),
    Facet.SEVERITY: ("note.severity", ""),
    Facet.STAGE: (
        "journey.key || '/' || stage.key",
        "LEFT JOIN stage ON stage.id = note.stage_id LEFT JOIN journey ON journey.id = stage.journey_id",
    ),
    Facet.TASK: ("task.key", "LEFT JOIN task ON task.id = note.task_id"),
    Facet.AUTHOR: ("nullif(note.author, '')", ""),
    Facet.RAISED: ("note.raised", ""),
    Facet.CHANNEL: ("note.channel", ""),
    Facet.UNTAGGED: (UNTAGGED, ""),
    Facet.DISPUTED: (f"note.id IN ({DISPUTED})", ""),
    Facet.STARRED: ("note.starred", ""),
    Facet.VERBATIM: ("note.verbatim", ""),
}


def counted_by(session: Session, wanted: NoteFilter, facet: Facet) -> dict[str, int]:
    """By word of a facet, how many notes of a filter have it; of one that takes nothing, how many it holds for, under "".

    A tag is counted alone here, without what is below it. Nothing is counted of a text, a day or a cohort.
    """
    if facet not in _GROUPS:
        return {}
    to = asked(session, wanted)
    word, tables = _GROUPS[facet]
    statement = f"SELECT {word} AS word, count(*) FROM {matching(to, wanted, tables)} GROUP BY 1"
    rows = session.connection().exec_driver_sql(statement, to.values).all()
    if FACETS[facet].takes is Takes.NOTHING:
        return {"": sum(count for holds, count in rows if holds)}
    return {NOTHING if found is None else str(found): count for found, count in rows}


def words_of(session: Session, facet: Facet) -> tuple[FacetValue, ...]:
    """Every word that a condition on this facet can have here; of a closed vocabulary, its words."""
    row = FACETS[facet]
    if row.closed:
        found = [FacetValue(facet, word, word) for word in row.closed]
    else:
        look = _WORDS.get(facet)
        found = [] if look is None else look(session)
    return (*found, *([FacetValue(facet, NOTHING, NOTHING)] if row.may_lack else []))


def _markets(session: Session) -> list[FacetValue]:
    rows = session.connection().exec_driver_sql("SELECT key, country FROM market ORDER BY key")
    return [FacetValue(Facet.MARKET, key, country, country=country) for key, country in rows]


def _councils(session: Session) -> list[FacetValue]:
    rows = session.connection().exec_driver_sql(
        "SELECT council.key, council.title, council.city, council.date, market.country FROM council "
        "JOIN market ON market.id = council.market_id ORDER BY council.date DESC, council.key"
    )
    return [FacetValue(Facet.COUNCIL, key, title or city, _day(day), country=country) for key, title, city, day, country in rows]


def _sessions(session: Session) -> list[FacetValue]:
    rows = session.connection().exec_driver_sql(
        f"SELECT session.key, council.city, council.date, session.starts, market.country {_PLACES} WHERE NOT session.rehearsal "
        "ORDER BY council.date DESC, session.starts DESC, session.key"
    )
    return [FacetValue(Facet.SESSION, key, city, _day(day), starts, country) for key, city, day, starts, country in rows]


def _tags(session: Session) -> list[FacetValue]:
    """In the order of the codebook: each behind what it is below, by position."""
    rows = session.connection().exec_driver_sql("SELECT id, parent_id, path, colour FROM tag ORDER BY position, path").all()
    below: dict[str | None, list[tuple[str, str, str]]] = {}
    for own, parent, path, colour in rows:
        below.setdefault(parent, []).append((own, path, colour))
    found: list[FacetValue] = []

    def walk(parent: str | None, depth: int) -> None:
        for own, path, colour in below.get(parent, ()):
            found.append(FacetValue(Facet.TAG, own, path, colour=colour, depth=depth))
            walk(own, depth + 1)

    walk(None, 0)
    return found


def _named(facet: Facet, statement: str) -> Callable[[Session], list[FacetValue]]:
    def look(session: Session) -> list[FacetValue]:
        return [FacetValue(facet, word, name) for word, name in session.connection().exec_driver_sql(statement)]

    return look


def _segments(session: Session) -> list[FacetValue]:
    return [FacetValue(Facet.SEGMENT, word, word) for word in cohort_reads.segments(session)]


def _cohorts(session: Session) -> list[FacetValue]:
    return [FacetValue(Facet.COHORT, row.key, row.name) for row in cohort_reads.every(session)]


def _day(text: str) -> date:
    return date.fromisoformat(text)


_AUTHORS = (
    "WITH RECURSIVE each(name) AS (SELECT min(author) FROM note WHERE author > '' UNION ALL "
    "SELECT (SELECT min(author) FROM note WHERE author > each.name) FROM each WHERE each.name IS NOT NULL) "
    "SELECT name, name FROM each WHERE name IS NOT NULL ORDER BY name COLLATE NOCASE"
)
_STAGES = (
    "SELECT journey.key || '/' || stage.key, journey.name || ' / ' || stage.name FROM stage "
    "JOIN journey ON journey.id = stage.journey_id ORDER BY journey.name, stage.position"
)
_WORDS: Mapping[Facet, Callable[[Session], list[FacetValue]]] = {
    Facet.MARKET: _markets,
    Facet.COUNCIL: _councils,
    Facet.SESSION: _sessions,
    Facet.SEGMENT: _segments,
    Facet.SEAT: _named(Facet.SEAT, "SELECT DISTINCT seat, seat FROM attendance WHERE seat IS NOT NULL ORDER BY length(seat), seat"),
    Facet.COHORT: _cohorts,
    Facet.TAG: _tags,
    Facet.STAGE: _named(Facet.STAGE, _STAGES),
    Facet.TASK: _named(Facet.TASK, "SELECT key, max(text) FROM task GROUP BY key ORDER BY key"),
    Facet.AUTHOR: _named(Facet.AUTHOR, _AUTHORS),
}
