"""What an external reader may see: seat codes, notes, owners, money, small groups and prototypes under embargo are taken out."""

from __future__ import annotations

from dataclasses import replace

from council_app.domain.enums import Audience
from council_app.domain.evidence import Evidence
from council_app.domain.likelihood import Likelihood
from council_app.domain.report import Section
from council_app.errors import m_
from council_app.reporting import small_groups
from council_app.reporting.model import Claim, CouncilCount, Decision, Finding, PrototypeResult, Quote, Report, Text

_INTERNAL_ONLY = frozenset({Section.APPENDIX, Section.OVERVIEW})


def permitted(report: Report) -> Report:
    """The report as its audience may read it; an internal one is returned unchanged."""
    if report.audience is Audience.INTERNAL:
        return report
    stages = {stage.name: stage.people for stage in report.stages}
    shown = tuple(p for p in report.prototypes if not _embargoed(p, report))
    return replace(
        report,
        sections=tuple(section for section in report.sections if section not in _INTERNAL_ONLY),
        attendance=small_groups.attendance(report.attendance),
        decisions=tuple(Decision(text=decision.text, by=decision.by) for decision in report.decisions),
        claims=tuple(_claim(small_groups.claim(claim)) for claim in report.claims),
        findings=tuple(_finding(small_groups.finding(finding, stages)) for finding in report.findings),
        prototypes=tuple(result for each in shown if (result := small_groups.prototype(each)).tasks or result.scores),
        trends=tuple(trend for each in report.trends if (trend := small_groups.trend(each)).points),
        heat=None,
        curve=None,
        pairs=None,
        likelihoods=(),
        open_questions=tuple(replace(question, owner="", note="") for question in report.open_questions),
        method=replace(report.method, limits=(*report.method.limits, *_left_out(report, shown))),
        notes=(),
        notes_total=0,
    )


def _embargoed(prototype: PrototypeResult, report: Report) -> bool:
    return prototype.embargo_until is not None and prototype.embargo_until > report.as_of.date()


def _left_out(report: Report, shown: tuple[PrototypeResult, ...]) -> tuple[Text, ...]:
    """A result left out is said to be left out; its name is not."""
    return () if len(shown) == len(report.prototypes) else (m_("Results of tests that are not public yet are left out."),)


def _claim(claim: Claim) -> Claim:
    return replace(claim, evidence=_evidence(claim.evidence))


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        facts=replace(finding.facts, owner="", impact=None, effort_days=None, teams=(), approvals=()),
        evidence=replace(finding.evidence, agreed_seats=(), shared=(), withheld=0),
        likelihood=_likelihood(finding.likelihood),
        by_council=tuple(_council(count) for count in finding.by_council),
        notes=(),
        quotes=tuple(_quote(quote) for quote in finding.quotes),
        against=tuple(_quote(quote) for quote in finding.against),
    )


def _council(count: CouncilCount) -> CouncilCount:
    return replace(count, evidence=_evidence(count.evidence), likelihood=_likelihood(count.likelihood))


def _evidence(evidence: Evidence | None) -> Evidence | None:
    return evidence and replace(evidence, agreed_seats=(), shared=(), withheld=0)


def _likelihood(likelihood: Likelihood | None) -> Likelihood | None:
    """That somebody nodded is told, and not who; what the few who said it have in common would single them out."""
    return likelihood and replace(likelihood, agreed_seats=(), shared=(), withheld=0)


def _quote(quote: Quote) -> Quote:
    return replace(quote, seat=None, note="")
