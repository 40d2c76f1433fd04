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


def list_insights(*, workspace: Workspace, session: str | None = None) -> tuple[InsightCard, ...]:
    """All insights, most people first; with `session`, counted in that session only and without those it says nothing about."""
    keys = None if session is None else [session]
    with workspace.read() as reading:
        voices = reads.voices(reading, session_keys=keys)
        rooms = _Rooms.read(reading, session)
        found = [_card(facts, voices.get(facts.id), rooms) for facts in reads.facts(reading)]
    if session is not None:
        found = [card for card in found if card.evidence.notes]
    return tuple(sorted(found, key=lambda card: (-card.evidence.people, -card.gate.met, card.facts.key)))


def insight(*, workspace: Workspace, key: str, session: str | None = None) -> InsightDetail:
    """One insight with everything behind it.

    Raises:
        CouncilError: there is none of this key.
    """
    keys = None if session is None else [session]
    with workspace.read() as reading:
        facts = reads.fact(reading, key)
        voices = reads.voices(reading, session_keys=keys).get(facts.id, reads.Voices())
        rooms = _Rooms.read(reading, session)
        return InsightDetail(
            card=_card(facts, voices, rooms),
            supporting=note_reads.lines(reading, [voice.note for voice in voices.supporting]),
            against=note_reads.lines(reading, [voice.note for voice in voices.against]),
            by_session=_by_session(voices.supporting, rooms.there),
            deliveries=reads.deliveries(reading, insight=key),
        )


@dataclass(frozen=True, slots=True)
class _Rooms:
    """Who could have said something: attendees per session, which sessions are counted together, and customers per market."""

    there: Mapping[str, frozenset[str]]
    together: frozenset[str]
    customers: Mapping[str, int | None]

    @classmethod
    def read(cls, reading: Session, session: str | None) -> _Rooms:
        """For one session, that room; else all councils, because a call or a gemba walk is no room in which others could have spoken."""
        keys = None if session is None else [session]
        together = reads.council_keys(reading) if session is None else frozenset({session})
        return cls(reads.attendees(reading, session_keys=keys), together, reads.customers(reading))

    def count(self, voices: Sequence[Voice]) -> Evidence:
        """People over the same rooms above and below the line: in councils, or where none spoke up, in the sessions of the voices."""
        counted = [voice for voice in voices if voice.session in self.together]
        rooms = self.together if counted or not voices else {voice.session for voice in voices}
        people = frozenset().union(*(self.there.get(key, frozenset()) for key in rooms))
        return count(counted or voices, len(people))


def _card(facts: InsightFacts, voices: reads.Voices | None, rooms: _Rooms) -> InsightCard:
    evidence = rooms.count(voices.supporting if voices else [])
    likely = likelihood(evidence, population=population(rooms.customers, evidence))
    return InsightCard(facts=facts, evidence=evidence, likelihood=likely, gate=judge(facts, evidence))


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
