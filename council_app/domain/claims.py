"""What a post says was or will be done, against what was done in that market; and what nobody could promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from council_app.domain.draft import Claim, Draft, Passage, Prose, said_in
from council_app.domain.dues import due_of
from council_app.domain.enums import DeliveryStatus
from council_app.domain.held import HeldBack, Rule, held
from council_app.domain.lint import Found, Lint
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.records import DeliveryFacts
from council_app.domain.text import sentence_around
from council_app.errors import Message, m_, mn_

STATUS_LABELS: dict[DeliveryStatus, Message] = {
    DeliveryStatus.HEARD: m_("heard"),
    DeliveryStatus.INVESTIGATING: m_("being looked into"),
    DeliveryStatus.PLANNED: m_("planned"),
    DeliveryStatus.IN_TEST: m_("in test"),
    DeliveryStatus.SHIPPED: m_("shipped"),
    DeliveryStatus.DECLINED: m_("declined"),
}

_FEW = 30
"""Below this many attendees a percentage is said as counts."""


Lints = Sequence[Lint]
"""The lexicons to read with; the first is that of the draft's language, the others of what teams typed."""


def check_claims(passage: Passage, draft: Draft, facts: PublishingFacts, lints: Lints) -> Iterator[HeldBack]:
    """Status, promises and counts of one passage that is nobody's quote."""
    deliveries = {delivery.id: delivery for delivery in facts.deliveries if delivery.market_key == draft.market}
    if isinstance(passage.said, Claim):
        delivery = deliveries.get(passage.said.delivery)
        if delivery is None:
            yield held(Rule.STATUS, passage, m_("No delivery in this market stands behind it"))
        else:
            yield from _borrowed_time(passage, passage.said, delivery, facts.known_by(draft.as_of))
            if is_late(delivery, facts.read_by(draft.as_of)):
                why = m_("{day} has passed, and it is “{status}”", day=delivery.due, status=STATUS_LABELS[DeliveryStatus.PLANNED])
                yield held(Rule.PROMISE, passage, why)
            yield from _too_far(passage, delivery, lints)
    else:
        yield from _unlinked(passage, _highest(passage, draft, deliveries), lints)
    yield from _undated(passage, lints)
    yield from _counted(passage, facts, lints)


def is_late(delivery: DeliveryFacts, day: date) -> bool:
    """True for something still planned for a time that is over on `day`: published, it would be corrected at once."""
    due = due_of(delivery.due)
    return DeliveryStatus(delivery.status) is DeliveryStatus.PLANNED and due is not None and due.ends < day


def _borrowed_time(passage: Passage, claim: Claim, delivery: DeliveryFacts, day: date) -> Iterator[HeldBack]:
    """A claim written for a status that is no more, or not yet, the delivery's."""
    status = DeliveryStatus(delivery.status)
    if status is not claim.status:
        yield held(Rule.STATUS, passage, m_("Written for another status: here it is {status}", status=STATUS_LABELS[status]))
    if delivery.since is not None and delivery.since > day:
        yield held(Rule.STATUS, passage, m_("Here it is {status} only from {day}", status=STATUS_LABELS[status], day=delivery.since))


def _too_far(passage: Passage, delivery: DeliveryFacts, lints: Lints) -> Iterator[HeldBack]:
    """A claim that says more than its delivery."""
    status = DeliveryStatus(delivery.status)
    text, seen = passage.text, 0
    # Why something is not done says what it would have led to, not what is there.
    declined = status is DeliveryStatus.DECLINED
    reason = min((at for lint in lints if (at := lint.reason_at(text)) is not None), default=len(text)) if declined else len(text)
    searches = _each(lints, lambda lint: (*lint.statuses_in(text), *lint.offers_in(text), *lint.promises_in(text)))
    for found in sorted(searches, key=lambda one: (one.start, -one.end)):
        if found.start < seen or found.start > reason:
            continue
        seen = found.end
        if _step(found) > status.step:
            why = m_("“{words}”, but here it is {status}", words=found.words, status=STATUS_LABELS[status])
            yield held(Rule.STATUS, passage, why, (found.start, found.end))


def _unlinked(passage: Passage, highest: int, lints: Lints) -> Iterator[HeldBack]:
    """Prose, headings and titles that claim a status no delivery under them has."""
    for found in _each(lints, lambda lint: lint.statuses_in(passage.text)):
        if _step(found) > highest:
            why = m_("“{words}”, but no delivery is linked that says so", words=found.words)
            yield held(Rule.STATUS, passage, why, (found.start, found.end))


def _highest(passage: Passage, draft: Draft, deliveries: Mapping[str, DeliveryFacts]) -> int:
    """How far a heading or title may go: as the furthest delivery under it. Prose claims nothing."""
    if isinstance(passage.said, Prose):
        return 0
    under = draft.sections if passage.section < 0 else (draft.sections[passage.section],)
    claimed = [said.delivery for section in under for said in said_in(section.blocks) if isinstance(said, Claim)]
    return max((DeliveryStatus(deliveries[key].status).step for key in claimed if key in deliveries), default=0)


def _each(lints: Lints, search: Callable[[Lint], Iterable[Found]]) -> Iterator[Found]:
    for lint in lints:
        yield from search(lint)


def _step(found: Found) -> int:
    return found.level.step if found.level is not None else 0


def _undated(passage: Passage, lints: Lints) -> Iterator[HeldBack]:
    """Promises without a date. Of something planned the date may stand elsewhere in the paragraph; “soon” needs one beside it."""
    text = passage.text
    planned = isinstance(passage.said, Claim) and passage.said.status is DeliveryStatus.PLANNED
    promises = [(found, planned) for found in _each(lints, lambda lint: lint.promises_in(text))]
    vague = [(found, False) for found in _each(lints, lambda lint: lint.vague_in(text))]
    for found, anywhere in (*promises, *vague):
        start, end = (0, len(text)) if anywhere else sentence_around(text, found.start, found.end)
        if not any(lint.has_date(text[start:end]) for lint in lints):
            yield held(Rule.PROMISE, passage, m_("“{words}” has no date", words=found.words), (found.start, found.end))


def too_few(minimum: int) -> Message:
    """Why a small group is not told."""
    return m_("A group of fewer than {minimum} is not shown in public", minimum=minimum)


def _counted(passage: Passage, facts: PublishingFacts, lints: Lints) -> Iterator[HeldBack]:
    """Speaking for everybody, percentages of a few, and groups too small to show."""
    for found in _each(lints, lambda lint: lint.absolutes_in(passage.text)):
        why = m_("“{words}” is more than anybody can promise", words=found.words)
        yield held(Rule.OVERCLAIM, passage, why, (found.start, found.end))
    if facts.attendees < _FEW:
        why = mn_("Say it as a count: {count} attendee was there", "Say it as a count: {count} attendees were there", facts.attendees)
        yield from (held(Rule.PERCENTAGE, passage, why, (found.start, found.end)) for found in lints[0].percentages_in(passage.text))
    why = too_few(facts.minimum_cell)
    # Only in its own language: “2 of 3” is “2 or 3” in Dutch.
    for found in lints[0].small_parts_in(passage.text, facts.minimum_cell):
        yield held(Rule.CELL, passage, why, (found.start, found.end))
