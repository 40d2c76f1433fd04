"""Checks of what a plan says is done with insights: workshops, tickets in trackers, calls."""

from __future__ import annotations

import re

from council_app.domain.enums import RankMethod
from council_app.domain.ranking.parts import checked, part_named
from council_app.errors import CouncilError, Message, m_
from council_app.exchange.plan.checking import Check, Finding, Findings
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Call

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def scores(check: Check) -> Findings:
    """Everything judged lies on the scale of its method."""
    for i, insight in enumerate(check.plan.insights):
        for method in RankMethod:
            judged = getattr(insight.scores, method.value)
            for name, value in ({} if judged is None else judged.model_dump(exclude_none=True)).items():
                try:
                    checked(part_named(method, name), value)
                except CouncilError as error:
                    yield Finding(("insights", i, "scores", method.value, name), error.why, error.todo)


def workshops(check: Check) -> Findings:
    """Every item is an insight that exists."""
    for i, workshop in enumerate(check.plan.workshops):
        for j, item in enumerate(workshop.items):
            yield from check.insight(item.insight, ("workshops", i, "items", j))


def delegations(check: Check) -> Findings:
    """Of insights that exist, with addresses a browser may be sent to. Whether the gate lets them pass is known once the plan is in."""
    for i, delegation in enumerate(check.plan.delegations):
        path: PlanPath = ("delegations", i)
        yield from check.insight(delegation.insight, path)
        if delegation.url is not None and not _ADDRESS.fullmatch(delegation.url):
            yield Finding((*path, "url"), m_("is not the address of a page"), m_("Write it like https://example.org/PAY-412."))


def calls(check: Check) -> Findings:
    """Everybody who was called was on the list of a session; no call is there twice, though two of one person may be at one moment."""
    seen: set[Call] = set()
    for i, call in enumerate(check.plan.calls):
        if call in seen:
            yield Finding(("calls", i), m_("this call is there twice"), m_("Keep one of them."))
        seen.add(call)
        yield from check.session(call.session, ("calls", i))
        yield from check.seat(call.session, call.seat, ("calls", i))
        yield from check.person(call.session, call.person, ("calls", i))


def no_initiative(key: str) -> Message:
    """That an insight names an initiative nobody knows."""
    return m_("there is no initiative “{key}”", key=key)
