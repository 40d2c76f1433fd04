"""How likely other customers have it: for each insight the interval of the share, with the people it rests on; no dot, and no guess."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.likelihood import Likelihood, Verdict
from council_app.domain.ranking.model import Ranked
from council_app.domain.ranking.pictures import Area, Picture
from council_app.i18n import Translator
from council_app.reporting.pictures.draw import svg
from council_app.reporting.pictures.shapes import WIDTH, Box, Drawing, Label, Line, breadth, fitted

_NUMBER, _NAME, _HIGH, _GAP = 26, 240, 34, 16
_QUARTERS = 4


def draw_likelihoods(rows: Sequence[Ranked], t: Translator, *, dark: bool = False, chosen: str = "") -> Picture:
    """Insights in the order of the list, on an axis that is always 0% to 100%.

    Args:
        rows: what to draw.
        t: whose words.
        dark: for a dark window; paper is light.
        chosen: key of the insight at hand.
    """
    drawing = Drawing(_title(rows, t))
    drawing.heading(t("How many customers like them may have it"))
    lay = _Lay(rows, t)
    lay.tint(drawing, [row.key for row in rows], chosen)
    lay.axis(drawing, len(rows))
    areas = tuple(lay.row(drawing, row, chosen=row.key == chosen) for row in rows)
    lay.shares(drawing)
    drawing.remark(
        t(
            "Bars: what share of customers like them is consistent with these counts (95%, exact). "
            "Attendees are invited, not drawn at random; where they were only asked, no share is concluded."
        )
    )
    return Picture(svg(drawing, t, dark=dark), drawing.title, drawing.width, drawing.height, areas)


class _Lay:
    """Where numbers, titles, intervals and counts stand."""

    def __init__(self, rows: Sequence[Ranked], t: Translator) -> None:
        self._t = t
        self._left = _NUMBER + _NAME
        right = max((breadth(self._counts(row.heard.likelihood), 11.5, 500) for row in rows), default=0) + _GAP
        self._wide = WIDTH - self._left - right

    def _counts(self, found: Likelihood) -> str:
        return self._t("{people} of {all}", people=found.heard, all=found.attendees)

    def _x(self, share: float) -> float:
        return self._left + share * self._wide

    def tint(self, drawing: Drawing, keys: Sequence[str], chosen: str) -> None:
        """The ground of the insight at hand, below everything."""
        if chosen in keys:
            top = drawing.height + 4 + keys.index(chosen) * _HIGH
            drawing.boxes.append(Box(0, top, WIDTH, _HIGH - 1, "mark-tint"))
            drawing.boxes.append(Box(0, top, 3, _HIGH - 1, "mark"))

    def axis(self, drawing: Drawing, rows: int) -> None:
        """Hairlines at every quarter, behind the rows: boxes, because those lie below everything else."""
        drawing.height += 4
        for quarter in range(_QUARTERS + 1):
            drawing.boxes.append(Box(self._x(quarter / _QUARTERS) - 0.5, drawing.height, 1, rows * _HIGH, "line"))

    def row(self, drawing: Drawing, row: Ranked, *, chosen: bool) -> Area:
        """One insight; the title of the one at hand is heavier."""
        t, top, found = self._t, drawing.height, row.heard.likelihood
        drawing.height += _HIGH
        drawing.lines.append(Line(f"M0 {top + _HIGH - 0.5}H{WIDTH}", "line"))
        title = row.heard.facts.title_in(t.tag)
        drawing.labels.append(Label(_NUMBER - 6, top + 21, t.number(row.number), "ink2", 12, anchor="end"))
        drawing.labels.append(
            Label(_NUMBER + 2, top + 21, fitted(title, 12, _NAME - 16, 600 if chosen else 400), size=12, weight=600 if chosen else 400)
        )
        self._interval(drawing, found, top)
        drawing.labels.append(Label(WIDTH - 2, top + 21, self._counts(found), "ink", 11.5, 500, "end"))
        said = t("{number} {title}: {sentence}", number=t.number(row.number), title=title, sentence=t.say(found.sentences()[0]))
        return Area(row.key, 0, top, WIDTH, _HIGH, said)

    def _interval(self, drawing: Drawing, found: Likelihood, top: float) -> None:
        if found.low is None or found.high is None:
            words = fitted(self._t.say(found.reach()), 11, self._wide - 4)
            drawing.labels.append(Label(self._left + 6, top + 21, words, "ink2", 11))
            return
        x, wide = self._x(found.low), (found.high - found.low) * self._wide
        if found.verdict is Verdict.WIDE:
            drawing.boxes.append(Box(x, top + 9, wide, 15, "sunk", "line2", dash="2 2"))
            words = fitted(self._t("too wide to say"), 11, wide - 12)
            drawing.labels.append(Label(x + wide / 2, top + 20.5, words, "ink2", 11, anchor="middle"))
        else:
            drawing.boxes.append(Box(x, top + 10, wide, 13, "mark"))
        drawing.lines.append(Line(f"M{x:.1f} {top + 7}v19M{x + wide:.1f} {top + 7}v19", "ink", 1.6))

    def shares(self, drawing: Drawing) -> None:
        """What the hairlines stand for."""
        for quarter in range(_QUARTERS + 1):
            anchor = "start" if quarter == 0 else "end" if quarter == _QUARTERS else "middle"
            share = quarter / _QUARTERS
            drawing.labels.append(Label(self._x(share), drawing.height + 15, self._t.percent(share), "ink3", 10.5, anchor=anchor))
        drawing.height += 22


def _title(rows: Sequence[Ranked], t: Translator) -> str:
    known = sum(row.heard.likelihood.verdict is Verdict.KNOWN for row in rows)
    return " ".join(
        (
            t("How many customers like them may have it") + ".",
            t.n("{count} insight has an interval.", "{count} insights have an interval.", known),
            t("All numbers stand in the table."),
        )
    )
