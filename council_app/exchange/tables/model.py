"""A table as read from a file, before anybody knows what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import cleaned, one_line

CELL_LIMIT = 32_767
"""Characters in one cell: what a spreadsheet allows."""
COLUMN_LIMIT = 1_000
ROW_LIMIT = 1_048_576
CELLS_LIMIT = 10_000_000
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,255}\.[^@\s]{1,63}")
"""What looks like an e-mail address; bounded, because a cell may be made to take a pattern long."""

_TOP = 20


class Row(NamedTuple):
    """One row; `line` is the line in a text file (the first of several), the row number in a spreadsheet."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a file, where a person knows better; what is None is found out.

    Attributes:
        encoding: of a text file, by its Python name.
        delimiter: of a text file; "" when it has one column.
        header_line: line of the headers; 0 when there are none, and the columns are numbered.
        sheet: of a spreadsheet, by name.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_line: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or a cell of it, that was not taken, and why."""

    line: int
    column: str
    value: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Table:
    """Headers and rows as clean text; every row has as many cells as there are headers.

    Attributes:
        rejected: rows that are no part of the table: a cell too long, more cells than headers.
        encoding: of a text file, else "".
        damaged: in how many places bytes are no letter of it; they stand as U+FFFD.
        delimiter: of a text file, else "".
        sheet: of a spreadsheet, else "".
        repeated: headers that stood more than once, as they are told apart here -> as they stand in the file.
        sheets: every sheet of a spreadsheet that can be seen.
        header_line: where the headers stand; 0 when there are none.
        top: the first rows as they stand in the file, headers and titles included, to choose the headers from.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...] = ()
    encoding: str = ""
    damaged: int = 0
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header_line: int = 1
    top: tuple[Row, ...] = ()
    repeated: Mapping[str, str] = field(default_factory=dict)


def build(records: Sequence[tuple[int, Sequence[str]]], name: str, header_line: int | None = None) -> Table:
    """Headers, rows and rejected rows of raw records (line, cells); blank rows are left out.

    Raises:
        CouncilError: nothing in it, far too much, or no line of this number.
    """
    position, first = _header_position(records, name, header_line)
    if position is not None and len(records[position][1]) > COLUMN_LIMIT:
        raise CouncilError(name, m_("has more than {limit} columns", limit=COLUMN_LIMIT), m_("Delete those that are not needed."))
    raw_headers = records[position][1] if position is not None else [""] * _width(records[first:])
    headers = unique_headers(raw_headers)
    rows: list[Row] = []
    rejected: list[Rejected] = []
    width = len(headers)
    for line, raw in records[first:]:
        cells = _cleaned(raw)
        if not any(cells):
            continue
        refusal = _refusal(line, cells, headers)
        if refusal is not None:
            rejected.append(refusal)
            continue
        if len(cells) != width:
            cells = cells[:width] + ("",) * (width - len(cells))
        rows.append(Row(line, cells))
    top = tuple(Row(line, _cleaned(raw)[:COLUMN_LIMIT]) for line, raw in records[:_TOP])
    found = 0 if position is None else records[position][0]
    return Table(headers, tuple(rows), tuple(rejected), header_line=found, top=top, repeated=_repeated(raw_headers, headers))


def _repeated(raw: Sequence[str], headers: Sequence[str]) -> dict[str, str]:
    told = {header: _header(cell) for cell, header in zip(raw, headers, strict=True)}
    return {header: cell for header, cell in told.items() if cell and header != cell}


def _header(cell: str) -> str:
    return one_line(cell)[:200]


def _cleaned(raw: Sequence[str]) -> tuple[str, ...]:
    """Each cell cleaned; a plain row, as nearly all are, by the short way."""
    joined = "".join(raw)
    return tuple(map(str.strip, raw)) if joined.isascii() and joined.isprintable() else tuple(map(cleaned, raw))


def _width(records: Sequence[tuple[int, Sequence[str]]]) -> int:
    return min(COLUMN_LIMIT, max(len(cells) for _, cells in records))


def _refusal(line: int, cells: tuple[str, ...], headers: tuple[str, ...]) -> Rejected | None:
    if len(cells) > len(headers):
        surplus = next((cell for cell in cells[len(headers) :] if cell), None)
        if surplus is not None:
            return Rejected(line, "", surplus[:100], m_("the row has more cells than there are headers"))
    if max(map(len, cells)) <= CELL_LIMIT:
        return None
    for header, cell in zip(headers, cells, strict=False):
        if len(cell) > CELL_LIMIT:
            return Rejected(line, header, cell[:100] + "…", m_("the cell is longer than {limit} characters", limit=CELL_LIMIT))
    return None


def _header_position(records: Sequence[tuple[int, Sequence[str]]], name: str, told: int | None) -> tuple[int | None, int]:
    """Which record holds the headers (None: no one does), and which is the first below them."""
    if told:
        position = next((i for i, (line, _) in enumerate(records) if line == told), None)
        if position is None:
            raise CouncilError(name, m_("has no row on line {line}", line=told), m_("Choose the line on which the headers stand."))
        return position, position + 1
    position = _fullest(records)
    if position is None:
        raise CouncilError(name, m_("holds no rows"), m_("Choose a file with a line of headers and rows below it."))
    # Nobody calls a column by an address: the list begins with a person, who must not be lost.
    if told == 0 or any(ADDRESS.fullmatch(cell.strip()) for cell in records[position][1]):
        return None, position
    return position, position + 1


def _fullest(records: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """The first row at least half as full as the fullest of the first twenty: titles above the headers are passed over."""
    filled = [sum(1 for cell in cells if cell.strip()) for _, cells in records[:_TOP]]
    fullest = max(filled, default=0)
    if fullest == 0:
        return next((i for i, (_, cells) in enumerate(records) if any(cell.strip() for cell in cells)), None)
    return next(i for i, count in enumerate(filled) if count * 2 >= fullest)


def unique_headers(raw: Sequence[str]) -> tuple[str, ...]:
    """Headers on one line each; blank ones numbered, repeated ones counted (`Email (2)`)."""
    used: set[str] = set()
    headers: list[str] = []
    for position, cell in enumerate(raw, start=1):
        base = _header(cell) or f"Column {position}"
        header, count = base, 1
        while header.casefold() in used:
            count += 1
            header = f"{base} ({count})"
        used.add(header.casefold())
        headers.append(header)
    return tuple(headers)
