"""Checks of what a plan says of posts: everything a sentence stands on exists, in the market of the post."""

from __future__ import annotations

from collections.abc import Iterator

from council_app.domain.enums import CorrectionCause, SaidKind
from council_app.errors import Message, m_
from council_app.exchange.plan.checking import Check, Findings
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Post


def posts(check: Check) -> Findings:
    """The market of every post exists, and so does everything its sentences stand on."""
    for i, post in enumerate(check.plan.posts):
        path: PlanPath = ("posts", i)
        yield from check.market(post.market, path)
        market = check.after.posts.get((post.key, post.locale), "")
        for place, kind, name in _sources(post):
            yield from _there(check, market, kind, name, (*path, *place, "of"))


def quoted_in(post: Post) -> Iterator[str]:
    """The notes a post names."""
    for _, kind, name in _sources(post):
        if kind is SaidKind.QUOTE and name is not None:
            yield name


def _sources(post: Post) -> Iterator[tuple[PlanPath, SaidKind, str | None]]:
    """Everything a post names, with its place in the entry."""
    yield from ((("claims", i), claim.kind, claim.of) for i, claim in enumerate(post.claims))
    written = post.written.claims if post.written is not None else ()
    yield from ((("written", "claims", i), claim.kind, claim.of) for i, claim in enumerate(written))
    for i, out in enumerate(post.out):
        yield from ((("out", i, "claims", j), claim.kind, claim.of) for j, claim in enumerate(out.claims))
        for j, one in enumerate(out.corrections):
            kind = SaidKind.QUOTE if one.cause is CorrectionCause.WITHDRAWN else SaidKind.DELIVERY
            yield ("out", i, "corrections", j), kind, one.of


def _there(check: Check, market: str, kind: SaidKind, name: str | None, path: PlanPath) -> Findings:
    after = check.after
    if name is None or kind is SaidKind.PART:
        return
    if kind is SaidKind.QUOTE:
        yield from check.there(name, after.notes, lambda key: m_("there is no note “{key}”", key=key), path)
    elif kind is SaidKind.INSIGHT:
        yield from check.there(name, after.insights, lambda key: m_("there is no insight “{key}”", key=key), path)
    else:
        here = {insight for insight, where in after.deliveries if where == market}
        yield from check.there(name, here, _no_delivery, path)


def _no_delivery(key: str) -> Message:
    return m_("there is no delivery of “{key}” in the market of the post", key=key)
