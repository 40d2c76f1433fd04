"""XLSX and ODS by calamine, after looking whether the file is what it says and not made to burst."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from council_app.errors import CouncilError, m_
from council_app.exchange.tables.bombs import SAVE_AGAIN, refuse_bombs
from council_app.exchange.tables.model import Reading, Table, build
from council_app.exchange.text import shown

Cell: TypeAlias = "int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta | None"


def read_sheet(raw: bytes, name: str, reading: Reading) -> Table:
    """A sheet of a spreadsheet: the one named, else the first visible one that holds something.

    Raises:
        CouncilError: too large, damaged, no such sheet, nothing in it.
    """
    refuse_bombs(raw, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names, told = workbook.sheet_names, reading.sheet
        if told is not None and told not in names:
            listed = ", ".join(shown(each) for each in names[:20])
            raise CouncilError(name, m_("has no sheet “{sheet}”", sheet=shown(told)), m_("Use one of: {words}.", words=listed))
        seen = tuple(each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible)
        for chosen in seen if told is None else (told,):
            records = _records(workbook, chosen)
            if records:
                return replace(build(records, name, reading.header_line), sheet=chosen, sheets=seen)
    except CouncilError:
        raise
    except (CalamineError, OSError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise CouncilError(name, m_("the spreadsheet is damaged"), SAVE_AGAIN) from error
    except BaseException as error:
        # A panic in the Rust reader arrives as a BaseException that cannot be imported; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise CouncilError(name, m_("the spreadsheet is damaged"), SAVE_AGAIN) from error
    raise CouncilError(name, m_("holds no rows"), m_("Choose a file with a line of headers and rows below it."))


def _records(workbook: CalamineWorkbook, sheet: str) -> list[tuple[int, Sequence[str]]]:
    opened = workbook.get_sheet_by_name(sheet)
    first = opened.start[0] + 1 if opened.start else 1
    rows = opened.to_python()
    return [(line, [cell if type(cell) is str else _written(cell) for cell in row]) for line, row in enumerate(rows, start=first)]


def _written(cell: Cell) -> str:
    """A cell as a person would have typed it: dates in ISO form, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
