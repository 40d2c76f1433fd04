"""The workspace as one plan: in a fixed order, so that dumps of equal workspaces are equal byte for byte."""

from __future__ import annotations

from council_app.db.workspace import Workspace
from council_app.exchange import plan as files
from council_app.exchange.plan.dump import dump_plan
from council_app.exchange.plan.load import plan_schema
from council_app.services.company import company_in
from council_app.services.plan.cohorts import cohorts_of
from council_app.services.plan.dumped_heard import heard_of
from council_app.services.plan.dumped_insights import insights_of
from council_app.services.plan.dumped_prepared import prepared_of


def dump_workspace(*, workspace: Workspace, with_people: bool = False) -> str:
    """The text of a plan file that makes an equal workspace.

    Without people, a person is a seat: who sat there stays out, what was allowed there comes along, because the report needs it.
    """
    with workspace.read() as session:
        prepared, heard = prepared_of(session), heard_of(session, with_people=with_people)
        company = company_in(session) or None
        plan = files.Plan(
            council=1, company=company, **prepared, **heard, **insights_of(session), cohorts=cohorts_of(session, with_people=with_people)
        )
    return dump_plan(plan)


def schema() -> dict[str, object]:
    """JSON Schema of the plan file."""
    return plan_schema()
