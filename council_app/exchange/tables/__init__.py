"""Tables people really have, read into text: CSV, TSV, XLSX, ODS."""

from council_app.exchange.tables.model import Rejected, Row, Table
from council_app.exchange.tables.read import parse_table, read_table

__all__ = ["Rejected", "Row", "Table", "parse_table", "read_table"]
