"""CSV and its relatives: the delimiter found by trying, line numbers as an editor shows them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from council_app.errors import CouncilError, m_
from council_app.exchange.tables.encoding import decode
from council_app.exchange.tables.model import CELLS_LIMIT, ROW_LIMIT, Reading, Table, build

SIZE_LIMIT = 64 * 1024 * 1024
DELIMITERS = (",", ";", "\t", "|")

# For a file of one column: a separator that no text holds, because the reader needs one.
_NO_DELIMITER = "\x1f"

_SEP_LINE = re.compile(r'\ufeff?"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_SAMPLE_CHARS = 100_000
_SAMPLE_ROWS = 100

# The module's own limit is far below a file's; a cell that is too long is refused later, with its line.
csv.field_size_limit(SIZE_LIMIT)


def read_delimited(raw: bytes, name: str, reading: Reading) -> Table:
    """A table from the bytes of a text file.

    Raises:
        CouncilError: too large, not text, not a table.
    """
    if len(raw) > SIZE_LIMIT:
        raise CouncilError(name, m_("larger than {limit} MiB", limit=SIZE_LIMIT // 1024**2), m_("Split the file."))
    text, encoding, damaged = decode(raw, name, reading.encoding)
    announced = _SEP_LINE.match(text)
    first_line = 1
    if announced:
        text, first_line = text[announced.end() :], 2
    if reading.delimiter is not None:
        delimiter = reading.delimiter
    elif announced and announced.group(1) in (*DELIMITERS, ":", " "):
        delimiter = announced.group(1)
    else:
        delimiter = guess_delimiter(text)
    if delimiter and text.count(delimiter) > CELLS_LIMIT:
        raise CouncilError(name, m_("holds more than {limit} cells", limit=CELLS_LIMIT), m_("Split the file."))
    records = list(_records(text, delimiter, name, first_line))
    return replace(build(records, name, reading.header_line), encoding=encoding, delimiter=delimiter, damaged=damaged)


def guess_delimiter(text: str) -> str:
    """The separator under which most rows have the same number of cells, more than one; "" when the file is one column."""
    scores = {delimiter: _score(text[:_SAMPLE_CHARS], delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    if scores[best] > (0.0, 0):
        return best
    return "" if text.strip(',;|" \t\r\n') else ","


def _score(sample: str, delimiter: str) -> tuple[float, int]:
    """Share of rows with the commonest number of cells (halved when the first row differs), and how many cells that is."""
    counts: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in cells):
                counts.append(len(cells))
            if len(counts) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return (0.0, 0)
    if not counts:
        return (0.0, 0)
    usual, times = Counter(counts).most_common(1)[0]
    if usual < 2:
        # Mostly one cell: still columns if the first row has several and none has more.
        return (0.0, counts[0]) if 1 < counts[0] == max(counts) else (0.0, 0)
    share = times / len(counts)
    return (share if counts[0] == usual else share / 2, usual)


def _records(text: str, delimiter: str, name: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text), delimiter=delimiter or _NO_DELIMITER)
    line, count = first_line, 0
    cells: list[str] = []
    try:
        for cells in reader:
            if cells:
                count += 1
                yield line, cells
            if count > ROW_LIMIT:
                raise CouncilError(name, m_("has more than {limit} rows", limit=ROW_LIMIT), m_("Split the file."))
            start, line = line, reader.line_num + first_line
    except csv.Error as error:
        raise CouncilError(f"{name}:{line}", m_("this line is no row of a table"), m_("Correct this line and try again.")) from error
    if cells and line - start > 1 and _never_closed(text, start - first_line):
        raise CouncilError(
            f"{name}:{start}", m_("a quotation mark opened here is never closed"), m_("Close it, or write two of them for one in a text.")
        )


def _never_closed(text: str, skip: int) -> bool:
    """Whether the record that starts after `skip` lines, the last one, holds an odd number of quotation marks."""
    return sum(line.count('"') for number, line in enumerate(_lines(text)) if number >= skip) % 2 == 1


def _lines(text: str) -> Iterable[str]:
    """Lines with their ends; `StringIO` would hold four bytes for every character."""
    return io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass", newline="")
