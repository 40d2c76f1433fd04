"""XLSX and ODS by calamine, after looking whether the file is what it says and not made to burst."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.tables.model import COLUMN_LIMIT, ROW_LIMIT, Table, build
from council_app.exchange.text import shown

FILE_LIMIT = 64 * 1024 * 1024
UNPACKED_LIMIT = 256 * 1024 * 1024
ENTRY_LIMIT = 5_000
CELLS_LIMIT = 20_000_000

Cell: TypeAlias = "int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta | None"

_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,9})["']""")
_ODS_TAG = re.compile(rb"""<(/?)(table:table-row|table:(?:covered-)?table-cell|text:p|table:table)\b([^>]*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,12})""")
_SAVE_AGAIN = m_("Open it in a spreadsheet program and save it again as XLSX or CSV.")


def read_sheet(raw: bytes, name: str, sheet: str | None = None) -> Table:
    """A sheet of a spreadsheet: the one named, else the first visible one that holds something.

    Raises:
        CouncilError: too large, damaged, no such sheet, nothing in it.
    """
    _refuse_bombs(raw, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            listed = ", ".join(shown(each) for each in names[:20])
            raise CouncilError(name, m_("has no sheet “{sheet}”", sheet=shown(sheet)), m_("Use one of: {words}.", words=listed))
        seen = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
        for chosen in seen if sheet is None else [sheet]:
            records = _records(workbook, chosen)
            if records:
                headers, rows, rejected = build(records, name)
                return Table(headers, rows, rejected, sheet=chosen)
    except CouncilError:
        raise
    except (CalamineError, OSError, ValueError, KeyError, IndexError, OverflowError) as error:
        raise CouncilError(name, m_("the spreadsheet is damaged"), _SAVE_AGAIN) from error
    except BaseException as error:
        # A panic in the Rust reader arrives as a BaseException that cannot be imported; anything else goes on its way.
        if type(error).__name__ != "PanicException":
            raise
        raise CouncilError(name, m_("the spreadsheet is damaged"), _SAVE_AGAIN) from error
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


def _refuse_bombs(raw: bytes, name: str) -> None:
    if len(raw) > FILE_LIMIT:
        raise CouncilError(name, m_("larger than {limit} MiB", limit=FILE_LIMIT // 1024**2), m_("Split the file."))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise _bomb(name)
            left = UNPACKED_LIMIT
            for entry in entries:
                left -= _check_entry(raw, archive, entry, name, left)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise CouncilError(name, m_("the spreadsheet is damaged"), _SAVE_AGAIN) from error


def _check_entry(raw: bytes, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, left: int) -> int:
    """Unpacked size of one entry, measured, because the size written in the file need not be true."""
    content = _unpacked(raw, archive, entry, left)
    if len(content) > left:
        raise _bomb(name)
    if entry.filename.startswith("xl/worksheets/"):
        _check_extent(_xlsx_extent(content), name)
    elif entry.filename == "content.xml":
        for extent in _ods_extents(content):
            _check_extent(extent, name)
    return len(content)


def _unpacked(raw: bytes, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    with archive.open(entry) as unread:
        unread.read(0)  # checks the entry's header, and refuses encrypted ones
    start = entry.header_offset
    offset = start + 30 + int.from_bytes(raw[start + 26 : start + 28], "little") + int.from_bytes(raw[start + 28 : start + 30], "little")
    packed = raw[offset : offset + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        return packed
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, left + 1)


def _xlsx_extent(content: bytes) -> tuple[int, int]:
    """Last row and column that any cell names: the reader makes room for everything in between."""
    columns, rows = 1, 1
    letters: set[bytes] = set()
    for column, row in _REFERENCE.findall(content):
        letters.add(column)
        rows = max(rows, int(row))
    for column in letters:
        number = 0
        for letter in column.upper():
            number = number * 26 + letter - 64
        columns = max(columns, number)
    return rows, columns


def _ods_extents(content: bytes) -> list[tuple[int, int]]:
    """Last row and column that hold something, per sheet, repetitions counted."""
    extents: list[tuple[int, int]] = []
    rows = columns = last_row = last_column = 0
    for closing, tag, attributes in _ODS_TAG.findall(content):
        found = _REPEATED.search(attributes)
        times = int(found.group(1)) if found else 1
        if tag == b"table:table":
            extents.append((last_row, last_column))
            rows = last_row = last_column = 0
        elif tag == b"table:table-row" and not closing:
            rows, columns = rows + times, 0
        elif tag.endswith(b"cell") and not closing:
            columns += times
            if b"office:value" in attributes or b"office:string-value" in attributes:
                last_row, last_column = max(last_row, rows), max(last_column, columns)
        elif tag == b"text:p":
            last_row, last_column = max(last_row, rows), max(last_column, columns)
    return extents


def _check_extent(extent: tuple[int, int], name: str) -> None:
    rows, columns = extent
    if rows > ROW_LIMIT or columns > COLUMN_LIMIT or rows * columns > CELLS_LIMIT:
        why: Message = m_("a sheet is {rows} rows by {columns} columns", rows=rows, columns=columns)
        raise CouncilError(name, why, m_("Delete what stands far outside the table, and save it again."))


def _bomb(name: str) -> CouncilError:
    limit = UNPACKED_LIMIT // 1024**2
    return CouncilError(name, m_("unpacks to more than {limit} MiB", limit=limit), m_("Choose a smaller file."))
