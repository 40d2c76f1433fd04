"""What people, programs and the malicious put into lists: listed or refused in one clear line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from council_app.errors import CouncilError
from council_app.exchange.roster import RosterFile, guess_columns, read_roster
from council_app.exchange.tables import Reading, parse_table, read_table

MIB = 1024 * 1024


def roster(raw: str | bytes, reading: Reading | None = None) -> RosterFile:
    table = parse_table(raw.encode() if isinstance(raw, str) else raw, "file", reading or Reading())
    return read_roster(table, guess_columns(table, {}, "file"), "GB", "file")


def refusal(raw: bytes) -> str:
    with pytest.raises(CouncilError) as caught:
        parse_table(raw, "file")
    return str(caught.value.why)


def refused(file: RosterFile) -> list[tuple[int, str, str]]:
    return [(row.line, row.column, str(row.reason)) for row in file.rejected]


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+1+cmd|'/C calc'!A0", "-2+3", "＝1+1", "=HYPERLINK(A1)"])
def test_a_formula_costs_its_row(cell: str) -> None:
    file = roster(f'Name,Email,Dietary\n"{cell}",a@example.org,\nBo,b@example.org,"{cell}"\nCy,c@example.org,Vegan\n')
    assert [row.name for row in file.rows] == ["Cy"]
    assert refused(file) == [(2, "Name", "looks like a spreadsheet formula"), (3, "Dietary", "looks like a spreadsheet formula")]


def test_letters_that_cannot_be_read_cost_their_row_and_no_other() -> None:
    file = roster("Name,Email,Dietary\nRené,r@example.org,\nZo".encode() + b"\xeb,z@example.org,\n" + "Bo,b@example.org,Crème\n".encode())
    assert [row.name for row in file.rows] == ["René", "Bo"]
    assert refused(file) == [(3, "Name", "letters in it cannot be read")]


def test_control_characters_and_direction_tricks_go_and_the_person_stays() -> None:
    (row,) = roster("Name,Email\n\x07An\u202enn\u2066 Pi\u200bke\x1b,ann\u202e@example.org\n").rows
    assert (row.name, row.email) == ("Annn Pike", "ann@example.org")


@pytest.mark.parametrize("name", ["محمد الأحمد", "דנה לוי", "سارا‌پور", "王小明", "Jun-ho (준호) Baek"])
def test_names_of_every_script_stay_as_they_are(name: str) -> None:
    assert [row.name for row in roster(f"Name,Email\n{name},a@example.org\n").rows] == [name]


def test_a_name_of_200_characters_is_a_name_and_one_of_201_is_not() -> None:
    file = roster(f"Name,Email\n{'A' + 'b' * 199},a@example.org\n{'A' + 'b' * 200},b@example.org\n")
    assert [len(row.name) for row in file.rows] == [200]
    assert refused(file) == [(3, "Name", "the name is longer than 200 characters")]


def test_line_ends_inside_a_cell_are_spaces_in_a_name_and_kept_in_a_remark() -> None:
    (row,) = roster('Name,Email,Dietary\n"Ann\r\nPike",a@example.org,"nuts\neggs"\n').rows
    assert (row.line, row.name, row.dietary) == (2, "Ann Pike", "nuts\neggs")


def test_everything_wrong_with_a_row_is_found_at_once() -> None:
    file = roster("Name,Email,Phone,Status,Guests\n=1+1,a@example;b@example.org,12,Refunded,lots\nBo,bo@example.org,12,,lots\n")
    assert [(problem.column, str(problem.reason), problem.refuses) for problem in file.problems[2]] == [
        ("Name", "looks like a spreadsheet formula", True),
        ("Status", "not coming", True),
        ("Email", "there is more than one e-mail address in the cell", True),
        ("Phone", "not a phone number", True),
        ("Guests", "not a number of guests up to 20", False),
    ]
    assert refused(file) == [(2, "Name", "looks like a spreadsheet formula")]
    assert [(row.name, row.phone, row.guests) for row in file.rows] == [("Bo", "", 0)]
    assert [(warning.line, warning.column) for warning in file.warnings] == [(3, "Phone"), (3, "Guests")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_what_excel_calls_unicode_text_is_read(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    (row,) = roster((mark + "Namn\tE-post\r\nÅsa Ek\tasa@example.org\r\n").encode(encoding)).rows
    assert (row.name, row.email) == ("Åsa Ek", "asa@example.org")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_separator_line_is_obeyed_in_every_encoding(encoding: str) -> None:
    (row,) = roster("sep=;\r\nNamn;E-post\r\nÅsa, Ek;asa@example.org\r\n".encode(encoding)).rows
    assert (row.line, row.name, row.email) == (3, "Ek Åsa", "asa@example.org")


def test_ragged_rows_are_filled_or_listed() -> None:
    file = roster("Name,Email\nAnn\nBo,bo@example.org,,\nCy,cy@example.org,what,is\n")
    assert [row.name for row in file.rows] == ["Ann", "Bo"]
    assert refused(file) == [(4, "", "the row has more cells than there are headers")]


def test_repeated_and_blank_headers_are_told_apart() -> None:
    table = parse_table(b"Name,,Name,Email,Email\nAnn,x,Pike,,ann@example.org\n", "file")
    assert table.headers == ("Name", "Column 2", "Name (2)", "Email", "Email (2)")
    (row,) = roster("Name,,Name,Email,Email\nAnn,x,Pike,,ann@example.org\n").rows
    assert (row.name, row.email) == ("Ann", "ann@example.org")


def test_encoding_separator_and_headers_can_be_told_by_hand() -> None:
    raw = "A list,of guests\nName|Email\nŁucja|lucja@example.org\n".encode("cp1250")
    table = parse_table(raw, "file", Reading(encoding="cp1250", delimiter="|", header_line=2))
    assert (table.headers, [row.cells for row in table.rows]) == (("Name", "Email"), [("Łucja", "lucja@example.org")])
    assert (table.encoding, table.delimiter, table.header_line) == ("cp1250", "|", 2)
    assert [row.cells for row in table.top] == [("A list,of guests",), ("Name", "Email"), ("Łucja", "lucja@example.org")]


def test_a_file_told_to_have_no_headers_numbers_its_columns() -> None:
    table = parse_table(b"Ann,1\nBo,2\n", "file", Reading(header_line=0))
    assert (table.headers, len(table.rows), table.header_line) == (("Column 1", "Column 2"), 2, 0)


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (Reading(encoding="utf-8"), "the text is damaged or in an unknown encoding"),
        (Reading(header_line=9), "has no row on line 9"),
    ],
)
def test_what_is_told_by_hand_and_cannot_be_is_refused(reading: Reading, why: str) -> None:
    with pytest.raises(CouncilError) as caught:
        parse_table("Namn\nÅsa\n".encode("cp1252"), "file", reading)
    assert str(caught.value.why) == why


def test_a_csv_of_100_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as stream:
        stream.write(b"Name,Email\n")
        stream.truncate(100 * MIB)
    with pytest.raises(CouncilError) as caught:
        read_table(path)
    assert (caught.value.what, str(caught.value.why)) == (str(path), "larger than 64 MiB")


def test_more_cells_than_memory_has_room_for_are_refused() -> None:
    assert refusal(b"Name,Email\n" + b"," * 11_000_000) == "holds more than 10000000 cells"
    assert refusal(b"Name\n" + b"x\n" * 1_100_000) == "has more than 1048576 rows"
    assert refusal(b"Name" + b",x" * 1_500 + b"\n1,2\n") == "has more than 1000 columns"


def workbook(**parts: bytes) -> bytes:
    """A small workbook with some of its parts replaced: `sheet` is the sheet's rows, `shared` the shared texts."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    book.add_worksheet("S").write_row(0, 0, ["Name", "Email"])
    book.close()
    namespace = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    replaced = {
        "xl/worksheets/sheet1.xml": b"<worksheet %b><sheetData>%b</sheetData></worksheet>" % (namespace, parts.get("sheet", b"")),
        "xl/sharedStrings.xml": b"<sst %b>%b</sst>" % (namespace, parts.get("shared", b"")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            new.writestr(name, replaced.get(name, old.read(name)))
    return out.getvalue()


def test_one_long_text_in_many_cells_is_a_bomb() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (line, line) for line in range(1, 20_001))
    assert refusal(workbook(sheet=rows, shared=b"<si><t>" + b"x" * 30_000 + b"</t></si>")) == "unpacks to more than 256 MiB"


def test_one_long_text_and_many_short_ones_are_no_bomb() -> None:
    rows = b'<row r="1"><c r="A1" t="s"><v>1</v></c></row>' + b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>%d</v></c></row>' % (line, line, 0 if line == 9 else 2) for line in range(2, 20_001)
    )
    shared = b"<si><t>" + b"x" * 30_000 + b"</t></si><si><t>Name</t></si><si><t>Ann</t></si>"
    assert len(parse_table(workbook(sheet=rows, shared=shared), "file").rows) == 19_999


def test_cells_that_do_not_say_where_they_stand_are_counted() -> None:
    assert refusal(workbook(sheet=b"<row>" + b"<c><v>1</v></c>" * 10_500_000 + b"</row>")) == "unpacks to more than 256 MiB"


def test_a_repeated_text_in_an_open_document_is_a_bomb() -> None:
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    repeated = 'office:value-type="string" table:number-columns-repeated="500"'
    cell = f"<table:table-cell {repeated}><text:p>{'x' * 30_000}</text:p></table:table-cell>"
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet><table:table>"
        f'<table:table-row table:number-rows-repeated="100">{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    assert refusal(out.getvalue()) == "unpacks to more than 256 MiB"


LONG = ["a" * 32_000, "a@" + "." * 31_000 + " x", "a " * 16_000, "a@b.se " * 4_000, "+" + "1 " * 15_000, "<" * 32_000]


@pytest.mark.parametrize("cell", LONG, ids=["letters", "dots", "words", "addresses", "digits", "brackets"])
def test_a_cell_made_to_take_long_is_listed_at_once(cell: str) -> None:
    rows = f'"{cell}","{cell}","{cell}"\n' * 20
    file = roster(f"Name,Email,Phone\n{rows}")
    assert (len(file.rows), len(file.rejected)) == (0, 20)
    guess_columns(parse_table(f"Ann Pike,ann@example.org,1\n{rows}".encode(), "file"), {}, "file")
