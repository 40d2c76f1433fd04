"""What a stage of the map says, in words: painted on it, and read out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from council_app.domain.crosstabs import Cell, Heard, difference_interval
from council_app.domain.journeys import StageAtCouncil, StageMap, Touched
from council_app.i18n import Translator

_SHOWN = 3


def friction_words(stage: StageMap, t: Translator) -> str:
    """How many had a friction."""
    if stage.friction.people is None:
        return t("Friction: too few to tell")
    return t.n("{count} with a friction", "{count} with a friction", stage.friction.people)


def praise_words(stage: StageMap, t: Translator) -> str:
    """How many had praise."""
    return (
        t("Praise: too few to tell")
        if stage.praise.people is None
        else t.n("{count} with praise", "{count} with praise", stage.praise.people)
    )


def severe_words(stage: StageMap, t: Translator) -> str:
    """Who found it serious."""
    return t.n("{count} found it serious", "{count} found it serious", stage.severe.people or 0)


def insight_words(stage: StageMap, t: Translator) -> str:
    """How many insights stand here."""
    return t.n("{count} insight", "{count} insights", stage.insights)


def markets_of(stage: StageMap) -> tuple[tuple[StageAtCouncil, ...], ...]:
    """The councils of each market, from the first to the last."""
    return tuple(tuple(held) for _, held in groupby(stage.councils, key=lambda each: each.market))


def trend_words(held: tuple[StageAtCouncil, ...], t: Translator) -> str:
    """In one market: where, and how many of those who were there had a friction, from council to council."""
    return ": ".join(_trend(held, t))


def _trend(held: tuple[StageAtCouncil, ...], t: Translator) -> tuple[str, str]:
    last = held[-_SHOWN:]
    cities = tuple(dict.fromkeys(each.city for each in last))
    counts = " → ".join(_part(each.friction, each.attendees, t) for each in last)
    change = _change(last, t)
    return " → ".join(cities), f"{counts}, {change}" if change else counts


def _part(cell: Cell, attendees: int, t: Translator) -> str:
    people = t("few") if cell.people is None else t.number(cell.people)
    return t("{people} of {count}", people=people, count=t.number(attendees))


def _change(held: tuple[StageAtCouncil, ...], t: Translator) -> str:
    """From the council before to the last; "" where there is nothing to compare."""
    if len(held) < 2 or held[-2].friction.people is None or held[-1].friction.people is None:
        return ""
    before, now = (Heard(each.friction.people or 0, each.attendees) for each in held[-2:])
    found = difference_interval(before, now)
    if found is None or found[0] <= 0 <= found[1]:
        return t("no clear change")
    return t("more than before") if found[0] > 0 else t("fewer than before")


def read_out(stage: StageMap, t: Translator) -> str:
    """Everything the map shows of a stage, as one line."""
    return ". ".join(_sentences(stage, t))


def _sentences(stage: StageMap, t: Translator) -> Iterator[str]:
    yield stage.name
    if stage.critical:
        yield t("Moment of truth")
    yield friction_words(stage, t)
    yield praise_words(stage, t)
    if stage.severe.people:
        yield severe_words(stage, t)
    if stage.insights:
        yield insight_words(stage, t)
    for held in markets_of(stage):
        yield trend_words(held, t)


def hanging_words(touched: Touched, t: Translator) -> str:
    """What hangs on a stage, and what becomes of it when that is removed; said before."""
    if not (touched.notes or touched.insights):
        return t("No note and no insight is at this stage.")
    notes = t.n("{count} note", "{count} notes", touched.notes)
    insights = t.n("{count} insight", "{count} insights", touched.insights)
    return t("At this stage: {notes}, {insights}. Removing it keeps them, at no stage.", notes=notes, insights=insights)
