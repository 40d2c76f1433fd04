"""The line under a delivery: the one thing about it that a reader wants to know next."""

from __future__ import annotations

from council_app.domain.deliveries import STATUS_WORDS, DeliveryLine, Part, Worry
from council_app.domain.dues import due_said
from council_app.domain.enums import DeliveryStatus
from council_app.i18n import Translator


def told(line: DeliveryLine, t: Translator) -> str:
    """“23 days without an owner”, “Legal reads the wording, 41 days”, “240 people in Malmö, to 18 Dec”."""
    if line.overdue is not None:
        return _joined(t("overdue since {day}", day=t.day(line.overdue, line.today)), line.owner)
    if line.ownerless:
        return _ownerless(line, t)
    if line.worry is Worry.MISSING:
        return t.say(line.needs[0].says)
    return _standing(line, t)


def _standing(line: DeliveryLine, t: Translator) -> str:
    facts = line.facts
    match facts.status:
        case DeliveryStatus.SHIPPED:
            return _joined(facts.with_whom or t("for everyone"), _day(line, t))
        case DeliveryStatus.DECLINED:
            return t("because {reason}", reason=facts.reason)
        case DeliveryStatus.IN_TEST:
            until = t("to {day}", day=due_said(facts.due, t, line.today)) if facts.due else t("since {day}", day=_day(line, t))
            return _joined(facts.with_whom, until)
        case DeliveryStatus.PLANNED:
            return _joined(t("for {day}", day=due_said(facts.due, t, line.today)), line.owner)
        case _:
            return _joined(facts.reason or line.owner, _days(line, t))


def _ownerless(line: DeliveryLine, t: Translator) -> str:
    if not line.days:
        return t("without an owner")
    return t.n("{count} day without an owner", "{count} days without an owner", line.days)


def _days(line: DeliveryLine, t: Translator) -> str:
    if line.days is None:
        return _day(line, t)
    return t.n("{count} day", "{count} days", line.days) if line.days else t("since today")


def _day(line: DeliveryLine, t: Translator) -> str:
    return t.day(line.facts.since, line.today) if line.facts.since is not None else ""


def _joined(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def besides(line: DeliveryLine, t: Translator) -> tuple[str, ...]:
    """What else is to be seen to, and is not in the line itself."""
    said = told(line, t)
    remarks = (each for each in (*line.needs, *line.doubts) if not (line.ownerless and each.part is Part.OWNER))
    return tuple(words for words in (t.say(each.says) for each in remarks) if words not in said)


def spoken(line: DeliveryLine, t: Translator) -> str:
    """Everything a row draws, and everything to be seen to, as one sentence."""
    return _joined(line.title, t.say(STATUS_WORDS[line.status]), told(line, t), *besides(line, t))
