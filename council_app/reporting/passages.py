"""What people typed that a reader of the report will see, each with its place, so that it can be read for what must not go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from council_app.domain.report import SUMMARY_PART, part_of, part_of_finding
from council_app.errors import Message, m_
from council_app.reporting.model import Finding, PrototypeResult, Quote, Report, Text
from council_app.reporting.outline import TITLES


@dataclass(frozen=True, slots=True)
class Passage:
    """A typed text: `about` names what it belongs to (an insight's key), `where` the part of it.

    Attributes:
        quote: these are a customer's own words or a note of them, not the team's.
        lang: BCP 47 tag of the text; empty when not known.
        part: of what somebody wrote into the report, the name of its part.
    """

    about: str
    where: Message
    text: str
    quote: bool = False
    lang: str = ""
    part: str = ""


def passages(report: Report) -> Iterator[Passage]:
    """Every typed text of `report`, findings first; what repeats them on the summary has their place.

    Owners, teams and approvals are staff and no part of this. Hand over the report as its audience may read it.
    """
    about = report.about.key
    yield from chain(*map(_finding, report.findings), _summary(report), *map(_prototype, report.prototypes), _counts(report))
    brand = (report.brand.name, report.brand.logo.alt if report.brand.logo else "")
    yield from (Passage(about, m_("the name of the brand"), text) for text in brand)
    places = dict.fromkeys(text for place in report.sessions for text in (place.council_title, place.city, place.venue))
    yield from (Passage(about, m_("the place"), text) for text in (*_typed(report.heading), *_typed(report.occasion), *places))
    for delivery in report.follow_up.deliveries if report.follow_up else ():
        texts = (delivery.insight_title, delivery.with_whom, delivery.due, delivery.reason)
        yield from (Passage(delivery.insight_key, m_("what became of it"), text) for text in texts)
    for number, question in enumerate(report.open_questions, start=1):
        yield Passage(about, m_("open question {number}", number=number), question.text, quote=True)
    yield from _written(report)
    remarks = chain(report.method.sentences, report.method.limits, report.attendance.limits)
    yield from (Passage(about, m_("method and limits"), text) for remark in remarks for text in _typed(remark))


def _written(report: Report) -> Iterator[Passage]:
    """What people wrote into the report, each with its part."""
    names = {part_of_finding(finding.facts.key): finding.facts.key for finding in report.findings}
    sections = {part_of(section): section for section in report.sections}
    for each in report.written:
        about, where = report.about.key, m_("the summary that was written")
        if each.part in names:
            about, where = names[each.part], m_("the comment on this finding")
        elif each.part in sections:
            where = m_("the comment on “{section}”", section=TITLES[sections[each.part]])
        elif each.part != SUMMARY_PART:
            continue  # on what this report does not have
        yield Passage(about, where, each.text, lang=report.locale, part=each.part)


def _finding(finding: Finding) -> Iterator[Passage]:
    facts = finding.facts
    yield Passage(facts.key, m_("the title"), facts.title)
    yield Passage(facts.key, m_("the problem"), facts.problem)
    yield Passage(facts.key, m_("the solution"), facts.solution)
    yield Passage(facts.key, m_("the promise"), facts.promise)
    yield Passage(facts.key, m_("the journey"), facts.journey)
    yield from (Passage(facts.key, m_("a stage of the journey"), name) for name in (facts.stage, *(one.name for one in finding.stages)))
    for number, quote in enumerate((*finding.quotes, *finding.against), start=1):
        yield from _quote(facts.key, number, quote)
    for picture in finding.pictures:
        yield from (Passage(facts.key, m_("the words for a picture"), text) for text in (picture.alt, picture.caption, *picture.labels))
    for text in (*_typed(finding.journey_note), *_typed(finding.against_note)):
        yield Passage(facts.key, m_("a remark"), text)
    if finding.delivery:
        texts = (finding.delivery.with_whom, finding.delivery.due, finding.delivery.reason)
        yield from (Passage(facts.key, m_("what became of it"), text) for text in texts)


def _quote(about: str, number: int, quote: Quote) -> Iterator[Passage]:
    where = m_("quote {number}", number=number)
    yield Passage(about, where, quote.text, quote=True, lang=quote.lang)
    yield Passage(about, where, quote.translation, quote=True)


def _summary(report: Report) -> Iterator[Passage]:
    """Headline, claims and decisions; they mostly repeat a finding and then stand under its place."""
    titles = {finding.facts.title: finding.facts.key for finding in report.findings}
    solutions = {finding.facts.solution: finding.facts.key for finding in report.findings}
    about = report.about.key
    headline = m_("the title") if report.headline in titles else m_("the headline")
    yield Passage(titles.get(report.headline, about), headline, report.headline)
    yield Passage(about, m_("the headline"), report.lead)
    for claim in report.claims:
        yield Passage(claim.finding or about, m_("the title"), claim.title)
        yield Passage(claim.finding or about, m_("the problem"), claim.detail)
    for decision in report.decisions:
        yield Passage(solutions.get(decision.text, about), m_("the solution"), decision.text)
        yield Passage(solutions.get(decision.text, about), m_("what became of it"), decision.by if isinstance(decision.by, str) else "")
    # The sentence of the app opposes a quote to a title, and both are read where they stand.
    if isinstance(report.contradicts, str):
        yield Passage(about, m_("what contradicts it"), report.contradicts)


def _prototype(result: PrototypeResult) -> Iterator[Passage]:
    texts = (result.name, result.version, *(task.title for task in result.tasks), *(score.name for score in result.scores))
    yield from (Passage(result.name, m_("the results of the prototype"), text) for text in (*texts, *_typed(result.note)))


def _counts(report: Report) -> Iterator[Passage]:
    about = report.about.key
    yield from (Passage(about, m_("a group of attendees"), segment.name) for segment in report.attendance.segments)
    yield from (Passage(about, m_("a tag"), _read(theme.path)) for theme in report.themes)
    yield from (Passage(about, m_("a stage of the journey"), stage.name) for stage in report.stages)
    for table in report.crossings:
        texts = (*_typed(table.title), *table.columns, *(row.name for row in table.rows))
        yield from (Passage(about, m_("a table"), text) for text in texts)
    for trend in report.trends:
        yield from (Passage(about, m_("a trend"), text) for text in (trend.name, *(point.label for point in trend.points)))


def _read(path: str) -> str:
    """A tag's path has neither spaces nor capitals: each of its parts is read as a sentence would be written."""
    return path.replace("-", " ").replace("/", ". ").title()


def _typed(text: Text) -> tuple[str, ...]:
    """What somebody typed in `text`: all of it, or the words put into a sentence of the app."""
    return (text,) if isinstance(text, str) else tuple(value for _, value in text.fields if isinstance(value, str))
