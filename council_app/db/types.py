"""Column types that keep meaning on the way through SQLite: aware datetimes, dates, enums, JSON lists, seat-safe text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum

from sqlalchemy import Dialect, Integer, String, Text, TypeDecorator

_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def moment_text(value: datetime) -> str:
    """UTC with microseconds in fixed width, so that text order is time order."""
    if value.tzinfo is None:
        raise ValueError("a moment must carry its time zone")
    # `isoformat` is twice as fast as `strftime`, and writes years before 1000 with all their digits.
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def parse_moment(text: str) -> datetime:
    """The aware UTC moment behind `moment_text`."""
    return datetime.fromisoformat(text)


def _moment_or_none(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, stored as fixed-width UTC text."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else moment_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], datetime | None]:
        """To an aware datetime in UTC; lists read thousands of these, so there is no call between."""
        return _moment_or_none


class Day(TypeDecorator[date]):
    """A calendar date as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """To a date."""
        return None if value is None else date.fromisoformat(value)


class Word(TypeDecorator[StrEnum]):
    """A value of a closed vocabulary, stored as its word."""

    impl = String(24)
    cache_ok = True

    def __init__(self, vocabulary: type[StrEnum]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """To its word; an unknown word raises `ValueError`."""
        if value is None:
            return None
        return value.value if isinstance(value, self.vocabulary) else self.vocabulary(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[str | None], StrEnum | None]:
        """To the enum member: a plain look-up, because lists read thousands of these."""
        members: dict[str | None, StrEnum | None] = {None: None, **{member.value: member for member in self.vocabulary}}
        return members.__getitem__


class Degree(TypeDecorator[IntEnum]):
    """A value of a numbered scale, stored as its number."""

    impl = Integer
    cache_ok = True

    def __init__(self, scale: type[IntEnum]) -> None:
        super().__init__()
        self.scale = scale

    def process_bind_param(self, value: IntEnum | int | None, dialect: Dialect) -> int | None:
        """To its number; an unknown one raises `ValueError`."""
        return None if value is None else int(self.scale(value))

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[int | None], IntEnum | None]:
        """To the enum member: a plain look-up, because lists read thousands of these."""
        members: dict[int | None, IntEnum | None] = {None: None, **{member.value: member for member in self.scale}}
        return members.__getitem__


class Items(TypeDecorator[tuple[str, ...]]):
    """A short list of words, stored as a JSON array; empty is never null."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """To a JSON array."""
        return _AS_JSON(list(value)) if value else "[]"

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """To a tuple."""
        return tuple(json.loads(value)) if value else ()


class Pairs(TypeDecorator[dict[str, str]]):
    """A small mapping of words, stored as a JSON object with sorted keys."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Mapping[str, str] | None, dialect: Dialect) -> str:
        """To a JSON object."""
        return json.dumps(dict(value or {}), ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, str]:
        """To a dict."""
        return dict(json.loads(value)) if value else {}


class Value(TypeDecorator[object]):
    """Any JSON value: the answer to a question may be a number, a word or a list of numbers."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str:
        """To JSON."""
        return _AS_JSON(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """From JSON."""
        return None if value is None else json.loads(value)


def to_log(value: object) -> object:
    """A column's value as JSON can hold it in the change log."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return value


def from_log(column_type: object, value: object) -> object:
    """The value of a column of `column_type` behind its form in the change log."""
    if value is None:
        return None
    if isinstance(column_type, Moment):
        return parse_moment(str(value))
    if isinstance(column_type, Day):
        return date.fromisoformat(str(value))
    if isinstance(column_type, Word):
        return column_type.vocabulary(str(value))
    if isinstance(column_type, Degree) and isinstance(value, int):
        return column_type.scale(value)
    if isinstance(column_type, Items) and isinstance(value, list):
        return tuple(value)
    return value
