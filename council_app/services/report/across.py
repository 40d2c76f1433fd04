"""What an external report may tell beside those of others that went out: whoever has both can take one from the other.

The report of a session and that of its council count the same people; where the two numbers differ by a few, those few could be worked
out. Such numbers are left out of the later report. Versions of one report are not treated so: they differ because something was put
right, and every number would vanish with the first correction; their readers are told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Publication
from council_app.db.queries import programme as programme_reads
from council_app.domain.disclosure import MINIMUM_PUBLIC
from council_app.domain.enums import Audience, ReportScope
from council_app.domain.evidence import Evidence
from council_app.domain.report import ReportAbout
from council_app.errors import m_
from council_app.i18n import Translator
from council_app.reporting import model
from council_app.reporting.telling import with_claims
from council_app.services.report.changes import version_in
from council_app.services.report.covering import covered_keys
from council_app.services.report.material import Material
from council_app.services.report.summary import lead

_NOBODY = Evidence(people=0, attendees=0, unprompted=0, prompted=0)
_OF, _TRIED, _ANSWERS = 1, 1, 3
"""Which number of a finding, a task and a questionnaire says how many people it rests on; see `figures_told`."""


def apart(reading: Session, material: Material, report: model.Report, t: Translator) -> model.Report:
    """An external report without the numbers that tell of a few beside another report that went out; others come back as they are."""
    if report.audience is not Audience.EXTERNAL:
        return report
    told = _Beside(_others(reading, report.about), dict(with_claims(report, t).figures))
    shown = _counts(report, told)
    if told.few("room", 1) or told.few("room", 2):
        shown = _without_people(shown, material, t)
    if shown != report:
        limit = m_("Some numbers are left out: beside another report that went out, they would tell of a few people.")
        shown = replace(shown, method=replace(shown.method, limits=(*shown.method.limits, limit)))
    if _said_otherwise(reading, with_claims(shown, t)):
        limit = m_("Whoever has an earlier version of this report can work out by how many people the two differ.")
        shown = replace(shown, method=replace(shown.method, limits=(*shown.method.limits, limit)))
    return shown


@dataclass(frozen=True, slots=True)
class _Beside:
    """The numbers of reports that went out, and those of this one, by place."""

    others: tuple[dict[str, tuple[float | None, ...]], ...]
    ours: dict[str, tuple[float | None, ...]]

    def few(self, at: str, which: int | None = None) -> bool:
        """Whether a number of a place (any of them) differs from that of another report by a few people."""
        mine = self.ours.get(at, ())
        places = range(len(mine)) if which is None else (which,)
        pairs = [
            (mine[place], theirs[place])
            for other in self.others
            if (theirs := other.get(at)) is not None
            for place in places
            if place < min(len(mine), len(theirs))
        ]
        return any(one is not None and two is not None and 0 < abs(one - two) < MINIMUM_PUBLIC for one, two in pairs)


def _others(reading: Session, about: ReportAbout) -> tuple[dict[str, tuple[float | None, ...]], ...]:
    """What external reports said of sessions that hold those of this one, or are among them."""
    refs = programme_reads.sessions(reading)
    mine = covered_keys(refs, about)
    found = []
    for scope, key, told in reading.execute(
        select(Publication.scope, Publication.about, Publication.told).where(
            Publication.kind == "report", Publication.audience == Audience.EXTERNAL.value
        )
    ):
        version = version_in(told)
        if version is None or scope not in set(ReportScope) or (scope, key) == (about.scope.value, about.key):
            continue
        theirs = covered_keys(refs, ReportAbout(ReportScope(scope), key))
        if mine != theirs and (mine <= theirs or theirs <= mine):
            found.append(dict(version.figures))
    return tuple(found)


def _said_otherwise(reading: Session, report: model.Report) -> bool:
    """Whether an earlier version of this report had other numbers."""
    statement = select(Publication.told).where(
        Publication.kind == "report",
        Publication.audience == Audience.EXTERNAL.value,
        Publication.scope == report.about.scope.value,
        Publication.about == report.about.key,
    )
    versions = (version_in(told) for told in reading.scalars(statement))
    return any(version is not None and version.figures != report.figures for version in versions)


def _counts(report: model.Report, told: _Beside) -> model.Report:
    """Without single counts of a few."""
    room = report.attendance
    segments = tuple(replace(each, people=None) if told.few(f"segment:{each.name}") else each for each in room.segments)
    return replace(
        report,
        attendance=replace(room, segments=segments),
        themes=tuple(
            replace(each, people=None, unprompted=None, kinds={}) if told.few(f"theme:{each.path}") else each for each in report.themes
        ),
        stages=tuple(replace(each, people=None) if told.few(f"stage:{each.name}") else each for each in report.stages),
        findings=tuple(_hidden(each) if told.few(f"finding:{each.facts.key}", _OF) else each for each in report.findings),
        claims=tuple(replace(each, evidence=None) if told.few(f"finding:{each.finding}", _OF) else each for each in report.claims),
        prototypes=tuple(_tested(each, told) for each in report.prototypes),
    )


def _tested(each: model.PrototypeResult, told: _Beside) -> model.PrototypeResult:
    name = f"prototype:{each.name} {each.version}".strip()
    scores = tuple(score for number, score in enumerate(each.scores) if not told.few(f"{name}/score:{number}", _ANSWERS))
    return replace(each, tasks=tuple(task for task in each.tasks if not told.few(f"{name}/task:{task.title}", _TRIED)), scores=scores)


def _hidden(finding: model.Finding) -> model.Finding:
    councils = tuple(replace(each, evidence=None, likelihood=None) if each.here else each for each in finding.by_council)
    stages = tuple(replace(each, people=None) for each in finding.stages)
    return replace(finding, evidence=_NOBODY, likelihood=None, by_council=councils, stages=stages, journey_note="")


def _without_people(report: model.Report, material: Material, t: Translator) -> model.Report:
    """Without how many came, which every count of a finding would tell again."""
    return replace(
        report,
        lead=lead(material, report.findings, t, few=True),
        attendance=replace(report.attendance, came=None, spoke=None, sessions=()),
        findings=tuple(map(_hidden, report.findings)),
        claims=tuple(replace(each, evidence=None) for each in report.claims),
    )
