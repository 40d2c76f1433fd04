"""Numbers as people type them into the table of parts."""

from __future__ import annotations

from babel.numbers import NumberFormatError, parse_decimal

from council_app.domain.ranking.parts import Part
from council_app.i18n import Translator


class NotANumber(Exception):
    """What was typed is no number; carries the sentence to show."""


def read_number(t: Translator, part: Part, typed: str) -> float | None:
    """The number, None where nothing is typed; “80 %” is 0.8 where the scale ends at 1.

    Separators are those of the window's language; where the text makes no sense by them, a comma or a point is the decimal sign.

    Raises:
        NotANumber: it is none.
    """
    plain = "".join(typed.split())
    if not plain:
        return None
    percent = plain.endswith("%") and part.highest == 1
    number = _number(t, plain.removesuffix("%") if percent else plain)
    if number is None:
        raise NotANumber(t("“{typed}” is not a number.", typed=typed.strip()))
    return number / 100 if percent else number


def _number(t: Translator, plain: str) -> float | None:
    try:
        return float(parse_decimal(plain, locale=t.locale, strict=True))
    except NumberFormatError:
        return _from_elsewhere(plain)


def _from_elsewhere(plain: str) -> float | None:
    """People also type as another language writes it."""
    try:
        return float(plain.replace(",", "."))
    except ValueError:
        return None


def plain_number(t: Translator, value: float) -> str:
    """A number to be typed over: the language's decimal sign, nothing between thousands."""
    return t.number(value).translate({ord(sign): None for sign in _between_thousands(t)})


def _between_thousands(t: Translator) -> str:
    return t.number(1000)[1:-3]


def stepped(part: Part, value: float | None, steps: int) -> float:
    """So many steps up or down the part's scale, held within it; from nowhere it begins at the lowest."""
    start = part.lowest - part.step if value is None and steps > 0 else part.lowest if value is None else value
    return min(part.highest, max(part.lowest, round(start + steps * part.step, 6)))
