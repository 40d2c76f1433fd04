"""Insights as the report shows them: with people per council, quotes that may be read, what contradicts, and what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from council_app.domain.enums import NoteKind, Raised, Severity
from council_app.domain.evidence import Voice
from council_app.domain.gate import judge
from council_app.domain.language import guess_language
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine, Visual
from council_app.errors import Message, mn_
from council_app.reporting import model
from council_app.services.report.counts import stages
from council_app.services.report.material import Group, Material
from council_app.services.visuals import picture_with_marks

_MOST_QUOTES = 3


def findings(session: Session, material: Material) -> tuple[model.Finding, ...]:
    """The insights this session says something about, most people first."""
    heard = [facts for facts in material.facts if _here(material, facts)]
    made = [_finding(session, material, facts) for facts in heard]
    return tuple(sorted(made, key=lambda finding: (-finding.evidence.people, -finding.gate.met, finding.facts.key)))


def _here(material: Material, facts: InsightFacts) -> list[Voice]:
    found = material.voices.get(facts.id)
    return [voice for voice in found.supporting if voice.session in material.keys] if found else []


def _finding(session: Session, material: Material, facts: InsightFacts) -> model.Finding:
    voices = material.voices[facts.id]
    here = _here(material, facts)
    evidence, likelihood = material.heard(facts, material.keys)
    notes = [material.noted[voice.note] for voice in here]
    everywhere = [material.noted[voice.note] for voice in voices.supporting if material.within(voice.session)]
    against = [material.noted[voice.note] for voice in voices.against if material.within(voice.session)]
    quotes = _quotes(material, notes)
    opposing = _quotes(material, against)
    return model.Finding(
        facts=facts,
        kind=kind_of(notes),
        severity=severity_of(notes),
        evidence=evidence,
        likelihood=likelihood,
        gate=judge(facts, evidence),
        by_council=_by_council(material, facts),
        stages=stages(material, everywhere, here=facts.stage),
        journey_note=_journey_note(material, [voice for voice in voices.supporting if material.within(voice.session)]),
        quotes=quotes,
        against=opposing,
        against_note=_unshown(len(against) - len(opposing)),
        pictures=_pictures(session, facts),
        delivery=_delivery(material.deliveries, facts.key),
        notes=tuple(short_key(note.key) for note in notes),
    )


def kind_of(notes: Sequence[NoteLine]) -> NoteKind:
    """The kind most of the notes have; of equals the first of the five."""
    kinds = Counter(note.kind for note in notes)
    return max(NoteKind, key=lambda kind: kinds[kind])


def severity_of(notes: Sequence[NoteLine]) -> Severity | None:
    """The middle of the severities that were noted; the higher of two middles, because a page should not play harm down."""
    given = sorted(note.severity for note in notes if note.severity is not None)
    return given[len(given) // 2] if given else None


def _by_council(material: Material, facts: InsightFacts) -> tuple[model.CouncilCount, ...]:
    spoke = {voice.session for voice in material.voices[facts.id].supporting}
    return tuple(_council_count(material, facts, group) for group in material.groups if group.keys & spoke)


def _council_count(material: Material, facts: InsightFacts, group: Group) -> model.CouncilCount:
    evidence, likelihood = material.heard(facts, group.keys)
    return model.CouncilCount(city=group.label, on=group.on, evidence=evidence, likelihood=likelihood, here=group.here)


def _journey_note(material: Material, voices: Sequence[Voice]) -> Message | str:
    keys = {voice.session for voice in voices}
    people = len(frozenset().union(*(material.there.get(key, frozenset()) for key in keys)))
    if len(keys) < 2:
        return ""
    return mn_("{people} people at one session", "{people} people at {count} sessions", len(keys), people=people)


def _quotes(material: Material, notes: Iterable[NoteLine]) -> tuple[model.Quote, ...]:
    """The strongest words that this audience may read: verbatim and unprompted first, one per person, then the rest."""
    allowed = [note for note in notes if note.raised is not Raised.AGREED and material.quotable(note)]
    ranked = sorted(allowed, key=lambda note: (not note.verbatim, note.raised is not Raised.ALONE, -(note.severity or 0), note.at))
    seen: set[str | None] = set()
    first: list[NoteLine] = []
    later: list[NoteLine] = []
    for note in ranked:
        (later if material.person(note) in seen else first).append(note)
        seen.add(material.person(note))
    return tuple(_quote(material, note) for note in (*first, *later)[:_MOST_QUOTES])


def _quote(material: Material, note: NoteLine) -> model.Quote:
    return model.Quote(
        note=short_key(note.key),
        kind=note.kind,
        text=note.text,
        lang=guess_language(note.text, material.language.split("-")[0]),
        city=note.city,
        seat=note.seat,
        verbatim=note.verbatim,
        note_id=note.id,
    )


def short_key(key: str) -> str:
    """Notes without a key of their own are named by the end of their id: enough to find them by search."""
    return key if len(key) <= 16 else key[-8:]


def _unshown(number: int) -> Message | str:
    if number <= 0:
        return ""
    return mn_("One more note contradicts it and may not be quoted.", "{count} more notes contradict it and may not be quoted.", number)


def _pictures(session: Session, facts: InsightFacts) -> tuple[model.Picture, ...]:
    return tuple(_picture(session, visual) for visual in facts.visuals)


def _picture(session: Session, visual: Visual) -> model.Picture:
    data, media_type = picture_with_marks(session, visual)
    labels = tuple(mark.label for mark in visual.marks)
    return model.Picture(data=data, media_type=media_type, alt=visual.alt or visual.filename, caption=visual.caption, labels=labels)


def _delivery(deliveries: Iterable[DeliveryFacts], insight: str) -> DeliveryFacts | None:
    return next((delivery for delivery in deliveries if delivery.insight_key == insight), None)
