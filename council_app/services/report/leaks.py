"""What the team wrote may name a guest, repeat words nobody may quote, or tell of a prototype too early: such a report is not made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, Market, Note, Prototype
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.enums import Audience, Purpose
from council_app.domain.language import guess_language
from council_app.domain.personal import Personal, Register, find_personal, register
from council_app.domain.publishing_facts import HeldCouncil, PrototypeName, PublishingFacts, SaidNote
from council_app.domain.quoting import Sayings, find_sayings, sayings
from council_app.domain.text import mentions
from council_app.errors import Message, Problem, Refused, m_
from council_app.reporting.audience import permitted
from council_app.reporting.model import Report
from council_app.reporting.passages import Passage, passages
from council_app.services.known import allowing, known_people

_PERSONAL: dict[Personal, Message] = {
    Personal.NAME: m_("somebody who is on a roster is named"),
    Personal.EMAIL: m_("there is an e-mail address"),
    Personal.PHONE: m_("there is a phone or identity number"),
    Personal.SEAT: m_("there is a seat code"),
}
_PURPOSES = {Audience.EXTERNAL: Purpose.QUOTE_PUBLIC, Audience.INTERNAL: Purpose.QUOTE_INTERNAL}
_REWRITE = m_("Write it without them and make the report again; nothing was made.")
_PARAPHRASE = m_("Put the note into your own words, not verbatim, and make the report again; nothing was made.")


Span = tuple[int, int, Message]


def refuse_leaks(session: Session, report: Report) -> None:
    """Read every text that the reader of `report` will see; within the company the team's own alone, and seat codes may stand there.

    Raises:
        Refused: with each place that names somebody, gives their address, repeats words without consent, or breaks an embargo.
    """
    internal = report.audience is Audience.INTERNAL
    read = tuple(passage for passage in passages(permitted(report)) if not (internal and passage.quote))
    facts = _facts(session, report)
    found = list(dict.fromkeys(_problems(read, facts, report)))
    if found:
        raise Refused(found)


def _facts(session: Session, report: Report) -> PublishingFacts:
    country = session.scalar(select(Market.country).where(Market.key == report.sessions[0].market_key)) or ""
    councils = session.scalars(select(Council).order_by(Council.key))
    return PublishingFacts(
        market=report.sessions[0].market_key,
        country=country,
        people=known_people(session),
        notes=_notes(session, _PURPOSES[report.audience]),
        prototypes=tuple(PrototypeName(row.name, row.embargo_until) for row in session.scalars(select(Prototype))),
        councils=tuple(HeldCouncil(row.key, row.title, row.city, row.date, 0) for row in councils),
    )


def _notes(session: Session, purpose: Purpose) -> tuple[SaidNote, ...]:
    """Verbatim notes of the whole workspace, because words from elsewhere are still somebody's."""
    allowed = allowing(session, purpose)
    rows = session.execute(select(Note.id, Note.text, Note.attendance_id).where(Note.verbatim, Note.session_id.not_in(REHEARSED)))
    return tuple(SaidNote(id=key, text=text, verbatim=True, may_quote=allowed.get(who or "", False)) for key, text, who in rows)


def _problems(read: tuple[Passage, ...], facts: PublishingFacts, report: Report) -> Iterator[Problem]:
    known, said = register(facts), sayings(facts.notes, (passage.text for passage in read))
    language = report.locale.split("-")[0]
    for passage in read:
        found = [*_personal(passage, known, language, report.audience), *_said(passage, said)]
        if report.audience is Audience.EXTERNAL:
            found += _embargoed(passage, facts, report.as_of.date())
        yield from (_problem(passage, span) for span in sorted(found, key=lambda span: span[:2]))


def _personal(passage: Passage, known: Register, language: str, audience: Audience) -> Iterator[Span]:
    written = passage.lang.split("-")[0] or guess_language(passage.text, language)
    for found in find_personal(passage.text, known, written):
        if found.kind is not Personal.SEAT or audience is Audience.EXTERNAL:
            yield found.start, found.end, _PERSONAL[found.kind]


def _said(passage: Passage, said: Sayings) -> Iterator[Span]:
    for start, end, _note in find_sayings(passage.text, said, quoted=passage.quote):
        yield start, end, m_("who said this has not allowed it to be repeated here")


def _embargoed(passage: Passage, facts: PublishingFacts, day: date) -> Iterator[Span]:
    for prototype in facts.prototypes:
        if prototype.embargo_until is not None and day < prototype.embargo_until:
            why = m_("this is not public before {day}", day=prototype.embargo_until)
            yield from ((start, end, why) for start, end in mentions(passage.text, prototype.name))


def _problem(passage: Passage, span: Span) -> Problem:
    start, end, reason = span
    why = m_("in {where}, {why}: “{words}”", where=passage.where, why=reason, words=passage.text[start:end])
    return Problem(passage.about, why, _PARAPHRASE if passage.quote else _REWRITE, passage.part)
