"""Tables people really have, read into text: CSV, TSV, XLSX, ODS."""

from council_app.exchange.tables.encoding import UNREADABLE
from council_app.exchange.tables.model import ADDRESS, Reading, Rejected, Row, Table
from council_app.exchange.tables.read import parse_table, read_table

__all__ = ["ADDRESS", "UNREADABLE", "Reading", "Rejected", "Row", "Table", "parse_table", "read_table"]
