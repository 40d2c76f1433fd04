"""What a report can be about: sessions, councils and markets, with their dates and where each stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Publication, SessionEvent
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import Audience, ReportScope, SessionState
from council_app.domain.records import SessionRef
from council_app.domain.report import ReportAbout
from council_app.domain.room import Event, state_after


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """One thing that a report can be about.

    Attributes:
        title: of its council; "" for a market, which is its country.
        first, last: when the first of its sessions begins and the last one ends, in the council's zone.
        sessions, notes: how many.
        state: live while one of the sessions is, closed once all are.
        saved: when a report about it was last saved here, or None.
    """

    about: ReportAbout
    title: str
    city: str
    country: str
    first: datetime
    last: datetime
    sessions: int
    notes: int
    state: SessionState
    saved: datetime | None


def choices(*, workspace: Workspace) -> tuple[ReportChoice, ...]:
    """Sessions, the newest first, then councils, then markets; a rehearsal is none of them."""
    with workspace.read() as reading:
        held = [ref for ref in programme_reads.sessions(reading) if not ref.rehearsal]
        states, saved = _states(reading), _saved(reading)
    made = [
        *_grouped(ReportScope.SESSION, [(ref.key, ref) for ref in held]),
        *_grouped(ReportScope.COUNCIL, [(ref.council_key, ref) for ref in held]),
        *_grouped(ReportScope.MARKET, [(ref.market_key, ref) for ref in held]),
    ]
    return tuple(_choice(about, refs, states, saved.get((about.scope.value, about.key))) for about, refs in made)


def _grouped(scope: ReportScope, held: list[tuple[str, SessionRef]]) -> Iterator[tuple[ReportAbout, list[SessionRef]]]:
    by_key = {key: [ref for _, ref in group] for key, group in groupby(sorted(held, key=lambda pair: pair[0]), key=lambda pair: pair[0])}
    for key in sorted(by_key, key=lambda key: (max(ref.starts for ref in by_key[key]), key), reverse=True):
        yield ReportAbout(scope, key), sorted(by_key[key], key=lambda ref: (ref.starts, ref.key))


def _choice(about: ReportAbout, refs: Sequence[SessionRef], states: dict[str, SessionState], saved: datetime | None) -> ReportChoice:
    market = about.scope is ReportScope.MARKET
    return ReportChoice(
        about=about,
        title="" if market else refs[0].council_title,
        city="" if market else refs[0].city,
        country=refs[0].country,
        first=refs[0].starts,
        last=max(ref.ends for ref in refs),
        sessions=len(refs),
        notes=sum(ref.notes for ref in refs),
        state=_together([states.get(ref.id, SessionState.PLANNED) for ref in refs]),
        saved=saved,
    )


def _together(states: Sequence[SessionState]) -> SessionState:
    if SessionState.LIVE in states:
        return SessionState.LIVE
    return SessionState.CLOSED if set(states) == {SessionState.CLOSED} else SessionState.PLANNED


def _states(session: Session) -> dict[str, SessionState]:
    statement = select(SessionEvent.session_id, SessionEvent.at, SessionEvent.step, SessionEvent.reason)
    rows = session.execute(statement.order_by(SessionEvent.session_id, SessionEvent.at, SessionEvent.id))
    return {key: state_after([Event(*row[1:]) for row in steps]) for key, steps in groupby(rows, key=lambda row: row[0])}


def _saved(session: Session) -> dict[tuple[str, str], datetime]:
    """The last time per scope and key; before reports had a scope, each was about a session."""
    rows = session.execute(select(Publication.scope, Publication.about, Publication.at).where(Publication.kind == "report"))
    return {(scope or ReportScope.SESSION.value, about): at for scope, about, at in sorted(rows, key=lambda row: row[2])}


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """A report that was saved on this laptop: when, for whom, in which language, as what, under which name, with how many notes in it."""

    at: datetime
    audience: Audience
    locale: str
    format: str
    file: str
    notes: int


def versions(*, workspace: Workspace, about: ReportAbout) -> tuple[SavedVersion, ...]:
    """The reports about this that were saved here, the newest first."""
    with workspace.read() as reading:
        where = (Publication.kind == "report", Publication.about == about.key, Publication.scope.in_(_scopes(about.scope)))
        rows = reading.scalars(select(Publication).where(*where).order_by(Publication.at.desc(), Publication.id.desc())).all()
        return tuple(SavedVersion(row.at, Audience(row.audience), row.locale, row.format, row.file, len(row.notes)) for row in rows)


def _scopes(scope: ReportScope) -> tuple[str, ...]:
    """Before reports had a scope, each was about a session."""
    return (scope.value, "") if scope is ReportScope.SESSION else (scope.value,)
