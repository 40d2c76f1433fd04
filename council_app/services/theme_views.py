"""Questions about themes answered, drawn, and written to files; the same numbers in every form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.db.workspace import Workspace
from council_app.domain.crosstabs import CrossTable, Themes, Together
from council_app.domain.sayings import Said
from council_app.domain.theme_grids import Grid, GridCell, Header, grid
from council_app.domain.theme_views import Journeys, ThemesAsked, ThemesFound, Trends, View
from council_app.errors import CouncilError, Message, Progress, m_
from council_app.exchange.spreadsheet import Cell, SheetData, csv_bytes, xlsx_bytes
from council_app.i18n import Translator
from council_app.reporting.pictures.draw import picture
from council_app.services.codebook import codebook
from council_app.services.themes import promise_and_experience, tag_table, tags_together, theme_curve, themes_to_hear, trends, what_was_said

TABLES = (".xlsx", ".csv")
FORMATS = (*TABLES, ".svg")


def find_themes(
    *,
    workspace: Workspace,
    asked: ThemesAsked,
    said: Said | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ThemesFound:
    """The answer to a question about themes.

    Args:
        workspace: where from.
        asked: the question.
        said: what was read before for the same filter, so that it need not be read again.
        progress: told while notes are read.
        cancelled: asked now and then.

    Raises:
        CouncilError: the filter names a cohort that is not there, or `asked.root` is no tag.
        Cancelled: `cancelled` said so.
    """
    if said is None:
        said = what_was_said(workspace=workspace, wanted=asked.narrowed, progress=progress, cancelled=cancelled)
    names = {tag.id: tag.name for tag in said.tags}
    if asked.root is not None and asked.root not in names:
        raise CouncilError(asked.root, m_("there is no such tag"), m_("Name it by its path, such as checkout/fees."))
    countries = {sitting.market: sitting.country for sitting in said.sittings.values()}
    content = _content(workspace, asked, said, progress, cancelled)
    return ThemesFound(asked, content, names, countries, names[asked.root] if asked.root is not None else "")


def _content(
    workspace: Workspace, asked: ThemesAsked, said: Said, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
) -> CrossTable | Together | Themes | Trends | Journeys:
    root, minimum = asked.root, asked.minimum
    match asked.view:
        case View.TAGS:
            return tag_table(said=said, by=asked.by, root=root, minimum=minimum)
        case View.TOGETHER:
            return tags_together(said=said, root=root, minimum=minimum)
        case View.CURVE:
            curve = theme_curve(workspace=workspace, wanted=asked.wanted, market=asked.market, progress=progress, cancelled=cancelled)
            return replace(curve, discovery=themes_to_hear(said=said))
        case View.TRENDS:
            found = trends(said=said, root=root, minimum=minimum)
            return Trends(tuple(each for each in found if asked.market in (None, each.market)))
        case View.PROMISE:
            return Journeys(promise_and_experience(said=said, root=root, minimum=minimum))


def draw_themes(*, found: ThemesFound, t: Translator, dark: bool = False) -> str:
    """The picture of what was found as SVG; in the light colours of paper, unless a dark window shows it."""
    return picture(found, t, dark=dark)


def table_of(*, found: ThemesFound, t: Translator) -> tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]:
    """Headers and rows in somebody's language; numbers stay numbers, and what is hidden says so."""
    sheet = grid(found)
    rows = tuple(tuple(cell_value(cell, sheet, t) for cell in row) for row in sheet.rows)
    return tuple(header_text(header, t) for header in sheet.headers), rows


def header_text(header: Header, t: Translator) -> str:
    """What a column is called."""
    if header.country:
        return t.territory(header.country)
    text = _put(header.text, t)
    return f"{text}, {t.date(header.day, style='medium')}" if header.day else text


def cell_value(cell: GridCell, sheet: Grid, t: Translator) -> int | str | date:
    """What stands in a cell."""
    if cell.hidden:
        return t("under {minimum}", minimum=t.number(sheet.minimum))
    return "" if cell.value is None else cell.value if isinstance(cell.value, int | date) else _put(cell.value, t)


def _put(text: str | Message, t: Translator) -> str:
    return text if isinstance(text, str) else t.say(text)


def save_themes(*, found: ThemesFound, out: Path, t: Translator) -> int:
    """Write the table (CSV, XLSX) or the picture (SVG) to a file, whole or not at all; returns how many rows the table has.

    Raises:
        CouncilError: nothing to write, another ending, or `out` cannot be written.
    """
    kind = out.suffix.lower()
    if kind not in FORMATS:
        raise CouncilError(str(out), m_("its ending says no kind of table"), m_("Use one of: {words}.", words=", ".join(FORMATS)))
    require_place(out)
    headers, rows = table_of(found=found, t=t)
    if found.empty:
        raise CouncilError(out.name, m_("there is nothing to show yet"), m_("Tag more notes, or ask for other ones; nothing was written."))
    if kind == ".svg":
        content = draw_themes(found=found, t=t).encode()
    else:
        content = csv_bytes(headers, rows) if kind == ".csv" else xlsx_bytes([SheetData(found.asked.view.value, headers, rows)])
    write_whole(out, content)
    return len(rows)


def tag_named(*, workspace: Workspace, path: str) -> str:
    """The id of the tag with this path.

    Raises:
        CouncilError: there is none.
    """
    found = next((tag.id for tag in codebook(workspace=workspace) if tag.path == path), None)
    if found is None:
        raise CouncilError(path, m_("there is no such tag"), m_("Name it by its path, such as checkout/fees."))
    return found
