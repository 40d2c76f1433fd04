"""What people allow: recording their answers, and taking an answer back with everything it touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Consent, Market, Publication
from council_app.db.queries import door as door_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import touched as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Audience, ConsentMethod, Purpose
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_
from council_app.exchange.wordings import newest, wordings
from council_app.services.door import the_one

_WORDS = (Purpose.NOTES, Purpose.QUOTE_INTERNAL, Purpose.QUOTE_PUBLIC)
# Whose words a document may hold is decided by these; a report inside the company rests on the first two, what goes out on the last.
_INSIDE = (Purpose.NOTES, Purpose.QUOTE_INTERNAL)
_SHORTEST = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Answered:
    """Answers on record; `missing` are the purposes that were never asked about."""

    seat: str | None
    granted: tuple[Purpose, ...]
    refused: tuple[Purpose, ...]
    wording: str
    locale: str
    missing: tuple[Purpose, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Written:
    """A document on disk that quotes somebody: `about` is its session or its market."""

    kind: str
    about: str
    audience: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal touched.

    Attributes:
        ended: purposes that had been allowed and are not any more; the others had not been allowed.
        sessions: how many of the person's sessions had such an answer.
        notes: how many notes hold their words.
        insights: keys of the insights those notes speak for or against.
        reports, posts: documents written from this file that quote them; `published` are those of both that left the company.
    """

    seat: str | None
    ended: tuple[Purpose, ...]
    sessions: int
    notes: int
    insights: tuple[str, ...]
    reports: tuple[Written, ...]
    posts: tuple[Written, ...]
    published: tuple[Written, ...]
    changes: Changes


def record_answers(
    *,
    workspace: Workspace,
    session: str,
    person: str,
    granted: Sequence[Purpose] = (),
    refused: Sequence[Purpose] = (),
    wording: str | None = None,
    method: ConsentMethod = ConsentMethod.SCREEN,
    locale: str | None = None,
    signature: str | None = None,
) -> Answered:
    """Record what somebody answered for one session. Who refuses everything may stay.

    Args:
        workspace: where to.
        session: key of the session.
        person: seat, badge code, e-mail address or name.
        granted: what they allow.
        refused: what they do not.
        wording: version of the text they read; the newest, when not given.
        method: how they answered.
        locale: the language they read it in; the market's first, when not given.
        signature: its strokes as JSON.

    Raises:
        CouncilError: nobody or several meant, a purpose both allowed and refused, no purpose at all, or an unknown wording.
    """
    both = set(granted) & set(refused)
    if both or not (granted or refused):
        why = m_("the same purpose is allowed and refused") if both else m_("no purpose was named")
        raise CouncilError(person, why, m_("Name each purpose once; nothing was changed."))
    with workspace.write(m_("Record consent")) as writing:
        row = _attendance(writing, session, person)
        version = _known(writing, wording)
        read_in = locale or _language(writing, session)
        for purpose, yes in [*((purpose, True) for purpose in granted), *((purpose, False) for purpose in refused)]:
            answer = Consent(attendance_id=row.id, purpose=purpose, wording=version, method=method, granted=yes)
            answer.at, answer.locale, answer.signature = _latest(writing, row.id, purpose), read_in, signature
            writing.add(answer)
        writing.flush()
        missing = door_reads.unasked(writing, row.id)
        return Answered(row.seat, tuple(granted), tuple(refused), version, read_in, missing, changes(writing))


def withdraw(*, workspace: Workspace, session: str, person: str, purposes: Sequence[Purpose]) -> Withdrawn:
    """Take consent back, and say what that touches.

    A person who takes something back means all of it: it ends at every session they came to, not only the one they are found by.
    From the next read on `may(…)` says no, so that no report, draft or list quotes them; what is on paper already is named.

    Raises:
        CouncilError: no such session, or nobody or several meant.
    """
    label = mn_("Withdraw consent to one purpose", "Withdraw consent to {count} purposes", len(purposes))
    with workspace.write(label) as writing:
        row = _attendance(writing, session, person)
        everywhere = [each.id for each in reads.same_person(writing, row)]
        standing = select(Consent).where(
            Consent.attendance_id.in_(everywhere), Consent.purpose.in_(purposes), Consent.granted, Consent.withdrawn_at.is_(None)
        )
        ended = list(writing.scalars(standing))
        for answer in ended:
            answer.withdrawn_at = max(_now(), answer.at)
        writing.flush()
        notes = reads.notes_of(writing, everywhere) if set(purposes) & set(_WORDS) else ()
        written = [document for document in reads.publications_with(writing, notes) if _rests_on(document, purposes)]
        return Withdrawn(
            seat=row.seat,
            ended=tuple(purpose for purpose in Purpose if any(answer.purpose is purpose for answer in ended)),
            sessions=len({answer.attendance_id for answer in ended}),
            notes=len(notes),
            insights=reads.insights_on(writing, notes) if notes else (),
            reports=tuple(_written(document) for document in written if document.kind == "report"),
            posts=tuple(_written(document) for document in written if document.kind == "post"),
            published=tuple(_written(document) for document in written if document.audience == Audience.EXTERNAL),
            changes=changes(writing),
        )


def _attendance(writing: JournalledSession, session: str, person: str) -> Attendance:
    guests = door_reads.guests(writing, programme_reads.session_id(writing, session))
    return writing.get_one(Attendance, the_one(person, guests).id)


def _known(writing: JournalledSession, wording: str | None) -> str:
    """The version meant; a workspace may bring wordings of its own with its plan, and their answers show which."""
    if wording is None:
        return newest()
    here = select(Consent.id).where(Consent.wording == wording).limit(1)
    if wording not in wordings() and writing.scalar(here) is None:
        todo = m_("The wordings are: {versions}", versions=", ".join(sorted(wordings())))
        raise CouncilError(wording, m_("there is no wording of this version"), todo)
    return wording


def _language(writing: JournalledSession, session: str) -> str:
    place = programme_reads.session_named(writing, session)
    locales = writing.scalar(select(Market.locales).where(Market.key == place.market_key)) or ()
    return locales[0] if locales else "en"


def _latest(writing: JournalledSession, attendance: str, purpose: Purpose) -> datetime:
    """Now; but after every earlier answer and withdrawal, because a laptop's clock may have been ahead."""
    rows = writing.scalars(select(Consent).where(Consent.attendance_id == attendance, Consent.purpose == purpose))
    earlier = [max(row.at, row.withdrawn_at or row.at) + _SHORTEST for row in rows]
    return max([_now(), *earlier])


def _rests_on(document: Publication, purposes: Sequence[Purpose]) -> bool:
    inside = document.audience == Audience.INTERNAL
    return any(purpose in (_INSIDE if inside else _WORDS) for purpose in purposes)


def _written(document: Publication) -> Written:
    return Written(document.kind, document.about, document.audience, document.locale, document.at)


def _now() -> datetime:
    return datetime.now(UTC)
