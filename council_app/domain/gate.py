"""The actionable gate: an insight can be delegated once seven requirements are met, and the gate says in words what is missing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from council_app.domain.evidence import Evidence, not_counted
from council_app.domain.ownership import not_one_owner
from council_app.domain.placeholders import is_placeholder
from council_app.domain.records import Impact, InsightFacts
from council_app.domain.text import folded_words
from council_app.errors import Message, m_, mn_

_FEWEST_WORDS = 3
_SHOWN = 40


class Requirement(StrEnum):
    """What the gate asks for, in its order."""

    EVIDENCE = "evidence"
    VISUAL = "visual"
    PROBLEM = "problem"
    SOLUTION = "solution"
    IMPACT = "impact"
    EFFORT = "effort"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement judged: `says` is what is there when met, else what to do."""

    requirement: Requirement
    met: bool
    title: Message
    says: Message


@dataclass(frozen=True, slots=True)
class Gate:
    """The seven criteria in order, and the sentence over them.

    Attributes:
        missing: the titles of the criteria not met.
        sentence: “An amount, an effort and a name are missing.”, or that the insight can be delegated.
    """

    criteria: tuple[Criterion, ...]
    ready: bool
    missing: tuple[Message, ...]
    sentence: Message

    @property
    def met(self) -> int:
        """How many of the criteria are met."""
        return sum(criterion.met for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class _Row:
    """A requirement: its title, what it is called when missing (opening a sentence, and within one), and its judge."""

    requirement: Requirement
    title: Message
    opening: Message
    within: Message
    judge: Callable[[InsightFacts, Evidence], tuple[bool, Message]]


def judge(facts: InsightFacts, evidence: Evidence) -> Gate:
    """Judge `facts` with its counted `evidence` against the seven requirements."""
    criteria = tuple(Criterion(row.requirement, *_verdict(row, facts, evidence)) for row in _ROWS)
    missing = tuple(row for row, criterion in zip(_ROWS, criteria, strict=True) if not criterion.met)
    return Gate(criteria, not missing, tuple(row.title for row in missing), _sentence(missing))


def _verdict(row: _Row, facts: InsightFacts, evidence: Evidence) -> tuple[bool, Message, Message]:
    met, says = row.judge(facts, evidence)
    return met, row.title, says


def _sentence(missing: tuple[_Row, ...]) -> Message:
    if not missing:
        return m_("Nothing is missing: it can be delegated.")
    things = missing[0].opening
    for row in missing[1:-1]:
        things = m_("{things}, {thing}", things=things, thing=row.within)
    if len(missing) > 1:
        things = m_("{things} and {thing}", things=things, thing=missing[-1].within)
    return mn_("{things} is missing.", "{things} are missing.", len(missing), things=things)


def _data(text: str) -> Message:
    """What a person typed, shown as it is."""
    return Message("{text}", fields=(("text", text.strip()),))


def _evidence(_facts: InsightFacts, evidence: Evidence) -> tuple[bool, Message]:
    if not evidence.notes:
        return False, not_counted(evidence.withheld) if evidence.withheld else m_("Choose the notes it rests on")
    if not evidence.counts:
        return False, m_("Only nods along so far: find somebody who said it")
    counted = _counted(evidence)
    if not evidence.withheld:
        return True, counted
    return True, m_("{counted}; {withheld}", counted=counted, withheld=not_counted(evidence.withheld))


def _counted(evidence: Evidence) -> Message:
    notes = mn_("{count} note", "{count} notes", evidence.notes)
    people = mn_("{count} person", "{count} people", evidence.people)
    return m_("{notes} from {people}", notes=notes, people=people)


def _visual(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    if not facts.visuals:
        return False, m_("Add a picture that shows it")
    return True, _data(", ".join(visual.filename for visual in facts.visuals))


def _problem(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    if _says_little(facts.problem):
        return False, _asked_again(facts.problem, m_("Say what goes wrong, where and for whom"))
    return True, _data(facts.problem)


def _solution(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    if _says_little(facts.solution):
        return False, _asked_again(facts.solution, m_("Say what to build or change"))
    if folded_words(facts.solution) == folded_words(facts.problem):
        return False, m_("It only repeats the problem: say what to build or change")
    return True, _data(facts.solution)


def _says_little(text: str) -> bool:
    return len(set(folded_words(text))) < _FEWEST_WORDS or is_placeholder(text)


def _asked_again(text: str, asked: Message) -> Message:
    """What is asked for; where something stands there already, that this is not enough."""
    if not text.strip():
        return asked
    return m_("“{words}” is not enough. {asked}", words=_short(text), asked=asked)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _impact(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    impact = facts.impact
    if impact is None or (impact.low, impact.likely, impact.high) == (None, None, None):
        return False, m_("Give low, likely and high, per year")
    fault = _fault(impact)
    if fault is not None:
        return False, fault
    return True, m_(
        "{low}–{high} {currency} a {period}, likely {likely}",
        low=Decimal(impact.low or 0),
        high=Decimal(impact.high or 0),
        likely=Decimal(impact.likely or 0),
        currency=impact.currency,
        period=_PERIODS.get(impact.per, _data(impact.per)),
    )


def _fault(impact: Impact) -> Message | None:
    """What is wrong with an estimate that was begun, or None."""
    low, likely, high = impact.low, impact.likely, impact.high
    if low is None or likely is None or high is None:
        return m_("Give all three amounts: low, likely and high")
    if not low <= likely <= high:
        return m_("Low, likely and high are not in that order")
    if high <= 0:
        return m_("The high amount is not above zero")
    if len(impact.currency) != 3 or not impact.currency.isalpha():
        return m_("Say in which currency, such as EUR")
    return None if impact.per else m_("Say per what, such as year")


def _effort(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    days = facts.effort_days
    if days is None:
        return False, m_("Ask the owner for a first estimate")
    if not (math.isfinite(days) and days > 0):
        return False, m_("The effort is not above zero")
    if days == int(days):
        return True, mn_("{count} day", "{count} days", int(days))
    return True, m_("{days} days", days=Decimal(str(round(days, 2))))


def _owner(facts: InsightFacts, _evidence: Evidence) -> tuple[bool, Message]:
    fault = not_one_owner(facts.owner)
    return (True, _data(facts.owner)) if fault is None else (False, fault)


_PERIODS = {"year": m_("year"), "quarter": m_("quarter"), "month": m_("month")}

_ROWS = (
    _Row(Requirement.EVIDENCE, m_("Evidence"), m_("Evidence"), m_("evidence"), _evidence),
    _Row(Requirement.VISUAL, m_("Visual"), m_("A picture"), m_("a picture"), _visual),
    _Row(Requirement.PROBLEM, m_("Specific problem"), m_("A specific problem"), m_("a specific problem"), _problem),
    _Row(Requirement.SOLUTION, m_("Proposed solution"), m_("A proposed solution"), m_("a proposed solution"), _solution),
    _Row(Requirement.IMPACT, m_("Financial impact"), m_("An amount"), m_("an amount"), _impact),
    _Row(Requirement.EFFORT, m_("Effort"), m_("An effort"), m_("an effort"), _effort),
    _Row(Requirement.OWNER, m_("One named owner"), m_("A name"), m_("a name"), _owner),
)
