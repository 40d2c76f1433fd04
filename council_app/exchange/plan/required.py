"""What an entry must have when it is new; one that exists keeps what the plan does not mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from council_app.domain.enums import QuestionKind
from council_app.errors import m_
from council_app.exchange.plan.checking import Check, Finding, Findings
from council_app.exchange.plan.known import tags_of
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Entry, Question
from council_app.exchange.plan.versions import Parts, start_of

_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Market": ("country",),
    "Council": ("market", "city", "date", "timezone"),
    "Session": ("starts", "ends"),
    "Prototype": ("name",),
    "Script": ("title",),
    "Section": ("title",),
    "Task": ("text",),
    "Question": ("kind",),
    "Tag": ("name",),
    "Journey": ("name",),
    "Stage": ("name",),
    "Person": ("name",),
    "Note": ("session", "text"),
    "Trial": ("outcome",),
    "Initiative": ("title",),
    "Insight": ("title",),
    "Delivery": ("status",),
    "Cohort": ("name",),
    "Filter": ("name",),
    "Board": ("name",),
    "Round": ("name",),
    "Workshop": ("title", "at"),
    "Post": ("market", "title", "as_of", "text"),
}
_WORDED = (QuestionKind.OPEN, QuestionKind.RATING, QuestionKind.CHOICE)


def bare_entries(check: Check) -> Findings:
    """New entries that lack what they need, each missing key once."""
    for path, entry in _new(check):
        for key in _REQUIRED[type(entry).__name__]:
            if getattr(entry, key) is None:
                yield Finding(path, m_("“{key}” is missing, and this entry is new", key=key), m_("Add “{key}”.", key=key))
        if isinstance(entry, Question) and entry.kind in _WORDED and entry.text is None:
            yield Finding(path, m_("“{key}” is missing, and this entry is new", key="text"), m_("Add “{key}”.", key="text"))


def _new(check: Check) -> Iterator[tuple[PlanPath, Entry]]:
    plan, before = check.plan, check.before
    yield from ((("markets", i), entry) for i, entry in enumerate(plan.markets) if entry.key not in before.markets)
    yield from ((("prototypes", i), entry) for i, entry in enumerate(plan.prototypes) if entry.key not in before.prototypes)
    yield from ((place, tag) for place, path, tag in tags_of(plan) if path not in before.tags)
    yield from ((("notes", i), entry) for i, entry in enumerate(plan.notes) if entry.key not in before.notes)
    yield from ((("initiatives", i), entry) for i, entry in enumerate(plan.initiatives) if entry.key not in before.initiatives)
    yield from ((("insights", i), entry) for i, entry in enumerate(plan.insights) if entry.key not in before.insights)
    yield from ((("deliveries", i), e) for i, e in enumerate(plan.deliveries) if (e.insight, e.market) not in before.deliveries)
    yield from ((("trials", i), e) for i, e in enumerate(plan.trials) if (e.session, e.seat, e.task) not in before.trials)
    yield from ((("cohorts", i), entry) for i, entry in enumerate(plan.cohorts) if entry.key not in before.cohorts)
    yield from ((("filters", i), entry) for i, entry in enumerate(plan.filters) if entry.key not in before.filters)
    yield from ((("boards", i), entry) for i, entry in enumerate(plan.boards) if entry.key not in before.boards)
    yield from ((("rounds", i), entry) for i, entry in enumerate(plan.rounds) if entry.key not in before.rounds)
    yield from ((("workshops", i), entry) for i, entry in enumerate(plan.workshops) if entry.key not in before.workshops)
    yield from ((("posts", i), entry) for i, entry in enumerate(plan.posts) if (entry.key, entry.locale) not in before.posts)
    yield from _new_inside(check)
    yield from _new_people(check)


def _new_inside(check: Check) -> Iterator[tuple[PlanPath, Entry]]:
    plan, before = check.plan, check.before
    for i, council in enumerate(plan.councils):
        if council.key not in before.councils:
            yield ("councils", i), council
        yield from ((("councils", i, "sessions", j), s) for j, s in enumerate(council.sessions) if s.key not in before.sessions)
    for i, script in enumerate(plan.scripts):
        here = start_of(before.scripts, script)
        if here is None:
            yield ("scripts", i), script
        parts = here or Parts()
        yield from ((("scripts", i, "sections", j), part) for j, part in enumerate(script.sections) if part.key not in parts.sections)
        yield from ((("scripts", i, "tasks", j), task) for j, task in enumerate(script.tasks) if task.key not in parts.tasks)
        yield from ((("scripts", i, "questions", j), q) for j, q in enumerate(script.questions) if q.key not in parts.questions)
    for i, journey in enumerate(plan.journeys):
        if journey.key not in before.journeys:
            yield ("journeys", i), journey
        stages = enumerate(journey.stages)
        yield from ((("journeys", i, "stages", j), stage) for j, stage in stages if f"{journey.key}/{stage.key}" not in before.stages)


def _new_people(check: Check) -> Iterator[tuple[PlanPath, Entry]]:
    """A person with an e-mail needs no name; the same person again, at another session, is not new."""
    met: set[str] = set(check.before.people)
    for i, person in enumerate(check.plan.people):
        names = {name for name in (person.email and person.email.casefold(), person.key) if name}
        if not names & met and person.email is None:
            yield ("people", i), person
        met |= names
