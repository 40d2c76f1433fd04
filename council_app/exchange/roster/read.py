"""A roster from a table: every good row as a person to come, every other row listed with its line, column, value and reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from council_app.domain.enums import AttendanceStatus
from council_app.errors import Message, m_
from council_app.exchange.roster.columns import Field, map_columns
from council_app.exchange.roster.contacts import read_email, read_phone
from council_app.exchange.roster.names import NAME_LIMIT, is_placeholder, joined_name, whole_name
from council_app.exchange.roster.standing import Standing, standing_of
from council_app.exchange.tables import Rejected, Row, Table
from council_app.exchange.text import folded, one_line

_TEXT_LIMIT = 2_000
_SEGMENT_LIMIT = 60
_GUEST_LIMIT = 20

_FORMULA = re.compile(r"[=@＝＠]|[+\-−＋－](?=.*[=(|!*/])|[+\-−]\d+[+\-]")
_FORMULA_IN_NAME = re.compile(r"[=@＝＠+＋]|[-−－]\s*\w")
_WORDED = (Field.SEGMENTS, Field.ACCESS_NEEDS, Field.DIETARY, Field.INVITED_BY)
_NAMED = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of a roster file; empty texts where nothing was given, and a name or an e-mail always.

    Attributes:
        email: lower case.
        phone: E.164.
        status: confirmed or waiting.
        registered_at: when they signed up; without a zone in the file, UTC is assumed (it only orders people).
        duplicate_of: line of an earlier row that seems to be the same person.
        duplicate_by: by what: `email`, `phone` or `name`; "" when not a duplicate.
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
    duplicate_of: int | None = None
    duplicate_by: str = ""


@dataclass(frozen=True, slots=True)
class RosterFile:
    """What a roster file holds.

    Attributes:
        rejected: rows that are not among `rows`, and why.
        warnings: cells left out of rows that are.
        mapping: every header, and what it was taken for.
    """

    rows: tuple[RosterRow, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Rejected, ...]
    mapping: Mapping[str, Field]


def read_roster(table: Table, mapping: Mapping[str, str], default_region: str, name: str = "") -> RosterFile:
    """Read people from a table.

    Args:
        mapping: header to field, for columns told by hand (`--map`); the rest is guessed.
        default_region: ISO 3166 code of the country whose phone numbers come without a country code.
        name: what errors call the file.

    Raises:
        CouncilError: the mapping names what is not there, or no column is a name or an e-mail.
    """
    fields = map_columns(table, mapping, name)
    told = {folded(column) for column in mapping}
    _drop_foreign_status(table, fields, told)
    reader = _Reader(_columns(table, fields), default_region)
    rows: list[RosterRow] = []
    rejected = list(table.rejected)
    for row in table.rows:
        try:
            rows.append(reader.read(row))
        except _RowRefused as refusal:
            rejected.append(refusal.rejected)
    rejected.sort(key=lambda each: each.line)
    return RosterFile(_with_duplicates(rows), tuple(rejected), tuple(reader.warnings), fields)


class _RowRefused(Exception):
    def __init__(self, rejected: Rejected) -> None:
        super().__init__(rejected.line)
        self.rejected = rejected


@dataclass(frozen=True, slots=True)
class _Column:
    position: int
    header: str
    field: Field


def _columns(table: Table, fields: Mapping[str, Field]) -> tuple[_Column, ...]:
    found = [_Column(i, header, fields[header]) for i, header in enumerate(table.headers)]
    return tuple(column for column in found if column.field is not Field.IGNORE)


def _drop_foreign_status(table: Table, fields: dict[str, Field], told: set[str]) -> None:
    """A guessed status column in which no word is known says something else: a sales stage, an order."""
    for position, header in enumerate(table.headers):
        if fields[header] is Field.STATUS and folded(header) not in told:
            cells = {row.cells[position] for row in table.rows} - {""}
            if cells and not any(standing_of(cell) for cell in cells):
                fields[header] = Field.IGNORE


@dataclass(slots=True)
class _Reader:
    """Reads rows one by one, and gathers warnings on the way."""

    columns: tuple[_Column, ...]
    region: str
    warnings: list[Rejected] = field(default_factory=list)

    def read(self, row: Row) -> RosterRow:
        """Raises _RowRefused: the row is no person who is coming."""
        cells = self._cells(row)
        status = self._status(row, cells)
        email, beside = self._email(row, cells)
        name = self._name(row, cells) or whole_name(beside)
        phone = self._phone(row, cells, email)
        if not name and not email:
            raise self._refused(row, Field.NAME, m_("neither a name nor an e-mail address"))
        return RosterRow(
            line=row.line,
            name=name,
            email=email,
            phone=phone,
            status=status,
            segments=_segments(cells.get(Field.SEGMENTS, "")),
            access_needs=_words(cells.get(Field.ACCESS_NEEDS, "")),
            dietary=_words(cells.get(Field.DIETARY, "")),
            invited_by=_words(cells.get(Field.INVITED_BY, ""))[:NAME_LIMIT],
            guests=self._guests(row, cells),
            registered_at=_moment(cells.get(Field.REGISTERED_AT, "")),
        )

    def _cells(self, row: Row) -> dict[Field, str]:
        """Cells by field; those of several columns for one field are joined. Formulas are refused."""
        cells: dict[Field, str] = {}
        for column in self.columns:
            cell = row.cells[column.position]
            if not cell:
                continue
            pattern = _FORMULA_IN_NAME if column.field in _NAMED or column.field is Field.EMAIL else _FORMULA
            if column.field not in (Field.PHONE, Field.GUESTS) and pattern.match(cell):
                raise _RowRefused(Rejected(row.line, column.header, cell, m_("looks like a spreadsheet formula")))
            cells[column.field] = f"{cells[column.field]}; {cell}" if column.field in cells else cell
        return cells

    def _status(self, row: Row, cells: Mapping[Field, str]) -> AttendanceStatus:
        standing = standing_of(cells.get(Field.STATUS, ""))
        if standing is None:
            raise self._refused(row, Field.STATUS, m_("this status is not known"))
        if standing is Standing.NOT_COMING:
            raise self._refused(row, Field.STATUS, m_("not coming"))
        return AttendanceStatus.WAITING if standing is Standing.WAITING else AttendanceStatus.CONFIRMED

    def _email(self, row: Row, cells: Mapping[Field, str]) -> tuple[str, str]:
        cell = cells.get(Field.EMAIL, "")
        if not cell:
            return "", ""
        try:
            return read_email(cell)
        except ValueError as error:
            raise self._refused(row, Field.EMAIL, error.args[0]) from error

    def _name(self, row: Row, cells: Mapping[Field, str]) -> str:
        """The whole name when there is one: first and last are often split from it by machine, and wrongly."""
        name = whole_name(cells.get(Field.NAME, "")) or joined_name(cells.get(Field.FIRST_NAME, ""), cells.get(Field.LAST_NAME, ""))
        if len(name) > NAME_LIMIT:
            raise self._refused(row, Field.NAME, m_("the name is longer than {limit} characters", limit=NAME_LIMIT))
        if "@" in name:
            raise self._refused(row, Field.NAME, m_("an e-mail address in place of a name"))
        if name and not any(char.isalpha() for char in name):
            raise self._refused(row, Field.NAME, m_("not a name"))
        return name

    def _phone(self, row: Row, cells: Mapping[Field, str], email: str) -> str:
        """A bad number costs the row only when there is no e-mail to reach the person by."""
        cell = cells.get(Field.PHONE, "")
        if not cell:
            return ""
        try:
            return read_phone(cell, self.region)
        except ValueError as error:
            refused = self._refused(row, Field.PHONE, error.args[0])
            if not email:
                raise refused from error
            self.warnings.append(refused.rejected)
            return ""

    def _guests(self, row: Row, cells: Mapping[Field, str]) -> int:
        cell = cells.get(Field.GUESTS, "").lstrip("+").strip()
        if not cell or is_placeholder(cell):
            return 0
        if cell.isascii() and cell.isdigit() and len(cell) <= 3 and int(cell) <= _GUEST_LIMIT:
            return int(cell)
        self.warnings.append(self._refused(row, Field.GUESTS, m_("not a number of guests up to {limit}", limit=_GUEST_LIMIT)).rejected)
        return 0

    def _refused(self, row: Row, about: Field, reason: Message) -> _RowRefused:
        """With the column that is to blame; a missing name blames the first column of names, or the e-mail's."""
        fields = (*_NAMED, Field.EMAIL) if about is Field.NAME else (about,)
        column = next((column for wanted in fields for column in self.columns if column.field is wanted), self.columns[0])
        return _RowRefused(Rejected(row.line, column.header, row.cells[column.position], reason))


def _segments(cell: str) -> tuple[str, ...]:
    parts = (one_line(part)[:_SEGMENT_LIMIT] for part in re.split(r"[;|,\n]", cell))
    return tuple(dict.fromkeys(part for part in parts if not is_placeholder(part)))


def _words(cell: str) -> str:
    return "" if is_placeholder(cell) else cell[:_TEXT_LIMIT]


def _moment(cell: str) -> dt.datetime | None:
    """ISO forms only; others are read differently from country to country, and are left out."""
    try:
        moment = dt.datetime.fromisoformat(cell) if len(cell) >= 10 else None
        return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def _with_duplicates(rows: list[RosterRow]) -> tuple[RosterRow, ...]:
    """Each row that repeats an earlier one says which, by the surest sign that agrees."""
    first: dict[tuple[str, str], int] = {}
    marked: list[RosterRow] = []
    for row in rows:
        signs = [("email", row.email), ("phone", row.phone), ("name", folded(row.name))]
        sign = next((sign for sign in signs if sign[1] and sign in first), None)
        marked.append(row if sign is None else replace(row, duplicate_of=first[sign], duplicate_by=sign[0]))
        for each in signs:
            if each[1]:
                first.setdefault(each, row.line)
    return tuple(marked)
