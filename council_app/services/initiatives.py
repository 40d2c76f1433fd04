"""Initiatives: insights put together into one business case each, and laid out over now, next and later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import Initiative, Insight
from council_app.db.queries import initiatives as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Horizon
from council_app.domain.evidence import Evidence
from council_app.domain.initiatives import BusinessCase, InitiativeFacts, Part, business_case, undecided
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Message, m_, mn_
from council_app.exchange.text import cleaned, one_line
from council_app.services.free_keys import free_key
from council_app.services.insights import InsightCard, list_insights
from council_app.services.insights.counting import Heard

TITLE_LIMIT = 200
TEXT_LIMIT = 4000
LINES = ("title", "owner")
TEXTS = ("case", "customer_value", "internal_impact")


@dataclass(frozen=True, slots=True)
class InitiativeCard:
    """An initiative with its business case.

    Attributes:
        insights: most people first.
        undecided: what is still open, each a sentence without a full stop.
    """

    facts: InitiativeFacts
    case: BusinessCase
    insights: tuple[InsightCard, ...]
    undecided: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class MadeInitiative:
    """An initiative that was made."""

    key: str
    changes: Changes


def initiatives(*, workspace: Workspace) -> tuple[InitiativeCard, ...]:
    """All initiatives as the roadmap reads: now, next, later, then those not placed yet."""
    cards = list_insights(workspace=workspace)
    with workspace.read() as reading:
        inside = reads.insight_keys(reading)
        heard = Heard.read(reading, None, None)
        return tuple(_card(facts, inside.get(facts.id, frozenset()), cards, heard) for facts in reads.facts(reading))


def initiative(*, workspace: Workspace, key: str) -> InitiativeCard:
    """One initiative.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        reads.named(reading, key)
    return next(card for card in initiatives(workspace=workspace) if card.facts.key == key)


def insights_without(*, workspace: Workspace) -> tuple[InsightCard, ...]:
    """The insights that are in no initiative, most people first."""
    with workspace.read() as reading:
        inside = frozenset[str]().union(*reads.insight_keys(reading).values())
    return tuple(card for card in list_insights(workspace=workspace) if card.facts.key not in inside)


def _evidence(heard: Heard, cards: Sequence[InsightCard]) -> Evidence:
    """Counted over the notes of all of them together, by the rule that each is counted by alone."""
    voices = [heard.of(card.facts.id) for card in cards]
    supporting = [voice for each in voices for voice in each.supporting]
    return heard.rooms.count(supporting, [voice for each in voices for voice in each.withheld])


def _card(facts: InitiativeFacts, keys: frozenset[str], cards: Sequence[InsightCard], heard: Heard) -> InitiativeCard:
    inside = tuple(card for card in cards if card.facts.key in keys)
    case = business_case(facts, [Part(card.facts, card.gate, card.likelihood) for card in inside], _evidence(heard, inside))
    return InitiativeCard(facts, case, inside, undecided(facts, case))


# -- verbs


def make_initiative(*, workspace: Workspace, title: str, insights: Sequence[str] = (), horizon: Horizon | None = None) -> MadeInitiative:
    """A new initiative, last of its horizon, with these insights (keys) in it; they leave the one they were in.

    Raises:
        CouncilError: no title, or no such insight.
    """
    title = _line("title", title)
    with workspace.write(m_("Make the initiative “{title}”", title=title)) as writing:
        row = Initiative(
            key=free_key(writing, Initiative.key, title),
            title=title,
            segments=(),
            horizon=horizon,
            position=len(reads.of_horizon(writing, horizon)),
        )
        writing.add(row)
        writing.flush()
        _put(writing, row, insights)
        return MadeInitiative(row.key, changes(writing))


def edit_initiative(*, workspace: Workspace, key: str, values: Mapping[str, object]) -> Changes:
    """Change an initiative's own words: `LINES`, `TEXTS`, and `segments` (a tuple).

    Raises:
        CouncilError: no such initiative, or a value that cannot be right.
    """
    sound = {name: _sound(key, name, value) for name, value in values.items()}
    with workspace.write(m_("Edit an initiative")) as writing:
        row = reads.named(writing, key)
        for name, value in sound.items():
            setattr(row, name, value)
        return changes(writing)


def remove_initiative(*, workspace: Workspace, key: str) -> Changes:
    """Take an initiative away; its insights stay, in none.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.read() as reading:
        title = reads.named(reading, key).title
    with workspace.write(m_("Remove the initiative “{title}”", title=title)) as writing:
        row = reads.named(writing, key)
        for insight in writing.scalars(select(Insight).where(Insight.initiative_id == row.id)):
            insight.initiative_id = None
        writing.flush()
        writing.delete(row)
        writing.flush()
        _number(reads.of_horizon(writing, row.horizon))
        return changes(writing)


def put_insights(*, workspace: Workspace, key: str, insights: Sequence[str]) -> Changes:
    """Put insights (keys) into an initiative; each leaves the one it was in, because it is part of one business case at most.

    Raises:
        CouncilError: no such initiative or insight.
    """
    label = mn_("Put an insight into an initiative", "Put {count} insights into an initiative", len(insights))
    with workspace.write(label) as writing:
        _put(writing, reads.named(writing, key), insights)
        return changes(writing)


def take_insights(*, workspace: Workspace, insights: Sequence[str]) -> Changes:
    """Take insights (keys) out of whichever initiative they are in.

    Raises:
        CouncilError: no such insight.
    """
    label = mn_("Take an insight out of its initiative", "Take {count} insights out of their initiatives", len(insights))
    with workspace.write(label) as writing:
        for row in reads.insights_named(writing, tuple(insights)):
            row.initiative_id = None
        return changes(writing)


def move_initiative(*, workspace: Workspace, key: str, horizon: Horizon | None, position: int | None = None) -> Changes:
    """Lay an initiative elsewhere on the roadmap.

    Args:
        workspace: where.
        key: which.
        horizon: when it is meant to happen; None takes it off the roadmap.
        position: its place there from 0; last, when not given or beyond the last.

    Raises:
        CouncilError: there is none of this key.
    """
    with workspace.write(m_("Move an initiative on the roadmap")) as writing:
        row = reads.named(writing, key)
        left = [each for each in reads.of_horizon(writing, row.horizon) if each is not row]
        there = left if horizon is row.horizon else reads.of_horizon(writing, horizon)
        row.horizon = horizon
        there.insert(len(there) if position is None else max(0, min(position, len(there))), row)
        _number(there)
        if there is not left:
            _number(left)
        return changes(writing)


def _put(writing: JournalledSession, row: Initiative, insights: Sequence[str]) -> None:
    for insight in reads.insights_named(writing, tuple(insights)):
        insight.initiative_id = row.id


def _number(rows: Sequence[Initiative]) -> None:
    """Positions from 0 without gaps; a row that keeps its own is not written."""
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position


def _sound(key: str, name: str, value: object) -> object:
    if name in LINES and isinstance(value, str):
        return _line(name, value)
    if name in TEXTS and isinstance(value, str) and len(value) <= TEXT_LIMIT:
        return cleaned(value)
    if name == "segments" and isinstance(value, tuple) and all(isinstance(each, str) for each in value):
        return tuple(dict.fromkeys(segment for each in value if (segment := one_line(each)[:TITLE_LIMIT])))
    if name in TEXTS:
        raise CouncilError(key, m_("the text is longer than {count} characters", count=TEXT_LIMIT), m_("Shorten it; nothing was changed."))
    raise CouncilError(key, m_("“{field}” cannot be {value}", field=name, value=repr(value)[:80]), m_("Nothing was changed."))


def _line(name: str, value: str) -> str:
    line = one_line(value)
    if name == "title" and not line:
        raise CouncilError(name, m_("an initiative needs a title"), m_("Say in a few words what is to be done."))
    if len(line) > TITLE_LIMIT:
        why = m_("the line is longer than {count} characters", count=TITLE_LIMIT)
        raise CouncilError(line[:20] + "…", why, m_("Shorten it; nothing was changed."))
    return line
