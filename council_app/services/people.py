"""One page per person: every session they came to, what they raised, what may be done with it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, Consent, Council, CouncilSession, Note, Person
from council_app.db.queries import insights as insight_reads
from council_app.db.queries import notes as note_reads
from council_app.db.queries import posts as post_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.queries import touched
from council_app.db.queries.person import person_named, spoken_for
from council_app.db.workspace import Workspace
from council_app.domain.calls import Call
from council_app.domain.consent import may
from council_app.domain.enums import AttendanceStatus, Audience, ConsentMethod, Purpose, SessionKind
from council_app.domain.records import DeliveryFacts, NoteLine
from council_app.errors import CouncilError, m_
from council_app.services.calling import made_to


@dataclass(frozen=True, slots=True)
class Stand:
    """What somebody allows for one purpose at one session, and the answer that says so.

    Attributes:
        allowed: what `may` answers now.
        wording: version of what they read; "" with all that follows when they were not asked.
        locale: the language they read it in, "" when nobody wrote it down.
        signed: they signed on the screen.
    """

    purpose: Purpose
    allowed: bool
    wording: str = ""
    locale: str = ""
    method: ConsentMethod | None = None
    at: datetime | None = None
    withdrawn_at: datetime | None = None
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """One session somebody is on the list of; times are aware, in the council's zone.

    Attributes:
        stands: one per purpose, in their order.
    """

    attendance: str
    session: str
    kind: SessionKind
    city: str
    starts: datetime
    seat: str | None
    status: AttendanceStatus
    arrived_at: datetime | None
    segments: tuple[str, ...]
    access_needs: str
    dietary: str
    invited_by: str
    guests: int
    stands: tuple[Stand, ...]

    def allows(self, purpose: Purpose) -> bool:
        """What `may` answers for this session."""
        return any(stand.purpose is purpose and stand.allowed for stand in self.stands)


@dataclass(frozen=True, slots=True)
class Fate:
    """An insight that rests on somebody's words, and what became of it per market; `notes` and `against` count their notes."""

    key: str
    title: str
    notes: int
    against: int
    deliveries: tuple[DeliveryFacts, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report or post written from this file that quotes them; `out` when it was meant for outside."""

    kind: str
    about: str
    locale: str
    at: datetime
    out: bool


@dataclass(frozen=True, slots=True)
class PersonPageFacts:
    """Everything one page says about one person; with the roster and the door the only record that carries names."""

    id: str
    name: str
    email: str
    phone: str
    sittings: tuple[Sitting, ...]
    notes: tuple[NoteLine, ...]
    fates: tuple[Fate, ...]
    documents: tuple[Document, ...]
    calls: tuple[Call, ...] = ()

    def sitting_of(self, note: NoteLine) -> Sitting | None:
        """Where a note was said."""
        return next((sitting for sitting in self.sittings if sitting.session == note.session_key), None)


def person_page(*, workspace: Workspace, person: str, locale: str = "en") -> PersonPageFacts:
    """The page of the person of this id; insights are named in `locale` where they have words for it.

    Raises:
        CouncilError: there is nobody of this id (any more).
    """
    with workspace.read() as reading:
        row = reading.get(Person, person)
        if row is None:
            raise CouncilError("", m_("this person is not in the workspace any more"), m_("Go back to the list."))
        sittings = tuple(sittings_of(reading, person))
        notes = note_reads.lines(reading, _notes_of(reading, [sitting.attendance for sitting in sittings]))
        return PersonPageFacts(
            id=row.id,
            name=row.name,
            email=row.email or "",
            phone=row.phone,
            sittings=sittings,
            notes=notes,
            fates=tuple(_fates(reading, {note.id for note in notes}, locale)),
            documents=tuple(_documents(reading, [note.id for note in notes])),
            calls=made_to(reading, person),
        )


def person_id(*, workspace: Workspace, who: str) -> str:
    """The id of the one person of this e-mail address, key, whole name, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody is meant, or several are.
    """
    with workspace.read() as reading:
        return person_named(reading, who).id


def _notes_of(session: Session, attendances: Sequence[str]) -> Sequence[str]:
    return session.scalars(select(Note.id).where(Note.attendance_id.in_(attendances))).all()


def sittings_of(session: Session, person: str) -> Iterator[Sitting]:
    """Every session a person is on the list of, the latest first."""
    rows = session.execute(
        select(Attendance, CouncilSession, Council)
        .join(CouncilSession, Attendance.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .where(Attendance.person_id == person)
        .order_by(Council.date.desc(), CouncilSession.starts.desc(), CouncilSession.key)
    ).all()
    for row, sitting, council in rows:
        zone = ZoneInfo(council.timezone)
        yield Sitting(
            attendance=row.id,
            session=sitting.key,
            kind=sitting.kind,
            city=council.city,
            starts=programme_reads.wall_clock(council.date, sitting.starts, council.timezone),
            seat=row.seat,
            status=row.status,
            arrived_at=row.arrived_at.astimezone(zone) if row.arrived_at else None,
            segments=row.segments,
            access_needs=row.access_needs,
            dietary=row.dietary,
            invited_by=row.invited_by,
            guests=row.guests,
            stands=tuple(_stands(session, row.id, zone)),
        )


def _stands(session: Session, attendance: str, zone: ZoneInfo) -> Iterator[Stand]:
    answers = list(session.scalars(select(Consent).where(Consent.attendance_id == attendance).order_by(Consent.at, Consent.id)))
    records = roster_reads.consents(session, [attendance])[attendance]
    for purpose in Purpose:
        given = [answer for answer in answers if answer.purpose is purpose]
        allowed = may(purpose, records)
        if not given:
            yield Stand(purpose, allowed)
            continue
        last = max(given, key=lambda answer: (answer.at, not answer.granted))
        yield Stand(
            purpose=purpose,
            allowed=allowed,
            wording=last.wording,
            locale=last.locale,
            method=last.method,
            at=last.at.astimezone(zone),
            withdrawn_at=last.withdrawn_at.astimezone(zone) if last.withdrawn_at else None,
            signed=last.signature is not None,
        )


def _fates(session: Session, notes: set[str], locale: str) -> Iterator[Fate]:
    spoken = spoken_for(session, notes) if notes else {}
    deliveries = insight_reads.deliveries(session) if spoken else ()
    for facts in insight_reads.facts(session) if spoken else ():
        said, against = spoken.get(facts.id, (frozenset(), frozenset()))
        if said or against:
            became = tuple(row for row in deliveries if row.insight_key == facts.key)
            yield Fate(facts.key, facts.title_in(locale), len(said), len(against), became)


def _documents(session: Session, notes: Sequence[str]) -> Iterator[Document]:
    for row in touched.publications_with(session, notes):
        yield Document(row.kind, row.about, row.locale, row.at, row.audience == Audience.EXTERNAL)
    for post, country in post_reads.quoting(session, notes):
        yield Document("post", country, post.locale, datetime.combine(post.as_of, time(), UTC), out=False)
    for out, post in post_reads.out_with(session, notes):
        if out.down_on is None:
            yield Document("post", out.place, post.locale, datetime.combine(out.day, time(), UTC), out=True)
