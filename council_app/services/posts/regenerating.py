"""Writing a post again from what the data says now, with everything that somebody changed in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from council_app.db.journal import JournalledSession
from council_app.db.models import Market, Post
from council_app.db.workspace import Workspace, changes
from council_app.domain.posts import Base, regenerate
from council_app.domain.posts import settled as settle
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.posts import rows
from council_app.services.posts.editing import base_from
from council_app.services.posts.facts import Rewriting
from council_app.services.posts.market import material


def rewriting(*, workspace: Workspace, id: str, as_of: date) -> Rewriting:  # noqa: A002 - as in lists
    """What the post would be, written again with statuses as of a day; nothing is changed yet.

    Raises:
        CouncilError: there is no such post.
    """
    with workspace.read() as session:
        return _rewriting(session, rows.post_row(session, id), as_of)


def _rewriting(session: JournalledSession, row: Post, as_of: date) -> Rewriting:
    market = session.get_one(Market, row.market_id)
    now = base_from(session, material(session, market, row.contact).draft(row.locale, as_of))
    base, mine = rows.base_shown(session, row), rows.shown(session, row)
    return Rewriting(
        rewritten=regenerate(base.written, mine, now.written),
        base=now.written,
        title=_chosen(base.title, row.title, now.title),
        description=_chosen(base.description, row.description, now.description),
        slug=_chosen(base.slug, row.slug, now.slug),
        base_title=now.title,
        base_description=now.description,
        base_slug=now.slug,
        as_of=as_of,
        seen=rows.seal(session, row),
    )


def _chosen(base: str, mine: str, new: str) -> str:
    return new if mine == base else mine


def rewrite(*, workspace: Workspace, id: str, rewritten: Rewriting, settled: Collection[int] = ()) -> Changes:  # noqa: A002 - as in lists
    """Make the post what `rewriting` showed.

    Args:
        workspace: where it is.
        id: the post.
        rewritten: what was shown.
        settled: numbers of the clashes, from 0, of which the new paragraph is taken; of the others, what stands stays.

    Raises:
        CouncilError: no such post, somebody changed it since, or the data says something else by now: whom it quotes may be erased.
    """
    with workspace.write(m_("Write a post again")) as writing:
        row = rows.post_row(writing, id)
        if rows.seal(writing, row) != rewritten.seen:
            raise CouncilError(row.title, m_("somebody changed the post meanwhile"), m_("Look at it again; nothing was changed."))
        if _rewriting(writing, row, rewritten.as_of) != rewritten:
            raise CouncilError(row.title, m_("it was changed since"), m_("Look at it again; nothing was changed."))
        row.title, row.description, row.slug = rewritten.title, rewritten.description, rewritten.slug
        row.as_of = rewritten.as_of
        rows.keep_base(row, Base(rewritten.base, rewritten.base_title, rewritten.base_description, rewritten.base_slug))
        rows.put(writing, row, settle(rewritten.rewritten, settled))
        return changes(writing)
