"""Markdown back into a draft's sections, and where in the Markdown every letter of them stands.

Headings, paragraphs, quotes, lists, emphasis and links are kept; anything else (HTML, code, images, rules) is read as the words it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt

from council_app.domain.draft import Block, Claim, Marked, Paragraph, Quote, Section
from council_app.domain.enums import DeliveryStatus, SaidKind
from council_app.domain.posts.placing import Letters, letters_of
from council_app.domain.posts.said import Said, Written

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline", "code", "fence", "hr", "reference", "image"])


@dataclass(frozen=True)
class Read:
    """What a post's Markdown says.

    Attributes:
        places: (section, block) -> the place in the Markdown of every letter of it; a heading's block is -1.
    """

    sections: tuple[Section, ...]
    places: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)

    def span(self, section: int, block: int, start: int, end: int) -> tuple[int, int] | None:
        """Where `start` to `end` of a block stand in the Markdown; None for what is not in the body."""
        places = self.places.get((section, block), ())
        if not places or start >= len(places) or end <= start:
            return None
        return places[start], places[min(end, len(places)) - 1] + 1


def understand(post: Written) -> Read:
    """The sections of `post`. Words above the first heading are a section without one."""
    sections: list[tuple[str, list[Block]]] = []
    places: dict[tuple[int, int], tuple[int, ...]] = {}
    for kind, letters in _blocks(post.text):
        if kind == "heading":
            sections.append((letters.text, []))
            places[len(sections) - 1, -1] = letters.places
            continue
        if not sections:
            sections.append(("", []))
        blocks = sections[-1][1]
        places[len(sections) - 1, len(blocks)] = letters.places
        blocks.append(_block(kind, letters, post.said))
    return Read(tuple(Section(heading, tuple(blocks)) for heading, blocks in sections), places)


def _blocks(text: str) -> Iterator[tuple[str, Letters]]:
    """(kind, letters) of everything that holds words, in order."""
    within: list[str] = []
    lines = _line_starts(text)
    for token in _PARSER.parse(text):
        if token.type.endswith("_open"):
            within.append(token.type.removesuffix("_open"))
        elif token.type.endswith("_close"):
            within.pop()
        elif token.type == "inline" and token.map is not None:
            letters = letters_of(token, text, lines[token.map[0]], lines[token.map[1]])
            if letters.text.strip():
                yield _kind(within), letters


def _kind(within: Sequence[str]) -> str:
    if "heading" in within:
        return "heading"
    if "blockquote" in within:
        return "quote"
    return "item" if "list_item" in within else "paragraph"


def _line_starts(text: str) -> list[int]:
    starts, at = [], 0
    for line in text.split("\n"):
        starts.append(at)
        at += len(line) + 1
    return [*starts, len(text)]


def _block(kind: str, letters: Letters, said: Iterable[Said]) -> Block:
    marked = tuple(_marked(letters, said))
    if kind != "quote":
        return Paragraph(letters.runs, marked, listed=kind == "item")
    # Words set as a quote are somebody's: without a note behind them, nobody's who allowed it.
    quote = next((one.said for one in marked if isinstance(one.said, Quote)), None)
    return Quote(letters.text, quote.lang if quote else "", quote.note if quote else "")


def _marked(letters: Letters, said: Iterable[Said]) -> Iterator[Marked]:
    """Claims and quotes that lie on these letters, none of them in another."""
    last = 0
    for one in sorted(said, key=lambda one: (one.starts, -one.ends)):
        if one.kind not in (SaidKind.DELIVERY, SaidKind.QUOTE):
            continue
        start, end = letters.within(one.starts, one.ends)
        if end > start >= last:
            last = end
            yield Marked(start, end, _said(one, letters.text[start:end]))


def _said(one: Said, words: str) -> Claim | Quote:
    if one.kind is SaidKind.QUOTE:
        return Quote(words, one.lang, one.source)
    return Claim(words, one.source, one.status or DeliveryStatus.HEARD)
