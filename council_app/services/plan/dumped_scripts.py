"""Dumping scripts: every version of each, so that what a session was asked is never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Script
from council_app.db.queries import scripts as reads
from council_app.domain.scripts import QuestionFacts, SectionFacts, TaskFacts
from council_app.exchange import plan as files


def numbered_scripts(session: Session) -> frozenset[str]:
    """Keys of the scripts whose versions a plan must name: those that are not simply at their first."""
    rows = session.execute(select(Script.key, Script.version)).all()
    count = Counter(key for key, _ in rows)
    return frozenset(key for key, version in rows if version != 1 or count[key] > 1)


def scripts_of(session: Session, prototypes: Mapping[str, str]) -> Iterator[files.Script]:
    """All scripts by key and version; `prototypes`: keys by id."""
    numbered = numbered_scripts(session)
    for row in session.scalars(select(Script).order_by(Script.key, Script.version)):
        yield files.Script(
            key=row.key,
            version=row.version if row.key in numbered else None,
            title=row.title,
            prototype=prototypes.get(row.prototype_id or ""),
            sections=tuple(map(section_entry, reads.sections(session, row.id))),
            tasks=tuple(map(task_entry, reads.tasks(session, row.id))),
            questions=tuple(map(question_entry, reads.questions(session, row.id))),
        )


def section_entry(facts: SectionFacts) -> files.Section:
    """A section as a plan writes it."""
    return files.Section(key=facts.key, title=facts.title, minutes=facts.minutes, prototype=facts.prototype)


def task_entry(facts: TaskFacts) -> files.Task:
    """A task as a plan writes it."""
    return files.Task(
        key=facts.key,
        text=facts.text,
        success=facts.success or None,
        target_seconds=facts.target_seconds,
        must_ask=facts.must_ask,
        section=facts.section,
        minutes=facts.minutes,
        probes=facts.probes,
    )


def question_entry(facts: QuestionFacts) -> files.Question:
    """A question as a plan writes it."""
    return files.Question(
        key=facts.key,
        kind=facts.kind,
        after=facts.after,
        text=facts.text or None,
        choices=facts.choices,
        scale=facts.scale,
        section=facts.section,
        wording=facts.wording or None,
        low=facts.low or None,
        high=facts.high or None,
    )
