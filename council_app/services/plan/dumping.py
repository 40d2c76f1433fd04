"""The workspace as one plan: in a fixed order, so that dumps of equal workspaces are equal byte for byte."""

from __future__ import annotations

from council_app.db.queries.withheld import notes_of, silent
from council_app.db.workspace import Workspace
from council_app.exchange import plan as files
from council_app.exchange.plan.dump import dump_plan
from council_app.exchange.plan.load import plan_schema
from council_app.services.company import company_in
from council_app.services.plan.cohorts import cohorts_of
from council_app.services.plan.dumped_acting import acting_of, left_behind
from council_app.services.plan.dumped_coding import boards_of, filters_of
from council_app.services.plan.dumped_heard import heard_of, note_keys
from council_app.services.plan.dumped_insights import insights_of
from council_app.services.plan.dumped_posts import posts_of
from council_app.services.plan.dumped_prepared import prepared_of
from council_app.services.plan.rounds import rounds_of


def dump_workspace(*, workspace: Workspace, with_people: bool = False) -> str:
    """The text of a plan file that makes an equal workspace.

    Without people, a person is a seat: who sat there stays out, what was allowed there comes along, because the report needs it.
    What somebody said who refused notes, or took that back, stays out; `withheld_from_dump` counts it. So does that an insight is
    delegated which does not pass the gate any more; `left_from_dump` names those.
    """
    with workspace.read() as session:
        prepared, heard = prepared_of(session), heard_of(session, with_people=with_people)
        refused = silent(session)
        company, notes = company_in(session) or None, note_keys(session, refused)
        plan = files.Plan(
            council=1,
            company=company,
            **prepared,
            **heard,
            **insights_of(session),
            **acting_of(session, refused, with_people=with_people),
            posts=posts_of(session, notes),
            cohorts=cohorts_of(session, with_people=with_people),
            filters=filters_of(session, with_people=with_people),
            boards=boards_of(session, notes),
            rounds=rounds_of(session, notes),
        )
    return dump_plan(plan)


def withheld_from_dump(*, workspace: Workspace) -> int:
    """How many notes a dump leaves out, because their speaker refused notes."""
    with workspace.read() as session:
        return len(notes_of(session, silent(session)))


def left_from_dump(*, workspace: Workspace) -> tuple[str, ...]:
    """Keys of the insights whose tickets a dump leaves out, because they do not pass the gate any more."""
    with workspace.read() as session:
        return tuple(sorted(left_behind(session)))


def schema() -> dict[str, object]:
    """JSON Schema of the plan file."""
    return plan_schema()
