"""Everything a report is made of, read once: the session, its people, their consents, its notes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Attendance, CouncilSession, Market, Stage
from council_app.db.models import Journey as JourneyRow
from council_app.db.queries import insights as insight_reads
from council_app.db.queries import notes as note_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.domain.consent import ConsentRecord, may
from council_app.domain.disclosure import MINIMUM_INSIDE, MINIMUM_PUBLIC
from council_app.domain.enums import Audience, Purpose
from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine, SessionRef
from council_app.services.insights.counting import Rooms


@dataclass(frozen=True, slots=True)
class Material:
    """What one report draws on.

    Attributes:
        there: ids of everybody in the room, per session key.
        people, consents: by (session key, seat), what makes that attendee distinct, and what they allowed.
        rooms: who could have said something, for counting evidence as the window counts it.
    """

    audience: Audience
    session: SessionRef
    sessions: dict[str, SessionRef]
    attendances: tuple[Attendance, ...]
    people: dict[tuple[str, str], str]
    consents: dict[tuple[str, str], tuple[ConsentRecord, ...]]
    notes: tuple[NoteLine, ...]
    there: dict[str, frozenset[str]]
    facts: tuple[InsightFacts, ...]
    voices: dict[str, insight_reads.Voices]
    noted: dict[str, NoteLine]
    deliveries: tuple[DeliveryFacts, ...]
    stages: tuple[tuple[str, str, bool], ...]
    language: str
    rooms: Rooms

    def heard(self, facts: InsightFacts, session: str) -> tuple[Evidence, Likelihood | None]:
        """An insight as it was heard in one session, counted as the window counts it; no reach where nobody is known to have said it."""
        rooms, said = self.rooms.only(session), self.voices[facts.id]
        voices = [voice for voice in said.supporting if voice.session == session]
        evidence = rooms.count(voices, [voice for voice in said.withheld if voice.session == session])
        return evidence, rooms.reach(voices, evidence, facts.one_in) if evidence.people else None

    @property
    def minimum(self) -> int:
        """The smallest group this audience may see."""
        return MINIMUM_PUBLIC if self.audience is Audience.EXTERNAL else MINIMUM_INSIDE

    def person(self, note: NoteLine) -> str | None:
        """What makes the speaker of a note distinct."""
        return self.people.get((note.session_key, note.seat)) if note.seat else None

    def allowed(self, note: NoteLine, purpose: Purpose) -> bool:
        """Whether the speaker allows `purpose`; words nobody is known to have said belong to nobody and are not quoted."""
        return note.seat is not None and may(purpose, self.consents.get((note.session_key, note.seat), ()))

    def quotable(self, note: NoteLine) -> bool:
        """Whether this audience may read the note word for word."""
        if self.audience is Audience.EXTERNAL:
            return note.verbatim and self.allowed(note, Purpose.QUOTE_PUBLIC)
        return self.allowed(note, Purpose.QUOTE_INTERNAL)

    def listed(self, note: NoteLine) -> bool:
        """Whether the note may stand in an internal appendix: words need `quote_internal`, a paraphrase needs `notes`."""
        if note.seat is None:
            return not note.verbatim and not note.withheld
        return self.allowed(note, Purpose.QUOTE_INTERNAL if note.verbatim else Purpose.NOTES)


def gather(session: Session, *, key: str, audience: Audience, locale: str) -> Material:
    """Read everything the report of session `key` is made of, with titles as worded for `locale`.

    Raises:
        CouncilError: there is no such session, or it is a rehearsal.
    """
    place = programme_reads.session_that_counts(session, key)
    rooms = select(Attendance, CouncilSession.key).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    rows = session.execute(rooms.where(~CouncilSession.rehearsal))
    seated = [(attendance, where) for attendance, where in rows]
    consents = roster_reads.consents(session, [attendance.id for attendance, _ in seated])
    voices = insight_reads.voices(session)
    noted = {voice.note for found in voices.values() for voice in (*found.supporting, *found.against)}
    market = session.execute(select(Market).where(Market.key == place.market_key)).scalar_one()
    return Material(
        audience=audience,
        session=place,
        sessions={ref.key: ref for ref in programme_reads.sessions(session)},
        attendances=tuple(attendance for attendance, where in seated if where == key),
        people={(where, attendance.seat): attendance.person_id or attendance.id for attendance, where in seated if attendance.seat},
        consents={(where, attendance.seat): consents[attendance.id] for attendance, where in seated if attendance.seat},
        notes=note_reads.session_notes(session, place.id),
        there=insight_reads.attendees(session),
        facts=tuple(replace(facts, title=facts.title_in(locale)) for facts in insight_reads.facts(session)),
        voices=voices,
        noted={line.id: line for line in note_reads.lines(session, noted)},
        deliveries=insight_reads.deliveries(session, market=place.market_key),
        stages=_stages(session),
        language=market.locales[0] if market.locales else "en",
        rooms=Rooms.read(session, None),
    )


def _stages(session: Session) -> tuple[tuple[str, str, bool], ...]:
    statement = select(JourneyRow.key, Stage.key, Stage.name, Stage.critical).join(JourneyRow, Stage.journey_id == JourneyRow.id)
    rows = session.execute(statement.order_by(JourneyRow.key, Stage.position))
    return tuple((f"{journey}/{stage}", name, critical) for journey, stage, name, critical in rows)
