"""Insights with their evidence, likelihood and gate: the same numbers for the window, the command line, the report and the blog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Insight, InsightVisual
from council_app.db.queries import insights as reads
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.evidence import Evidence, Voice, count
from council_app.domain.gate import Gate, judge
from council_app.domain.likelihood import Likelihood, likelihood, population
from council_app.domain.records import Changes, DeliveryFacts, InsightFacts, NoteLine
from council_app.errors import CouncilError, m_
from council_app.services.attachments import keep_picture
from council_app.services.cohorts import members_of

TEXT_FIELDS = ("title", "problem", "solution", "owner")
NUMBER_FIELDS = ("impact_low", "impact_likely", "impact_high", "effort_days")


@dataclass(frozen=True, slots=True)
class InsightCard:
    """An insight as a list shows it."""

    facts: InsightFacts
    evidence: Evidence
    likelihood: Likelihood
    gate: Gate


@dataclass(frozen=True, slots=True)
class InsightDetail:
    """An insight with the notes behind it, oldest first, and what became of it."""

    card: InsightCard
    supporting: tuple[NoteLine, ...]
    against: tuple[NoteLine, ...]
    by_session: tuple[tuple[str, Evidence], ...]
    deliveries: tuple[DeliveryFacts, ...]


def list_insights(*, workspace: Workspace, session: str | None = None, cohort: str | None = None) -> tuple[InsightCard, ...]:
    """All insights, most people first; with `session` or `cohort`, counted there only and without those it says nothing about."""
    with workspace.read() as reading:
        heard = _Heard.read(reading, session, cohort)
        found = [heard.card(facts) for facts in reads.facts(reading)]
    if session is not None or cohort is not None:
        found = [card for card in found if card.evidence.notes]
    return tuple(sorted(found, key=lambda card: (-card.evidence.people, -card.gate.met, card.facts.key)))


def insight(*, workspace: Workspace, key: str, session: str | None = None, cohort: str | None = None) -> InsightDetail:
    """One insight with everything behind it.

    Raises:
        CouncilError: there is none of this key, or no such cohort.
    """
    with workspace.read() as reading:
        facts = reads.fact(reading, key)
        heard = _Heard.read(reading, session, cohort)
        voices = heard.voices.get(facts.id, reads.Voices())
        return InsightDetail(
            card=heard.card(facts),
            supporting=note_reads.lines(reading, [voice.note for voice in voices.supporting]),
            against=note_reads.lines(reading, [voice.note for voice in voices.against]),
            by_session=_by_session(voices.supporting, heard.rooms.there),
            deliveries=reads.deliveries(reading, insight=key),
        )


@dataclass(frozen=True, slots=True)
class _Heard:
    """Voices and the rooms they are counted over, of everybody or of a cohort; the gate always hears everybody."""

    voices: Mapping[str, reads.Voices]
    rooms: _Rooms
    everybody: _Heard | None = None

    @classmethod
    def read(cls, reading: Session, session: str | None, cohort: str | None) -> _Heard:
        keys = None if session is None else [session]
        everybody = cls(reads.voices(reading, session_keys=keys), _Rooms.read(reading, session))
        if cohort is None:
            return everybody
        members = members_of(reading, cohort)
        return cls(reads.voices(reading, session_keys=keys, members=members), _Rooms.read(reading, session, members), everybody)

    def card(self, facts: InsightFacts) -> InsightCard:
        """One insight, counted."""
        evidence = self._evidence(facts)
        likely = likelihood(evidence, population=population(self.rooms.customers, evidence))
        counted = evidence if self.everybody is None else self.everybody._evidence(facts)
        return InsightCard(facts=facts, evidence=evidence, likelihood=likely, gate=judge(facts, counted))

    def _evidence(self, facts: InsightFacts) -> Evidence:
        voices = self.voices.get(facts.id)
        return self.rooms.count(voices.supporting if voices else [])


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Who could have said something: attendees per session, which sessions are counted together, and customers per market."""

    there: Mapping[str, frozenset[str]]
    together: frozenset[str]
    customers: Mapping[str, int | None]

    @classmethod
    def read(cls, reading: Session, session: str | None, members: frozenset[str] | None = None) -> _Rooms:
        """For one session, that room; else all councils, because a call or a gemba walk is no room in which others could have spoken.

        Nobody counts how many customers are like the `members` of a cohort.
        """
        keys = None if session is None else [session]
        together = reads.council_keys(reading) if session is None else frozenset({session})
        customers = reads.customers(reading) if members is None else {}
        return cls(reads.attendees(reading, session_keys=keys, members=members), together, customers)

    def count(self, voices: Sequence[Voice]) -> Evidence:
        """People over the same rooms above and below the line: in councils, or where none spoke up, in the sessions of the voices."""
        counted = [voice for voice in voices if voice.session in self.together]
        rooms = self.together if counted or not voices else {voice.session for voice in voices}
        people = frozenset().union(*(self.there.get(key, frozenset()) for key in rooms))
        return count(counted or voices, len(people))


def _by_session(voices: list[Voice], there: Mapping[str, frozenset[str]]) -> tuple[tuple[str, Evidence], ...]:
    keys = sorted({voice.session for voice in voices})
    return tuple((key, count([voice for voice in voices if voice.session == key], len(there.get(key, ())))) for key in keys)


def edit_insight(*, workspace: Workspace, key: str, values: Mapping[str, object]) -> Changes:
    """Change an insight's own fields (`TEXT_FIELDS`, `NUMBER_FIELDS`, `impact_currency`, `teams`, `approvals`).

    Raises:
        CouncilError: no such insight, or a value that cannot be right.
    """
    with workspace.write(m_("Edit an insight")) as writing:
        row = writing.scalar(select(Insight).where(Insight.key == key))
        if row is None:
            raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
        for name, value in values.items():
            setattr(row, name, _sound(key, name, value))
        _in_order(row)
        return changes(writing)


def _sound(key: str, name: str, value: object) -> object:
    if name in TEXT_FIELDS and isinstance(value, str):
        if name == "title" and not value.strip():
            raise CouncilError(key, m_("an insight needs a title"), m_("Write what people said in one sentence."))
        return value.strip()
    if name in NUMBER_FIELDS and (value is None or (isinstance(value, int | float) and value >= 0)):
        return value
    if name == "impact_currency" and isinstance(value, str) and (value == "" or (len(value) == 3 and value.isupper())):
        return value
    if name in ("teams", "approvals") and isinstance(value, tuple):
        return value
    raise CouncilError(key, m_("“{field}” cannot be {value}", field=name, value=repr(value)), m_("Nothing was changed."))


def _in_order(row: Insight) -> None:
    given = [amount for amount in (row.impact_low, row.impact_likely, row.impact_high) if amount is not None]
    if given != sorted(given):
        raise CouncilError(row.key, m_("low, likely and high are not in order"), m_("Give the smallest amount first; nothing was changed."))


def add_visual(*, workspace: Workspace, key: str, filename: str, data: bytes, alt: str = "") -> Changes:
    """Attach a picture to an insight; it is scaled and stripped of its metadata.

    Raises:
        CouncilError: no such insight, or not a picture.
    """
    with workspace.write(m_("Add a visual")) as writing:
        row = writing.scalar(select(Insight).where(Insight.key == key))
        if row is None:
            raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
        digest = keep_picture(writing, filename, data)
        known = writing.scalar(select(InsightVisual).where(InsightVisual.insight_id == row.id, InsightVisual.filename == filename))
        if known is None:
            writing.add(InsightVisual(insight_id=row.id, filename=filename, alt=alt, blob=digest))
        else:
            known.blob, known.alt = digest, alt or known.alt
        return changes(writing)
