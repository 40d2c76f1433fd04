"""Impact against effort: a numbered dot for each insight, the range of its impact as a whisker, four fields with their advice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from council_app.domain.ranking.pictures import Area, Picture
from council_app.domain.ranking.quadrants import QUADRANT_WORDS, Matrix, Point, Quadrant
from council_app.i18n import Translator
from council_app.reporting.pictures.draw import svg
from council_app.reporting.pictures.placing import RADIUS, Place, Placing, Span
from council_app.reporting.pictures.shapes import WIDTH, Box, Drawing, Label, Line, breadth

SMALL = 296
"""Width of the small form, for the panel beside an insight."""

_HIT = 32.0
_ROOM_RIGHT, _ROOM_ABOVE = 1.1, 1.06
_CAP, _CLEAR = 3, 8
_CORNERS = (
    (Quadrant.FIRST, True, True),
    (Quadrant.PLAN, False, True),
    (Quadrant.IF_TIME, True, False),
    (Quadrant.NOT_NOW, False, False),
)
"""Which field stands at the left, and which above."""


class Form(Enum):
    """How large, and with how much around it: (width, height of the fields, whether it has a heading, whether it has scales)."""

    SMALL = (SMALL, 180.0, False, False)
    LARGE = (WIDTH, 380.0, True, True)
    PAPER = (WIDTH, 260.0, False, True)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the fields stand, and how numbers become places.

    Impact goes up with its square root, so that small amounts can still be told apart beside the range of a large one.
    """

    left: float
    top: float
    width: float
    height: float
    most_effort: float
    most_impact: float

    def x(self, effort: float) -> float:
        return self.left + self.width * effort / self.most_effort

    def y(self, impact: float) -> float:
        return self.top + self.height * (1 - math.sqrt(impact / self.most_impact))

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


def draw_matrix(matrix: Matrix, t: Translator, *, dark: bool = False, chosen: str = "", form: Form = Form.LARGE) -> Picture:
    """The matrix of one currency.

    Args:
        matrix: what to draw, one insight at least.
        t: whose words.
        dark: for a dark window; paper is light.
        chosen: key of the insight at hand.
        form: small beside an insight, large on a page of its own, or for a report, whose page has the heading.
    """
    width, high, headed, scaled = form.value
    drawing = Drawing(_title(matrix, t), width=width)
    if headed:
        drawing.heading(t("Impact against effort, in {currency}", currency=matrix.currency))
    frame = _frame(matrix, drawing, high, scaled=scaled)
    _fields(drawing, frame, matrix)
    words = _advice(drawing, frame, matrix, t)
    _axes(drawing, frame, matrix, t, scaled=scaled)
    areas = _points(drawing, frame, matrix, chosen, words, t)
    if scaled:
        drawing.remark(
            t(
                "Dots: likely impact a year; lines through them: from low to high; heights go by the square root. The fields part at half "
                "of the largest effort and half of the largest likely impact; what lies on a line takes the less favourable side."
            )
        )
    return Picture(svg(drawing, t, dark=dark), drawing.title, drawing.width, drawing.height, areas)


def _frame(matrix: Matrix, drawing: Drawing, height: float, *, scaled: bool) -> _Frame:
    left, top = (78.0, drawing.height + 6) if scaled else (20.0, 4.0)
    drawing.height = top + height + (42 if scaled else 22)
    most_effort = max(point.effort for point in matrix.points) * _ROOM_RIGHT
    most_impact = max(point.high for point in matrix.points) * _ROOM_ABOVE
    return _Frame(left, top, drawing.width - left - 1, height, most_effort, most_impact)


def _fields(drawing: Drawing, frame: _Frame, matrix: Matrix) -> None:
    drawing.boxes.append(Box(frame.left, frame.top, frame.width, frame.height, "sheet", "line2"))
    x, y = frame.x(matrix.middle_effort), frame.y(matrix.middle_impact)
    drawing.lines.append(
        Line(f"M{x:.1f} {frame.top:.1f}V{frame.bottom:.1f}M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", "line2", 0.8, dash="2 3")
    )


def _advice(drawing: Drawing, frame: _Frame, matrix: Matrix, t: Translator) -> list[Span]:
    """The words of the four fields in their corners; returns where they stand, because no dot may lie on them."""
    taken = []
    for field, left, above in _CORNERS:
        word = t.say(QUADRANT_WORDS[field])
        wide = breadth(word, 11)
        y = frame.top + 17 if above else frame.bottom - 8
        x = _beside_whiskers(frame, matrix, wide, y, left=left)
        drawing.labels.append(Label(x, y, word, "ink3", 11, anchor="start" if left else "end"))
        taken.append((x if left else x - wide, y - 10, x + wide if left else x, y + 3))
    return taken


def _beside_whiskers(frame: _Frame, matrix: Matrix, wide: float, y: float, *, left: bool) -> float:
    """Where a word begins (or ends, at the right) so that no whisker goes through it; in its corner where that would lead too far."""
    corner = frame.left + 8 if left else frame.right - 8
    crossed = [frame.x(point.effort) for point in matrix.points if frame.y(point.high) < y + 5 and frame.y(point.low) > y - 12]
    x = corner
    for whisker in sorted(crossed, reverse=not left):
        start, end = (x, x + wide) if left else (x - wide, x)
        if start - _CLEAR < whisker < end + _CLEAR:
            x = whisker + _CLEAR if left else whisker - _CLEAR
    return x if abs(x - corner) < frame.width / 4 else corner


def _axes(drawing: Drawing, frame: _Frame, matrix: Matrix, t: Translator, *, scaled: bool) -> None:
    middle = frame.top + frame.height / 2
    words = t("impact, with its range")
    start = middle + breadth(words, 11) / 2.2
    drawing.labels.append(Label(12, min(frame.bottom, start), words, "ink3", 11, turned=True))
    foot = frame.bottom + (34 if scaled else 16)
    drawing.labels.append(Label(frame.left, foot, t("little effort"), "ink3", 11))
    drawing.labels.append(Label(frame.right, foot, t("much effort"), "ink3", 11, anchor="end"))
    if not scaled:
        return
    largest = max(point.high for point in matrix.points)
    for amount in (0.0, matrix.middle_impact, largest):
        y = frame.y(amount)
        drawing.lines.append(Line(f"M{frame.left - 5} {y:.1f}h5", "line2"))
        drawing.labels.append(Label(frame.left - 8, y + 4, _short(amount, t), "ink3", 10.5, anchor="end"))
    for days in (matrix.middle_effort, 2 * matrix.middle_effort):
        x = frame.x(days)
        drawing.lines.append(Line(f"M{x:.1f} {frame.bottom}v5", "line2"))
        said = t.n("{days} day", "{days} days", math.ceil(days), days=t.number(round(days, 1)))
        drawing.labels.append(Label(x, frame.bottom + 17, said, "ink3", 10.5, anchor="middle"))


def _short(amount: float, t: Translator) -> str:
    """An amount as an axis has room for it: 450k, 1.5M."""
    if amount >= 1_000_000:
        return t("{number}M", number=t.number(round(amount / 1_000_000, 1)))
    if amount >= 10_000:
        return t("{number}k", number=t.number(round(amount / 1_000)))
    return t.number(round(amount))


def _points(drawing: Drawing, frame: _Frame, matrix: Matrix, chosen: str, words: Sequence[Span], t: Translator) -> tuple[Area, ...]:
    """Whiskers below, dots over them; the insight at hand is placed first, so that it stands where it belongs."""
    placing = Placing((frame.left, frame.top, frame.right, frame.bottom), words)
    places: dict[str, Place] = {}
    areas = []
    for point in matrix.points:
        x = frame.x(point.effort)
        high, low = frame.y(point.high), frame.y(point.low)
        drawing.lines.append(
            Line(f"M{x:.1f} {high:.1f}V{low:.1f}M{x - _CAP:.1f} {high:.1f}h{2 * _CAP}M{x - _CAP:.1f} {low:.1f}h{2 * _CAP}", "line2", 1.4)
        )
    for left, top, right, bottom in words:  # so that no whisker goes through a word
        drawing.lines.append(Line(f"M{left - 2:.1f} {top:.1f}H{right + 2:.1f}V{bottom:.1f}H{left - 2:.1f}Z", fill="sheet"))
    for point in sorted(matrix.points, key=lambda point: (point.key != chosen, point.number)):
        places[point.key] = placing.put(*_true(frame, point))
    for point in matrix.points:
        _leader(drawing, _true(frame, point), places[point.key])
    for point in matrix.points:
        x, y = places[point.key]
        _dot(drawing, t.number(point.number), x, y, chosen=point.key == chosen)
        areas.append(Area(point.key, x - _HIT / 2, y - _HIT / 2, _HIT, _HIT, _said(point, matrix, t)))
    return tuple(areas)


def _true(frame: _Frame, point: Point) -> Place:
    return frame.x(point.effort), frame.y(point.likely)


def _leader(drawing: Drawing, true: Place, place: Place) -> None:
    """From a dot that had to give way to where it belongs."""
    if math.dist(place, true) > 2:
        drawing.lines.append(Line(f"M{true[0]:.1f} {true[1]:.1f}L{place[0]:.1f} {place[1]:.1f}", "ink3", 1))
        drawing.lines.append(Line(_circle(*true, 2.5), fill="ink3"))


def _dot(drawing: Drawing, number: str, x: float, y: float, *, chosen: bool) -> None:
    edge, fill = (2.0, "mark") if chosen else (1.2, "sheet")
    drawing.lines.append(Line(_circle(x, y, RADIUS + (1 if chosen else 0)), "ink", edge, fill))
    drawing.labels.append(Label(x, y + 4, number, "on-mark" if chosen else "ink", 11.5, 600, "middle"))


def _circle(x: float, y: float, radius: float) -> str:
    return (
        f"M{x - radius:.1f} {y:.1f}a{radius:.1f} {radius:.1f} 0 1 0 {2 * radius:.1f} 0a{radius:.1f} {radius:.1f} 0 1 0 {-2 * radius:.1f} 0Z"
    )


def _said(point: Point, matrix: Matrix, t: Translator) -> str:
    return t(
        "{number} {title}: {field}. {low}–{high} {currency} a year, likely {likely}, {effort}",
        number=t.number(point.number),
        title=point.title,
        field=t.say(QUADRANT_WORDS[matrix.field_of(point)]),
        low=t.number(round(point.low)),
        high=t.number(round(point.high)),
        likely=t.number(round(point.likely)),
        currency=matrix.currency,
        effort=t.n("{days} day", "{days} days", math.ceil(point.effort), days=t.number(round(point.effort, 1))),
    )


def _title(matrix: Matrix, t: Translator) -> str:
    """“Impact against effort, in GBP. first: 1 and 4. plan: 2.”"""
    said = [t("Impact against effort, in {currency}", currency=matrix.currency) + "."]
    for field in Quadrant:
        numbers = [t.number(point.number) for point in matrix.points if matrix.field_of(point) is field]
        if numbers:
            said.append(t("{field}: {numbers}.", field=t.say(QUADRANT_WORDS[field]), numbers=t.items(numbers)))
    return " ".join(said)
