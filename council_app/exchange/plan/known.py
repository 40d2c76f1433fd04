"""What already exists where a plan goes, told by the service; and what the plan itself brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import time

from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Person, Plan, Session, Tag
from council_app.exchange.plan.versions import Scripts, Used, newest, used_by, with_entries


@dataclass(frozen=True, slots=True)
class Known:
    """Keys that exist in the workspace; empty for a new one.

    Attributes:
        sessions: session key to its script, None without one.
        agenda: session key to the titles of its agenda.
        begun: keys of sessions in which something happened; the others follow when their script gets a new version.
        scripts: what every version of every script holds.
        tags: paths such as `checkout/fees`.
        stages: `journey/stage`.
        seats: (session key, seat code) to the e-mail or key of who sits there, "" when that is not known.
        people: e-mails (folded to lower case) and keys of people.
        attending: (session key, e-mail or key) of everybody on the list of a session, with a seat or without.
        hours: session key to when it starts and ends.
        lengths: characters of the notes that the plan lays highlights on without saying what they hold.
        deliveries: (insight key, market key). Likewise trials: (session, seat, task), and delegations: (insight key, tracker).
        posts: (key, locale) to the key of the market.
    """

    markets: AbstractSet[str] = frozenset()
    councils: AbstractSet[str] = frozenset()
    sessions: Mapping[str, Used | None] = field(default_factory=dict)
    begun: AbstractSet[str] = frozenset()
    agenda: Mapping[str, AbstractSet[str]] = field(default_factory=dict)
    prototypes: AbstractSet[str] = frozenset()
    scripts: Scripts = field(default_factory=dict)
    tags: AbstractSet[str] = frozenset()
    journeys: AbstractSet[str] = frozenset()
    stages: AbstractSet[str] = frozenset()
    notes: AbstractSet[str] = frozenset()
    initiatives: AbstractSet[str] = frozenset()
    insights: AbstractSet[str] = frozenset()
    cohorts: AbstractSet[str] = frozenset()
    filters: AbstractSet[str] = frozenset()
    boards: AbstractSet[str] = frozenset()
    rounds: AbstractSet[str] = frozenset()
    workshops: AbstractSet[str] = frozenset()
    lengths: Mapping[str, int] = field(default_factory=dict)
    seats: Mapping[tuple[str, str], str] = field(default_factory=dict)
    people: AbstractSet[str] = frozenset()
    attending: AbstractSet[tuple[str, str]] = frozenset()
    hours: Mapping[str, tuple[time, time]] = field(default_factory=dict)
    deliveries: AbstractSet[tuple[str, str]] = frozenset()
    trials: AbstractSet[tuple[str, str, str]] = frozenset()
    delegations: AbstractSet[tuple[str, str]] = frozenset()
    posts: Mapping[tuple[str, str], str] = field(default_factory=dict)


def tags_of(plan: Plan) -> Iterator[tuple[PlanPath, str, Tag]]:
    """Every tag of the codebook with its place in the file and its path, parents first."""
    waiting: list[tuple[PlanPath, str, Tag]] = [(("codebook", i), tag.key, tag) for i, tag in enumerate(plan.codebook)]
    waiting.reverse()
    while waiting:
        place, path, tag = waiting.pop()
        yield place, path, tag
        below: list[tuple[PlanPath, str, Tag]] = [
            ((*place, "children", i), f"{path}/{child.key}", child) for i, child in enumerate(tag.children)
        ]
        waiting.extend(reversed(below))


def with_plan(known: Known, plan: Plan) -> Known:
    """What exists once the plan is applied."""
    sessions = [session for council in plan.councils for session in council.sessions]
    scripts = with_entries(known.scripts, plan.scripts)
    followed = _followed(known, scripts)
    uses = {s.key: used_by(s, followed.get(s.key), scripts) for s in sessions}
    agenda = {s.key: {item.title for item in s.agenda} for s in sessions if "agenda" in s.model_fields_set}
    seats = {(e.session, e.seat): known.seats.get((e.session, e.seat), "") for e in plan.seats}
    seats |= {(p.session, p.seat): (p.email or p.key or "").casefold() for p in plan.people if p.session and p.seat}
    return Known(
        markets=known.markets | {market.key for market in plan.markets},
        councils=known.councils | {council.key for council in plan.councils},
        sessions={**followed, **uses},
        begun=known.begun,
        agenda={**known.agenda, **agenda},
        prototypes=known.prototypes | {prototype.key for prototype in plan.prototypes},
        scripts=scripts,
        tags=known.tags | {path for _, path, _ in tags_of(plan)},
        journeys=known.journeys | {journey.key for journey in plan.journeys},
        stages=known.stages | {f"{journey.key}/{stage.key}" for journey in plan.journeys for stage in journey.stages},
        notes=known.notes | {note.key for note in plan.notes},
        initiatives=known.initiatives | {initiative.key for initiative in plan.initiatives},
        insights=known.insights | {insight.key for insight in plan.insights},
        cohorts=known.cohorts | {cohort.key for cohort in plan.cohorts},
        filters=known.filters | {each.key for each in plan.filters},
        boards=known.boards | {board.key for board in plan.boards},
        rounds=known.rounds | {each.key for each in plan.rounds},
        workshops=known.workshops | {workshop.key for workshop in plan.workshops},
        lengths=known.lengths,
        seats={**known.seats, **seats},
        people=known.people | {name for p in plan.people for name in names_of(p)},
        attending=known.attending | {(p.session, name) for p in plan.people if p.session for name in names_of(p)},
        hours={**known.hours, **dict(_hours(known, sessions))},
        deliveries=known.deliveries | {(d.insight, d.market) for d in plan.deliveries},
        trials=known.trials | {(t.session, t.seat, t.task) for t in plan.trials},
        delegations=known.delegations | {(d.insight, d.to) for d in plan.delegations},
        posts={**known.posts, **{(post.key, post.locale): post.market for post in plan.posts if post.market}},
    )


def names_of(person: Person) -> tuple[str, ...]:
    """What somebody goes by in a plan: e-mail, folded to lower case, and key."""
    return tuple(name for name in (person.email and person.email.casefold(), person.key) if name)


def _hours(known: Known, sessions: Iterable[Session]) -> Iterator[tuple[str, tuple[time, time]]]:
    """When the sessions of a plan start and end: what it does not mention stays as it was."""
    for session in sessions:
        before = known.hours.get(session.key, (None, None))
        starts, ends = session.starts or before[0], session.ends or before[1]
        if starts is not None and ends is not None:
            yield session.key, (starts, ends)


def _followed(known: Known, scripts: Scripts) -> dict[str, Used | None]:
    """Sessions in which nothing happened yet go on to the version that the plan makes of theirs."""
    found: dict[str, Used | None] = dict(known.sessions)
    for session, use in known.sessions.items():
        if use is not None and session not in known.begun and use[1] == newest(known.scripts, use[0]):
            found[session] = (use[0], newest(scripts, use[0]))
    return found
