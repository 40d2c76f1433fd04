"""Which parts of a report are printed, in what order, under what titles, and where each figure and quote stands in it."""

from __future__ import annotations

from dataclasses import dataclass

from council_app.domain.report import Section, part_of
from council_app.errors import Message, m_
from council_app.i18n import Translator
from council_app.reporting.model import Report

TITLES: dict[Section, Message] = {
    Section.SUMMARY: m_("The short version"),
    Section.CHANGES: m_("What changed since the last version"),
    Section.WHO: m_("Who we heard"),
    Section.OVERVIEW: m_("The findings at a glance"),
    Section.FINDINGS: m_("Findings"),
    Section.COUNTS: m_("What was heard, by theme and stage"),
    Section.PROTOTYPES: m_("Prototype results"),
    Section.TRENDS: m_("Across councils"),
    Section.FOLLOW_UP: m_("What became of earlier promises"),
    Section.QUESTIONS: m_("Open questions"),
    Section.METHOD: m_("Method and limits"),
    Section.CLAIMS: m_("Every figure and quote, with its source"),
    Section.APPENDIX: m_("Notes"),
}

_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: `id` is its place in the page; `within` another part."""

    id: str
    title: str
    within: bool = False


def printed(report: Report) -> tuple[Section, ...]:
    """The parts that have something to say, in the order given; one that somebody commented on is never left out."""
    return tuple(section for section in dict.fromkeys(report.sections) if _has(report, section) or report.wrote(part_of(section)))


def _has(report: Report, section: Section) -> bool:
    match section:
        case Section.CHANGES:
            return report.changed is not None and bool(report.changed.items)
        case Section.OVERVIEW | Section.FINDINGS:
            return bool(report.findings)
        case Section.COUNTS:
            return bool(report.themes or report.stages or report.crossings or report.heat or report.curve or report.pairs)
        case Section.PROTOTYPES:
            return bool(report.prototypes)
        case Section.TRENDS:
            return bool(report.trends or report.trends_note)
        case Section.FOLLOW_UP:
            return report.follow_up is not None
        case Section.QUESTIONS:
            return bool(report.open_questions)
        case Section.CLAIMS:
            return bool(report.told)
        case Section.APPENDIX:
            return bool(report.notes)
        case _:
            return True


def contents(report: Report, t: Translator) -> tuple[Entry, ...]:
    """The lines of the contents; findings are named where there are not too many, else counted."""
    entries: list[Entry] = []
    for section in printed(report):
        if section is not Section.FINDINGS:
            entries.append(Entry(section, t.say(TITLES[section])))
        elif len(report.findings) > _MOST_LISTED:
            entries.append(Entry("findings", t.n("{count} finding", "{count} findings", len(report.findings))))
        else:
            found = enumerate(report.findings, start=1)
            entries += (Entry(f"finding-{number}", finding.facts.title, within=True) for number, finding in found)
    return tuple(entries)


def places(report: Report) -> dict[str, str]:
    """For the id of each figure and quote, the place in the page where it stands; nothing where that part is not printed."""
    shown = printed(report)
    findings = {finding.facts.key: f"finding-{number}" for number, finding in enumerate(report.findings, start=1)}
    quotes = {quote.id for finding in report.findings for quote in (*finding.quotes, *finding.against)}
    found: dict[str, str] = {}
    for told in report.told:
        if told.section not in shown:
            continue
        of_finding = findings.get(told.at.removeprefix("finding:").partition("/")[0]) if told.at.startswith("finding:") else None
        if told.id in quotes:
            found[told.id] = f"quote-{told.id}"
        elif of_finding is not None and told.section is Section.FINDINGS:
            found[told.id] = of_finding
        else:
            found[told.id] = told.section
    return found
