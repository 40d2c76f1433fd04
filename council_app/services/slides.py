"""One insight of a workshop as the projector shows it: read here, so that nothing private ever reaches the window on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, Note
from council_app.db.queries import initiatives as reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import Purpose, Raised
from council_app.domain.initiatives import Part, amount_of
from council_app.domain.language import guess_language
from council_app.domain.personal import Register, register
from council_app.domain.publishing_facts import HeldCouncil, PublishingFacts
from council_app.domain.records import NoteLine, Visual
from council_app.domain.slides import Slide, first_quotable, honest_sentences, without_people
from council_app.errors import CouncilError, m_
from council_app.services.insights import insight as insight_of
from council_app.services.known import allowing, known_people
from council_app.services.visuals import picture_with_marks, relabelled

_CHUNK = 500


def slide(*, workspace: Workspace, key: str, insight: str, locale: str = "en") -> Slide:
    """What is on the projector for an insight (its key) of a workshop, its title as worded for `locale`.

    Raises:
        CouncilError: there is no such workshop, or the insight is not before it.
    """
    with workspace.read() as reading:
        rulings = reads.workshop(reading, key).rulings
    number = next((place for place, each in enumerate(rulings, start=1) if each.insight_key == insight), None)
    if number is None:
        raise CouncilError(insight, m_("this insight is not before the workshop"), m_("Arrange the workshop first."))
    detail = insight_of(workspace=workspace, key=insight)
    card, ruling, language = detail.card, rulings[number - 1], locale.split("-")[0]
    with workspace.read() as reading:
        known = _known(reading)
        quotes = [(note.text, guess_language(note.text, language)) for note in _quotable(reading, detail.supporting)]
        picture = _picture(reading, card.facts.visuals[0], known, language) if card.facts.visuals else b""
    return Slide(
        number=number,
        total=len(rulings),
        insight_key=insight,
        title=without_people(card.facts.title_in(locale), known, language),
        unprompted=card.evidence.unprompted,
        prompted=card.evidence.prompted,
        attendees=card.evidence.attendees,
        people=card.likelihood.people(),
        honest=honest_sentences(card.likelihood),
        amount=amount_of(Part(card.facts, card.gate, card.likelihood)),
        effort_days=card.facts.effort_days,
        quote=first_quotable(quotes, known),
        picture=picture,
        impact=ruling.impact,
        effort=ruling.effort,
        decision=ruling.decision,
    )


def _picture(reading: Session, visual: Visual, known: Register, language: str) -> bytes:
    labels = [without_people(mark.label, known, language) for mark in visual.marks]
    return picture_with_marks(reading, relabelled(visual, labels))[0]


def _known(reading: Session) -> Register:
    councils = tuple(HeldCouncil(row.key, row.title, row.city, row.date, 0) for row in reading.scalars(select(Council)))
    return register(PublishingFacts("", "", people=known_people(reading), councils=councils))


def _quotable(reading: Session, notes: Sequence[NoteLine]) -> list[NoteLine]:
    """Verbatim words whose speaker allows them inside the company, the ones raised alone and the most severe first."""
    allowed = allowing(reading, Purpose.QUOTE_INTERNAL)
    said: dict[str, str | None] = {}
    ids = [note.id for note in notes if note.verbatim and not note.withheld and note.raised is not Raised.AGREED]
    for start in range(0, len(ids), _CHUNK):
        rows = reading.execute(select(Note.id, Note.attendance_id).where(Note.id.in_(ids[start : start + _CHUNK])))
        said.update((note, who) for note, who in rows)
    found = [note for note in notes if (who := said.get(note.id)) is not None and allowed.get(who, False)]
    return sorted(found, key=lambda note: (note.raised is not Raised.ALONE, -(note.severity or 0), note.at))
