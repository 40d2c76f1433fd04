"""What goes out as a spreadsheet is data to every program that opens it."""

from __future__ import annotations

import datetime as dt

import pytest

from council_app.errors import CouncilError
from council_app.exchange.spreadsheet import SheetData, csv_bytes, safe_text, xlsx_bytes
from council_app.exchange.tables import parse_table
from council_app.exchange.tables.model import Reading

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠x", "|calc", "%x", "\u00a0=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_start_a_formula_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Åsa", "1+1", "a=b", "'quoted", "P07"])
def test_other_text_is_left_alone(text: str) -> None:
    assert safe_text(text) == text


def test_a_csv_opens_everywhere_and_reads_back() -> None:
    raw = csv_bytes(["name", "=n"], [["Åsa; Ek", 3], ["=cmd", -1.5], ['say "hi"\nagain', None], [True, dt.date(2026, 3, 1)]])
    assert raw == ('\ufeffname,\'=n\r\nÅsa; Ek,3\r\n\'=cmd,-1.5\r\n"say ""hi""\nagain",\r\nTRUE,2026-03-01\r\n'.encode())
    assert [row.cells for row in parse_table(raw, "f").rows] == [
        ("Åsa; Ek", "3"),
        ("'=cmd", "-1.5"),
        ('say "hi"\nagain', ""),
        ("TRUE", "2026-03-01"),
    ]


def test_a_workbook_holds_texts_numbers_and_dates_and_no_formulas() -> None:
    rows = [[text, 1.5, dt.date(2026, 3, 1), True, None] for text in ["=1+1", "https://example.org", "Åsa\x07"]]
    raw = xlsx_bytes([SheetData("Notes: [all]", ["text", "n", "day", "yes", "none"], rows), SheetData("notes  all", ["a"], [["b"]])])
    table = parse_table(raw, "f")
    assert table.sheet == "Notes all"
    assert [row.cells for row in table.rows] == [
        ("'=1+1", "1.5", "2026-03-01", "TRUE", ""),
        ("https://example.org", "1.5", "2026-03-01", "TRUE", ""),
        ("Åsa", "1.5", "2026-03-01", "TRUE", ""),
    ]
    assert parse_table(raw, "f", Reading(sheet="notes all 2")).rows[0].cells == ("b",)


def test_the_same_table_gives_the_same_bytes() -> None:
    data = [SheetData("A", ["x"], [["y"]])]
    assert xlsx_bytes(data) == xlsx_bytes(data)


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(CouncilError) as caught:
        xlsx_bytes([SheetData("A", ["x"], [["y" * 40_000]])])
    assert str(caught.value.why) == "a text is longer than a spreadsheet cell can be"
