"""The gate of a market, laid out once and asked as one types; and what a named second person answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock

from sqlalchemy.orm import Session

from council_app.db.models import Market, Post, PostOverride
from council_app.db.workspace import Workspace, changes
from council_app.domain.draft import LINK, Draft, passages
from council_app.domain.held import HeldBack
from council_app.domain.posts import Read, understand
from council_app.domain.publishing import Gate
from council_app.domain.publishing_facts import PublishingFacts
from council_app.domain.records import Changes
from council_app.domain.remedies import Remedy, remedy
from council_app.domain.second_person import may_be_one
from council_app.domain.text import folded_words, sentence_around
from council_app.errors import CouncilError, m_
from council_app.exchange.text import one_line
from council_app.i18n import translator
from council_app.services.posts import rows
from council_app.services.posts.editing import line
from council_app.services.posts.facts import OverrideFacts, PostFacts
from council_app.services.posts.market import facts_of, market_named
from council_app.services.posts.reading import facts_in


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate says of a post: what holds it, and what somebody answers for."""

    held: tuple[HeldBack, ...]
    overridden: tuple[tuple[HeldBack, OverrideFacts], ...] = ()


class MarketGate:
    """The gate of one market on what was known when it was laid out. Any thread may ask it."""

    def __init__(self, facts: PublishingFacts) -> None:
        self._facts = facts
        self._lock = Lock()
        self._gates: dict[str, Gate] = {facts.contact: Gate(facts)}

    @property
    def market(self) -> str:
        """Key of the market."""
        return self._facts.market

    def held(self, post: PostFacts | Draft) -> tuple[HeldBack, ...]:
        """What holds a post or a draft back, in reading order, but for what somebody answers for."""
        return self.judged(post).held

    def judged(self, post: PostFacts | Draft) -> Judged:
        """What holds a post or a draft back, and what somebody answers for."""
        if isinstance(post, Draft):
            return Judged(self._asked(post, self._facts.contact))
        draft = draft_of(post)
        answered = {(one.rule, one.words, one.sentence): one for one in post.overrides}
        held, overridden = [], []
        for one in self._asked(draft, post.contact):
            by = answered.get((one.rule, one.words, sentence_of(one, draft))) if one.rule.overridable else None
            if by is None:
                held.append(one)
            else:
                overridden.append((one, by))
        return Judged(tuple(held), tuple(overridden))

    def remedy(self, one: HeldBack, post: PostFacts) -> Remedy:
        """The nearest way to settle a point, in the post's language."""
        return remedy(one, draft_of(post), self._facts, translator(post.ref.locale))

    def _asked(self, draft: Draft, contact: str) -> tuple[HeldBack, ...]:
        with self._lock:
            gate = self._gates.get(contact)
            if gate is None:
                gate = self._gates[contact] = next(iter(self._gates.values())).asking(contact)
            return gate.hold_back(draft)


def gate_of(*, workspace: Workspace, market: str) -> MarketGate:
    """Lay out the gate of a market: reads everything once, and takes a moment per ten thousand notes.

    Raises:
        CouncilError: there is no such market.
    """
    with workspace.read() as session:
        facts = facts_of(session, market_named(session, market))
    return MarketGate(facts)


def draft_of(post: PostFacts) -> Draft:
    """A post as exporters and the gate read it."""
    return Draft(
        key=post.ref.bundle,
        market=post.ref.market,
        country=post.country,
        locale=post.ref.locale,
        title=post.ref.title,
        description=post.description,
        slug=post.slug,
        councils=post.councils,
        as_of=post.ref.as_of,
        sections=understand(post.written).sections,
        approved_by=post.approved_by,
    )


def place_of(post: PostFacts, one: HeldBack, read: Read | None = None) -> tuple[int, int] | None:
    """Where a point lies in the post's Markdown; None for what is not in the body, such as the title."""
    if one.block == LINK:
        at = post.written.text.find(one.words)
        return (at, at + len(one.words)) if at >= 0 else None
    found = read or understand(post.written)
    return found.span(one.section, one.block, one.start, one.end)


def sentence_of(one: HeldBack, draft: Draft) -> str:
    """The sentence that a point stands in: what somebody answers for, is answered for there alone."""
    for passage in passages(draft):
        place = (passage.section, passage.block, passage.where)
        if place == (one.section, one.block, one.where) and passage.text[one.start : one.end] == one.words:
            start, end = sentence_around(passage.text, one.start, one.end)
            return one_line(passage.text[start:end])
    return one_line(one.words)


def judged_in(session: Session, row: Post) -> tuple[PostFacts, Judged]:
    """Within a transaction: a post, held against what is known now."""
    post = facts_in(session, row)
    return post, MarketGate(facts_of(session, session.get_one(Market, row.market_id), row.contact)).judged(post)


def override(*, workspace: Workspace, id: str, held: HeldBack, by: str, reason: str) -> Changes:  # noqa: A002 - as in lists
    """Let somebody answer for a point of the gate, by name and with a reason. It holds for exactly these words in this sentence.

    Raises:
        CouncilError: a rule nobody may answer for, the gate does not hold this (any more), no reason, no name, or it is whoever is
            writing here: a second person answers.
    """
    by, reason = line(by, "by"), line(reason, "reason")
    with workspace.write(m_("Answer for a sentence")) as writing:
        row = rows.post_row(writing, id)
        if not held.rule.overridable:
            todo = m_("Change the words; nobody can answer for this.")
            raise CouncilError(held.where, m_("no second person may let this pass"), todo)
        _refuse_nobody(by, reason)
        writers = (workspace.actor, *filter(None, (one.wrote for one in [rows.signoff_of(writing, row)] if one is not None)))
        if any(may_be_one(by, writer) for writer in writers):
            raise CouncilError(by, m_("who writes a post cannot answer for it"), m_("Ask a second person, and write their name."))
        post, judged = judged_in(writing, row)
        if held not in judged.held:
            raise CouncilError(held.where, m_("the gate does not hold this any more"), m_("Read what it holds now; nothing was changed."))
        words = f"{one_line(held.words)}\n{sentence_of(held, draft_of(post))}"
        writing.add(PostOverride(post_id=id, rule=held.rule.value, words=words, reason=reason, by=by, at=datetime.now(UTC)))
        return changes(writing)


def _refuse_nobody(by: str, reason: str) -> None:
    if not folded_words(by):
        raise CouncilError("by", m_("it is not said who answers for it"), m_("Write their name."))
    if not folded_words(reason):
        raise CouncilError("reason", m_("no reason is given"), m_("Write why these words may stand."))


def take_back_override(*, workspace: Workspace, override: str) -> Changes:
    """Nobody answers for these words any more.

    Raises:
        CouncilError: there is no such answer.
    """
    with workspace.write(m_("Take back an answer for a sentence")) as writing:
        row = writing.get(PostOverride, override)
        if row is None:
            raise CouncilError(override, m_("nobody answered for this"), m_("Somebody may have taken it back."))
        writing.delete(row)
        return changes(writing)


def same_person(one: str, other: str) -> bool:
    """Whether two typed names are the same, whatever their case, accents and order."""
    return sorted(folded_words(one)) == sorted(folded_words(other))
