"""The command's way to posts of one market: those that somebody edited as they stand, the others written from the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Market, Post
from council_app.db.workspace import Workspace
from council_app.domain.draft import Draft, quotes_in
from council_app.domain.held import HeldBack
from council_app.errors import CouncilError, m_
from council_app.reporting.blog import Exported, GeneratorName, export
from council_app.services.posts import rows
from council_app.services.posts.facts import OverrideFacts, PostFacts, PostState
from council_app.services.posts.gating import MarketGate, draft_of
from council_app.services.posts.market import Material, market_named, material, wanted_locales
from council_app.services.posts.reading import facts_in
from council_app.services.publications import Quoting, quoting_drafts

__all__ = ["Drafted", "Exported", "GeneratorName", "export_posts", "quoting_posts", "write_posts"]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft with what holds it back; it may go out when that is nothing.

    Attributes:
        overridden: points that somebody answers for.
        post: the post it is, where somebody edited it or signed it off; None for one that was written from the data.
    """

    draft: Draft
    held_back: tuple[HeldBack, ...]
    overridden: tuple[tuple[HeldBack, OverrideFacts], ...] = ()
    post: PostFacts | None = None


def write_posts(
    *, workspace: Workspace, market: str, as_of: date | None = None, locale: str | None = None, contact: str = ""
) -> tuple[Drafted, ...]:
    """One draft per locale of the market, or for `locale` alone, with what the gate says of each.

    Args:
        workspace: where from.
        market: its key, or its country code.
        as_of: the day statuses are true; without, the newest post that is not out yet is taken, or today.
        locale: one of its languages.
        contact: where readers ask for a correction, in what is written from the data.

    Raises:
        CouncilError: no such market, or a locale it does not publish in.
    """
    with workspace.read() as session:
        row = market_named(session, market)
        locales = wanted_locales(row, () if locale is None else (locale,))
        bundle, day = _bundle(session, row, as_of)
        found = material(session, row, contact)
        kept = _kept(session, bundle)
    gate = MarketGate(found.facts)
    return tuple(_drafted(found, gate, kept.get(tag), tag, bundle, day) for tag in locales)


def _bundle(session: Session, market: Market, as_of: date | None) -> tuple[str, date]:
    """Which post is asked for, and the day of what is written anew for it."""
    if as_of is None:
        waiting = [post for post in rows.refs(session, market.id) if post.state in (PostState.DRAFT, PostState.SIGNED)]
        if waiting:
            return waiting[0].bundle, waiting[0].as_of
    day = as_of or datetime.now(UTC).astimezone().date()
    return f"{market.key}-{day.isoformat()}", day


def _kept(session: Session, bundle: str) -> Mapping[str, PostFacts]:
    """Posts of a bundle that somebody edited or signed off, by locale; the others lose nothing when they are written anew."""
    found = (facts_in(session, row) for row in session.scalars(select(Post).where(Post.bundle == bundle)))
    return {post.ref.locale: post for post in found if post.edited or post.approved_by}


def _drafted(found: Material, gate: MarketGate, post: PostFacts | None, locale: str, bundle: str, day: date) -> Drafted:
    if post is None:
        draft = replace(found.draft(locale, day), key=bundle)
        return Drafted(draft, gate.held(draft))
    judged, draft = gate.judged(post), draft_of(post)
    quoted = {quote.note for quote in quotes_in(draft)}
    left = (one for one in found.draft(locale, day).left_out if one.note not in quoted)
    return Drafted(replace(draft, left_out=tuple(left)), judged.held, judged.overridden, post)


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
