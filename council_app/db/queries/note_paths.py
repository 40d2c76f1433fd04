"""Along which index a list of notes is walked: the one with the fewest notes in it that still holds all that are asked for.

SQLite would choose by averages. Here it is known what was asked for, and a wrong guess at a million notes costs seconds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from council_app.db.queries.disputes import DISPUTED
from council_app.db.queries.note_conditions import Asked, branch_of
from council_app.domain.note_filter import NOTHING, Condition, Facet, Match, NoteFilter

FEW = 5_000
"""So many notes are sorted as fast as a page of them is found along an index."""
_LEGS = 64
# Entries of an index are counted at some ten million a second.
FAR = 20_000
SAMPLE = 500
"""So many entries tell how much of a path is asked for."""
_PAGE = 50
_PER_LOOK = 30
"""So many entries of the index of all notes are read while one is looked up there."""
_HARDLY = 1
"""Of a sample, so few or fewer are asked for: a page of them would be a long way off."""


@dataclass(frozen=True, slots=True)
class Path:
    """An index that holds notes in order of time below each of some values: each is a leg, and a list merges them.

    Attributes:
        index: the table and its index, as `way` where it is not the notes themselves.
        at, note: where time and id stand in it.
        leg: the condition on one value, which stands where `{}` is; many: the same for a list of them.
        values: the legs.
        alike: whether a note can lie on several legs.
        small: there are no more than `FEW` notes on it, or on it and all that are `beside` it.
        count: how many there are, as far as they were counted; 0 when they were not.
        beside: other paths that hold all that is asked for: what lies on this one is looked up on them before a note is read.
        chosen: the notes on it were chosen for one page; they are gathered however few they are.
    """

    index: str
    at: str
    note: str
    leg: str
    many: str
    values: tuple[str | int, ...]
    alike: bool = False
    small: bool = False
    count: int = 0
    beside: tuple[Path, ...] = ()
    chosen: bool = False

    @property
    def walkable(self) -> bool:
        """Whether there are few enough legs to be merged."""
        return len(self.values) <= _LEGS

    @property
    def source(self) -> str:
        """What stands behind FROM: each entry with its note, of which an index tells whatever is asked."""
        if not self.note.startswith("way."):
            return self.index
        return f"{self.index} CROSS JOIN note INDEXED BY ix_note_at_id ON note.at = {self.at} AND note.id = {self.note}"

    def holds(self, to: Asked, other: Path) -> str:
        """That what lies on `other` lies on this one too. Both lie in order of time, so that each is read through once at most."""
        there = {name: _WAY.sub("there", text) for name, text in (("from", self.index), ("at", self.at), ("note", self.note))}
        where = _WAY.sub("there", self.many).format(to.among(self.values))
        # As a value: SQLite would make a join of EXISTS, and look here after everything else was read.
        return f"(SELECT 1 FROM {there['from']} WHERE {where} AND {there['at']} = {other.at} AND {there['note']} = {other.note} LIMIT 1)"

    @property
    def looked_up(self) -> bool:
        """Whether looking up a note on this path costs less than reading it."""
        return self.note.startswith("way.") and 0 < len(self.values) <= _LOOKS_AT_MOST


_WAY = re.compile(r"\bway\b")
_LOOKS_AT_MOST = 4

EVERY = Path("note INDEXED BY ix_note_at_id", "note.at", "note.id", "1", "1", (0,))
"""All notes, in order of time."""


def column(name: str, values: Sequence[str | int]) -> Path:
    """The notes with these values in a column that is indexed with the time."""
    index = f"note AS way INDEXED BY ix_note_{name}_at_id"
    return Path(index, "way.at", "way.id", f"way.{name} = {{}}", f"way.{name} IN {{}}", tuple(values))


def nobody(attendances: Sequence[str]) -> Path:
    """What nobody said, or somebody of these attendances, which have no seat."""
    found = column("attendance_id", ("", *attendances))
    return replace(found, leg="way.attendance_id IS nullif({}, '')", many="(way.attendance_id IN {} OR way.attendance_id IS NULL)")


def _tags(values: Sequence[str | int]) -> Path:
    index = "note_tag AS way INDEXED BY ix_note_tag_tag_id_noted_at_note_id"
    leg, many = "way.tag_id = {} AND way.noted_at IS NOT NULL", "way.tag_id IN {} AND way.noted_at IS NOT NULL"
    return Path(index, "way.noted_at", "way.note_id", leg, many, tuple(values), alike=True)


_UNTAGGED = Path("untagged AS way", "way.at", "way.id", "1", "1", (0,))
_STARRED = Path("note AS way INDEXED BY ix_note_starred", "way.at", "way.id", "way.starred", "way.starred", (0,))
_DISPUTED = Path("note", "note.at", "note.id", f"note.id IN ({DISPUTED})", f"note.id IN ({DISPUTED})", (0,), small=True)


def path_of(to: Asked, wanted: NoteFilter) -> Path:
    """The path of a filter with the fewest notes on it, and the others beside it."""
    found = [path for condition in wanted.conditions for path in _paths(to, condition)]
    most = FAR if len(found) > 1 else FEW + 1  # a path that has no rival is only asked whether it is small
    measured = [(counted(to, path, most), path) for path in found]
    if not measured:
        return EVERY
    count, path = min(measured, key=lambda pair: (pair[0], not pair[1].walkable, len(pair[1].values)))
    small = count <= FEW
    if not (small or path.walkable):
        path = next((path for _, path in measured if path.walkable), EVERY)
    if path is EVERY:
        return EVERY
    beside = tuple(other for other in found if other is not path and other.looked_up)
    return replace(path, small=small, count=count, beside=beside)


def gathered(to: Asked, path: Path, stretches: int) -> Path:
    """The path, marked as small where so little of it is asked for that to look through it for each stretch would take longer.

    Where hardly anything of a long path is asked for, all notes are gone through once instead, along the index that holds what filters
    ask: an entry there is read in a thirtieth of the time that it takes to look one up.
    """
    if path.small or not to.wanted or (path is not EVERY and len(to.wanted) < 2):
        return path
    fits = _fitting(to, path)
    if path is EVERY:
        rare = fits <= _HARDLY or fits * _all(to) <= SAMPLE * _PAGE * stretches
        return replace(path, small=True) if rare else path
    rare = fits * FAR <= SAMPLE * _PAGE * stretches
    return replace(EVERY if rare and _long(to, path) else path, small=rare)


def worth_walking(to: Asked, path: Path) -> Path:
    """The path, or all notes where it is long and hardly anything of it is asked for; see `gathered`."""
    asked_more = len(to.wanted) > 1 and not path.small
    return replace(EVERY) if asked_more and len(path.values) == 1 and _long(to, path) and _fitting(to, path) == 0 else path


def hollow(to: Asked, path: Path) -> bool:
    """Whether a long path, on which a stretch of the list lies, seems to hold nothing that is asked for."""
    if not to.wanted or path is EVERY or len(path.values) != 1:  # of several legs one says nothing of the others
        return False
    return counted(to, path, FAR) == FAR and _fitting(to, path) == 0


def _long(to: Asked, path: Path) -> bool:
    """Whether looking up what lies on a path takes longer than to go through all notes along their index."""
    if path is EVERY or path.count < FAR:
        return False
    most = max(FAR, _all(to) // _PER_LOOK)
    return counted(to, path, most) == most


def _fitting(to: Asked, path: Path) -> int:
    """How much of the newest on a path is asked for."""
    asked = Asked(to.session, values=dict(to.values))
    where = path.leg.format(asked.bind(path.values[0])) if "{}" in path.leg else path.leg
    terms = " AND ".join([*(other.holds(asked, path) for other in path.beside), *to.wanted])
    some = f"SELECT {terms} AS fits FROM {path.source} WHERE {where} ORDER BY {path.at} DESC, {path.note} DESC LIMIT {SAMPLE}"
    return int(to.session.connection().exec_driver_sql(f"SELECT count(*) FROM ({some}) WHERE fits", asked.values).scalar_one())


def _all(to: Asked) -> int:
    """How many notes there are."""
    return int(to.session.connection().exec_driver_sql("SELECT ifnull(sum(notes), 0) FROM note_tally").scalar_one())


def _paths(to: Asked, condition: Condition) -> list[Path]:
    """None for what has no index of its own, and for what a note is not to have."""
    look = _LOOKS.get(condition.facet)
    if look is None or condition.match is Match.NONE:
        return []
    if NOTHING in condition.words:
        return [nobody(())] if condition.facet is Facet.SEAT and condition.words == (NOTHING,) else []
    if condition.match is Match.ALL:
        return [path for word in condition.words for path in look(to, (word,))]
    return look(to, condition.words)


def counted(to: Asked, path: Path, most: int) -> int:
    """How many notes lie on a path, up to so many, and without reading one."""
    if path.small or not path.values:
        return 0
    values = json.dumps(path.values)
    where = path.many.format("(SELECT value FROM json_each(?))")
    statement = f"SELECT count(*) FROM (SELECT 1 FROM {path.index} WHERE {where} LIMIT {most})"
    return int(to.session.connection().exec_driver_sql(statement, (values,) if "?" in where else ()).scalar_one())


def ids_meant(to: Asked, facet: Facet, words: Sequence[str]) -> tuple[str, list[str]]:
    """The column that a facet's words stand for ids in, and those ids."""
    name, statement = IDS[facet]
    found = to.session.connection().exec_driver_sql(statement, {"words": json.dumps(list(words))})
    return name, list(found.scalars())


def _ids(facet: Facet) -> Callable[[Asked, Sequence[str]], list[Path]]:
    """Words that stand for ids."""
    return lambda to, words: [column(*ids_meant(to, facet, words))]


_WORDS = "(SELECT value FROM json_each(:words))"
_PLACES = (
    "SELECT session.id FROM session JOIN council ON council.id = session.council_id JOIN market ON market.id = council.market_id "
    f"WHERE NOT session.rehearsal AND {{}}.key IN {_WORDS}"
)
_SEGMENT = f"EXISTS (SELECT 1 FROM json_each(attendance.segments) AS each WHERE each.value COLLATE NOCASE IN {_WORDS})"
_STAGES = "SELECT stage.id FROM stage JOIN journey ON journey.id = stage.journey_id"
IDS: Mapping[Facet, tuple[str, str]] = {
    Facet.MARKET: ("session_id", _PLACES.format("market")),
    Facet.COUNCIL: ("session_id", _PLACES.format("council")),
    Facet.SESSION: ("session_id", _PLACES.format("session")),
    Facet.SEAT: ("attendance_id", f"SELECT id FROM attendance WHERE seat IN {_WORDS}"),
    Facet.SEGMENT: ("attendance_id", f"SELECT id FROM attendance WHERE {_SEGMENT}"),
    Facet.STAGE: ("stage_id", f"{_STAGES} WHERE journey.key IN {_WORDS} OR journey.key || '/' || stage.key IN {_WORDS}"),
    Facet.TASK: ("task_id", f"SELECT id FROM task WHERE key IN {_WORDS}"),
}
"""The facets whose words stand for ids: of which column, and the statement that finds them."""
_LOOKS: Mapping[Facet, Callable[[Asked, Sequence[str]], list[Path]]] = {
    **{facet: _ids(facet) for facet in IDS},
    Facet.COHORT: lambda to, _: [column("attendance_id", sorted(to.members))],
    Facet.AUTHOR: lambda _, words: [column("author", words)],
    Facet.CHANNEL: lambda _, words: [column("channel", words)],
    Facet.SEVERITY: lambda _, words: [column("severity", [int(word) for word in words])],
    Facet.TAG: lambda to, words: [_tags(sorted(branch_of(to.session, words)))],
    Facet.UNTAGGED: lambda *_: [_UNTAGGED],
    Facet.STARRED: lambda *_: [_STARRED],
    Facet.DISPUTED: lambda *_: [_DISPUTED],
}
