"""Versions of scripts in a plan: which one an entry means, and what each will hold once the plan is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeAlias

from council_app.domain.enums import QuestionKind
from council_app.exchange.plan.models import Question, Script, Session


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """What an answer is checked against."""

    kind: QuestionKind
    choices: tuple[str, ...] = ()
    scale: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """Keys of what one version of a script holds; a `used` one stays as it is."""

    sections: AbstractSet[str] = frozenset()
    tasks: AbstractSet[str] = frozenset()
    questions: Mapping[str, KnownQuestion] = field(default_factory=dict)
    used: bool = False


Scripts: TypeAlias = "Mapping[str, Mapping[int, Parts]]"
"""Scripts by key and version."""
Used: TypeAlias = "tuple[str, int]"
"""Which script a session uses: key and version."""


def newest(scripts: Scripts, key: str) -> int:
    """The highest version of a script; 0 when there is none."""
    return max(scripts.get(key, {}), default=0)


def start_of(scripts: Scripts, entry: Script) -> Parts | None:
    """What an entry changes, before it does; None when it makes something new."""
    return scripts.get(entry.key, {}).get(entry.version or newest(scripts, entry.key))


def version_of(scripts: Scripts, entry: Script) -> int:
    """The version that an entry makes or changes: what was used gets no new parts, the version after it does."""
    last = newest(scripts, entry.key)
    if entry.version is not None or last == 0:
        return entry.version or 1
    parts = scripts[entry.key][last]
    return last + 1 if parts.used and _adds(parts, entry) else last


def with_entries(scripts: Scripts, entries: Sequence[Script]) -> dict[str, dict[int, Parts]]:
    """What every version holds once these entries are applied."""
    found = {key: dict(versions) for key, versions in scripts.items()}
    for entry in entries:
        version, before = version_of(found, entry), start_of(found, entry) or Parts()
        questions = dict(before.questions)
        for question in entry.questions:
            asked = _asked(question, before.questions.get(question.key))
            if asked is not None:
                questions[question.key] = asked
        used = before.used and version in found.get(entry.key, {})
        sections, tasks = (before.sections | {part.key for part in entry.sections}, before.tasks | {part.key for part in entry.tasks})
        found.setdefault(entry.key, {})[version] = Parts(sections, tasks, questions, used=used)
    return found


def used_by(entry: Session, before: Used | None, scripts: Scripts) -> Used | None:
    """Which script a session of the plan uses: the version it names, else the one it has, else the newest."""
    key = entry.script if "script" in entry.model_fields_set else before and before[0]
    if key is None:
        return None
    kept = before[1] if before is not None and before[0] == key else newest(scripts, key)
    return key, entry.script_version or kept


def _adds(parts: Parts, entry: Script) -> bool:
    return not (
        {part.key for part in entry.sections} <= parts.sections
        and {part.key for part in entry.tasks} <= parts.tasks
        and {part.key for part in entry.questions} <= parts.questions.keys()
    )


def _asked(question: Question, before: KnownQuestion | None) -> KnownQuestion | None:
    kind = question.kind or (before.kind if before else None)
    if kind is None:
        return None
    choices = question.choices or (before.choices if before else ())
    return KnownQuestion(kind, choices, question.scale or (before.scale if before else None))
