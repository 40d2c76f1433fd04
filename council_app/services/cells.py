"""What somebody types into a cell of the roster, read as the importer reads it; what cannot be read is said in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from council_app.domain.attending import Cell
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.roster.contacts import read_email, read_phone
from council_app.exchange.text import cleaned, one_line, shown

MOST_GUESTS = 20
_NAME_LIMIT, _SEGMENT_LIMIT, _TEXT_LIMIT = 200, 60, 2_000
_BETWEEN_SEGMENTS = re.compile(r"[;|,\n]")

CellValue = str | int | tuple[str, ...]


class CellRefused(CouncilError):
    """What was typed cannot stand in its cell.

    Attributes:
        cell: which one.
    """

    def __init__(self, cell: Cell, what: str, why: Message, todo: Message) -> None:
        super().__init__(shown(what), why, todo)
        self.cell = cell


def read_cell(cell: Cell, typed: str, *, region: str) -> CellValue:
    """The value that was meant.

    Args:
        cell: where it was typed.
        typed: what was.
        region: ISO 3166 code of the country whose phone numbers come without a country code.

    Raises:
        CellRefused: it cannot be read.
    """
    return _READERS[cell](typed, region)


def _name(typed: str, _region: str) -> str:
    name = one_line(typed)
    if not name:
        raise CellRefused(Cell.NAME, "", m_("a name is needed"), m_("Type what they are called."))
    if len(name) > _NAME_LIMIT:
        why = m_("the name is longer than {limit} characters", limit=_NAME_LIMIT)
        raise CellRefused(Cell.NAME, name, why, m_("Shorten it."))
    if "@" in name or not any(sign.isalpha() for sign in name):
        raise CellRefused(Cell.NAME, name, m_("not a name"), m_("Type what they are called."))
    return name


def _email(typed: str, _region: str) -> str:
    try:
        return read_email(typed)[0]
    except ValueError as error:
        raise CellRefused(Cell.EMAIL, typed, error.args[0], m_("Type one address such as name@example.org, or none.")) from error


def _phone(typed: str, region: str) -> str:
    try:
        return read_phone(typed, region)
    except ValueError as error:
        todo = m_("Type it with its country code, such as +44 20 7946 0000, or none.")
        raise CellRefused(Cell.PHONE, typed, error.args[0], todo) from error


def _segments(typed: str, _region: str) -> tuple[str, ...]:
    parts = [part for part in map(one_line, _BETWEEN_SEGMENTS.split(typed)) if part]
    long = next((part for part in parts if len(part) > _SEGMENT_LIMIT), None)
    if long is not None:
        why = m_("the segment is longer than {limit} characters", limit=_SEGMENT_LIMIT)
        raise CellRefused(Cell.SEGMENTS, long, why, m_("Put commas between segments."))
    kept: dict[str, str] = {}
    for part in parts:
        kept.setdefault(part.casefold(), part)
    return tuple(kept.values())


def _guests(typed: str, _region: str) -> int:
    number = one_line(typed).lstrip("+").strip()
    if not number:
        return 0
    if number.isascii() and number.isdigit() and len(number) <= 3 and int(number) <= MOST_GUESTS:
        return int(number)
    why = m_("not a number of guests up to {limit}", limit=MOST_GUESTS)
    raise CellRefused(Cell.GUESTS, typed, why, m_("Type how many they bring."))


def _words(cell: Cell) -> Callable[[str, str], str]:
    def read(typed: str, _region: str) -> str:
        text = cleaned(typed)
        if len(text) > _TEXT_LIMIT:
            raise CellRefused(cell, text, m_("longer than {limit} characters", limit=_TEXT_LIMIT), m_("Shorten it."))
        return text

    return read


_READERS: Mapping[Cell, Callable[[str, str], CellValue]] = {
    Cell.NAME: _name,
    Cell.EMAIL: _email,
    Cell.PHONE: _phone,
    Cell.SEGMENTS: _segments,
    Cell.GUESTS: _guests,
    Cell.ACCESS_NEEDS: _words(Cell.ACCESS_NEEDS),
    Cell.DIETARY: _words(Cell.DIETARY),
    Cell.INVITED_BY: _words(Cell.INVITED_BY),
}
