"""Which insights pass the actionable gate, as a plan or a dump may claim it: judged by what everybody may read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from sqlalchemy.orm import Session

from council_app.db.queries import insights as reads
from council_app.domain.evidence import count
from council_app.domain.gate import Gate, judge
from council_app.errors import Problem, Refused, m_
from council_app.exchange.plan.load import PlanFile


def gates(session: Session, keys: Collection[str]) -> dict[str, Gate]:
    """The gate of each of these insights. Words of who refused notes are apart from what supports, as no dump holds them."""
    if not keys:
        return {}
    voices = reads.voices(session)
    found = {}
    for key in sorted(keys):
        facts = reads.fact(session, key)
        heard = voices[facts.id].supporting if facts.id in voices else []
        found[key] = judge(facts, count(heard, len(heard)))
    return found


def refuse_before_the_gate(session: Session, file: PlanFile, delegated: Collection[tuple[str, str]]) -> None:
    """Let nothing be delegated anew that has not passed the gate with the plan applied; `delegated` was there before.

    Raises:
        Refused: one problem per such entry, with line and column; whoever applies has to keep nothing.
    """
    anew = [(i, entry.insight) for i, entry in enumerate(file.plan.delegations) if (entry.insight, entry.to) not in delegated]
    session.flush()
    problems = list(_problems(file, anew, gates(session, {key for _, key in anew})))
    if problems:
        raise Refused(problems)


def _problems(file: PlanFile, anew: Collection[tuple[int, str]], judged: Mapping[str, Gate]) -> Iterator[Problem]:
    for i, key in anew:
        if not judged[key].ready:
            why = m_("“{key}” has not passed the gate, so it cannot be delegated", key=key)
            yield Problem(file.where.where(("delegations", i, "insight")), why, judged[key].sentence)
