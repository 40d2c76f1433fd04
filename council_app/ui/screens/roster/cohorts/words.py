"""What the words of rules are called: statuses and purposes as everywhere, countries, places and days in the person's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from council_app.domain.cohorts import RULE_TYPES, RuleKind
from council_app.domain.enums import AttendanceStatus, Purpose, Severity
from council_app.errors import Message
from council_app.i18n import Translator
from council_app.services.cohorts import Choice
from council_app.ui.core.chips import Option
from council_app.ui.core.consent.words import PURPOSE_NAMES
from council_app.ui.core.markers import SEVERITY_WORDS
from council_app.ui.screens.roster.models import STATUS_WORDS

Choices = Mapping[RuleKind, tuple[Choice, ...]]
_CLOSED: Mapping[RuleKind, Callable[[str], Message]] = {
    RuleKind.STATUS: lambda word: STATUS_WORDS[AttendanceStatus(word)],
    RuleKind.ALLOWS: lambda word: PURPOSE_NAMES[Purpose(word)],
}


def options(t: Translator, kind: RuleKind, choices: Choices, held: Sequence[str] = ()) -> tuple[Option, ...]:
    """What a rule can name here; what it names already and is not here any more stays, as it is written."""
    if kind in _CLOSED:
        return tuple(Option(word, t.say(_CLOSED[kind](word))) for word in RULE_TYPES[kind].closed)
    there = tuple(Option(choice.word, _called(t, choice)) for choice in choices.get(kind, ()))
    known = {option.value for option in there}
    return (*there, *(Option(word, word) for word in held if word not in known))


def degree(t: Translator, kind: RuleKind, number: int) -> str:
    """A rule's number as its stepper shows it."""
    if kind is not RuleKind.COMPLAINED_BEFORE:
        return t.number(number)
    return t("any severity") if number == 0 else f"{number} {t.say(SEVERITY_WORDS[Severity(number)])}"


def _called(t: Translator, choice: Choice) -> str:
    if choice.country:
        return t.territory(choice.country)
    if choice.day is None:
        return choice.place or choice.word
    day = t.date(choice.day, style="medium")
    if not choice.time:
        return t("{city}, {day}", city=choice.place, day=day)
    return t("{city}, {day}, {time}", city=choice.place, day=day, time=choice.time)
