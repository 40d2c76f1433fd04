"""A stage of a journey from council to council: of each the interval of the share that had a friction there, market beside market."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from council_app.domain.crosstabs import Heard
from council_app.domain.journeys import StageAtCouncil
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import Box, Drawing, Label, Line, breadth, fitted

_WIDTH, _HIGH, _TOP, _FOOT, _SMALL = 148, 44, 6, 20, 10
_BAR, _END, _WIDEST = 10, 3, 40
NEWEST = 3
"""So many councils of a market are drawn."""


def draw_stage(councils: Sequence[StageAtCouncil], t: Translator) -> Drawing:
    """Bars with two ends, and no dot, because no share in them is known; the newest of a market is marked.

    A count that is too small to be told is a dashed line where its bar would stand.
    """
    markets = [tuple(held)[-NEWEST:] for _, held in groupby(councils, key=lambda each: each.market)]
    drawing = Drawing(_title(markets, t), _WIDTH, _TOP + _HIGH + _FOOT)
    x = _axis(drawing, t)
    room = (_WIDTH - x) / len(markets)
    fits = all(breadth(held[-1].city, _SMALL) <= min(room, _WIDEST * len(held)) - 4 for held in markets)
    for held in markets:
        wide = min(room, _WIDEST * len(held))
        step = wide / len(held)
        for place, each in enumerate(held):
            _council(drawing, each, x + (place + 0.5) * step, min(_BAR, step - 2 * _END), "mark" if each is held[-1] else "bar")
        where = held[-1].city if fits else fitted(held[-1].market.upper(), _SMALL, wide - 4)
        drawing.labels.append(Label(x + wide / 2, _TOP + _HIGH + 15, where, "ink3", _SMALL, anchor="middle"))
        x += wide
    return drawing


def _axis(drawing: Drawing, t: Translator) -> float:
    """Nobody at the bottom, everybody on top; returns where bars begin."""
    left = max(breadth(t.percent(share), _SMALL) for share in (0, 1)) + 8
    for share in (0.0, 1.0):
        y = _down(share)
        drawing.lines.append(Line(f"M{left:.1f} {y:.1f}H{_WIDTH}", "line"))
        drawing.labels.append(Label(left - 6, y + 3.5, t.percent(share), "ink3", _SMALL, anchor="end"))
    return left


def _council(drawing: Drawing, each: StageAtCouncil, x: float, wide: float, fill: str) -> None:
    if each.friction.people is None:
        drawing.lines.append(Line(f"M{x:.1f} {_down(1):.1f}V{_down(0):.1f}", "line2", dash="2 3"))
        return
    interval = Heard(each.friction.people, each.attendees).interval
    if interval is not None:
        low, high = (_down(share) for share in interval)
        drawing.boxes.append(Box(x - wide / 2, high, wide, low - high, fill))
        ends = "".join(f"M{x - wide / 2 - _END:.1f} {y:.1f}h{wide + 2 * _END:.1f}" for y in (low, high))
        drawing.lines.append(Line(ends, "ink", 1.4))


def _down(share: float) -> float:
    """Where a share stands, from the top."""
    return _TOP + (1 - share) * _HIGH


def _title(markets: Sequence[Sequence[StageAtCouncil]], t: Translator) -> str:
    said = [_counted(each, t) for held in markets for each in held]
    return t("Friction by council, with what share of customers like them fits (95%, Wilson). {counts}.", counts="; ".join(said))


def _counted(each: StageAtCouncil, t: Translator) -> str:
    people = t("few") if each.friction.people is None else t.number(each.friction.people)
    day = t.date(each.date, style="medium")
    return t("{city}, {day}: {people} of {all}", city=each.city, day=day, people=people, all=t.number(each.attendees))
