"""Beginning a post from the data, changing it, and taking it away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import (
    Delivery,
    Insight,
    Market,
    Note,
    Post,
    PostClaim,
    PostOut,
    PostOverride,
    PostSignoff,
)
from council_app.db.workspace import Workspace, changes
from council_app.domain.draft import Draft, LeftOut
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.limits import POST_LIMIT
from council_app.domain.posts import Base, Said, Written, compose, edited
from council_app.domain.records import Changes
from council_app.domain.text import folded_words
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.text import one_line, without_hidden
from council_app.services.posts import rows
from council_app.services.posts.facts import Begun
from council_app.services.posts.market import market_named, material, wanted_locales

_LINE = 300
_PART = re.compile(r"^[a-z0-9-]{1,32}$", re.MULTILINE)


def begin(*, workspace: Workspace, market: str, as_of: date, locales: Collection[str] = (), contact: str = "") -> Begun:
    """Write a post from the data, one per locale, linked with one another.

    Args:
        workspace: where to.
        market: its key, or its country code.
        as_of: the day its statuses are true.
        locales: languages; all of the market that do not have this post yet when none is named.
        contact: where readers ask for a correction.

    Raises:
        CouncilError: no such market, a locale it does not publish in, or there is this post already.
    """
    with workspace.write(m_("Begin a post")) as writing:
        row = market_named(writing, market)
        bundle = f"{row.key}-{as_of.isoformat()}"
        there = set(writing.scalars(select(Post.locale).where(Post.bundle == bundle)))
        missing = [locale for locale in wanted_locales(row, locales) if locale not in there]
        if not missing or there.intersection(locales):
            todo = m_("Write it again instead, or choose another day.")
            raise CouncilError(bundle, m_("there is a post of this market and day already"), todo)
        contact = line(contact, "contact")
        found = material(writing, row, contact)
        ids, left = [], dict[LeftOut, None]()
        for locale in missing:
            draft = found.draft(locale, as_of)
            ids.append(_new(writing, row, bundle, draft, contact))
            left.update(dict.fromkeys(draft.left_out))
        return Begun(tuple(ids), tuple(left), changes(writing))


def _new(writing: JournalledSession, market: Market, bundle: str, draft: Draft, contact: str) -> str:
    base = base_from(writing, draft)
    row = Post(
        market_id=market.id,
        bundle=bundle,
        locale=draft.locale,
        title=base.title,
        description=base.description,
        slug=base.slug,
        as_of=draft.as_of,
        text="",
        contact=contact,
    )
    rows.keep_base(row, base)
    writing.add(row)
    writing.flush()
    rows.put(writing, row, base.written)
    return row.id


def base_from(session: JournalledSession, draft: Draft) -> Base:
    """What the program writes, as it is kept."""
    title = draft.title if len(draft.title) <= _LINE else f"{draft.title[: _LINE - 1]}…"  # of very many cities
    return Base(rows.by_ids(session, compose(draft)), title, draft.description, draft.slug)


def edit(
    *,
    workspace: Workspace,
    id: str,  # noqa: A002 - the word of every list of posts
    text: str | None = None,
    said: Sequence[Said] | None = None,
    title: str | None = None,
    description: str | None = None,
    slug: str | None = None,
    contact: str | None = None,
) -> Changes:
    """Change a post; what is None stays. A sign-off ends with any change.

    Args:
        workspace: where it is.
        id: the post.
        text: its body in Markdown.
        said: what the spans of `text` stand on; without, each span stays on its words.
        title: its title; may not be empty.
        description: one sentence for search engines.
        slug: its address, made of words and hyphens; may not be empty.
        contact: where readers ask for a correction.

    Raises:
        CouncilError: no such post, nothing to stand on behind a span, or a text that is too long.
    """
    with workspace.write(m_("Edit a post")) as writing:
        row = rows.post_row(writing, id)
        if text is not None or said is not None:
            _write(writing, row, text, said)
        if title is not None:
            row.title = _needed(line(title, "title"), m_("a post has a title"))
        if description is not None:
            row.description = line(description, "description")
        if slug is not None:
            row.slug = _needed("-".join(folded_words(line(slug, "slug"))), m_("a post has an address"))
        if contact is not None:
            row.contact = line(contact, "contact")
        return changes(writing)


def _needed(text: str, why: Message) -> str:
    if not text:
        raise CouncilError("post", why, m_("Write at least one word; nothing was changed."))
    return text


def _write(writing: JournalledSession, row: Post, text: str | None, said: Sequence[Said] | None) -> None:
    before = rows.shown(writing, row)
    given = before if text is None else edited(before, text) if said is None else Written(text, tuple(said))
    if text is None and said is not None:
        given = Written(before.text, tuple(said))
    if len(given.text) > POST_LIMIT:
        raise CouncilError(
            "post", m_("it is longer than {count} characters", count=POST_LIMIT), m_("Make two posts of it; nothing was changed.")
        )
    now = edited(given, clean) if (clean := _clean(given.text)) != given.text else given
    if now == before:
        return  # what nobody may read any more stays as it is until somebody changes something
    _refuse_unknown(writing, row, now)
    rows.put(writing, row, Written(now.text, tuple(sorted(now.said, key=lambda one: (one.starts, -one.ends)))))


def _clean(text: str) -> str:
    """Without characters that hide or turn round what a reader sees."""
    return without_hidden(unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()))


def line(text: str, what: str, most: int = _LINE) -> str:
    """One line of what is kept with a post, of so many characters at most.

    Raises:
        CouncilError: it is too long.
    """
    clean = one_line(text)
    if len(clean) > most:
        raise CouncilError(what, m_("it is longer than {count} characters", count=most), m_("Shorten it; nothing was changed."))
    return clean


def _refuse_unknown(writing: JournalledSession, row: Post, written: Written) -> None:
    """Every span lies in the text, on something that exists here."""
    if any(not 0 <= one.starts < one.ends <= len(written.text) for one in written.said):
        raise CouncilError("post", m_("a sentence it links lies outside the text"), m_("Read the post again; nothing was changed."))
    before = {(one.kind, one.source) for one in rows.stored(writing, row).said}
    for kind, source in {(one.kind, one.source) for one in written.said} - before:
        if source not in set(_known(writing, row, kind, source)):
            why = m_("there is nothing of this kind in this market for a sentence to stand on")
            raise CouncilError(f"{kind.value} {source}", why, m_("Choose it again; nothing was changed."))


def _known(writing: JournalledSession, row: Post, kind: SaidKind, source: str) -> Iterator[str]:
    match kind:
        case SaidKind.DELIVERY:
            yield from writing.scalars(select(Delivery.id).where(Delivery.id == source, Delivery.market_id == row.market_id))
        case SaidKind.INSIGHT:
            yield from writing.scalars(select(Insight.id).where(Insight.id == source))
        case SaidKind.QUOTE:
            yield from writing.scalars(select(Note.id).where(Note.id == source))
        case SaidKind.PART:
            yield from _PART.findall(source)


def link(*, workspace: Workspace, id: str, starts: int, ends: int, delivery: str) -> Changes:  # noqa: A002 - as above
    """Let a span of a post stand on a delivery, as that is now; other claims on these words end.

    Raises:
        CouncilError: no such post, no such delivery in its market, or a span outside the text.
    """
    with workspace.write(m_("Link a delivery")) as writing:
        row = rows.post_row(writing, id)
        found = writing.get(Delivery, delivery)
        before = rows.shown(writing, row)
        others = tuple(one for one in before.said if one.kind is not SaidKind.DELIVERY or one.ends <= starts or one.starts >= ends)
        status = DeliveryStatus(found.status) if found is not None else None
        now = Written(before.text, (*others, Said(SaidKind.DELIVERY, delivery, starts, ends, status)))
        _refuse_unknown(writing, row, now)
        if found is None or found.market_id != row.market_id:
            raise CouncilError(delivery, m_("there is no such delivery in this market"), m_("Choose it again; nothing was changed."))
        rows.put(writing, row, Written(now.text, tuple(sorted(now.said, key=lambda one: (one.starts, -one.ends)))))
        return changes(writing)


def remove(*, workspace: Workspace, id: str) -> Changes:  # noqa: A002 - as above
    """Take a post away that was never out; Undo brings it back.

    Raises:
        CouncilError: no such post, or it was out: what was said in public stays on record.
    """
    with workspace.write(m_("Remove a post")) as writing:
        row = rows.post_row(writing, id)
        if writing.scalar(select(PostOut.id).where(PostOut.post_id == id).limit(1)) is not None:
            raise CouncilError(row.title, m_("it was out in public, and what was said stays on record"), m_("Take it down instead."))
        for model in (PostClaim, PostOverride, PostSignoff):
            for each in writing.scalars(select(model).where(model.post_id == id)):
                writing.delete(each)
        writing.flush()
        writing.delete(row)
        return changes(writing)
