"""Tables and curves of themes for a report, as the window has them: who said what, what comes together, how themes became known.

Beside them a reader has the people of every theme, so small cells are hidden as from somebody who knows all totals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from council_app.db.queries import note_crosstabs as reads
from council_app.domain.crosstabs import Breakdown, Cell, CrossTable, Themes, Together
from council_app.domain.enums import Audience, ReportScope
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.sayings import Branches, Said
from council_app.domain.small_cells import told_part, told_row
from council_app.domain.theme_views import ThemesAsked, ThemesFound, View
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.services.report.material import Group, Material
from council_app.services.themes import curve_in, tag_table, tags_together

_LEAST = 2


@dataclass(frozen=True, slots=True)
class ThemeTables:
    """What is worth a look: tags by segment, how themes became known, which come together, and themes by session or council."""

    heat: ThemesFound | None = None
    curve: ThemesFound | None = None
    pairs: ThemesFound | None = None
    by_occasion: tuple[model.CrossTable, ...] = ()


def theme_tables(reading: Session, material: Material, t: Translator) -> ThemeTables:
    """The tables of themes of what a report covers; none for the public.

    The public is told counts of single tags. Those of whole branches beside them could be taken from each other.
    """
    if material.audience is Audience.EXTERNAL or not material.notes:
        return ThemeTables()
    asked = ThemesAsked(wanted=filter_of([where(Facet.SESSION, *sorted(material.keys))]), minimum=material.minimum)
    said = reads.said(reading, asked.wanted, lambda _: None)
    names = {tag.id: tag.name for tag in said.tags}

    def found(view: View, content: CrossTable | Together | Themes, worth: bool) -> ThemesFound | None:
        countries = {material.last.market_key: material.last.country}
        return ThemesFound(replace(asked, view=view), content, names, countries) if worth else None

    table, pairs = segments(said, material.minimum, _sizes(material)), pairs_of(said, material.minimum)
    several = len(material.held) >= _LEAST
    return ThemeTables(
        heat=found(View.TAGS, table, _worth_a_look(table)),
        curve=found(View.CURVE, curve_in(reading, wanted=asked.wanted), several) if several else None,
        pairs=found(View.TOGETHER, pairs, _any_pair(pairs)),
        by_occasion=_by_occasion(said, material, t),
    )


def segments(said: Said, minimum: int, there: Mapping[str, int]) -> CrossTable:
    """Tags against segments, as the window counts them, for a reader who knows the total of each row and how many of each segment came."""
    table = tag_table(said=said, by=Breakdown.SEGMENT, minimum=minimum)
    branches = said.branches(table.rows)
    counts, totals = said.by_column(Breakdown.SEGMENT, branches), said.totals(branches)
    grouped = said.totals(branches, Breakdown.SEGMENT)
    cells: list[tuple[Cell, ...]] = []
    for tag in table.rows:
        groups = {column.key: counts.get((tag.id, column.key), 0) for column in table.columns}
        total = totals.get(tag.id, 0)
        told = told_row(groups, minimum, total=total, ungrouped=total - grouped.get(tag.id, 0))
        cells.append(tuple(map(Cell, told.values())))
    heads = tuple(
        Cell(None if head.hidden else told_part(column.people, [there.get(column.key, column.people)], minimum))
        for column, head in zip(table.columns, table.heads, strict=True)
    )
    return replace(table, cells=tuple(cells), heads=heads)


def _sizes(material: Material) -> dict[str, int]:
    """How many of each segment came."""
    found: dict[str, set[str]] = defaultdict(set)
    for row, _ in material.attendances:
        for segment in row.segments if row.status.was_there else ():
            found[segment].add(row.person_id or row.id)
    return {segment: len(people) for segment, people in found.items()}


def pairs_of(said: Said, minimum: int) -> Together:
    """What comes together, for a reader who knows how many said each of both."""
    pairs = tags_together(said=said, minimum=minimum)
    branches = said.branches(pairs.tags)
    counts, totals = said.pairs(branches), said.totals(branches)

    def cell(one: str, other: str) -> Cell:
        people = counts.get((one, other), counts.get((other, one), 0))
        return Cell(told_part(people, [totals.get(one, 0), totals.get(other, 0)], minimum))

    return replace(pairs, cells=tuple(tuple(cell(one.id, other.id) for other in pairs.tags) for one in pairs.tags))


def _any_pair(pairs: Together) -> bool:
    return any(cell.people for row, cells in enumerate(pairs.cells) for column, cell in enumerate(cells) if row != column)


def _worth_a_look(table: CrossTable) -> bool:
    """At least two of each, and half of what was said may be told."""
    cells = [cell for row in table.cells for cell in row if cell.people != 0]
    told = sum(not cell.hidden for cell in cells)
    return len(table.rows) >= _LEAST and len(table.columns) >= _LEAST and told >= _LEAST and told * 2 >= len(cells)


def _by_occasion(said: Said, material: Material, t: Translator) -> tuple[model.CrossTable, ...]:
    """Themes against the sessions of a council, or the councils of a market, in people."""
    groups = [group for group in material.groups if group.here]
    rows = said.rows(None)
    branches = said.branches(rows)
    totals, names = said.totals(branches), {tag.id: tag.name for tag in said.tags}
    heard = [tag for tag in rows if totals.get(tag.id)]
    if len(groups) < _LEAST or not heard:
        return ()
    by_market = material.about.scope is ReportScope.MARKET
    people = _people(said, branches, groups, by_market=by_market)
    lines = tuple(
        model.CrossRow(names[tag.id], tuple(told_row(people[tag.id], material.minimum, total=totals[tag.id]).values())) for tag in heard
    )
    columns = tuple(t("{place}, {when}", place=group.label, when=t.date(group.on, style="medium")) for group in groups)
    title = m_("Themes by council, in people") if by_market else m_("Themes by session, in people")
    return (model.CrossTable(title, columns, lines),)


def _people(said: Said, branches: Branches, groups: Sequence[Group], *, by_market: bool) -> dict[str, dict[str, int]]:
    """Distinct people of each row's tag by group, each group named by its number."""
    counts = said.by_council(branches) if by_market else said.by_column(Breakdown.SESSION, branches)
    councils = {sitting.key: sitting.council for sitting in said.sittings.values()}
    keys = [councils[min(group.keys)] if by_market else min(group.keys) for group in groups]
    return {tag: {str(number): counts.get((tag, key), 0) for number, key in enumerate(keys)} for tag in branches}
