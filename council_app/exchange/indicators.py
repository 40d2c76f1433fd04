"""A company's own figures from a table: month by month, in any of the three shapes that spreadsheets have them in.

Long (a line per figure), wide (a column per indicator), or months across (a column per month). What cannot be read for certain is refused
with its line and the reason, and never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from babel.dates import get_month_names

from council_app.domain.limits import LINE_LIMIT
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.tables import UNREADABLE, Rejected, Row, Table
from council_app.exchange.text import folded, one_line, shown

MOST_ROWS = 100_000
_NAME_LIMIT = 120
_BIGGEST = 1e12
_LANGUAGES = ("en", "sv", "de", "fr", "nl")
_HEADERS: Mapping[str, frozenset[str]] = {
    "month": frozenset({"month", "period", "date", "monat", "datum", "zeitraum", "manad", "mois", "periode", "maand", "date de fin"}),
    "value": frozenset({"value", "wert", "varde", "valeur", "waarde", "figure", "result", "score"}),
    "name": frozenset(
        {"indicator", "name", "kpi", "metric", "measure", "kennzahl", "nyckeltal", "indicateur", "matt", "kengetal", "indikator"}
    ),
    "market": frozenset({"market", "country", "markt", "marknad", "marche", "land", "pays"}),
}
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.M]\s*(\d{1,2})(?:[-/.]\d{1,2}(?:[T ].*)?)?", re.IGNORECASE)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_NAMED = re.compile(r"([^\W\d_]+)\.?\s*[-/ ]?\s*(\d{4})")
_FORMULA = re.compile(r"[=@＝＠]|[+\-−][A-Za-z(]")
_SPACES = re.compile("[\\s\u00a0\u202f\u2009'’_]")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*")
_LOOSE = re.compile(r"[+-]?\d+[.,]\d{3}")


class IndicatorRow(NamedTuple):
    """One figure; `market` is as written, "" where no column says it."""

    line: int
    market: str
    name: str
    month: str
    value: float


@dataclass(frozen=True, slots=True)
class IndicatorFile:
    """What a file holds; `rows_read` counts its lines, refused ones included."""

    figures: tuple[IndicatorRow, ...]
    rejected: tuple[Rejected, ...]
    rows_read: int
    has_market: bool


def read_indicators(table: Table, name: str) -> IndicatorFile:
    """Figures of a table.

    Raises:
        CouncilError: no column says the month, or the file is far longer than figures by month can be.
    """
    if len(table.rows) > MOST_ROWS:
        raise CouncilError(name, m_("has more than {limit} rows", limit=MOST_ROWS), m_("Import it in parts."))
    reader = _Reader(table, name)
    figures: list[IndicatorRow] = []
    rejected = list(table.rejected)
    for row in table.rows:
        found, refused = reader.read(row)
        figures += found
        rejected += refused
    rejected.sort(key=lambda each: each.line)
    lines = {row.line for row in table.rows} | {each.line for each in table.rejected}
    return IndicatorFile(tuple(figures), tuple(rejected), len(lines), reader.has_market)


class _Reader:
    """Knows what each column of one table is."""

    def __init__(self, table: Table, name: str) -> None:
        self._headers = table.headers
        kinds = {position: _kind(header) for position, header in enumerate(table.headers)}
        self._market, self._name, self._month, self._value = (_first(kinds, kind) for kind in ("market", "name", "month", "value"))
        across = {position: month for position, header in enumerate(table.headers) if (month := _month_or_none(header))}
        self.has_market = self._market is not None
        taken = {self._market, self._name, self._month}
        if self._month is not None and self._value is not None and self._name is not None:
            self._months, self._names = {self._value: ""}, {self._value: ""}
        elif self._month is not None:
            self._months = dict.fromkeys((place for place in kinds if place not in taken), "")
            self._names = {place: table.headers[place] for place in self._months}
        else:
            self._months = across
            self._names = dict.fromkeys(across, "")
        if not self._months or (self._month is None and self._name is None):
            columns = ", ".join(shown(header) for header in table.headers[:20])
            raise CouncilError(
                name,
                m_("no columns say month, indicator and value"),
                m_("Name them “month”, “indicator” and “value”, or give each indicator a column. Columns: {columns}.", columns=columns),
            )
        self._comma = _decimal_comma(table, self._months)

    def read(self, row: Row) -> tuple[list[IndicatorRow], list[Rejected]]:
        """The figures of a row, and what of it is refused; a wrong month, market or name refuses the row."""
        try:
            market = one_line(row.cells[self._market]) if self._market is not None else ""
            named = self._named(row)
            month = self._whole_month(row)
        except _Bad as bad:
            return [], [Rejected(row.line, self._headers[bad.column], row.cells[bad.column], bad.reason)]
        figures: list[IndicatorRow] = []
        refused: list[Rejected] = []
        for place, own_month in self._months.items():
            cell = row.cells[place]
            if not cell:
                if len(self._months) == 1:
                    refused.append(Rejected(row.line, self._headers[place], "", m_("there is no value")))
                continue
            try:
                value = read_value(cell, comma=self._comma)
            except ValueError as error:
                refused.append(Rejected(row.line, self._headers[place], cell, error.args[0]))
                continue
            figures.append(IndicatorRow(row.line, market, named or one_line(self._names[place]), month or own_month, value))
        return figures, refused

    def _named(self, row: Row) -> str:
        if self._name is None:
            return ""
        name = one_line(row.cells[self._name])
        if not name or UNREADABLE in name:
            raise _Bad(self._name, m_("there is no name") if not name else m_("letters in it cannot be read"))
        if len(name) > min(_NAME_LIMIT, LINE_LIMIT):
            raise _Bad(self._name, m_("the name is longer than {limit} characters", limit=_NAME_LIMIT))
        if _FORMULA.match(name):
            raise _Bad(self._name, m_("looks like a spreadsheet formula"))
        return name

    def _whole_month(self, row: Row) -> str:
        if self._month is None:
            return ""
        month = _month_or_none(row.cells[self._month])
        if month is None:
            raise _Bad(self._month, m_("is not a month"))
        return month


class _Bad(Exception):
    """A cell that refuses its row."""

    def __init__(self, column: int, reason: Message) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def read_value(cell: str, *, comma: bool) -> float:
    """A number as people write it; `comma` says that a comma stands before decimals.

    Raises:
        ValueError: it is no number, or could be two (the reason as `Message`).
    """
    if _FORMULA.match(cell) and not _NUMBER.match(cell):
        raise ValueError(m_("looks like a spreadsheet formula"))
    text = _SPACES.sub("", cell.replace("−", "-").replace("–", "-")).removesuffix("%")
    if not text.isascii() or not _NUMBER.fullmatch(text):
        raise ValueError(m_("is not a number"))
    mark, other = (",", ".") if comma else (".", ",")
    if other in text and not _grouped(text, other, mark):
        raise ValueError(m_("could be two numbers; write it without separators for thousands"))
    plain = text.replace(other, "").replace(mark, ".")
    if plain.count(".") > 1 or not plain.strip("+-."):
        raise ValueError(m_("is not a number"))
    value = float(plain)
    if abs(value) > _BIGGEST:
        raise ValueError(m_("is larger than any figure can be"))
    return value


def _grouped(text: str, separator: str, mark: str) -> bool:
    """Whether a separator stands between groups of three only, before the decimals."""
    whole = text.lstrip("+-").partition(mark)[0]
    groups = whole.split(separator)
    return separator not in text.partition(mark)[2] and len(groups[0]) in (1, 2, 3) and all(len(each) == 3 for each in groups[1:])


def _decimal_comma(table: Table, places: Mapping[int, str]) -> bool:
    """Which mark stands before decimals: what a number that can be read one way only says, else what the file's separator says."""
    votes = [0, 0]
    for row in table.rows:
        for place in places:
            cell = _SPACES.sub("", row.cells[place]).removesuffix("%")
            if _NUMBER.fullmatch(cell) and not _LOOSE.fullmatch(cell):
                last = max(cell.rfind(","), cell.rfind("."))
                if last >= 0 and cell.count(cell[last]) == 1:
                    votes[cell[last] == ","] += 1
    if votes[0] != votes[1]:
        return votes[1] > votes[0]
    return table.delimiter == ";"


def _first(kinds: Mapping[int, str], kind: str) -> int | None:
    return next((position for position, found in kinds.items() if found == kind), None)


def _kind(header: str) -> str:
    words = folded(header)
    return next((kind for kind, names in _HEADERS.items() if words in names), "")


def _month_or_none(cell: str) -> str | None:
    """`YYYY-MM` of a month or a day as it is written; None of anything else."""
    text = one_line(cell)
    if (found := _YEAR_FIRST.fullmatch(text)) is not None:
        return _month(found[1], int(found[2]))
    if (found := _YEAR_LAST.fullmatch(text)) is not None:
        return _month(found[2], int(found[1]))
    if (found := _NAMED.fullmatch(text)) is not None and (number := _month_names().get(folded(found[1]))) is not None:
        return _month(found[2], number)
    return None


def _month(year: str, number: int) -> str | None:
    return f"{year}-{number:02}" if 1 <= number <= 12 and 1900 <= int(year) <= 2200 else None


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Names of months, long and short, in the languages of the program, folded; what means two months is left out."""
    found: dict[str, set[int]] = {}
    for words, number in _all_names():
        found.setdefault(words, set()).add(number)
    return {words: numbers.pop() for words, numbers in found.items() if len(numbers) == 1}


def _all_names() -> Iterator[tuple[str, int]]:
    for language in _LANGUAGES:
        for width, context in product(("wide", "abbreviated"), ("format", "stand-alone")):
            for number, name in get_month_names(width, context, language).items():  # type: ignore[arg-type]  # plain texts, as Babel takes them
                yield folded(str(name).rstrip(".")), int(number)
