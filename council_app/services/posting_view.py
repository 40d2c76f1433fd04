"""What the window needs of posts beside the posts themselves: the markets that publish, and text that is being typed.

Half-typed text is kept on this laptop as it is typed, outside the change log; what was typed to an end is one step that can be undone.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sqlalchemy import delete, func, insert, select

from council_app.db.models import Delivery, Market, Setting
from council_app.db.queries.unfinished import POST_TEXT
from council_app.db.workspace import Workspace
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.posts import Said, Written, edited
from council_app.domain.posts.meeting import meet
from council_app.domain.records import Changes
from council_app.errors import m_
from council_app.exchange.text import without_hidden
from council_app.services.posts.editing import edit
from council_app.services.posts.facts import PostFacts
from council_app.services.posts.reading import post_of


@dataclass(frozen=True, slots=True)
class BlogMarket:
    """A market with the locales it publishes in, and how many deliveries there are to write of."""

    key: str
    country: str
    locales: tuple[str, ...]
    deliveries: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A post as it stands in somebody's window.

    Attributes:
        base: the stored post that it was typed on; None where nobody remembers.
    """

    written: Written
    title: str
    description: str
    slug: str
    contact: str
    base: Typed | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Put:
    """A post with what was typed in it; `twice` when somebody else changed the same words meanwhile, and both stand there.

    Attributes:
        stored: the post as it is now.
        met: somebody else changed the post since what was typed was begun.
    """

    changes: Changes
    stored: Typed
    met: bool
    twice: bool


def as_stored(post: PostFacts) -> Typed:
    """A post as it stands in the workspace."""
    return Typed(post.written, post.ref.title, post.description, post.slug, post.contact)


def as_typed(post: PostFacts, typed: Typed) -> PostFacts:
    """A post as it would stand with what was typed."""
    ref = replace(post.ref, title=typed.title)
    return replace(post, ref=ref, written=typed.written, description=typed.description, slug=typed.slug, contact=typed.contact)


def on_stored(typed: Typed, stored: Typed) -> tuple[Typed, bool]:
    """What was typed, as it stands on a post that somebody changed meanwhile, and whether words stand there twice.

    No word of either goes: of a line beside the text that both changed, what the other wrote is a paragraph below.
    """
    base = typed.base
    if base is None or base == stored:
        return replace(typed, base=stored), False
    lines, others = dict[str, str](), list[str]()
    for name in _FIELDS:
        before, mine, theirs = (getattr(one, name) for one in (base, typed, stored))
        lines[name] = theirs if mine == before else mine
        if before not in (mine, theirs) and theirs not in (mine, ""):
            others.append(theirs)
    met = meet(base.written, typed.written, stored.written, others)
    return Typed(met.post, **lines, base=stored), met.twice


def put_typed(*, workspace: Workspace, post: str, typed: Typed) -> Put:
    """Bring what was typed into the post, beside what somebody else made of it meanwhile.

    Raises:
        CouncilError: no such post, or what was typed cannot stand in one.
    """
    before = as_stored(post_of(workspace=workspace, id=post))
    now, twice = on_stored(typed, before)
    lines = {name: getattr(now, name) for name in _FIELDS}
    changed = edit(workspace=workspace, id=post, text=now.written.text, said=now.written.said, **lines)
    forget_typed(workspace=workspace, post=post)
    stored = as_stored(post_of(workspace=workspace, id=post))
    return Put(changed, stored, typed.base is not None and typed.base != before, twice)


def blog_markets(*, workspace: Workspace) -> tuple[BlogMarket, ...]:
    """Every market, by its country's code; one without locales publishes in English."""
    with workspace.read() as reading:
        counted = dict(reading.execute(select(Delivery.market_id, func.count()).group_by(Delivery.market_id)).all())
        rows = reading.scalars(select(Market).order_by(Market.country, Market.key))
        return tuple(BlogMarket(row.key, row.country, tuple(row.locales) or ("en",), counted.get(row.id, 0)) for row in rows)


def keep_typed(*, workspace: Workspace, post: str, typed: Typed) -> None:
    """Keep half-typed text of a post on this laptop, where a power cut does not reach it.

    Raises:
        CouncilError: the workspace is open for reading only, or the disk refuses.
    """
    with workspace.write(m_("Keep half-typed text")) as writing:
        writing.execute(delete(Setting).where(Setting.key == f"{POST_TEXT}{post}"))
        writing.execute(insert(Setting).values(key=f"{POST_TEXT}{post}", value=_packed(typed)))


def forget_typed(*, workspace: Workspace, post: str) -> None:
    """What was half-typed of a post is in it now, or wanted no more."""
    with workspace.write(m_("Keep half-typed text")) as writing:
        writing.execute(delete(Setting).where(Setting.key == f"{POST_TEXT}{post}"))


def typed_of(*, workspace: Workspace, post: str) -> Typed | None:
    """What was typed into a post and not brought to an end before the window went; None where nothing was."""
    with workspace.read() as reading:
        value = reading.scalar(select(Setting.value).where(Setting.key == f"{POST_TEXT}{post}"))
    return _unpacked(value) if value is not None else None


def _packed(typed: Typed) -> str:
    """`[title, every word of it, the fields]`: erasure looks for a person in the second, which holds what it was typed on too."""
    kept = _seen(typed)
    fields = _fields(kept) | ({"base": _fields(typed.base)} if typed.base is not None else {})
    words = [*_words(kept), *(_words(typed.base) if typed.base is not None else ())]
    return json.dumps([kept.title, "\n".join(words), fields])


_FIELDS = ("title", "description", "slug", "contact")


def _seen(typed: Typed) -> Typed:
    title, description, slug, contact = (_shown(getattr(typed, name)) for name in _FIELDS)
    return Typed(edited(typed.written, _shown(typed.written.text)), title, description, slug, contact, typed.base)


def _words(typed: Typed) -> tuple[str, ...]:
    return (typed.written.text, *(getattr(typed, name) for name in _FIELDS))


def _fields(typed: Typed) -> dict[str, object]:
    said = [asdict(one) for one in typed.written.said]
    return {"text": typed.written.text, "said": said} | {name: getattr(typed, name) for name in _FIELDS}


def _unpacked(value: str) -> Typed:
    fields = json.loads(value)[2]
    return replace(_of(fields), base=_of(fields["base"]) if "base" in fields else None)  # older entries have none


def _of(fields: dict[str, Any]) -> Typed:
    said = tuple(
        Said(SaidKind(one["kind"]), one["source"], one["starts"], one["ends"], _status(one["status"]), one["lang"])
        for one in fields["said"]
    )
    return Typed(Written(fields["text"], said), **{name: fields[name] for name in _FIELDS})


def _status(value: str | None) -> DeliveryStatus | None:
    return DeliveryStatus(value) if value else None


def _shown(text: str) -> str:
    """As typed, however long, spaces at its end included; only what nobody can see goes."""
    return without_hidden(unicodedata.normalize("NFC", text))
