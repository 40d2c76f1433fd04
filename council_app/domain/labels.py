"""Sheets of badge labels as they are sold, one row each: what a badge is printed on, in millimetres.

Sizes and pitches as published by the makers and kept in the label lists of LibreOffice, gLabels and pretix; a sheet of another maker with
the same geometry fits as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from council_app.errors import CouncilError, m_


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """One kind of sheet, or of single badge, in mm.

    Attributes:
        key: how it is named on the command line (`80x50`).
        makers: product numbers of this geometry; empty where no product is needed.
        width, height: of one label.
        left, top: from the sheet's corner to the first label.
        across, down: from one label to the next (pitch).
        page: width and height of the sheet.
        cut: True when labels have to be cut apart, so that lines are printed between them.
    """

    key: str
    makers: str
    width: float
    height: float
    columns: int = 1
    rows: int = 1
    left: float = 0
    top: float = 0
    across: float = 0
    down: float = 0
    page: tuple[float, float] = (210, 297)
    cut: bool = False

    @property
    def per_sheet(self) -> int:
        """How many labels one sheet has."""
        return self.columns * self.rows

    def place(self, position: int) -> tuple[float, float]:
        """Where label `position` (0 is the first, row by row) begins: mm from the left and from the top."""
        row, column = divmod(position % self.per_sheet, self.columns)
        return self.left + column * self.across, self.top + row * self.down


SHEETS: tuple[LabelSheet, ...] = (
    LabelSheet("80x50", "Avery L4785, HERMA 4412", 80, 50, 2, 5, 17.5, 13.5, 95, 55),
    LabelSheet("99x68", "Avery L7165", 99.1, 67.7, 2, 4, 4.7, 13.1, 101.6, 67.7),
    LabelSheet("90x60", "Durable 1456", 90, 60, 2, 4, 15, 28.5, 90, 60),
    LabelSheet("90x54", "Durable 1445", 90, 54, 2, 5, 15, 12, 90, 54),
    LabelSheet("85x54", "Avery C32015", 85, 54, 2, 4, 17, 31.5, 91, 60),
    LabelSheet("105x74", "", 105, 74.25, 2, 4, 0, 0, 105, 74.25, cut=True),
    LabelSheet("a6", "", 105, 148, page=(105, 148)),
    LabelSheet("card", "", 86, 54, page=(86, 54)),
)


def sheet_named(name: str) -> LabelSheet:
    """The sheet of this key or product number (`80x50`, `L4785`), case and spaces aside.

    Raises:
        CouncilError: there is none.
    """
    wanted = "".join(name.split()).casefold()
    for sheet in SHEETS:
        products = [maker.casefold().split() for maker in sheet.makers.split(",") if maker]
        if wanted in {sheet.key, *("".join(words) for words in products), *(words[-1] for words in products)}:
            return sheet
    listed = ", ".join(sheet.key for sheet in SHEETS)
    raise CouncilError(name, m_("this is no sheet of labels that Council knows"), m_("Use one of: {words}.", words=listed))
