"""The figures of a report as a workbook: the numbers and ids of the pages, nothing hidden told, nothing a formula."""

import io
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from council_app.domain.enums import Audience
from council_app.domain.report import Section
from council_app.errors import CouncilError
from council_app.i18n import translator
from council_app.reporting import model
from council_app.reporting.told import Told, ToldKind
from council_app.services.report.rendering import ReportFormat, finished
from tests import report_factory as factory

Sheets = dict[str, list[list[object]]]


def workbook(report: model.Report) -> bytes:
    return finished(report=report, t=translator("en-GB"), format=ReportFormat.XLSX)


def read(report: model.Report) -> Sheets:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(report)))
    return {name: [list(row) for row in book.get_sheet_by_name(name).to_python()] for name in book.sheet_names}


def test_there_is_a_sheet_for_each_thing_that_is_counted() -> None:
    assert list(read(factory.report())) == [
        "About",
        "People",
        "Findings",
        "By council",
        "Finding by stage",
        "Themes",
        "Stages",
        "Theme by group, in people",
        "Tasks",
        "Questionnaires",
        "Across councils",
        "Promises",
        "Open questions",
        "Notes",
    ]


def test_a_figure_has_the_id_it_has_in_the_report() -> None:
    told = (Told("F1", Section.FINDINGS, "5 of 18 people", "SE-14", ToldKind.FIGURE, "finding:SE-14", (5, 18, None)),)
    sheets = read(factory.report(told=told))
    assert sheets["Claims"] == [
        ["No.", "Part", "What the report says", "Where it comes from", "Number 1", "Number 2", "Number 3"],
        ["F1", "Findings", "5 of 18 people", "SE-14", 5, 18, ""],
    ]
    assert [row[-1] for row in sheets["Findings"][:2]] == ["Ids", "F1"]


def test_all_notes_are_there_however_many_are_printed() -> None:
    assert len(read(factory.report(notes=factory.notes(900)))["Notes"]) == 901


def test_a_hidden_number_is_an_empty_cell() -> None:
    groups = {row[0]: row[1] for row in read(factory.report())["People"]}
    assert groups["over 70"] == ""


def test_no_text_is_a_formula() -> None:
    note = replace(factory.notes(1)[0], text="=HYPERLINK(1)")
    assert read(factory.report(notes=(note,)))["Notes"][1][6] == "'=HYPERLINK(1)"


def test_outside_there_are_no_notes_no_keys_and_no_seats() -> None:
    sheets = read(factory.report(audience=Audience.EXTERNAL))
    assert "Notes" not in sheets
    assert {row[-2] for row in sheets["Findings"][1:]} == {""}
    seats = {quote.seat for finding in factory.report().findings for quote in finding.quotes}
    assert seats & {cell for rows in sheets.values() for row in rows for cell in row} == set()


def test_a_seat_in_what_somebody_typed_stops_it() -> None:
    first, *others = factory.report().findings
    named = replace(first, facts=replace(first.facts, title="P03 was accused"))
    with pytest.raises(CouncilError, match="the external report would name seat P03"):
        workbook(factory.report(audience=Audience.EXTERNAL, findings=(named, *others)))


def test_the_same_report_is_the_same_workbook() -> None:
    assert workbook(factory.report()) == workbook(factory.report())
