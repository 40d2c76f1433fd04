"""Tables and curves of themes: who said what where, what comes together, what is new, what grows, and what the promise met.

What was said is read once (`what_was_said`); every table of it is then counted without the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from sqlalchemy.orm import Session

from council_app.db.queries import note_crosstabs as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries.note_counts import counted_by
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace
from council_app.domain.crosstabs import (
    Breakdown,
    Column,
    CrossTable,
    Heard,
    JourneyExperience,
    MarketTrend,
    StageExperience,
    TagTrend,
    ThemeCurve,
    Themes,
    Together,
    cross_table,
    part_told,
    together,
)
from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.discovery import Discovery, discovery
from council_app.domain.enums import NoteKind
from council_app.domain.hearing import saturation
from council_app.domain.note_filter import Facet, NoteFilter
from council_app.domain.records import TagLabel
from council_app.domain.sayings import CouncilHeld, JourneyOf, Said
from council_app.errors import Progress

EVERYTHING = NoteFilter()
_NAMED_FRICTIONS = 3


def what_was_said(
    *,
    workspace: Workspace,
    wanted: NoteFilter = EVERYTHING,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Said:
    """What was said that counts, of the notes that `wanted` finds; at a million notes this takes some seconds.

    Raises:
        CouncilError: the filter names a cohort that is not there.
        Cancelled: `cancelled` said so.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return reads.said(reading, wanted, progress)


def tag_table(*, said: Said, by: Breakdown, root: str | None = None, minimum: int = MINIMUM_INSIDE) -> CrossTable:
    """Tags against a breakdown, in distinct people.

    Args:
        said: what was said.
        by: what the columns are.
        root: id of a tag whose children are the rows; the topmost tags, when not given. Each stands for everything below it.
        minimum: the smallest group that may be told.
    """
    rows = said.rows(root)
    branches = said.branches(rows)
    totals, grouped = said.totals(branches), said.totals(branches, by)
    return cross_table(
        by=by,
        rows=rows,
        columns=said.columns(by),
        counts=said.by_column(by, branches),
        totals=totals,
        ungrouped={tag: people - grouped.get(tag, 0) for tag, people in totals.items()},
        everybody=said.everybody(),
        minimum=minimum,
        outside=said.outside(by),
    )


def tags_together(*, said: Said, root: str | None = None, minimum: int = MINIMUM_INSIDE) -> Together:
    """How many people said something under two tags in one note; arguments as `tag_table`."""
    rows = said.rows(root)
    return together(rows, said.pairs(said.branches(rows)), minimum)


def theme_curve(
    *,
    workspace: Workspace,
    wanted: NoteFilter = EVERYTHING,
    market: str | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Themes:
    """How themes became known, session by session in order of their start, in the notes that `wanted` finds.

    Of the market of this key, or of all; only sessions with such notes.

    Raises:
        CouncilError: the filter names a cohort that is not there.
        Cancelled: `cancelled` said so.
    """
    with workspace.read() as reading, stopping(reading, cancelled):
        return curve_in(reading, wanted=wanted, market=market, progress=progress)


def curve_in(
    reading: Session, *, wanted: NoteFilter, market: str | None = None, progress: Callable[[Progress], None] = lambda _: None
) -> Themes:
    """As `theme_curve`, for who has a transaction open."""
    places = [place for place in programme_reads.sessions(reading) if not place.rehearsal and place.notes]
    heard = counted_by(reading, wanted, Facet.SESSION) if wanted.conditions else {place.key for place in places}
    chosen = [place for place in places if market in (None, place.market_key) and place.key in heard]
    new = reads.new_themes(reading, [place.id for place in chosen], wanted, progress)
    columns = tuple(Column(place.key, f"{place.city}, {place.starts:%H:%M}", place.attendees, place.starts.date()) for place in chosen)
    return Themes(ThemeCurve(tuple(place.key for place in chosen), new), saturation(new), columns)


def themes_to_hear(*, said: Said) -> Discovery | None:
    """How far the themes of what was said go towards all there are to hear; None where fewer than two people said anything tagged.

    The people are those who spoke: who was silent brings up nothing, whatever the number of themes.
    """
    return discovery(said.found())


def trends(*, said: Said, root: str | None = None, minimum: int = MINIMUM_INSIDE) -> tuple[MarketTrend, ...]:
    """What grew and what shrank since the council before, market by market; arguments as `tag_table`.

    A tag is left out where either council had fewer than `minimum` who said it, but not nobody, or fewer than that were there.
    """
    rows = said.rows(root)
    counts = said.by_council(said.branches(rows))
    found: list[MarketTrend] = []
    for market, held in groupby(said.councils, key=lambda council: council.market):
        before, now = ([None, None, *held])[-2:]
        if before is not None and now is not None and min(before.attendees, now.attendees) >= minimum:
            tags = tuple(_trend(tag, counts, before, now) for tag in rows)
            told = tuple(each for each in tags if _may_tell(each, minimum))
            found.append(MarketTrend(market, before.key, before.date, now.key, now.date, told))
    return tuple(found)


def promise_and_experience(*, said: Said, root: str | None = None, minimum: int = MINIMUM_INSIDE) -> tuple[JourneyExperience, ...]:
    """Each journey's promise beside what was heard at its stages; arguments as `tag_table`.

    Inside the company counts of a stage are told as they are, as in the report: they say what was said, not who. With a larger
    `minimum` than that of the company small ones are hidden.
    """
    rows = {tag.id: tag for tag in said.rows(root)}
    frictions = said.frictions(said.branches(rows.values()))
    named = {stage: _named(found, rows, minimum) for stage, found in frictions.items()}
    return tuple(
        JourneyExperience(journey.key, journey.name, journey.promise, tuple(_stages(said, journey, named, minimum)))
        for journey in said.journeys
    )


def _stages(said: Said, journey: JourneyOf, named: dict[str, tuple[tuple[TagLabel, int], ...]], minimum: int) -> Iterator[StageExperience]:
    heard, least = said.by_stage(), minimum if minimum > MINIMUM_INSIDE else 0
    for stage in said.stages.values():
        if stage.journey == journey.key:
            friction, severe = heard.get((stage.id, NoteKind.FRICTION), (0, 0))
            praise, _ = heard.get((stage.id, NoteKind.PRAISE), (0, 0))
            yield StageExperience(
                key=stage.key,
                name=stage.name,
                critical=stage.critical,
                friction=part_told(friction, friction, least),
                praise=part_told(praise, praise, least),
                severe=part_told(severe, friction, least),
                frictions=named.get(stage.id, ()),
            )


def _named(frictions: Sequence[tuple[str, int]], rows: dict[str, TagLabel], minimum: int) -> tuple[tuple[TagLabel, int], ...]:
    return tuple((rows[tag], people) for tag, people in frictions if people >= minimum)[:_NAMED_FRICTIONS]


def _trend(tag: TagLabel, counts: dict[tuple[str, str], int], before: CouncilHeld, now: CouncilHeld) -> TagTrend:
    return TagTrend(tag, Heard(counts.get((tag.id, before.id), 0), before.attendees), Heard(counts.get((tag.id, now.id), 0), now.attendees))


def _may_tell(trend: TagTrend, minimum: int) -> bool:
    sizes = (trend.before.people, trend.now.people)
    return any(sizes) and all(people == 0 or people >= minimum for people in sizes)
