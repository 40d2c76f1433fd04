"""Bringing a roster in from a file: looked at, mapped, rehearsed, imported, and what was rejected corrected."""

from council_app.exchange.roster import MANY, UNREAD, CellProblem, Field, RosterRow
from council_app.exchange.tables import Reading, Rejected
from council_app.services.roster_import.draft import Draft, check_row, open_roster, with_columns, with_corrections
from council_app.services.roster_import.model import Duplicate, Fate, RosterImport, RowFate
from council_app.services.roster_import.verbs import add_corrected, carry_out, import_roster, rehearse, save_rejected

__all__ = [
    "MANY",
    "UNREAD",
    "CellProblem",
    "Draft",
    "Duplicate",
    "Fate",
    "Field",
    "Reading",
    "Rejected",
    "RosterImport",
    "RosterRow",
    "RowFate",
    "add_corrected",
    "carry_out",
    "check_row",
    "import_roster",
    "open_roster",
    "rehearse",
    "save_rejected",
    "with_columns",
    "with_corrections",
]
