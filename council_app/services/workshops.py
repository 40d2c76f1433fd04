"""Leadership workshops: insights in an order, hands counted, decisions with their reasons. No vote changes an insight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from council_app.db.journal import JournalledSession
from council_app.db.models import Workshop, WorkshopItem
from council_app.db.queries import initiatives as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Decision
from council_app.domain.records import Changes
from council_app.domain.workshops import NO_VOTES, Ballot, WorkshopFacts, WorkshopLine, sound_votes
from council_app.errors import CouncilError, m_
from council_app.exchange.text import cleaned, one_line
from council_app.services.free_keys import free_key

TITLE_LIMIT = 200
REASON_LIMIT = 2000
MOST_INSIGHTS = 100
"""More than a workshop of a day could hear."""


@dataclass(frozen=True, slots=True)
class OpenedWorkshop:
    """A workshop that was opened."""

    key: str
    changes: Changes


def workshops(*, workspace: Workspace) -> tuple[WorkshopLine, ...]:
    """All workshops, the newest first."""
    with workspace.read() as reading:
        return reads.workshops(reading)


def workshop(*, workspace: Workspace, key: str) -> WorkshopFacts:
    """One workshop with votes and decisions.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        return reads.workshop(reading, key)


def open_workshop(*, workspace: Workspace, title: str, insights: Sequence[str], at: datetime | None = None) -> OpenedWorkshop:
    """Begin a workshop on these insights (keys), in this order; `at` (aware) is now when not given.

    Raises:
        CouncilError: no title, no insight, or one that is not there.
    """
    title = _title(title)
    with workspace.write(m_("Open the workshop “{title}”", title=title)) as writing:
        row = Workshop(key=free_key(writing, Workshop.key, title), title=title, at=at or datetime.now(UTC))
        writing.add(row)
        writing.flush()
        _arrange(writing, row, insights)
        return OpenedWorkshop(row.key, changes(writing))


def arrange_workshop(*, workspace: Workspace, key: str, insights: Sequence[str]) -> Changes:
    """Say anew which insights are before a workshop, and in which order; votes stay with those that stay.

    Raises:
        CouncilError: no such workshop or insight, it is closed, or one that was decided on would go.
    """
    with workspace.write(m_("Arrange a workshop")) as writing:
        _arrange(writing, _running(writing, key), insights)
        return changes(writing)


def vote(*, workspace: Workspace, key: str, insight: str, ballot: Ballot, counts: Sequence[int]) -> Changes:
    """Note how many hands went up for 1, 2, 3, 4 and 5; counting again replaces what was counted.

    Raises:
        CouncilError: no such workshop, the insight is not before it, it is closed, or the counts cannot be right.
    """
    votes = list(sound_votes(counts))
    with workspace.write(m_("Count hands in a workshop")) as writing:
        item = _item(writing, key, insight)
        if ballot is Ballot.IMPACT:
            item.impact_votes = votes
        else:
            item.effort_votes = votes
        return changes(writing)


def decide(
    *, workspace: Workspace, key: str, insight: str, decision: Decision | None, reason: str = "", at: datetime | None = None
) -> Changes:
    """Record what was decided about an insight and why; None takes a decision back, its reason with it.

    Raises:
        CouncilError: no such workshop, the insight is not before it, it is closed, or the reason is too long.
    """
    reason = cleaned(reason)
    if len(reason) > REASON_LIMIT:
        why = m_("the text is longer than {count} characters", count=REASON_LIMIT)
        raise CouncilError(insight, why, m_("Shorten it; nothing was changed."))
    with workspace.write(m_("Record a decision")) as writing:
        item = _item(writing, key, insight)
        if item.decision is not decision:
            item.decided_at = None if decision is None else at or datetime.now(UTC)
        item.decision, item.reason = decision, reason if decision is not None else ""
        return changes(writing)


def close_workshop(*, workspace: Workspace, key: str, at: datetime | None = None) -> Changes:
    """End a workshop; what was not decided stays undecided.

    Raises:
        CouncilError: no such workshop, or it is closed.
    """
    with workspace.write(m_("Close a workshop")) as writing:
        _running(writing, key).closed_at = at or datetime.now(UTC)
        return changes(writing)


def remove_workshop(*, workspace: Workspace, key: str) -> Changes:
    """Take a workshop away, its votes and decisions with it; no insight is touched.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        title = reads.workshop_named(reading, key).title
    with workspace.write(m_("Remove the workshop “{title}”", title=title)) as writing:
        row = reads.workshop_named(writing, key)
        for item, _ in reads.items(writing, row.id):
            writing.delete(item)
        writing.flush()
        writing.delete(row)
        return changes(writing)


def _title(title: str) -> str:
    line = one_line(title)
    if not 0 < len(line) <= TITLE_LIMIT:
        raise CouncilError(title[:20], m_("a name of one line is needed"), m_("Say what the workshop is called."))
    return line


def _running(writing: JournalledSession, key: str) -> Workshop:
    row = reads.workshop_named(writing, key)
    if row.closed_at is not None:
        raise CouncilError(row.title, m_("the workshop is closed"), m_("Undo its closing, or open another one; nothing was changed."))
    return row


def _item(writing: JournalledSession, key: str, insight: str) -> WorkshopItem:
    row = _running(writing, key)
    for item, found in reads.items(writing, row.id):
        if found.key == insight:
            return item
    raise CouncilError(insight, m_("this insight is not before the workshop"), m_("Arrange the workshop first; nothing was changed."))


def _arrange(writing: JournalledSession, row: Workshop, insights: Sequence[str]) -> None:
    wanted = reads.insights_named(writing, tuple(insights))
    if not 0 < len(wanted) <= MOST_INSIGHTS:
        why = m_("a workshop needs from 1 to {most} insights", most=MOST_INSIGHTS)
        raise CouncilError(row.title, why, m_("Choose what is to be decided on."))
    there = {item.insight_id: item for item, _ in reads.items(writing, row.id)}
    for gone in there.keys() - {insight.id for insight in wanted}:
        if there[gone].decision is not None:
            why = m_("an insight that was decided on cannot leave the workshop")
            raise CouncilError(row.title, why, m_("Take its decision back first; nothing was changed."))
        writing.delete(there[gone])
    for position, insight in enumerate(wanted):
        item = there.get(insight.id)
        if item is None:
            none = list(NO_VOTES)
            item = WorkshopItem(workshop_id=row.id, insight_id=insight.id, impact_votes=none, effort_votes=list(none), position=position)
            writing.add(item)
        elif item.position != position:
            item.position = position
