"""Numbers as people of any of the languages type them into a field."""

from __future__ import annotations

import re

from babel.numbers import NumberFormatError, parse_decimal

from council_app.i18n import Translator

_GROUPED = re.compile(r"\d{1,3}([.,'’]\d{3})+")
_SEPARATORS = str.maketrans("", "", ".,'’")


class Unreadable(Exception):
    """What was typed is no number; carries the sentence to show."""


def read_number(t: Translator, typed: str) -> float | None:
    """A number; None when nothing was typed.

    Separators are those of the window's language; where the text makes no sense by them, a comma or a point is the decimal sign.

    Raises:
        Unreadable: it is none.
    """
    plain = "".join(typed.split())
    if not plain:
        return None
    try:
        return float(parse_decimal(plain, locale=t.locale, strict=True))
    except NumberFormatError:
        return _from_elsewhere(t, plain)


def _from_elsewhere(t: Translator, plain: str) -> float:
    try:
        return float(plain.replace(",", "."))
    except ValueError as error:
        raise Unreadable(t("“{typed}” is not a number.", typed=plain)) from error


def read_whole(t: Translator, typed: str) -> int | None:
    """A whole amount; None when nothing was typed. Thousands may be set apart as in any language: an amount has no decimals.

    Raises:
        Unreadable: it is none.
    """
    plain = "".join(typed.split())
    if not plain:
        return None
    if _GROUPED.fullmatch(plain):
        plain = plain.translate(_SEPARATORS)
    if not (plain.isascii() and plain.isdigit()):
        raise Unreadable(t("“{typed}” is not a whole amount.", typed=typed.strip()))
    return int(plain)
