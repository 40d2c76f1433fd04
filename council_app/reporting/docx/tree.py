"""A page's HTML as a tree of nodes: what our own templates write, well formed and escaped, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_EMPTY = frozenset({"img", "br", "hr", "meta", "link"})
_UNREAD = frozenset({"head", "style", "script"})
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SIZE = re.compile(r'\s(width|height)="([0-9.]+)"')


@dataclass(slots=True)
class Node:
    """An element with what stands in it, in order."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The words of its `class`."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def nodes(self) -> Iterator[Node]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Node))

    @property
    def text(self) -> str:
        """All its text, spaces as one."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, Node):
                yield from child._texts()
            else:
                yield child

    def within(self, tag: str) -> Iterator[Node]:
        """The elements called `tag` anywhere in it, in order."""
        for node in self.nodes:
            if node.tag == tag:
                yield node
            yield from node.within(tag)


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG taken out of the page, with its size in CSS px."""

    svg: str
    width: float
    height: float


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in _EMPTY:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1].tag not in _UNREAD:
            self._open[-1].children.append(data)


def read(html: str) -> tuple[Node, tuple[Drawing, ...]]:
    """The tree of a page and its drawings; in the tree `<img data-drawing="N">` stands for the N-th, with its words as `alt`.

    A drawing that comes twice is one.
    """
    found: dict[str, int] = {}

    def placed(match: re.Match[str]) -> str:
        number = found.setdefault(match[0], len(found))
        words = _TITLE.search(match[0])
        alt = " ".join(words[1].split()).replace('"', "&quot;") if words else ""
        return f'<img data-drawing="{number}" alt="{alt}">'

    builder = _Builder()
    builder.feed(_DRAWING.sub(placed, html))
    builder.close()
    return builder.root, tuple(_drawing(svg) for svg in found)


def _drawing(svg: str) -> Drawing:
    size = {name: float(value) for name, value in _SIZE.findall(svg[: svg.index(">")])}
    return Drawing(svg, size["width"], size["height"])
