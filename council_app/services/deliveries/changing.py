"""The verbs of a board: follow an insight in a market, say how it stands, take it off again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Delivery, Insight, Market
from council_app.db.queries import deliveries as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.deliveries import Part, moved
from council_app.domain.dues import due_of
from council_app.domain.enums import DeliveryStatus
from council_app.domain.limits import LINE_LIMIT, TEXT_LIMIT
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.exchange.text import cleaned, one_line
from council_app.services.deliveries.reading import heard_in, here_today, market_named, no_such_delivery

_FIRST, _LAST = 1970, 2200
_STEPS: Mapping[DeliveryStatus, Message] = {
    DeliveryStatus.HEARD: m_("Say that it is heard"),
    DeliveryStatus.INVESTIGATING: m_("Say that it is investigated"),
    DeliveryStatus.PLANNED: m_("Say that it is planned"),
    DeliveryStatus.IN_TEST: m_("Say that it is in test"),
    DeliveryStatus.SHIPPED: m_("Say that it has shipped"),
    DeliveryStatus.DECLINED: m_("Decline it"),
}
_LABELS: Mapping[Part, Message] = {
    Part.SINCE: m_("Say since when it stands so"),
    Part.OWNER: m_("Name who sees to it"),
    Part.SCOPE: m_("Say with whom it is tested"),
    Part.DUE: m_("Say by when"),
    Part.PROOF: m_("Give the proof that it is there"),
    Part.REASON: m_("Say why it stands so"),
    Part.WORDING: m_("Word it for the public"),
}


@dataclass(frozen=True, slots=True)
class Added:
    """Deliveries that were made, by the ids they got."""

    ids: tuple[str, ...]
    changes: Changes


def add(*, workspace: Workspace, market: str, insights: Sequence[str], today: date | None = None) -> Added:
    """Follow insights in a market: each is heard, since the day it was first heard there, else since today.

    Raises:
        CouncilError: no such market or insight, or the market follows one of them already; nothing is added then.
    """
    with workspace.read() as reading:
        chosen = market_named(reading, market)
        heard = heard_in(reading, chosen.key)
    count = len(set(insights))
    with workspace.write(mn_("Follow {count} insight", "Follow {count} insights", count)) as writing:
        made = [_added(writing, chosen, key, heard, today or here_today()) for key in dict.fromkeys(insights)]
        return Added(tuple(row.id for row in made), changes(writing))


def _added(writing: JournalledSession, market: reads.MarketRow, key: str, heard: Mapping[str, date], today: date) -> Delivery:
    insight = writing.scalar(select(Insight.id).where(Insight.key == key))
    if insight is None:
        raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
    if writing.scalar(select(Delivery.id).where(Delivery.insight_id == insight, Delivery.market_id == market.id)) is not None:
        raise CouncilError(key, m_("the board of this market has it already"), m_("Change the line that is there; nothing was added."))
    since = min(heard.get(insight, today), today)
    row = Delivery(insight_id=insight, market_id=market.id, status=DeliveryStatus.HEARD, since=since, wording={})
    writing.add(row)
    writing.flush()
    return row


def change(*, workspace: Workspace, delivery: str, values: Mapping[Part, object], today: date | None = None) -> Changes:
    """Say how something stands in its market; other markets never follow.

    A new status begins today where no day is given, and takes along what only the status before could say (`domain.deliveries.moved`).

    Args:
        workspace: where.
        delivery: its id.
        values: `STATUS` a `DeliveryStatus`; `SINCE` a date or None; `DUE` a day, month, quarter or year as text, "" for none; `WORDING`
            locale -> sentence, "" takes one away and others stay; the rest texts.
        today: the day it is; today here, when not given.

    Raises:
        CouncilError: it is not there any more, or a value cannot be right; nothing is changed then.
    """
    with workspace.write(_label(values)) as writing:
        put(writing, delivery_row(writing, delivery), values, today or here_today())
        return changes(writing)


def put(writing: JournalledSession, row: Delivery, values: Mapping[Part, object], today: date) -> None:
    """The same within a write: what is so already is not written again."""
    sound: dict[Part, object] = {part: _CHECKS[part](value) for part, value in values.items() if part is not Part.WORDING}
    if Part.WORDING in values:
        sound[Part.WORDING] = _worded(writing, row, values[Part.WORDING])
    status = sound.get(Part.STATUS, row.status)
    if isinstance(status, DeliveryStatus) and status is not row.status:
        sound = moved(status, today) | sound
    for part, value in sound.items():
        if getattr(row, part) != value:
            setattr(row, part, value)


def remove(*, workspace: Workspace, delivery: str) -> Changes:
    """Take a line off its board; the insight stays, and so do other markets.

    Raises:
        CouncilError: it is not there any more.
    """
    with workspace.write(m_("Take it off the board")) as writing:
        writing.delete(delivery_row(writing, delivery))
        return changes(writing)


def delivery_row(writing: JournalledSession, delivery: str) -> Delivery:
    """Within a transaction, the delivery of this id.

    Raises:
        CouncilError: there is none.
    """
    row = writing.get(Delivery, delivery)
    if row is None:
        raise no_such_delivery()
    return row


def _label(values: Mapping[Part, object]) -> Message:
    """What undo shows: the step, or the one thing that is said."""
    status = values.get(Part.STATUS)
    if isinstance(status, DeliveryStatus):
        return _STEPS[status]
    return _LABELS[next(iter(values))] if len(values) == 1 else m_("Say how it stands")


# -- what a value must be


def _status(value: object) -> DeliveryStatus:
    if not isinstance(value, DeliveryStatus):
        raise CouncilError(str(value), m_("there is no such status"), m_("Choose one of the board; nothing was changed."))
    return value


def _since(value: object) -> date | None:
    if value is not None and not (isinstance(value, date) and _FIRST <= value.year <= _LAST):
        raise CouncilError(str(value), m_("this is no date"), m_("Write a day such as 2026-05-31; nothing was changed."))
    return value


def _due(value: object) -> str:
    text = one_line(str(value or ""))
    due = due_of(text)
    if text and (due is None or not _FIRST <= due.begins.year <= _LAST):
        raise CouncilError(text[:40], m_("this is no date"), m_("Write a day, a month or a quarter: 2027-01-12, 2027-01, 2027-Q1."))
    return text


def _line(value: object) -> str:
    return _short(one_line(str(value or "")), LINE_LIMIT)


def _text(value: object) -> str:
    return _short(cleaned(str(value or "")), TEXT_LIMIT)


def _short(text: str, most: int) -> str:
    if len(text) > most:
        why = m_("the text holds at most {count} characters", count=most)
        raise CouncilError(text[:40] + "…", why, m_("Shorten it; nothing was changed."))
    return text


def _worded(writing: JournalledSession, row: Delivery, value: object) -> dict[str, str]:
    """The wordings there are with these put in; only in languages that the market publishes in, or that are there already."""
    given = value if isinstance(value, Mapping) else {}
    locales = {*writing.scalars(select(Market.locales).where(Market.id == row.market_id)).one(), *row.wording}
    for locale in given:
        if locale not in locales:
            todo = m_("Its locales are: {locales}", locales=", ".join(sorted(locales)))
            raise CouncilError(str(locale), m_("the market does not publish in this locale"), todo)
    found = {**row.wording, **{str(locale): _text(words) for locale, words in given.items()}}
    return {locale: words for locale, words in sorted(found.items()) if words}


_CHECKS: Mapping[Part, Callable[[object], object]] = {
    Part.STATUS: _status,
    Part.SINCE: _since,
    Part.OWNER: _line,
    Part.SCOPE: _text,
    Part.DUE: _due,
    Part.PROOF: _line,
    Part.REASON: _text,
}
