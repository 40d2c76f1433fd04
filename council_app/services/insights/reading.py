"""Insights with their evidence, likelihood and gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from council_app.db.queries import insights as reads
from council_app.db.queries import notes as note_reads
from council_app.db.workspace import Workspace
from council_app.domain.evidence import Evidence, Voice
from council_app.domain.gate import Gate, judge
from council_app.domain.likelihood import Likelihood
from council_app.domain.records import DeliveryFacts, InsightFacts, NoteLine
from council_app.services.insights.counting import Heard


@dataclass(frozen=True, slots=True)
class MarketReach:
    """What was heard in one market, and what that says about the customers there."""

    market: str
    country: str
    evidence: Evidence
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class InsightCard:
    """An insight as a list shows it; `against` is what contradicts it, counted in the same way."""

    facts: InsightFacts
    evidence: Evidence
    likelihood: Likelihood
    gate: Gate
    against: Evidence
    by_market: tuple[MarketReach, ...] = ()

    @property
    def withheld(self) -> int:
        """Notes, for it and against it, that are not counted because their speaker took consent back."""
        return self.evidence.withheld + self.against.withheld


@dataclass(frozen=True, slots=True)
class InsightDetail:
    """An insight with the notes behind it, oldest first, and what became of it.

    Attributes:
        supporting, against: notes, also those that are not counted because their speaker took consent back: these stand without words.
            How many there are at all says the evidence of the card.
        by_session: what speaks for it, by the key of the session.
        tags, tags_against: paths of the tags all notes of which stand as evidence.
    """

    card: InsightCard
    supporting: tuple[NoteLine, ...]
    against: tuple[NoteLine, ...]
    by_session: tuple[tuple[str, Evidence], ...]
    deliveries: tuple[DeliveryFacts, ...]
    tags: tuple[str, ...] = ()
    tags_against: tuple[str, ...] = ()

    @property
    def by_market(self) -> tuple[MarketReach, ...]:
        """Each market that it was heard in, by key."""
        return self.card.by_market

    @property
    def withheld(self) -> int:
        """Notes that are not counted because their speaker took consent back."""
        return self.card.withheld


@dataclass(frozen=True, slots=True)
class InsightTitle:
    """An insight by its name alone, for choosing one."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class StageChoice:
    """A stage that an insight can be put at: `key` is `journey/stage`; `critical` marks a moment of truth."""

    key: str
    journey: str
    name: str
    critical: bool


def list_insights(
    *, workspace: Workspace, session: str | None = None, cohort: str | None = None, waiting: bool = False
) -> tuple[InsightCard, ...]:
    """All insights, most people first; with `session` or `cohort`, counted there only and without those it says nothing about.

    With `waiting`, those that rest on nothing anywhere come last: they are of no session, and wait for their evidence.

    Raises:
        CouncilError: no such cohort.
    """
    with workspace.read() as reading:
        heard, countries = Heard.read(reading, session, cohort), reads.countries(reading)
        found = [_card(heard, countries, facts) for facts in reads.facts(reading)]
        narrowed = session is not None or cohort is not None
        rests = reads.resting(reading) if narrowed and waiting else frozenset(card.facts.id for card in found)
    if narrowed:
        found = [card for card in found if card.evidence.notes or card.facts.id not in rests]
    return tuple(sorted(found, key=lambda card: (card.facts.id not in rests, -card.evidence.people, -card.gate.met, card.facts.key)))


def insight(
    *, workspace: Workspace, key: str, session: str | None = None, cohort: str | None = None, most: int | None = None
) -> InsightDetail:
    """One insight with everything behind it; `most` is how many notes of each side are read at most, because a tag may hold any number.

    Raises:
        CouncilError: there is none of this key, or no such cohort.
    """
    with workspace.read() as reading:
        facts = reads.fact(reading, key)
        heard = Heard.read(reading, session, cohort, facts.id)
        keys = None if session is None else [session]
        supporting, against = reads.note_ids(reading, insight=facts.id, session_keys=keys, members=heard.members, most=most)
        tags = reads.tag_paths(reading, facts.id)
        return InsightDetail(
            card=_card(heard, reads.countries(reading), facts),
            supporting=note_reads.lines(reading, supporting),
            against=note_reads.lines(reading, against),
            by_session=_by_session(heard, heard.of(facts.id).supporting),
            deliveries=reads.deliveries(reading, insight=key),
            tags=tuple(path for path, opposed in tags if not opposed),
            tags_against=tuple(path for path, opposed in tags if opposed),
        )


def insight_titles(*, workspace: Workspace) -> tuple[InsightTitle, ...]:
    """Every insight by its title, the newest first; nothing is counted for it."""
    with workspace.read() as reading:
        return tuple(InsightTitle(key, title) for key, title in reads.titles(reading))


def stage_choices(*, workspace: Workspace) -> tuple[StageChoice, ...]:
    """Every stage of every journey, in order."""
    with workspace.read() as reading:
        return tuple(StageChoice(*row) for row in reads.stages(reading))


def _card(heard: Heard, countries: dict[str, str], facts: InsightFacts) -> InsightCard:
    evidence = heard.evidence(facts.id)
    return InsightCard(
        facts=facts,
        evidence=evidence,
        likelihood=heard.rooms.reach(heard.of(facts.id).supporting, evidence, facts.one_in),
        gate=judge(facts, evidence if heard.everybody is None else heard.judged(facts.id)),
        against=heard.against(facts.id),
        by_market=tuple(_in_market(heard, facts, market, countries[market]) for market in evidence.markets),
    )


def _in_market(heard: Heard, facts: InsightFacts, market: str, country: str) -> MarketReach:
    rooms, said = heard.in_market(market), heard.of(facts.id)
    voices = [voice for voice in said.supporting if voice.market == market]
    evidence = rooms.count(voices, [voice for voice in said.withheld if voice.market == market])
    return MarketReach(market, country, evidence, rooms.reach(voices, evidence, facts.one_in))


def _by_session(heard: Heard, voices: Sequence[Voice]) -> tuple[tuple[str, Evidence], ...]:
    keys = sorted({voice.session for voice in voices})
    return tuple((key, heard.rooms.only(key).count([voice for voice in voices if voice.session == key])) for key in keys)
