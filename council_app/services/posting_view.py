"""What the window needs of posts beside the posts themselves: the markets that publish, and text that is being typed.

Half-typed text is kept on this laptop as it is typed, outside the change log; what was typed to an end is one step that can be undone.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict, dataclass, replace

from sqlalchemy import delete, func, insert, select

from council_app.db.models import Delivery, Market, Setting
from council_app.db.queries.unfinished import POST_TEXT
from council_app.db.workspace import Workspace
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.limits import TEXT_LIMIT
from council_app.domain.posts import Said, Written, edited
from council_app.errors import m_
from council_app.exchange.text import without_hidden
from council_app.services.posts.facts import PostFacts


@dataclass(frozen=True, slots=True)
class BlogMarket:
    """A market with the locales it publishes in, and how many deliveries there are to write of."""

    key: str
    country: str
    locales: tuple[str, ...]
    deliveries: int


@dataclass(frozen=True, slots=True)
class Typed:
    """A post as it stands in somebody's window."""

    written: Written
    title: str
    description: str
    slug: str
    contact: str


def as_stored(post: PostFacts) -> Typed:
    """A post as it stands in the workspace."""
    return Typed(post.written, post.ref.title, post.description, post.slug, post.contact)


def as_typed(post: PostFacts, typed: Typed) -> PostFacts:
    """A post as it would stand with what was typed."""
    ref = replace(post.ref, title=typed.title)
    return replace(post, ref=ref, written=typed.written, description=typed.description, slug=typed.slug, contact=typed.contact)


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
    """`[title, every word of it, the fields]`: erasure looks for a person in the second."""
    written = edited(typed.written, _shown(typed.written.text))
    fields = {
        "text": written.text,
        "said": [asdict(one) for one in written.said],
        **{name: _shown(getattr(typed, name)) for name in _FIELDS},
    }
    return json.dumps([typed.title, "\n".join([typed.written.text, *(getattr(typed, name) for name in _FIELDS)]), fields])


_FIELDS = ("title", "description", "slug", "contact")


def _unpacked(value: str) -> Typed:
    fields = json.loads(value)[2]
    said = tuple(
        Said(SaidKind(one["kind"]), one["source"], one["starts"], one["ends"], _status(one["status"]), one["lang"])
        for one in fields["said"]
    )
    return Typed(Written(fields["text"], said), *(fields[name] for name in _FIELDS))


def _status(value: str | None) -> DeliveryStatus | None:
    return DeliveryStatus(value) if value else None


def _shown(text: str) -> str:
    """As typed, spaces at its end included; only what nobody can see goes."""
    return without_hidden(unicodedata.normalize("NFC", text))[:TEXT_LIMIT]
