"""Which column of a roster means what: the table of header words read by one small engine.

A row whose words are matched whole comes before one whose words are only contained, because forms carry whole questions as headers.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping

from council_app.errors import CouncilError, m_
from council_app.exchange.roster.headers import MANY, WORDS, Field
from council_app.exchange.roster.names import is_placeholder
from council_app.exchange.roster.standing import standing_of
from council_app.exchange.tables import ADDRESS, Table
from council_app.exchange.text import folded, shown

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_QUESTION_LIMIT = 120
_LOOKS = {
    Field.EMAIL: ADDRESS,
    Field.PHONE: re.compile(r"\+?[\d\s()./-]{7,20}"),
    Field.NAME: re.compile(r"[^\W\d_][^\d@;|/]{0,60}[\s,][^\d@;|/]{0,60}[^\W\d_]\.?"),
}


def layout_of(table: Table) -> str:
    """A fingerprint of a table's headers: exports of one tool have one; "" where the headers are no headers."""
    if not table.header_line or any("@" in header for header in table.headers):
        return ""
    return hashlib.sha256("\n".join(map(folded, table.headers)).encode()).hexdigest()


def names_somebody(mapping: Mapping[str, Field]) -> bool:
    """Whether some column says who a row is about."""
    return not {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL}.isdisjoint(mapping.values())


def require_somebody(table: Table, mapping: Mapping[str, Field], name: str) -> None:
    """Refuse to read people where no column says who they are.

    Raises:
        CouncilError: neither a name nor an e-mail anywhere.
    """
    if not names_somebody(mapping):
        columns = ", ".join(shown(header) for header in table.headers[:20])
        raise CouncilError(
            name,
            m_("no column looks like a name or an e-mail address"),
            m_("Say which one is, with “--map COLUMN=name”. Columns: {columns}.", columns=columns),
        )


def guess_columns(table: Table, by_hand: Mapping[str, str], name: str, remembered: Mapping[str, str] | None = None) -> dict[str, Field]:
    """What each header means: as told by hand, else as remembered of this layout, the rest guessed; every header is in the answer.

    Args:
        by_hand: header to field, for columns told by hand (`--map`).
        name: what errors call the file.
        remembered: header to field, as somebody left it when a file of this layout was read.

    Raises:
        CouncilError: a column or field that does not exist, one field for two columns.
    """
    told = _told(table, by_hand, name)
    told = _remembered(table, remembered or {}, told) | told
    mapping = {header: told.get(header, Field.IGNORE) for header in table.headers}
    taken = set(told.values()) - {Field.CONSENT}
    for field in WORDS:
        if field not in taken:
            free = [each for each in table.headers if mapping[each] is Field.IGNORE and each not in told]
            mapping |= dict.fromkeys(_best(field, free, table), field)
    if Field.EMAIL not in mapping.values():
        _find_by_cells(table, mapping, told, Field.EMAIL)
    if not table.header_line:
        for field in (Field.PHONE, Field.NAME):
            _find_by_cells(table, mapping, told, field)
    _split_names(mapping, told)
    _drop_foreign_status(table, mapping, told)
    return mapping


def _remembered(table: Table, remembered: Mapping[str, str], told: Mapping[str, Field]) -> dict[str, Field]:
    """What a layout's columns meant last time, but for what is told otherwise now."""
    taken = set(told.values()) - MANY
    known = {folded(header): Field(word) for header, word in remembered.items() if word in set(Field)}
    found = {header: known[folded(header)] for header in table.headers if folded(header) in known}
    return {header: field for header, field in found.items() if field not in taken}


def _told(table: Table, by_hand: Mapping[str, str], name: str) -> dict[str, Field]:
    headers = {folded(header): header for header in reversed(table.headers)}
    told: dict[str, Field] = {}
    for column, word in by_hand.items():
        header = headers.get(folded(column))
        if header is None:
            near = difflib.get_close_matches(folded(column), headers, n=1)
            listed = headers[near[0]] if near else ", ".join(shown(each) for each in table.headers[:20])
            raise CouncilError(name, m_("has no column “{column}”", column=shown(column)), m_("Use one of: {words}.", words=listed))
        try:
            field = Field(word.strip().lower())
        except ValueError as error:
            words = ", ".join(Field)
            raise CouncilError(
                f"{column}={word}", m_("“{field}” is no field of a roster", field=shown(word)), m_("Use one of: {words}.", words=words)
            ) from error
        if field in told.values() and field not in MANY:
            raise CouncilError(f"{column}={word}", m_("two columns cannot both be “{field}”", field=word), m_("Map one of them."))
        told[header] = field
    return told


def _best(field: Field, headers: list[str], table: Table) -> list[str]:
    """The headers that say `field`: all of those that may be several, else the best one.

    Of several columns of names or addresses that is the one with most of them, because forms can be anonymous.
    """
    plain = {header: _NOT_LETTERS.sub(" ", folded(header)).strip() for header in headers}
    words = WORDS[field]
    if field is Field.CONSENT:
        return [each for each in headers if re.search(words.inside, plain[each]) and not _addresses(table, each)]
    whole = [header for word in words.whole for header in headers if plain[header] == word]
    inside = [header for header in headers if words.inside and len(header) <= _QUESTION_LIMIT and re.search(words.inside, plain[header])]
    found = whole + [header for header in inside if header not in whole]
    if field is Field.EMAIL:
        # A question about e-mails that nobody answered with an address asks for something else.
        found = whole + [header for header in found[len(whole) :] if _addresses(table, header) or not _filled(table, header)]
        return [max(found, key=lambda header: _addresses(table, header))] if found else []
    if field is Field.NAME and found:
        return [max(found, key=lambda header: _given(table, header))]
    return found[:1]


def _addresses(table: Table, header: str) -> int:
    return _alike(table, header, ADDRESS)


def _alike(table: Table, header: str, looks: re.Pattern[str]) -> int:
    position = table.headers.index(header)
    return sum(1 for row in table.rows if looks.fullmatch(row.cells[position]))


def _given(table: Table, header: str) -> int:
    position = table.headers.index(header)
    return sum(1 for row in table.rows if not is_placeholder(row.cells[position]))


def _filled(table: Table, header: str) -> bool:
    position = table.headers.index(header)
    return any(row.cells[position] for row in table.rows)


def _find_by_cells(table: Table, mapping: dict[str, Field], told: Mapping[str, Field], field: Field) -> None:
    """Without a header that says so, the column of which most cells look like it."""
    free = [header for header in table.headers if mapping[header] is Field.IGNORE and header not in told]
    likely = {header: _alike(table, header, _LOOKS[field]) for header in free}
    best = max(free, key=lambda header: likely[header], default=None)
    if best is not None and likely[best] * 2 > len(table.rows) and field not in mapping.values():
        mapping[best] = field


def _split_names(mapping: dict[str, Field], told: Mapping[str, Field]) -> None:
    """Beside “Vorname”, “Name” is the family name; so are “Nom”, “Namn” and “Naam”."""
    fields = set(mapping.values())
    if Field.FIRST_NAME in fields and Field.LAST_NAME not in fields:
        for header, field in mapping.items():
            if field is Field.NAME and header not in told:
                mapping[header] = Field.LAST_NAME


def _drop_foreign_status(table: Table, mapping: dict[str, Field], told: Mapping[str, Field]) -> None:
    """A guessed status column in which no word is known says something else: a sales stage, an order."""
    for position, header in enumerate(table.headers):
        if mapping[header] is Field.STATUS and header not in told:
            cells = {row.cells[position] for row in table.rows} - {""}
            if cells and not any(standing_of(cell) for cell in cells):
                mapping[header] = Field.IGNORE
