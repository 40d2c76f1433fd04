"""Organisational drag: how many teams and approvals stand between an insight and its delivery, as a finding of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from council_app.domain.records import InsightFacts
from council_app.errors import Message, m_, mn_

MANY_TEAMS = 3
"""More teams than this are a finding."""

MANY_APPROVALS = 2
"""More approvals than this are one, too."""


@dataclass(frozen=True, slots=True)
class Drag:
    """How many have to move for one insight, each counted once."""

    key: str
    teams: int
    approvals: int

    @property
    def total(self) -> int:
        """Teams and approvals together: what insights are ordered by."""
        return self.teams + self.approvals

    @property
    def heavy(self) -> bool:
        """Whether it is a finding of its own."""
        return self.teams > MANY_TEAMS or self.approvals > MANY_APPROVALS

    def counts(self) -> Message:
        """“5 teams, 3 approvals”."""
        teams = mn_("{count} team", "{count} teams", self.teams)
        approvals = mn_("{count} approval", "{count} approvals", self.approvals)
        return m_("{teams}, {approvals}", teams=teams, approvals=approvals)

    def finding(self) -> Message | None:
        """The sentence, when there are many of either."""
        if not self.heavy:
            return None
        teams = mn_("{count} team", "{count} teams", self.teams)
        approvals = mn_("{count} approval", "{count} approvals", self.approvals)
        if self.approvals <= MANY_APPROVALS:
            return m_("{teams} have to move, which is a finding of its own", teams=teams)
        if self.teams <= MANY_TEAMS:
            return m_("{approvals} are needed, which is a finding of its own", approvals=approvals)
        return m_("{teams} have to move and {approvals} are needed, which is a finding of its own", teams=teams, approvals=approvals)


def drag(facts: InsightFacts) -> Drag:
    """What an insight drags; a team named twice is one team."""
    return Drag(facts.key, _distinct(facts.teams), _distinct(facts.approvals))


def by_drag(insights: Iterable[InsightFacts]) -> tuple[Drag, ...]:
    """Insights from the most drag to the least; equal ones in the order of their keys."""
    return tuple(sorted(map(drag, insights), key=lambda each: (-each.total, -each.teams, each.key)))


def _distinct(names: Iterable[str]) -> int:
    return len({name.strip().casefold() for name in names} - {""})
