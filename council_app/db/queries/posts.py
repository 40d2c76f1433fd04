"""Reads of posts by whose words they hold."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import ChangeRow, Market, Post, PostClaim, PostOut
from council_app.domain.enums import SaidKind


def quoting(session: Session, notes: Collection[str]) -> Sequence[tuple[Post, str]]:
    """Posts with a quote from one of these notes, each with the country of its market, the oldest day first."""
    given = select(func.json_each(json.dumps(list(notes))).table_valued("value").c.value)
    quoted = select(PostClaim.post_id).where(PostClaim.kind == SaidKind.QUOTE, PostClaim.source.in_(given))
    statement = select(Post, Market.country).join(Market, Post.market_id == Market.id).where(Post.id.in_(quoted))
    return [(row, country) for row, country in session.execute(statement.order_by(Post.as_of, Post.bundle, Post.locale))]


def out_with(session: Session, notes: Collection[str]) -> Sequence[tuple[PostOut, Post]]:
    """What was said in public with a quote from one of these notes, the oldest first, also when it was taken down."""
    wanted = set(notes)
    statement = select(PostOut, Post).join(Post, PostOut.post_id == Post.id).order_by(PostOut.day, PostOut.id)
    return [(out, post) for out, post in session.execute(statement) if wanted.intersection(quoted_in(out.claims))]


def quoted_in(claims: object) -> Iterable[str]:
    """The notes that the claims of a published record quote."""
    found = (each for each in (claims if isinstance(claims, list) else []) if isinstance(each, dict))
    return (str(each.get("source", "")) for each in found if each.get("kind") == SaidKind.QUOTE.value)


def ever_quoted(session: Session, rows: Iterable[str]) -> dict[str, set[str]]:
    """By id of each of these posts, the notes it quotes or ever quoted, by the log."""
    wanted = set(rows)
    found: dict[str, set[str]] = {row: set() for row in wanted}
    claims = session.execute(select(PostClaim.post_id, PostClaim.source).where(PostClaim.kind == SaidKind.QUOTE))
    for post, source in claims:
        if post in wanted:
            found[post].add(source)
    sides: dict[str, dict[str, set[str]]] = {}
    for row, values in session.execute(select(ChangeRow.row_id, ChangeRow.values).where(ChangeRow.entity == PostClaim.__tablename__)):
        told = sides.setdefault(row, {"post_id": set(), "source": set()})
        for name, both in json.loads(values).items():
            if name in told:
                told[name].update(side for side in both if side)
    for told in sides.values():
        for post in told["post_id"] & wanted:
            found[post] |= told["source"]
    return found
