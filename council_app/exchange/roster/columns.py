"""Which column of a roster means what: one table of header words in five languages, read by one small engine.

Headers seen in exports of Eventbrite, pretix, Luma, Meetup, HubSpot, Salesforce, Microsoft and Google Forms. A row whose words are
matched whole comes before one whose words are only contained, because forms carry whole questions as headers.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from council_app.errors import CouncilError, m_
from council_app.exchange.tables import Table
from council_app.exchange.text import folded, shown


class Field(StrEnum):
    """What a column can hold; the words of `--map COLUMN=FIELD`."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    STATUS = "status"
    SEGMENTS = "segments"
    ACCESS_NEEDS = "access_needs"
    DIETARY = "dietary"
    INVITED_BY = "invited_by"
    GUESTS = "guests"
    REGISTERED_AT = "registered_at"
    IGNORE = "ignore"


MANY = frozenset({Field.SEGMENTS, Field.ACCESS_NEEDS, Field.DIETARY})
"""Fields that several columns may fill together."""


@dataclass(frozen=True, slots=True)
class _Words:
    """Header words of a field: `whole` headers in order of preference, and a pattern that may stand inside a longer one."""

    whole: tuple[str, ...]
    inside: str = ""


# Written folded: no case, no accents, no punctuation.
_WORDS: Mapping[Field, _Words] = {
    Field.EMAIL: _Words(
        (
            *("email", "e mail", "email address", "e mail address", "attendee email", "your email", "mail", "primary email"),
            *("e post", "epost", "e postadress", "epostadress", "mejl", "mailadress"),
            *("e mail adresse", "email adresse", "mailadresse", "adresse e mail", "adresse mail", "courriel", "adresse courriel"),
            *("e mailadres", "emailadres", "mailadres"),
        ),
        r"\b(e ?mail|e ?post ?adress|e ?post|courriel)\b",
    ),
    Field.FIRST_NAME: _Words(
        (
            *("first name", "firstname", "given name", "forename", "attendee name given name", "attendee first name"),
            *("fornamn", "tilltalsnamn", "vorname", "rufname", "prenom", "voornaam"),
        ),
    ),
    Field.LAST_NAME: _Words(
        (
            *("last name", "lastname", "surname", "family name", "attendee name family name", "attendee last name"),
            *("efternamn", "nachname", "familienname", "nom de famille", "achternaam", "familienaam"),
        ),
    ),
    Field.NAME: _Words(
        (
            *("attendee name", "full name", "your full name", "your name", "guest name", "participant name", "name", "participant"),
            *("fullstandigt namn", "for och efternamn", "ditt namn", "namn", "deltagare"),
            *("vollstandiger name", "vor und nachname", "ihr name", "teilnehmername", "name teilnehmer"),
            *("nom complet", "nom et prenom", "nom prenom", "prenom et nom", "nom"),
            *("volledige naam", "voor en achternaam", "uw naam", "naam", "naam deelnemer"),
        ),
        r"\b(full name|fullstandigt namn|nom complet|volledige naam|vollstandiger name)\b",
    ),
    Field.PHONE: _Words(
        (
            *("mobile phone", "mobile phone number", "mobile number", "mobile", "cell phone", "cell", "cellphone"),
            *("phone number", "phone", "telephone", "telephone number", "tel"),
            *("mobilnummer", "mobil", "mobiltelefon", "telefonnummer", "telefon", "handynummer", "handy", "rufnummer"),
            *("telephone portable", "portable", "mobile portable", "numero de telephone", "gsm"),
            *("mobiel", "mobiel nummer", "telefoonnummer", "telefoon"),
        ),
        r"\b(phone number|mobile number|mobilnummer|telefonnummer|handynummer|numero de telephone|telefoonnummer)\b",
    ),
    Field.STATUS: _Words(
        (
            *("attendee status", "approval status", "registration status", "rsvp", "rsvps", "order status", "status"),
            *("deltagarstatus", "anmalningsstatus", "teilnahmestatus", "teilnehmerstatus", "anmeldestatus"),
            *("statut de participation", "statut du participant", "statut", "deelnamestatus", "deelnemersstatus"),
        ),
    ),
    Field.SEGMENTS: _Words(
        (
            *("segment", "segments", "customer segment", "customer type"),
            *("kundsegment", "malgrupp", "kundensegment", "segmente", "zielgruppe", "segment client", "klantsegment", "segmenten"),
        ),
    ),
    Field.ACCESS_NEEDS: _Words(
        ("access needs", "access", "accessibility", "tillganglighet", "barrierefreiheit", "accessibilite", "toegankelijkheid"),
        r"\b(access needs?|accessib|tillganglighet|barrierefrei|toegankelijk|special assistance|requires special attention)",
    ),
    Field.DIETARY: _Words(
        ("dietary", "diet", "dietary needs", "dietary requirements", "allergies", "kost", "specialkost", "regime alimentaire", "dieet"),
        r"\b(diet|food allerg|allerg|specialkost|kost\b|ernahrung|essenswunsch|regime alimentaire|dieet|dieetwensen)",
    ),
    Field.INVITED_BY: _Words(
        (
            *("invited by", "referred by", "recruited by", "inviter", "inbjuden av", "rekryterad av"),
            *("eingeladen von", "geworben von", "invite par", "uitgenodigd door", "geworven door"),
        ),
    ),
    Field.GUESTS: _Words(
        (
            *("guests", "number of guests", "plus ones", "plus one", "additional guests"),
            *("gaster", "antal gaster", "medfoljande", "begleitpersonen", "anzahl gaste", "gaste"),
            *("accompagnants", "nombre d accompagnants", "invites", "gasten", "aantal gasten"),
        ),
    ),
    Field.REGISTERED_AT: _Words(
        (
            *("order date", "registration date", "registered at", "created at", "create date", "completion time", "timestamp"),
            *("anmald", "anmalningsdatum", "slutforandetid", "tidsstampel", "tidstampel"),
            *("anmeldedatum", "fertigstellungszeit", "zeitstempel", "date d inscription", "heure de fin", "horodateur"),
            *("inschrijfdatum", "aanmelddatum", "voltooiingstijd", "tijdstempel"),
        ),
    ),
}

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_QUESTION_LIMIT = 120


def map_columns(table: Table, by_hand: Mapping[str, str], name: str) -> dict[str, Field]:
    """What each header means: as told by hand, the rest guessed; every header is in the answer.

    Raises:
        CouncilError: a column or field that does not exist, one field for two columns, neither a name nor an e-mail anywhere.
    """
    told = _told(table, by_hand, name)
    mapping = {header: told.get(header, Field.IGNORE) for header in table.headers}
    taken = set(told.values())
    for field in _WORDS:
        if field not in taken:
            header = _best(field, [each for each in table.headers if mapping[each] is Field.IGNORE and each not in told], table)
            if header is not None:
                mapping[header] = field
    if Field.EMAIL not in mapping.values():
        _find_addresses(table, mapping, told)
    _split_names(mapping, told)
    if not {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL} & set(mapping.values()):
        columns = ", ".join(shown(header) for header in table.headers[:20])
        raise CouncilError(
            name,
            m_("no column looks like a name or an e-mail address"),
            m_("Say which one is, with “--map COLUMN=name”. Columns: {columns}.", columns=columns),
        )
    return mapping


def _told(table: Table, by_hand: Mapping[str, str], name: str) -> dict[str, Field]:
    headers = {folded(header): header for header in reversed(table.headers)}
    told: dict[str, Field] = {}
    for column, word in by_hand.items():
        header = headers.get(folded(column))
        if header is None:
            near = difflib.get_close_matches(folded(column), headers, n=1)
            listed = headers[near[0]] if near else ", ".join(shown(each) for each in table.headers[:20])
            raise CouncilError(name, m_("has no column “{column}”", column=shown(column)), m_("Use one of: {words}.", words=listed))
        try:
            field = Field(word.strip().lower())
        except ValueError as error:
            words = ", ".join(Field)
            raise CouncilError(
                f"{column}={word}", m_("“{field}” is no field of a roster", field=shown(word)), m_("Use one of: {words}.", words=words)
            ) from error
        if field in told.values() and field not in MANY and field is not Field.IGNORE:
            raise CouncilError(f"{column}={word}", m_("two columns cannot both be “{field}”", field=word), m_("Map one of them."))
        told[header] = field
    return told


def _best(field: Field, headers: list[str], table: Table) -> str | None:
    """The header that says `field` best; of several e-mail columns the one with most addresses, because forms can be anonymous."""
    plain = {header: _NOT_LETTERS.sub(" ", folded(header)).strip() for header in headers}
    words = _WORDS[field]
    whole = [header for word in words.whole for header in headers if plain[header] == word]
    inside = [header for header in headers if words.inside and len(header) <= _QUESTION_LIMIT and re.search(words.inside, plain[header])]
    found = whole + [header for header in inside if header not in whole]
    if field is Field.EMAIL and len(found) > 1:
        return max(found, key=lambda header: _addresses(table, header))
    return found[0] if found else None


def _addresses(table: Table, header: str) -> int:
    position = table.headers.index(header)
    return sum(1 for row in table.rows if _ADDRESS.fullmatch(row.cells[position]))


def _find_addresses(table: Table, mapping: dict[str, Field], told: Mapping[str, Field]) -> None:
    """Without a header that says so, a column of which most cells are addresses."""
    free = [header for header in table.headers if mapping[header] is Field.IGNORE and header not in told]
    best = max(free, key=lambda header: _addresses(table, header), default=None)
    if best is not None and _addresses(table, best) * 2 > len(table.rows):
        mapping[best] = Field.EMAIL


def _split_names(mapping: dict[str, Field], told: Mapping[str, Field]) -> None:
    """Beside “Vorname”, “Name” is the family name; so are “Nom”, “Namn” and “Naam”."""
    fields = set(mapping.values())
    if Field.FIRST_NAME in fields and Field.LAST_NAME not in fields:
        for header, field in mapping.items():
            if field is Field.NAME and header not in told:
                mapping[header] = Field.LAST_NAME
