"""The call list: who is to be called and when, and what a caller reads out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from council_app.domain.enums import CallOutcome, Solved
from council_app.errors import Message, m_

OUTCOMES: dict[CallOutcome, Message] = {
    CallOutcome.REACHED: m_("reached"),
    CallOutcome.NO_ANSWER: m_("no answer"),
    CallOutcome.CALL_BACK: m_("call back"),
    CallOutcome.WRONG_NUMBER: m_("wrong number"),
    CallOutcome.DECLINED: m_("declined to talk"),
}
"""What became of a call, in the order of the digits 1 to 5."""

SOLVED: dict[Solved, Message] = {
    Solved.YES: m_("solved"),
    Solved.PARTLY: m_("partly solved"),
    Solved.NO: m_("not solved"),
}
"""Whether it is solved, as the person said it; keys Y, P and N."""

_FIELD = re.compile(r"\{(name|company|topic)\}")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody complained of: the note's id, the session it was said at, and the words."""

    note: str
    session: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was made. `said` is "" where words of theirs may not be kept."""

    id: str
    session: str
    at: datetime
    by: str
    outcome: CallOutcome
    solved: Solved | None
    said: str
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class Seat:
    """Where they sat: the session's key and the seat."""

    attendance: str
    session: str
    seat: str


@dataclass(frozen=True, slots=True)
class CallLine:
    """Somebody who complained and allows contact. One of the few records with a name: it is for the one who calls.

    Attributes:
        seats: where they complained, the last session last; a call is kept at the last one.
        complaints: oldest first.
        calls: newest first, of all their sessions.
        solved: what they said last about it.
        follow_up: when to call again, as of the last call.
        due: that day has come.
    """

    person: str
    name: str
    email: str
    phone: str
    seats: tuple[Seat, ...]
    complaints: tuple[Complaint, ...]
    calls: tuple[Call, ...]
    solved: Solved | None
    follow_up: date | None
    due: bool

    @property
    def attendance(self) -> str:
        """The attendance a call is kept at."""
        return self.seats[-1].attendance

    @property
    def last(self) -> Call | None:
        """The last call."""
        return self.calls[0] if self.calls else None

    @property
    def is_solved(self) -> bool:
        """Whether nothing is left to call about: they said it is solved, and nobody wanted to ask again."""
        return self.solved is Solved.YES and self.follow_up is None


def in_order(lines: Iterable[CallLine]) -> tuple[CallLine, ...]:
    """Who is due first, the longest overdue on top; then who was never called, the others, and those whose complaint is solved."""
    return tuple(sorted(lines, key=_place))


def _place(line: CallLine) -> tuple[int, date, int, str]:
    never = date.max
    if line.is_solved:
        group = 4
    elif line.due:
        group = 0
    elif line.last is None:
        group = 1
    else:
        group = 3 if line.last.outcome in (CallOutcome.DECLINED, CallOutcome.WRONG_NUMBER) and line.follow_up is None else 2
    return group, line.follow_up or never, -len(line.complaints), line.person


def filled(script: str, *, name: str, company: str, topic: str) -> str:
    """A script with `{name}`, `{company}` and `{topic}` put in; any other braces stay as they are, and so does a field nobody knows."""
    values = {"name": name, "company": company, "topic": topic}
    return _FIELD.sub(lambda found: values[found[1]] or found[0], script)
