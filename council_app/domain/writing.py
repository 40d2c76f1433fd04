"""Writing a post from the data: what people said, what was decided, what is different, what is not done, and what comes next.

Nothing here decides what may go out (`publishing.hold_back` does), but the writer asks for no trouble: it quotes only whom it may,
lists whom it did not quote, counts people, and says of every delivery its status with date, whom, or reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from council_app.domain.draft import Block, Claim, Draft, LeftOut, Prose, Quote, Section
from council_app.domain.enums import DeliveryStatus
from council_app.domain.evidence import Evidence
from council_app.domain.lint import lint_for
from council_app.domain.personal import Register, find_personal, register
from council_app.domain.publishing_facts import HeldCouncil, PublishingFacts, RaisedInsight, SaidNote
from council_app.domain.records import DeliveryFacts
from council_app.domain.text import folded_words, mentions
from council_app.errors import Message, m_
from council_app.i18n import Translator

QUOTES_EACH = 2
"""How many quotes an insight gets."""


def write_draft(facts: PublishingFacts, t: Translator, *, as_of: date) -> Draft:
    """The post of one market in `t`'s language, with statuses as of `as_of`."""
    title = _title(facts, t)
    quotes, left_out = _choose_quotes(facts, t, as_of)
    sections = (
        Section(t("What you told us"), (*_opening(facts, t, as_of), *_raised(facts, t, quotes)), "heard"),
        Section(t("What we decided"), _decided(facts, t), "decided"),
        Section(t("What is different now"), _claims(facts, t, DeliveryStatus.SHIPPED) or (Prose(t("Nothing yet.")),), "shipped"),
        Section(t("What we are testing, and with whom"), _claims(facts, t, DeliveryStatus.IN_TEST), "testing"),
        Section(t("What we will not do, and why"), _claims(facts, t, DeliveryStatus.DECLINED), "declined"),
        Section(t("What comes next, and when"), _claims(facts, t, *_TO_COME), "next"),
        Section(t("Is something wrong here?"), (Prose(_correction(facts, t)),), "wrong"),
    )
    return Draft(
        key=f"{facts.market}-{as_of.isoformat()}",
        market=facts.market,
        country=facts.country,
        locale=t.tag,
        title=title,
        description=t("What customers told us, what we decided, and where it stands on {day}.", day=t.date(as_of)),
        slug="-".join((*folded_words(t("What you told us")), *folded_words(facts.market), as_of.isoformat())),
        councils=tuple(council.key for council in facts.councils),
        as_of=as_of,
        sections=tuple(section for section in sections if section.blocks),
        left_out=left_out,
    )


_TO_COME = (DeliveryStatus.PLANNED, DeliveryStatus.INVESTIGATING, DeliveryStatus.HEARD)


def _title(facts: PublishingFacts, t: Translator) -> str:
    cities = list(dict.fromkeys(council.city for council in facts.councils if council.city))
    if not cities:
        return t("What you told us, and what became of it")
    return t("What you told us in {city}, and what became of it", city=t.items(cities))


def _opening(facts: PublishingFacts, t: Translator, as_of: date) -> tuple[Prose, ...]:
    met = [_met(council, facts, t) for council in sorted(facts.councils, key=lambda one: (one.day, one.key))]
    return (Prose(" ".join([*met, t("This is where things stand on {day}.", day=t.date(as_of))])),)


def _met(council: HeldCouncil, facts: PublishingFacts, t: Translator) -> str:
    day, city = t.date(council.day), council.city
    if council.attendees < facts.minimum_cell:
        return t("A small group of customers met us in {city} on {day}.", day=day, city=city)
    return t.n(
        "{count} customer met us in {city} on {day}.", "{count} customers met us in {city} on {day}.", council.attendees, day=day, city=city
    )


def _raised(facts: PublishingFacts, t: Translator, quotes: dict[str, tuple[Quote, ...]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for insight in _by_voices(facts.insights):
        blocks.append(Prose(f"{as_sentence(insight.title)} {_said_by(insight.evidence, facts.minimum_cell, t)}", insight.key))
        blocks.extend(quotes.get(insight.key, ()))
    return tuple(blocks)


def _by_voices(insights: Iterable[RaisedInsight]) -> list[RaisedInsight]:
    heard = (insight for insight in insights if insight.evidence.notes)
    return sorted(heard, key=lambda one: (-one.evidence.people, one.key))


def _said_by(evidence: Evidence, minimum: int, t: Translator) -> str:
    if evidence.people == 0:
        return t("It came up in the room.")
    if evidence.attendees < minimum:
        return t("We heard this in a small group.")
    heard, there = evidence.people, t.number(evidence.attendees)
    if evidence.prompted == 0:
        return t.n(
            "{count} of {there} attendees said so without being asked.",
            "{count} of {there} attendees said so without being asked.",
            heard,
            there=there,
        )
    if evidence.unprompted == 0:
        return t.n(
            "{count} of {there} attendees said so when asked.", "{count} of {there} attendees said so when asked.", heard, there=there
        )
    return t.n(
        "{count} of {there} attendees said so, {alone} of them without being asked.",
        "{count} of {there} attendees said so, {alone} of them without being asked.",
        heard,
        there=there,
        alone=t.number(evidence.unprompted),
    )


def _choose_quotes(facts: PublishingFacts, t: Translator, as_of: date) -> tuple[dict[str, tuple[Quote, ...]], tuple[LeftOut, ...]]:
    """Quotes per insight key, each note once; and every other verbatim note behind these insights with the reason."""
    chosen: dict[str, list[Quote]] = {insight.key: [] for insight in _by_voices(facts.insights)}
    left_out: list[LeftOut] = []
    known = register(facts)
    for note in facts.notes:
        homes = [key for key in chosen if key in note.insights]
        if not note.verbatim or not homes:
            continue
        why = _why_not(note, known, facts, t, as_of)
        home = min(homes, key=lambda key: len(chosen[key]))
        if why is None and len(chosen[home]) == QUOTES_EACH:
            why = m_("There are enough quotes here without it")
        if why is None:
            chosen[home].append(Quote(note.text, note.lang or facts.spoken, note.id))
        else:
            left_out.append(LeftOut(note.id, why))
    return {key: tuple(quotes) for key, quotes in chosen.items()}, tuple(left_out)


def _why_not(note: SaidNote, known: Register, facts: PublishingFacts, t: Translator, as_of: date) -> Message | None:
    if not note.may_quote:
        return m_("Who said this has not allowed it to be quoted in public")
    if any(find_personal(note.text, known, language) for language in (_language(note, facts), t.language)):
        return m_("It names or identifies somebody")
    hidden = (one for one in facts.prototypes if facts.is_hidden(one, as_of))
    if any(list(mentions(note.text, prototype.name)) for prototype in hidden):
        return m_("It names a prototype that is not public yet")
    return None


def _language(note: SaidNote, facts: PublishingFacts) -> str:
    return (note.lang or facts.spoken).split("-")[0]


def _decided(facts: PublishingFacts, t: Translator) -> tuple[Prose, ...]:
    counted = Counter(DeliveryStatus(delivery.status) for delivery in facts.deliveries)
    if not counted:
        return (Prose(t("Nothing has been decided yet.")),)
    open_ = counted[DeliveryStatus.HEARD] + counted[DeliveryStatus.INVESTIGATING]
    parts = (
        (counted[DeliveryStatus.SHIPPED], t.n("{count} done", "{count} done", counted[DeliveryStatus.SHIPPED])),
        (counted[DeliveryStatus.IN_TEST], t.n("{count} in test", "{count} in test", counted[DeliveryStatus.IN_TEST])),
        (counted[DeliveryStatus.PLANNED], t.n("{count} planned", "{count} planned", counted[DeliveryStatus.PLANNED])),
        (open_, t.n("{count} still open", "{count} still open", open_)),
        (counted[DeliveryStatus.DECLINED], t.n("{count} declined", "{count} declined", counted[DeliveryStatus.DECLINED])),
    )
    said = t.items(words for count, words in parts if count)
    return (Prose(t("Of the points you raised: {list}.", list=said)),)


def _claims(facts: PublishingFacts, t: Translator, *statuses: DeliveryStatus) -> tuple[Claim, ...]:
    solutions = {insight.key: insight.solution for insight in facts.insights}
    wanted = [delivery for delivery in facts.deliveries if delivery.status in statuses]
    ordered = sorted(wanted, key=lambda one: (statuses.index(DeliveryStatus(one.status)), one.due, str(one.since or ""), one.insight_key))
    return tuple(
        Claim(
            _claim(delivery, solutions.get(delivery.insight_key, ""), t),
            delivery.id,
            DeliveryStatus(delivery.status),
        )
        for delivery in ordered
    )


def _claim(delivery: DeliveryFacts, solution: str, t: Translator) -> str:
    """What it is about, then its status."""
    own, rest = worded(delivery, t)
    undecided = delivery.status in (DeliveryStatus.HEARD, DeliveryStatus.INVESTIGATING)
    what = own or (delivery.insight_title if undecided or not solution else solution)
    return f"{as_sentence(what)} {standing(rest, t)}"


def worded(delivery: DeliveryFacts, t: Translator) -> tuple[str, DeliveryFacts]:
    """A team's own sentence in this language ("" for none), and the delivery without what that says itself: with whom, or why."""
    own = delivery.wording.get(t.tag) or next((text for tag, text in delivery.wording.items() if tag.split("-")[0] == t.language), "")
    if own:
        numbers = set(re.findall(r"\d+", delivery.with_whom))
        if delivery.with_whom in own or (numbers and numbers <= set(re.findall(r"\d+", own))):
            delivery = replace(delivery, with_whom="")
        if lint_for(t.tag).has_reason(own):
            delivery = replace(delivery, reason="")
    return own, delivery


def standing(delivery: DeliveryFacts, t: Translator) -> str:
    """The status as a sentence, with its date, with whom, or why."""
    day = t.date(delivery.since) if delivery.since else ""
    country, whom = t.territory(delivery.country), delivery.with_whom.strip()
    match DeliveryStatus(delivery.status):
        case DeliveryStatus.SHIPPED if day:
            return t("{country}: for everyone since {day}.", country=country, day=day)
        case DeliveryStatus.SHIPPED:
            return t("{country}: for everyone.", country=country)
        case DeliveryStatus.IN_TEST:
            return _testing(whom, day, t)
        case DeliveryStatus.PLANNED:
            return t("Planned for {due}.", due=_due(delivery.due, t)) if delivery.due else t("Planned, without a date yet.")
        case DeliveryStatus.INVESTIGATING:
            return t("Being looked into since {day}.", day=day) if day else t("Being looked into.")
        case DeliveryStatus.DECLINED if delivery.reason.strip():
            return t("We decided against it. The reason: {reason}", reason=as_sentence(delivery.reason))
        case DeliveryStatus.DECLINED:
            return t("We decided against it.")
        case DeliveryStatus.HEARD:
            return t("Heard, and not decided yet.")


def _testing(whom: str, day: str, t: Translator) -> str:
    if whom and day:
        return t("In test with {whom} since {day}.", whom=whom, day=day)
    if whom:
        return t("In test with {whom}.", whom=whom)
    return t("In test since {day}.", day=day) if day else t("In test.")


def _due(due: str, t: Translator) -> str:
    """A due day or month as this language writes it; anything else as it was typed."""
    parts = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", due.strip())
    if parts is None:
        return due.strip()
    try:
        day = date(int(parts[1]), int(parts[2]), int(parts[3] or 1))
    except ValueError:
        return due.strip()
    return t.date(day) if parts[3] else t.month(day)


def _correction(facts: PublishingFacts, t: Translator) -> str:
    if facts.contact:
        return t("Write to {contact}: we correct it here and say what was changed.", contact=facts.contact)
    return t("Tell the person who invited you: we correct it here and say what was changed.")


def as_sentence(text: str) -> str:
    """What people typed, as one line that ends like a sentence."""
    line = " ".join(text.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."
