"""People who are to come, read from the exports of booking systems, forms and spreadsheets."""

from council_app.exchange.roster.columns import Field, map_columns
from council_app.exchange.roster.read import RosterFile, RosterRow, read_roster

__all__ = ["Field", "RosterFile", "RosterRow", "map_columns", "read_roster"]
