"""Every figure of a report as a sentence, made by the functions that write it on the pages, with where it comes from.

One function per section. `at` names a place that stays the same from one version of a report to the next:
`room`, `segment:NAME`, `occasion:N`, `finding:KEY`, `finding:KEY/reach`, `finding:KEY/at:N`, `finding:KEY/stages`, `finding:KEY/worth`,
`theme:PATH`, `stage:NAME`, `crossing:N/ROW`, `heat:ROW`, `pairs:ROW`, `curve:ROW`, `prototype:NAME/task:TITLE`, `prototype:NAME/score:N`,
`trend:NAME`, `follow-up`, `delivery:KEY`, `method:N`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from council_app.domain.report import Section
from council_app.domain.theme_grids import GridCell, grid
from council_app.domain.theme_views import ThemesFound
from council_app.errors import Message, m_, mn_
from council_app.reporting.model import Finding, PrototypeResult, Report
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.told import Text, ToldKind

Number = float | None
_MOST_NOTES = 12

ATTENDANCE = m_("table: who was there")
NOTES = m_("table: notes")
TRIALS = m_("table: tasks and answers of the test")
DELIVERIES = m_("table: what became of insights in this market")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the claims page before it has its number."""

    at: str
    says: str
    source: Text
    numbers: tuple[Number, ...] = ()
    kind: ToldKind = ToldKind.FIGURE


def figures(report: Report, says: PageSentences, section: Section) -> Iterator[Line]:
    """The figures of one section, in the order of its page."""
    if section in _SECTIONS:
        yield from _SECTIONS[section](report, says)


def _summary(report: Report, says: PageSentences) -> Iterator[Line]:
    yield Line("lead", report.lead, m_("tables: who was there, notes, insights"))
    yield from _room(report, says)
    yield from (_heard(finding, says) for finding in report.findings if any(claim.finding == finding.facts.key for claim in report.claims))


def _room(report: Report, says: PageSentences) -> Iterator[Line]:
    room = report.attendance
    numbers = (room.confirmed, room.came, room.spoke, room.walk_ins, room.no_shows)
    yield Line("room", says.room_in_full(room), ATTENDANCE, numbers)


def _who(report: Report, says: PageSentences) -> Iterator[Line]:
    yield from _room(report, says)
    for segment in report.attendance.segments:
        yield Line(f"segment:{segment.name}", says.segment(segment), ATTENDANCE, (segment.people,))
    for number, count in enumerate(report.attendance.sessions):
        yield Line(f"occasion:{number}", says.occasion_count(count), ATTENDANCE, (count.came, count.spoke, count.notes))
    yield from _sentences("limit", report.attendance.limits, says, ATTENDANCE)


def _overview(report: Report, says: PageSentences) -> Iterator[Line]:
    for finding in report.findings:
        yield _heard(finding, says)
        yield from _worth(finding, says)


def _findings(report: Report, says: PageSentences) -> Iterator[Line]:
    for finding in report.findings:
        key = finding.facts.key
        yield _heard(finding, says)
        if finding.likelihood is not None:
            reach = (finding.likelihood.low, finding.likelihood.high, finding.likelihood.tail)
            yield Line(f"finding:{key}/reach", says.honest(finding.likelihood), m_("insight {key}", key=key), reach)
        for number, council in enumerate(finding.by_council):
            told = council.evidence
            heard = (told.people, told.attendees, told.unprompted) if told else (None,)
            yield Line(
                f"finding:{key}/at:{number}",
                says.council(council),
                m_("insight {key}, notes from {place}", key=key, place=council.city),
                heard,
            )
        if finding.stages:
            said = says.row(says.stages_title(), [says.stage(stage) for stage in finding.stages])
            yield Line(
                f"finding:{key}/stages",
                said,
                m_("insight {key}, notes of all its sessions", key=key),
                tuple(stage.people for stage in finding.stages),
            )
        yield from _sentences(f"finding:{key}/remark", (finding.journey_note, finding.against_note), says, m_("insight {key}", key=key))
        yield from _worth(finding, says)


def _heard(finding: Finding, says: PageSentences) -> Line:
    told = finding.evidence
    severity = finding.severity.value if finding.severity is not None else None
    numbers = (told.people, told.attendees, told.unprompted, told.prompted, severity)
    return Line(f"finding:{finding.facts.key}", says.finding_in_full(finding), _evidence(finding), numbers)


def _worth(finding: Finding, says: PageSentences) -> Iterator[Line]:
    facts = finding.facts
    if facts.impact is not None or facts.effort_days is not None:
        sums = (facts.impact.low, facts.impact.likely, facts.impact.high) if facts.impact else ()
        source = m_("insight {key}, as judged by its owner", key=facts.key)
        yield Line(f"finding:{facts.key}/worth", says.judged(facts), source, (*sums, facts.effort_days))


def _evidence(finding: Finding) -> Message:
    """The keys of the notes, where this audience may know them."""
    if not finding.notes:
        return m_("insight {key}", key=finding.facts.key)
    first = ", ".join(finding.notes[:_MOST_NOTES])
    if len(finding.notes) > _MOST_NOTES:
        return m_(
            "insight {key}, notes {notes} and {count} more", key=finding.facts.key, notes=first, count=len(finding.notes) - _MOST_NOTES
        )
    return m_("insight {key}, notes {notes}", key=finding.facts.key, notes=first)


def _counts(report: Report, says: PageSentences) -> Iterator[Line]:
    for theme in report.themes:
        yield Line(f"theme:{theme.path}", says.theme_in_full(theme), NOTES, (theme.people, theme.unprompted, *theme.kinds.values()))
    for stage in report.stages:
        yield Line(f"stage:{stage.name}", says.stage(stage), NOTES, (stage.people,))
    for name, found in (("heat", report.heat), ("pairs", report.pairs), ("curve", report.curve)):
        if found is not None:
            yield from _grid(name, found, report, says)
    for number, table in enumerate(report.crossings):
        for row in table.rows:
            cells = [says.cell(column, people, report.method) for column, people in zip(table.columns, row.people, strict=True)]
            yield Line(f"crossing:{number}/{row.name}", says.row(row.name, cells), NOTES, row.people)


def _grid(name: str, found: ThemesFound, report: Report, says: PageSentences) -> Iterator[Line]:
    """The plain table behind a picture, row by row."""
    table = grid(found)
    heads = [says.text(header.text) for header in table.headers]
    for row in table.rows:
        first = row_name(row, says)
        cells = [
            says.cell(head, _number(cell), report.method) for head, cell in zip(heads[1:], row[1:], strict=True) if _counts_people(cell)
        ]
        yield Line(f"{name}:{first}", says.row(first, cells), NOTES, tuple(_number(cell) for cell in row[1:] if _counts_people(cell)))


def row_name(row: tuple[GridCell, ...], says: PageSentences) -> str:
    """What a row of a picture's table is called."""
    return says.text(row[0].value if isinstance(row[0].value, Message) else str(row[0].value))


def _counts_people(cell: GridCell) -> bool:
    return cell.hidden or isinstance(cell.value, int)


def _number(cell: GridCell) -> int | None:
    return cell.value if isinstance(cell.value, int) else None


def _prototypes(report: Report, says: PageSentences) -> Iterator[Line]:
    for each in report.prototypes:
        yield from _prototype(each, says)


def _prototype(each: PrototypeResult, says: PageSentences) -> Iterator[Line]:
    name = f"prototype:{each.name} {each.version}".strip()
    for task in each.tasks:
        numbers = (task.success, task.tried, task.low, task.high, task.with_help, task.seconds)
        yield Line(f"{name}/task:{task.title}", says.task_in_full(task), TRIALS, numbers)
    for number, score in enumerate(each.scores):
        yield Line(f"{name}/score:{number}", says.score(score), TRIALS, (score.mean, score.low, score.high, score.answers))


def _trends(report: Report, says: PageSentences) -> Iterator[Line]:
    for trend in report.trends:
        numbers = tuple(value for point in trend.points for value in (point.mean, point.low, point.high, point.answers))
        yield Line(f"trend:{trend.name}", says.trend_in_full(trend), TRIALS, numbers)


def _follow_up(report: Report, says: PageSentences) -> Iterator[Line]:
    if report.follow_up is None or not report.follow_up.deliveries:
        return
    counts = (len(report.follow_up.deliveries),)
    yield Line("follow-up", says.follow_up(report.follow_up), DELIVERIES, counts)
    for delivery in report.follow_up.deliveries:
        yield Line(f"delivery:{delivery.insight_key}", says.delivery_in_full(delivery), DELIVERIES, (delivery.status.step,))


def _method(report: Report, says: PageSentences) -> Iterator[Line]:
    yield Line(
        "method:cell",
        says.text(
            mn_(
                "Groups of fewer than {count} person are not shown.",
                "Groups of fewer than {count} people are not shown.",
                report.method.minimum_cell,
            )
        ),
        m_("rule: smallest group that is told"),
        (report.method.minimum_cell,),
    )
    yield from _sentences("method", (*report.method.sentences, *report.method.limits), says, NOTES)


def _sentences(at: str, texts: tuple[Text, ...], says: PageSentences, source: Text) -> Iterator[Line]:
    """Those sentences of the program that hold a number; what somebody typed is not counted by it."""
    for number, text in enumerate(texts):
        numbers = tuple(float(value) for _, value in _fields(text) if isinstance(value, int) and not isinstance(value, bool))
        if numbers:
            yield Line(f"{at}:{number}", says.text(text), source, numbers)


def _fields(text: Text) -> tuple[tuple[str, object], ...]:
    return () if isinstance(text, str) else text.fields


_SECTIONS: Mapping[Section, Callable[[Report, PageSentences], Iterator[Line]]] = {
    Section.SUMMARY: _summary,
    Section.WHO: _who,
    Section.OVERVIEW: _overview,
    Section.FINDINGS: _findings,
    Section.COUNTS: _counts,
    Section.PROTOTYPES: _prototypes,
    Section.TRENDS: _trends,
    Section.FOLLOW_UP: _follow_up,
    Section.METHOD: _method,
}
