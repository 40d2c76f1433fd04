"""What the Progress reads beside its board: the markets that publish, their posts, and the one at hand with what was typed into it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from council_app.services.posting_view import BlogMarket, Typed, blog_markets, typed_of
from council_app.services.posts import DeliveryName, PostFacts, PostRef, PostState, corrections, delivery_names, post_of, posts
from council_app.services.workspace import Workspace
from council_app.ui.core.context import AppContext


@dataclass(frozen=True, slots=True)
class Hand:
    """The post at hand, what was typed into it and never ended, and what its sentences may stand on."""

    post: PostFacts
    typed: Typed | None
    deliveries: tuple[DeliveryName, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Everything read at once; `due` counts corrections, `hand` is None where the market has no post."""

    market: str
    markets: tuple[BlogMarket, ...]
    refs: tuple[PostRef, ...]
    due: int
    hand: Hand | None

    @property
    def out(self) -> int:
        """How many posts are out, each once whatever its languages."""
        return len({ref.bundle for ref in self.refs if ref.state is PostState.OUT})

    def bundle_of(self, post: str) -> tuple[PostRef, ...]:
        """A post in each of its languages, in the order of its market."""
        bundle = next((ref.bundle for ref in self.refs if ref.id == post), "")
        market = next((market for market in self.markets if market.key == self.market), None)
        locales = market.locales if market is not None else ()
        here = [ref for ref in self.refs if ref.bundle == bundle]
        return tuple(sorted(here, key=lambda ref: (locales.index(ref.locale) if ref.locale in locales else len(locales), ref.locale)))


class Reader:
    """Reads for one market and post; an answer about another than the last one asked for is dropped."""

    def __init__(self, ctx: AppContext, owner: QWidget, show: Callable[[Known], None]) -> None:
        self._ctx, self._owner, self._show = ctx, owner, show
        self._number = 0

    def read(self, market: str, post: str, language: str) -> None:
        """Read a post, with its market; where there is none of this id, the newest of the market, in `language` where it can be."""
        self._number += 1
        number = self._number

        def show(known: Known) -> None:
            if number == self._number:
                self._show(known)

        self._ctx.read(self._owner, lambda workspace: _read(workspace, market, post, language), show)


def _read(workspace: Workspace, market: str, post: str, language: str) -> Known:
    markets, refs = blog_markets(workspace=workspace), posts(workspace=workspace)
    keys = [one.key for one in markets]
    named = next((ref.market for ref in refs if ref.id == post), market)
    here = named if named in keys else keys[0] if keys else ""
    due = len(corrections(workspace=workspace))
    chosen = _chosen([ref for ref in refs if ref.market == here], post, language)
    if chosen is None:
        return Known(here, markets, refs, due, None)
    names = delivery_names(workspace=workspace, market=here, locale=chosen.locale)
    hand = Hand(post_of(workspace=workspace, id=chosen.id), typed_of(workspace=workspace, post=chosen.id), names)
    return Known(here, markets, refs, due, hand)


def _chosen(refs: Sequence[PostRef], post: str, language: str) -> PostRef | None:
    """The post of this id; else the newest, in this language where it can be."""
    found = next((ref for ref in refs if ref.id == post), None)
    if found is not None or not refs:
        return found
    newest = [ref for ref in refs if ref.bundle == refs[0].bundle]
    return next((ref for ref in newest if ref.locale.split("-")[0] == language), newest[0])
