"""A blog post before it has a format: sections of prose, quotes and claims, each claim with its link to a delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote

from council_app.domain.enums import DeliveryStatus
from council_app.errors import Message


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph that says nothing was or will be done; `insight` is the key of what it tells about."""

    text: str
    insight: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A person's own words.

    Attributes:
        lang: BCP 47 tag of the words.
        note: id of the note they stand in.
    """

    text: str
    lang: str
    note: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A paragraph that says something was or will be done.

    Attributes:
        delivery: id of the delivery that makes it true.
        status: what the delivery was when this was written.
    """

    text: str
    delivery: str
    status: DeliveryStatus


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph that look alike; `href` is where a link leads."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim or a quote at `start` to `end` of a paragraph's text."""

    start: int
    end: int
    said: Claim | Quote


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as somebody edited it: prose, claims and quotes in one; `listed` when it is an item of a list."""

    runs: tuple[Run, ...]
    marked: tuple[Marked, ...] = ()
    listed: bool = False

    @property
    def text(self) -> str:
        """What it says, without how it looks."""
        return "".join(run.text for run in self.runs)


Block = Prose | Quote | Claim | Paragraph

APPROVED_BY = "approved_by"
"""The passage with the name of who signed a post off: it stands in the front matter."""

LINK = -2
"""The block of a passage that is where a link leads: readers see it in the page's source and when they go there."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `name` is the same in every language and writing."""

    heading: str
    blocks: tuple[Block, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A note that was not quoted, and why; nothing is dropped in silence."""

    note: str
    why: Message


@dataclass(frozen=True, slots=True)
class Translation:
    """The same post in another language: its locale, its address, and the name of its file."""

    locale: str
    slug: str
    file: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One post for one market in one locale.

    Attributes:
        key: the same for every locale of one post; links the languages and names the page bundle.
        country: ISO 3166-1 alpha-2.
        locale: BCP 47 tag.
        description: one sentence for search engines and previews.
        councils: keys of the councils it follows up.
        as_of: the day its statuses were true.
        approved_by: who signed it off; empty until somebody did.
        translations: the same post in other languages, as they are written out beside it.
    """

    key: str
    market: str
    country: str
    locale: str
    title: str
    description: str
    slug: str
    councils: tuple[str, ...]
    as_of: date
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...] = ()
    approved_by: str = ""
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that readers see, and where: section and block from 0, -1 for a heading or what stands above the sections.

    Attributes:
        is_key: it has neither spaces nor capitals, as in an address.
    """

    where: str
    text: str
    section: int
    block: int
    said: Block | None = None
    is_key: bool = False

    @property
    def reading(self) -> str:
        """The text as somebody reads it: `what-ada-said` is What Ada Said. Every letter stays in its place."""
        return self.text.replace("-", " ").title() if self.is_key else self.text


def passages(draft: Draft) -> Iterator[Passage]:
    """Everything of `draft` that readers see, in reading order; its keys stand in addresses and in the front matter."""
    yield Passage("title", draft.title, -1, -1)
    yield Passage("description", draft.description, -1, -1)
    keys = (("slug", draft.slug), ("key", draft.key), ("market", draft.market), *(("council", key) for key in draft.councils))
    yield from (Passage(where, key, -1, -1, is_key=True) for where, key in keys)
    if draft.approved_by:
        yield Passage(APPROVED_BY, draft.approved_by, -1, -1)
    for number, section in enumerate(draft.sections):
        yield Passage(section.heading, section.heading, number, -1)
        for place, block in enumerate(section.blocks):
            where = f"{section.heading} ¶ {place + 1}"
            yield Passage(where, block.text, number, place, block)
            if isinstance(block, Paragraph):
                yield from (Passage(where, unquote(run.href), number, LINK, is_key=True) for run in block.runs if run.href)


def said_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, and the claims and quotes within paragraphs."""
    for block in blocks:
        yield block
        if isinstance(block, Paragraph):
            yield from (one.said for one in block.marked)


def quotes_in(draft: Draft) -> Iterator[Quote]:
    """Every quote of a draft."""
    yield from (one for section in draft.sections for one in said_in(section.blocks) if isinstance(one, Quote))


Piece = tuple[int, Passage]
"""A part of a passage that is read by itself, and where it begins in it."""


def people_pieces(passage: Passage) -> tuple[Piece, ...]:
    """What is read for words, people and groups: a paragraph without its quotes, and each quote."""
    block = passage.said
    if not isinstance(block, Paragraph):
        return ((0, passage),)
    quotes = [one for one in block.marked if isinstance(one.said, Quote)]
    return ((0, _without(passage, quotes)), *(_piece(passage, one) for one in quotes))


def claim_pieces(passage: Passage) -> tuple[Piece, ...]:
    """What is read for what it claims: each claim of a paragraph, and the rest of it; a quote claims nothing, nor does a name."""
    block = passage.said
    if isinstance(block, Quote) or (passage.where == APPROVED_BY and passage.section < 0):
        return ()
    if not isinstance(block, Paragraph):
        return ((0, passage),)
    claims = [one for one in block.marked if isinstance(one.said, Claim)]
    return ((0, _without(passage, block.marked)), *(_piece(passage, one) for one in claims))


def _piece(passage: Passage, one: Marked) -> Piece:
    return one.start, replace(passage, text=passage.text[one.start : one.end], said=one.said)


def _without(passage: Passage, taken: Iterable[Marked]) -> Passage:
    """A passage as prose, with blanks for what is read elsewhere, so that every letter keeps its place."""
    text = passage.text
    for one in taken:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return replace(passage, text=text, said=Prose(text))
