"""Reading what letters of a market are written from: who allows contact now, what they raised there, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, Council, CouncilSession, Market, Person
from council_app.db.queries import calls as call_reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import SessionKind
from council_app.domain.letters import Addressee, Mailing, Met, Without, just_shipped
from council_app.domain.publishing_facts import PublishingFacts
from council_app.exchange.mail import is_address
from council_app.exchange.text import one_line
from council_app.services.as_of import last_change
from council_app.services.company import company_in
from council_app.services.letters.raising import Said, raised_by
from council_app.services.letters.telling import told_in
from council_app.services.posts.market import facts_of, market_named


@dataclass(frozen=True, slots=True)
class MarketChoice:
    """A market that letters can be written for."""

    key: str
    country: str
    locales: tuple[str, ...]


def markets(*, workspace: Workspace) -> tuple[MarketChoice, ...]:
    """Every market, by its key."""
    with workspace.read() as reading:
        rows = reading.scalars(select(Market).order_by(Market.key))
        return tuple(MarketChoice(row.key, row.country, row.locales) for row in rows)


def gather(
    *,
    workspace: Workspace,
    market: str,
    as_of: date,
    locale: str = "",
    shipped_since: date | None = None,
    contact: str = "",
    again: bool = False,
) -> Mailing:
    """Everything that letters of one market are written from.

    Args:
        workspace: where from.
        market: its key, or its country code.
        as_of: the day on which statuses are true.
        locale: the language for those whose own nobody knows; the market's first, when not given.
        shipped_since: write only of what shipped on this day or later, to those who raised it.
        contact: where somebody writes to take their permission back, or to have something corrected.
        again: also to those who were written to about it before.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as reading:
        row = market_named(reading, market)
        mailing = Mailing(
            facts=_facts(reading, row, contact),
            people=(),
            without={},
            locale=locale or next(iter(row.locales), "en"),
            locales=row.locales,
            as_of=as_of,
            moment=last_change(reading),
            shipped_since=shipped_since,
            company=one_line(company_in(reading)),
        )
        told = told_in(reading, row.key) if shipped_since is not None and not again else {}
        return _addressed(reading, row, mailing, told)


def _facts(reading: Session, market: Market, contact: str) -> PublishingFacts:
    """As for a post, but no note may be quoted, whatever its speaker allows elsewhere: a letter holds nobody's words but its reader's."""
    facts = facts_of(reading, market, contact)
    return replace(facts, notes=tuple(replace(note, may_quote=False) for note in facts.notes))


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One registration of this market, and where it was for."""

    attendance: str
    person: str | None
    seat: str
    was_there: bool
    session: str
    met: Met


def _addressed(reading: Session, market: Market, mailing: Mailing, told: Mapping[str, frozenset[str]]) -> Mailing:
    """The mailing with those it goes to, by name, and how many it does not go to."""
    sittings = _sittings(reading, market)
    said = raised_by(reading, market, [each.attendance for each in sittings], sorted({each.session for each in sittings}))
    people: dict[str, list[_Sitting]] = defaultdict(list)
    without = Counter[Without]()
    for each in sittings:
        if each.person is not None:
            people[each.person].append(each)
        elif each.was_there or each.attendance in said:
            without[Without.UNKNOWN] += 1
    allowed = call_reads.callable_ones(reading, [each.attendance for each in sittings if each.person is not None])
    rows = {row.id: row for row in reading.scalars(select(Person).where(Person.id.in_(select(Attendance.person_id))))}
    languages = _languages(reading, sittings)
    found = list[Addressee]()
    for person, theirs in people.items():
        there = [each for each in theirs if each.was_there or each.attendance in said]
        why = _why_none(there, allowed, said)
        if why is None:
            to = _addressee(rows[person], there, said, languages.get(person, ""), allowed)
            why = _not_about(to, mailing, told.get(person, frozenset()))
        if why is not None:
            without[why] += 1
        else:
            found.append(to)
    ordered = tuple(sorted(found, key=lambda to: (to.name.casefold(), to.person)))
    return replace(mailing, people=ordered, without={why: without[why] for why in Without if without[why]})


def _sittings(reading: Session, market: Market) -> tuple[_Sitting, ...]:
    """Registrations at this market's sessions, oldest first; colleagues at a gemba walk are no customers."""
    rows = reading.execute(
        select(Attendance, CouncilSession, Council)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .where(Council.market_id == market.id, ~CouncilSession.rehearsal, CouncilSession.kind != SessionKind.GEMBA)
        .order_by(Council.date, CouncilSession.starts, CouncilSession.key, Attendance.id)
    )
    return tuple(
        _Sitting(
            row.id,
            row.person_id,
            f"{sitting.key}/{row.seat}" if row.seat else sitting.key,
            row.status.was_there,
            sitting.key,
            Met(council.date, one_line(council.city), sitting.kind),
        )
        for row, sitting, council in rows
    )


def _languages(reading: Session, sittings: Iterable[_Sitting]) -> dict[str, str]:
    """The language in which each read what they agreed to last."""
    owners = {each.attendance: each.person for each in sittings if each.person is not None}
    rows = reading.execute(select(Consent.attendance_id, Consent.locale).where(Consent.locale != "").order_by(Consent.at, Consent.id))
    return {owners[attendance]: locale for attendance, locale in rows if attendance in owners}


def _why_none(there: Sequence[_Sitting], allowed: frozenset[str], said: Mapping[str, Said]) -> Without | None:
    """Why somebody gets no letter at all."""
    if not there:
        return Without.ABSENT
    if not any(each.attendance in allowed for each in there):
        return Without.NO_CONTACT
    heard = [said[each.attendance] for each in there if each.attendance in said]
    if any(each.raised or each.loose for each in heard):
        return None
    return Without.SILENT if any(each.silent for each in heard) else Without.NOTHING


def _not_about(to: Addressee, mailing: Mailing, told: frozenset[str]) -> Without | None:
    """Why somebody gets no letter about what just shipped."""
    if mailing.shipped_since is None:
        return None
    shipped = [each.delivery.id for each in just_shipped(to.raised, mailing) if each.delivery is not None]
    if not shipped:
        return Without.NOT_THIS
    return Without.TOLD if told.issuperset(shipped) else None


def _addressee(row: Person, there: Sequence[_Sitting], said: Mapping[str, Said], language: str, allowed: frozenset[str]) -> Addressee:
    heard = [said[each.attendance] for each in there if each.attendance in said]
    email = (row.email or "").strip()
    together = Said.together(heard)
    return Addressee(
        person=row.id,
        name=one_line(row.name),
        email=email if is_address(email) else "",
        language=language,
        seats=tuple(each.seat for each in there),
        met=tuple(dict.fromkeys(each.met for each in there)),
        raised=together.raised,
        loose=together.loose,
        unsaid=together.unsaid,
        allowed_by=tuple(each.attendance for each in there if each.attendance in allowed),
    )
