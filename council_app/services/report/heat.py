"""The heat map of a session's themes for its report: by segment, inside the company, where enough of it may be told to be worth a look."""

from __future__ import annotations

from sqlalchemy.orm import Session

from council_app.db.queries import note_crosstabs as reads
from council_app.domain.crosstabs import Breakdown, CrossTable
from council_app.domain.enums import Audience
from council_app.domain.note_filter import Facet, filter_of, where
from council_app.domain.theme_views import ThemesAsked, ThemesFound
from council_app.services.report.material import Material
from council_app.services.themes import tag_table

_LEAST = 2


def heat_map(session: Session, material: Material) -> ThemesFound | None:
    """Tags against segments in this session; None for the public, and where most of it would be hatched.

    The public is told counts of single tags. Those of whole branches beside them could be taken from each other.
    """
    if material.audience is Audience.EXTERNAL:
        return None
    wanted = filter_of([where(Facet.SESSION, material.session.key)])
    said = reads.said(session, wanted, lambda _: None)
    asked = ThemesAsked(by=Breakdown.SEGMENT, wanted=wanted, minimum=material.minimum)
    table = tag_table(said=said, by=asked.by, minimum=asked.minimum)
    if not _worth_a_look(table):
        return None
    names = {tag.id: tag.name for tag in said.tags}
    return ThemesFound(asked, table, names, {material.session.market_key: material.session.country})


def _worth_a_look(table: CrossTable) -> bool:
    """At least two of each, and half of what was said may be told."""
    cells = [cell for row in table.cells for cell in row if cell.people != 0]
    told = sum(not cell.hidden for cell in cells)
    return len(table.rows) >= _LEAST and len(table.columns) >= _LEAST and told >= _LEAST and told * 2 >= len(cells)
