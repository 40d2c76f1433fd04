"""Which posts there are, and one of them whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Market, Post
from council_app.db.queries import insights as insight_reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import SaidKind
from council_app.domain.posts import Said, Written, compose
from council_app.domain.writing import standing
from council_app.i18n import translator
from council_app.services.posts import rows
from council_app.services.posts.facts import DeliveryName, PostFacts, PostRef, QuoteChoice
from council_app.services.posts.market import facts_of, market_named, outline


def posts(*, workspace: Workspace, market: str = "") -> tuple[PostRef, ...]:
    """All posts, or those of one market (its key or country), the newest day first.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as session:
        return rows.refs(session, market_named(session, market).id if market else "")


def post_of(*, workspace: Workspace, id: str) -> PostFacts:  # noqa: A002 - the word of every list of posts
    """One post as it stands.

    Raises:
        CouncilError: there is none of this id.
    """
    with workspace.read() as session:
        row = rows.post_row(session, id)
        found = facts_in(session, row)
        return replace(found, newer=_is_newer(session, row))


def facts_in(session: Session, row: Post) -> PostFacts:
    """Within a transaction: a post as it stands; whether the data is newer is not looked up."""
    market = session.get_one(Market, row.market_id)
    base, written = rows.base_shown(session, row), rows.shown(session, row)
    edited = (base.written.text, base.title, base.description, base.slug) != (written.text, row.title, row.description, row.slug)
    return PostFacts(
        ref=rows.ref(session, row, market.key),
        written=written,
        description=row.description,
        slug=row.slug,
        contact=row.contact,
        country=market.country,
        councils=_councils(session, market.id),
        overrides=rows.overrides_of(session, row.id),
        signoff=rows.signoff_of(session, row),
        outs=rows.outs_of(session, row.id),
        edited=edited,
        seal=rows.seal(session, row),
    )


def _councils(session: Session, market: str) -> tuple[str, ...]:
    """Keys of the councils that people came to."""
    there = insight_reads.attendees(session)
    statement = select(Council.key, CouncilSession.key).join(CouncilSession, CouncilSession.council_id == Council.id)
    held = session.execute(statement.where(Council.market_id == market).order_by(Council.date, Council.key))
    return tuple(dict.fromkeys(council for council, key in held if there.get(key)))


def _is_newer(session: Session, row: Post) -> bool:
    """Whether anything but the choice of quotes would be written otherwise on the day of the post."""
    market = session.get_one(Market, row.market_id)
    draft = outline(session, market, row.contact).draft(row.locale, row.as_of)
    now = rows.by_ids(session, compose(draft))
    return _sentences(now) != _sentences(rows.base_shown(session, row).written)


def _sentences(post: Written) -> Mapping[tuple[SaidKind, str, int], tuple[str, object]]:
    """What is written on what, but for quotes: whom to quote is asked when the post is written again."""
    found: dict[tuple[SaidKind, str, int], tuple[str, object]] = {}
    for one in post.said:
        if one.kind is not SaidKind.QUOTE:
            number = sum((one.kind, one.source) == key[:2] for key in found)
            found[one.kind, one.source, number] = (post.text[one.starts : one.ends], one.status)
    return found


def delivery_names(*, workspace: Workspace, market: str, locale: str) -> tuple[DeliveryName, ...]:
    """What a sentence of a post may be linked to: every delivery of the market, by the title of its insight.

    Raises:
        CouncilError: there is no such market.
    """
    t = translator(locale)
    with workspace.read() as session:
        found = insight_reads.deliveries(session, market=market_named(session, market).key)
        titles = {facts.key: facts.title_in(locale) for facts in insight_reads.facts(session)}
    named = (DeliveryName(one.id, one.insight_key, titles[one.insight_key], one.status, standing(one, t)) for one in found)
    return tuple(sorted(named, key=lambda one: (one.title.casefold(), one.id)))


def quotes_for(*, workspace: Workspace, id: str, source: str) -> tuple[QuoteChoice, ...]:  # noqa: A002 - as above
    """Notes that may be quoted in a post for what `source` stands for and are not quoted in it yet.

    Args:
        workspace: where to look.
        id: the post.
        source: id of an insight, or of a note that speaks for insights.

    Raises:
        CouncilError: there is no such post.
    """
    with workspace.read() as session:
        row = rows.post_row(session, id)
        facts = facts_of(session, session.get_one(Market, row.market_id), row.contact)
        quoted = {one.source for one in rows.stored(session, row).said if one.kind is SaidKind.QUOTE}
        names = rows.names_of(session, [Said(SaidKind.INSIGHT, source, 0, 0)])
    keys = set(names.values()) - {""} or {key for note in facts.notes if note.id == source for key in note.insights}
    return tuple(
        QuoteChoice(note.id, note.text, note.lang)
        for note in facts.notes
        if note.verbatim and note.may_quote and note.id not in quoted and keys.intersection(note.insights)
    )
