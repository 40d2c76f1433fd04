"""What the rules of `references.py` share: findings, and one question each for what a plan can name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from council_app.errors import Message, m_
from council_app.exchange.plan.explain import PROBLEM_LIMIT, suggestion
from council_app.exchange.plan.known import Known
from council_app.exchange.plan.locator import PlanPath
from council_app.exchange.plan.models import Plan
from council_app.exchange.plan.versions import Parts
from council_app.exchange.text import shown


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem whose line is not looked up yet."""

    path: PlanPath
    why: Message
    todo: Message


Findings: TypeAlias = Iterator[Finding]


@dataclass(frozen=True, slots=True)
class Check:
    """The plan, what exists before it, and what exists after it."""

    plan: Plan
    before: Known
    after: Known
    missed: list[str] = field(default_factory=list)

    def there(self, key: str | None, among: Collection[str], missing: Callable[[str], Message], path: PlanPath) -> Findings:
        """Nothing when `key` is None or exists; else the finding, with a suggestion."""
        if key is None or key in among:
            return
        # Looking for a near word among very many is slow, and nobody reads the hundredth suggestion.
        few = len(among) <= 5000 and len(self.missed) < PROBLEM_LIMIT
        self.missed.append(key)
        todo = suggestion(key, list(among)) if few and among else m_("Add it to the plan, or name one that exists.")
        yield Finding(path, missing(shown(key)), todo)

    def session(self, key: str | None, path: PlanPath) -> Findings:
        """The session exists."""
        return self.there(key, self.after.sessions, lambda key: m_("there is no session “{key}”", key=key), (*path, "session"))

    def seat(self, session: str | None, seat: str | None, path: PlanPath) -> Findings:
        """Somebody has that seat, when the session exists."""
        if session in self.after.sessions and seat is not None and (session, seat) not in self.after.seats:
            yield Finding(
                (*path, "seat"),
                m_("nobody has seat “{seat}” in session “{session}”", seat=seat, session=session),
                m_("Add the seat under “people” or “seats”, or correct it."),
            )

    def person(self, session: str | None, person: str | None, path: PlanPath) -> Findings:
        """Somebody of that e-mail or key is on the list of the session, when it exists."""
        if session in self.after.sessions and person is not None and (session, person.casefold()) not in self.after.attending:
            yield Finding(
                (*path, "person"),
                m_("there is no “{person}” on the list of session “{session}”", person=shown(person), session=session),
                m_("Add them under “people”, or correct the e-mail address or key."),
            )

    def task(self, session: str | None, task: str | None, path: PlanPath) -> Findings:
        """The session's script has that task."""
        among = self.parts(session).tasks
        return self.there(task, among, lambda key: m_("the session's script has no task “{key}”", key=key), (*path, "task"))

    def parts(self, session: str | None) -> Parts:
        """What the session's script holds."""
        use = self.after.sessions.get(session or "")
        return Parts() if use is None else self.after.scripts.get(use[0], {}).get(use[1], Parts())

    def market(self, key: str | None, path: PlanPath) -> Findings:
        """The market exists."""
        return self.there(key, self.after.markets, lambda key: m_("there is no market “{key}”", key=key), (*path, "market"))

    def insight(self, key: str | None, path: PlanPath) -> Findings:
        """The insight exists."""
        return self.there(key, self.after.insights, lambda key: m_("there is no insight “{key}”", key=key), (*path, "insight"))

    def stage(self, key: str | None, path: PlanPath) -> Findings:
        """The journey has that stage."""
        return self.there(key, self.after.stages, lambda key: m_("there is no stage “{key}”", key=key), (*path, "stage"))

    def tags(self, tags: tuple[str, ...], path: PlanPath) -> Findings:
        """Every tag is in the codebook."""
        for i, tag in enumerate(tags):
            yield from self.there(tag, self.after.tags, lambda key: m_("there is no tag “{key}”", key=key), (*path, "tags", i))
