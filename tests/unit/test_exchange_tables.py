"""Any table that people have becomes the same clean table, with the line numbers an editor shows."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from council_app.errors import CouncilError
from council_app.exchange.tables import Reading, Table, parse_table, read_table

PEOPLE = [("Namn", "E-post", "Ort"), ("Åsa Ödlund", "asa@example.org", "Täby"), ("Renée Müller", "renee@example.org", "Zürich")]


def text_of(delimiter: str, end: str = "\r\n") -> str:
    return "".join(delimiter.join(row) + end for row in PEOPLE)


@pytest.mark.parametrize("device", ["pipe.csv", "/dev/zero", "/dev/full"])
def test_what_has_no_end_is_not_read(tmp_path: Path, device: str) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(CouncilError) as refused:
        read_table(tmp_path / device)
    assert str(refused.value.why) == "not a file with an end"


def cells(table: Table) -> list[tuple[str, ...]]:
    return [table.headers, *(row.cells for row in table.rows)]


def table_of(text: str) -> Table:
    return parse_table(text.encode(), "file.csv")


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_every_encoding_and_delimiter_reads_the_same(encoding: str, delimiter: str) -> None:
    table = parse_table(text_of(delimiter).encode(encoding), "file.csv")
    assert cells(table) == PEOPLE
    assert table.delimiter == delimiter


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_reads_the_same(end: str) -> None:
    assert cells(table_of(text_of(";", end))) == PEOPLE


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("mac_roman", "Namn;Ort\nÅsa Ödlund;Täby\nBjörn Älvnäs;Hägersten\nGöran Sjöhage;Malmö\n"),
        ("cp1250", "Imię;Miasto\nŁukasz Żółć;Łódź\nŹdzisław Gęś;Kraków\nAgnieszka Wiśniewska;Gdańsk\n"),
        ("cp1251", "Имя;Город\nАнна Иванова;Москва\nПётр Сидоров;Казань\n"),
    ],
)
def test_encodings_of_other_places_are_guessed(encoding: str, text: str) -> None:
    assert cells(parse_table(text.encode(encoding), "f.csv")) == [tuple(line.split(";")) for line in text.splitlines()]


def test_a_few_bad_bytes_do_not_turn_utf_8_into_something_else() -> None:
    raw = "Namn,Ort\nÅsa Ödlund,Täby\nRen".encode() + b"\xe9" + "e,Malmö\nBo,Lund\n".encode()
    for known in (None, "utf-8"):
        table = parse_table(raw, "f.csv", Reading(encoding=known))
        assert (table.encoding, table.damaged) == ("utf-8", 1)
        assert [row.cells for row in table.rows] == [("Åsa Ödlund", "Täby"), ("Ren\ufffde", "Malmö"), ("Bo", "Lund")]
    marked = parse_table(b"\xef\xbb\xbf" + raw, "f.csv")
    assert (marked.headers, marked.damaged, marked.rows[1].cells) == (("Namn", "Ort"), 1, ("Ren\ufffde", "Malmö"))


def test_a_whole_file_is_not_damaged_even_where_it_holds_the_sign_for_it() -> None:
    assert (table_of("Namn,Ort\nRen\ufffde,Malmö\n").damaged, table_of("Namn,Ort\nÅsa,Täby\n").damaged) == (0, 0)
    assert parse_table("Namn,Ort\nÅsa,Täby\n".encode("cp1252"), "f.csv").damaged == 0


def test_a_hidden_sheet_is_passed_over() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    first, second = book.add_worksheet("Lists"), book.add_worksheet("People")
    first.write_row(0, 0, ["a"])
    second.write_column(0, 0, ["name", "Ada"])
    second.activate()
    first.hide()
    book.close()
    assert parse_table(out.getvalue(), "f").sheet == "People"


def test_a_separator_line_is_obeyed_and_counted() -> None:
    table = table_of("sep=|\r\na,x|b\r\n1,2|3\r\n")
    assert (table.headers, table.rows[0].cells, table.rows[0].line) == (("a,x", "b"), ("1,2", "3"), 3)


def test_commas_in_semicolon_files_are_text() -> None:
    table = table_of("Namn;Summa;Svar\nÅsa;349,00;Ja, ofta\nBo;1\u00a0249,50;Nej\n")
    assert [row.cells for row in table.rows] == [("Åsa", "349,00", "Ja, ofta"), ("Bo", "1\u00a0249,50", "Nej")]


def test_one_column_of_prose_is_one_column() -> None:
    table = table_of("text\nI waited, and waited, and left.\nNothing to say; really\n")
    assert [row.cells for row in table.rows] == [("I waited, and waited, and left.",), ("Nothing to say; really",)]


def test_lines_are_those_of_the_file_when_cells_hold_line_ends() -> None:
    table = table_of('a;b\n1;"first\nsecond"\n\n2;"x ""y"" z"\n;;\n3;4\n')
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("1", "first\nsecond")), (5, ("2", 'x "y" z')), (7, ("3", "4"))]


def test_short_rows_are_filled_and_rows_too_long_are_listed() -> None:
    table = table_of("a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n")
    assert [row.cells for row in table.rows] == [("1", "2", ""), ("1", "2", "3")]
    assert [(r.line, r.value, str(r.reason)) for r in table.rejected] == [(4, "4", "the row has more cells than there are headers")]


def test_headers_are_made_unique_and_blank_ones_numbered() -> None:
    assert table_of("E-mail,,e-mail ,\n1,2,3,4\n").headers == ("E-mail", "Column 2", "e-mail (2)", "Column 4")


def test_a_title_above_the_headers_is_passed_over() -> None:
    table = table_of("Guests of Tuesday,,\n,,\nName,Email,Phone\nAda,a@example.org,1\n")
    assert (table.headers, table.rows[0].line) == (("Name", "Email", "Phone"), 4)


def test_hidden_characters_go_and_accents_are_composed() -> None:
    table = table_of("name\nA\u030asa\u200b \u202eevil\x07\ufeff\n")
    assert table.rows[0].cells == ("Åsa evil",)


def test_a_giant_cell_costs_its_row_only() -> None:
    table = table_of(f"a,b\n1,{'x' * 40_000}\n2,y\n")
    assert [row.line for row in table.rows] == [3]
    assert [(r.line, r.column, str(r.reason)) for r in table.rejected] == [(2, "b", "the cell is longer than 32767 characters")]


def test_a_quotation_mark_never_closed_is_named_by_its_line() -> None:
    with pytest.raises(CouncilError) as caught:
        table_of('a,b\n1,2\n3,"oh\n4,5\n6,7\n')
    assert (caught.value.what, str(caught.value.why)) == ("file.csv:3", "a quotation mark opened here is never closed")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the file is empty"),
        (b"\r\n \r\n", "the file is empty"),
        (b",,,\n,,\n", "holds no rows"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not a table that can be read"),
        (b"%PDF-1.7 something", "not a table that can be read"),
        (bytes(range(256)) * 20, "not a table that can be read"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "an Excel file of before 2007, or one with a password"),
        (b"PK\x03\x04 and then nothing", "the spreadsheet is damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(CouncilError) as caught:
        parse_table(raw, "file")
    assert (caught.value.what, str(caught.value.why)) == ("file", why)


def test_a_missing_file_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CouncilError) as caught:
        read_table(tmp_path / "none.csv")
    assert caught.value.what == str(tmp_path / "none.csv")


def test_a_spreadsheet_gives_what_a_person_sees() -> None:
    moment = dt.datetime(2026, 11, 2, 13, 51, 20, tzinfo=dt.UTC).replace(tzinfo=None)
    raw = xlsx(
        {"Empty": [], "People": [["Name", "Phone", "When", "Share"], ["Åsa", 7700900100, moment, 0.5], ["", "", "", ""], ["Bo", "", "", 3]]}
    )
    table = parse_table(raw, "file.xlsx")
    assert table.sheet == "People"
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Åsa", "7700900100", "2026-11-02 13:51:20", "0.5")),
        (4, ("Bo", "", "", "3")),
    ]


def test_a_sheet_is_chosen_by_name() -> None:
    raw = xlsx({"One": [["a"], ["1"]], "Two": [["b"], ["2"]]})
    assert parse_table(raw, "f", Reading(sheet="Two")).headers == ("b",)
    with pytest.raises(CouncilError) as caught:
        parse_table(raw, "f", Reading(sheet="Three"))
    assert (str(caught.value.why), str(caught.value.todo)) == ("has no sheet “Three”", "Use one of: One, Two.")


def test_a_formula_in_a_spreadsheet_is_never_run() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["name", "note"])
    sheet.write_formula(1, 0, "=1+1", value=2)
    sheet.write_string(1, 1, "=cmd|' /C calc'!A0")
    book.close()
    assert parse_table(out.getvalue(), "f").rows[0].cells == ("2", "=cmd|' /C calc'!A0")


def test_an_open_document_sheet_is_read() -> None:
    def row(*values: str) -> str:
        inner = "".join(f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>' for value in values)
        return f"<table:table-row>{inner}</table:table-row>"

    table = parse_table(ods(row("name", "email") + row("Åsa", "a@example.org")), "f.ods")
    assert cells(table) == [("name", "email"), ("Åsa", "a@example.org")]


def ods(rows: str) -> bytes:
    namespaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest})


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    with pytest.raises(CouncilError) as caught:
        parse_table(zipped({"xl/worksheets/sheet1.xml": b"\0" * (257 * 1024 * 1024)}), "bomb.xlsx")
    assert str(caught.value.why) == "unpacks to more than 256 MiB"


def test_a_zip_that_lies_about_its_size_is_measured() -> None:
    raw = bytearray(zipped({"xl/worksheets/sheet1.xml": b"\0" * (257 * 1024 * 1024)}))
    directory = raw.rindex(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    with pytest.raises(CouncilError) as caught:
        parse_table(bytes(raw), "bomb.xlsx")
    assert str(caught.value.why) == "unpacks to more than 256 MiB"


def test_a_sheet_that_spans_the_whole_grid_is_refused() -> None:
    raw = io.BytesIO(xlsx({"S": [["name"], ["Ada"]]}))
    with zipfile.ZipFile(raw) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"]
    assert isinstance(sheet, bytes)
    files["xl/worksheets/sheet1.xml"] = sheet.replace(b'<c r="A2"', b'<c r="XFD1048576"')
    with pytest.raises(CouncilError) as caught:
        parse_table(zipped(files), "wide.xlsx")
    assert str(caught.value.why) == "a sheet is 1048576 rows by 16384 columns"


def cell(text: str, repeated: int = 1) -> str:
    times = f' table:number-columns-repeated="{repeated}"'
    return f'<table:table-cell office:value-type="string"{times}><text:p>{text}</text:p></table:table-cell>'


def test_an_open_document_that_repeats_a_cell_a_billion_times_is_refused() -> None:
    with pytest.raises(CouncilError) as caught:
        parse_table(ods(f"<table:table-row>{cell('x', 10**9)}</table:table-row>"), "wide.ods")
    assert str(caught.value.why) == "a sheet is 1 rows by 1000000000 columns"


def test_empty_cells_repeated_to_the_edge_are_no_bomb() -> None:
    edge = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = (
        f"<table:table-row>{cell('name')}{edge}</table:table-row><table:table-row>{cell('Ada')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048574">{edge}</table:table-row>'
    )
    assert [row.cells for row in parse_table(ods(rows), "f.ods").rows] == [("Ada",)]
