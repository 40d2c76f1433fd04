"""What names an entry of a plan, so that nothing is in a file twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from council_app.exchange.plan.known import tags_of
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Plan, Script


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def names_of(plan: Plan) -> Iterator[tuple[PlanPath, tuple[object, ...]]]:
    """What names each entry and where that stands: the kind of thing first, then its key or keys."""
    sections: dict[str, Sequence[_Keyed]] = {
        "markets": plan.markets,
        "councils": plan.councils,
        "prototypes": plan.prototypes,
        "journeys": plan.journeys,
        "notes": plan.notes,
        "initiatives": plan.initiatives,
        "insights": plan.insights,
        "cohorts": plan.cohorts,
        "filters": plan.filters,
        "boards": plan.boards,
        "rounds": plan.rounds,
        "workshops": plan.workshops,
    }
    for section, entries in sections.items():
        for i, entry in enumerate(entries):
            yield (section, i, "key"), (section, entry.key)
    yield from _inner_names(plan)
    for place, path, _ in tags_of(plan):
        yield (*place, "key"), ("tag", path)
    for i, person in enumerate(plan.people):
        yield ("people", i), ("person", (person.email or person.key or "").casefold(), person.session or "")
    for i, seat in enumerate(plan.seats):
        yield ("seats", i), ("seat", seat.session, seat.seat)
    for i, trial in enumerate(plan.trials):
        yield ("trials", i), ("trial", trial.session, trial.seat, trial.task)
    for i, answer in enumerate(plan.answers):
        yield ("answers", i), ("answer", answer.session, answer.seat, answer.question)
    for i, indicator in enumerate(plan.indicators):
        yield ("indicators", i), ("indicator", indicator.market, indicator.name)
    for i, delivery in enumerate(plan.deliveries):
        yield ("deliveries", i), ("delivery", delivery.insight, delivery.market)
    for i, sent in enumerate(plan.reports_sent):
        yield ("reports_sent", i), ("report_sent", sent.scope, sent.about, sent.audience)
    for i, post in enumerate(plan.posts):
        yield ("posts", i), ("post", post.key, post.locale)
    yield from _acting_names(plan)


def _acting_names(plan: Plan) -> Iterator[tuple[PlanPath, tuple[object, ...]]]:
    for i, workshop in enumerate(plan.workshops):
        for j, item in enumerate(workshop.items):
            yield ("workshops", i, "items", j), ("item", workshop.key, item.insight)
    for i, delegation in enumerate(plan.delegations):
        yield ("delegations", i), ("delegation", delegation.insight, delegation.to)
    for i, script in enumerate(plan.call_scripts):
        yield ("call_scripts", i), ("call_script", script.locale)


def _inner_names(plan: Plan) -> Iterator[tuple[PlanPath, tuple[object, ...]]]:
    for i, council in enumerate(plan.councils):
        for j, session in enumerate(council.sessions):
            yield ("councils", i, "sessions", j, "key"), ("session", session.key)
    for i, script in enumerate(plan.scripts):
        yield ("scripts", i, "key"), ("scripts", *_version(script))
        parts: dict[str, Sequence[_Keyed]] = {"sections": script.sections, "tasks": script.tasks, "questions": script.questions}
        for kind, entries in parts.items():
            for j, part in enumerate(entries):
                yield ("scripts", i, kind, j, "key"), (kind, *_version(script), part.key)
    for i, journey in enumerate(plan.journeys):
        for j, stage in enumerate(journey.stages):
            yield ("journeys", i, "stages", j, "key"), ("stage", journey.key, stage.key)


def _version(script: Script) -> tuple[object, ...]:
    return (script.key,) if script.version is None else (script.key, str(script.version))
