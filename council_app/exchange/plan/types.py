"""The kinds of value a plan file holds: keys, seats, texts, dates, zones, money, and how each is checked.

Everything optional may be left out, `null` or empty; all three mean "nothing", and `model_fields_set` still says what was given.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from council_app.domain.currencies import currencies
from council_app.domain.limits import LINE_LIMIT, STROKES_LIMIT, TEXT_LIMIT, WHOLE_LIMIT
from council_app.domain.wording import COMPANY_LIMIT

_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?\s?(Z|z|[+-]\d\d:?\d\d)?")
_TIME = re.compile(r"\d\d:\d\d(:\d\d)?")

T = TypeVar("T")


def _empty_is_nothing(value: object) -> object:
    return None if value == "" else value


def _nothing_is_empty(value: object) -> object:
    return () if value is None else value


def _nothing_is_no_pairs(value: object) -> object:
    return {} if value is None else value


def _written_as(pattern: re.Pattern[str], error: str) -> BeforeValidator:
    """Only the written form: numbers, which pydantic would read as seconds since 1970, are refused."""

    def check(value: object) -> object:
        if value is None or value == "" or isinstance(value, dt.date | dt.time):
            return None if value == "" else value
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise PydanticCustomError(error, "not a {kind}", {"kind": error})

    return BeforeValidator(check)


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes."""
    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes if len(code) == 2 and code.isalpha()) - _NOT_COUNTRIES


def _country(code: str) -> str:
    if code not in countries():
        raise PydanticCustomError("country", "unknown country")
    return code


def _currency(code: str) -> str:
    if code not in currencies():
        raise PydanticCustomError("currency", "unknown currency")
    return code


@lru_cache(maxsize=1024)
def _is_locale(tag: str) -> bool:
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return str(locale).replace("_", "-") == tag


def _locale(tag: str) -> str:
    if not _is_locale(tag):
        raise PydanticCustomError("locale", "unknown locale")
    return tag


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _zone(name: str) -> str:
    if not _is_zone(name):
        raise PydanticCustomError("zone", "unknown time zone")
    return name


def _due(value: str | None) -> str | None:
    if value is not None and len(value) == len("2020-06-15"):
        try:
            dt.date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("date", "not a date") from error
    return value


def _zoned(value: dt.datetime | None) -> dt.datetime | None:
    if value is not None and value.tzinfo is None:
        raise PydanticCustomError("unzoned", "a moment needs its zone")
    return value


def _unzoned(value: dt.time) -> dt.time:
    if value.tzinfo is not None:
        raise PydanticCustomError("time", "a time of day has no zone")
    return value


_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
KEY_PATTERN = rf"^{_KEY}$"
PATH_PATTERN = rf"^{_KEY}(/{_KEY})*$"
STAGE_PATTERN = rf"^{_KEY}/{_KEY}$"
SEAT_PATTERN = r"^[A-Z]{1,3}[0-9]{1,4}$"
EMAIL_PATTERN = r"^[^@\s]+@[^@\s]+$"
COLOUR_PATTERN = r"^#[0-9A-Fa-f]{6}$"
MONTH_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
DUE_PATTERN = r"^[0-9]{4}(-Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=100)]
"""A name for machines and scripts: lower-case letters, digits, single hyphens."""
PathKey = Annotated[str, StringConstraints(pattern=PATH_PATTERN, max_length=500)]
"""Keys from root to leaf: `checkout/fees`."""
StagePath = Annotated[str, StringConstraints(pattern=STAGE_PATTERN, max_length=201)]
"""`journey/stage`."""
SeatCode = Annotated[str, StringConstraints(pattern=SEAT_PATTERN)]
"""`P07`."""
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_LIMIT)]
"""A short text that is there."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
"""A text of several lines that is there."""
OptLine = Annotated[Annotated[str, StringConstraints(max_length=LINE_LIMIT)] | None, BeforeValidator(_empty_is_nothing)]
OptText = Annotated[Annotated[str, StringConstraints(max_length=TEXT_LIMIT)] | None, BeforeValidator(_empty_is_nothing)]
OptCompany = Annotated[Annotated[str, StringConstraints(max_length=COMPANY_LIMIT)] | None, BeforeValidator(_empty_is_nothing)]
OptTag = Annotated[Annotated[str, StringConstraints(max_length=16)] | None, BeforeValidator(_empty_is_nothing)]
"""The language somebody read in."""
OptStrokes = Annotated[Annotated[str, StringConstraints(max_length=STROKES_LIMIT)] | None, BeforeValidator(_empty_is_nothing)]
"""A signature, as JSON."""
OptKey = Annotated[Key | None, BeforeValidator(_empty_is_nothing)]
OptSeat = Annotated[SeatCode | None, BeforeValidator(_empty_is_nothing)]
OptStage = Annotated[StagePath | None, BeforeValidator(_empty_is_nothing)]
OptEmail = Annotated[Annotated[str, StringConstraints(pattern=EMAIL_PATTERN, max_length=320)] | None, BeforeValidator(_empty_is_nothing)]
Items = Annotated[tuple[T, ...], BeforeValidator(_nothing_is_empty)]
"""A list; left out, `null` and `[]` are the same."""
Pairs = Annotated[dict[str, T], BeforeValidator(_nothing_is_no_pairs)]

Date = Annotated[dt.date, _written_as(_DATE, "date")]
OptDate = Annotated[dt.date | None, _written_as(_DATE, "date")]
Moment = Annotated[dt.datetime, _written_as(_MOMENT, "moment"), AfterValidator(_zoned)]
"""A date and time with its zone."""
OptMoment = Annotated[dt.datetime | None, _written_as(_MOMENT, "moment"), AfterValidator(_zoned)]
OptTime = Annotated[Annotated[dt.time, AfterValidator(_unzoned)] | None, _written_as(_TIME, "time")]
Month = Annotated[str, StringConstraints(pattern=MONTH_PATTERN)]
OptDue = Annotated[Annotated[str, StringConstraints(pattern=DUE_PATTERN)] | None, BeforeValidator(_empty_is_nothing), AfterValidator(_due)]
"""A year, quarter (`2020-Q3`), month or day."""

Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
LocaleTag = Annotated[str, StringConstraints(max_length=35), AfterValidator(_locale)]
Zone = Annotated[str, StringConstraints(max_length=60), AfterValidator(_zone)]
Colour = Annotated[str, StringConstraints(pattern=COLOUR_PATTERN)]
Whole = Annotated[int, Field(ge=0, le=WHOLE_LIMIT)]
