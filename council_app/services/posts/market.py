"""What a market may say in public, read for the writer of posts and for the gate."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Market, Note, Post, PostOut, Prototype
from council_app.db.queries import insights as insight_reads
from council_app.db.queries import programme as programme_reads
from council_app.domain.draft import Draft
from council_app.domain.enums import Purpose, Raised
from council_app.domain.evidence import count
from council_app.domain.language import guess_language
from council_app.domain.publishing_facts import EarlierPost, HeldCouncil, PrototypeName, PublishingFacts, RaisedInsight, SaidNote
from council_app.domain.records import InsightFacts
from council_app.domain.writing import write_draft
from council_app.errors import CouncilError, m_
from council_app.i18n import translator
from council_app.services.known import allowing, guests_of, known_people


@dataclass(frozen=True)
class Material:
    """What posts of a market are written from.

    Attributes:
        locales: those it publishes in.
        titles: insights by key, with their titles in other languages.
    """

    facts: PublishingFacts
    locales: tuple[str, ...]
    titles: Mapping[str, InsightFacts]

    def draft(self, locale: str, as_of: date) -> Draft:
        """What the program writes in a language, with statuses as of a day."""
        # “en” is written as British English, and what the program cannot write in English: the post is still that of its locale.
        return replace(write_draft(self.worded(locale), translator(locale), as_of=as_of), locale=locale)

    def worded(self, locale: str) -> PublishingFacts:
        """The facts with the titles of this language."""
        worded = tuple(replace(insight, title=self.titles[insight.key].title_in(locale)) for insight in self.facts.insights)
        return replace(self.facts, insights=worded)


def market_named(session: Session, market: str) -> Market:
    """The market of this key, or of this country code.

    Raises:
        CouncilError: there is none.
    """
    named = select(Market).where(or_(Market.key == market.lower(), Market.country == market.upper()))
    row = session.scalar(named.order_by(Market.key != market.lower(), Market.key).limit(1))
    if row is None:
        raise CouncilError(market, m_("there is no market of this key"), m_("Add it with a plan file."))
    return row


def locales_of(market: Market) -> tuple[str, ...]:
    """The languages it publishes in, its own first."""
    return market.locales or ("en",)


def wanted_locales(market: Market, wanted: Collection[str]) -> tuple[str, ...]:
    """Those of its languages that are wanted; all when none is named.

    Raises:
        CouncilError: it does not publish in one of them.
    """
    for locale in wanted:
        if locale not in locales_of(market):
            todo = m_("Its locales are: {locales}", locales=", ".join(locales_of(market)))
            raise CouncilError(locale, m_("the market does not publish in this locale"), todo)
    return tuple(locale for locale in locales_of(market) if locale in wanted or not wanted)


def material(session: Session, market: Market, contact: str = "") -> Material:
    """Everything that posts of `market` are written from and held against."""
    return Material(facts_of(session, market, contact), locales_of(market), _titles(session))


def outline(session: Session, market: Market, contact: str = "") -> Material:
    """As `material` without anybody's words and names: what is written from it quotes nobody, and is read much sooner."""
    return Material(_counted(session, market, contact), locales_of(market), _titles(session))


def facts_of(session: Session, market: Market, contact: str = "") -> PublishingFacts:
    """Everything the gate holds a post of `market` against."""
    consents = allowing(session, Purpose.QUOTE_PUBLIC)
    return replace(
        _counted(session, market, contact),
        people=known_people(session),
        notes=_notes(session, consents, _held_at(session, market)),
        guests=guests_of(session, market.id),
        earlier=_earlier(session, market),
    )


def _titles(session: Session) -> Mapping[str, InsightFacts]:
    return {insight.key: insight for insight in insight_reads.facts(session)}


def _counted(session: Session, market: Market, contact: str) -> PublishingFacts:
    held_at = _held_at(session, market)
    voices = insight_reads.voices(session, session_keys=sorted(held_at))
    deliveries = insight_reads.deliveries(session, market=market.key)
    there = frozenset().union(*insight_reads.attendees(session, session_keys=sorted(held_at)).values()) if held_at else frozenset()
    delivered = {delivery.insight_key for delivery in deliveries}
    return PublishingFacts(
        market=market.key,
        country=market.country,
        prototypes=tuple(PrototypeName(row.name, row.embargo_until, row.version) for row in session.scalars(select(Prototype))),
        councils=_councils(session, market),
        insights=tuple(
            RaisedInsight(facts.key, facts.title, facts.solution, count(voices[facts.id].supporting, len(there)))
            for facts in insight_reads.facts(session)
            if facts.id in voices and facts.key in delivered
        ),
        deliveries=deliveries,
        other_countries=tuple(session.scalars(select(Market.country).where(Market.key != market.key).order_by(Market.country))),
        spoken=locales_of(market)[0],
        contact=contact,
    )


def _held_at(session: Session, market: Market) -> frozenset[str]:
    return frozenset(ref.key for ref in programme_reads.sessions(session) if ref.market_key == market.key and not ref.rehearsal)


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
        select(Note.id, Note.text, Note.verbatim, Note.attendance_id, Note.raised, Market.locales)
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
            agreed=raised is Raised.AGREED,
        )
        for note_id, text, verbatim, attendance, raised, locales in rows
    )
