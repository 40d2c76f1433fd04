"""Cohorts into a workspace and out of it again, as a plan has them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Cohort
from council_app.db.queries import cohorts as reads
from council_app.domain.cohort_forms import form_of, proper_name, rules_of
from council_app.domain.cohorts import is_personal
from council_app.exchange import plan as files
from council_app.services.plan.putting import Putting, given


def put_cohorts(putting: Putting, plan: files.Plan) -> None:
    """Create or update the cohorts."""
    there = {row.key: row for row in putting.session.scalars(select(Cohort))} if plan.cohorts else {}
    for entry in plan.cohorts:
        values = given(entry, "key") | ({"name": proper_name(entry.name)} if entry.name else {})
        if "rules" in entry.model_fields_set:
            # Through the domain's own form, so that what a plan brings is what the window would have kept.
            values["rules"] = form_of(rules_of(entry.rules.given, entry.key))
        _, what = putting.put(Cohort, there.get(entry.key), values)
        putting.count("cohorts", what)


def cohorts_of(session: Session, *, with_people: bool) -> tuple[files.Cohort, ...]:
    """All cohorts by key; without people none whose rules may name somebody."""
    found = [(row, rules_of(row.rules, row.name)) for row in sorted(reads.every(session), key=lambda row: row.key)]
    return tuple(
        files.Cohort(key=row.key, name=row.name, rules=files.CohortRules.model_validate(form_of(rules)))
        for row, rules in found
        if with_people or not is_personal(rules)
    )
