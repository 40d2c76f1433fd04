"""What a workspace holds already, as the plan's checks need to know it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import time
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import (
    AgendaItem,
    Attendance,
    Board,
    CodingRound,
    Cohort,
    Council,
    CouncilSession,
    Delegation,
    Delivery,
    Initiative,
    Insight,
    Journey,
    Market,
    Note,
    Person,
    Post,
    Prototype,
    Question,
    SavedFilter,
    Script,
    ScriptSection,
    Stage,
    Tag,
    Task,
    Trial,
    Workshop,
)
from council_app.db.queries import scripts as script_reads
from council_app.exchange.plan import Plan
from council_app.exchange.plan.known import Known
from council_app.exchange.plan.published import quoted_in
from council_app.exchange.plan.versions import KnownQuestion, Parts, Used
from council_app.services.plan.heard import note_ids

_POSTS = select(Post.bundle, Post.locale, Market.key).join(Market, Post.market_id == Market.id)
_NAMES = select(Person.email, Person.key, Person.id)
_Keyed: TypeAlias = "Market | Council | Prototype | Journey | Initiative | Insight | Cohort | SavedFilter | Board | CodingRound | Workshop"


def known_of(session: Session, plan: Plan) -> Known:
    """Everything the plan could refer to; of the notes, which may be many, only those it names."""
    scripts = {row.id: (row.key, row.version) for row in session.scalars(select(Script))}
    sessions = list(session.scalars(select(CouncilSession)))
    begun = script_reads.begun(session)
    stages = select(Journey.key, Stage.key).join(Stage, Stage.journey_id == Journey.id)
    return Known(
        markets=_keys(session, Market),
        councils=_keys(session, Council),
        sessions={row.key: scripts.get(row.script_id or "") for row in sessions},
        begun=frozenset(row.key for row in sessions if row.id in begun),
        agenda=_agenda(session),
        prototypes=_keys(session, Prototype),
        scripts=_scripts(session, scripts),
        tags=frozenset(session.scalars(select(Tag.path))),
        journeys=_keys(session, Journey),
        stages=frozenset(f"{journey}/{stage}" for journey, stage in session.execute(stages)),
        notes=frozenset(note_ids(session, set(_named_notes(plan)))),
        initiatives=_keys(session, Initiative),
        insights=_keys(session, Insight),
        cohorts=_keys(session, Cohort),
        filters=_keys(session, SavedFilter),
        boards=_keys(session, Board),
        rounds=_keys(session, CodingRound),
        workshops=_keys(session, Workshop),
        lengths=_lengths(session, plan),
        seats=_seats(session),
        people=frozenset(name for row in session.execute(_NAMES) for name in _names(*row)),
        attending=frozenset(_attending(session)),
        hours=_hours(session),
        deliveries=frozenset(_deliveries(session)),
        trials=frozenset(_trials(session)),
        delegations=frozenset(_delegations(session)),
        posts={(bundle, locale): market for bundle, locale, market in session.execute(_POSTS)},
    )


def called(person: str) -> str:
    """What a plan calls somebody who has neither e-mail nor key, by the id."""
    return f"p-{person}"


def _names(email: str | None, key: str | None, person: str | None) -> tuple[str, ...]:
    """What somebody goes by, the e-mail first; nothing for nobody."""
    if person is None:
        return ()
    return tuple(name for name in (email and email.casefold(), key) if name) or (called(person),)


def _keys(
    session: Session,
    model: type[_Keyed],
) -> frozenset[str]:
    return frozenset(session.scalars(select(model.key)))


def _named_notes(plan: Plan) -> Iterator[str]:
    for note in plan.notes:
        yield note.key
        if note.reply_to:
            yield note.reply_to
    for board in plan.boards:
        yield from (card.note for card in board.cards)
    for each in plan.rounds:
        yield from (note.note for note in each.notes)
    for insight in plan.insights:
        yield from insight.evidence.notes
        yield from insight.against.notes
    for post in plan.posts:
        yield from quoted_in(post)


def _lengths(session: Session, plan: Plan) -> dict[str, int]:
    coded = {note.note for each in plan.rounds for note in each.notes if any(coder.codings for coder in note.coders)}
    named = note_ids(session, {note.key for note in plan.notes if note.highlights and note.text is None} | coded)
    given = select(func.json_each(json.dumps(list(named.values()))).table_valued("value").c.value)
    lengths: dict[str, int] = dict(session.execute(select(Note.id, func.length(Note.text)).where(Note.id.in_(given))).all())
    return {key: lengths[note] for key, note in named.items()}


def _agenda(session: Session) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    rows = select(CouncilSession.key, AgendaItem.title).join(AgendaItem, AgendaItem.session_id == CouncilSession.id)
    for key, title in session.execute(rows):
        found[key].add(title)
    return found


def _scripts(session: Session, scripts: dict[str, Used]) -> dict[str, dict[int, Parts]]:
    parts: dict[type[ScriptSection | Task], dict[str, set[str]]] = {ScriptSection: defaultdict(set), Task: defaultdict(set)}
    for model, found in parts.items():
        for script_id, key in session.execute(select(model.script_id, model.key)):
            found[script_id].add(key)
    questions: dict[str, dict[str, KnownQuestion]] = defaultdict(dict)
    for row in session.scalars(select(Question)):
        questions[row.script_id][row.key] = KnownQuestion(row.kind, row.choices, row.scale)
    used, versions = script_reads.used(session), dict[str, dict[int, Parts]]()
    for script, (key, version) in scripts.items():
        held = Parts(parts[ScriptSection][script], parts[Task][script], questions[script], used=script in used)
        versions.setdefault(key, {})[version] = held
    return versions


def _seats(session: Session) -> dict[tuple[str, str], str]:
    rows = session.execute(
        select(CouncilSession.key, Attendance.seat, Person.email, Person.key, Person.id)
        .join(Attendance, Attendance.session_id == CouncilSession.id)
        .outerjoin(Person, Attendance.person_id == Person.id)
        .where(Attendance.seat.is_not(None))
    )
    return {(key, seat): next(iter(_names(*who)), "") for key, seat, *who in rows if seat is not None}


def _attending(session: Session) -> Iterator[tuple[str, str]]:
    rows = select(CouncilSession.key, Person.email, Person.key, Person.id).join(Attendance, Attendance.session_id == CouncilSession.id)
    for sitting, *who in session.execute(rows.join(Person, Attendance.person_id == Person.id)):
        yield from ((sitting, name) for name in _names(*who))


def _hours(session: Session) -> dict[str, tuple[time, time]]:
    rows = session.execute(select(CouncilSession.key, CouncilSession.starts, CouncilSession.ends))
    return {key: (time.fromisoformat(starts), time.fromisoformat(ends)) for key, starts, ends in rows}


def _deliveries(session: Session) -> Iterator[tuple[str, str]]:
    rows = select(Insight.key, Market.key).select_from(Delivery)
    statement = rows.join(Insight, Delivery.insight_id == Insight.id).join(Market, Delivery.market_id == Market.id)
    yield from session.execute(statement)


def _delegations(session: Session) -> Iterator[tuple[str, str]]:
    yield from session.execute(select(Insight.key, Delegation.tracker).join(Insight, Delegation.insight_id == Insight.id))


def _trials(session: Session) -> Iterator[tuple[str, str, str]]:
    statement = (
        select(CouncilSession.key, Attendance.seat, Task.key)
        .select_from(Trial)
        .join(Attendance, Trial.attendance_id == Attendance.id)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Task, Trial.task_id == Task.id)
    )
    for key, seat, task in session.execute(statement):
        if seat is not None:
            yield key, seat, task
