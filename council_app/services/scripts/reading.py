"""Scripts as they are: every version, who uses it, and whether it was used already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Council, CouncilSession, Prototype, Script
from council_app.db.queries import scripts as reads
from council_app.db.queries.programme import wall_clock
from council_app.db.workspace import Workspace
from council_app.domain.scripts import ScriptFacts, ScriptUse
from council_app.errors import CouncilError, m_


@dataclass(frozen=True, slots=True)
class PrototypeFacts:
    """A thing under test; its name is not public before `embargo`."""

    key: str
    name: str
    version: str
    embargo: date | None


def scripts(*, workspace: Workspace) -> tuple[ScriptFacts, ...]:
    """Every version of every script: by title and key, the newest version first."""
    with workspace.read() as reading:
        return scripts_in(reading)


def script(*, workspace: Workspace, script: str) -> ScriptFacts:
    """One version, by its id.

    Raises:
        CouncilError: it is not there any more.
    """
    with workspace.read() as reading:
        found = next((each for each in scripts_in(reading) if each.id == script), None)
    if found is None:
        raise no_such_script()
    return found


def prototypes(*, workspace: Workspace) -> tuple[PrototypeFacts, ...]:
    """Everything under test, by name."""
    with workspace.read() as reading:
        rows = reading.scalars(select(Prototype).order_by(Prototype.name, Prototype.key))
        return tuple(PrototypeFacts(row.key, row.name, row.version, row.embargo_until) for row in rows)


def no_such_script() -> CouncilError:
    """The refusal of a script that is gone."""
    return CouncilError("", m_("this script is not there any more"), m_("It may have been removed on another laptop."))


def scripts_in(session: Session) -> tuple[ScriptFacts, ...]:
    """As `scripts`, inside a read or a write."""
    rows = list(session.scalars(select(Script)))
    newest = {row.key: row for row in sorted(rows, key=lambda row: row.version)}
    titles = {key: (row.title.casefold(), key) for key, row in newest.items()}
    named = dict(session.execute(select(Prototype.id, Prototype.key)).all())
    uses, used = _uses(session), reads.used(session)
    return tuple(
        ScriptFacts(
            id=row.id,
            key=row.key,
            version=row.version,
            title=row.title,
            prototype=named.get(row.prototype_id or ""),
            frozen=row.id in used,
            newest=newest[row.key] is row,
            uses=uses.get(row.id, ()),
            sections=reads.sections(session, row.id),
            tasks=reads.tasks(session, row.id),
            questions=reads.questions(session, row.id),
        )
        for row in sorted(rows, key=lambda row: (titles[row.key], -row.version))
    )


def _uses(session: Session) -> Mapping[str, tuple[ScriptUse, ...]]:
    happened = reads.begun(session)
    found: dict[str, list[ScriptUse]] = defaultdict(list)
    statement = select(CouncilSession, Council).join(Council, CouncilSession.council_id == Council.id)
    for row, council in session.execute(statement.order_by(Council.date, CouncilSession.starts, CouncilSession.key)):
        if row.script_id is None:
            continue
        starts, ends = (wall_clock(council.date, text, council.timezone) for text in (row.starts, row.ends))
        minutes = int((ends - starts).total_seconds() // 60)
        use = ScriptUse(row.key, council.city, council.date, minutes, begun=row.id in happened, rehearsal=row.rehearsal)
        found[row.script_id].append(use)
    return {script: tuple(each) for script, each in found.items()}
