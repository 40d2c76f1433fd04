"""The rules of a cohort as files and people write them: JSON in the workspace, words on the command line; read strictly."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

from council_app.domain.cohorts import RULE_TYPES, Rule, RuleKind, RuleType, Takes
from council_app.errors import CouncilError, Message, m_

NAME_LIMIT = 100
WORDS_LIMIT, WORD_LIMIT = 50, 500
_JOINERS = "\u200c\u200d"
_DIGITS = 9


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
        words = [word for word in value if isinstance(word, str) and _fits(row, word)]
        if 0 < len(words) <= WORDS_LIMIT and len(words) == len(value):
            return Rule(kind, words=tuple(dict.fromkeys(words)))
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
    return m_("It is a list of up to {limit} words.", limit=WORDS_LIMIT)


def _fits(row: RuleType, word: str) -> bool:
    if row.closed:
        return word in row.closed
    if row.shape and re.fullmatch(row.shape, word) is None:
        return False
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
