"""Figures come in from any shape of table; what could mean two numbers is refused, never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from council_app.errors import CouncilError
from council_app.exchange.indicators import IndicatorFile, IndicatorRow, read_indicators
from council_app.exchange.tables import parse_table


def figures(text: str, encoding: str = "utf-8") -> IndicatorFile:
    return read_indicators(parse_table(text.encode(encoding), "figures.csv"), "figures.csv")


def refused(file: IndicatorFile) -> list[tuple[int, str, str]]:
    return [(each.line, each.value, str(each.reason)) for each in file.rejected]


def test_a_line_per_figure_is_read() -> None:
    file = figures("market,indicator,month,value\ngb,NPS,2026-01,41\nSweden,Complaints per million,Feb 2026,120.5\n")
    assert file.figures == (
        IndicatorRow(2, "gb", "NPS", "2026-01", 41),
        IndicatorRow(3, "Sweden", "Complaints per million", "2026-02", 120.5),
    )
    assert (file.rejected, file.has_market, file.rows_read) == ((), True, 2)


def test_a_column_per_indicator_is_read_as_german_excel_writes_it() -> None:
    file = figures("Land;Monat;NPS;Treue\nDE;01/2026;−3,5;92 %\nDE;März 2026;1.041,25;\n")
    assert [(row.name, row.month, row.value) for row in file.figures] == [
        ("NPS", "2026-01", -3.5),
        ("Treue", "2026-01", 92),
        ("NPS", "2026-03", 1041.25),
    ]
    assert file.rejected == ()


def test_a_column_per_month_is_read_in_the_encoding_of_swedish_excel() -> None:
    file = figures("Nyckeltal;2026-01;2026-02\nNöjdhet;4,2;4,4\n", "cp1252")
    assert file.figures == (IndicatorRow(2, "", "Nöjdhet", "2026-01", 4.2), IndicatorRow(2, "", "Nöjdhet", "2026-02", 4.4))
    assert not file.has_market


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("abc", "is not a number"),
        ("1,23", "could be two numbers; write it without separators for thousands"),
        ("1.2.3", "is not a number"),
        ("=1+1", "looks like a spreadsheet formula"),
        ("@SUM(A1)", "looks like a spreadsheet formula"),
        ("1e400", "is not a number"),
        ("inf", "is not a number"),
        ("9999999999999", "is larger than any figure can be"),
        ("", "there is no value"),
    ],
)
def test_a_value_that_is_none_is_refused_with_its_line(cell: str, why: str) -> None:
    file = figures(f'indicator,month,value\nNPS,2026-01,41.5\nNPS,2026-02,"{cell}"\nNPS,2026-03,43.5\n')
    assert refused(file) == [(3, cell, why)]
    assert [row.value for row in file.figures] == [41.5, 43.5]


@pytest.mark.parametrize("month", ["2026-13", "13/2026", "soon", "0000-01", "2026", ""])
def test_a_month_that_is_none_refuses_its_row(month: str) -> None:
    file = figures(f"indicator,month,value\nNPS,2026-01,41\nNPS,{month},42\n")
    assert refused(file) == [(3, month, "is not a month")]


def test_without_months_the_file_is_refused() -> None:
    with pytest.raises(CouncilError, match="no columns say month, indicator and value"):
        figures("name,value\nNPS,41\n")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12), min_size=3, max_size=3))
def test_whatever_stands_in_a_row_it_is_read_or_refused(cells: list[str]) -> None:
    line = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    file = figures(f"indicator,month,value\nNPS,2026-01,41\n{line}\n")
    assert file.figures[:1] == (IndicatorRow(2, "", "NPS", "2026-01", 41),)
    assert len(file.figures) + len(file.rejected) in (1, 2)
