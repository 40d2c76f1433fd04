"""What leaves the workspace as a table."""

from __future__ import annotations

from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace
from council_app.errors import CouncilError, m_
from council_app.exchange.roster.write import COLUMNS, roster_rows
from council_app.exchange.spreadsheet import SheetData, csv_bytes, xlsx_bytes

FORMATS = (".xlsx", ".csv")


def export_roster(*, workspace: Workspace, session: str, out: Path) -> int:
    """Write a session's whole list to a CSV or XLSX file, whole or not at all; returns how many people are in it.

    It holds names, contacts and needs: only its writer may read the file.

    Args:
        workspace: where from.
        session: key of the session.
        out: a file that ends in `.csv` or `.xlsx`.

    Raises:
        CouncilError: no such session, an empty list, another ending, or `out` cannot be written.
    """
    kind = out.suffix.lower()
    if kind not in FORMATS:
        raise CouncilError(str(out), m_("its ending says no kind of table"), m_("Use one of: {words}.", words=", ".join(FORMATS)))
    require_place(out)
    with workspace.read() as reading:
        lines = reads.roster(reading, programme_reads.session_id(reading, session))
    if not lines:
        raise CouncilError(session, m_("nobody is on this list"), m_("Import a roster first; nothing was written."))
    rows = roster_rows(lines)
    content = csv_bytes(COLUMNS, rows) if kind == ".csv" else xlsx_bytes([SheetData(session, COLUMNS, rows)])
    write_whole(out, content, private=True)
    return len(rows)
