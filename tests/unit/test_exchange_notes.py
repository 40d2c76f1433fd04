"""Notes come in with what their columns say, whatever their text says."""

from __future__ import annotations

import datetime as dt

import pytest

from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.errors import CouncilError
from council_app.exchange.notes import NoteRow, NotesFile, read_notes
from council_app.exchange.tables import parse_table


def notes(text: str, mapping: dict[str, str] | None = None) -> NotesFile:
    return read_notes(parse_table(text.encode(), "notes.csv"), mapping or {}, "notes.csv")


def test_every_column_is_read() -> None:
    file = notes(
        "key,at,author,speaker,text,kind,severity,tags,task,verbatim,raised,channel,stage\n"
        'n1,2026-03-10T09:52:10+01:00,Kim,P01,"Never, ever",friction,3,"checkout/fees;Late fees, charges",pay,yes,alone,app,buy/pay\n'
    )
    assert file.rejected == ()
    assert file.rows == (
        NoteRow(
            line=2,
            text="Never, ever",
            at=dt.datetime(2026, 3, 10, 8, 52, 10, tzinfo=dt.UTC),
            author="Kim",
            speaker="P01",
            kind=NoteKind.FRICTION,
            severity=Severity.SERIOUS,
            tags=("checkout/fees", "late-fees-charges"),
            task="pay",
            verbatim=True,
            raised=Raised.ALONE,
            channel=Channel.APP,
            stage="buy/pay",
            key="n1",
        ),
    )
    assert file.tag_names == {"checkout": "checkout", "checkout/fees": "fees", "late-fees-charges": "Late fees, charges"}
    assert file.inline is False


def test_a_tag_may_be_called_in_any_script_and_so_may_the_one_above_it() -> None:
    file = notes("text,tags\na,Kort betalning/Återbetalning\nb,配送\nc,רשום/🔥\n")
    assert file.rejected == ()
    assert list(file.tag_names.values()) == ["Kort betalning", "Återbetalning", "配送", "רשום", "🔥"]
    assert [row.tags for row in file.rows] == [(path,) for path in list(file.tag_names)[1:3]] + [(list(file.tag_names)[-1],)]


def test_text_alone_is_enough_and_is_capture_grammar() -> None:
    file = notes('text\n"- @7 waited, again #shop"\n')
    assert file.rows == (NoteRow(line=2, text="- @7 waited, again #shop"),)
    assert file.inline is True


def test_other_headers_are_mapped() -> None:
    file = notes("note,issue,date\nHello,Request refund,2019-02-21\n", {"note": "text", "Issue": "tags", "date": "at"})
    assert file.rows == (NoteRow(line=2, text="Hello", at=dt.datetime(2019, 2, 21), tags=("request-refund",)),)  # noqa: DTZ001 — in the council's zone
    assert {header: str(field) for header, field in file.mapping.items()} == {"note": "text", "issue": "tags", "date": "at"}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ config }}",
        "'; DROP TABLE note; --",
        "=cmd|' /C calc'!A0",
        "@SUM(A1)",
        "{% raw %}",
        "%s%n",
        "../../etc",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    assert [row.text for row in notes(f'text,kind\n"{text}",praise\n').rows] == [text]


def test_a_note_of_which_letters_cannot_be_read_is_listed_and_not_kept() -> None:
    raw = "text\nEn café sur la côte\nUn caf".encode() + b"\xe9 ferm\xe9\n" + "Là-bas\n".encode()
    file = read_notes(parse_table(raw, "f"), {})
    assert [row.text for row in file.rows] == ["En café sur la côte", "Là-bas"]
    assert [(r.line, r.column, str(r.reason)) for r in file.rejected] == [(3, "text", "letters in it cannot be read")]
    assert [row.text for row in notes("text\nwhat does \ufffd mean\n").rows] == ["what does \ufffd mean"]


def test_bad_rows_are_listed_with_line_column_value_and_reason() -> None:
    file = notes(
        "text,kind,severity,at,verbatim,raised,tags,stage,key\n"
        "a,grumble,,,,,,,\nb,,5,,,,,,\nc,,,yesterday,,,,,\nd,,,,perhaps,,,,\ne,,,,,shouted,,,\nf,,,,,,?!,,\n"
        "g,,,,,,,purchase,\nh,,,,,,,,A B\n,praise,,,,,,,\nok,PRAISE,0,,,,,,\n"
    )
    assert [(row.text, row.kind, row.severity) for row in file.rows] == [("ok", NoteKind.PRAISE, Severity.NONE)]
    assert [(r.line, r.column, r.value, str(r.reason)) for r in file.rejected] == [
        (2, "kind", "grumble", "not one of: friction, praise, suggestion, question, observation"),
        (3, "severity", "5", "not one of: 0, 1, 2, 3, 4, !, !!, !!!, !!!!"),
        (4, "at", "yesterday", "not a date and time like 2020-03-10T09:52:10+00:00"),
        (5, "verbatim", "perhaps", "neither yes nor no"),
        (6, "raised", "shouted", "not one of: alone, prompted, agreed"),
        (7, "tags", "?!", "“?!” cannot be made a tag"),
        (8, "stage", "purchase", "a stage is written like “purchase/choose”"),
        (9, "key", "A B", "a key is lower-case letters, digits and hyphens"),
        (10, "text", "", "there is no text"),
    ]


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({}, "no column is called “text”"),
        ({"remark": "text"}, "has no column “remark”"),
        ({"note": "words"}, "“words” is no field of a note"),
        ({"note": "text", "other": "text"}, "two columns cannot both be “text”"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(mapping: dict[str, str], why: str) -> None:
    with pytest.raises(CouncilError) as caught:
        notes("note,other\nHello,x\n", mapping)
    assert str(caught.value.why) == why
