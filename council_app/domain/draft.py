"""A blog post before it has a format: sections of prose, quotes and claims, each claim with its link to a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from council_app.domain.enums import DeliveryStatus
from council_app.errors import Message


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph that says nothing was or will be done."""

    text: str


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


Block = Prose | Quote | Claim


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A note that was not quoted, and why; nothing is dropped in silence."""

    note: str
    why: Message


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
    for number, section in enumerate(draft.sections):
        yield Passage(section.heading, section.heading, number, -1)
        for place, block in enumerate(section.blocks):
            yield Passage(f"{section.heading} ¶ {place + 1}", block.text, number, place, block)
