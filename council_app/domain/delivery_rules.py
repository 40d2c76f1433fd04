"""What each step of the ladder needs to be believed, and what looks wrong about a delivery."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from council_app.domain.dues import due_of
from council_app.domain.enums import DeliveryStatus
from council_app.domain.lint import Lint, lint_for
from council_app.domain.ownership import not_one_owner
from council_app.domain.placeholders import is_placeholder
from council_app.domain.records import DeliveryFacts
from council_app.errors import Message, m_

LADDER = (
    DeliveryStatus.HEARD,
    DeliveryStatus.INVESTIGATING,
    DeliveryStatus.PLANNED,
    DeliveryStatus.IN_TEST,
    DeliveryStatus.SHIPPED,
)
STATUS_WORDS: Mapping[DeliveryStatus, Message] = {
    DeliveryStatus.HEARD: m_("heard"),
    DeliveryStatus.INVESTIGATING: m_("investigating"),
    DeliveryStatus.PLANNED: m_("planned"),
    DeliveryStatus.IN_TEST: m_("in test"),
    DeliveryStatus.SHIPPED: m_("shipped"),
    DeliveryStatus.DECLINED: m_("declined"),
}
_LINK = re.compile(r"https?://[^\s/?#<>\"']+\.[^\s<>\"']+", re.IGNORECASE)


class Part(StrEnum):
    """What is said of a delivery, as it is kept."""

    STATUS = "status"
    SINCE = "since"
    OWNER = "owner"
    SCOPE = "with_whom"
    DUE = "due"
    PROOF = "proof"
    REASON = "reason"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to be seen to, and the part of the delivery it is about; one sentence without a full stop."""

    part: Part
    says: Message


@dataclass(frozen=True, slots=True)
class Former:
    """How a delivery stood before: since when by its own word, and the day somebody changed that."""

    status: DeliveryStatus
    since: date | None
    left: date

    @property
    def stood(self) -> bool:
        """Whether it stood so for a day at least: a slip of the finger is put right at once."""
        return self.since is not None and self.since < self.left


def is_open(status: DeliveryStatus) -> bool:
    """Whether something is still to come of it."""
    return status not in (DeliveryStatus.SHIPPED, DeliveryStatus.DECLINED)


def is_link(text: str) -> bool:
    """Whether `text` is an address of the web and nothing else."""
    return _LINK.fullmatch(text.strip()) is not None


# -- what a status needs


def _no_since(facts: DeliveryFacts, _owner: str) -> Message | None:
    return None if facts.since is not None else m_("Say since when")


def _no_owner(_facts: DeliveryFacts, owner: str) -> Message | None:
    return not_one_owner(owner) if owner.strip() else m_("Name an owner")


def _no_scope(facts: DeliveryFacts, _owner: str) -> Message | None:
    return None if _says_something(facts.with_whom) else m_("Say with whom it is tested")


def _no_due(facts: DeliveryFacts, _owner: str) -> Message | None:
    return None if due_of(facts.due) is not None else m_("Say by when")


def _no_proof(facts: DeliveryFacts, _owner: str) -> Message | None:
    return None if _says_something(facts.proof) else m_("Give the proof that it is there")


def _no_reason(facts: DeliveryFacts, _owner: str) -> Message | None:
    return None if _says_something(facts.reason) else m_("Say why not")


def _says_something(text: str) -> bool:
    return bool(text.strip()) and not is_placeholder(text)


_JUDGES: Mapping[Part, Callable[[DeliveryFacts, str], Message | None]] = {
    Part.SINCE: _no_since,
    Part.OWNER: _no_owner,
    Part.SCOPE: _no_scope,
    Part.DUE: _no_due,
    Part.PROOF: _no_proof,
    Part.REASON: _no_reason,
}
NEEDED: Mapping[DeliveryStatus, tuple[Part, ...]] = {
    DeliveryStatus.HEARD: (Part.SINCE, Part.OWNER),
    DeliveryStatus.INVESTIGATING: (Part.SINCE, Part.OWNER),
    DeliveryStatus.PLANNED: (Part.SINCE, Part.OWNER, Part.DUE),
    DeliveryStatus.IN_TEST: (Part.SINCE, Part.OWNER, Part.SCOPE),
    DeliveryStatus.SHIPPED: (Part.SINCE, Part.PROOF),
    DeliveryStatus.DECLINED: (Part.SINCE, Part.REASON),
}
"""What each status must say to be believed, in the order in which it is asked for."""


def needs_of(facts: DeliveryFacts, owner: str) -> list[Remark]:
    """What its status needs and is not there; `owner` is who sees to it, by this market or by the insight."""
    judged = ((part, _JUDGES[part](facts, owner)) for part in NEEDED[facts.status])
    return [Remark(part, says) for part, says in judged if says is not None]


# -- what looks wrong


def doubts_of(facts: DeliveryFacts, today: date, former: Sequence[Former]) -> list[Remark]:
    """What is there and looks wrong."""
    found = (
        (Part.SINCE, _ahead(facts, today)),
        (Part.SINCE, _backwards(facts, former)),
        (Part.STATUS, _taken_back(facts, former)),
        (Part.DUE, _due_before(facts)),
        (Part.SCOPE, _for_some(facts)),
        (Part.PROOF, _no_link(facts)),
    )
    return [Remark(part, says) for part, says in found if says is not None]


def _ahead(facts: DeliveryFacts, today: date) -> Message | None:
    if facts.since is None or facts.since <= today:
        return None
    return m_("It is said to be {status}, but only from {day}", status=STATUS_WORDS[facts.status], day=facts.since)


def _backwards(facts: DeliveryFacts, former: Sequence[Former]) -> Message | None:
    """It cannot have begun before what came before it."""
    if not former or facts.since is None:
        return None
    last = former[-1]
    if last.since is None or last.since <= facts.since:
        return None
    return m_(
        "{status} since {day}, but {before} only since {later}",
        status=STATUS_WORDS[facts.status],
        day=facts.since,
        before=STATUS_WORDS[last.status],
        later=last.since,
    )


def _taken_back(facts: DeliveryFacts, former: Sequence[Former]) -> Message | None:
    shipped = next((step for step in reversed(former) if step.status is DeliveryStatus.SHIPPED), None)
    if shipped is None or facts.status is DeliveryStatus.SHIPPED:
        return None
    return m_("It was said to have shipped on {day}: look at what is published", day=shipped.since)


def _due_before(facts: DeliveryFacts) -> Message | None:
    due = due_of(facts.due)
    if facts.due.strip() and due is None:
        return m_("“{due}” is no day, month or quarter", due=facts.due.strip())
    if due is None or facts.since is None or due.ends >= facts.since or not is_open(facts.status):
        return None
    return m_("Due before it began")


def _for_some(facts: DeliveryFacts) -> Message | None:
    if facts.status is not DeliveryStatus.SHIPPED or not facts.with_whom.strip():
        return None
    return m_("Shipped means for everyone: with some it is still in test")


def _no_link(facts: DeliveryFacts) -> Message | None:
    if not _says_something(facts.proof) or is_link(facts.proof):
        return None
    return m_("The proof is no link: give an address that begins with https://")


def doubts_of_wording(facts: DeliveryFacts) -> tuple[Remark, ...]:
    """Public wordings that say more than the status does, each with its locale; the gate of a post looks again, and at more."""
    found: list[Remark] = []
    for locale, text in sorted(facts.wording.items()):
        found += (
            Remark(Part.WORDING, m_("{locale}: {why}", locale=locale, why=why)) for why in _too_much(text, lint_for(locale), facts.status)
        )
    return tuple(dict.fromkeys(found))


def _too_much(text: str, lint: Lint, status: DeliveryStatus) -> Iterator[Message]:
    """Each place once, by its longest words; why something is declined says what it would have led to."""
    seen = 0
    claims = () if status is DeliveryStatus.DECLINED else (*lint.statuses_in(text), *lint.offers_in(text))
    for claim in sorted(claims, key=lambda one: (one.start, -one.end)):
        if claim.start >= seen and claim.level is not None and claim.level.step > status.step:
            seen = claim.end
            yield m_("“{words}”, but here it is {status}", words=claim.words, status=STATUS_WORDS[status])
    for claim in lint.absolutes_in(text):
        yield m_("“{words}” is more than anybody can promise", words=claim.words)
