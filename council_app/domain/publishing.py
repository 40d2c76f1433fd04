"""The external gate: a draft is not exported while it holds words, names or claims that it must not, each listed with place and reason."""

from __future__ import annotations

from collections.abc import Iterator

from council_app.domain.claims import check_claims
from council_app.domain.draft import Draft, Passage, Quote, passages
from council_app.domain.held import HeldBack, Rule, held
from council_app.domain.lint import Lint, lint_for, locale_of
from council_app.domain.personal import Personal, Register, find_personal, register
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.quoting import Sayings, find_sayings, is_faithful, sayings
from council_app.domain.text import mentions
from council_app.errors import Message, m_

_PERSONAL_SAYS: dict[Personal, Message] = {
    Personal.NAME: m_("It names somebody who is on a roster"),
    Personal.EMAIL: m_("It holds an e-mail address"),
    Personal.PHONE: m_("It holds a phone or identity number"),
    Personal.SEAT: m_("It holds a seat code"),
}

_REFUSED = m_("Who said this has not allowed it to be quoted in public")


def hold_back(draft: Draft, facts: PublishingFacts) -> tuple[HeldBack, ...]:
    """Everything that keeps `draft` from being exported, in reading order; empty when it may go out.

    Customers' own words are read for consent, people, embargoes and for being what was noted, but not for what they promise.
    """
    shown = list(passages(draft))
    known, said = register(facts), sayings(facts.notes, (passage.reading for passage in shown))
    lints = _lints(draft, facts)
    found: list[HeldBack] = []
    for passage in shown:
        here = [*_quotes(passage, facts, said), *_personal(passage, draft, known), *_embargoed(passage, draft, facts)]
        if not isinstance(passage.said, Quote):
            here += _other_markets(passage, draft, facts)
            if not passage.is_key:
                here += check_claims(passage, draft, facts, lints)
        found += sorted(dict.fromkeys(here), key=lambda one: (one.start, one.end, one.rule))
    return tuple(found)


def _lints(draft: Draft, facts: PublishingFacts) -> tuple[Lint, ...]:
    """The draft's own language first, then those in which its data may have been typed."""
    return tuple(dict.fromkeys(lint_for(tag) for tag in (draft.locale, facts.spoken, "en")))


def _quotes(passage: Passage, facts: PublishingFacts, said: Sayings) -> Iterator[HeldBack]:
    quote = passage.said if isinstance(passage.said, Quote) else None
    note = next((note for note in facts.notes if quote is not None and note.id == quote.note), None)
    if quote is not None and (note is None or not note.may_quote):
        yield held(Rule.QUOTE, passage, _REFUSED)
        return
    for start, end, _note in find_sayings(passage.reading, said, quoted=quote is not None):
        yield held(Rule.QUOTE, passage, _REFUSED, (start, end))
    if quote is not None and note is not None and not (note.verbatim and is_faithful(quote, note)):
        yield held(Rule.QUOTE, passage, m_("These are not the words that were noted"))


def _personal(passage: Passage, draft: Draft, known: Register) -> Iterator[HeldBack]:
    for found in find_personal(passage.reading, known, locale_of(draft.locale).language):
        yield held(Rule.PERSONAL, passage, _PERSONAL_SAYS[found.kind], (found.start, found.end))


def _embargoed(passage: Passage, draft: Draft, facts: PublishingFacts) -> Iterator[HeldBack]:
    for prototype in facts.prototypes:
        if prototype.embargo_until is not None and draft.as_of < prototype.embargo_until:
            why = m_("Not public before {day}", day=prototype.embargo_until)
            yield from (held(Rule.EMBARGO, passage, why, span) for span in mentions(passage.reading, prototype.name))


def _other_markets(passage: Passage, draft: Draft, facts: PublishingFacts) -> Iterator[HeldBack]:
    territories = locale_of(draft.locale).territories
    why = m_("This post is about one market; what is true elsewhere is not its evidence")
    for code in facts.other_countries:
        if code.upper() != draft.country.upper() and code.upper() in territories:
            yield from (held(Rule.MARKET, passage, why, span) for span in mentions(passage.reading, territories[code.upper()]))
