"""Who changed what, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Integer, literal, literal_column, select, tuple_
from sqlalchemy.orm import Session

from council_app.db import undo as compensation
from council_app.db.journal import unpack_label
from council_app.db.merging.merge import refresh
from council_app.db.models import ChangeRow, Operation
from council_app.db.queries.withheld import POST_WORDS, WORDS, logged_words, posts_with_refused
from council_app.db.stopping import stopping
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Change, Changes
from council_app.domain.redaction import GONE
from council_app.domain.steps import Asking, Steps, Told, never, untold
from council_app.errors import CouncilError, Message, m_

# SQLite's row number of the operation, then the change's number in it: the order of writing, whatever the clock said meanwhile.
_WRITTEN = tuple_(literal_column("operation.rowid", Integer), ChangeRow.seq)
_PLACE = select(literal_column("operation.rowid", Integer), ChangeRow.seq).join_from(
    ChangeRow, Operation, ChangeRow.operation == Operation.id
)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back or done again."""

    label: Message
    changes: Changes


def history(*, workspace: Workspace, row: str | None = None, before: str | None = None, limit: int = 200) -> tuple[Change, ...]:
    """The change log, newest first. Of words whose speaker refused notes it says that they were written, not which.

    Args:
        workspace: where to look.
        row: only changes of this row.
        before: the id of the last change already shown, to page on.
        limit: at most so many.
    """
    statement = select(ChangeRow, Operation.label, Operation.fields, Operation.at).join(Operation, ChangeRow.operation == Operation.id)
    if row is not None:
        statement = statement.where(ChangeRow.row_id == row)
    with workspace.read() as session:
        if before is not None:
            row_number, seq = session.execute(_PLACE.where(ChangeRow.id == before)).one()
            statement = statement.where(tuple_(literal(row_number), literal(seq)) > _WRITTEN)
        newest_first = literal_column("operation.rowid", Integer).desc(), ChangeRow.seq.desc()
        rows = session.execute(statement.order_by(*newest_first).limit(limit)).all()
        found = [
            Change(
                id=change.id,
                at=at,
                device=change.device,
                seq=change.seq,
                actor=change.actor,
                entity=change.entity,
                row_id=change.row_id,
                op=change.op,
                label=unpack_label(label, fields),
                values=json.loads(change.values),
            )
            for change, label, fields, at in rows
        ]
        return tuple(_without_refused(session, found))


def _without_refused(session: Session, found: Iterable[Change]) -> Iterator[Change]:
    changes = list(found)
    refused = logged_words(session, {change.row_id for change in changes if change.entity in WORDS})
    quoting = posts_with_refused(session, {change.row_id for change in changes if change.entity in POST_WORDS})
    for change in changes:
        words = WORDS.get(change.entity, "")
        sides = change.values.get(words)
        if change.row_id in refused and isinstance(sides, list):
            yield replace(change, values={**change.values, words: [None if side is None else GONE for side in sides]})
        elif change.row_id in quoting:
            yield replace(change, values=change.values | dict(_gone(change, POST_WORDS[change.entity])))
        else:
            yield change


def _gone(change: Change, columns: Iterable[str]) -> Iterator[tuple[str, object]]:
    for column in columns:
        sides = change.values.get(column)
        if isinstance(sides, list):
            yield column, [side if not side else GONE for side in sides]


def next_undo(*, workspace: Workspace) -> Message | None:
    """What undo would take back now; None when there is nothing."""
    return _label(workspace, redo=False)


def next_redo(*, workspace: Workspace) -> Message | None:
    """What redo would do again now; None when there is nothing."""
    return _label(workspace, redo=True)


def undo(*, workspace: Workspace, told: Told = untold, cancelled: Asking = never) -> Undone:
    """Take back this person's newest operation here.

    Raises:
        CouncilError: nothing to undo, or somebody changed it since.
        Cancelled: `cancelled` said so; nothing was changed. `told` hears how far it is.
    """
    with workspace.read() as session:
        step = compensation.next_undo(session, device=workspace.device, actor=workspace.actor)
    if step is None:
        raise CouncilError("undo", m_("there is nothing to undo"), m_("Only your own changes made in this file can be undone."))
    return _take_back(workspace, step, Steps(m_("Taking back"), told, cancelled))


def redo(*, workspace: Workspace, told: Told = untold, cancelled: Asking = never) -> Undone:
    """Do again what was undone last.

    Raises:
        CouncilError: nothing to redo, or somebody changed it since.
        Cancelled: `cancelled` said so; nothing was changed. `told` hears how far it is.
    """
    with workspace.read() as session:
        step = compensation.next_redo(session, device=workspace.device, actor=workspace.actor)
    if step is None:
        raise CouncilError("redo", m_("there is nothing to redo"), m_("Redo is offered until something new is done."))
    return _take_back(workspace, step, Steps(m_("Doing again"), told, cancelled))


def _label(workspace: Workspace, *, redo: bool) -> Message | None:
    if workspace.read_only:
        return None
    find = compensation.next_redo if redo else compensation.next_undo
    with workspace.read() as session:
        step = find(session, device=workspace.device, actor=workspace.actor)
    return None if step is None else step.label


def _take_back(workspace: Workspace, step: compensation.Step, steps: Steps) -> Undone:
    with workspace.write(step.label, reverses=step.operation) as session, stopping(session, steps.cancelled):
        compensation.take_back(session, step.operation, steps)
        written = changes(session)
        shared = written.operation is not None and refresh(session, written.operation)
    if shared:
        workspace.others_wrote()  # what that made of the rows is said before anything else is written
    return Undone(label=step.label, changes=written)
