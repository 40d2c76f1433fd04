"""Statuses back from a tracker's CSV: each row matched to what was delegated, looked at first, then taken in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Delegation, Insight
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import TicketState, Tracker
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_
from council_app.exchange import tickets as files
from council_app.exchange.tables import Rejected
from council_app.exchange.text import folded
from council_app.exchange.tickets import FORMATS, StatusField, StatusFile, StatusRow
from council_app.services.delegating.board import put_state


@dataclass(frozen=True, slots=True)
class StatusChange:
    """What one row says about one delegated insight.

    Attributes:
        before, after: our state; `after` is None where the tracker's word is not known, and then the state stays.
        changed: whether taking it changes anything.
    """

    line: int
    delegation: str
    insight: str
    title: str
    reference: str
    status: str
    url: str
    before: TicketState
    after: TicketState | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A row that was not taken, and why."""

    line: int
    reference: str
    title: str
    reason: Message


@dataclass(frozen=True, slots=True)
class StatusesRead:
    """A tracker's file against the board.

    Attributes:
        rows: how many the file holds.
        tracker: whose file it is; None where its headers are of several.
        mapping: what each column was taken for.
        matched: what the file says about what was delegated, in its order.
        asked: words that are not known; say what they mean, and the file is read again.
        unmatched: rows about no delegated insight, or about one of several.
        rejected: rows that could not be read.
        changes: what was written; None for a preview.
    """

    rows: int
    tracker: Tracker | None
    mapping: Mapping[str, StatusField]
    matched: tuple[StatusChange, ...]
    asked: tuple[str, ...]
    unmatched: tuple[Unmatched, ...]
    rejected: tuple[Rejected, ...]
    changes: Changes | None = None

    @property
    def changed(self) -> int:
        """How many tickets it changes."""
        return sum(row.changed for row in self.matched)


def preview_statuses(
    *,
    workspace: Workspace,
    path: Path,
    tracker: Tracker | None = None,
    words: Mapping[str, TicketState] | None = None,
    columns: Mapping[str, str] | None = None,
) -> StatusesRead:
    """What a tracker's file would change; nothing is kept.

    Args:
        workspace: where the delegated insights are.
        path: the file.
        tracker: whose it is; found out from its headers when not told.
        words: what words of the tracker mean that the program does not know, or takes for something else.
        columns: header to field (`reference`, `status`, `title`, …), for columns told by hand.

    Raises:
        CouncilError: no table, or no columns that say which ticket and how it stands.
    """
    found = files.read_statuses(path, by_hand=columns, tracker=tracker)
    with workspace.read() as reading:
        return _matched(reading, found, words or {})


def read_statuses(
    *,
    workspace: Workspace,
    path: Path,
    tracker: Tracker | None = None,
    words: Mapping[str, TicketState] | None = None,
    columns: Mapping[str, str] | None = None,
) -> StatusesRead:
    """Take a tracker's file; rows that match nothing are listed and change nothing. As `preview_statuses`.

    A word that is not known is kept as it is written, and the state stays until somebody says what it means.
    """
    found = files.read_statuses(path, by_hand=columns, tracker=tracker)
    with workspace.write(m_("Read the statuses of tickets")) as writing:
        read = _matched(writing, found, words or {})
        for row in read.matched:
            if row.changed:
                _take(writing, row)
        return replace(read, changes=changes(writing))


def _take(writing: Session, row: StatusChange) -> None:
    delegation = writing.get_one(Delegation, row.delegation)
    delegation.reference = row.reference or delegation.reference
    delegation.url = row.url or delegation.url
    put_state(delegation, row.after or delegation.state, row.status or delegation.status)


def _matched(session: Session, found: StatusFile, words: Mapping[str, TicketState]) -> StatusesRead:
    index = _Index(session, found.tracker)
    told = {folded(word): state for word, state in words.items()}
    matched: list[StatusChange] = []
    unmatched: list[Unmatched] = []
    taken: set[str] = set()
    for row in found.rows:
        candidates = index.of(row)
        if len(candidates) != 1:
            unmatched.append(Unmatched(row.line, row.reference, row.title, _NOTHING if not candidates else _SEVERAL))
        elif candidates[0][0].id in taken:
            unmatched.append(Unmatched(row.line, row.reference, row.title, _AGAIN))
        else:
            taken.add(candidates[0][0].id)
            matched.append(_change(row, *candidates[0], told.get(folded(row.status), row.state)))
    asked = dict.fromkeys(row.status for row in matched if row.after is None and row.status)
    return StatusesRead(len(found.rows), found.tracker, found.mapping, tuple(matched), tuple(asked), tuple(unmatched), found.rejected)


_NOTHING = m_("nothing that was delegated is called so")
_SEVERAL = m_("several that were delegated are called so: give each its reference first")
_AGAIN = m_("another row says how this one stands already")


def _change(row: StatusRow, delegation: Delegation, insight: Insight, state: TicketState | None) -> StatusChange:
    after = state if row.status else delegation.state
    pairs = ((row.reference, delegation.reference), (row.url, delegation.url), (row.status, delegation.status))
    return StatusChange(
        line=row.line,
        delegation=delegation.id,
        insight=insight.key,
        title=insight.title,
        reference=row.reference,
        status=row.status,
        url=row.url,
        before=delegation.state,
        after=after,
        changed=(after is not None and after is not delegation.state) or any(new and new != old for new, old in pairs),
    )


class _Index:
    """What was delegated, found by what a row calls it: its reference, else the key in its description, else its title."""

    def __init__(self, session: Session, tracker: Tracker | None) -> None:
        self._by_reference: dict[str, list[tuple[Delegation, Insight]]] = defaultdict(list)
        self._by_key: dict[str, list[tuple[Delegation, Insight]]] = defaultdict(list)
        self._by_title: dict[str, list[tuple[Delegation, Insight]]] = defaultdict(list)
        for row, insight in session.execute(select(Delegation, Insight).join(Insight, Delegation.insight_id == Insight.id)):
            if tracker is not None and row.tracker is not tracker:
                continue
            if row.reference:
                self._by_reference[_bare(row.reference)].append((row, insight))
            self._by_key[insight.key].append((row, insight))
            # A long title was shortened on its way there.
            titles = {insight.title, *insight.wording.values()}
            limit = FORMATS[row.tracker].title_limit
            for title in {folded(title)[: limit - 10] for title in titles}:
                self._by_title[title].append((row, insight))

    def of(self, row: StatusRow) -> Sequence[tuple[Delegation, Insight]]:
        """Those a row may be about."""
        known = self._by_reference.get(_bare(row.reference)) if row.reference else None
        return known or self._by_key.get(row.key) or self._titled(folded(row.title), row.reference)

    def _titled(self, title: str, reference: str) -> Sequence[tuple[Delegation, Insight]]:
        """By title, of those that are not called otherwise already."""
        found = self._by_title.get(title) or next((rows for start, rows in self._long() if title.startswith(start)), ())
        return [(row, insight) for row, insight in found if not (reference and row.reference)]

    def _long(self) -> Sequence[tuple[str, list[tuple[Delegation, Insight]]]]:
        return [(title, rows) for title, rows in self._by_title.items() if len(title) > _LONG]


_LONG = 200


def _bare(reference: str) -> str:
    """`#12` and `12` are one."""
    return folded(reference).removeprefix("#")


def require_word(word: str, state: str) -> tuple[str, TicketState]:
    """A word of a tracker and what it is told to mean, from text.

    Raises:
        CouncilError: there is no such state.
    """
    if state not in set(TicketState):
        words = ", ".join(TicketState)
        raise CouncilError(f"{word}={state}", m_("“{state}” is no state of a ticket", state=state), m_("Use one of: {words}.", words=words))
    return word, TicketState(state)
