"""Statuses on their way back: any tracker's CSV, its columns guessed from their headers by one table, every cell hostile."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from council_app.domain.enums import TicketState, Tracker
from council_app.errors import CouncilError, m_
from council_app.exchange.tables import Rejected, Row, Table, read_table
from council_app.exchange.text import folded, one_line, shown
from council_app.exchange.tickets.words import state_of
from council_app.exchange.tickets.write import MARK

_LONGEST = {"reference": 200, "status": 100, "url": 2_000, "title": 1_000}
_KEY = re.compile(re.escape(MARK) + r"\u2060?([a-z0-9][a-z0-9-]{0,63})")
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


class StatusField(StrEnum):
    """What a column of a tracker's export may hold."""

    REFERENCE = "reference"
    STATUS = "status"
    TITLE = "title"
    RESOLUTION = "resolution"
    URL = "url"
    DESCRIPTION = "description"
    IGNORE = "ignore"


# The first header that is there is the one; without case, accents and punctuation.
_HEADERS: dict[StatusField, str] = {
    StatusField.REFERENCE: "issue key|key|work item id|identifier|issue number|number|id|ticket|vorgangsschlussel|schlussel|"
    "arendenyckel|nyckel|cle|sleutel|nummer|numero",
    StatusField.STATUS: "status|state|zustand|tillstand|etat|statut|staat",
    StatusField.TITLE: "summary|title|name|zusammenfassung|titel|sammanfattning|resume|titre|samenvatting",
    StatusField.RESOLUTION: "resolution|state reason|statereason|reason|losung|losning|oplossing",
    StatusField.URL: "url|html url|link|issue url|lank|lien",
    StatusField.DESCRIPTION: "description|body|beschreibung|beskrivning|beschrijving",
}
# Headers that only one tracker writes; all of a set must be there.
_SIGNATURES: tuple[tuple[Tracker, frozenset[str]], ...] = (
    (Tracker.AZURE, frozenset({"work item type"})),
    (Tracker.JIRA, frozenset({"issue key"})),
    (Tracker.JIRA, frozenset({"vorgangsschlussel"})),
    (Tracker.LINEAR, frozenset({"id", "team", "title", "status"})),
    (Tracker.LINEAR, frozenset({"cycle number"})),
    (Tracker.GITHUB, frozenset({"number", "title", "state"})),
    (Tracker.GITHUB, frozenset({"html url"})),
)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One ticket as the tracker told it; `state` is None where its word is not known, `key` "" where no insight is named."""

    line: int
    reference: str
    title: str
    status: str
    state: TicketState | None
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class StatusFile:
    """A file read: what each column was taken for, whose file it is (None where it could be several), its rows and those left out."""

    rows: tuple[StatusRow, ...]
    rejected: tuple[Rejected, ...]
    mapping: dict[str, StatusField]
    tracker: Tracker | None


def read_statuses(path: Path, *, by_hand: Mapping[str, str] | None = None, tracker: Tracker | None = None) -> StatusFile:
    """Read a tracker's export.

    Args:
        path: the file.
        by_hand: header to field, for columns told by hand.
        tracker: whose export it is; found out from the headers when not told.

    Raises:
        CouncilError: no table, no column of statuses, nothing that says which ticket a row is, or a column told by hand that is not there.
    """
    table = read_table(path)
    mapping = _mapping(table, by_hand or {}, str(path))
    whose = tracker or _whose(table)
    rows, rejected = [], list(table.rejected)
    for row in table.rows:
        found = _row(row, table, mapping, whose)
        if found.status or found.reference:
            rows.append(found)
        else:
            rejected.append(Rejected(row.line, "", shown(found.title), m_("the row has no status")))
    return StatusFile(tuple(rows), tuple(rejected), mapping, whose)


def _plain(header: str) -> str:
    return _NOT_LETTERS.sub(" ", folded(header)).strip()


def _mapping(table: Table, by_hand: Mapping[str, str], name: str) -> dict[str, StatusField]:
    mapping = dict.fromkeys(table.headers, StatusField.IGNORE)
    mapping |= _told(table, by_hand, name)
    for field, words in _HEADERS.items():
        if field not in mapping.values():
            free = {_plain(header): header for header in reversed(table.headers) if mapping[header] is StatusField.IGNORE}
            header = next((free[word] for word in words.split("|") if word in free), None)
            if header is not None:
                mapping[header] = field
    _require(table, mapping, name)
    return mapping


def _told(table: Table, by_hand: Mapping[str, str], name: str) -> dict[str, StatusField]:
    headers = {folded(header): header for header in reversed(table.headers)}
    told: dict[str, StatusField] = {}
    for column, word in by_hand.items():
        header = headers.get(folded(column))
        if header is None:
            words = ", ".join(shown(each) for each in table.headers[:20])
            raise CouncilError(name, m_("has no column “{column}”", column=shown(column)), m_("Use one of: {words}.", words=words))
        if word not in set(StatusField):
            words = ", ".join(StatusField)
            why = m_("“{field}” is nothing that a ticket has", field=shown(word))
            raise CouncilError(f"{column}={word}", why, m_("Use one of: {words}.", words=words))
        told[header] = StatusField(word)
    return told


def _require(table: Table, mapping: Mapping[str, StatusField], name: str) -> None:
    found = set(mapping.values())
    columns = ", ".join(shown(header) for header in table.headers[:20])
    if StatusField.STATUS not in found:
        todo = m_("Say which one is, with “--map COLUMN=status”. Columns: {columns}.", columns=columns)
        raise CouncilError(name, m_("no column looks like a status"), todo)
    if not found & {StatusField.REFERENCE, StatusField.TITLE, StatusField.DESCRIPTION}:
        todo = m_("Say which one is, with “--map COLUMN=reference” or “--map COLUMN=title”. Columns: {columns}.", columns=columns)
        raise CouncilError(name, m_("no column says which ticket a row is"), todo)


def _whose(table: Table) -> Tracker | None:
    headers = {_plain(header) for header in table.headers}
    return next((tracker for tracker, signature in _SIGNATURES if signature <= headers), None)


def _row(row: Row, table: Table, mapping: Mapping[str, StatusField], tracker: Tracker | None) -> StatusRow:
    cells: dict[StatusField, str] = {mapping[header]: cell for header, cell in zip(table.headers, row.cells, strict=True)}

    def cell(field: StatusField, longest: int = _LONGEST["status"]) -> str:
        # Our own apostrophe before what could start a formula, and that of whoever wrote the file, is no part of the text.
        text = one_line(cells.get(field, ""))
        return (text[1:] if re.match(r"'[=+\-@|%]", text) else text)[:longest]

    status = cell(StatusField.STATUS)
    marked = _KEY.search(cells.get(StatusField.DESCRIPTION, ""))
    address = cell(StatusField.URL, _LONGEST["url"])
    return StatusRow(
        line=row.line,
        reference=cell(StatusField.REFERENCE, _LONGEST["reference"]),
        title=cell(StatusField.TITLE, _LONGEST["title"]),
        status=status,
        state=state_of(status, tracker, cell(StatusField.RESOLUTION)) if status else None,
        url=address if re.match(r"https?://\S+$", address) else "",
        key=marked[1] if marked else "",
    )
