"""A roster from a table: every good row as a person to come, every other row listed with its line, column, value and reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from council_app.domain.enums import AttendanceStatus
from council_app.errors import Message, m_
from council_app.exchange.roster.columns import require_somebody
from council_app.exchange.roster.contacts import read_email, read_phone
from council_app.exchange.roster.headers import UNREAD, Field
from council_app.exchange.roster.names import NAME_LIMIT, is_placeholder, joined_name, says_none, whole_name
from council_app.exchange.roster.standing import Standing, standing_of
from council_app.exchange.tables import UNREADABLE, Rejected, Row, Table
from council_app.exchange.text import one_line

_TEXT_LIMIT = 2_000
_SEGMENT_LIMIT = 60
_GUEST_LIMIT = 20

_FORMULA_STARTS = frozenset("=@＝＠+＋-−－")
_FORMULA = re.compile(r"[=@＝＠]|[+\-−＋－](?=.*[=(|!*/])|[+\-−]\d+[+\-]")
_FORMULA_IN_NAME = re.compile(r"[=@＝＠+＋]|[-−－]\s*\w")
_NAMED = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
_FORMULA_OF = {Field.PHONE: None, Field.GUESTS: None, Field.EMAIL: _FORMULA_IN_NAME, **dict.fromkeys(_NAMED, _FORMULA_IN_NAME)}
_STATUS_OF = {Standing.COMING: AttendanceStatus.CONFIRMED, Standing.WAITING: AttendanceStatus.WAITING}


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster file; empty texts where nothing was given, and a name or an e-mail always.

    Attributes:
        email: lower case.
        phone: E.164.
        status: confirmed or waiting.
        registered_at: when they signed up; without a zone in the file, UTC is assumed (it only orders people).
    """

    line: int
    name: str
    email: str
    phone: str
    status: AttendanceStatus
    segments: tuple[str, ...] = ()
    access_needs: str = ""
    dietary: str = ""
    invited_by: str = ""
    guests: int = 0
    registered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What is wrong with one cell.

    Attributes:
        column: its header.
        field: what it should hold.
        refuses: its row cannot be taken; otherwise only the cell is left out.
    """

    column: str
    field: Field
    value: str
    reason: Message
    refuses: bool

    def rejected(self, line: int) -> Rejected:
        """The same as an entry of a list."""
        return Rejected(line, self.column, self.value, self.reason)


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a roster file holds.

    Attributes:
        rejected: rows that are not among `rows`, and the first reason why.
        warnings: cells left out of rows that are.
        problems: everything that is wrong with a row, by its line.
        mapping: every header, and what it was taken for.
        consents: columns that ask for consent, and are not taken over.
    """

    rows: tuple[RosterRow, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Rejected, ...]
    problems: Mapping[int, tuple[CellProblem, ...]]
    mapping: Mapping[str, Field]
    consents: tuple[str, ...]


def read_roster(table: Table, mapping: Mapping[str, Field], default_region: str, name: str) -> RosterFile:
    """Read people from a table.

    Args:
        mapping: what each header means.
        default_region: ISO 3166 code of the country whose phone numbers come without a country code.
        name: what errors call the file.

    Raises:
        CouncilError: no column is a name or an e-mail.
    """
    require_somebody(table, mapping, name)
    reader = RosterReader(table.headers, mapping, default_region)
    rows: list[RosterRow] = []
    rejected, warnings = list(table.rejected), list[Rejected]()
    problems: dict[int, tuple[CellProblem, ...]] = {}
    for row in table.rows:
        read, found = reader.read(row)
        if read is not None:
            rows.append(read)
        if found:
            problems[row.line] = found
            if read is None:
                rejected.append(next(problem for problem in found if problem.refuses).rejected(row.line))
            else:
                warnings += [problem.rejected(row.line) for problem in found]
    rejected.sort(key=lambda each: each.line)
    consents = tuple(header for header in table.headers if mapping[header] is Field.CONSENT)
    return RosterFile(tuple(rows), tuple(rejected), tuple(warnings), problems, mapping, consents)


@dataclass(frozen=True, slots=True)
class _Column:
    position: int
    header: str
    field: Field
    formula: re.Pattern[str] | None


class RosterReader:
    """Reads rows one by one; a row alone can be read again after a cell of it was corrected."""

    def __init__(self, headers: tuple[str, ...], mapping: Mapping[str, Field], region: str) -> None:
        self._columns = tuple(
            _Column(position, header, mapping[header], _FORMULA_OF.get(mapping[header], _FORMULA))
            for position, header in enumerate(headers)
            if mapping[header] not in UNREAD
        )
        self._region = region

    def read(self, row: Row) -> tuple[RosterRow | None, tuple[CellProblem, ...]]:
        """The person on a row (None: it cannot be taken), and everything that is wrong with it."""
        reading = _RowReading(self._columns, self._region, row)
        person = reading.person()
        return person, tuple(reading.problems)


class _RowReading:
    """One row being read; problems are gathered on the way, so that a person sees all of them at once."""

    def __init__(self, columns: tuple[_Column, ...], region: str, row: Row) -> None:
        self.problems: list[CellProblem] = []
        self._columns, self._region, self._row = columns, region, row
        self._cells: dict[Field, str] = {}
        for column in columns:
            cell = row.cells[column.position]
            if not cell:
                continue
            if column.formula is not None and cell[0] in _FORMULA_STARTS and column.formula.match(cell):
                self._mark(column, m_("looks like a spreadsheet formula"))
            elif UNREADABLE in cell:
                self._mark(column, m_("letters in it cannot be read"))
            else:
                # What several columns say about one field is joined.
                self._cells[column.field] = f"{self._cells[column.field]}; {cell}" if column.field in self._cells else cell

    def person(self) -> RosterRow | None:
        """Who it is; None when something refuses the row."""
        cells = self._cells
        status = self._status()
        email, beside = self._email()
        name = self._name(beside)
        phone = self._phone(email)
        guests = self._guests()
        if not name and not email and not self._refused:
            self._blame(Field.NAME, m_("neither a name nor an e-mail address"))
        if self._refused:
            return None
        return RosterRow(
            line=self._row.line,
            name=name,
            email=email,
            phone=phone,
            status=status,
            segments=_segments(cells.get(Field.SEGMENTS, "")),
            access_needs=_words(cells.get(Field.ACCESS_NEEDS, "")),
            dietary=_words(cells.get(Field.DIETARY, "")),
            invited_by=_words(cells.get(Field.INVITED_BY, ""))[:NAME_LIMIT],
            guests=guests,
            registered_at=_moment(cells.get(Field.REGISTERED_AT, "")),
        )

    @property
    def _refused(self) -> bool:
        return any(problem.refuses for problem in self.problems)

    def _status(self) -> AttendanceStatus:
        standing = standing_of(self._cells.get(Field.STATUS, ""))
        if standing is None:
            self._blame(Field.STATUS, m_("this status is not known"))
        elif standing is Standing.NOT_COMING:
            self._blame(Field.STATUS, m_("not coming"))
        return _STATUS_OF.get(standing or Standing.COMING, AttendanceStatus.CONFIRMED)

    def _email(self) -> tuple[str, str]:
        cell = self._cells.get(Field.EMAIL, "")
        if not cell:
            return "", ""
        try:
            return read_email(cell)
        except ValueError as error:
            self._blame(Field.EMAIL, error.args[0])
            return "", ""

    def _name(self, beside: str) -> str:
        """The whole name when there is one: first and last are often split from it by machine, and wrongly."""
        cells = self._cells
        name = whole_name(cells.get(Field.NAME, "")) or joined_name(cells.get(Field.FIRST_NAME, ""), cells.get(Field.LAST_NAME, ""))
        if len(name) > NAME_LIMIT:
            self._blame(Field.NAME, m_("the name is longer than {limit} characters", limit=NAME_LIMIT))
        elif "@" in name:
            self._blame(Field.NAME, m_("an e-mail address in place of a name"))
        elif name and not name[0].isalpha() and not any(char.isalpha() for char in name):
            self._blame(Field.NAME, m_("not a name"))
        else:
            return name or whole_name(beside)
        return ""

    def _phone(self, email: str) -> str:
        """A bad number costs the row only when there is no e-mail to reach the person by."""
        cell = self._cells.get(Field.PHONE, "")
        if not cell:
            return ""
        try:
            return read_phone(cell, self._region)
        except ValueError as error:
            self._blame(Field.PHONE, error.args[0], refuses=not email)
            return ""

    def _guests(self) -> int:
        cell = self._cells.get(Field.GUESTS, "")
        if not cell or says_none(cell):
            return 0
        count = cell.lstrip("+").strip()
        if count.isascii() and count.isdigit() and len(count) <= 3 and int(count) <= _GUEST_LIMIT:
            return int(count)
        self._blame(Field.GUESTS, m_("not a number of guests up to {limit}", limit=_GUEST_LIMIT), refuses=False)
        return 0

    def _blame(self, field: Field, reason: Message, *, refuses: bool = True) -> None:
        """Mark the column of a field; a missing name blames the first column of names, or the e-mail's."""
        fields = (*_NAMED, Field.EMAIL) if field is Field.NAME else (field,)
        found = next((column for wanted in fields for column in self._columns if column.field is wanted), self._columns[0])
        self._mark(found, reason, refuses=refuses)

    def _mark(self, column: _Column, reason: Message, *, refuses: bool = True) -> None:
        self.problems.append(CellProblem(column.header, column.field, self._row.cells[column.position], reason, refuses))


@lru_cache(maxsize=1000)
def _segments(cell: str) -> tuple[str, ...]:
    if not cell:
        return ()
    parts = (one_line(part)[:_SEGMENT_LIMIT] for part in re.split(r"[;|,\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if not is_placeholder(part)))


def _words(cell: str) -> str:
    return "" if not cell or says_none(cell) else cell[:_TEXT_LIMIT]


def _moment(cell: str) -> dt.datetime | None:
    """ISO forms only; others are read differently from country to country, and are left out."""
    try:
        moment = dt.datetime.fromisoformat(cell) if len(cell) >= 10 else None
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except ValueError:
        return None
