"""A roster file on its way in, before anything is written: how it was read, and what its columns are taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.errors import CouncilError, m_
from council_app.exchange.roster import UNREAD, CellProblem, Field, RosterReader, guess_columns, layout_of, names_somebody
from council_app.exchange.tables import Reading, Row, Table, read_table
from council_app.exchange.text import cleaned, folded
from council_app.services.roster_import import layouts

Corrections = Mapping[int, Mapping[str, str]]
"""By line and header: what a cell is to hold instead."""

MOST_ROWS = 100_000
"""A list of guests is never longer; a whole register of customers, chosen by mistake, does not belong into a workspace."""

_SAMPLED = 1_000


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that was read, and nothing more yet.

    Attributes:
        path: the file.
        session: key of the session it is for.
        region: ISO 3166 code of its country, for phone numbers without a country code.
        table: as read.
        mapping: what each header means.
        remembered: that was known from an earlier import of this layout.
    """

    path: Path
    session: str
    region: str
    table: Table
    mapping: Mapping[str, Field]
    remembered: bool

    @property
    def ready(self) -> bool:
        """Whether some column says who a row is about; without one nothing can be imported."""
        return names_somebody(self.mapping)

    @property
    def consents(self) -> tuple[str, ...]:
        """Columns that ask for consent."""
        return tuple(header for header in self.table.headers if self.mapping[header] is Field.CONSENT)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Columns that are not read because another of the same header is."""
        read = {folded(header) for header, field in self.mapping.items() if field not in UNREAD}
        read |= {folded(self.table.repeated[header]) for header in self.table.repeated if self.mapping[header] not in UNREAD}
        return tuple(
            header
            for header in self.table.headers
            if self.mapping[header] is Field.IGNORE and folded(self.table.repeated.get(header, header)) in read
        )

    def samples(self, header: str, most: int = 3) -> tuple[str, ...]:
        """The first different values of a column, of those near the top."""
        position = self.table.headers.index(header)
        found: dict[str, None] = {}
        for row in self.table.rows[:_SAMPLED]:
            if row.cells[position]:
                found[row.cells[position]] = None
                if len(found) == most:
                    break
        return tuple(found)

    def row(self, line: int) -> Row | None:
        """The row on a line; None for one that is no part of the table."""
        return next((row for row in self.table.rows if row.line == line), None)


def open_roster(
    *, workspace: Workspace, session: str, path: Path, reading: Reading | None = None, mapping: Mapping[str, str] | None = None
) -> Draft:
    """Read a file and say what its columns seem to mean; a layout imported before is known.

    Args:
        workspace: where it is to go, and where layouts are remembered.
        session: key of the session.
        path: a CSV, TSV, XLSX or ODS file.
        reading: how to read it, where what is found out is wrong.
        mapping: column -> field, where the guess is wrong.

    Raises:
        CouncilError: not a table, far more rows than guests, a column or field that does not exist, no such session.
    """
    table = read_table(path, reading or Reading())
    if len(table.rows) > MOST_ROWS:
        raise CouncilError(str(path), m_("has more than {limit} rows", limit=MOST_ROWS), m_("Keep only those who are invited."))
    layout = layout_of(table)
    with workspace.read() as view:
        place = programme_reads.session_named(view, session)
        known = layouts.recall(view, layout) if layout else None
    fields = guess_columns(table, mapping or {}, path.name, known)
    return Draft(path, session, place.country, table, fields, remembered=known is not None)


def with_columns(draft: Draft, mapping: Mapping[str, Field]) -> Draft:
    """The draft with other meanings for its columns."""
    return replace(draft, mapping={**draft.mapping, **mapping})


def with_corrections(draft: Draft, corrections: Corrections) -> Draft:
    """The draft with other values in some cells; the file stays as it is."""
    rows = tuple(_corrected(draft, row, corrections[row.line]) if row.line in corrections else row for row in draft.table.rows)
    return replace(draft, table=replace(draft.table, rows=rows))


def check_row(draft: Draft, line: int, changed: Mapping[str, str]) -> tuple[CellProblem, ...]:
    """What would be wrong with a row whose cells were changed; quick enough to ask at every keystroke."""
    row = draft.row(line)
    if row is None:
        return ()
    return RosterReader(draft.table.headers, draft.mapping, draft.region).read(_corrected(draft, row, changed))[1]


def _corrected(draft: Draft, row: Row, changed: Mapping[str, str]) -> Row:
    pairs = zip(draft.table.headers, row.cells, strict=True)
    return Row(row.line, tuple(cleaned(changed[header]) if header in changed else cell for header, cell in pairs))
