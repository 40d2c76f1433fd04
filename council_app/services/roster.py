"""The list of who is to come: showing it. Reading it from files is in `roster_import`."""

from __future__ import annotations

from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as reads
from council_app.db.workspace import Workspace
from council_app.domain.records import RosterLine
from council_app.services.roster_import import Duplicate, Rejected, RosterImport, import_roster

__all__ = ["Duplicate", "Rejected", "RosterImport", "import_roster", "roster_lines"]


def roster_lines(*, workspace: Workspace, session: str) -> tuple[RosterLine, ...]:
    """Everybody registered for a session, by name. The only list that carries names."""
    with workspace.read() as reading:
        return reads.roster(reading, programme_reads.session_id(reading, session))
