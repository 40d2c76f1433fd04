"""The words that stand above the columns of rosters, in five languages: one row per field.

Seen in exports of Eventbrite, pretix, Luma, Meetup, HubSpot, Salesforce, Microsoft and Google Forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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
    CONSENT = "consent"
    IGNORE = "ignore"


MANY = frozenset({Field.SEGMENTS, Field.ACCESS_NEEDS, Field.DIETARY, Field.CONSENT, Field.IGNORE})
"""Fields that several columns may be."""

UNREAD = frozenset({Field.CONSENT, Field.IGNORE})
"""Columns that are not taken over. An answer in somebody else's form was given to no wording of ours: it is recognised, and asked again."""


@dataclass(frozen=True, slots=True)
class Words:
    """Header words of a field: `whole` headers in order of preference, and a pattern that may stand inside a longer one."""

    whole: tuple[str, ...]
    inside: str = ""


# Written folded: no case, no accents, no punctuation. Consent comes first: “may we write to you by e-mail” is no address.
WORDS: Mapping[Field, Words] = {
    Field.CONSENT: Words(
        (),
        r"\b(consent\w*|i agree|agree to|permission|gdpr|opt in|photo release|(may|can) we (take|use|record|photograph|film|quote|contact)"
        r"|samtyck\w*|jag godkanner|far vi (ta|anvanda|spela in|fotografera|filma|citera|kontakta)"
        r"|einwillig\w*|einverstand\w*|stimme zu|zustimm\w*|durfen wir|dsgvo|datenschutz\w*"
        r"|consentement|je consens|j accepte|j autorise|autorisation|pouvons nous|rgpd"
        r"|toestemming|ga akkoord|akkoord met|mogen (we|wij)|avg verklaring)\b",
    ),
    Field.EMAIL: Words(
        (
            *("attendee email", "your email", "email address", "e mail address", "email", "e mail", "mail", "primary email"),
            *("e postadress", "epostadress", "e post", "epost", "mejl", "mejladress", "mailadress", "din e post"),
            *("e mail adresse", "email adresse", "mailadresse", "ihre e mail adresse"),
            *("adresse e mail", "adresse email", "adresse mail", "adresse de messagerie", "courriel", "adresse courriel", "mel"),
            *("e mailadres", "emailadres", "mailadres", "uw e mailadres"),
        ),
        r"\b(e ?mail|e ?post ?adress|e ?post|courriel|adresse de messagerie)\b",
    ),
    Field.FIRST_NAME: Words(
        (
            *("first name", "firstname", "given name", "forename", "attendee first name", "attendee name given name"),
            *("fornamn", "tilltalsnamn", "deltagarens namn fornamn", "vorname", "rufname", "teilnehmername vorname"),
            *("prenom", "nom du participant prenom", "voornaam", "naam deelnemer voornaam"),
        ),
    ),
    Field.LAST_NAME: Words(
        (
            *("last name", "lastname", "surname", "family name", "attendee last name", "attendee surname", "attendee name family name"),
            *("efternamn", "deltagarens namn efternamn"),
            *("nachname", "familienname", "teilnehmername nachname", "teilnehmername familienname"),
            *("nom de famille", "nom du participant nom de famille", "achternaam", "familienaam", "naam deelnemer achternaam"),
        ),
    ),
    Field.NAME: Words(
        (
            *("attendee name", "full name", "your full name", "your name", "what is your name", "first and last name"),
            *("guest name", "participant name", "name", "participant"),
            *("fullstandigt namn", "for och efternamn", "ditt namn", "vad heter du", "deltagarens namn", "namn", "deltagare"),
            *("vollstandiger name", "vor und nachname", "ihr name", "wie heissen sie", "wie heisst du"),
            *("teilnehmername", "name teilnehmer"),
            *("nom complet", "nom et prenom", "nom prenom", "prenom et nom", "votre nom", "quel est votre nom"),
            *("nom du participant", "nom"),
            *("volledige naam", "voor en achternaam", "uw naam", "je naam", "hoe heet je", "hoe heet u"),
            *("wat is je naam", "wat is uw naam", "naam deelnemer", "naam van de deelnemer", "naam"),
        ),
        r"\b(full name|fullstandigt namn|nom complet|volledige naam|vollstandiger name)\b",
    ),
    Field.PHONE: Words(
        (
            *("mobile phone", "mobile phone number", "mobile number", "mobile", "cell phone", "cell", "cellphone"),
            *("phone number", "phone", "telephone", "telephone number", "tel"),
            *("mobilnummer", "mobil", "mobiltelefon", "mobiltelefonnummer", "telefonnummer", "telefon"),
            *("handynummer", "handy", "rufnummer"),
            *("telephone portable", "portable", "mobile portable", "numero de telephone portable", "numero de telephone", "gsm"),
            *("mobiel", "mobiel nummer", "gsm nummer", "telefoonnummer", "telefoon"),
        ),
        r"\b(phone number|mobile number|mobilnummer|telefonnummer|handynummer|numero de telephone|telefoonnummer)\b",
    ),
    Field.STATUS: Words(
        (
            *("attendee status", "approval status", "registration status", "rsvp", "rsvps", "order status", "status"),
            *("deltagarstatus", "deltagarens status", "anmalningsstatus", "teilnahmestatus", "teilnehmerstatus", "anmeldestatus"),
            *("statut de participation", "statut du participant", "statut"),
            *("deelnamestatus", "deelnemersstatus", "status deelnemer", "status van deelnemer"),
        ),
    ),
    Field.SEGMENTS: Words(
        (
            *("segment", "segments", "customer segment", "customer type"),
            *("kundsegment", "malgrupp", "kundensegment", "segmente", "zielgruppe", "segment client", "klantsegment", "segmenten"),
        ),
    ),
    Field.ACCESS_NEEDS: Words(
        ("access needs", "access", "accessibility", "tillganglighet", "barrierefreiheit", "accessibilite", "toegankelijkheid"),
        r"\b(access needs?|accessib|tillganglighet|barrierefrei|toegankelijk|special assistance|requires special attention|special needs"
        r"|sarskilda behov|sarskild uppmarksamhet|funktionsnedsattning|besondere bedurfnisse|besondere aufmerksamkeit|unterstutzungsbedarf"
        r"|besoins (particuliers|specifiques|d acces)|attention particuliere|speciale (behoeften|aandacht))",
    ),
    Field.DIETARY: Words(
        ("dietary", "diet", "dietary needs", "dietary requirements", "allergies", "kost", "specialkost", "regime alimentaire", "dieet"),
        r"\b(diet|food allerg|allerg|food intoleran|specialkost|matpreferens|kost\b|ernahrung|essenswunsch|unvertraglich"
        r"|regime alimentaire|restrictions alimentaires|dieet|dieetwensen|voedsel)",
    ),
    Field.INVITED_BY: Words(
        (
            *("invited by", "referred by", "recruited by", "inviter", "inbjuden av", "rekryterad av"),
            *("eingeladen von", "geworben von", "invite par", "uitgenodigd door", "geworven door"),
        ),
    ),
    Field.GUESTS: Words(
        (
            *("guests", "number of guests", "plus ones", "plus one", "additional guests"),
            *("gaster", "antal gaster", "medfoljande", "begleitpersonen", "anzahl gaste", "gaste"),
            *("accompagnants", "nombre d accompagnants", "invites", "gasten", "aantal gasten"),
        ),
    ),
    Field.REGISTERED_AT: Words(
        (
            *("order date", "registration date", "registered at", "created at", "create date", "completion time", "timestamp"),
            *("orderdatum", "bokningsdatum", "anmald", "anmalningsdatum", "slutforandetid", "tidsstampel", "tidstampel", "skapad datum"),
            *("bestelldatum", "anmeldedatum", "fertigstellungszeit", "zeitstempel", "erstellungsdatum", "erstellt am"),
            *("date de commande", "date d inscription", "heure de fin", "horodateur", "date de creation"),
            *("besteldatum", "inschrijfdatum", "aanmelddatum", "voltooiingstijd", "tijd van voltooien", "tijdstempel", "aanmaakdatum"),
        ),
    ),
}
