"""The claims page: every figure and quote of a report gets its number, in the order of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from council_app.domain.report import Section
from council_app.i18n import Translator
from council_app.reporting.audience import permitted
from council_app.reporting.figures_told import Line, figures
from council_app.reporting.model import Finding, OpenQuestion, Quote, Report
from council_app.reporting.page_sentences import PageSentences
from council_app.reporting.told import Told, ToldKind

_SHORT_OF = frozenset({Section.SUMMARY, Section.OVERVIEW})
"""They repeat what has its own place elsewhere."""


def with_claims(report: Report, t: Translator) -> Report:
    """The report with what it tells, as its audience may read it, and each quote with its id.

    `told` holds what stands in the sections that are printed; `figures` also what stands in the others, for the next version.
    """
    says = PageSentences(t)
    shown = permitted(report)
    told = tuple(_numbered(shown, says))
    ids = {each.at: each.id for each in told if each.kind is ToldKind.QUOTE}
    return replace(
        report,
        told=told,
        figures={line.at: line.numbers for line in _lines(replace(shown, sections=tuple(Section)), says) if line.numbers},
        findings=tuple(_finding(finding, ids) for finding in report.findings),
        open_questions=tuple(replace(question, id=ids.get(at_question(question), "")) for question in report.open_questions),
    )


def at_quote(quote: Quote) -> str:
    """The place of a quote: the note it is, wherever it stands."""
    return f"quote:{quote.note_id or quote.text}"


def at_question(question: OpenQuestion) -> str:
    """The place of an open question: the note it is."""
    return f"quote:{question.note_id or question.text}"


def _finding(finding: Finding, ids: dict[str, str]) -> Finding:
    def named(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(replace(quote, id=ids.get(at_quote(quote), "")) for quote in quotes)

    return replace(finding, quotes=named(finding.quotes), against=named(finding.against))


def _numbered(shown: Report, says: PageSentences) -> Iterator[Told]:
    counts = dict.fromkeys(ToldKind, 0)
    for section, line in _homes(shown, says):
        counts[line.kind] += 1
        letter = "Q" if line.kind is ToldKind.QUOTE else "F"
        yield Told(
            id=f"{letter}{counts[line.kind]}",
            section=section,
            says=line.says,
            source=line.source,
            kind=line.kind,
            at=line.at,
            numbers=line.numbers,
        )


def _homes(shown: Report, says: PageSentences) -> Iterator[tuple[Section, Line]]:
    """Each line once: where it has a place of its own before where it is repeated."""
    by_section = {section: list(_section(shown, says, section)) for section in shown.sections}
    own = {line.at for section, lines in by_section.items() if section not in _SHORT_OF for line in lines}
    seen: set[str] = set()
    for section, lines in by_section.items():
        for line in lines:
            if line.at not in seen and (section not in _SHORT_OF or line.at not in own):
                seen.add(line.at)
                yield section, line


def _lines(shown: Report, says: PageSentences) -> Iterator[Line]:
    return chain.from_iterable(figures(shown, says, section) for section in shown.sections)


def _section(shown: Report, says: PageSentences, section: Section) -> Iterator[Line]:
    yield from figures(shown, says, section)
    if section is Section.FINDINGS:
        for finding in shown.findings:
            for quote in (*finding.quotes, *finding.against):
                yield Line(at_quote(quote), quote.text, says.source(quote), kind=ToldKind.QUOTE)
    if section is Section.QUESTIONS:
        for question in shown.open_questions:
            yield Line(at_question(question), question.text, says.question_source(question), kind=ToldKind.QUOTE)
