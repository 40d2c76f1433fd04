"""Plan files in and out of a workspace."""

from council_app.services.plan.applying import Applied, apply_plan
from council_app.services.plan.dumping import dump_workspace, left_from_dump, schema, withheld_from_dump

__all__ = ["Applied", "apply_plan", "dump_workspace", "left_from_dump", "schema", "withheld_from_dump"]
