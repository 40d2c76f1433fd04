"""Saved cohorts: keeping them, counting who is in, and the choice of words for their rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Cohort as CohortRow
from council_app.db.models import Council, CouncilSession, Market, Tag
from council_app.db.queries import cohorts as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.cohort_forms import form_of, proper_name, rules_of
from council_app.domain.cohorts import Cohort, Rule, RuleKind
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.services.codebook import KEY_LIMIT, tag_key
from council_app.services.free_keys import free_key


@dataclass(frozen=True, slots=True)
class Counted:
    """How many distinct people are in: of all, and of the session asked about (0 without one)."""

    people: int
    here: int


@dataclass(frozen=True, slots=True)
class CohortLine:
    """A cohort as a list shows it; `problem` says why it cannot be used, when its rules cannot be read."""

    cohort: Cohort
    counted: Counted
    problem: Message | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """A cohort with the ids of the attendances in it, of all sessions."""

    cohort: Cohort
    attendances: frozenset[str]
    people: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that a rule can name, and what it is called: a place with its day and time, a country (ISO 3166-1), or only itself."""

    word: str
    place: str = ""
    day: date | None = None
    time: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A cohort as it was kept."""

    cohort: Cohort
    changes: Changes


def list_cohorts(*, workspace: Workspace, session: str | None = None) -> tuple[CohortLine, ...]:
    """All cohorts by name, with how many people are in; `session` is the key of a session to count in, too."""
    with workspace.read() as reading:
        place = None if session is None else programme_reads.session_id(reading, session)
        return tuple(_line(reading, row, place) for row in reads.every(reading))


def cohort(*, workspace: Workspace, key: str) -> Cohort:
    """One cohort.

    Raises:
        CouncilError: there is none of this key, or its rules cannot be read.
    """
    with workspace.read() as reading:
        return _read(reads.saved(reading, key))


def membership(*, workspace: Workspace, key: str) -> Membership:
    """Who is in a cohort. Raises as `cohort`."""
    with workspace.read() as reading:
        found = _read(reads.saved(reading, key))
        return Membership(found, reads.members(reading, found.rules), reads.counted(reading, found.rules))


def count_people(*, workspace: Workspace, rules: Sequence[Rule], session: str | None = None) -> Counted:
    """How many people a cohort of these rules would have."""
    with workspace.read() as reading:
        return _counted(reading, rules, None if session is None else programme_reads.session_id(reading, session))


def members_of(reading: Session, key: str, *, session_id: str | None = None) -> frozenset[str]:
    """Ids of a cohort's attendances, for other services; of one session only, when it is named. Raises as `cohort`."""
    return reads.members(reading, _read(reads.saved(reading, key)).rules, session_id=session_id)


def save_cohort(*, workspace: Workspace, name: str, rules: Sequence[Rule], key: str | None = None) -> Saved:
    """Keep a cohort: another name and other rules for the one of this key, or a new one. Without a key it gets one from its name.

    Raises:
        CouncilError: no proper name or key, no rule, or a rule that says nothing.
    """
    name, form = proper_name(name), form_of(rules)
    rules = rules_of(form, name)
    if key is not None and (tag_key(key) != key or len(key) > KEY_LIMIT):
        raise CouncilError(key, m_("is not a key"), m_("A key is lower-case letters, digits and single hyphens, like “pay-later-2”."))
    with workspace.write(m_("Save the cohort “{name}”", name=name)) as writing:
        row = None if key is None else writing.scalar(select(CohortRow).where(CohortRow.key == key))
        if row is None:
            row = CohortRow(key=key or free_key(writing, CohortRow.key, name), name=name, rules=form)
            writing.add(row)
        else:
            row.name = name
            if row.rules != form:
                row.rules = form
        return Saved(Cohort(row.key, name, rules), changes(writing))


def rename_cohort(*, workspace: Workspace, key: str, name: str) -> Changes:
    """Give a cohort another name; its key stays.

    Raises:
        CouncilError: there is none of this key, or no proper name.
    """
    name = proper_name(name)
    with workspace.write(m_("Rename a cohort to “{name}”", name=name)) as writing:
        reads.saved(writing, key).name = name
        return changes(writing)


def delete_cohort(*, workspace: Workspace, key: str) -> Changes:
    """Remove a cohort; nobody in it is touched.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        name = reads.saved(reading, key).name
    with workspace.write(m_("Delete the cohort “{name}”", name=name)) as writing:
        writing.delete(reads.saved(writing, key))
        return changes(writing)


def choices(*, workspace: Workspace) -> Mapping[RuleKind, tuple[Choice, ...]]:
    """What the rules can name here; closed vocabularies are not among them."""
    with workspace.read() as reading:
        councils = select(Council.key, Council.title, Council.city, Council.date).order_by(Council.date, Council.key)
        sessions = select(CouncilSession.key, Council.city, Council.date, CouncilSession.starts)
        sessions = sessions.join(Council, CouncilSession.council_id == Council.id).order_by(Council.date, CouncilSession.starts)
        markets = select(Market.key, Market.country).order_by(Market.key)
        return {
            RuleKind.SEGMENT: tuple(map(Choice, reads.segments(reading))),
            RuleKind.MARKET: tuple(Choice(key, country=country) for key, country in reading.execute(markets)),
            RuleKind.COUNCIL: tuple(Choice(key, title or city, day) for key, title, city, day in reading.execute(councils)),
            RuleKind.SESSION: tuple(Choice(key, city, day, starts) for key, city, day, starts in reading.execute(sessions)),
            RuleKind.RAISED: tuple(map(Choice, reading.scalars(select(Tag.path).order_by(Tag.path)))),
            RuleKind.INVITED_BY: tuple(map(Choice, reads.inviters(reading))),
        }


def _line(reading: Session, row: CohortRow, session_id: str | None) -> CohortLine:
    """One that came from a newer version is listed like the others, and says why it cannot be used."""
    try:
        found = _read(row)
    except CouncilError as error:
        return CohortLine(Cohort(row.key, row.name, ()), Counted(0, 0), error.why)
    return CohortLine(found, _counted(reading, found.rules, session_id))


def _read(row: CohortRow) -> Cohort:
    return Cohort(row.key, row.name, rules_of(row.rules, row.name))


def _counted(reading: Session, rules: Sequence[Rule], session_id: str | None) -> Counted:
    here = 0 if session_id is None else reads.counted(reading, rules, session_id=session_id)
    return Counted(reads.counted(reading, rules), here)
