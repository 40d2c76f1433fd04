"""The external gate: a draft is not exported while it holds words, names or claims that it must not, each listed with place and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import date

from council_app.domain.claims import check_claims, too_few
from council_app.domain.draft import APPROVED_BY, Draft, Passage, Quote, claim_pieces, passages, people_pieces
from council_app.domain.echoes import Echoes
from council_app.domain.embargo import secret_names, widest
from council_app.domain.figures import Groups, figures_in, recoverable, too_small
from council_app.domain.held import HeldBack, Rule, held, moved
from council_app.domain.lint import Lint, lint_for, locale_of
from council_app.domain.near_copies import near_copies
from council_app.domain.personal import Finding, Personal, Register, find_personal, register
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.quoting import find_sayings, is_faithful
from council_app.domain.singling import singled_out, traits_of
from council_app.domain.text import folded_words, mentions
from council_app.errors import Message, m_

_PERSONAL_SAYS: dict[Personal, Message] = {
    Personal.NAME: m_("It names somebody who is on a roster"),
    Personal.EMAIL: m_("It holds an e-mail address"),
    Personal.PHONE: m_("It holds a phone or identity number"),
    Personal.SEAT: m_("It holds a seat code"),
}

_REFUSED = m_("Who said this has not allowed it to be quoted in public")
_NEARLY = m_("It is nearly what somebody said who has not allowed it to be quoted in public")


_Asked = tuple[Passage, str, date]
"""What the answer about people depends on: the passage, its language, and the day up to which things have become public."""


class Gate:
    """What one market may say, laid out once: asked again after every word, it looks only at passages that changed.

    Consent and people are looked up per passage and remembered for as long as the passage stands in the draft.
    """

    def __init__(self, facts: PublishingFacts) -> None:
        self._facts = facts
        self._known = register(facts)
        self._echoes = Echoes(facts.notes)
        self._notes = {note.id: note for note in facts.notes}
        self._traits = traits_of(facts)
        self._kinds = {trait.name: trait.kind for trait in self._traits}
        everybody = frozenset(guest.who for guest in facts.guests)
        self._sizes = Groups({trait.name: trait.who for trait in self._traits}, everybody)
        self._seen: dict[_Asked, tuple[HeldBack, ...]] = {}

    def asking(self, contact: str) -> Gate:
        """As this one, where readers ask for corrections at `contact`; what was laid out is shared."""
        other = copy(self)
        other._facts = replace(self._facts, contact=contact)
        other._known = register(other._facts)
        other._seen = {}
        return other

    def hold_back(self, draft: Draft) -> tuple[HeldBack, ...]:
        """Everything that keeps `draft` from being exported, in reading order; empty when it may go out.

        Customers' own words are read for consent, people, embargoes and for being what was noted, but not for what they promise.
        """
        shown = list(passages(draft))
        self._seen = {self._asked(passage, draft): self._of_people(passage, draft) for passage in shown}
        grouped: dict[Passage, list[HeldBack]] = defaultdict(list)
        for passage, one in self._groups(shown, draft):
            grouped[passage].append(one)
        lints = _lints(draft, self._facts)
        found: list[HeldBack] = []
        for passage in shown:
            here = [*self._seen[self._asked(passage, draft)], *grouped[passage], *_promised(passage, draft, self._facts, lints)]
            found += sorted(dict.fromkeys(here), key=lambda one: (one.start, one.end, one.rule))
        return tuple(found)

    def _asked(self, passage: Passage, draft: Draft) -> _Asked:
        return passage, draft.locale, self._facts.known_by(draft.as_of)

    def _of_people(self, passage: Passage, draft: Draft) -> tuple[HeldBack, ...]:
        """What a passage tells of people, by words, name or description."""
        before = self._seen.get(self._asked(passage, draft))
        if before is not None:
            return before
        found = [moved(one, at) for at, piece in people_pieces(passage) for one in self._told(piece, draft)]
        return tuple(found)

    def _told(self, piece: Passage, draft: Draft) -> Iterator[HeldBack]:
        yield from self._quoted(piece)
        for one in find_personal(piece.reading, self._known, locale_of(draft.locale).language):
            if piece.where != APPROVED_BY or piece.section >= 0 or not _shared(one, piece.text, self._known):
                yield held(Rule.PERSONAL, piece, _PERSONAL_SAYS[one.kind], (one.start, one.end))
        yield from _embargoed(piece, draft, self._facts)
        if not isinstance(piece.said, Quote):
            yield from self._singled(piece, draft)

    def _quoted(self, passage: Passage) -> Iterator[HeldBack]:
        quote = passage.said if isinstance(passage.said, Quote) else None
        note = self._notes.get(quote.note) if quote is not None else None
        if quote is not None and (note is None or not note.may_quote):
            yield held(Rule.QUOTE, passage, _REFUSED)
            return
        words = folded_words(passage.reading)
        said = self._echoes.sayings(passage.reading)
        copied = [(start, end) for start, end, _note in find_sayings(passage.reading, said, quoted=quote is not None)]
        yield from (held(Rule.QUOTE, passage, _REFUSED, span) for span in copied)
        if quote is None:
            nearly = dict.fromkeys((start, end) for start, end, _note in near_copies(passage.reading, self._echoes.alike(words)))
            yield from (held(Rule.QUOTE, passage, _NEARLY, span) for span in nearly if not _overlaps(span, copied))
        elif note is not None and not (note.verbatim and is_faithful(quote, note)):
            yield held(Rule.QUOTE, passage, m_("These are not the words that were noted"))

    def _singled(self, passage: Passage, draft: Draft) -> Iterator[HeldBack]:
        spans = dict.fromkeys(singled_out(passage.text, self._traits, _languages(draft, self._facts)))
        yield from (held(Rule.SINGLED, passage, m_("It fits one person who was there"), span) for span in spans)

    def _groups(self, shown: Sequence[Passage], draft: Draft) -> Iterator[tuple[Passage, HeldBack]]:
        """Groups of guests told in this draft that are too small, or leave one too small beside others told here or before."""
        minimum, languages = self._facts.minimum_cell, _languages(draft, self._facts)
        lint = lint_for(draft.locale)
        # What stands in this draft comes last, so that a figure told twice is the one that can still be changed.
        told = [figure for post in self._facts.earlier for figure in figures_in(post.text, self._traits, lint, languages)]
        for place, passage in enumerate(shown):
            prose = () if passage.is_key else people_pieces(passage)
            for _at, piece in prose:
                if not isinstance(piece.said, Quote):
                    told += figures_in(piece.text, self._traits, lint, languages, place)
        for figure in told:
            if figure.place >= 0 and too_small(figure, self._kinds, minimum):
                yield shown[figure.place], held(Rule.CELL, shown[figure.place], too_few(minimum), (figure.start, figure.end))
        for together in recoverable(told, self._sizes, minimum):
            here = max(together, key=lambda one: (one.place, one.start))
            other = next(one for one in together if one is not here)
            if here.place >= 0:
                why = m_("Beside “{other}” it tells of a group of fewer than {minimum}", other=other.words, minimum=minimum)
                yield shown[here.place], held(Rule.CELL, shown[here.place], why, (here.start, here.end))


def _promised(passage: Passage, draft: Draft, facts: PublishingFacts, lints: tuple[Lint, ...]) -> Iterator[HeldBack]:
    """What a passage says was or will be done, piece by piece."""
    for at, piece in claim_pieces(passage):
        here = [*_other_markets(piece, draft, facts)]
        if not piece.is_key:
            here += check_claims(piece, draft, facts, lints)
        yield from (moved(one, at) for one in here)


def hold_back(draft: Draft, facts: PublishingFacts) -> tuple[HeldBack, ...]:
    """As `Gate.hold_back`, once."""
    return Gate(facts).hold_back(draft)


def _shared(one: Finding, name: str, known: Register) -> bool:
    """A first or last name alone within a longer name: whoever signs off may share it with a guest."""
    words = folded_words(name[one.start : one.end])
    return one.kind is Personal.NAME and len(words) == 1 < len(folded_words(name)) and words[0] in known.parts


def _overlaps(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _languages(draft: Draft, facts: PublishingFacts) -> tuple[str, ...]:
    """The languages a draft may be written in, its own first."""
    return tuple(dict.fromkeys(locale_of(tag).language for tag in (draft.locale, facts.spoken, "en")))


def _lints(draft: Draft, facts: PublishingFacts) -> tuple[Lint, ...]:
    """The draft's own language first, then those in which its data may have been typed."""
    return tuple(dict.fromkeys(lint_for(tag) for tag in (draft.locale, facts.spoken, "en")))


def _embargoed(passage: Passage, draft: Draft, facts: PublishingFacts) -> Iterator[HeldBack]:
    for prototype in facts.prototypes:
        if prototype.embargo_until is not None and facts.is_hidden(prototype, draft.as_of):
            why = m_("Not public before {day}", day=prototype.embargo_until)
            spans = (span for name in secret_names(prototype) for span in mentions(passage.reading, name))
            yield from (held(Rule.EMBARGO, passage, why, span) for span in widest(spans))


def _other_markets(passage: Passage, draft: Draft, facts: PublishingFacts) -> Iterator[HeldBack]:
    territories = locale_of(draft.locale).territories
    why = m_("This post is about one market; what is true elsewhere is not its evidence")
    for code in facts.other_countries:
        if code.upper() != draft.country.upper() and code.upper() in territories:
            yield from (held(Rule.MARKET, passage, why, span) for span in mentions(passage.reading, territories[code.upper()]))
