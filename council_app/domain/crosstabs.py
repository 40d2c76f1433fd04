"""Tables of themes: who said what, by segment, stage, session or market; what comes together; what grows, and what the promise met.

Only distinct attendees are counted, never notes; who only nodded along is nobody's count.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from council_app.domain.disclosure import hides_complement, shown
from council_app.domain.discovery import Discovery
from council_app.domain.hearing import Saturation
from council_app.domain.records import TagLabel
from council_app.domain.success import Method, success_interval


class Breakdown(StrEnum):
    """What the columns of a table of tags are."""

    SEGMENT = "segment"
    STAGE = "stage"
    SESSION = "session"
    MARKET = "market"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, what it is called, and how many people said something in it; `day` where its name is not enough."""

    key: str
    name: str
    people: int
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """How many people; None where that is more than nobody and may not be told."""

    people: int | None

    @property
    def hidden(self) -> bool:
        """A small group, or one that would give a small one away."""
        return self.people is None


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Tags against a breakdown.

    Attributes:
        rows: the tags, each standing for everything below it.
        totals: of each row, how many distinct people, those in no column included.
        minimum: the smallest group that may be told.
        everybody: people who said anything at all.
        heads: of each column, how many people said anything in it.
    """

    by: Breakdown
    rows: tuple[TagLabel, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...]
    minimum: int
    everybody: int
    heads: tuple[Cell, ...] = ()

    @property
    def most(self) -> int:
        """The largest count that may be told; 0 when none may."""
        return max((cell.people or 0 for row in self.cells for cell in row), default=0)


def cross_table(
    *,
    by: Breakdown,
    rows: Sequence[TagLabel],
    columns: Sequence[Column],
    counts: Mapping[tuple[str, str], int],
    totals: Mapping[str, int],
    ungrouped: Mapping[str, int],
    everybody: int,
    minimum: int,
    outside: int = 0,
) -> CrossTable:
    """A table in which no small group can be read, or worked out from its row's total.

    Args:
        by: what the columns are.
        rows: tags.
        columns: in the order in which they are shown.
        counts: (id of the tag, key of the column) -> people.
        totals: id of the tag -> all people who said something under it.
        ungrouped: id of the tag -> those of them who are in no column.
        everybody: people who said anything.
        outside: those of them who are in no column.
        minimum: the smallest group that may be told. That nobody said something may be: it is not about anybody.
    """
    cells: list[tuple[Cell, ...]] = []
    sums: list[Cell] = []
    for tag in rows:
        groups = {column.key: counts.get((tag.id, column.key), 0) for column in columns}
        total = totals.get(tag.id, 0)
        visible = shown(groups, minimum, ungrouped=ungrouped.get(tag.id, 0), total=total)
        # A column of few people is small however many of them said it.
        small = {column.key for column in columns if 0 < column.people < minimum}
        cells.append(tuple(_cell(people, shown=visible[key] and key not in small) for key, people in groups.items()))
        sums.append(_cell(total, shown=total >= minimum))
    told = shown({column.key: column.people for column in columns}, minimum, ungrouped=outside, total=everybody)
    heads = tuple(_cell(column.people, shown=told[column.key]) for column in columns)
    return CrossTable(by, tuple(rows), tuple(columns), tuple(cells), tuple(sums), minimum, everybody, heads)


def _cell(people: int, *, shown: bool) -> Cell:
    return Cell(people if shown or people == 0 else None)


def part_told(people: int, total: int, minimum: int) -> Cell:
    """Some of `total` people, unless they or the others are few."""
    return _cell(people, shown=people >= minimum and not hides_complement(people, total, minimum))


@dataclass(frozen=True, slots=True)
class Together:
    """How many people said something under both tags in one note; `cells` is square, its diagonal the tag alone."""

    tags: tuple[TagLabel, ...]
    cells: tuple[tuple[Cell, ...], ...]
    minimum: int


def together(tags: Sequence[TagLabel], counts: Mapping[tuple[str, str], int], minimum: int) -> Together:
    """Co-occurrence; `counts` is (id, id) -> people, either way round."""

    def people(one: str, other: str) -> Cell:
        found = counts.get((one, other), counts.get((other, one), 0))
        return _cell(found, shown=found >= minimum)

    return Together(tuple(tags), tuple(tuple(people(one.id, other.id) for other in tags) for one in tags), minimum)


class Trend(Enum):
    """What became of a theme from one council of a market to the next."""

    GROWS = "grows"
    SHRINKS = "shrinks"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Heard:
    """How many of the attendees of a council said it, and the interval of the share (0 to 1, 95%, Wilson)."""

    people: int
    attendees: int

    @property
    def share(self) -> float | None:
        """Of those who were there."""
        return self.people / self.attendees if self.attendees else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's; None where nobody was there."""
        return success_interval(self.people, self.attendees, method=Method.WILSON)


@dataclass(frozen=True, slots=True)
class TagTrend:
    """One tag at the last council of a market and at the one before it."""

    tag: TagLabel
    before: Heard
    now: Heard

    @property
    def difference(self) -> tuple[float, float] | None:
        """The interval of the difference of both shares (now less before, 95%); None where one council had nobody."""
        return difference_interval(self.before, self.now)

    @property
    def trend(self) -> Trend:
        """Growing or shrinking only where the whole interval of the difference says so."""
        found = self.difference
        if found is None or found[0] <= 0 <= found[1]:
            return Trend.UNCLEAR
        return Trend.GROWS if found[0] > 0 else Trend.SHRINKS


def difference_interval(before: Heard, now: Heard) -> tuple[float, float] | None:
    """Newcombe's hybrid score interval of a difference of two shares (1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873), method 10."""
    early, late, was, is_now = before.interval, now.interval, before.share, now.share
    if early is None or late is None or was is None or is_now is None:
        return None
    middle = is_now - was
    low = math.hypot(is_now - late[0], early[1] - was)
    high = math.hypot(late[1] - is_now, was - early[0])
    return middle - low, middle + high


@dataclass(frozen=True, slots=True)
class StageExperience:
    """What was heard at a stage beside what the brand promises on the journey: people with a friction and people with praise.

    Attributes:
        severe: those with a friction who found it serious.
        frictions: the tags that most people had a friction with, with how many, the most first; small groups left out.
    """

    key: str
    name: str
    critical: bool
    friction: Cell
    praise: Cell
    severe: Cell
    frictions: tuple[tuple[TagLabel, int], ...] = ()


@dataclass(frozen=True, slots=True)
class JourneyExperience:
    """A journey's promise and its stages in order."""

    key: str
    name: str
    promise: str
    stages: tuple[StageExperience, ...]


@dataclass(frozen=True, slots=True)
class ThemeCurve:
    """How themes became known: after each session, `new` tags that none before it had, and how many are `known` by then."""

    sessions: tuple[str, ...]
    new: tuple[int, ...]

    @property
    def known(self) -> tuple[int, ...]:
        """Running sums of `new`."""
        return tuple(sum(self.new[: number + 1]) for number in range(len(self.new)))


@dataclass(frozen=True, slots=True)
class MarketTrend:
    """What became of the themes of a market between its last two councils, by key and date."""

    market: str
    before: str
    before_on: date
    now: str
    now_on: date
    tags: tuple[TagTrend, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """New themes by session, and where few new ones came any more (None while many still come).

    Attributes:
        places: the sessions of the curve; their people are those who came.
        discovery: how many themes there may be; None where that was not asked, or cannot be said.
    """

    curve: ThemeCurve
    saturation: Saturation | None
    places: tuple[Column, ...] = ()
    discovery: Discovery | None = None
