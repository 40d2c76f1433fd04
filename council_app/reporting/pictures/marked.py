"""A picture with arrows and boxes over it, as one SVG that holds both."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # writing only: nothing is parsed here

from council_app.domain.marks import Arrow, Box, Mark, arrow_head
from council_app.reporting.assets import data_address

INK, EDGE = "#f2a516", "#1d1a16"
"""What is drawn, and its outline: one of the two stands out from any picture, also in grey."""

_THICK = 1 / 220
_TEXT = 1 / 38


def marked(data: bytes, media_type: str, size: tuple[int, int], marks: Sequence[Mark]) -> bytes:
    """The picture of `size` pixels with its marks."""
    width, height = size
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"})
    root.attrib.update({"width": str(width), "height": str(height), "viewBox": f"0 0 {width} {height}"})
    address = data_address(data, media_type)
    # Some readers know the older name of the address only.
    SubElement(root, "image", {"x": "0", "y": "0", "width": str(width), "height": str(height), "xlink:href": address})
    thick = max(2.0, max(size) * _THICK)
    for mark in marks:
        for ink, breadth in ((EDGE, thick * 2), (INK, thick)):
            if isinstance(mark, Arrow):
                _arrow(root, mark, size, (ink, breadth, thick))
            else:
                _box(root, mark, size, (ink, breadth))
        _label(root, mark, size)
    drawn: bytes = tostring(root, encoding="utf-8")
    return drawn


def _arrow(root: Element, mark: Arrow, size: tuple[int, int], pen: tuple[str, float, float]) -> None:
    ink, breadth, thick = pen
    start, tip = (mark.x * size[0], mark.y * size[1]), (mark.to_x * size[0], mark.to_y * size[1])
    left, right, back = arrow_head(start, tip, thick)
    look = {"stroke": ink, "stroke-width": _n(breadth), "stroke-linejoin": "round", "stroke-linecap": "round"}
    SubElement(root, "line", {"x1": _n(start[0]), "y1": _n(start[1]), "x2": _n(back[0]), "y2": _n(back[1]), **look})
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in (tip, left, right))
    SubElement(root, "polygon", {"points": points, "fill": ink, **look, "stroke-width": _n(breadth - thick or 0.1)})


def _box(root: Element, mark: Box, size: tuple[int, int], pen: tuple[str, float]) -> None:
    place = {"x": mark.x * size[0], "y": mark.y * size[1], "width": mark.width * size[0], "height": mark.height * size[1]}
    look = {"fill": "none", "stroke": pen[0], "stroke-width": _n(pen[1]), "stroke-linejoin": "round"}
    SubElement(root, "rect", {**{name: _n(value) for name, value in place.items()}, **look})


def _label(root: Element, mark: Mark, size: tuple[int, int]) -> None:
    """Above where the mark begins, or below it where the picture ends."""
    if not mark.label:
        return
    tall = max(12.0, max(size) * _TEXT)
    y = mark.y * size[1] - tall * 0.5
    y = y if y > tall else min(mark.y * size[1] + tall * 1.4, size[1] - tall * 0.4)
    right = mark.x > 0.6
    x = min(mark.x * size[0] + (mark.width * size[0] if isinstance(mark, Box) and right else 0), size[0] - 4)
    look = {"x": _n(max(x, 4)), "y": _n(y), "font-size": _n(tall), "font-family": "sans-serif", "font-weight": "bold"}
    look["text-anchor"] = "end" if right else "start"
    outline = SubElement(root, "text", {**look, "fill": EDGE, "stroke": EDGE, "stroke-width": _n(tall * 0.28), "stroke-linejoin": "round"})
    outline.text = mark.label
    SubElement(root, "text", {**look, "fill": INK}).text = mark.label


def _n(value: float) -> str:
    return f"{value:.1f}"
