"""Cohorts: a saved choice of attendees by what they have in common. One table says which rules there are; all rules of a cohort hold.

Adding a rule is adding a row here, its query in `db/queries/cohorts.py` and its key in the plan file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus, Purpose, Severity
from council_app.errors import Message, m_, mn_
from council_app.i18n import Translator


class RuleKind(StrEnum):
    """What a rule is about; the words of plan files and of the command line."""

    SEGMENT = "segment"
    MARKET = "market"
    COUNCIL = "council"
    SESSION = "session"
    STATUS = "status"
    FIRST_COUNCIL = "first_council"
    RETURNED = "returned"
    COMPLAINED_BEFORE = "complained_before"
    RAISED = "raised"
    ALLOWS = "allows"
    INVITED_BY = "invited_by"
    GUESTS = "guests"


class Takes(StrEnum):
    """What a rule is told: some words, a number, or nothing but that it holds."""

    WORDS = "words"
    NUMBER = "number"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold; `words` or `number` by what its kind takes."""

    kind: RuleKind
    words: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cohort:
    """A named choice; `rules` are one of a kind at most, in the order of the table."""

    key: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RuleType:
    """One row of the table.

    Attributes:
        name: what the rule is about, to choose it by.
        said: the rule as a sentence, of its words (listed in a language) and its number.
        closed: every word there is, where the vocabulary is closed; shape: what a word looks like, where it is a key or a path of keys.
        least, most: the numbers it takes.
        reads: entities whose change may change who is in.
        personal: True when its words may name somebody: such a cohort leaves with people only.
    """

    kind: RuleKind
    name: Message
    said: Callable[[str, int], Message]
    takes: Takes
    closed: tuple[str, ...] = ()
    shape: str = ""
    least: int = 0
    most: int = 0
    reads: frozenset[str] = frozenset()
    personal: bool = False


_KEY = r"[a-z0-9]+(-[a-z0-9]+)*"
_A_KEY, _A_PATH = rf"(?=.{{1,100}}$){_KEY}", rf"{_KEY}(/{_KEY})*"
_COUNCILS = frozenset({"attendance", "session", "council"})
_SAID = frozenset({"note", "note_tag", "tag"})

RULE_TYPES: Mapping[RuleKind, RuleType] = {
    row.kind: row
    for row in (
        RuleType(RuleKind.SEGMENT, m_("Segment"), lambda words, _: m_("Segment is any of {words}", words=words), Takes.WORDS),
        RuleType(
            RuleKind.MARKET,
            m_("Market"),
            lambda words, _: m_("Market is any of {words}", words=words),
            Takes.WORDS,
            shape=_A_KEY,
            reads=_COUNCILS | {"market"},
        ),
        RuleType(
            RuleKind.COUNCIL,
            m_("Council"),
            lambda words, _: m_("Council is any of {words}", words=words),
            Takes.WORDS,
            shape=_A_KEY,
            reads=_COUNCILS,
        ),
        RuleType(
            RuleKind.SESSION,
            m_("Session"),
            lambda words, _: m_("Session is any of {words}", words=words),
            Takes.WORDS,
            shape=_A_KEY,
            reads=_COUNCILS,
        ),
        RuleType(
            RuleKind.STATUS,
            m_("Status"),
            lambda words, _: m_("Status is any of {words}", words=words),
            Takes.WORDS,
            closed=tuple(AttendanceStatus),
        ),
        RuleType(RuleKind.FIRST_COUNCIL, m_("First council"), lambda *_: m_("Was at no earlier council"), Takes.NOTHING, reads=_COUNCILS),
        RuleType(
            RuleKind.RETURNED,
            m_("Came back"),
            lambda _, count: mn_("Was at {count} earlier council or more", "Was at {count} earlier councils or more", count),
            Takes.NUMBER,
            least=1,
            most=99,
            reads=_COUNCILS,
        ),
        RuleType(
            RuleKind.COMPLAINED_BEFORE,
            m_("Complained before"),
            lambda _, count: (
                m_("Complained at an earlier council, severity {count} or worse", count=count)
                if count
                else m_("Complained at an earlier council")
            ),
            Takes.NUMBER,
            most=max(Severity),
            reads=_COUNCILS | _SAID,
        ),
        RuleType(
            RuleKind.RAISED,
            m_("Raised"),
            lambda words, _: m_("Ever raised any of {words}", words=words),
            Takes.WORDS,
            shape=_A_PATH,
            reads=_SAID,
        ),
        RuleType(
            RuleKind.ALLOWS,
            m_("Allows"),
            lambda words, _: m_("Allows {words}", words=words),
            Takes.WORDS,
            closed=tuple(Purpose),
            reads=frozenset({"consent"}),
        ),
        RuleType(
            RuleKind.INVITED_BY,
            m_("Invited by"),
            lambda words, _: m_("Was invited by any of {words}", words=words),
            Takes.WORDS,
            personal=True,
        ),
        RuleType(
            RuleKind.GUESTS,
            m_("Brings guests"),
            lambda _, count: mn_("Brings {count} guest or more", "Brings {count} guests or more", count),
            Takes.NUMBER,
            least=1,
            most=99,
        ),
    )
}


def is_personal(rules: Sequence[Rule]) -> bool:
    """Whether the words of a rule may name somebody."""
    return any(RULE_TYPES[rule.kind].personal for rule in rules)


def reads_of(rules: Sequence[Rule]) -> frozenset[str]:
    """Entities whose change may change who is in a cohort of these rules."""
    return frozenset({"attendance", "person"}).union(*(RULE_TYPES[rule.kind].reads for rule in rules))


def sentences(t: Translator, rules: Sequence[Rule], called: Callable[[RuleKind, str], str] = lambda _, word: word) -> tuple[str, ...]:
    """Each rule as a sentence; `called` says a word as people call it."""
    said = []
    for rule in rules:
        words = t.items([called(rule.kind, word) for word in rule.words])
        said.append(t.say(RULE_TYPES[rule.kind].said(words, rule.number)))
    return tuple(said)
