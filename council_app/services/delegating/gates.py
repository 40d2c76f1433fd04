"""The gate before delegating, asked in the same transaction that delegates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy.orm import Session

from council_app.db.queries import insights as reads
from council_app.domain.gate import Gate, judge
from council_app.domain.records import InsightFacts
from council_app.errors import CouncilError, Problem, Refused, m_
from council_app.services.insights.counting import Heard


def judged(session: Session) -> dict[str, tuple[InsightFacts, Gate]]:
    """Every insight with its gate, by its key: everybody's voices count, whatever is filtered elsewhere."""
    heard = Heard.read(session, None, None)
    return {facts.key: (facts, judge(facts, heard.judged(facts.id))) for facts in reads.facts(session)}


def require_gates(session: Session, keys: Sequence[str]) -> None:
    """Refuse to delegate while any of these insights lacks something.

    Raises:
        Refused: with each part that is missing, of each of them.
        CouncilError: none is named, or there is no such insight.
    """
    if not keys:
        raise CouncilError("", m_("no insight is named"), m_("Name one at least; nothing was written."))
    found = {key: gate for key, (_, gate) in judged(session).items()}
    problems = list(_problems(found, keys))
    if problems:
        raise Refused(problems)


def _problems(found: dict[str, Gate], keys: Iterable[str]) -> Iterator[Problem]:
    for key in keys:
        gate = found.get(key)
        if gate is None:
            yield Problem(key, m_("there is no insight of this key"), m_("List them with: council insights WORKSPACE"))
            continue
        for criterion in gate.criteria:
            if not criterion.met:
                why = m_("it cannot be delegated yet, “{part}” is missing", part=criterion.title)
                yield Problem(key, why, m_("{advice}.", advice=criterion.says))
