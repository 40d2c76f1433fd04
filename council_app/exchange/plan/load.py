"""Reading a plan file: text, then values, then models; every refusal with its line and column."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from council_app.domain.memory import uncollected
from council_app.errors import CouncilError, Refused, m_
from council_app.exchange.plan.explain import explain
from council_app.exchange.plan.locator import Locator
from council_app.exchange.plan.models import Plan
from council_app.exchange.plan.reader import load_values, read_text


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan, and how to say where in its file something stands.

    Attributes:
        folder: where the visuals named in the plan lie.
    """

    plan: Plan
    where: Locator
    folder: Path


def load_plan(path: Path) -> PlanFile:
    """Read and validate a plan file; references are checked by `check_references`, pictures by `read_visuals`.

    Raises:
        CouncilError: unreadable, or not YAML a plan may hold.
        Refused: one problem per value that is wrong.
    """
    return PlanFile(*parse_plan(read_text(path), str(path)), folder=path.parent)


def parse_plan(text: str, name: str) -> tuple[Plan, Locator]:
    """Validate the text of a plan; `name` is what errors call it. Raises as `load_plan`."""
    where = Locator(name, text)
    with uncollected():
        values = load_values(text, name)
        if not isinstance(values, dict) or "council" not in values:
            raise CouncilError(f"{name}:1:1", m_("not a plan file"), m_("A plan starts with the line “council: 1”."))
        try:
            return Plan.model_validate(values, by_alias=True, by_name=False), where
        except ValidationError as error:
            raise Refused(explain(error, where)) from error


def plan_schema() -> dict[str, object]:
    """JSON Schema (2020-12) of the plan file."""
    schema = Plan.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Council plan file"}
