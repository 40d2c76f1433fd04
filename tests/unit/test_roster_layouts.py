"""The exports that people really have, in five languages: whose columns are understood without a word by hand."""

from __future__ import annotations

import pytest

from council_app.exchange.roster import Field, RosterRow, guess_columns, layout_of, read_roster
from council_app.exchange.tables import Table, parse_table

# (tool, headers, one row, who that is)
LAYOUTS = [
    (
        "pretix",
        "Order code,Attendee name,Attendee name: Given name,Attendee name: Family name,Product,Price,Checked in,Paid,Secret,E-mail,"
        "Do you consent to being photographed?,Company,Order date,Requires special attention,Seat ID",
        'A1B2C,"Pike, Ann",Ann,Pike,Guest – standard,0.00,,Yes,x9,ann@example.org,Yes,,2026-04-02,No,',
        ("Ann Pike", "ann@example.org", "", "", ""),
    ),
    (
        "pretix de",
        "Bestellnummer;Teilnehmername;Teilnehmername: Vorname;Teilnehmername: Nachname;Produkt;Preis;E-Mail;Bestelldatum;"
        "Benötigt besondere Aufmerksamkeit",
        "A1B2C;Jörg Maier;Jörg;Maier;Gast;0,00;joerg@example.org;2026-04-02;Ja",
        ("Jörg Maier", "joerg@example.org", "", "", "Ja"),
    ),
    (
        "pretix fr",
        "Code de commande;Nom du participant;Produit;Prix;E-mail;Date de commande;Nécessite une attention particulière",
        "A1B2C;Chloé Petit;Invité;0,00;chloe@example.org;2026-04-02;Non",
        ("Chloé Petit", "chloe@example.org", "", "", ""),
    ),
    (
        "pretix nl",
        "Bestelcode;Naam deelnemer;Product;Prijs;E-mailadres;Besteldatum;Vereist speciale aandacht",
        "A1B2C;Daan Smit;Gast;0,00;daan@example.org;2026-04-02;Nee",
        ("Daan Smit", "daan@example.org", "", "", ""),
    ),
    (
        "Eventbrite",
        "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Group,Currency,Attendee Status,Cell Phone,"
        "May we contact you by e-mail after the event?,Do you have any dietary requirements?",
        "77,2026-04-02 18:00,Bo,Quist,bo@example.org,1,General,9,,GBP,Attending,07700 900101,Yes,Vegan",
        ("Bo Quist", "bo@example.org", "+447700900101", "Vegan", ""),
    ),
    (
        "Eventbrite sv",
        "Order-nr;Orderdatum;Förnamn;Efternamn;E-post;Antal;Biljettyp;Deltagarstatus;Mobiltelefon",
        "77;2026-04-02;Bo;Quist;bo@example.org;1;Allmän;Deltar;07700 900101",
        ("Bo Quist", "bo@example.org", "+447700900101", "", ""),
    ),
    (
        "Eventbrite fr",
        "N° de commande;Date de commande;Prénom;Nom de famille;E-mail;Quantité;Type de billet;Statut du participant",
        "77;2026-04-02;Bo;Quist;bo@example.org;1;Standard;Participe",
        ("Bo Quist", "bo@example.org", "", "", ""),
    ),
    (
        "Eventbrite nl",
        "Bestelnummer;Besteldatum;Voornaam;Achternaam;E-mail;Aantal;Tickettype;Status deelnemer",
        "77;2026-04-02;Bo;Quist;bo@example.org;1;Standaard;Aanwezig",
        ("Bo Quist", "bo@example.org", "", "", ""),
    ),
    (
        "Luma",
        "guest_id,name,first_name,last_name,email,phone_number,created_at,approval_status,checked_in_at,utm_source,referred_by,ticket_name,"
        '"What should we cook, any diet? "',
        '"gst-1","Rook, Cy","Rook,",Cy,cy@example.org,+447700900103,2026-04-02T00:16:45.813Z,approved,,,Ann,Standard,Nut allergy',
        ("Cy Rook", "cy@example.org", "+447700900103", "Nut allergy", ""),
    ),
    (
        "HubSpot",
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Create Date,Lifecycle Stage",
        "12,Di,Swan,di@example.org,07700 900104,Kim,Open,2026-04-02 09:14,Lead",
        ("Di Swan", "di@example.org", "+447700900104", "", ""),
    ),
    (
        "HubSpot fr",
        "ID d'enregistrement,Prénom,Nom,E-mail,Numéro de téléphone,Propriétaire du contact,Statut du lead,Date de création",
        "12,Di,Swan,di@example.org,07700 900104,Kim,Ouvert,2026-04-02",
        ("Di Swan", "di@example.org", "+447700900104", "", ""),
    ),
    (
        "HubSpot nl",
        "Record-ID,Voornaam,Achternaam,E-mail,Telefoonnummer,Eigenaar van contact,Leadstatus,Aanmaakdatum",
        "12,Di,Swan,di@example.org,07700 900104,Kim,Open,2026-04-02",
        ("Di Swan", "di@example.org", "+447700900104", "", ""),
    ),
    (
        "Microsoft Forms, anonymous",
        "ID,Start time,Completion time,Email,Name,Your full name,Your e-mail address,Do you have any access needs?",
        "1,10/9/2026 11:02,10/9/2026 11:05,anonymous,Anonymous,Eve Marsh,eve@example.org,Ramp",
        ("Eve Marsh", "eve@example.org", "", "", "Ramp"),
    ),
    (
        "Microsoft Forms sv",
        "ID;Starttid;Slutförandetid;E-post;Namn;Vad heter du?;Vilket är ditt mobilnummer?;Har du några särskilda behov?;"
        "Jag samtycker till att bli fotograferad",
        "1;a;b;anonymous;Anonymous;Eve Marsh;07700 900105;Nej;Ja",
        ("Eve Marsh", "", "+447700900105", "", ""),
    ),
    (
        "Microsoft Forms de",
        "ID;Startzeit;Fertigstellungszeit;E-Mail;Name;Wie heißen Sie?;Handynummer;Haben Sie Allergien oder Unverträglichkeiten?;"
        "Ich stimme zu, dass Fotos gemacht werden",
        "1;a;b;eve@example.org;Anonymous;Eve Marsh;07700 900105;keine;Ja",
        ("Eve Marsh", "eve@example.org", "+447700900105", "", ""),
    ),
    (
        "Microsoft Forms fr",
        "ID;Heure de début;Heure de fin;Adresse de messagerie;Nom;Votre numéro de téléphone;Avez-vous des restrictions alimentaires ?",
        "1;a;b;eve@example.org;Eve Marsh;07700 900105;Végane",
        ("Eve Marsh", "eve@example.org", "+447700900105", "Végane", ""),
    ),
    (
        "Microsoft Forms nl",
        "Id;Begintijd;Tijd van voltooien;E-mail;Naam;Wat is je telefoonnummer?;Heb je dieetwensen?;Ik ga akkoord met opnames",
        "1;a;b;eve@example.org;Eve Marsh;07700 900105;Geen;Ja",
        ("Eve Marsh", "eve@example.org", "+447700900105", "", ""),
    ),
    (
        "Google Forms",
        "Timestamp,Email Address,Your full name,Phone,Dietary requirements",
        "2026/04/02 7:01:33 PM GMT+2,fay@example.org,Fay Lund,07700 900106,Halal",
        ("Fay Lund", "fay@example.org", "+447700900106", "Halal", ""),
    ),
    (
        "Google Forms sv",
        "Tidstämpel;E-postadress;För- och efternamn;Telefon;Specialkost",
        "2026-04-02 19:01:33;fay@example.org;Fay Lund;07700 900106;Inget",
        ("Fay Lund", "fay@example.org", "+447700900106", "", ""),
    ),
    (
        "Google Forms de",
        "Zeitstempel;E-Mail-Adresse;Vor- und Nachname;Telefonnummer;Ernährung",
        "02.04.2026 19:01:33;fay@example.org;Fay Lund;07700 900106;Vegetarisch",
        ("Fay Lund", "fay@example.org", "+447700900106", "Vegetarisch", ""),
    ),
    (
        "Meetup",
        "Name,User ID,Title,Member ID,Location,Joined Group on,Last visited group on,RSVPs",
        "Gil Park,user 1,,1,London,2020,2026,yes",
        ("Gil Park", "", "", "", ""),
    ),
]


def table_of(text: str) -> Table:
    return parse_table(text.encode(), "file.csv")


def read(text: str) -> tuple[RosterRow, ...]:
    table = table_of(text)
    file = read_roster(table, guess_columns(table, {}, "file.csv"), "GB", "file.csv")
    assert file.rejected == ()
    return file.rows


@pytest.mark.parametrize(("tool", "headers", "row", "who"), LAYOUTS, ids=[layout[0] for layout in LAYOUTS])
def test_a_guest_is_read_from_the_export_of(tool: str, headers: str, row: str, who: tuple[str, str, str, str, str]) -> None:
    (guest,) = read(f"{headers}\n{row}\n")
    assert (guest.name, guest.email, guest.phone, guest.dietary, guest.access_needs) == who


def test_a_list_without_a_line_of_headers_loses_nobody() -> None:
    rows = read("7,Ann Pike,07700 900101,ann@example.org\n8,Bo Quist,07700 900102,bo@example.org\n")
    assert [(row.line, row.name, row.phone, row.email) for row in rows] == [
        (1, "Ann Pike", "+447700900101", "ann@example.org"),
        (2, "Bo Quist", "+447700900102", "bo@example.org"),
    ]


def test_the_layout_of_a_file_is_its_headers_whatever_their_case() -> None:
    first, second = table_of("Name,E-Mail\nAnn,a@example.org\n"), table_of("NAME,e-mail\nBo,b@example.org\nCy,\n")
    assert layout_of(first) == layout_of(second) != layout_of(table_of("E-Mail,Name\n"))


def test_people_are_no_layout() -> None:
    assert layout_of(table_of("Ann Pike,ann@example.org\nBo Quist,bo@example.org\n")) == ""
    assert layout_of(table_of("Guests of ann@example.org and others,Name\n1,Bo\n")) == ""


@pytest.mark.parametrize(
    "question",
    [
        "I consent to photos",
        "I agree that my words are quoted",
        "May we contact you by e-mail?",
        "Photo permission",
        "Jag samtycker till att bli filmad",
        "Får vi citera dig?",
        "Ich bin einverstanden, fotografiert zu werden",
        "Dürfen wir Sie filmen?",
        "J'accepte d'être photographié",
        "Ik geef toestemming voor foto's",
        "GDPR",
    ],
)
def test_a_question_about_consent_is_recognised_and_its_answers_are_not_read(question: str) -> None:
    table = table_of(f'Name,Email,"{question}","{question} (again)"\nAnn,a@example.org,Yes,No\nBo,b@example.org,,\n')
    file = read_roster(table, guess_columns(table, {}, "f"), "GB", "f")
    assert file.consents == (question, f"{question} (again)")
    assert [(row.name, row.segments, row.access_needs, row.dietary) for row in file.rows] == [("Ann", (), "", ""), ("Bo", (), "", "")]


def test_an_address_column_that_speaks_of_consent_is_an_address_column() -> None:
    table = table_of("Your name,Your e-mail (I consent to be written to)\nAnn,ann@example.org\n")
    assert list(guess_columns(table, {}, "f").values()) == [Field.NAME, Field.EMAIL]


def test_a_yes_or_no_question_about_e_mail_is_no_address() -> None:
    table = table_of("Name,Shall we remind you by e-mail?,Contact\nAnn,Yes,ann@example.org\nBo,No,bo@example.org\n")
    assert list(guess_columns(table, {}, "f").values()) == [Field.NAME, Field.IGNORE, Field.EMAIL]


def test_what_is_remembered_of_a_layout_comes_before_the_guess_and_after_the_hand() -> None:
    table = table_of("Name,Nick,Contact\nAnn,An,ann@example.org\n")
    known = {"NAME": "ignore", "nick": "name", "contact": "email", "Gone": "phone", "Name ": "no field"}
    assert list(guess_columns(table, {}, "f", known).values()) == [Field.IGNORE, Field.NAME, Field.EMAIL]
    assert list(guess_columns(table, {"Name": "name"}, "f", known).values()) == [Field.NAME, Field.IGNORE, Field.EMAIL]
