"""Heat maps: tags against a breakdown, and tags that come together; counts of people in cells."""

from __future__ import annotations

from collections.abc import Sequence

from council_app.domain.crosstabs import Breakdown, Cell, Column, CrossTable, Together
from council_app.domain.theme_views import ThemesFound
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import WIDTH, Box, Drawing, Label, Line, breadth, fitted, hatching, wrapped

STEPS = 5
_CELL, _HIGH, _GAP = 56, 32, 2
_NAME_LEAST, _NAME_MOST, _COLUMN_MOST = 96, 220, 128
_TURNED, _SMALL = 132, 11


def draw_tags(found: ThemesFound, table: CrossTable, t: Translator) -> Drawing:
    """Tags in rows, the breakdown in columns, all people at the right and below."""
    titles = [column_name(table.by, column, t) for column in table.columns]
    heading = {
        Breakdown.SEGMENT: t("Who spoke of what: people by tag and segment"),
        Breakdown.STAGE: t("What was said where: people by tag and stage"),
        Breakdown.SESSION: t("What was said when: people by tag and session"),
        Breakdown.MARKET: t("What was said in which country: people by tag and market"),
    }[table.by]
    drawing = Drawing(_title(heading, found, table.everybody, table.minimum, t))
    few = 0 < table.everybody < table.minimum
    heads = [*table.heads, Cell(None if few else table.everybody)]
    rows = [[*cells, total] for cells, total in zip(table.cells, table.totals, strict=True)]
    lay = _Lay(t, [found.names[tag.id] for tag in table.rows], [*titles, t("People")], table.minimum, t("Everybody heard"))
    drawing.width = lay.width
    drawing.heading(_headed(heading, found))
    lay.heads(drawing)
    for number, cells in enumerate(rows):
        lay.row(drawing, number, cells, table.most, plain={len(cells) - 1})
    lay.foot(drawing, heads)
    _legend(drawing, t, table.minimum, hidden=any(cell.hidden for cells in (*rows, heads) for cell in cells))
    return drawing


def draw_together(found: ThemesFound, pairs: Together, t: Translator) -> Drawing:
    """Tags against themselves; how many people spoke of one alone stands on the diagonal, without a colour."""
    heading = t("What comes together: people who spoke of both in one breath")
    names = [found.names[tag.id] for tag in pairs.tags]
    apart = [cell.people or 0 for row, cells in enumerate(pairs.cells) for column, cell in enumerate(cells) if row != column]
    drawing = Drawing(_title(heading, found, None, pairs.minimum, t))
    lay = _Lay(t, [f"{t.number(number)}  {name}" for number, name in enumerate(names, 1)], [t.number(n) for n in range(1, len(names) + 1)])
    lay.minimum = pairs.minimum
    drawing.width = lay.width
    drawing.heading(_headed(heading, found))
    lay.heads(drawing)
    for number, cells in enumerate(pairs.cells):
        lay.row(drawing, number, cells, max(apart, default=0), plain={number})
    drawing.remark(t("On the diagonal: everybody who spoke of it."))
    _legend(drawing, t, pairs.minimum, hidden=any(cell.hidden for cells in pairs.cells for cell in cells))
    return drawing


def column_name(by: Breakdown, column: Column, t: Translator) -> str:
    """What a column is called in somebody's language."""
    if by is Breakdown.MARKET:
        return t.territory(column.name)
    return f"{column.name}, {t.date(column.day, style='medium')}" if column.day else column.name


def step_of(people: int, most: int) -> int:
    """The colour of a count: 0 for nobody, else 1 to 5, the largest count being 5."""
    return 0 if people <= 0 else min(STEPS, 1 + (people - 1) * STEPS // max(most, 1))


class _Lay:
    """Where names, headers and cells of a heat map stand."""

    def __init__(self, t: Translator, names: Sequence[str], titles: Sequence[str], minimum: int = 0, foot: str = "") -> None:
        self._t, self._names, self._titles, self._foot = t, names, titles, foot
        self.minimum = minimum
        widest = max((breadth(name, 12) for name in (*names, foot)), default=0)
        self._left = min(_NAME_MOST, max(_NAME_LEAST, widest)) + 10
        few = t("under {minimum}", minimum=t.number(minimum or 10))
        least = max(_CELL, breadth(few, _SMALL) + 8)
        self._cell = min(_COLUMN_MOST, max(least, (WIDTH - self._left) / max(1, len(titles))))
        self._wraps = [wrapped(title, _SMALL, self._cell - 8, lines=3, weight=500) for title in titles]
        self._turned = any(line.endswith("…") for lines in self._wraps for line in lines)
        self.width = max(360, round(self._left + self._cell * len(titles)))

    def heads(self, drawing: Drawing) -> None:
        """The columns' titles: in up to three lines, or turned where they are too long for that."""
        high = _TURNED if self._turned else 15 * max((len(lines) for lines in self._wraps), default=1) + 4
        drawing.height += high
        for number, lines in enumerate(self._wraps):
            middle = self._left + self._cell * (number + 0.5)
            if self._turned:
                text = fitted(self._titles[number], _SMALL, _TURNED - 10, 500)
                drawing.labels.append(Label(middle + 4, drawing.height - 6, text, "ink2", _SMALL, 500, turned=True))
                continue
            for line, text in enumerate(lines):
                y = drawing.height - 6 - 15 * (len(lines) - 1 - line)
                drawing.labels.append(Label(middle, y, text, "ink2", _SMALL, 500, "middle"))

    def row(self, drawing: Drawing, number: int, cells: Sequence[Cell], most: int, *, plain: set[int]) -> None:
        """A name and its cells; those that are `plain` have no colour, because they are no part of the scale."""
        top = drawing.height
        drawing.height += _HIGH
        drawing.labels.append(Label(0, top + 20, fitted(self._names[number], 12, self._left - 10)))
        for column, cell in enumerate(cells):
            self._put(drawing, column, top, cell, most, coloured=column not in plain)

    def foot(self, drawing: Drawing, cells: Sequence[Cell]) -> None:
        """Everybody, below a hairline."""
        drawing.lines.append(Line(f"M0 {drawing.height + 2}H{self.width}", "line2"))
        top = drawing.height + 4
        drawing.height = top + _HIGH
        drawing.labels.append(Label(0, top + 20, fitted(self._foot, 12, self._left - 10, 500), "ink2", 12, 500))
        for column, cell in enumerate(cells):
            self._put(drawing, column, top, cell, 1, coloured=False)

    def _put(self, drawing: Drawing, column: int, top: float, cell: Cell, most: int, *, coloured: bool) -> None:
        x, t = self._left + self._cell * column, self._t
        width, height = self._cell - _GAP, _HIGH - _GAP
        middle = x + width / 2
        if cell.people is None:
            few = t("under {minimum}", minimum=t.number(self.minimum))
            wide = breadth(few, _SMALL) + 6
            drawing.boxes.append(Box(x, top, width, height, "sheet", "line", radius=2))
            drawing.lines.append(Line(hatching(x, top, width, height), "line2", 0.7))
            # Lines lie over boxes: the plate under the words is a line's filled path.
            drawing.lines.append(Line(f"M{middle - wide / 2:.1f} {top + 7}h{wide:.1f}v16h{-wide:.1f}Z", fill="sheet"))
            drawing.labels.append(Label(middle, top + 19, few, "ink2", _SMALL, anchor="middle"))
            return
        step = step_of(cell.people, most) if coloured else 0
        drawing.boxes.append(Box(x, top, width, height, f"heat.{step}", "line" if step == 0 and coloured else "", radius=2))
        ink = f"on-heat.{step}" if coloured else "ink"
        drawing.labels.append(Label(middle, top + 19.5, t.number(cell.people), ink, 12, 500, "middle"))


def _headed(heading: str, found: ThemesFound) -> str:
    return f"{heading} · {found.part_of}" if found.part_of else heading


def _title(heading: str, found: ThemesFound, everybody: int | None, minimum: int, t: Translator) -> str:
    said = [_headed(heading, found) + "."]
    if everybody is not None and everybody >= minimum:
        said.append(t.n("{count} person said something.", "{count} people said something.", everybody))
    said.append(t("Groups of fewer than {minimum} are not told.", minimum=minimum))
    said.append(t("All numbers stand in the table."))
    return " ".join(said)


def _legend(drawing: Drawing, t: Translator, minimum: int, *, hidden: bool) -> None:
    """What the cells mean."""
    drawing.remark(t("Each number is a count of people, not of notes; who only nodded along is not counted."))
    if hidden:
        drawing.remark(t("Hatched: fewer than {minimum} people, or a number from which such a group could be worked out.", minimum=minimum))
