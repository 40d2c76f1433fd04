"""Blog drafts of one market: written from the data, held by the gate, exported whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Market, Note, Post, PostOut, Prototype
from council_app.db.queries import insights as insight_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft
from council_app.domain.enums import Purpose
from council_app.domain.evidence import count
from council_app.domain.held import HeldBack
from council_app.domain.language import guess_language
from council_app.domain.publishing import hold_back
from council_app.domain.publishing_facts import EarlierPost, HeldCouncil, PrototypeName, PublishingFacts, RaisedInsight, SaidNote
from council_app.domain.records import InsightFacts
from council_app.domain.writing import write_draft
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.reporting.blog import Exported, GeneratorName, export
from council_app.services.known import allowing, guests_of, known_people
from council_app.services.publications import Quoting, quoting_drafts

__all__ = ["Drafted", "Exported", "GeneratorName", "export_posts", "quoting_posts", "write_posts"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with what holds it back; it may go out when that is nothing."""

    draft: Draft
    held_back: tuple[HeldBack, ...]


def write_posts(*, workspace: Workspace, market: str, as_of: date, locale: str | None = None, contact: str = "") -> tuple[Drafted, ...]:
    """One draft per locale of the market, or for `locale` alone, with what the gate says of each.

    Raises:
        CouncilError: no such market, or a locale it does not publish in.
    """
    with workspace.read() as session:
        row = session.scalar(select(Market).where(or_(Market.key == market.lower(), Market.country == market.upper())).limit(1))
        if row is None:
            raise CouncilError(market, m_("there is no market of this key"), m_("Add it with a plan file."))
        locales = row.locales or ("en",)
        if locale is not None and locale not in locales:
            todo = m_("Its locales are: {locales}", locales=", ".join(locales))
            raise CouncilError(locale, m_("the market does not publish in this locale"), todo)
        facts = _facts(session, row, contact)
        titles = {insight.key: insight for insight in insight_reads.facts(session)}
    return tuple(_drafted(facts, titles, tag, as_of) for tag in ((locale,) if locale else locales))


def _drafted(facts: PublishingFacts, titles: Mapping[str, InsightFacts], locale: str, as_of: date) -> Drafted:
    worded = tuple(replace(insight, title=titles[insight.key].title_in(locale)) for insight in facts.insights)
    here = replace(facts, insights=worded)
    draft = write_draft(here, translator(locale), as_of=as_of)
    return Drafted(draft=draft, held_back=tuple(hold_back(draft, here)))


def export_posts(*, posts: tuple[Drafted, ...], generator: GeneratorName, out: Path) -> Exported:
    """Write drafts for a site generator, as drafts.

    Raises:
        CouncilError: the gate holds one of them, or the folder cannot be written. Nothing is written then.
    """
    if any(post.held_back for post in posts):
        raise CouncilError(str(out), m_("the gate holds a draft back"), m_("Settle each point it names; nothing was written."))
    return export([post.draft for post in posts], generator, out)


def quoting_posts(posts: tuple[Drafted, ...]) -> tuple[Quoting, ...]:
    """Whose words drafts hold, for `publications.remember` once they are exported."""
    return quoting_drafts(post.draft for post in posts)


def _facts(session: Session, market: Market, contact: str) -> PublishingFacts:
    consents = allowing(session, Purpose.QUOTE_PUBLIC)
    councils = _councils(session, market)
    held_at = {ref.key for ref in programme_reads.sessions(session) if ref.market_key == market.key and not ref.rehearsal}
    voices = insight_reads.voices(session, session_keys=sorted(held_at))
    deliveries = insight_reads.deliveries(session, market=market.key)
    there = frozenset().union(*insight_reads.attendees(session, session_keys=sorted(held_at)).values()) if held_at else frozenset()
    delivered = {delivery.insight_key for delivery in deliveries}
    spoken = market.locales[0] if market.locales else "en"
    return PublishingFacts(
        market=market.key,
        country=market.country,
        people=known_people(session),
        notes=_notes(session, consents, held_at),
        prototypes=tuple(PrototypeName(row.name, row.embargo_until, row.version) for row in session.scalars(select(Prototype))),
        councils=councils,
        insights=tuple(
            RaisedInsight(facts.key, facts.title, facts.solution, count(voices[facts.id].supporting, len(there)))
            for facts in insight_reads.facts(session)
            if facts.id in voices and facts.key in delivered
        ),
        deliveries=deliveries,
        other_countries=tuple(session.scalars(select(Market.country).where(Market.key != market.key).order_by(Market.country))),
        spoken=spoken,
        contact=contact,
        guests=guests_of(session, market.id),
        earlier=_earlier(session, market),
    )


def _earlier(session: Session, market: Market) -> tuple[EarlierPost, ...]:
    """What was out once stays told, also when it was taken down."""
    rows = session.scalars(select(PostOut).join(Post, PostOut.post_id == Post.id).where(Post.market_id == market.id).order_by(PostOut.day))
    return tuple(EarlierPost(row.day, f"{row.title}\n{row.text}") for row in rows)


def _councils(session: Session, market: Market) -> tuple[HeldCouncil, ...]:
    there = insight_reads.attendees(session)
    found: list[HeldCouncil] = []
    for council in session.scalars(select(Council).where(Council.market_id == market.id).order_by(Council.date)):
        keys = session.scalars(select(CouncilSession.key).where(CouncilSession.council_id == council.id))
        people = frozenset().union(*(there.get(key, frozenset()) for key in keys))
        if people:
            found.append(HeldCouncil(key=council.key, title=council.title, city=council.city, day=council.date, attendees=len(people)))
    return tuple(found)


def _notes(session: Session, consents: Mapping[str, bool], held_at: Collection[str]) -> tuple[SaidNote, ...]:
    """Every note of the workspace, because words from elsewhere are still somebody's; only those heard here speak for an insight here."""
    insights: dict[str, list[str]] = {}
    keys = {facts.id: facts.key for facts in insight_reads.facts(session)}
    for insight_id, found in insight_reads.voices(session, session_keys=sorted(held_at)).items():
        for voice in found.supporting:
            insights.setdefault(voice.note, []).append(keys[insight_id])
    rows = session.execute(
        select(Note.id, Note.text, Note.verbatim, Note.attendance_id, Market.locales)
        .join(CouncilSession, Note.session_id == CouncilSession.id)
        .join(Council, CouncilSession.council_id == Council.id)
        .join(Market, Council.market_id == Market.id)
        .where(~CouncilSession.rehearsal)
    )
    return tuple(
        SaidNote(
            id=note_id,
            text=text,
            verbatim=verbatim,
            may_quote=attendance is not None and consents.get(attendance, False),
            insights=tuple(insights.get(note_id, ())),
            lang=guess_language(text, locales[0].split("-")[0] if locales else "en"),
        )
        for note_id, text, verbatim, attendance, locales in rows
    )
