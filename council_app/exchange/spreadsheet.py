"""Tables going out as CSV or XLSX; no cell of ours is ever a formula in the program that opens it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from council_app.errors import CouncilError, m_
from council_app.exchange.text import without_hidden

if TYPE_CHECKING:
    import xlsxwriter

Cell: TypeAlias = str | int | float | bool | dt.date | dt.datetime | None

_RISKY = tuple("=+-@\t\r\n|%＝＋－＠−")
_CELL_LIMIT = 32_767
_NAME_LIMIT = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
# Written into the file instead of the clock's time, so that the same table gives the same bytes.
_CREATED = dt.datetime(2000, 1, 1)  # noqa: DTZ001 — the format knows no zone


@dataclass(frozen=True, slots=True)
class SheetData:
    """One sheet: headers and rows below them."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def safe_text(text: str) -> str:
    """Text that no spreadsheet program takes for a formula: an apostrophe goes before what could start one."""
    return f"'{text}" if text.startswith(_RISKY) or text.lstrip().startswith(_RISKY) else text


def csv_bytes(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV as spreadsheet programs of every country open it: UTF-8 with its mark, commas, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe_text(header) for header in headers])
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def xlsx_bytes(sheets: Sequence[SheetData]) -> bytes:
    """A workbook with one sheet per table; texts are written as texts, numbers and dates as such.

    Raises:
        CouncilError: a text is longer than a cell can be.
    """
    import xlsxwriter  # noqa: PLC0415 - slow start, 14 MiB

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, {**options, "remove_timezone": True, "nan_inf_to_errors": True})
    book.set_properties({"created": _CREATED})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    names: set[str] = set()
    for data in sheets:
        sheet = book.add_worksheet(_sheet_name(data.name, names))
        for column, header in enumerate(data.headers):
            sheet.write_string(0, column, _bounded(header), head)
        for line, row in enumerate(data.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, line, column, cell, date)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    book.close()
    return out.getvalue()


def _as_text(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return cell
    return safe_text(without_hidden(cell)) if isinstance(cell, str) else cell.isoformat()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, column: int, cell: Cell, date: xlsxwriter.format.Format) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(line, column, cell)
    elif isinstance(cell, dt.datetime):
        # A spreadsheet's times have no zone; as text nobody reads them an hour off.
        sheet.write_string(line, column, cell.isoformat(" ", "seconds"))
    elif isinstance(cell, dt.date):
        sheet.write_datetime(line, column, cell, date)
    else:
        sheet.write_string(line, column, _bounded(cell))


def _bounded(text: str) -> str:
    text = safe_text(without_hidden(text))
    if len(text.encode("utf-16-le", errors="replace")) // 2 > _CELL_LIMIT:
        raise CouncilError("XLSX", m_("a text is longer than a spreadsheet cell can be"), m_("Export as CSV instead."))
    return text


def _sheet_name(name: str, taken: set[str]) -> str:
    base = " ".join(without_hidden(name).translate(_NOT_IN_NAMES).split())[:_NAME_LIMIT] or "Sheet"
    chosen, count = base, 1
    while chosen.casefold() in taken:
        count += 1
        chosen = f"{base[: _NAME_LIMIT - len(str(count)) - 1]} {count}"
    taken.add(chosen.casefold())
    return chosen
