"""Everything a report is made of, read once: the sessions, their people and consents, their notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

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
from council_app.domain.enums import Audience, Purpose, ReportScope
from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine, SessionRef
from council_app.domain.report import ReportAbout
from council_app.i18n import Translator
from council_app.services.insights.counting import Rooms
from council_app.services.report.covering import held, place_of


@dataclass(frozen=True, slots=True)
class Group:
    """Sessions that are counted together beside others: one session, or all of a council; `here`: the report is about them."""

    label: str
    on: date
    keys: frozenset[str]
    here: bool


@dataclass(frozen=True, slots=True)
class Material:
    """What one report draws on.

    Attributes:
        held: the sessions it covers, oldest first.
        sessions: all there are, by key.
        groups: the occasions that its findings are counted by, those it is about first.
        attendances: of the sessions it covers, with the session's key.
        there: ids of everybody in the room, per session key.
        people, consents: by (session key, seat), what makes that attendee distinct, and what they allowed.
        notes: of the sessions it covers, those that are withheld included: they are counted nowhere, and said to be missing.
        rooms: who could have said something, for counting evidence as the window counts it.
    """

    audience: Audience
    about: ReportAbout
    held: tuple[SessionRef, ...]
    sessions: dict[str, SessionRef]
    groups: tuple[Group, ...]
    attendances: tuple[tuple[Attendance, str], ...]
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

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the sessions it covers."""
        return frozenset(ref.key for ref in self.held)

    @property
    def last(self) -> SessionRef:
        """The newest of them."""
        return self.held[-1]

    @property
    def counting(self) -> tuple[NoteLine, ...]:
        """The notes that count: not those of who refused notes or took that back."""
        return tuple(note for note in self.notes if not note.withheld)

    def within(self, session: str) -> bool:
        """Whether words from that session may stand in it: a market's report tells of that market only."""
        return self.about.scope is not ReportScope.MARKET or session in self.keys

    def heard(self, facts: InsightFacts, keys: frozenset[str]) -> tuple[Evidence, Likelihood | None]:
        """An insight as it was heard in some sessions, counted as the window counts it; no reach where nobody is known to have said it."""
        rooms, said = self._rooms(keys), self.voices[facts.id]
        voices = [voice for voice in said.supporting if voice.session in keys]
        evidence = rooms.count(voices, [voice for voice in said.withheld if voice.session in keys])
        return evidence, rooms.reach(voices, evidence, facts.one_in) if evidence.people else None

    def _rooms(self, keys: frozenset[str]) -> Rooms:
        if len(keys) == 1:
            return self.rooms.only(next(iter(keys)))
        there = {key: people for key, people in self.rooms.there.items() if key in keys}
        return replace(self.rooms, there=there, together=self.rooms.together & keys, crowds={})

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


def gather(session: Session, *, about: ReportAbout, audience: Audience, t: Translator) -> Material:
    """Read everything a report is made of, with titles as worded for the language of `t`.

    Raises:
        CouncilError: nothing has this key, or it is a rehearsal.
    """
    covered = held(session, about)
    keys = {ref.key for ref in covered}
    rooms = select(Attendance, CouncilSession.key).join(CouncilSession, Attendance.session_id == CouncilSession.id)
    rows = session.execute(rooms.where(~CouncilSession.rehearsal))
    seated = [(attendance, where) for attendance, where in rows]
    consents = roster_reads.consents(session, [attendance.id for attendance, _ in seated])
    voices = insight_reads.voices(session)
    noted = {voice.note for found in voices.values() for voice in (*found.supporting, *found.against)}
    market = session.execute(select(Market).where(Market.key == covered[-1].market_key)).scalar_one()
    sessions = {ref.key: ref for ref in programme_reads.sessions(session) if not ref.rehearsal}
    return Material(
        audience=audience,
        about=about,
        held=covered,
        sessions=sessions,
        groups=groups(about, covered, sessions, t),
        attendances=tuple((attendance, where) for attendance, where in seated if where in keys),
        people={(where, attendance.seat): attendance.person_id or attendance.id for attendance, where in seated if attendance.seat},
        consents={(where, attendance.seat): consents[attendance.id] for attendance, where in seated if attendance.seat},
        notes=tuple(note for ref in covered for note in note_reads.session_notes(session, ref.id)),
        there=insight_reads.attendees(session),
        facts=tuple(replace(facts, title=facts.title_in(t.tag)) for facts in insight_reads.facts(session)),
        voices=voices,
        noted={line.id: line for line in note_reads.lines(session, noted)},
        deliveries=insight_reads.deliveries(session, market=market.key),
        stages=_stages(session),
        language=market.locales[0] if market.locales else "en",
        rooms=Rooms.read(session, None),
    )


def groups(about: ReportAbout, covered: tuple[SessionRef, ...], sessions: dict[str, SessionRef], t: Translator) -> tuple[Group, ...]:
    """Session by session for a session or a council, council by council for a market and for other councils."""
    here = {ref.key for ref in covered}
    if about.scope is ReportScope.MARKET:
        return _councils(covered, here=True)
    others = [ref for ref in sessions.values() if ref.key not in here]
    single = tuple(Group(place_of(ref, covered, t), ref.starts.date(), frozenset({ref.key}), here=True) for ref in covered)
    if about.scope is ReportScope.COUNCIL:
        return (*single, *_councils(others, here=False))
    each = sorted(others, key=lambda ref: (ref.starts, ref.key))
    return (*single, *(Group(ref.city, ref.starts.date(), frozenset({ref.key}), here=False) for ref in each))


def _councils(refs: Iterable[SessionRef], *, here: bool) -> tuple[Group, ...]:
    """The sessions of each council together, by the day of its first."""
    found: dict[str, list[SessionRef]] = {}
    for ref in sorted(refs, key=lambda ref: (ref.starts, ref.key)):
        found.setdefault(ref.council_key, []).append(ref)
    return tuple(Group(refs[0].city, refs[0].starts.date(), frozenset(ref.key for ref in refs), here) for refs in found.values())


def _stages(session: Session) -> tuple[tuple[str, str, bool], ...]:
    statement = select(JourneyRow.key, Stage.key, Stage.name, Stage.critical).join(JourneyRow, Stage.journey_id == JourneyRow.id)
    rows = session.execute(statement.order_by(JourneyRow.key, Stage.position))
    return tuple((f"{journey}/{stage}", name, critical) for journey, stage, name, critical in rows)
