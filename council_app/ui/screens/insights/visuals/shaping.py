"""Moving and sizing what is drawn, within the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from council_app.domain.marks import SMALLEST, Arrow, Box, Mark

_LEAST = SMALLEST * 2


class Tool(Enum):
    """What the mouse does, by the key that chooses it."""

    SELECT = "V"
    ARROW = "A"
    BOX = "B"
    BLUR = "U"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the picture: a mark, or a box that is to be unreadable."""

    mark: Mark
    blur: bool = False


def drawn(tool: Tool, start: tuple[float, float], end: tuple[float, float]) -> Item:
    """What a tool draws between two places."""
    (x, y), (to_x, to_y) = _inside(start), _inside(end)
    if tool is Tool.ARROW:
        return Item(Arrow(x, y, to_x, to_y))
    left, top = min(x, to_x, 1 - _LEAST), min(y, to_y, 1 - _LEAST)
    return Item(Box(left, top, max(abs(to_x - x), _LEAST), max(abs(to_y - y), _LEAST)), blur=tool is Tool.BLUR)


def moved(item: Item, x: float, y: float) -> Item:
    """The same, shifted; it stays within the picture."""
    mark = item.mark
    if isinstance(mark, Box):
        shifted: Mark = replace(mark, x=_between(mark.x + x, 1 - mark.width), y=_between(mark.y + y, 1 - mark.height))
    else:
        x = max(-min(mark.x, mark.to_x), min(1 - max(mark.x, mark.to_x), x))
        y = max(-min(mark.y, mark.to_y), min(1 - max(mark.y, mark.to_y), y))
        shifted = replace(mark, x=mark.x + x, y=mark.y + y, to_x=mark.to_x + x, to_y=mark.to_y + y)
    return replace(item, mark=shifted)


def sized(item: Item, x: float, y: float) -> Item:
    """The same with its tip, or its lower right corner, elsewhere."""
    mark = item.mark
    if isinstance(mark, Arrow):
        return replace(item, mark=replace(mark, to_x=_between(mark.to_x + x, 1), to_y=_between(mark.to_y + y, 1)))
    width, height = max(_LEAST, min(1 - mark.x, mark.width + x)), max(_LEAST, min(1 - mark.y, mark.height + y))
    return replace(item, mark=replace(mark, width=width, height=height))


def end_of(item: Item) -> tuple[float, float]:
    """The tip, or the lower right corner."""
    mark = item.mark
    return (mark.to_x, mark.to_y) if isinstance(mark, Arrow) else (mark.x + mark.width, mark.y + mark.height)


def _inside(place: tuple[float, float]) -> tuple[float, float]:
    return _between(place[0], 1), _between(place[1], 1)


def _between(value: float, most: float) -> float:
    return max(0.0, min(most, value))
