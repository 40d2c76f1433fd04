"""People who are to come, read from the exports of booking systems, forms and spreadsheets."""

from council_app.exchange.roster.columns import guess_columns, layout_of, names_somebody
from council_app.exchange.roster.headers import MANY, UNREAD, Field
from council_app.exchange.roster.read import CellProblem, RosterFile, RosterReader, RosterRow, read_roster

__all__ = [
    "MANY",
    "UNREAD",
    "CellProblem",
    "Field",
    "RosterFile",
    "RosterReader",
    "RosterRow",
    "guess_columns",
    "layout_of",
    "names_somebody",
    "read_roster",
]
