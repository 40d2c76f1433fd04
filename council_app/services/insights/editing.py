"""Changing what is written about an insight: its own fields, each checked before it is stored."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Insight, InsightVisual, Journey, Stage
from council_app.db.workspace import Workspace, changes
from council_app.domain.currencies import currencies
from council_app.domain.enums import Nature
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT, WHOLE_LIMIT
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import cleaned, one_line
from council_app.services.attachments import keep_picture

TEXT_FIELDS = ("title", "problem", "solution", "owner", "promise")
NUMBER_FIELDS = ("impact_low", "impact_likely", "impact_high", "effort_days")

_AMOUNTS = ("impact_low", "impact_likely", "impact_high")
_LINES = ("title", "owner")
_PERIODS = ("year", "quarter", "month")
_LABELS: Mapping[str, Message] = {
    "title": m_("Change an insight's title"),
    "problem": m_("Say what the problem is"),
    "solution": m_("Say what the solution is"),
    "owner": m_("Name an insight's owner"),
    "promise": m_("Say which promise is broken"),
    "effort_days": m_("Estimate the effort"),
    "one_in": m_("Choose the rate to compare with"),
    "nature": m_("Say whether it is basics or delight"),
    "segments": m_("Say whom an insight concerns"),
    "teams": m_("Say which teams are needed"),
    "approvals": m_("Say which approvals are needed"),
    "stage": m_("Put an insight at a stage"),
    "wording": m_("Word an insight's title in other languages"),
}


def edit_insight(*, workspace: Workspace, key: str, values: Mapping[str, object]) -> Changes:
    """Change an insight's own fields.

    Args:
        workspace: where.
        key: which insight.
        values: any of `TEXT_FIELDS`; `NUMBER_FIELDS` (amounts in whole units, days above zero; None for not known); `impact_currency`
            (three letters of ISO 4217, or ""), `impact_per` (year, quarter, month); `teams`, `approvals`, `segments` (tuples of lines);
            `nature` (a `Nature`, or None); `one_in` (2 or more; None lets the program choose); `stage` (`journey/stage`, or "");
            `wording` (locale -> title).

    Raises:
        CouncilError: no such insight, or a value that cannot be right; nothing is changed then.
    """
    with workspace.write(_label(values)) as writing:
        row = named(writing, key)
        for name, value in values.items():
            if name == "stage":
                row.stage_id = _stage(writing, key, value)
            else:
                setattr(row, name, _sound(key, name, value))
        _in_order(row)
        return changes(writing)


def named(writing: JournalledSession, key: str) -> Insight:
    """Within a transaction, the insight of this key.

    Raises:
        CouncilError: there is none.
    """
    row = writing.scalar(select(Insight).where(Insight.key == key))
    if row is None:
        raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
    return row


def proper_title(title: str) -> str:
    """A title on one line.

    Raises:
        CouncilError: there is none, or it is too long.
    """
    words = one_line(title)
    if not words:
        raise CouncilError("insight", m_("an insight needs a title"), m_("Write what people said in one sentence."))
    if len(words) > LINE_LIMIT:
        raise CouncilError(
            words[:40], m_("a title holds at most {count} characters", count=LINE_LIMIT), m_("Put the rest into the problem.")
        )
    return words


def _label(values: Mapping[str, object]) -> Message:
    """What undo shows: the one thing that is changed, where it is one."""
    if values and all(name.startswith("impact_") for name in values):
        return m_("Estimate the financial impact")
    return _LABELS.get(next(iter(values)), m_("Edit an insight")) if len(values) == 1 else m_("Edit an insight")


def _sound(key: str, name: str, value: object) -> object:
    """The value as it is stored.

    Raises:
        CouncilError: it cannot be right, or there is no such field.
    """
    check = _CHECKS.get(name)
    sound = None if check is None else check(key, value)
    if sound is None:
        raise CouncilError(key, m_("“{field}” cannot be {value}", field=name, value=repr(value)), m_("Nothing was changed."))
    return sound[0]


Sound = tuple[object] | None
"""The value as it is to be stored; None where it is refused without a sentence of its own."""


def _text(name: str, key: str, value: object) -> Sound:
    if not isinstance(value, str):
        return None
    if name == "title":
        return (proper_title(value),)
    text, most = (one_line(value), LINE_LIMIT) if name in _LINES else (cleaned(value), TEXT_LIMIT)
    if len(text) > most:
        raise CouncilError(key, m_("the text holds at most {count} characters", count=most), m_("Shorten it; nothing was changed."))
    return (text,)


def _amount(_key: str, value: object) -> Sound:
    fits = value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= WHOLE_LIMIT)
    return (value,) if fits else None


def _effort(key: str, value: object) -> Sound:
    if value is None:
        return (None,)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    if value <= 0:
        raise CouncilError(key, m_("an effort is above zero"), m_("Leave it empty while nobody knows; nothing was changed."))
    return (float(value),)


def _currency(key: str, value: object) -> Sound:
    if not isinstance(value, str) or not (value == "" or (len(value) == 3 and value.isupper())):
        return None
    if value and value not in currencies():
        raise CouncilError(key, m_("“{code}” is no currency", code=value), m_("Give three letters such as EUR; nothing was changed."))
    return (value,)


def _lines(_key: str, value: object) -> Sound:
    if not isinstance(value, tuple) or not all(isinstance(each, str) and len(each) <= LINE_LIMIT for each in value):
        return None
    return (tuple(dict.fromkeys(line for each in value if (line := one_line(each)))),)


def _nature(_key: str, value: object) -> Sound:
    return (value,) if value is None or isinstance(value, Nature) else None


def _one_in(key: str, value: object) -> Sound:
    fits = value is None or (isinstance(value, int) and not isinstance(value, bool) and 2 <= value <= WHOLE_LIMIT)
    if not fits:
        raise CouncilError(
            key, m_("“1 in {value}” is no rate", value=str(value)), m_("Give a whole number from 2 on; nothing was changed.")
        )
    return (value,)


def _wording(_key: str, value: object) -> Sound:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in (*value.keys(), *value.values())):
        return None
    return ({locale: words for locale, title in value.items() if (words := one_line(title))},)


def _stage(writing: JournalledSession, key: str, value: object) -> str | None:
    """The id of a stage named `journey/stage`; None for "".

    Raises:
        CouncilError: there is no such stage.
    """
    if value == "":
        return None
    journey, _, stage = str(value).partition("/")
    statement = select(Stage.id).join(Journey, Stage.journey_id == Journey.id).where(Journey.key == journey, Stage.key == stage)
    found = writing.scalar(statement)
    if found is None:
        raise CouncilError(key, m_("there is no stage “{stage}”", stage=str(value)), m_("Choose one of a journey; nothing was changed."))
    return found


_CHECKS: Mapping[str, Callable[[str, object], Sound]] = {
    **{name: partial(_text, name) for name in TEXT_FIELDS},
    **dict.fromkeys(_AMOUNTS, _amount),
    **dict.fromkeys(("teams", "approvals", "segments"), _lines),
    "effort_days": _effort,
    "impact_currency": _currency,
    "impact_per": lambda _key, value: (value,) if value in _PERIODS else None,
    "nature": _nature,
    "one_in": _one_in,
    "wording": _wording,
}


def _in_order(row: Insight) -> None:
    given = [amount for amount in (row.impact_low, row.impact_likely, row.impact_high) if amount is not None]
    if given != sorted(given):
        raise CouncilError(row.key, m_("low, likely and high are not in order"), m_("Give the smallest amount first; nothing was changed."))


def add_visual(*, workspace: Workspace, key: str, filename: str, data: bytes, alt: str = "") -> Changes:
    """Attach a picture to an insight; it is scaled and stripped of its metadata.

    Raises:
        CouncilError: no such insight, or not a picture.
    """
    with workspace.write(m_("Add a visual")) as writing:
        row = named(writing, key)
        digest = keep_picture(writing, filename, data)
        known = writing.scalar(select(InsightVisual).where(InsightVisual.insight_id == row.id, InsightVisual.filename == filename))
        if known is None:
            there = writing.scalars(select(InsightVisual.position).where(InsightVisual.insight_id == row.id))
            last = max(there, default=-1)
            writing.add(InsightVisual(insight_id=row.id, position=last + 1, filename=filename, alt=alt, blob=digest, marks=[]))
        else:
            if known.blob != digest:
                known.marks = []  # they were drawn over another picture
            known.blob, known.alt = digest, alt or known.alt
        return changes(writing)
