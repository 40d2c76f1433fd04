"""E-mail addresses and phone numbers in one form each, by the libraries that know them; ordinary ones by a shorter way."""

from __future__ import annotations

import re
from functools import lru_cache

from council_app.errors import Message, m_
from council_app.exchange.roster.names import is_placeholder
from council_app.exchange.text import one_line

# Addresses so ordinary that the library would say yes; it takes twenty times as long.
_ORDINARY = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_SPECIAL = (".local", ".localhost", ".invalid", ".onion", ".arpa", ".internal", ".alt")
_NAMED = re.compile(r"(.*)<\s*([^<>]+)\s*>\s*", re.DOTALL)
_ADDRESSES = re.compile(r"[^\s<>,;:()\"|]+@[^\s<>,;:()\"|]+")
_LONGEST = 1_000  # several addresses with names; what is longer is made to take the patterns long
_LOOSE = re.compile(r"[\s().\-/\u2010-\u2015]+")


def read_email(cell: str) -> tuple[str, str]:
    """Address in lower case and the name written beside it, each "" when not there.

    Raises:
        ValueError: no address, or several; its argument is a `Message` saying which.
    """
    low = cell.lower()
    if len(low) <= 254 and _ORDINARY.fullmatch(low) and low.index("@") <= 64 and not low.endswith(_SPECIAL):
        return low, ""
    text = one_line(cell)
    if is_placeholder(text):
        return "", ""
    if len(text) > _LONGEST:
        raise ValueError(m_("not an e-mail address"))
    text = re.sub(r"(?i)\bmailto:", "", text)
    found = {address.lower() for address in _ADDRESSES.findall(text)}
    if len(found) > 1:
        raise ValueError(m_("there is more than one e-mail address in the cell"))
    name = ""
    named = _NAMED.fullmatch(text)
    if named:
        name, text = named.group(1).strip(" \"'"), named.group(2)
    address = text.partition("?")[0].strip().strip("\"'")
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - slow start, and seldom needed

    try:
        checked = validate_email(address, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, ValueError, UnicodeError) as error:
        raise ValueError(m_("not an e-mail address")) from error
    return checked.normalized.lower(), name


def read_phone(cell: str, region: str) -> str:
    """The number as E.164 (`+447700900100`); "" for an empty cell.

    Raises:
        ValueError: not a number that can exist; its argument is a `Message`.
    """
    short = _ordinary_phone(cell, region)
    if short:
        return short
    text = one_line(cell).removeprefix("'")
    if is_placeholder(text):
        return ""
    import phonenumbers  # noqa: PLC0415 - slow start, and seldom needed

    try:
        number = phonenumbers.parse(text[:60], region or None)
    except phonenumbers.NumberParseException as error:
        raise ValueError(_not_phone()) from error
    if len(text) > 60 or number.extension or not phonenumbers.is_possible_number(number):
        raise ValueError(_not_phone())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _not_phone() -> Message:
    return m_("not a phone number")


def _ordinary_phone(text: str, region: str) -> str:
    """A plain national number of the region, by the library's own pattern for it; "" for any other."""
    plan = _numbering(region)
    digits = _LOOSE.sub("", text)
    if plan is None or not (digits.isascii() and digits.isdigit()):
        return ""
    code, prefix, pattern = plan
    national = digits[len(prefix) :] if prefix and digits.startswith(prefix) else digits
    return f"+{code}{national}" if pattern.fullmatch(national) else ""


@lru_cache(maxsize=300)
def _numbering(region: str) -> tuple[int, str, re.Pattern[str]] | None:
    """Country code, trunk prefix and pattern of national numbers; None where numbers need more care than that."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 - slow start

    metadata = PhoneMetadata.metadata_for_region(region, None) if region else None
    if metadata is None or metadata.general_desc is None or metadata.leading_digits or metadata.country_code is None:
        return None
    prefix = metadata.national_prefix or ""
    if metadata.national_prefix_transform_rule or prefix not in (metadata.national_prefix_for_parsing or "").split("|"):
        return None
    return metadata.country_code, prefix, re.compile(metadata.general_desc.national_number_pattern or "(?!)")
