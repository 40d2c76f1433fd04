"""What the team wrote about an insight may name a guest or repeat words nobody may quote: such a ticket is not made."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, Note
from council_app.db.queries.rehearsals import REHEARSED
from council_app.domain.enums import Purpose
from council_app.domain.language import guess_language
from council_app.domain.personal import Personal, find_personal, register
from council_app.domain.publishing_facts import HeldCouncil, PublishingFacts, SaidNote
from council_app.domain.quoting import find_sayings, sayings
from council_app.errors import Message, Problem, Refused, m_
from council_app.reporting.papers.evidence import Pack
from council_app.reporting.passages import Passage
from council_app.services.known import allowing, known_people

_PERSONAL: dict[Personal, Message] = {
    Personal.NAME: m_("somebody who is on a roster is named"),
    Personal.EMAIL: m_("there is an e-mail address"),
    Personal.PHONE: m_("there is a phone or identity number"),
}
_REWRITE = m_("Write it without them and delegate again; nothing was written.")


def refuse_leaks(session: Session, packs: tuple[Pack, ...], language: str) -> None:
    """Read every text of the team's own that would leave; seat codes may stand in it, owners, teams and approvals are staff.

    Raises:
        Refused: with each place that names somebody, gives their address, or repeats words without consent.
    """
    read = [passage for pack in packs for passage in _passages(pack) if passage.text]
    councils = tuple(HeldCouncil(row.key, row.title, row.city, row.date, 0) for row in session.scalars(select(Council)))
    known = register(PublishingFacts("", "", people=known_people(session), councils=councils))
    said = sayings(_notes(session), (passage.text for passage in read))
    problems: list[Problem] = []
    for passage in read:
        written = guess_language(passage.text, language)
        for found in find_personal(passage.text, known, written):
            if found.kind in _PERSONAL:
                problems.append(_problem(passage, found.start, found.end, _PERSONAL[found.kind]))
        for start, end, _note in find_sayings(passage.text, said):
            problems.append(_problem(passage, start, end, m_("who said this has not allowed it to be repeated here")))
    if problems:
        raise Refused(list(dict.fromkeys(problems)))


def _passages(pack: Pack) -> Iterator[Passage]:
    facts = pack.finding.facts
    yield Passage(facts.key, m_("the title"), facts.title)
    yield Passage(facts.key, m_("the problem"), facts.problem)
    yield Passage(facts.key, m_("the solution"), facts.solution)
    yield Passage(facts.key, m_("the promise"), facts.promise)
    yield Passage(facts.key, m_("the journey"), facts.journey)
    yield Passage(facts.key, m_("a stage of the journey"), facts.stage)
    yield Passage(facts.key, m_("the initiative"), facts.initiative_title)
    for _country, delivery in pack.deliveries:
        texts = (delivery.with_whom, delivery.due, delivery.reason)
        yield from (Passage(facts.key, m_("what became of it"), text) for text in texts)
    for picture in pack.finding.pictures:
        yield from (Passage(facts.key, m_("the words for a picture"), text) for text in (picture.alt, picture.caption))


def _notes(session: Session) -> Iterator[SaidNote]:
    """Verbatim notes of the whole workspace, because words from elsewhere are still somebody's."""
    allowed = allowing(session, Purpose.QUOTE_INTERNAL)
    rows = session.execute(select(Note.id, Note.text, Note.attendance_id).where(Note.verbatim, Note.session_id.not_in(REHEARSED)))
    return (SaidNote(id=key, text=text, verbatim=True, may_quote=allowed.get(who or "", False)) for key, text, who in rows)


def _problem(passage: Passage, start: int, end: int, reason: Message) -> Problem:
    why = m_("in {where}, {why}: “{words}”", where=passage.where, why=reason, words=passage.text[start:end])
    return Problem(passage.about, why, _REWRITE)
