"""Is a spreadsheet made to burst? Looked at before the reader makes room for what the file claims to hold."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass, field

from council_app.errors import CouncilError, Message, m_
from council_app.exchange.tables.model import CELLS_LIMIT, COLUMN_LIMIT, ROW_LIMIT

FILE_LIMIT = 64 * 1024 * 1024
UNPACKED_LIMIT = 256 * 1024 * 1024
ENTRY_LIMIT = 5_000
SAVE_AGAIN = m_("Open it in a spreadsheet program and save it again as XLSX or CSV.")

_TAGS_OF_A_CELL = 4
_PIECE = 4 * 1024 * 1024
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})([0-9]{1,9})["']""")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["'][^<>]*>\s*<(?:\w+:)?v>\s*([0-9]{1,9})""")
_SHARED_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_ODS_TAG = re.compile(rb"""<(/?)(table:table-row|table:(?:covered-)?table-cell|text:p|table:table)\b([^<>]*)>""")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]{1,12})""")


@dataclass(slots=True)
class _Burden:
    """What an XLSX lays on its reader: the lengths of its shared texts, and how often sheets point at which."""

    texts: list[int] = field(default_factory=list)
    sheets: list[bytes] = field(default_factory=list)

    def heaviest(self) -> int:
        """Bytes of text in the fullest sheet, every shared text counted as often as a cell shows it."""
        longest = max(self.texts, default=0)
        return max((self._weight(sheet, longest) for sheet in self.sheets), default=0)

    def _weight(self, sheet: bytes, longest: int) -> int:
        # Ordinary files are far below the limit even if every cell showed the longest text; only others are counted one by one.
        upper = sheet.count(b"<v>") * longest
        if upper <= UNPACKED_LIMIT and b":v>" not in sheet:
            return upper
        shown = Counter(map(int, _SHARED.findall(sheet)))
        return sum(self.texts[index] * times for index, times in shown.items() if index < len(self.texts))


def refuse_bombs(raw: bytes, name: str) -> None:
    """Unpack each part once, bounded, and measure what a reader would make of it.

    Raises:
        CouncilError: damaged, or more than Council takes.
    """
    if len(raw) > FILE_LIMIT:
        raise CouncilError(name, m_("larger than {limit} MiB", limit=FILE_LIMIT // 1024**2), m_("Split the file."))
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRY_LIMIT or sum(entry.file_size for entry in entries) > UNPACKED_LIMIT:
                raise _bomb(name)
            left, burden = UNPACKED_LIMIT, _Burden()
            for entry in entries:
                content = _unpacked(raw, archive, entry, left)
                left -= len(content)
                if left < 0:
                    raise _bomb(name)
                _weigh(entry.filename, content, burden, name)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise CouncilError(name, m_("the spreadsheet is damaged"), SAVE_AGAIN) from error
    if burden.heaviest() > UNPACKED_LIMIT:
        raise _bomb(name)


def _weigh(part: str, content: bytes, burden: _Burden, name: str) -> None:
    if part.startswith("xl/worksheets/"):
        # Cells need not say where they stand: then only their number tells.
        if content.count(b"<") > _TAGS_OF_A_CELL * CELLS_LIMIT:
            raise _bomb(name)
        _check_extent(_xlsx_extent(content), name)
        burden.sheets.append(content)
    elif part.lower() == "xl/sharedstrings.xml":
        starts = [match.start() for match in _SHARED_TEXT.finditer(content)]
        burden.texts = [end - start for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    elif part == "content.xml":
        for *extent, weight in _ods_extents(content):
            _check_extent((extent[0], extent[1]), name)
            if weight > UNPACKED_LIMIT:
                raise _bomb(name)


def _unpacked(raw: bytes, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """The content of one entry, at most one byte more than `left`: the size written in the file need not be true."""
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
    rows = columns = 1
    start = 0
    # Piece by piece: a window that waits beside this gets no turn while a pattern runs. No reference goes across the end of a tag.
    while start < len(content):
        end = content.find(b">", start + _PIECE) + 1 or len(content)
        found = _REFERENCE.findall(content, start, end)
        rows = max(rows, *map(int, {row for _, row in found}), 1)
        columns = max(columns, *map(_column_number, {letters for letters, _ in found}), 1)
        start = end
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _ods_extents(content: bytes) -> list[tuple[int, int, int]]:
    """Per sheet the last row and column that hold something, and bytes of cells: repetitions counted."""
    extents: list[tuple[int, int, int]] = []
    rows = columns = last_row = last_column = weight = begun = 0
    row_times = times = 1
    for tag in _ODS_TAG.finditer(content):
        closing, kind, attributes = tag.groups()
        found = _REPEATED.search(attributes)
        repeated = int(found.group(1)) if found else 1
        if kind == b"table:table":
            extents.append((last_row, last_column, weight))
            rows = last_row = last_column = weight = 0
        elif kind == b"table:table-row" and not closing:
            rows, columns, row_times = rows + repeated, 0, repeated
        elif kind.endswith(b"cell"):
            if closing:
                weight += (tag.start() - begun) * times * row_times
            else:
                columns, times, begun = columns + repeated, repeated, tag.end()
                if b"office:value" in attributes or b"office:string-value" in attributes:
                    last_row, last_column = max(last_row, rows), max(last_column, columns)
                    weight += len(attributes) * times * row_times
        elif kind == b"text:p":
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
