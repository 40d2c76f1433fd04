"""Whatever bytes a file holds, a reader answers with rows or with one clear refusal, never with anything else."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_app.errors import CouncilError, Refused
from council_app.exchange.notes import NoteField, read_notes
from council_app.exchange.plan import Known, Plan, check_references, dump_plan, parse_plan
from council_app.exchange.roster import Field, guess_columns, read_roster
from council_app.exchange.tables import Reading, Table, parse_table

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])

CELLS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "=1+1",
            "@x",
            "+44 7700 900100",
            "a@b.se",
            "A <a@b.se>",
            "mailto:x@y",
            "Efternamn, F",
            "\x00",
            "\u202e",
            "1e999",
            "٣",
            "Attending",
            "a" * 300,
        ]
    ),
)
HEADERS = st.sampled_from(
    ["Name", "Email", "Phone", "Status", "Guests", "Order date", "Segment", "text", "at", "tags", "kind", "severity", ""]
)
GRIDS = st.integers(1, 6).flatmap(
    lambda width: st.tuples(st.lists(HEADERS, min_size=width, max_size=width), st.lists(st.lists(CELLS, max_size=width + 1), max_size=8))
)


def table_or_none(raw: bytes) -> Table | None:
    try:
        return parse_table(raw, "fuzz")
    except CouncilError:
        return None


def read_everything(table: Table) -> None:
    for header in table.headers[:2]:
        for field in ("name", "email"):
            try:
                file = read_roster(table, guess_columns(table, {header: field}, "fuzz"), "GB", "fuzz")
            except CouncilError:
                continue
            assert all(row.name or row.email for row in file.rows)
            assert len(file.rows) + len(file.rejected) == len(table.rows) + len(table.rejected)
        try:
            notes = read_notes(table, {header: "text"})
        except CouncilError:
            continue
        assert len(notes.rows) + len(notes.rejected) == len(table.rows) + len(table.rejected)


@MANY
@given(st.binary(max_size=600))
def test_any_bytes_are_a_table_or_refused(raw: bytes) -> None:
    table = table_or_none(raw)
    if table is not None:
        read_everything(table)


@MANY
@given(st.text(max_size=400), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-8-sig"]))
def test_any_text_is_a_table_or_refused(text: str, encoding: str) -> None:
    table = table_or_none(text.encode(encoding, errors="replace"))
    if table is not None:
        assert all(len(row.cells) == len(table.headers) for row in table.rows)
        read_everything(table)


READINGS = st.builds(
    Reading,
    encoding=st.sampled_from([None, "utf-8", "utf-16", "cp1252", "mac_roman", "cp1250", "no such encoding"]),
    delimiter=st.sampled_from([None, ",", ";", "\t", "|", ""]),
    header_line=st.none() | st.integers(0, 9),
    sheet=st.none() | st.text(max_size=5),
)


@MANY
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode), READINGS)
def test_any_file_read_in_any_way_is_a_table_or_refused(raw: bytes, reading: Reading) -> None:
    try:
        table = parse_table(raw, "fuzz", reading)
    except CouncilError:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)
    if reading.header_line is not None:
        assert table.header_line == reading.header_line
    read_everything(table)


@MANY
@given(GRIDS)
def test_any_grid_of_cells_is_read(grid: tuple[list[str], list[list[str]]]) -> None:
    headers, rows = grid
    out = io.StringIO()
    csv.writer(out).writerows([headers, *rows])
    table = table_or_none(out.getvalue().encode("utf-8", errors="replace"))
    if table is not None:
        read_everything(table)


def workbook() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for line, row in enumerate([["Name", "Email", "n"], ["Ada", "a@example.org", 1.5], ["Bo", "", 7700900100]]):
        sheet.write_row(line, 0, row)
    book.close()
    return out.getvalue()


WORKBOOK = workbook()


@MANY
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6), st.booleans())
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, bytes]], cut: bool) -> None:
    raw = bytearray(WORKBOOK)
    for position, piece in damage:
        raw[position : position + len(piece)] = piece
    table = table_or_none(bytes(raw[: damage[0][0]] if cut else raw))
    if table is not None:
        read_everything(table)


@MANY
@given(st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"]), st.data())
def test_a_workbook_with_damaged_insides_is_read_or_refused(part: str, data: st.DataObject) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                at = data.draw(st.integers(0, len(content)))
                piece = data.draw(st.sampled_from([b"<", b"&#0;", b"999999999", b"-1", b'"', b"</row>", b"", b"&lol;", b"\xff"]))
                content = content[:at] + piece + content[at + data.draw(st.integers(0, 20)) :]
            new.writestr(name, content)
    table_or_none(out.getvalue())


YAML_BITS = st.lists(
    st.sampled_from(
        [
            *("council: 1\n", "notes:\n", "  - ", "{", "}", "[", "]", "key: a\n", ": ", "- ", "&a ", "*a", "!!python/object:os.system "),
            *(
                '"',
                "'",
                "|\n",
                "\t",
                "? ",
                "text: x\n",
                "# c\n",
                "---\n",
                "...\n",
                "%YAML 1.1\n",
                "<<: ",
                "\u202e",
                "\x00",
                "\ufeff",
                "1e9",
                "~",
            ),
        ]
    ),
    max_size=30,
)


@MANY
@given(YAML_BITS.map("".join) | st.text(max_size=200).map("council: 1\n".__add__))
def test_any_text_is_a_plan_or_refused(text: str) -> None:
    try:
        plan, where = parse_plan(text, "fuzz.yaml")
    except CouncilError:
        return
    check_references(plan, where, Known())
    assert parse_plan(dump_plan(plan), "again.yaml")[0] == plan


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-10, 10**20)
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(["a", "P01", "2020-03-10", "a/b"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["key", "session", "seat", "text", "stages", "with"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@MANY
@given(st.dictionaries(st.sampled_from(list(Plan.model_fields)), VALUES, max_size=5))
def test_any_values_are_a_plan_or_refused_with_a_place(values: dict[str, object]) -> None:
    assert all(place.startswith("fuzz.yaml:1:") for place in places_of_problems(json.dumps({**values, "council": 1})))


def places_of_problems(text: str) -> list[str]:
    try:
        plan, where = parse_plan(text, "fuzz.yaml")
    except Refused as refused:
        return [problem.what for problem in refused.problems]
    except CouncilError as error:
        return [error.what]
    return [problem.what for problem in check_references(plan, where, Known())]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), min_size=1, max_size=30)
KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True)


@MANY
@given(
    st.lists(
        st.fixed_dictionaries({"key": KEYS}, optional={"text": TEXTS, "author": TEXTS, "tags": st.lists(KEYS, max_size=3)}), max_size=6
    )
)
def test_every_plan_survives_being_written_and_read(notes: list[dict[str, object]]) -> None:
    plan = Plan.model_validate({"council": 1, "notes": notes})
    text = dump_plan(plan)
    again = parse_plan(text, "again.yaml")[0]
    assert again == plan
    assert dump_plan(again) == text


def test_the_fields_of_both_readers_are_words_a_person_can_type() -> None:
    assert all(field.isascii() and field.islower() for field in (*Field, *NoteField))
