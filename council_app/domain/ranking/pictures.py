"""A picture of the ranking as it leaves the drawing: the SVG, and which part of it stands for which insight."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the picture, in its own pixels, that stands for an insight; `words` say what is drawn there."""

    key: str
    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG of `width` × `height` and its areas, in the order of the numbers drawn."""

    svg: str
    title: str
    width: float
    height: float
    areas: tuple[Area, ...] = ()
