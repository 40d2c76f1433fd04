"""Whether what came from elsewhere can be a line of our log: known tables and columns, values of their kind. Nothing else comes in."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from sqlalchemy import Boolean, Column, Float, Integer

from council_app.db.merging.schema import columns_of, merge_schema
from council_app.db.types import Day, Degree, Items, Moment, Pairs, Value, Word, parse_moment
from council_app.domain.merge.cargo import ForeignChange, ForeignOperation
from council_app.domain.merge.changes import Change, Op
from council_app.domain.merge.knowledge import JOINED, KNOWS

_ID = re.compile(r"[0-9a-f]{32}")
_HLC = re.compile(r"[0-9a-f]{16}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_DEVICE = "device"
_MOST = 2**53

Holds = Callable[[object], bool]


class Unreadable(Exception):
    """A line that can be none of ours: damaged, made up, or from a newer Council."""


def checked(change: ForeignChange) -> Change:
    """The change as merging reads it.

    Raises:
        Unreadable: it cannot be one.
    """
    try:
        op, values = Op(change.op), _json(change.values)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    well_formed = all(map(_ID.fullmatch, (change.id, change.device, change.operation, change.row_id))) and _HLC.fullmatch(change.hlc)
    if not well_formed or not 0 < change.seq < _MOST or not isinstance(values, dict):
        raise Unreadable(change.op)
    if op is Op.MERGE:
        _check_merge(change, values)
    else:
        _check_values(change.entity, values)
    return Change(change.device, change.seq, change.hlc, change.operation, change.entity, change.row_id, op, values)


def checked_operation(operation: ForeignOperation) -> None:
    """Raises `Unreadable` where an operation cannot be one."""
    ids = (operation.id, operation.device, *([operation.reverses] if operation.reverses is not None else []))
    try:
        fields = _json(operation.fields)
    except (ValueError, RecursionError) as error:
        raise Unreadable(str(error)) from error
    if (
        not all(map(_ID.fullmatch, ids))
        or not _is_moment(operation.at)
        or not isinstance(fields, dict)
        or not all(map(_is_text, fields.values()))
    ):
        raise Unreadable(operation.label)


def _no_number(text: str) -> object:
    raise ValueError(text)


_json = json.JSONDecoder(parse_constant=_no_number).decode


def _check_merge(change: ForeignChange, values: Mapping[str, object]) -> None:
    knows, joined = (sides[1] if isinstance(sides, list) and len(sides) == 2 else None for sides in (values.get(KNOWS), values.get(JOINED)))
    known = isinstance(knows, dict) and all(_ID.fullmatch(device) and _is_whole(seq) for device, seq in knows.items())
    if not known or not isinstance(joined, list) or change.entity != _DEVICE:
        raise Unreadable(change.entity)
    for each in joined:
        if not isinstance(each, list) or len(each) < 3 or not all(map(_is_text, each)) or each[0] not in merge_schema():
            raise Unreadable(change.entity)


def _check_values(entity: str, values: Mapping[str, object]) -> None:
    if entity not in merge_schema():
        raise Unreadable(entity)
    holds = _kinds(entity)
    for name, sides in values.items():
        kind = holds.get(name)
        if kind is None or not isinstance(sides, list) or len(sides) != 2:
            raise Unreadable(name)
        old, new = sides
        if not ((old is None or kind(old)) and (new is None or kind(new))):
            raise Unreadable(name)


@cache
def _kinds(entity: str) -> dict[str, Holds]:
    return {column.name: _kind(column) for column in columns_of(entity)}


def _kind(column: Column[object]) -> Holds:
    kind = column.type
    if isinstance(kind, Word):
        words = frozenset(member.value for member in kind.vocabulary)
        return lambda value: isinstance(value, str) and value in words
    if isinstance(kind, Degree):
        degrees = frozenset(int(member) for member in kind.scale)
        return lambda value: type(value) is int and value in degrees
    for types, holds in _HOLDS:
        if isinstance(kind, types):
            return holds
    return _is_text


def _is_text(value: object) -> bool:
    """Whole characters only: half of one (a lone surrogate) cannot be stored."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_whole(value: object) -> bool:
    return type(value) is int and -_MOST < value < _MOST


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and value == value and value not in (float("inf"), float("-inf"))


def _is_moment(value: object) -> bool:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return False
    try:
        parse_moment(value)
    except ValueError:
        return False
    return True


def _is_day(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_pairs(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value)) and all(map(_is_text, value.values()))


def _is_json(value: object) -> bool:
    return _is_text(json.dumps(value, ensure_ascii=False))


_HOLDS: tuple[tuple[type, Holds], ...] = (
    (Moment, _is_moment),
    (Day, _is_day),
    (Items, _is_words),
    (Pairs, _is_pairs),
    (Value, _is_json),
    (Boolean, lambda value: type(value) in (bool, int) and value in (0, 1)),
    (Integer, _is_whole),
    (Float, _is_number),
)
