"""A session's list as a table: columns that an import takes back as they are, and that no spreadsheet program takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from council_app.domain.records import RosterLine
from council_app.exchange.roster.headers import Field

COLUMNS = (
    "seat",
    *(
        Field.FIRST_NAME,
        Field.LAST_NAME,
        Field.EMAIL,
        Field.PHONE,
        Field.STATUS,
        Field.SEGMENTS,
        Field.ACCESS_NEEDS,
        Field.DIETARY,
        Field.INVITED_BY,
        Field.GUESTS,
    ),
    "consents",
    "refused",
)
"""The fields of an import by their own names, and what only Council knows: an import leaves that aside."""


def roster_rows(lines: Iterable[RosterLine]) -> list[Sequence[str]]:
    """One row per person, every cell a text."""
    return [
        (
            line.seat or "",
            *_parted(line.name),
            line.email,
            safe_phone(line.phone),
            line.status,
            "; ".join(line.segments),
            line.access_needs,
            line.dietary,
            line.invited_by,
            str(line.guests) if line.guests else "",
            "; ".join(line.consents),
            "; ".join(line.refused),
        )
        for line in lines
    ]


def _parted(name: str) -> tuple[str, str]:
    """First name and the rest. In one cell a comma would mean that the family name comes first."""
    first, _, rest = name.partition(" ")
    return first, rest


def safe_phone(phone: str) -> str:
    """`+46701740607` as `(+46) 70 174 06 07`: a text to every spreadsheet, and a number to whoever dials or imports it."""
    import phonenumbers  # noqa: PLC0415 - slow start

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return phone
    code, _, rest = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL).partition(" ")
    return f"({code}) {rest}"
