"""Measures the findings of a report on an endless page, and writes into its HTML how each is to be set; `paging` chooses."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from council_app.reporting.html import PrintHtml
from council_app.reporting.paging import Part, chosen

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.formatting_structure.boxes import Box

_ARTICLE = '<article class="finding"'
_SECTION = '<section id="findings" class="findings"'
_ENDLESS = "<style>section.findings { page: endless } section.findings ~ section, .cover { display: none }</style></head>"

_ABOVE_SECTION = 56
"""Px above a section that does not begin a page, as in the style sheet; on the endless page it has none."""

_SPARE_QUOTE, _SPARE_BOX, _SPARE_ROW = 7, 10, 3
"""Px that `.drawn-in` of the style sheet takes from a quote, from a recommendation, and from each row in it."""

_ROUNDING = 3
"""Px of a page that are left free: heights on the endless page are exact, but not what rounds off where pages break."""


def arranged(page: PrintHtml, laid_out: Callable[[str], Document]) -> PrintHtml:
    """The page with what was chosen for each finding; one without findings comes back as it is.

    Args:
        page: a report for paper.
        laid_out: lays HTML out with the fonts and pictures of that page.
    """
    if _ARTICLE not in page.html:
        return page
    found = _measured(laid_out(page.html.replace("</head>", _ENDLESS, 1)))
    # Boxes hold each other: without this they would live on beside those of the pages that are printed.
    gc.collect()
    choices = chosen(found.findings, start=found.start, room=found.room)
    if found.titled:
        choices = (replace(choices[0], opens_page=False), *choices[1:])
    each = iter(choices)
    html = re.sub(_ARTICLE, lambda _: f'<article class="{next(each).classes}"', page.html)
    if choices[0].opens_page:
        html = html.replace(_SECTION, '<section id="findings" class="findings opens-page"', 1)
    return replace(page, html=html)


@dataclass(frozen=True, slots=True)
class _Measured:
    """The findings in px: their parts, where on its page the first would begin, and how much there is on one.

    `titled` says that something stands above the first, which it must not leave.
    """

    findings: tuple[tuple[Part, ...], ...]
    start: float
    room: float
    titled: bool


def _measured(document: Document) -> _Measured:
    *before, endless = (page._page_box for page in document.pages)
    section = next(_called("findings", endless))
    articles = [box for box in section.children if _is("finding", box)]
    above = articles[0].border_box_y() - section.border_box_y()
    start, room = 0.0, endless.height
    if before:
        room = before[-1].height - _ROUNDING
        start = _taken(before[-1])
    if start or above:
        start += above + (_ABOVE_SECTION if start else 0)
    return _Measured(tuple(tuple(_parts(article)) for article in articles), start, room, titled=above > 0)


def _taken(page: Box) -> float:
    """Px that are taken on a page; none when what comes next begins a new one."""
    last = [box for main in _tagged("main", page) for box in main.children if box.is_in_normal_flow()][-1:]
    if not last or last[0].style["break_after"] == "page":
        return 0.0
    return float(last[0].border_box_y() + last[0].border_height() - page.content_box_y())


def _parts(article: Box) -> Iterator[Part]:
    """The pieces of a finding that no page tears; a heading is one with what it heads."""
    end = article.border_box_y() - article.margin_top
    top: float | None = None
    for piece in _pieces(article):
        top = piece.border_box_y() if top is None else top
        bottom = piece.border_box_y() + piece.border_height()
        if _is("heading", piece):
            continue
        shown = max((image.height for image in _tagged("img", piece)), default=0) if _is("shown", piece) else 0
        # With its first table in it an opening can stand alone.
        opening = _is("finding-opening", piece) and not any(_tagged("table", piece))
        yield Part(top - end, bottom - top, picture=shown, spare=_spare(piece), opening=opening)
        end, top = bottom, None


def _spare(piece: Box) -> float:
    """Px that smaller distances save within a piece, as in the style sheet."""
    if piece.element_tag == "li":
        return _SPARE_QUOTE
    if _is("recommendation", piece):
        rows = {term.position_y for terms in _called("terms", piece) for term in terms.children}
        return _SPARE_BOX + _SPARE_ROW * len(rows)
    return 0


def _pieces(article: Box) -> Iterator[Box]:
    for box in article.children:
        if not box.is_in_normal_flow():
            continue
        if _is("quotes", box):
            yield from box.children
        else:
            yield box


def _is(name: str, box: Box) -> bool:
    return box.element is not None and name in box.element.get("class", "").split()


def _called(name: str, box: Box) -> Iterator[Box]:
    """The outermost boxes of that class."""
    for child in getattr(box, "children", ()):
        if _is(name, child):
            yield child
        else:
            yield from _called(name, child)


def _tagged(tag: str, box: Box) -> Iterator[Box]:
    """The outermost boxes of that element."""
    for child in getattr(box, "children", ()):
        if child.element_tag == tag:
            yield child
        else:
            yield from _tagged(tag, child)
