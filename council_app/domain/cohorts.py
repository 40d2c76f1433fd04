"""Cohorts: a saved choice of attendees by what they have in common. One table says which rules there are; all rules of a cohort hold.

Adding a rule is adding a row here, its query in `db/queries/cohorts.py` and its key in the plan file.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from council_app.domain.enums import AttendanceStatus, Purpose, Severity
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.i18n import Translator

NAME_LIMIT = 100
WORDS_LIMIT, WORD_LIMIT = 50, 500
_JOINERS = "\u200c\u200d"
_DIGITS = 9


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
        closed: every word there is, where the vocabulary is closed.
        least, most: the numbers it takes.
        reads: entities whose change may change who is in.
        personal: True when its words may name somebody: such a cohort leaves with people only.
    """

    kind: RuleKind
    name: Message
    said: Callable[[str, int], Message]
    takes: Takes
    closed: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    reads: frozenset[str] = frozenset()
    personal: bool = False


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
            reads=_COUNCILS | {"market"},
        ),
        RuleType(
            RuleKind.COUNCIL, m_("Council"), lambda words, _: m_("Council is any of {words}", words=words), Takes.WORDS, reads=_COUNCILS
        ),
        RuleType(
            RuleKind.SESSION, m_("Session"), lambda words, _: m_("Session is any of {words}", words=words), Takes.WORDS, reads=_COUNCILS
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
        RuleType(RuleKind.RAISED, m_("Raised"), lambda words, _: m_("Ever raised any of {words}", words=words), Takes.WORDS, reads=_SAID),
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


def rules_of(form: object, what: str) -> tuple[Rule, ...]:
    """The rules behind their JSON form, `{"segment": ["new"], "first_council": true, "returned": 2}`; read strictly.

    Raises:
        CouncilError: a rule this version does not know, or a value it cannot have; `what` is what it says it is about.
    """
    if not isinstance(form, dict):
        raise CouncilError(what, m_("its rules cannot be read"), m_("Make the cohort again."))
    if not form:
        raise CouncilError(what, m_("a cohort needs a rule"), m_("Say what its people have in common."))
    rules = [_rule(kind, value, what) for kind, value in form.items()]
    order = list(RULE_TYPES)
    return tuple(sorted(rules, key=lambda rule: order.index(rule.kind)))


def form_of(rules: Sequence[Rule]) -> dict[str, object]:
    """The JSON form of rules, by the order of the table."""
    return {rule.kind.value: _value_of(rule) for rule in rules}


def rules_typed(typed: Sequence[str]) -> tuple[Rule, ...]:
    """Rules as the command line writes them: `segment=new,"a, b"`, `first-council`, `returned=2`.

    Raises:
        CouncilError: as `rules_of`; the same rule twice.
    """
    form: dict[str, object] = {}
    for text in typed:
        name, _, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if name in form:
            raise CouncilError(name, m_("this rule is there twice"), m_("Write its words after one another, with commas."))
        form[name] = _typed(name, value)
    return rules_of(form, ", ".join(form) or "rules")


def is_personal(rules: Sequence[Rule]) -> bool:
    """Whether the words of a rule may name somebody."""
    return any(RULE_TYPES[rule.kind].personal for rule in rules)


def reads_of(rules: Sequence[Rule]) -> frozenset[str]:
    """Entities whose change may change who is in a cohort of these rules."""
    return frozenset({"attendance", "person"}).union(*(RULE_TYPES[rule.kind].reads for rule in rules))


def proper_name(name: str) -> str:
    """A cohort's name on one line.

    Raises:
        CouncilError: it is empty or too long.
    """
    found = " ".join(name.split())
    if not found or len(found) > NAME_LIMIT or not _readable(found):
        why = m_("a cohort's name is one line of at most {limit} characters", limit=NAME_LIMIT)
        raise CouncilError(_shown(name) or "name", why, m_("Give it another name; nothing was changed."))
    return found


def _rule(name: object, value: object, what: str) -> Rule:
    kind = next((kind for kind in RuleKind if kind.value == name), None)
    if kind is None:
        why = m_("there is no rule “{rule}” in this version of Council", rule=_shown(name))
        raise CouncilError(what, why, m_("Use one of: {words}.", words=", ".join(RuleKind)))
    row = RULE_TYPES[kind]
    if row.takes is Takes.WORDS and isinstance(value, list | tuple):
        words = tuple(dict.fromkeys(word for word in value if isinstance(word, str) and _fits(row, word)))
        if 0 < len(words) <= WORDS_LIMIT and len(words) == len(value):
            return Rule(kind, words=words)
    elif row.takes is Takes.NUMBER and isinstance(value, int) and not isinstance(value, bool) and row.least <= value <= row.most:
        return Rule(kind, number=value)
    elif row.takes is Takes.NOTHING and value is True:
        return Rule(kind)
    why = m_("the rule “{rule}” cannot be {value}", rule=kind.value, value=_shown(value) or "–")
    raise CouncilError(what, why, _hint(row))


def _hint(row: RuleType) -> Message:
    if row.takes is Takes.NOTHING:
        return m_("It is true, or left out.")
    if row.takes is Takes.NUMBER:
        return m_("It is a whole number from {least} to {most}.", least=row.least, most=row.most)
    if row.closed:
        return m_("Use one of: {words}.", words=", ".join(row.closed))
    return m_("It is a list of up to {limit} different words.", limit=WORDS_LIMIT)


def _fits(row: RuleType, word: str) -> bool:
    if row.closed:
        return word in row.closed
    return bool(word.strip()) and len(word) <= WORD_LIMIT and _readable(word)


def _readable(text: str) -> bool:
    """Nothing hidden: no control characters, nothing that turns the direction of a line."""
    return all(c.isprintable() or c in _JOINERS for c in text)


def _value_of(rule: Rule) -> object:
    takes = RULE_TYPES[rule.kind].takes
    if takes is Takes.WORDS:
        return list(rule.words)
    return rule.number if takes is Takes.NUMBER else True


def _typed(name: str, value: str) -> object:
    kind = next((kind for kind in RuleKind if kind.value == name), None)
    row = RULE_TYPES[kind] if kind is not None else None
    if row is None or (row.takes is Takes.NOTHING and not value):
        return True
    if row.takes is Takes.NUMBER:
        return int(value) if value.isascii() and value.isdigit() and len(value) < _DIGITS else value or row.least
    if row.takes is Takes.NOTHING or len(value) > WORDS_LIMIT * WORD_LIMIT:
        return [value]  # refused with the others that do not fit
    return [word.strip() for word in next(csv.reader([value], skipinitialspace=True), [])]


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text[:60].split())


def sentences(t: Translator, rules: Sequence[Rule], called: Callable[[RuleKind, str], str] = lambda _, word: word) -> tuple[str, ...]:
    """Each rule as a sentence; `called` says a word as people call it."""
    said = []
    for rule in rules:
        words = t.items([called(rule.kind, word) for word in rule.words])
        said.append(t.say(RULE_TYPES[rule.kind].said(words, rule.number)))
    return tuple(said)
