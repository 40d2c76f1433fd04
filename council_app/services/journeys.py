"""Journeys: their maps, and drawing them. The numbers are those of promise and experience, from the same reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Insight, Journey, Note, Stage
from council_app.db.queries import journeys as reads
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace, changes
from council_app.domain.crosstabs import StageExperience, part_told
from council_app.domain.disclosure import MINIMUM_INSIDE
from council_app.domain.enums import NoteKind
from council_app.domain.journeys import JourneyMap, StageAtCouncil, StageMap, Touched
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.domain.records import Changes
from council_app.domain.sayings import CouncilHeld, Said, StageOf
from council_app.domain.steps import Asking, Steps, Told, never, untold
from council_app.errors import CouncilError, Progress, m_
from council_app.exchange.text import cleaned, one_line
from council_app.i18n import Translator
from council_app.reporting.pictures.draw import svg
from council_app.reporting.pictures.stages import draw_stage
from council_app.services.free_keys import free_key
from council_app.services.themes import EVERYTHING, promise_and_experience, what_was_said

NAME_LIMIT = 120
TEXT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class MadeJourney:
    """A journey that was made."""

    key: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class AddedStage:
    """A stage that was added: `journey/stage`."""

    key: str
    changes: Changes


# -- reading


def journeys(
    *,
    workspace: Workspace,
    session: str | None = None,
    wanted: NoteFilter = EVERYTHING,
    minimum: int = MINIMUM_INSIDE,
    progress: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[JourneyMap, ...]:
    """Every journey with what was heard at its stages.

    Args:
        workspace: where.
        session: only what was said in the session of this key; instead of `wanted`.
        wanted: only what was said in the notes that this finds.
        minimum: as in `themes.promise_and_experience`: small groups are hidden where it is larger than inside the company.
        progress: told now and then; at a million notes reading takes some seconds.
        cancelled: asked now and then.

    Raises:
        CouncilError: the filter names a cohort that is not there.
        Cancelled: `cancelled` said so.
    """
    wanted = wanted if session is None else filter_of([where(Facet.SESSION, session)])
    said = what_was_said(workspace=workspace, wanted=wanted, progress=progress, cancelled=cancelled)
    with workspace.read() as reading:
        owners, insights = reads.owners(reading), reads.insights_at(reading)
    ids = {(stage.journey, stage.key): stage for stage in said.stages.values()}
    trend = _Councils.of(said, minimum)
    return tuple(
        JourneyMap(
            key=each.key,
            name=each.name,
            owner=owners.get(each.key, ""),
            promise=each.promise,
            stages=tuple(_stage(position, stage, ids[each.key, stage.key], insights, trend) for position, stage in enumerate(each.stages)),
        )
        for each in promise_and_experience(said=said, minimum=minimum)
    )


@dataclass(frozen=True, slots=True)
class _Councils:
    """The councils at which something was said, and what at which stage."""

    held: tuple[CouncilHeld, ...]
    counts: Mapping[tuple[str, NoteKind, str], int]
    least: int

    @classmethod
    def of(cls, said: Said, minimum: int) -> _Councils:
        there = {said.sittings[speaker.session].council for speaker in said.speakers.values()}
        held = tuple(council for council in said.councils if council.id in there)
        return cls(held, said.by_stage_and_council(), minimum if minimum > MINIMUM_INSIDE else 0)

    def at(self, stage: str) -> tuple[StageAtCouncil, ...]:
        return tuple(self._one(stage, council) for council in self.held)

    def _one(self, stage: str, council: CouncilHeld) -> StageAtCouncil:
        friction = self.counts.get((stage, NoteKind.FRICTION, council.id), 0)
        praise = self.counts.get((stage, NoteKind.PRAISE, council.id), 0)
        return StageAtCouncil(
            council=council.key,
            market=council.market,
            city=council.city,
            date=council.date,
            attendees=council.attendees,
            friction=part_told(friction, friction, self.least),
            praise=part_told(praise, praise, self.least),
        )


def _stage(position: int, heard: StageExperience, stage: StageOf, insights: Mapping[str, int], trend: _Councils) -> StageMap:
    return StageMap(
        key=heard.key,
        name=heard.name,
        critical=heard.critical,
        position=position,
        friction=heard.friction,
        praise=heard.praise,
        severe=heard.severe,
        insights=insights.get(stage.id, 0),
        councils=trend.at(stage.id),
    )


def stage_picture(*, councils: Sequence[StageAtCouncil], t: Translator, dark: bool = False) -> str:
    """What a stage was like from council to council (one at least), as SVG."""
    return svg(draw_stage(councils, t), t, dark=dark)


def touched(*, workspace: Workspace, stage: str) -> Touched:
    """What hangs on a stage (`journey/stage`), or on all stages of a journey (its key alone).

    Raises:
        CouncilError: there is none.
    """
    with workspace.read() as reading:
        if "/" in stage:
            ids = [reads.stage_named(reading, stage).id]
        else:
            ids = [each.id for each in reads.stages_of(reading, reads.journey_named(reading, stage).id)]
        return _touched(reading, ids)


def _touched(reading: Session, stages: Sequence[str]) -> Touched:
    return Touched(reads.count_notes(reading, stages), len(reads.insight_ids(reading, stages)))


# -- journeys


def make_journey(*, workspace: Workspace, name: str, owner: str = "", promise: str = "") -> MadeJourney:
    """A new journey without stages.

    Raises:
        CouncilError: no name, or a text that is too long.
    """
    name = _sound("name", name)
    with workspace.write(m_("Make the journey “{name}”", name=name)) as writing:
        key = free_key(writing, Journey.key, name)
        writing.add(Journey(key=key, name=name, owner=_sound("owner", owner), promise=_sound("promise", promise)))
        writing.flush()
        return MadeJourney(key, changes(writing))


def edit_journey(
    *, workspace: Workspace, key: str, name: str | None = None, owner: str | None = None, promise: str | None = None
) -> Changes:
    """Change a journey's words; what is not given stays, and so does the key.

    Raises:
        CouncilError: no such journey, no name, or a text that is too long.
    """
    given = (("name", name), ("owner", owner), ("promise", promise))
    values = {field: _sound(field, value) for field, value in given if value is not None}
    with workspace.write(m_("Edit a journey")) as writing:
        row = reads.journey_named(writing, key)
        for field, value in values.items():
            setattr(row, field, value)
        return changes(writing)


def remove_journey(*, workspace: Workspace, key: str, told: Told = untold, cancelled: Asking = never) -> Changes:
    """Take a journey away with its stages; notes and insights at them stay, at no stage (`touched` says how many).

    Raises:
        CouncilError: there is none of this key.
        Cancelled: `cancelled` said so; nothing was changed.
    """
    with workspace.write(m_("Remove a journey")) as writing, stopping(writing, cancelled):
        row = reads.journey_named(writing, key)
        stages = [stage.id for stage in reads.stages_of(writing, row.id)]
        writing.name(_touched(writing, stages).after(m_("Remove the journey “{name}”", name=row.name)))
        _free(writing, stages, _steps(told, cancelled))
        writing.delete_many(Stage, stages)
        writing.delete(row)
        return changes(writing)


# -- stages


def add_stage(*, workspace: Workspace, journey: str, name: str, position: int | None = None) -> AddedStage:
    """A new stage of a journey, at `position` from 0; last, when not given.

    Raises:
        CouncilError: no such journey, or no name.
    """
    name = _sound("name", name)
    with workspace.write(m_("Add the stage “{name}”", name=name)) as writing:
        row = reads.journey_named(writing, journey)
        there = reads.stages_of(writing, row.id)
        stage = Stage(journey_id=row.id, key=free_key(writing, Stage.key, name), position=len(there), name=name)
        writing.add(stage)
        there.insert(len(there) if position is None else max(0, min(position, len(there))), stage)
        _number(there)
        writing.flush()
        return AddedStage(f"{row.key}/{stage.key}", changes(writing))


def rename_stage(*, workspace: Workspace, stage: str, name: str) -> Changes:
    """Call a stage (`journey/stage`) something else; its key stays. Raises as `add_stage`."""
    name = _sound("name", name)
    with workspace.write(m_("Rename a stage to “{name}”", name=name)) as writing:
        reads.stage_named(writing, stage).name = name
        return changes(writing)


def mark_critical(*, workspace: Workspace, stage: str, critical: bool) -> Changes:
    """Mark a stage (`journey/stage`) as a moment of truth, or no longer.

    Raises:
        CouncilError: there is none.
    """
    with workspace.write(m_("Mark a moment of truth") if critical else m_("Take back a moment of truth")) as writing:
        reads.stage_named(writing, stage).critical = critical
        return changes(writing)


def move_stage(*, workspace: Workspace, stage: str, position: int) -> Changes:
    """Put a stage (`journey/stage`) at another place of its journey, from 0; last, when that is beyond. Raises as `mark_critical`."""
    with workspace.write(m_("Move a stage")) as writing:
        row = reads.stage_named(writing, stage)
        others = [each for each in reads.stages_of(writing, row.journey_id) if each is not row]
        others.insert(max(0, min(position, len(others))), row)
        _number(others)
        return changes(writing)


def remove_stage(*, workspace: Workspace, stage: str, told: Told = untold, cancelled: Asking = never) -> Changes:
    """Take a stage (`journey/stage`) away; its notes and insights stay, at no stage (`touched` says how many).

    Raises:
        CouncilError: there is none.
        Cancelled: `cancelled` said so; nothing was changed.
    """
    with workspace.write(m_("Remove a stage")) as writing, stopping(writing, cancelled):
        row = reads.stage_named(writing, stage)
        writing.name(_touched(writing, [row.id]).after(m_("Remove the stage “{name}”", name=row.name)))
        _free(writing, [row.id], _steps(told, cancelled))
        writing.delete(row)
        writing.flush()
        _number(reads.stages_of(writing, row.journey_id))
        return changes(writing)


def _steps(told: Told, cancelled: Asking) -> Steps:
    return Steps(m_("Changing notes"), told, cancelled)


def _free(writing: JournalledSession, stages: Sequence[str], steps: Steps) -> None:
    """Notes and insights leave these stages (ids)."""
    notes = reads.note_ids(writing, stages)
    steps.expect(len(notes))
    for part in steps.over(notes):
        writing.update_many(Note, {note: {"stage_id": None} for note in part})
    writing.update_many(Insight, {insight: {"stage_id": None} for insight in reads.insight_ids(writing, stages)})


def _number(rows: Sequence[Stage]) -> None:
    """Positions from 0 without gaps; a row that keeps its own is not written."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


def _sound(field: str, value: str) -> str:
    """A name or an owner on one line, a promise as it is written."""
    text, limit = (cleaned(value), TEXT_LIMIT) if field == "promise" else (one_line(value), NAME_LIMIT)
    if field == "name" and not text:
        raise CouncilError(field, m_("nothing is written there"), m_("Give it a name; nothing was changed."))
    if len(text) > limit:
        why = m_("the text is longer than {count} characters", count=limit)
        raise CouncilError(text[:20] + "…", why, m_("Shorten it; nothing was changed."))
    return text
