"""What a list of notes can be narrowed by: one table says which facets there are; all conditions of a filter hold.

Adding a facet is adding a row here and its condition in `db/queries/note_conditions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.errors import Message, m_

NOTHING = "-"
"""As a word of a facet: it has none (no tag of this kind, nobody's words, no severity)."""


class Facet(StrEnum):
    """What a condition is about; the words of saved filters and of the command line."""

    TEXT = "text"
    MARKET = "market"
    COUNCIL = "council"
    SESSION = "session"
    SEGMENT = "segment"
    SEAT = "seat"
    COHORT = "cohort"
    TAG = "tag"
    UNTAGGED = "untagged"
    DISPUTED = "disputed"
    KIND = "kind"
    SEVERITY = "severity"
    STAGE = "stage"
    TASK = "task"
    AUTHOR = "author"
    STARRED = "starred"
    VERBATIM = "verbatim"
    RAISED = "raised"
    CHANNEL = "channel"
    SINCE = "since"
    UNTIL = "until"


class Match(StrEnum):
    """How a note has to fit the words of a condition."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


class Takes(StrEnum):
    """What a facet is told: some words, one day or moment, one search as typed, or nothing but that it holds."""

    WORDS = "words"
    DAY = "day"
    SEARCH = "search"
    NOTHING = "nothing"


class Sort(StrEnum):
    """The order of a list. Those alike stand newest first, but in `OLDEST`. With a text, newest is what was written here last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    SEVERE = "severe"
    SEAT = "seat"
    AUTHOR = "author"
    RANK = "rank"


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold: of a facet that takes nothing, `Match.NONE` says that it does not hold."""

    facet: Facet
    words: tuple[str, ...] = ()
    match: Match = Match.ANY


@dataclass(frozen=True, slots=True)
class FacetType:
    """One row of the table.

    Attributes:
        name: what the facet is, on a chip.
        matches: how its words can be asked for.
        closed: every word there is, where the vocabulary is closed.
        may_lack: True when a note can have none of it: then `NOTHING` is one of its words.
        reads: entities whose change may change which notes fit, beside notes themselves.
    """

    facet: Facet
    name: Message
    takes: Takes = Takes.WORDS
    matches: frozenset[Match] = frozenset({Match.ANY, Match.NONE})
    closed: tuple[str, ...] = ()
    may_lack: bool = False
    reads: frozenset[str] = frozenset()


_PLACES = frozenset({"session", "council", "market"})
_ONLY = frozenset({Match.ANY})

FACETS: Mapping[Facet, FacetType] = {
    row.facet: row
    for row in (
        FacetType(Facet.TEXT, m_("Text"), Takes.SEARCH, _ONLY),
        FacetType(Facet.MARKET, m_("Market"), reads=_PLACES),
        FacetType(Facet.COUNCIL, m_("Council"), reads=_PLACES),
        FacetType(Facet.SESSION, m_("Session"), reads=_PLACES),
        FacetType(Facet.SEGMENT, m_("Segment"), may_lack=True, reads=frozenset({"attendance"})),
        FacetType(Facet.SEAT, m_("Seat"), may_lack=True, reads=frozenset({"attendance"})),
        FacetType(Facet.COHORT, m_("Cohort"), reads=_PLACES | {"cohort", "attendance", "person", "consent", "note_tag", "tag"}),
        FacetType(Facet.TAG, m_("Tag"), matches=frozenset(Match), reads=frozenset({"note_tag", "tag"})),
        FacetType(Facet.UNTAGGED, m_("Without a tag"), Takes.NOTHING, reads=frozenset({"note_tag"})),
        FacetType(Facet.DISPUTED, m_("Disputed"), Takes.NOTHING, reads=frozenset({"round_note", "round_coding", "round_read"})),
        FacetType(Facet.KIND, m_("Kind"), closed=tuple(NoteKind)),
        FacetType(Facet.SEVERITY, m_("Severity"), closed=tuple(str(int(degree)) for degree in Severity), may_lack=True),
        FacetType(Facet.STAGE, m_("Journey stage"), may_lack=True, reads=frozenset({"stage", "journey"})),
        FacetType(Facet.TASK, m_("Task"), may_lack=True, reads=frozenset({"task"})),
        FacetType(Facet.AUTHOR, m_("Note-taker"), may_lack=True),
        FacetType(Facet.STARRED, m_("Starred"), Takes.NOTHING),
        FacetType(Facet.VERBATIM, m_("Verbatim"), Takes.NOTHING),
        FacetType(Facet.RAISED, m_("How raised"), closed=tuple(Raised)),
        FacetType(Facet.CHANNEL, m_("Channel"), closed=tuple(Channel), may_lack=True),
        FacetType(Facet.SINCE, m_("Since"), Takes.DAY, _ONLY, reads=_PLACES),
        FacetType(Facet.UNTIL, m_("Until"), Takes.DAY, _ONLY, reads=_PLACES),
    )
}


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Conditions that all hold; one of a facet and match at most, in the order of the table. None of them: every note.

    Words are keys (sessions, councils, markets, cohorts; tasks; stages as `journey/stage`, a whole journey as `journey`), seat codes,
    segments and note-takers as written, ids of tags (a tag stands for everything below it, too), values of the enums (a severity is
    its number), one day as `2026-09-01` (in the zone of each council, the day included) or one moment with its zone.
    """

    conditions: tuple[Condition, ...] = ()

    def of(self, facet: Facet, match: Match = Match.ANY) -> Condition | None:
        """The condition on this facet, if there is one."""
        return next((each for each in self.conditions if each.facet is facet and each.match is match), None)

    def narrowed(self, condition: Condition) -> NoteFilter:
        """This filter with `condition` in place of the one of its facet and match."""
        others = (each for each in self.conditions if (each.facet, each.match) != (condition.facet, condition.match))
        return filter_of([*others, condition])

    def without(self, facet: Facet, match: Match | None = None) -> NoteFilter:
        """This filter without its conditions on a facet: of one match, or of any."""
        return NoteFilter(tuple(each for each in self.conditions if each.facet is not facet or match not in (None, each.match)))

    @property
    def text(self) -> str:
        """What is searched for, as typed; "" when nothing is."""
        found = self.of(Facet.TEXT)
        return found.words[0] if found is not None and found.words else ""

    @property
    def reads(self) -> frozenset[str]:
        """Entities whose change may change which notes fit, or how they are shown."""
        return ALWAYS_READ.union(*(FACETS[each.facet].reads for each in self.conditions))


ALWAYS_READ = frozenset({"note", "note_tag", "tag", "consent", "session", "attendance"})
"""Entities that every list of notes shows something of."""


def filter_of(conditions: Iterable[Condition]) -> NoteFilter:
    """A filter of these conditions, in the order of the table."""
    facets, matches = list(Facet), list(Match)
    return NoteFilter(tuple(sorted(conditions, key=lambda each: (facets.index(each.facet), matches.index(each.match)))))


def where(facet: Facet, *words: str, match: Match = Match.ANY) -> Condition:
    """A condition, briefly: `where(Facet.MARKET, "gb", "se")`."""
    return Condition(facet, words, match)


@dataclass(frozen=True, slots=True)
class Selection:
    """Some notes chosen one by one (`ids`), or everything a filter finds but some (`filter`, `but`): what spans pages is not listed."""

    ids: frozenset[str] = frozenset()
    filter: NoteFilter | None = None
    but: frozenset[str] = frozenset()

    def holds(self, note: str) -> bool:
        """Whether a note that the filter finds is chosen."""
        return note in self.ids if self.filter is None else note not in self.but

    def toggled(self, note: str) -> Selection:
        """With this note changed over."""
        if self.filter is None:
            return Selection(ids=self.ids ^ {note})
        return Selection(filter=self.filter, but=self.but ^ {note})

    @property
    def counted(self) -> int | None:
        """How many notes; None when only the filter can tell (then it is what it finds, less `but`)."""
        return len(self.ids) if self.filter is None else None
