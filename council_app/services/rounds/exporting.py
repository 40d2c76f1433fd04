"""The agreement of a round as a table for other programs: one row for all tags together, and one for each tag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from council_app.atomic import require_place, write_whole
from council_app.domain.records import TagLabel
from council_app.domain.rounds import RoundAgreement
from council_app.errors import CouncilError, m_
from council_app.exchange.spreadsheet import Cell, SheetData, csv_bytes, xlsx_bytes

FORMATS = (".xlsx", ".csv")
UNDEFINED = "n/a"
"""What stands where a formula gives nothing: never 0 or 1."""


@dataclass(frozen=True, slots=True)
class AgreementTable:
    """Headers in the words of the data, for programs; the first row is of all tags together and names none."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def text(self) -> str:
        """Tabs and lines, as spreadsheets take them from the clipboard."""
        return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in (self.headers, *self.rows))


def agreement_table(found: RoundAgreement, tags: Sequence[TagLabel]) -> AgreementTable:
    """The figures of a round as a table; coders stand with how often each gave a tag."""
    kappa = "cohen_kappa" if len(found.coders) == 2 else "fleiss_kappa"
    headers = ("tag", "notes", "raw", kappa, "krippendorff_alpha", "unitizing_alpha", *(f"given by {coder}" for coder in found.coders))
    paths = {tag.id: tag.path for tag in tags}
    whole = ("", found.notes, *map(_figure, (found.raw, found.kappa, found.alpha, found.spans)), *(None for _ in found.coders))
    each = (
        (
            paths[tag.tag],
            found.notes,
            *map(_figure, (tag.raw, tag.kappa, tag.alpha, tag.spans)),
            *(tag.given.get(coder, 0) for coder in found.coders),
        )
        for tag in found.tags
    )
    return AgreementTable(headers, (whole, *each))


def export_agreement(*, table: AgreementTable, name: str, out: Path) -> None:
    """Write it to a CSV or XLSX file, whole or not at all.

    Raises:
        CouncilError: another ending, or `out` cannot be written.
    """
    kind = out.suffix.lower()
    if kind not in FORMATS:
        raise CouncilError(str(out), m_("its ending says no kind of table"), m_("Use one of: {words}.", words=", ".join(FORMATS)))
    require_place(out)
    content = csv_bytes(table.headers, table.rows) if kind == ".csv" else xlsx_bytes([SheetData(name, table.headers, table.rows)])
    write_whole(out, content)


def _figure(value: float | None) -> Cell:
    return UNDEFINED if value is None else round(value, 4)
