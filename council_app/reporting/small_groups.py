"""Counts that a public report does not give: of fewer people than the minimum, or leaving fewer than that out of a total it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from council_app.domain.disclosure import MINIMUM_PUBLIC, hides_complement, may_show
from council_app.domain.evidence import Evidence
from council_app.domain.small_cells import told_part, told_row
from council_app.reporting.model import Attendance, Claim, CouncilCount, Finding, PrototypeResult, StageCount, Trend

_NOTHING = Evidence(people=0, attendees=0, unprompted=0, prompted=0)


def claim(shown: Claim) -> Claim:
    """`shown` without its count when it was heard in a small group."""
    return replace(shown, evidence=_evidence(shown.evidence))


def finding(shown: Finding, stages: Mapping[str, int | None]) -> Finding:
    """`shown` without the counts of small groups; people at all its sessions are not told when one of these is hidden.

    Args:
        stages: people at each stage in the whole report; those of one finding are some of them.
    """
    councils = _councils(shown)
    open_ = all(count.evidence is not None for count in councils)
    return replace(
        shown,
        evidence=_evidence(shown.evidence) or _NOTHING,
        likelihood=shown.likelihood if may_show(shown.evidence.attendees, MINIMUM_PUBLIC) else None,
        by_council=councils,
        stages=tuple(_stage(stage, stages.get(stage.name)) for stage in shown.stages),
        journey_note=shown.journey_note if open_ else "",
    )


def attendance(room: Attendance) -> Attendance:
    """How many came, and how many spoke unless that tells of a few who did not; the rest could be had by subtraction."""
    bare = replace(room, confirmed=None, walk_ins=None, no_shows=None)
    if room.came is None or not may_show(room.came, MINIMUM_PUBLIC):
        return replace(bare, came=None, spoke=None, segments=tuple(replace(segment, people=None) for segment in room.segments))
    few = room.spoke is None or not may_show(room.spoke, MINIMUM_PUBLIC) or hides_complement(room.spoke, room.came, MINIMUM_PUBLIC)
    return replace(bare, spoke=None if few else room.spoke)


def prototype(result: PrototypeResult) -> PrototypeResult:
    """`result` without tasks and questionnaires that only a few took."""
    return replace(
        result,
        tasks=tuple(task for task in result.tasks if may_show(task.tried, MINIMUM_PUBLIC)),
        scores=tuple(score for score in result.scores if may_show(score.answers, MINIMUM_PUBLIC)),
    )


def trend(shown: Trend) -> Trend:
    """`shown` without the councils where only a few answered, and without what would give those away beside all together."""
    answers = {str(number): point.answers for number, point in enumerate(shown.points)}
    told = told_row(answers, MINIMUM_PUBLIC, total=sum(answers.values()))
    return replace(shown, points=tuple(point for number, point in enumerate(shown.points) if told[str(number)] is not None))


def _councils(shown: Finding) -> tuple[CouncilCount, ...]:
    """Small ones hidden; of those that add up to the whole of the finding also what would give a hidden one away."""
    parts = {str(number): count.evidence.attendees for number, count in enumerate(shown.by_council) if count.here and count.evidence}
    whole = shown.evidence.attendees
    told = told_row(parts, MINIMUM_PUBLIC, total=whole, ungrouped=max(0, whole - sum(parts.values())))
    hidden = {int(number) for number, people in told.items() if people is None} if len(parts) > 1 else set()
    return tuple(_hidden(count) if number in hidden else _council(count) for number, count in enumerate(shown.by_council))


def _hidden(count: CouncilCount) -> CouncilCount:
    return replace(count, evidence=None, likelihood=None)


def _stage(stage: StageCount, everybody: int | None) -> StageCount:
    """A finding's people at a stage, unless they leave a few of all at that stage out."""
    known = stage.people is not None and everybody is not None
    return replace(stage, people=told_part(stage.people or 0, [everybody or 0], MINIMUM_PUBLIC)) if known else stage


def _council(count: CouncilCount) -> CouncilCount:
    evidence = _evidence(count.evidence)
    return replace(count, evidence=evidence, likelihood=count.likelihood if evidence else None)


def _evidence(evidence: Evidence | None) -> Evidence | None:
    return evidence if evidence is not None and may_show(evidence.attendees, MINIMUM_PUBLIC) else None
