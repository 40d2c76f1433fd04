"""What the conditions of a filter ask of a note, in SQL: one row of a table for each facet.

Text and not expressions: a filter changes with every letter typed, and to build its expressions would take longer than to answer it.
Nothing that came from outside is part of the text; it is bound.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from council_app.db.queries import cohorts as cohort_reads
from council_app.db.queries.disputes import DISPUTED
from council_app.db.queries.notes import left_out
from council_app.db.types import moment_text
from council_app.domain.cohort_forms import rules_of
from council_app.domain.filter_forms import moment_of
from council_app.domain.note_filter import NOTHING, Condition, Facet, Match, NoteFilter
from council_app.domain.search_words import parsed

UNTAGGED = "ifnull((SELECT 1 FROM untagged AS bare WHERE bare.at = note.at AND bare.id = note.id), 0)"
"""A note carries no tag. As a value: SQLite would make a join of EXISTS, and look there after everything else was read."""

Values = dict[str, str | int | float]


@dataclass(slots=True)
class Asked:
    """The conditions of one filter as SQL about `note`.

    Attributes:
        wanted: what the filter asks; all of it holds.
        always: what holds in every list: no rehearsals, nothing of who refused notes.
        of_hits: the same of hits of a search, without reading their notes.
        values: what is bound in them, by name.
        match: what the index of words is asked for; "" when no words are sought.
        members: the attendances of the cohorts asked for.
        left_out: columns, and what is in no list by what stands in them.
    """

    session: Session
    wanted: list[str] = field(default_factory=list)
    always: list[str] = field(default_factory=list)
    of_hits: list[str] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    match: str = ""
    members: frozenset[str] = frozenset()
    left_out: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def terms(self) -> list[str]:
        """Everything that holds of a note in the list."""
        return [*self.always, *self.wanted]

    def bind(self, value: str | float) -> str:
        """A value, by the name it stands under in the text."""
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def among(self, values: Iterable[str | int]) -> str:
        """A list of values, as what stands behind IN."""
        return f"(SELECT value FROM json_each({self.bind(json.dumps(list(values)))}))"


def asked(session: Session, wanted: NoteFilter) -> Asked:
    """The conditions of a filter, and those of every list: no rehearsals, nothing of who refused notes.

    Raises:
        CouncilError: it names a cohort that is not there, or that cannot be read.
    """
    found = Asked(session)
    rehearsed, silent = left_out(session)
    _leave_out(found, "session_id", rehearsed)
    _leave_out(found, "attendance_id", sorted(silent))
    for condition in wanted.conditions:
        found.wanted += CONDITIONS[condition.facet](found, condition)
    return found


def _leave_out(to: Asked, column: str, values: Sequence[str]) -> None:
    if values:
        named, to.left_out[column] = to.among(values), frozenset(values)
        to.always.append(f"ifnull(note.{column}, '') NOT IN {named}")
        to.of_hits.append(f"note_search.rowid NOT IN (SELECT hidden.num FROM note AS hidden WHERE hidden.{column} IN {named})")


def _column(name: str) -> Callable[[Asked, Condition], Iterator[str]]:
    """A word is what stands in a column."""
    return _of_note(name, lambda to, words: to.among(words))


def _of_note(name: str, ids: Callable[[Asked, Sequence[str]], str]) -> Callable[[Asked, Condition], Iterator[str]]:
    """A column of the note is among the ids that words stand for; `NOTHING` is that nothing stands in it."""

    def terms(to: Asked, condition: Condition) -> Iterator[str]:
        words = [word for word in condition.words if word != NOTHING]
        either = [f"note.{name} IN {ids(to, words)}"] if words else []
        if len(words) < len(condition.words):
            either.append(f"note.{name} IS NULL")
        yield _matched(" OR ".join(either), condition.match)

    return terms


def _matched(term: str, match: Match) -> str:
    """A condition that is not known (nobody spoke, so nobody of the segment did) does not hold, and its opposite does."""
    return f"NOT ifnull({term}, 0)" if match is Match.NONE else f"({term})"


def _flag(term: str) -> Callable[[Asked, Condition], Iterator[str]]:
    def terms(_: Asked, condition: Condition) -> Iterator[str]:
        yield _matched(term, condition.match)

    return terms


def _sessions(where: str) -> Callable[[Asked, Condition], Iterator[str]]:
    places = (
        "SELECT session.id FROM session JOIN council ON council.id = session.council_id JOIN market ON market.id = council.market_id "
        f"WHERE {where}.key IN"
    )
    return _of_note("session_id", lambda to, words: f"({places} {to.among(words)})")


def _severity(to: Asked, condition: Condition) -> Iterator[str]:
    """Bound as numbers: SQLite tells "3" from 3."""
    numbers = (int(word) for word in condition.words if word != NOTHING)
    either = [f"note.severity IN {to.among(numbers)}"]
    if NOTHING in condition.words:
        either.append("note.severity IS NULL")
    yield _matched(" OR ".join(either), condition.match)


def _author(to: Asked, condition: Condition) -> Iterator[str]:
    words = ("" if word == NOTHING else word for word in condition.words)
    yield _matched(f"note.author IN {to.among(words)}", condition.match)


def _attendances(where: str) -> Callable[[Asked, Condition], Iterator[str]]:
    return _of_note(
        "attendance_id", lambda to, words: f"(SELECT attendance.id FROM attendance WHERE {where.format(words=to.among(words))})"
    )


def _segment(to: Asked, condition: Condition) -> Iterator[str]:
    words = [word for word in condition.words if word != NOTHING]
    each = "EXISTS (SELECT 1 FROM json_each(attendance.segments) AS each WHERE each.value COLLATE NOCASE IN"
    either = []
    if words:
        either.append(f"note.attendance_id IN (SELECT attendance.id FROM attendance WHERE {each} {to.among(words)}))")
    if len(words) < len(condition.words):
        either.append("note.attendance_id IS NULL OR note.attendance_id IN (SELECT id FROM attendance WHERE segments = '[]')")
    yield _matched(" OR ".join(either), condition.match)


def _cohort(to: Asked, condition: Condition) -> Iterator[str]:
    rows = [cohort_reads.saved(to.session, key) for key in condition.words]
    members = frozenset[str]().union(*(cohort_reads.members(to.session, rules_of(row.rules, row.name)) for row in rows))
    if condition.match is Match.ANY:
        to.members = members
    yield _matched(f"note.attendance_id IN {to.among(sorted(members))}", condition.match)


def _tag(to: Asked, condition: Condition) -> Iterator[str]:
    """By id, with everything below: a tag named like the beginning of another one has nothing to do with it."""
    branches = [branch_of(to.session, [word]) for word in condition.words]
    if condition.match is not Match.ALL:
        branches = [frozenset().union(*branches)]
    for branch in branches:
        carried = "SELECT 1 FROM note_tag AS carried WHERE carried.note_id = note.id AND carried.tag_id IN"
        yield _matched(f"({carried} {to.among(sorted(branch))} LIMIT 1)", condition.match)


def branch_of(session: Session, tags: Iterable[str]) -> frozenset[str]:
    """Tags with everything below them."""
    below = (
        "WITH RECURSIVE branch(id) AS (SELECT value FROM json_each(?) UNION "
        "SELECT tag.id FROM tag JOIN branch ON tag.parent_id = branch.id) SELECT id FROM branch"
    )
    return frozenset(session.connection().exec_driver_sql(below, (json.dumps(list(tags)),)).scalars())


def _stages(to: Asked, words: Sequence[str]) -> str:
    named = to.among(words)
    return (
        "(SELECT stage.id FROM stage JOIN journey ON journey.id = stage.journey_id "
        f"WHERE journey.key IN {named} OR journey.key || '/' || stage.key IN {named})"
    )


def _since(to: Asked, condition: Condition) -> Iterator[str]:
    yield from _bounded(to, condition.words[0], ">=", days=0)


def _until(to: Asked, condition: Condition) -> Iterator[str]:
    yield from _bounded(to, condition.words[0], "<", days=1)


def _bounded(to: Asked, word: str, sign: str, *, days: int) -> Iterator[str]:
    """A day begins and ends where each council was: one bound for the index to start from, another for each zone that is stricter."""
    bound = moment_of(word)
    if isinstance(bound, datetime) or bound is None:
        yield f"note.at {sign if bound is None or sign == '>=' else '<='} {to.bind(moment_text(bound) if bound else '')}"
        return
    zones = to.session.connection().exec_driver_sql("SELECT DISTINCT timezone FROM council").scalars().all()
    edges = {zone: _midnight(bound, zone, days) for zone in zones} or {"UTC": _midnight(bound, "UTC", days)}
    widest = min(edges.values()) if sign == ">=" else max(edges.values())
    yield f"note.at {sign} {to.bind(widest)}"
    for zone, edge in edges.items():
        if edge != widest:
            there = "SELECT session.id FROM session JOIN council ON council.id = session.council_id WHERE council.timezone ="
            yield f"(note.session_id NOT IN ({there} {to.bind(zone)}) OR note.at {sign} {to.bind(edge)})"


def _midnight(day: date, zone: str, days: int) -> str:
    return moment_text(datetime.combine(day + timedelta(days=days), time(), ZoneInfo(zone)).astimezone(UTC))


def _text(to: Asked, condition: Condition) -> Iterator[str]:
    sought = parsed(condition.words[0])
    to.match = sought.match
    if sought.finds_nothing:
        yield "0"
    elif not sought.match and sought.excluded:
        yield f"note.num NOT IN (SELECT rowid FROM note_search WHERE note_search MATCH {to.bind(sought.excluded)})"


CONDITIONS: Mapping[Facet, Callable[[Asked, Condition], Iterable[str]]] = {
    Facet.TEXT: _text,
    Facet.MARKET: _sessions("market"),
    Facet.COUNCIL: _sessions("council"),
    Facet.SESSION: _sessions("session"),
    Facet.SEGMENT: _segment,
    Facet.SEAT: _attendances("attendance.seat IN {words}"),
    Facet.COHORT: _cohort,
    Facet.TAG: _tag,
    Facet.UNTAGGED: _flag(UNTAGGED),
    Facet.DISPUTED: _flag(f"note.id IN ({DISPUTED})"),
    Facet.KIND: _column("kind"),
    Facet.SEVERITY: _severity,
    Facet.STAGE: _of_note("stage_id", _stages),
    Facet.TASK: _of_note("task_id", lambda to, words: f"(SELECT id FROM task WHERE key IN {to.among(words)})"),
    Facet.AUTHOR: _author,
    Facet.STARRED: _flag("note.starred"),
    Facet.VERBATIM: _flag("note.verbatim"),
    Facet.RAISED: _column("raised"),
    Facet.CHANNEL: _column("channel"),
    Facet.SINCE: _since,
    Facet.UNTIL: _until,
}
