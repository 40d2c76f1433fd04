"""Taking an answer back: what it would touch, asked before; and the withdrawal itself, which takes effect everywhere at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Consent, Publication
from council_app.db.queries import posts
from council_app.db.queries import roster as roster_reads
from council_app.db.queries import touched as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.consent import may
from council_app.domain.enums import Audience, Purpose
from council_app.domain.records import Changes
from council_app.errors import Message, mn_
from council_app.services import half_answers
from council_app.services.asking import attendance_at, attendance_of

_WORDS = (Purpose.NOTES, Purpose.QUOTE_INTERNAL, Purpose.QUOTE_PUBLIC)
# Whose words a document may hold is decided by these; a report inside the company rests on the first two, what goes out on the last.
_INSIDE = (Purpose.NOTES, Purpose.QUOTE_INTERNAL)


@dataclass(frozen=True, slots=True)
class Written:
    """A document on disk that quotes somebody: `about` is its session or its market; of a post that is out, the place."""

    kind: str
    about: str
    audience: str
    locale: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Touched:
    """What rests on somebody's consent to some purposes.

    Attributes:
        allowed: which of the purposes they allow now, at any session they came to.
        notes: how many notes hold their words; `highlights` how many spans of them are coded.
        insights: keys of the insights those notes speak for or against; `titles` are theirs, in the same order.
        reports, posts: documents written from this file that quote them, and posts of theirs that are kept in it; `published` are
            those of both that left the company.
    """

    seat: str | None
    allowed: tuple[Purpose, ...]
    notes: int
    highlights: int
    insights: tuple[str, ...]
    titles: tuple[str, ...]
    reports: tuple[Written, ...]
    posts: tuple[Written, ...]
    published: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn(Touched):
    """What a withdrawal touched.

    Attributes:
        ended: purposes that had been allowed and are not any more; the others had not been allowed.
        sessions: how many of the person's sessions had such an answer.
    """

    ended: tuple[Purpose, ...]
    sessions: int
    changes: Changes


def what_withdrawal_touches(*, workspace: Workspace, session: str, attendance: str, purposes: Sequence[Purpose]) -> Touched:
    """What `withdraw_for` would touch, with nothing changed; `allowed` says what can be taken back.

    Raises:
        CouncilError: no such session, or nobody of this attendance.
    """
    with workspace.read() as reading:
        return what_rests_on(reading, attendance_at(reading, session, attendance), purposes)


def withdraw(*, workspace: Workspace, session: str, person: str, purposes: Sequence[Purpose]) -> Withdrawn:
    """As `withdraw_for`, for whoever is meant by a seat, a badge code, an e-mail address or a name.

    Raises:
        CouncilError: no such session, or nobody or several meant.
    """
    with workspace.write(_label(purposes)) as writing:
        return _withdraw(writing, attendance_of(writing, session, person), purposes)


def withdraw_for(*, workspace: Workspace, session: str, attendance: str, purposes: Sequence[Purpose]) -> Withdrawn:
    """Take consent back, and say what that touches.

    A person who takes something back means all of it: it ends at every session they came to, not only the one they are found by.
    From the next read on `may(…)` says no, so that no report, draft or list quotes them; what is on paper already is named.

    Raises:
        CouncilError: no such session, or nobody of this attendance.
    """
    with workspace.write(_label(purposes)) as writing:
        return _withdraw(writing, attendance_at(writing, session, attendance), purposes)


def _label(purposes: Sequence[Purpose]) -> Message:
    return mn_("Withdraw consent to one purpose", "Withdraw consent to {count} purposes", len(purposes))


def _withdraw(writing: JournalledSession, row: Attendance, purposes: Sequence[Purpose]) -> Withdrawn:
    everywhere = [each.id for each in reads.same_person(writing, row)]
    live = select(Consent).where(
        Consent.attendance_id.in_(everywhere), Consent.purpose.in_(purposes), Consent.granted, Consent.withdrawn_at.is_(None)
    )
    ended = list(writing.scalars(live))
    for answer in ended:
        answer.withdrawn_at = max(datetime.now(UTC), answer.at)
    writing.flush()
    if Purpose.NOTES in purposes:
        for each in everywhere:
            half_answers.forget(writing, each)
    touched = what_rests_on(writing, row, purposes)
    return Withdrawn(
        seat=touched.seat,
        allowed=touched.allowed,
        notes=touched.notes,
        highlights=touched.highlights,
        insights=touched.insights,
        titles=touched.titles,
        reports=touched.reports,
        posts=touched.posts,
        published=touched.published,
        ended=tuple(purpose for purpose in Purpose if any(answer.purpose is purpose for answer in ended)),
        sessions=len({answer.attendance_id for answer in ended}),
        changes=changes(writing),
    )


def what_rests_on(session: JournalledSession, row: Attendance, purposes: Sequence[Purpose]) -> Touched:
    """Within a transaction: what rests on a person's consent, named by one of their seats."""
    everywhere = [each.id for each in reads.same_person(session, row)]
    answers = roster_reads.consents(session, everywhere).values()
    notes = reads.notes_of(session, everywhere) if set(purposes) & set(_WORDS) else ()
    insights = reads.insights_on(session, notes) if notes else ()
    written = [document for document in reads.publications_with(session, notes) if _rests_on(document, purposes)]
    stored, out = _posts_with(session, notes) if set(purposes) & set(_WORDS) else ((), ())
    return Touched(
        seat=row.seat,
        allowed=tuple(purpose for purpose in Purpose if purpose in purposes and any(may(purpose, records) for records in answers)),
        notes=len(notes),
        highlights=reads.highlights_on(session, notes),
        insights=insights,
        titles=reads.titles_of(session, insights),
        reports=tuple(_written(document) for document in written if document.kind == "report"),
        posts=(*(_written(document) for document in written if document.kind == "post"), *stored, *out),
        published=(*(_written(document) for document in written if document.audience == Audience.EXTERNAL), *out),
    )


def _posts_with(session: JournalledSession, notes: Collection[str]) -> tuple[tuple[Written, ...], tuple[Written, ...]]:
    """Posts that quote any of these notes and are not out, and those that are: of these by their place, since their day."""
    public = [(out, post) for out, post in posts.out_with(session, notes) if out.down_on is None]
    told = {post.id for _, post in public}
    stored = [(post, country) for post, country in posts.quoting(session, notes) if post.id not in told]
    return (
        tuple(Written("post", country, Audience.EXTERNAL, post.locale, _moment(post.as_of)) for post, country in stored),
        tuple(Written("post", out.place, Audience.EXTERNAL, post.locale, _moment(out.day)) for out, post in public),
    )


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _rests_on(document: Publication, purposes: Sequence[Purpose]) -> bool:
    inside = document.audience == Audience.INTERNAL
    return any(purpose in (_INSIDE if inside else _WORDS) for purpose in purposes)


def _written(document: Publication) -> Written:
    return Written(document.kind, document.about, document.audience, document.locale, document.at)
