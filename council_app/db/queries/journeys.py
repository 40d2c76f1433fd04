"""Reads of journeys and their stages, and of what hangs on them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from council_app.db.models import Insight, Journey, Note, Stage
from council_app.errors import CouncilError, m_


def journey_named(session: Session, key: str) -> Journey:
    """The row of this key.

    Raises:
        CouncilError: there is none.
    """
    row = session.scalar(select(Journey).where(Journey.key == key))
    if row is None:
        raise CouncilError(key, m_("there is no journey of this key"), m_("It may have been removed on another laptop."))
    return row


def stage_named(session: Session, stage: str) -> Stage:
    """The row of a stage, named `journey/stage`.

    Raises:
        CouncilError: there is none.
    """
    named = Journey.key + "/" + Stage.key == stage
    row = session.scalar(select(Stage).join(Journey, Journey.id == Stage.journey_id).where(named))
    if row is None:
        raise CouncilError(stage, m_("there is no such stage"), m_("It may have been removed on another laptop."))
    return row


def stages_of(session: Session, journey: str) -> list[Stage]:
    """The stages of a journey (its id), in order."""
    return list(session.scalars(select(Stage).where(Stage.journey_id == journey).order_by(Stage.position, Stage.key)))


def owners(session: Session) -> Mapping[str, str]:
    """Who answers for each journey, by its key."""
    return {row.key: row.owner for row in session.scalars(select(Journey))}


def insights_at(session: Session) -> Mapping[str, int]:
    """How many insights stand at a stage, by its id."""
    found = session.execute(select(Insight.stage_id, func.count()).where(Insight.stage_id.is_not(None)).group_by(Insight.stage_id))
    return {stage or "": count for stage, count in found}


def note_ids(session: Session, stages: Collection[str]) -> Sequence[str]:
    """The notes that are laid to one of these stages (ids); along the index of stages."""
    return session.scalars(select(Note.id).where(Note.stage_id.is_not(None), Note.stage_id.in_(stages))).all()


def insight_ids(session: Session, stages: Collection[str]) -> Sequence[str]:
    """The insights that stand at one of these stages (ids)."""
    return session.scalars(select(Insight.id).where(Insight.stage_id.in_(stages))).all()


def count_notes(session: Session, stages: Collection[str]) -> int:
    """How many notes are laid to one of these stages (ids)."""
    return session.scalar(select(func.count()).select_from(Note).where(Note.stage_id.is_not(None), Note.stage_id.in_(stages))) or 0
