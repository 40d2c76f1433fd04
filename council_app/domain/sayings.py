"""What was said that counts, small enough to be counted again and again: who, at which stage, what kind, under which tags.

A person counts who said it, unprompted or asked, not who nodded along; rehearsals and who refused notes are left out. However many notes
there are, what is alike in all of this is one saying.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from council_app.domain.crosstabs import Breakdown, Column
from council_app.domain.discovery import Found
from council_app.domain.enums import NoteKind
from council_app.domain.records import TagLabel

Place = TypeVar("Place", bound=Hashable)
Branches = Mapping[str, frozenset[str]]
"""Id of a tag that is a row -> ids of the tags it stands for."""


class Saying(NamedTuple):
    """Somebody said something of this kind at this stage ("" for none) in a note with exactly these tags (ids)."""

    speaker: str
    stage: str
    kind: NoteKind
    serious: bool
    tags: tuple[str, ...]


class Speaker(NamedTuple):
    """Somebody at one session: `who` is the same for one person at all of theirs."""

    who: str
    segments: tuple[str, ...]
    session: str


class Sitting(NamedTuple):
    """A session and where it was."""

    id: str
    key: str
    starts: str
    council: str
    city: str
    date: date
    market: str
    country: str


class StageOf(NamedTuple):
    """A stage and the journey it is a step of."""

    id: str
    key: str
    name: str
    critical: bool
    journey: str


class JourneyOf(NamedTuple):
    """A journey and what the brand promises on it."""

    key: str
    name: str
    promise: str


class TagOf(NamedTuple):
    """A tag in the tree."""

    id: str
    parent: str | None
    name: str
    label: TagLabel


class CouncilHeld(NamedTuple):
    """A council that was held: how many distinct people were there."""

    id: str
    key: str
    market: str
    city: str
    date: date
    attendees: int


@dataclass(frozen=True)
class Said:
    """Everything that tables of themes are counted from.

    Attributes:
        sayings: distinct.
        speakers: id of the attendance -> who; of everybody who said something.
        sittings: by id, in order of date and start.
        stages: by id, in order of their journeys.
        tags: the codebook, in its order.
        councils: by market and date.
    """

    sayings: tuple[Saying, ...]
    speakers: Mapping[str, Speaker]
    sittings: Mapping[str, Sitting]
    stages: Mapping[str, StageOf]
    journeys: tuple[JourneyOf, ...]
    tags: tuple[TagOf, ...]
    councils: tuple[CouncilHeld, ...]

    # -- rows and columns

    def rows(self, root: str | None) -> tuple[TagLabel, ...]:
        """The tags right below `root`, or the topmost; a tag with nothing below it is its own row."""
        found = tuple(tag.label for tag in self.tags if tag.parent == root)
        return found or tuple(tag.label for tag in self.tags if tag.id == root)

    def branches(self, rows: Iterable[TagLabel]) -> Branches:
        """Each row's tag with everything below it."""
        return {row.id: frozenset(self._branch(row.id)) for row in rows}

    def _branch(self, tag: str) -> Iterator[str]:
        yield tag
        for child in self._children.get(tag, ()):
            yield from self._branch(child)

    @cached_property
    def _children(self) -> Mapping[str | None, list[str]]:
        below: dict[str | None, list[str]] = defaultdict(list)
        for tag in self.tags:
            below[tag.parent].append(tag.id)
        return below

    def columns(self, by: Breakdown) -> tuple[Column, ...]:
        """The columns in order, with how many distinct people said anything in each."""
        heard: dict[str, set[str]] = defaultdict(set)
        keys = self._keys(by)
        for saying in self.sayings:
            for key in keys(saying):
                heard[key].add(self.speakers[saying.speaker].who)
        return tuple(Column(key, name, len(heard[key]), day) for key, name, day in self._named(by) if key in heard)

    def _named(self, by: Breakdown) -> Iterator[tuple[str, str, date | None]]:
        """Every column there could be: its key, its name, its day."""
        if by is Breakdown.SEGMENT:
            segments = {segment for speaker in self.speakers.values() for segment in speaker.segments}
            yield from ((segment, segment, None) for segment in sorted(segments, key=lambda name: (name.lower(), name)))
        elif by is Breakdown.STAGE:
            yield from ((f"{stage.journey}/{stage.key}", stage.name, None) for stage in self.stages.values())
        elif by is Breakdown.SESSION:
            yield from ((sitting.key, f"{sitting.city}, {sitting.starts}", sitting.date) for sitting in self.sittings.values())
        else:
            markets = {sitting.market: sitting.country for sitting in self.sittings.values()}
            yield from ((market, markets[market], None) for market in sorted(markets))

    def _keys(self, by: Breakdown) -> Callable[[Saying], Collection[str]]:
        """In which columns a saying is."""
        if by is Breakdown.STAGE:
            stages = {stage.id: (f"{stage.journey}/{stage.key}",) for stage in self.stages.values()}
            return lambda saying: stages.get(saying.stage, ())
        if by is Breakdown.SEGMENT:
            found = {number: speaker.segments for number, speaker in self.speakers.items()}
        elif by is Breakdown.SESSION:
            found = {number: (self.sittings[speaker.session].key,) for number, speaker in self.speakers.items()}
        else:
            found = {number: (self.sittings[speaker.session].market,) for number, speaker in self.speakers.items()}
        return lambda saying: found[saying.speaker]

    # -- counts of distinct people

    def everybody(self) -> int:
        """Distinct people who said anything."""
        return len({speaker.who for speaker in self.speakers.values()})

    def found(self) -> Found:
        """By how many distinct people each tag was said, of everybody who said anything; a tag stands for itself alone here."""
        people: dict[str, set[str]] = defaultdict(set)
        for saying in self.sayings:
            for tag in saying.tags:
                people[tag].add(self.speakers[saying.speaker].who)
        return Found(tuple(len(people[tag]) for tag in sorted(people)), self.everybody())

    def outside(self, by: Breakdown) -> int:
        """Distinct people who said something, and nothing of it in any column."""
        keys = self._keys(by)
        inside = {self.speakers[saying.speaker].who for saying in self.sayings if keys(saying)}
        return self.everybody() - len(inside)

    def by_column(self, by: Breakdown, branches: Branches) -> dict[tuple[str, str], int]:
        """(Id of the row's tag, key of the column) -> distinct people."""
        keys = self._keys(by)
        return self._counted(branches, lambda saying, row: ((row, key) for key in keys(saying)))

    def totals(self, branches: Branches, by: Breakdown | None = None) -> dict[str, int]:
        """Id of the row's tag -> distinct people; with `by`, those who are in one of its columns."""
        keys = self._keys(by) if by is not None else None
        return self._counted(branches, lambda saying, row: (row,) if keys is None or keys(saying) else ())

    def pairs(self, branches: Branches) -> dict[tuple[str, str], int]:
        """Two rows' tags on one note -> distinct people, either way round; a tag beside itself is the tag alone."""
        rows = self._rows_of(branches)
        return self._counted(branches, lambda saying, row: ((row, other) for other in rows[saying.tags]))

    def by_council(self, branches: Branches) -> dict[tuple[str, str], int]:
        """(Id of the row's tag, id of the council) -> distinct people."""
        councils = {number: self.sittings[speaker.session].council for number, speaker in self.speakers.items()}
        return self._counted(branches, lambda saying, row: ((row, councils[saying.speaker]),))

    def by_stage(self) -> dict[tuple[str, NoteKind], tuple[int, int]]:
        """(Id of the stage, kind) -> distinct people, and those of them who found it serious."""
        said: dict[tuple[str, NoteKind], set[str]] = defaultdict(set)
        serious: dict[tuple[str, NoteKind], set[str]] = defaultdict(set)
        for saying in self.sayings:
            if saying.stage:
                place, who = (saying.stage, saying.kind), self.speakers[saying.speaker].who
                said[place].add(who)
                if saying.serious:
                    serious[place].add(who)
        return {place: (len(people), len(serious[place])) for place, people in said.items()}

    def by_stage_and_council(self) -> dict[tuple[str, NoteKind, str], int]:
        """(Id of the stage, kind, id of the council) -> distinct people."""
        councils = {number: self.sittings[speaker.session].council for number, speaker in self.speakers.items()}
        said: dict[tuple[str, NoteKind, str], set[str]] = defaultdict(set)
        for saying in self.sayings:
            if saying.stage:
                said[saying.stage, saying.kind, councils[saying.speaker]].add(self.speakers[saying.speaker].who)
        return {place: len(people) for place, people in said.items()}

    def frictions(self, branches: Branches) -> dict[str, list[tuple[str, int]]]:
        """Id of a stage -> (id of the row's tag, distinct people with a friction), the most first."""

        def at_stage(saying: Saying, row: str) -> Iterable[tuple[str, str]]:
            return ((saying.stage, row),) if saying.stage and saying.kind is NoteKind.FRICTION else ()

        found: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for (stage, row), people in sorted(self._counted(branches, at_stage).items(), key=lambda pair: (pair[0][0], -pair[1], pair[0][1])):
            found[stage].append((row, people))
        return dict(found)

    def _counted(self, branches: Branches, places: Callable[[Saying, str], Iterable[Place]]) -> dict[Place, int]:
        """Distinct people in each place that a saying has under a row."""
        rows = self._rows_of(branches)
        people: dict[Place, set[str]] = defaultdict(set)
        for saying in self.sayings:
            for row in rows[saying.tags]:
                for place in places(saying, row):
                    people[place].add(self.speakers[saying.speaker].who)
        return {place: len(found) for place, found in people.items()}

    def _rows_of(self, branches: Branches) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Tags as they stand together on a note -> the rows they count for."""
        above: dict[str, list[str]] = defaultdict(list)
        for row, tags in branches.items():
            for tag in tags:
                above[tag].append(row)
        together = {saying.tags for saying in self.sayings}
        return {tags: tuple(dict.fromkeys(row for tag in tags for row in above.get(tag, ()))) for tags in together}
