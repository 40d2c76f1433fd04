"""A roster import takes every person who is coming, and lists every row it does not take."""

from __future__ import annotations

import datetime as dt

import pytest

from council_app.domain.enums import AttendanceStatus
from council_app.errors import CouncilError
from council_app.exchange.roster import Field, RosterFile, RosterRow, guess_columns, read_roster
from council_app.exchange.tables import parse_table


def roster(text: str, region: str = "GB", **by_hand: str) -> RosterFile:
    told = {column.replace("_", " "): field for column, field in by_hand.items()}
    table = parse_table(text.encode(), "file.csv")
    return read_roster(table, guess_columns(table, told, "file.csv"), region, "file.csv")


def only(text: str, region: str = "GB") -> RosterRow:
    file = roster(text, region)
    assert [(r.line, str(r.reason)) for r in file.rejected] == []
    (row,) = file.rows
    return row


def refused(file: RosterFile) -> list[tuple[int, str, str, str]]:
    return [(r.line, r.column, r.value, str(r.reason)) for r in file.rejected]


# Header line, and what its columns are in order; "-" is ignored.
HEADERS = [
    (
        "Order #,Order Date,First Name,Surname,Email,Ticket Type,Attendee Status,Cell Phone",
        "- registered_at first_name last_name email - status phone",
    ),
    (
        "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Product,Price,Checked in,E-mail,Company,Order date",
        "- name first_name last_name - - - email - registered_at",
    ),
    (
        "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at",
        "- name first_name last_name email phone registered_at status -",
    ),
    (
        "Name,User ID,Title,Member ID,Location,Joined Group on,Last visited group on,RSVPs",
        "name - - - - - - status",
    ),
    (
        "Record ID,First name,Last name,Email,Phone number,Contact owner,Lead status,Create date",
        "- first_name last_name email phone - - registered_at",
    ),
    (
        "Salutation,First Name,Last Name,Email,Phone,Account Name,Title,Mailing City",
        "- first_name last_name email phone - - -",
    ),
    (
        "Timestamp,Email Address,Your full name,Phone,Do you have any dietary requirements?",
        "registered_at email name phone dietary",
    ),
    (
        "Id,Starttid,Slutförandetid,E-post,Namn,Mobil,Kost/allergier,Inbjuden av",
        "- - registered_at email name phone dietary invited_by",
    ),
    (
        "Vorname,Name,E-Mail-Adresse,Handynummer,Teilnahmestatus,Begleitpersonen",
        "first_name last_name email phone status guests",
    ),
    (
        "Prénom,Nom,Adresse e-mail,Téléphone portable,Statut,Régime alimentaire",
        "first_name last_name email phone status dietary",
    ),
    (
        "Voornaam,Achternaam,E-mailadres,Telefoonnummer,Deelnamestatus,Aantal gasten",
        "first_name last_name email phone status guests",
    ),
]


@pytest.mark.parametrize(("headers", "fields"), HEADERS)
def test_columns_of_known_exports_are_understood(headers: str, fields: str) -> None:
    file = roster(f"{headers}\n")
    assert " ".join("-" if field is Field.IGNORE else field for field in file.mapping.values()) == fields


def test_a_column_can_be_told_by_hand_and_the_rest_is_guessed() -> None:
    file = roster("Email,Contact,Nick\na@example.org,Ada Example,Ace\n", Contact="name")
    assert [(row.name, row.email) for row in file.rows] == [("Ada Example", "a@example.org")]


def test_addresses_are_found_without_a_header_that_says_so() -> None:
    assert roster("Column,Other\na@example.org,x\nb@example.org,y\n").rows[1].email == "b@example.org"


def test_of_two_address_columns_the_one_with_addresses_is_used() -> None:
    assert only("Email,Name,Your e-mail address\nanonymous,Anonymous,a@example.org\n").email == "a@example.org"


@pytest.mark.parametrize(
    ("by_hand", "why"),
    [
        ({"Nmae": "name"}, "has no column “Nmae”"),
        ({"Name": "nick"}, "“nick” is no field of a roster"),
        ({"Name": "name", "Other": "name"}, "two columns cannot both be “name”"),
        ({"Name": "ignore"}, "no column looks like a name or an e-mail address"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(by_hand: dict[str, str], why: str) -> None:
    with pytest.raises(CouncilError) as caught:
        roster("Name,Other\nAda,x\n", **by_hand)
    assert str(caught.value.why) == why


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ödlund, Åsa", "Åsa Ödlund"),
        ("  Ada   Example ", "Ada Example"),
        ("forsvik, sten-åke", "Sten-Åke Forsvik"),
        ("ADA EXAMPLE", "Ada Example"),
        ("ewan d'arcy", "Ewan D'Arcy"),
        ("VON ROSEN, EBBA", "Ebba von Rosen"),
        ("Gregor MacIllwraith", "Gregor MacIllwraith"),
        ("Martin King, Jr.", "Martin King, Jr."),
        ("A\u030asa\u00a0Ek", "Åsa Ek"),
        ("Jun-ho (준호) Baek", "Jun-ho (준호) Baek"),
        ("<b>Bo</b>", "<b>Bo</b>"),
        ("AJ", "AJ"),
    ],
)
def test_names_are_written_as_on_a_badge(written: str, meant: str) -> None:
    assert only(f'Name,Email\n"{written}",a@example.org\n').name == meant


def test_the_whole_name_comes_before_one_split_by_machine() -> None:
    assert only('name,first_name,last_name,email\n"Sample, Bob","Sample,",Bob,b@example.org\n').name == "Bob Sample"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ADA@Example.ORG ", "ada@example.org"),
        ("mailto:ada@example.org?subject=Hi", "ada@example.org"),
        ("Ada Example <ada@example.org>", "ada@example.org"),
        ("<ada@example.org>", "ada@example.org"),
        ("ada.o'neill+x@mail.example.org", "ada.o'neill+x@mail.example.org"),
        ("ada@bücher.example", "ada@bücher.example"),
    ],
)
def test_addresses_come_in_one_form(written: str, meant: str) -> None:
    assert only(f"Name,Email\nAda,{written}\n").email == meant


def test_a_name_beside_the_address_is_used_when_there_is_no_other() -> None:
    assert only('Email\n"""Example, Ada"" <ada@example.org>"\n').name == "Ada Example"


@pytest.mark.parametrize(
    ("written", "region", "meant"),
    [
        ("07700 900100", "GB", "+447700900100"),
        ("7700900100", "GB", "+447700900100"),
        ("+44 (0)7700 900100", "GB", "+447700900100"),
        ("070-174 06 05", "SE", "+46701740605"),
        ("+4670174 0605", "GB", "+46701740605"),
        ("0046 70 174 06 05", "SE", "+46701740605"),
        ("030 123456", "DE", "+4930123456"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("06 12345678", "NL", "+31612345678"),
        ("312 345 678", "IT", "+39312345678"),
        ("n/a", "GB", ""),
    ],
)
def test_phone_numbers_come_in_one_form(written: str, region: str, meant: str) -> None:
    assert only(f"Name,Email,Phone\nAda,a@example.org,{written}\n", region).phone == meant


def test_a_bad_number_costs_the_row_only_without_an_address() -> None:
    file = roster("Name,Email,Phone\nAda,a@example.org,12\nBo,,ask me\nCy,,07700 900100\n")
    assert [(row.name, row.phone) for row in file.rows] == [("Ada", ""), ("Cy", "+447700900100")]
    assert [(w.line, w.column, w.value, str(w.reason)) for w in file.warnings] == [(2, "Phone", "12", "not a phone number")]
    assert refused(file) == [(3, "Phone", "ask me", "not a phone number")]


def test_bad_rows_are_listed_with_line_column_value_and_reason() -> None:
    file = roster(
        "Name,Email\nAda,a@example\nBo,bo@example.org; bo@example.net\nInfo Requested,Info Requested\nCy,c@example.org\n"
        "=cmd|' /C calc'!A0,d@example.org\n@SUM(A1),e@example.org\n-2+3,f@example.org\nx@y,\n"
    )
    assert [row.name for row in file.rows] == ["Cy"]
    formula = "looks like a spreadsheet formula"
    assert refused(file) == [
        (2, "Email", "a@example", "not an e-mail address"),
        (3, "Email", "bo@example.org; bo@example.net", "there is more than one e-mail address in the cell"),
        (4, "Name", "Info Requested", "neither a name nor an e-mail address"),
        (6, "Name", "=cmd|' /C calc'!A0", formula),
        (7, "Name", "@SUM(A1)", formula),
        (8, "Name", "-2+3", formula),
        (9, "Name", "x@y", "an e-mail address in place of a name"),
    ]


@pytest.mark.parametrize("word", ["Attending", "Checked In", "approved", "kommer", "Zugesagt", "Inscrite", "aanwezig", "Yes", ""])
def test_who_comes_is_confirmed(word: str) -> None:
    assert only(f"Name,Attendee Status\nAda,{word}\n").status is AttendanceStatus.CONFIRMED


@pytest.mark.parametrize("word", ["Waitlisted", "pending", "Väntelista", "auf Warteliste", "Liste d'attente", "wachtlijst"])
def test_who_waits_is_waiting(word: str) -> None:
    assert only(f"Name,Attendee Status\nAda,{word}\n").status is AttendanceStatus.WAITING


@pytest.mark.parametrize(
    "word", ["Not Attending", "Refunded", "declined", "Cancelled", "kommer inte", "Storniert", "Annulé", "afgezegd", "No"]
)
def test_who_does_not_come_is_listed_and_not_added(word: str) -> None:
    file = roster(f"Name,Attendee Status\nAda,{word}\nBo,Attending\n")
    assert [row.name for row in file.rows] == ["Bo"]
    assert refused(file) == [(2, "Attendee Status", word, "not coming")]


def test_a_status_of_something_else_is_no_status() -> None:
    assert roster("Name,Status\nAda,Open\nBo,New\n").mapping["Status"] is Field.IGNORE
    assert refused(roster("Name,Status\nAda,Open\n", Status="status")) == [(2, "Status", "Open", "this status is not known")]


def test_the_rest_of_a_person_is_kept() -> None:
    row = only(
        "Name,Email,Segment,Access needs,Dietary,Invited by,Guests,Order date\n"
        'Ada,a@example.org,"new; heavy user|new","Ramp, front seat",n/a,Bo,+1,2026-11-02 13:51:20+01:00\n'
    )
    assert row == RosterRow(
        line=2,
        name="Ada",
        email="a@example.org",
        phone="",
        status=AttendanceStatus.CONFIRMED,
        segments=("new", "heavy user"),
        access_needs="Ramp, front seat",
        invited_by="Bo",
        guests=1,
        registered_at=dt.datetime(2026, 11, 2, 12, 51, 20, tzinfo=dt.UTC),
    )


def test_a_swedish_excel_file_is_read_whole() -> None:
    text = (
        "Id;E-post;Namn;Mobil;Summa;Kost/allergier\r\n"
        '1;asa@example.org;Åsa Ek;0701740605;1\u00a0249,50;"nötter; ägg"\r\n;;;;;\r\n'
        "2;;Saga Löv;070-174 06 77;99,90;\r\n3;x@example;Ann;;;\r\n;;;;;\r\n"
    )
    table = parse_table(text.encode("cp1252"), "f.csv")
    file = read_roster(table, guess_columns(table, {}, "f.csv"), "SE", "f.csv")
    assert [(row.line, row.name, row.email, row.phone, row.dietary) for row in file.rows] == [
        (2, "Åsa Ek", "asa@example.org", "+46701740605", "nötter; ägg"),
        (4, "Saga Löv", "", "+46701740677", ""),
    ]
    assert refused(file) == [(5, "E-post", "x@example", "not an e-mail address")]
