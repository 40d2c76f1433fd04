"""Every change of one delivery as the change log has it, and taking a single one back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.entries import UPDATE
from council_app.db.models import ChangeRow, Delegation, Delivery, Market
from council_app.db.workspace import Workspace, changes
from council_app.domain.deliveries import DeliveryLine, Part, Remark, doubts_of_wording
from council_app.domain.enums import DeliveryStatus, TicketState, Tracker
from council_app.domain.records import Change, Changes, DeliveryFacts
from council_app.errors import CouncilError, Message, m_
from council_app.services.deliveries.changing import delivery_row
from council_app.services.deliveries.reading import line_in
from council_app.services.history import history

_MOST = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """One part of a delivery that a change turned from one value into another, as the log writes them; `locale` of a wording only."""

    part: Part
    before: str
    after: str
    locale: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryChange:
    """One change of a delivery.

    Attributes:
        id: of the change in the log.
        who: the person at that laptop; label: what they did.
        stands: what it said is still so, and there is something before it to go back to.
    """

    id: str
    at: datetime
    who: str
    label: Message
    turns: tuple[Turn, ...]
    stands: bool


@dataclass(frozen=True, slots=True)
class Ticket:
    """How a team's tracker has the insight; a ticket is for every market."""

    tracker: Tracker
    reference: str
    state: TicketState


@dataclass(frozen=True, slots=True)
class DeliveryDetail:
    """One delivery with its history, newest first.

    Attributes:
        tickets: where the insight was delegated to.
        locales: those its market publishes in, and those it is worded in.
        wordings: public wordings that say more than the status does.
    """

    line: DeliveryLine
    tickets: tuple[Ticket, ...]
    locales: tuple[str, ...]
    wordings: tuple[Remark, ...]
    history: tuple[DeliveryChange, ...]


def detail(*, workspace: Workspace, delivery: str, locale: str = "", today: date | None = None) -> DeliveryDetail:
    """One delivery, everything about it.

    Raises:
        CouncilError: it is not there any more.
    """
    with workspace.read() as reading:
        line = line_in(reading, delivery, today, locale)
        published, tickets = _published(reading, delivery), _tickets(reading, delivery)
    facts = line.facts
    found = history(workspace=workspace, row=delivery, limit=_MOST)
    return DeliveryDetail(
        line=line,
        tickets=tickets,
        locales=tuple(dict.fromkeys((*published, *sorted(facts.wording)))),
        wordings=doubts_of_wording(facts),
        history=tuple(_said(each, facts) for each in found if each.values),
    )


def take_back(*, workspace: Workspace, delivery: str, change: str) -> Changes:
    """Set back what one change said, where that still stands; later changes of other things stay.

    Raises:
        CouncilError: it is not there any more, or something of it was said anew since.
    """
    with workspace.write(m_("Take back what was said of it")) as writing:
        row = delivery_row(writing, delivery)
        found = writing.scalars(select(ChangeRow).where(ChangeRow.id == change, ChangeRow.row_id == delivery)).first()
        values: dict[str, object] = json.loads(found.values) if found is not None and found.op == UPDATE else {}
        turns = tuple(_turns(values))
        if not turns or not all(_now(row, turn) == turn.after for turn in turns):
            raise CouncilError("", m_("it was changed since"), m_("Take back the later change first; nothing was changed."))
        for turn in turns:
            _set(row, turn)
        return changes(writing)


def _published(reading: Session, delivery: str) -> tuple[str, ...]:
    return reading.scalars(select(Market.locales).join(Delivery, Delivery.market_id == Market.id).where(Delivery.id == delivery)).one()


def _tickets(reading: Session, delivery: str) -> tuple[Ticket, ...]:
    rows = select(Delegation.tracker, Delegation.reference, Delegation.state).join(Delivery, Delivery.insight_id == Delegation.insight_id)
    found = reading.execute(rows.where(Delivery.id == delivery).order_by(Delegation.at, Delegation.tracker))
    return tuple(Ticket(tracker, reference, state) for tracker, reference, state in found)


def _said(change: Change, facts: DeliveryFacts) -> DeliveryChange:
    turns = tuple(_turns(change.values))
    stands = change.op == UPDATE and bool(turns) and all(_now(facts, turn) == turn.after for turn in turns)
    return DeliveryChange(change.id, change.at, change.actor, change.label, turns, stands)


def _turns(values: Mapping[str, object]) -> Iterator[Turn]:
    """Each part that was turned, in the order in which a form asks for them; a wording once for each locale."""
    for part in Part:
        sides = values.get(part)
        if not isinstance(sides, list):
            continue
        before, after = sides
        if part is not Part.WORDING:
            if before or after:  # a new line is logged with what is empty
                yield Turn(part, str(before or ""), str(after or ""))
            continue
        olds, news = (side if isinstance(side, dict) else {} for side in (before, after))
        for locale in sorted({*olds, *news}):
            if olds.get(locale) != news.get(locale):
                yield Turn(part, str(olds.get(locale) or ""), str(news.get(locale) or ""), locale)


def _now(row: Delivery | DeliveryFacts, turn: Turn) -> str:
    """The part as it is now, as the log would write it."""
    if turn.part is Part.WORDING:
        return row.wording.get(turn.locale, "")
    value = getattr(row, turn.part)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _set(row: Delivery, turn: Turn) -> None:
    if turn.part is Part.WORDING:
        rest = {locale: words for locale, words in row.wording.items() if locale != turn.locale}
        row.wording = {**rest, turn.locale: turn.before} if turn.before else rest
    elif turn.part is Part.STATUS:
        row.status = DeliveryStatus(turn.before)
    elif turn.part is Part.SINCE:
        row.since = date.fromisoformat(turn.before) if turn.before else None
    else:
        setattr(row, turn.part, turn.before)
