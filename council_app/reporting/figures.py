"""The numbers of a report as tables, one for each thing that is counted, with the ids they have in the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from council_app.domain.enums import Audience, NoteKind
from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import Likelihood
from council_app.domain.report import Section
from council_app.domain.theme_grids import grid
from council_app.domain.theme_views import ThemesFound
from council_app.errors import Message
from council_app.i18n import Translator
from council_app.reporting.audience import permitted
from council_app.reporting.model import Report
from council_app.reporting.outline import TITLES
from council_app.reporting.page_sentences import PageSentences

Value: TypeAlias = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Figures:
    """One table: a short name, headers, and rows below them; a number that is not told is empty."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]


def figures(report: Report, t: Translator) -> tuple[Figures, ...]:
    """Every table of a report as its audience may read it; those without rows are left out, but for the first.

    For internal readers the last one holds all notes of the appendix, however many were printed.
    """
    shown, says = permitted(report), PageSentences(t)
    made = _Tables(shown, t, says)
    tables = (made.about(), *(each for each in made.all() if each.rows))
    return (*tables, made.notes()) if shown.audience is Audience.INTERNAL and shown.notes else tables


class _Tables:
    """The tables of one report in one language."""

    def __init__(self, report: Report, t: Translator, says: PageSentences) -> None:
        self._report, self._t, self._says = report, t, says

    def all(self) -> Iterator[Figures]:
        """What is counted, in the order of the report's parts."""
        yield self._claims()
        yield self._people()
        yield self._findings()
        yield self._councils()
        yield self._journey()
        yield self._themes()
        yield self._stages()
        yield from self._crossings()
        report, t = self._report, self._t
        for name, found in (
            (t("Themes over time"), report.curve),
            (t("Themes by group"), report.heat),
            (t("Themes together"), report.pairs),
        ):
            if found is not None:
                yield self._found(name, found)
        yield self._tasks()
        yield self._scores()
        yield self._trends()
        yield self._promises()
        yield self._questions()

    def about(self) -> Figures:
        """What the figures are of, and what an empty cell means."""
        t, report = self._t, self._report
        rows = (
            (t("Report"), self._says.text(report.heading)),
            (t("Brand"), report.brand.name),
            (t("Occasion"), self._says.text(report.occasion)),
            (t("As of"), report.as_of.date()),
            (t("Sessions"), ", ".join(session.key for session in report.sessions)),
            (t("Groups of fewer people than this are not shown"), report.method.minimum_cell),
            (t("An empty cell"), t("not told, or nothing was counted")),
        )
        return Figures(t("About"), ("", ""), rows)

    def _claims(self) -> Figures:
        t = self._t
        rows = [
            (told.id, t.say(TITLES[told.section]), self._says.text(told.says), self._says.text(told.source), *told.numbers)
            for told in self._report.told
        ]
        most = max((len(row) for row in rows), default=4)
        headers = (t("No."), t("Part"), t("What the report says"), t("Where it comes from"))
        numbers = tuple(t("Number {number}", number=number) for number in range(1, most - 3))
        return Figures(t("Claims"), (*headers, *numbers), [(*row, *[None] * (most - len(row))) for row in rows])

    def _people(self) -> Figures:
        t, room = self._t, self._report.attendance
        totals: list[tuple[str, int | None]] = [
            (t("confirmed"), room.confirmed),
            (t("came"), room.came),
            (t("spoke"), room.spoke),
            (t("came without an invitation"), room.walk_ins),
            (t("stayed away"), room.no_shows),
        ]
        groups = [(segment.name, segment.people) for segment in room.segments]
        return Figures(t("People"), (t("Who"), t("People")), [*totals, *groups])

    def _findings(self) -> Figures:
        t, says, internal = self._t, self._says, self._report.audience is Audience.INTERNAL
        headers = (t("No."), t("Finding"), t("Kind"), t("Severity"), t("People"), t("Of"), t("Unprompted"), t("When asked"))
        more = (t("From (share)"), t("To (share)"), t("Key"), t("Ids"))
        rows = [
            (
                number,
                each.facts.title,
                says.kind(each.kind),
                each.severity.value if each.severity is not None else None,
                *_heard(each.evidence),
                *_interval(each.likelihood),
                each.facts.key if internal else "",
                ", ".join(self._report.ids(f"finding:{each.facts.key}")),
            )
            for number, each in enumerate(self._report.findings, start=1)
        ]
        return Figures(t("Findings"), (*headers, *more), rows)

    def _councils(self) -> Figures:
        t = self._t
        headers = (t("Finding"), t("Council"), t("Date"), t("People"), t("Of"), t("Unprompted"), t("When asked"))
        rows = [
            (
                number,
                council.city,
                council.on,
                *_heard(council.evidence),
                *_interval(council.likelihood),
            )
            for number, each in enumerate(self._report.findings, start=1)
            for council in each.by_council
        ]
        return Figures(t("By council"), (*headers, t("From (share)"), t("To (share)")), rows)

    def _journey(self) -> Figures:
        t = self._t
        rows = [(number, stage.name, stage.people) for number, each in enumerate(self._report.findings, start=1) for stage in each.stages]
        return Figures(t("Finding by stage"), (t("Finding"), t("Stage"), t("People")), rows)

    def _themes(self) -> Figures:
        t = self._t
        kinds = self._says.kinds_in(self._report.themes)
        headers = (t("Theme"), t("People"), t("Unprompted"), *(self._says.kind(kind) for kind in kinds))
        rows = [(theme.path, theme.people, theme.unprompted, *_kinds(theme.kinds, kinds)) for theme in self._report.themes]
        return Figures(t("Themes"), headers, rows)

    def _stages(self) -> Figures:
        t = self._t
        return Figures(t("Stages"), (t("Stage"), t("People")), [(stage.name, stage.people) for stage in self._report.stages])

    def _crossings(self) -> Iterator[Figures]:
        for table in self._report.crossings:
            yield Figures(self._says.text(table.title), ("", *table.columns), [(row.name, *row.people) for row in table.rows])

    def _found(self, name: str, found: ThemesFound) -> Figures:
        """A picture of themes as the plain table that stands beside it."""
        plain, say = grid(found), self._says.text
        headers = [say(header.text) + (f" {self._t.date(header.day)}" if header.day else "") for header in plain.headers]
        rows = [[self._cell(cell.value) for cell in row] for row in plain.rows]
        return Figures(name, headers, rows)

    def _cell(self, value: int | str | dt.date | Message | None) -> Value:
        return self._t.say(value) if isinstance(value, Message) else value

    def _tasks(self) -> Figures:
        t = self._t
        headers = (t("Prototype"), t("Version"), t("Task"), t("Unaided"), t("Tried"), t("With help"), t("From (share)"), t("To (share)"))
        rows = [
            (
                each.name,
                each.version,
                task.title,
                task.success,
                task.tried,
                task.with_help,
                task.low,
                task.high,
                task.seconds,
                task.target_seconds,
            )
            for each in self._report.prototypes
            for task in each.tasks
        ]
        return Figures(t("Tasks"), (*headers, t("Seconds"), t("Target, seconds")), rows)

    def _scores(self) -> Figures:
        t = self._t
        headers = (t("Prototype"), t("Version"), t("Questionnaire"), t("Mean"), t("From"), t("To"), t("Answers"))
        rows = [
            (each.name, each.version, score.name, score.mean, score.low, score.high, score.answers)
            for each in self._report.prototypes
            for score in each.scores
        ]
        return Figures(t("Questionnaires"), headers, rows)

    def _trends(self) -> Figures:
        t = self._t
        headers = (t("Measure"), t("Council"), t("Mean"), t("From"), t("To"), t("Answers"))
        rows = [
            (trend.name, point.label, point.mean, point.low, point.high, point.answers)
            for trend in self._report.trends
            for point in trend.points
        ]
        return Figures(t("Across councils"), headers, rows)

    def _promises(self) -> Figures:
        t, found = self._t, self._report.follow_up.deliveries if self._report.follow_up else ()
        rows = [(each.insight_title, self._says.status(each.status), self._says.detail(each)) for each in found]
        return Figures(t("Promises"), (t("Promise"), t("Status"), t("What is true today")), rows)

    def _questions(self) -> Figures:
        t = self._t
        rows = [(each.text, each.people, each.owner) for each in self._report.open_questions]
        return Figures(t("Open questions"), (t("Question"), t("People"), t("Owner")), rows)

    def notes(self) -> Figures:
        """All notes of the appendix."""
        t, says = self._t, self._says
        headers = (t("Note"), t("Session"), t("Time"), t("Seat"), t("Kind"), t("Severity"), t("Text"), t("Themes"))
        rows = [
            (
                note.key,
                note.session_key,
                says.clock(note),
                note.seat,
                says.kind(note.kind),
                note.severity.value if note.severity is not None else None,
                note.text,
                ", ".join(tag.path for tag in note.tags),
            )
            for note in self._report.notes
        ]
        return Figures(t.say(TITLES[Section.APPENDIX]), headers, rows)


def _heard(found: Evidence | None) -> tuple[int | None, ...]:
    """People, of how many, unprompted, when asked; nothing of a group that was too small to tell."""
    if found is None or not found.attendees:
        return (None,) * 4
    return found.people, found.attendees, found.unprompted, found.prompted


def _interval(found: Likelihood | None) -> tuple[float | None, float | None]:
    return (found.low, found.high) if found is not None else (None, None)


def _kinds(people: dict[NoteKind, int | None], kinds: Sequence[NoteKind]) -> tuple[int | None, ...]:
    return tuple(people.get(kind) for kind in kinds)
