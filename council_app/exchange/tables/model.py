"""A table as read from a file, before anybody knows what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import cleaned, one_line

CELL_LIMIT = 32_767
"""Characters in one cell: what a spreadsheet allows."""
COLUMN_LIMIT = 1_000
ROW_LIMIT = 1_048_576


class Row(NamedTuple):
    """One row; `line` is the line in a text file (the first of several), the row number in a spreadsheet."""

    line: int
    cells: tuple[str, ...]


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
        delimiter: of a text file, else "".
        sheet: of a spreadsheet, else "".
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    rejected: tuple[Rejected, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def build(records: Sequence[tuple[int, Sequence[str]]], name: str) -> tuple[tuple[str, ...], tuple[Row, ...], tuple[Rejected, ...]]:
    """Headers, rows and rejected rows of raw records (line, cells); blank rows are left out.

    Raises:
        CouncilError: nothing in it, or far too much.
    """
    start = _header_position(records)
    if start is None:
        raise CouncilError(name, m_("holds no rows"), m_("Choose a file with a line of headers and rows below it."))
    if len(records) > ROW_LIMIT:
        raise CouncilError(name, m_("has more than {limit} rows", limit=ROW_LIMIT), m_("Split the file."))
    headers = unique_headers(records[start][1])
    rows: list[Row] = []
    rejected: list[Rejected] = []
    for line, raw in records[start + 1 :]:
        cells = tuple(map(cleaned, raw))
        if not any(cells):
            continue
        refusal = _refusal(line, cells, headers)
        if refusal is not None:
            rejected.append(refusal)
            continue
        short = len(headers) - len(cells)
        rows.append(Row(line, cells + ("",) * short if short > 0 else cells[: len(headers)]))
    return headers, tuple(rows), tuple(rejected)


def _refusal(line: int, cells: tuple[str, ...], headers: tuple[str, ...]) -> Rejected | None:
    surplus = next((cell for cell in cells[len(headers) :] if cell), None)
    if surplus is not None:
        return Rejected(line, "", surplus[:100], m_("the row has more cells than there are headers"))
    if max(map(len, cells)) <= CELL_LIMIT:
        return None
    for header, cell in zip(headers, cells, strict=False):
        if len(cell) > CELL_LIMIT:
            return Rejected(line, header, cell[:100] + "…", m_("the cell is longer than {limit} characters", limit=CELL_LIMIT))
    return None


def _header_position(records: Sequence[tuple[int, Sequence[str]]]) -> int | None:
    """The first row at least half as full as the fullest of the first twenty: titles above the headers are passed over."""
    filled = [sum(1 for cell in cells if cell.strip()) for _, cells in records[:20]]
    fullest = max(filled, default=0)
    if fullest == 0:
        return next((i for i, (_, cells) in enumerate(records) if any(cell.strip() for cell in cells)), None)
    return next(i for i, count in enumerate(filled) if count * 2 >= fullest)


def unique_headers(raw: Sequence[str]) -> tuple[str, ...]:
    """Headers on one line each; blank ones numbered, repeated ones counted (`Email (2)`)."""
    used: set[str] = set()
    headers: list[str] = []
    for position, cell in enumerate(raw, start=1):
        base = one_line(cell)[:200] or f"Column {position}"
        header, count = base, 1
        while header.casefold() in used:
            count += 1
            header = f"{base} ({count})"
        used.add(header.casefold())
        headers.append(header)
    return tuple(headers)
