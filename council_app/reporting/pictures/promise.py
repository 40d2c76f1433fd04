"""What the brand promises beside what was heard: of each stage the people with a friction and those with praise."""

from __future__ import annotations

from council_app.domain.crosstabs import Cell, JourneyExperience, StageExperience
from council_app.domain.theme_grids import most_said
from council_app.domain.theme_views import Journeys, ThemesFound
from council_app.i18n import Translator
from council_app.reporting.pictures.shapes import SERIF, WIDTH, Box, Drawing, Label, Line, fitted, hatching, wrapped

_NAME, _COUNT, _SMALL = 170, 60, 11
_SIDE = (WIDTH - _NAME - 2 * _COUNT) / 2
_MIDDLE = _NAME + _COUNT + _SIDE


def draw_promise(found: ThemesFound, journeys: Journeys, t: Translator) -> Drawing:
    """Journey by journey: the promise as it stands, then its stages; frictions to the left, praise to the right."""
    drawing = Drawing(_title(journeys, found.asked.minimum, t))
    drawing.heading(t("What is promised, and what was heard"))
    stages = [stage for journey in journeys.journeys for stage in journey.stages]
    minimum = found.asked.minimum
    most = max((cell.people or 0 for stage in stages for cell in (stage.friction, stage.praise)), default=0)
    for journey in journeys.journeys:
        _journey(drawing, journey, t)
        for stage in journey.stages:
            _stage(drawing, stage, max(most, 2 * minimum), minimum, most_said(found, stage), t)
        drawing.height += 8
    drawing.remark(t("Each number is a count of people, not of notes; who only nodded along is not counted."))
    return drawing


def _journey(drawing: Drawing, journey: JourneyExperience, t: Translator) -> None:
    drawing.height += 24
    drawing.labels.append(Label(0, drawing.height - 6, fitted(journey.name, 12, WIDTH, 600), size=12, weight=600))
    said = t.quote(journey.promise) if journey.promise else ""
    for line in wrapped(said, 17, WIDTH, lines=3):
        drawing.height += 24
        drawing.labels.append(Label(0, drawing.height - 7, line, size=17, family=SERIF))
    if not said:
        drawing.height += 18
        drawing.labels.append(Label(0, drawing.height - 5, t("No promise is written down for this journey."), "ink3", _SMALL))
    drawing.height += 24
    frictions, praise = t("People with a friction"), t("People with praise")
    drawing.labels.append(Label(_MIDDLE - 8, drawing.height - 6, frictions, "ink2", _SMALL, 500, "end"))
    drawing.labels.append(Label(_MIDDLE + 8, drawing.height - 6, praise, "ink2", _SMALL, 500))


def _stage(drawing: Drawing, stage: StageExperience, most: int, minimum: int, said: str, t: Translator) -> None:
    top = drawing.height
    drawing.height += 50 if said or stage.severe.people or stage.critical else 36
    drawing.lines.append(Line(f"M0 {top}H{WIDTH}", "line"))
    drawing.lines.append(Line(f"M{_MIDDLE} {top + 4}v26", "line2"))
    drawing.labels.append(Label(0, top + 20, fitted(stage.name, 12, _NAME - 20, 500), weight=500))
    if stage.critical:
        drawing.lines.append(Line(f"M5 {top + 27}l5 5l-5 5l-5 -5Z", fill="mark", edge="ink", weight=0.8))
        drawing.labels.append(Label(15, top + 36, fitted(t("moment of truth"), _SMALL, _NAME - 30), "ink2", _SMALL))
    _bar(drawing, stage.friction, -_SIDE / most, "kind.friction", top, minimum, t)
    _bar(drawing, stage.praise, _SIDE / most, "kind.praise", top, minimum, t)
    severe = t.n("{count} found it serious", "{count} found it serious", stage.severe.people) if stage.severe.people else ""
    below = " · ".join(each for each in (severe, said) if each)
    drawing.labels.append(Label(_NAME, top + 42, fitted(below, _SMALL, WIDTH - _NAME), "ink2", _SMALL))


def _bar(drawing: Drawing, cell: Cell, unit: float, fill: str, top: float, minimum: int, t: Translator) -> None:
    """One side of the axis; a group that may not be told is hatched, always as long as the smallest that may."""
    people = minimum if cell.people is None else cell.people
    wide, left = abs(people * unit), min(0, people * unit)
    if cell.people is None:
        drawing.boxes.append(Box(_MIDDLE + left, top + 9, wide, 16, "sheet", "line2", 0.7))
        drawing.lines.append(Line(hatching(_MIDDLE + left, top + 9, wide, 16), "line2", 0.7))
        text = t("under {minimum}", minimum=t.number(minimum))
    else:
        if wide:
            drawing.boxes.append(Box(_MIDDLE + left, top + 9, wide, 16, fill, radius=1.5))
        text = t.number(cell.people)
    x = _MIDDLE + people * unit + (-6 if unit < 0 else 6)
    weight = 400 if cell.hidden else 600
    drawing.labels.append(
        Label(x, top + 21.5, text, size=_SMALL if cell.hidden else 12, weight=weight, anchor="end" if unit < 0 else "start")
    )


def _title(journeys: Journeys, minimum: int, t: Translator) -> str:
    def said(cell: Cell) -> str:
        return t("under {minimum}", minimum=t.number(minimum)) if cell.people is None else t.number(cell.people)

    stages = [stage for journey in journeys.journeys for stage in journey.stages]
    told = (
        t("{stage} {friction} : {praise}", stage=stage.name, friction=said(stage.friction), praise=said(stage.praise))
        for stage in stages
        if stage.friction.people != 0 or stage.praise.people != 0
    )
    return t("People with a friction : people with praise, by stage: {stages}.", stages="; ".join(told) or "–")
