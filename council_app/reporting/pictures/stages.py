"""A stage of a journey from council to council in one market: of each council the interval of the share that had a friction there."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.crosstabs import Heard
from council_app.domain.journeys import StageAtCouncil
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import Box, Drawing, Label, Line, breadth

_WIDTH, _HIGH, _TOP, _SMALL = 148, 44, 6, 10
_BAR, _APART, _END = 10, 34, 3
_MOST = 5


def draw_stage(councils: Sequence[StageAtCouncil], t: Translator) -> Drawing:
    """The newest councils from left to right, the last one marked; bars with two ends, and no dot, because no share in them is known.

    A count that is too small to be told is a dashed line where its bar would stand.
    """
    shown = councils[-_MOST:]
    drawing = Drawing(_title(shown, t), _WIDTH, _HIGH + 2 * _TOP)
    left = max(breadth(t.percent(share), _SMALL) for share in (0, 1)) + 8
    for share in (0.0, 1.0):
        y = _down(share)
        drawing.lines.append(Line(f"M{left:.1f} {y:.1f}H{_WIDTH}", "line"))
        drawing.labels.append(Label(left - 6, y + 3.5, t.percent(share), "ink3", _SMALL, anchor="end"))
    step = min(_APART, (_WIDTH - left) / len(shown))
    for place, each in enumerate(shown):
        _council(drawing, each, left + (place + 0.5) * step, "mark" if each is shown[-1] else "bar")
    return drawing


def _council(drawing: Drawing, each: StageAtCouncil, x: float, fill: str) -> None:
    if each.friction.people is None:
        drawing.lines.append(Line(f"M{x:.1f} {_down(1):.1f}V{_down(0):.1f}", "line2", dash="2 3"))
        return
    interval = Heard(each.friction.people, each.attendees).interval
    if interval is not None:
        low, high = (_down(share) for share in interval)
        drawing.boxes.append(Box(x - _BAR / 2, high, _BAR, low - high, fill))
        ends = "".join(f"M{x - _BAR / 2 - _END:.1f} {y:.1f}h{_BAR + 2 * _END}" for y in (low, high))
        drawing.lines.append(Line(ends, "ink", 1.4))


def _down(share: float) -> float:
    """Where a share stands, from the top."""
    return _TOP + (1 - share) * _HIGH


def _title(councils: Sequence[StageAtCouncil], t: Translator) -> str:
    return t(
        "Friction from {first} to {last}: what share of customers like them is consistent with the counts (95%, Wilson).",
        first=t.date(councils[0].date, style="medium"),
        last=t.date(councils[-1].date, style="medium"),
    )
