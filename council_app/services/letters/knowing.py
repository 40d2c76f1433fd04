"""What the gate holds letters against: everybody on a roster, and everything anybody said, of whom nobody may stand in them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Market, Note, Post, PostOut, Prototype
from council_app.db.queries import insights as insight_reads
from council_app.domain.publishing_facts import EarlierPost, HeldCouncil, PrototypeName, PublishingFacts, SaidNote
from council_app.services.known import guests_of, known_people


def known_in(reading: Session, market: Market, contact: str) -> PublishingFacts:
    """Within a read. No note may be quoted, whatever its speaker allows elsewhere: a letter holds nobody's words but its reader's."""
    spoken = market.locales[0] if market.locales else "en"
    rows = reading.execute(
        select(Note.id, Note.text, Note.verbatim)
        .join(CouncilSession, Note.session_id == CouncilSession.id)
        .where(~CouncilSession.rehearsal)
    )
    outs = reading.scalars(select(PostOut).join(Post, PostOut.post_id == Post.id).where(Post.market_id == market.id).order_by(PostOut.day))
    return PublishingFacts(
        market=market.key,
        country=market.country,
        people=known_people(reading),
        notes=tuple(SaidNote(id=note, text=text, verbatim=verbatim, may_quote=False, lang=spoken) for note, text, verbatim in rows),
        prototypes=tuple(PrototypeName(row.name, row.embargo_until, row.version) for row in reading.scalars(select(Prototype))),
        councils=_councils(reading, market),
        deliveries=insight_reads.deliveries(reading, market=market.key),
        other_countries=tuple(reading.scalars(select(Market.country).where(Market.key != market.key).order_by(Market.country))),
        spoken=spoken,
        contact=contact,
        guests=guests_of(reading, market.id),
        earlier=tuple(EarlierPost(row.day, f"{row.title}\n{row.text}") for row in outs),
    )


def _councils(reading: Session, market: Market) -> tuple[HeldCouncil, ...]:
    there = insight_reads.attendees(reading)
    found = list[HeldCouncil]()
    for council in reading.scalars(select(Council).where(Council.market_id == market.id).order_by(Council.date)):
        keys = reading.scalars(select(CouncilSession.key).where(CouncilSession.council_id == council.id))
        people = frozenset[str]().union(*(there.get(key, frozenset()) for key in keys))
        found.append(HeldCouncil(key=council.key, title=council.title, city=council.city, day=council.date, attendees=len(people)))
    return tuple(found)
