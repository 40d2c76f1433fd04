"""What a plan says is done with insights, into a workspace: initiatives, scores, workshops, delegations, calls and call scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, or_, select

from council_app.db.models import (
    Attendance,
    CallScript,
    Delegation,
    Initiative,
    Insight,
    Person,
    PhoneCall,
    ScoreInput,
    Workshop,
    WorkshopItem,
)
from council_app.domain.enums import RankMethod
from council_app.exchange import plan as files
from council_app.services.plan.known import called
from council_app.services.plan.putting import CHANGED, UNCHANGED, Putting, given

_NO_VOTES = [0, 0, 0, 0, 0]


def put_initiatives(putting: Putting, plan: files.Plan) -> None:
    """Create or update initiatives; they come before the insights that belong to them."""
    for entry in plan.initiatives:
        values = given(entry, "key", "title", "case", "customer_value", "internal_impact", "segments", "owner", "horizon", "position")
        there = putting.initiatives.get(entry.key)
        if values.get("position") is None:
            behind = [row.position for row in putting.initiatives.values() if row.horizon is entry.horizon]
            values["position"] = max(behind, default=-1) + 1 if there is None else there.position
        putting.initiatives[entry.key], what = putting.put(Initiative, there, values)
        putting.count("initiatives", what)


def put_scores(putting: Putting, insight: Insight, entry: files.Insight) -> bool:
    """Make what an insight is scored by that of its entry, as far as that says any; True when something changed."""
    if "scores" not in entry.model_fields_set:
        return False
    rows = putting.session.scalars(select(ScoreInput).where(ScoreInput.insight_id == insight.id))
    there = {(row.method, row.part): row for row in rows}
    changed = False
    for method in RankMethod:
        judged = getattr(entry.scores, method.value)
        for part, value in ({} if judged is None else judged.model_dump(exclude_none=True)).items():
            values = {"insight_id": insight.id, "method": method, "part": part, "value": value}
            _, what = putting.put(ScoreInput, there.pop((method, part), None), values)
            changed = changed or what != UNCHANGED
    for row in there.values():
        putting.session.delete(row)
    return changed or bool(there)


def put_acting(putting: Putting, plan: files.Plan) -> None:
    """Create or update workshops, delegations, calls and call scripts; what may be delegated was judged before."""
    for workshop in plan.workshops:
        _workshop(putting, workshop)
    for delegation in plan.delegations:
        _delegation(putting, delegation)
    _calls(putting, plan.calls)
    scripts = {row.locale: row for row in putting.session.scalars(select(CallScript))} if plan.call_scripts else {}
    for script in plan.call_scripts:
        _, what = putting.put(CallScript, scripts.get(script.locale), given(script, "locale", "text"))
        putting.count("call_scripts", what)


def _workshop(putting: Putting, entry: files.Workshop) -> None:
    row = putting.session.scalar(select(Workshop).where(Workshop.key == entry.key))
    values = given(entry, "key", "title", "at", closed_at="closed")
    if values.get("at") is None:
        values.pop("at", None)  # a new one has it; of one that is there, nothing was said
    row, what = putting.put(Workshop, row, values)
    laid = "items" in entry.model_fields_set and _items(putting, row.id, entry.items)
    putting.count("workshops", CHANGED if laid and what == UNCHANGED else what)


def _items(putting: Putting, workshop: str, entries: Sequence[files.WorkshopItem]) -> bool:
    """Make the insights of a workshop those of its entry; True when anything changed. Places stay where their order is the same."""
    rows = putting.session.scalars(select(WorkshopItem).where(WorkshopItem.workshop_id == workshop).order_by(WorkshopItem.position))
    there = {row.insight_id: row for row in rows}
    wanted = [putting.insights[entry.insight].id for entry in entries]
    in_order, changed = list(there) == wanted, False
    for place, (insight, entry) in enumerate(zip(wanted, entries, strict=True)):
        row = there.pop(insight, None)
        values: dict[str, object] = {"workshop_id": workshop, "insight_id": insight}
        values["position"] = row.position if row is not None and in_order else place
        values["impact_votes"] = list(entry.impact_votes) or _NO_VOTES
        values["effort_votes"] = list(entry.effort_votes) or _NO_VOTES
        values |= {"decision": entry.decision, "reason": entry.reason, "decided_at": entry.decided}
        _, what = putting.put(WorkshopItem, row, values)
        changed = changed or what != UNCHANGED
    for left in there.values():
        putting.session.delete(left)
    return changed or bool(there)


def _delegation(putting: Putting, entry: files.Delegation) -> None:
    insight = putting.insights[entry.insight].id
    row = putting.session.scalar(select(Delegation).where(Delegation.insight_id == insight, Delegation.tracker == entry.to))
    values = given(entry, "by", "reference", "url", "status", "state", "remind") | {"insight_id": insight, "tracker": entry.to}
    values["at"] = entry.at or (row.at if row is not None else datetime.now(UTC))
    values["state_at"] = entry.state_at or (row.state_at if row is not None else values["at"])
    _, what = putting.put(Delegation, row, values)
    putting.count("delegations", what)


def _called(putting: Putting, entry: files.Call) -> str:
    """The attendance of who was called; the plan's checks have found it."""
    sitting = putting.sessions[entry.session].id
    if entry.seat is not None:
        return putting.seats[(sitting, entry.seat)]
    name = (entry.person or "").casefold()
    rows = select(Attendance.id).join(Person, Attendance.person_id == Person.id).where(Attendance.session_id == sitting)
    nameless = and_(Person.email.is_(None), Person.key.is_(None), called("") + Person.id == name)
    return putting.session.scalars(rows.where(or_(Person.email == name, Person.key == name, nameless))).one()


def _calls(putting: Putting, entries: Sequence[files.Call]) -> None:
    """Calls are found by whom and when; of several at one moment the first is the first that is there, and so on."""
    met = Counter[tuple[str, datetime]]()
    for entry in entries:
        attendance = _called(putting, entry)
        place, moment = met[attendance, entry.at], select(PhoneCall).where(PhoneCall.attendance_id == attendance, PhoneCall.at == entry.at)
        met[attendance, entry.at] += 1
        row = putting.session.scalar(moment.order_by(PhoneCall.id).offset(place).limit(1))
        values = given(entry, "at", "by", "outcome", "solved", "said", "follow_up") | {"attendance_id": attendance}
        _, what = putting.put(PhoneCall, row, values)
        putting.count("calls", what)
