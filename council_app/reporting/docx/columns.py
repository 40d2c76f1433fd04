"""How wide the columns of a table are: word processors would make all of them alike, and a page of sentences a narrow strip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from council_app.reporting.docx.styles import POINT
from council_app.reporting.docx.tree import Node

_LETTER = 5.4
"""Points of an average letter in a table."""

_LONGEST_WORD, _LONGEST_LINE = 16, 60
_PADDING = 16.0
_SPACE = 10.0


def column_widths(rows: Sequence[Sequence[Node]], shown: Callable[[Node], float], room: float) -> list[float]:
    """Points for each column, `room` together: each has its longest word and its pictures, the rest goes to those with most to say.

    Args:
        rows: the cells.
        shown: how wide a picture is, in CSS px.
        room: points there are.
    """
    columns = max(len(row) for row in rows)
    least, wanted = [_PADDING] * columns, [_PADDING] * columns
    for row in rows:
        for column, cell in enumerate(row):
            pictures, words = max((shown(image) * POINT for image in cell.within("img")), default=0.0), _words(cell.text)
            beside = pictures + words + _SPACE if pictures and not _blocks(cell) else max(pictures, words)
            least[column] = max(least[column], _PADDING + beside)
            wanted[column] = max(wanted[column], _PADDING + min(len(_line(cell)), _LONGEST_LINE) * _LETTER, least[column])
    spare = room - sum(least)
    if spare <= 0:
        return [width * room / sum(least) for width in least]
    more = [want - width for want, width in zip(wanted, least, strict=True)]
    share = sum(more) or 1.0
    return [width + spare * each / share if sum(more) else room / columns for width, each in zip(least, more, strict=True)]


def _words(text: str) -> float:
    return min(max(map(len, text.split()), default=0), _LONGEST_WORD) * _LETTER


def _line(cell: Node) -> str:
    """The longest line of a cell."""
    return max(_lines(cell), key=len, default="")


def _lines(cell: Node) -> Iterator[str]:
    blocks = _blocks(cell)
    yield "".join(child if isinstance(child, str) else child.text for child in cell.children if child not in blocks).strip()
    yield from (child.text.strip() for child in blocks)


def _blocks(cell: Node) -> list[Node]:
    """What has lines of its own in a cell."""
    return [child for child in cell.nodes if child.tag in ("p", "div", "ul", "li") or "caption" in child.classes]
