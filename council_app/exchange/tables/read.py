"""Any table people have: the kind is told by what is in the file, not by what it is called."""

from __future__ import annotations

import stat
from pathlib import Path

from council_app.errors import CouncilError, m_
from council_app.exchange.tables.bombs import FILE_LIMIT
from council_app.exchange.tables.delimited import read_delimited
from council_app.exchange.tables.model import Reading, Table
from council_app.exchange.tables.sheets import read_sheet

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


DETECTED = Reading()
"""Nothing is told by hand."""


def read_table(path: Path, reading: Reading = DETECTED) -> Table:
    """The table in a CSV, TSV, XLSX or ODS file.

    Raises:
        CouncilError: missing, unreadable, too large, not a table.
    """
    name = str(path)
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            raise CouncilError(name, m_("not a file with an end"), m_("Save it as a file first."))
        if found.st_size > FILE_LIMIT:
            raise CouncilError(name, m_("larger than {limit} MiB", limit=FILE_LIMIT // 1024**2), m_("Split the file."))
        raw = path.read_bytes()
    except OSError as error:
        raise CouncilError(
            name, m_("cannot be read ({problem})", problem=error.strerror or ""), m_("Check the path and your rights.")
        ) from error
    except ValueError as error:
        raise CouncilError(name, m_("no path a file can have"), m_("Check the path and your rights.")) from error
    return parse_table(raw, name, reading)


def parse_table(raw: bytes, name: str, reading: Reading = DETECTED) -> Table:
    """As `read_table`, from bytes; `name` is what errors call the file."""
    if raw.startswith(_ZIP):
        return read_sheet(raw, name, reading)
    if raw.startswith(_OLD_EXCEL):
        raise CouncilError(
            name, m_("an Excel file of before 2007, or one with a password"), m_("Save it as XLSX or CSV without a password.")
        )
    if not raw.strip():
        raise CouncilError(name, m_("the file is empty"), m_("Choose a file with a line of headers and rows below it."))
    return read_delimited(raw, name, reading)
