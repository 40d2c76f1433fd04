"""A person's right to be forgotten: erased from rows, history and half-typed text, for good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db import erasure
from council_app.db.journal import JournalledSession
from council_app.db.models import Attendance, Insight, Person
from council_app.db.queries import person as reads
from council_app.db.queries import posts as post_reads
from council_app.db.queries import somebody as named
from council_app.db.queries import touched
from council_app.db.queries.somebody import Somebody
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.redaction import Redaction
from council_app.errors import CouncilError, m_
from council_app.services.letters.telling import forget_told
from council_app.services.posts.erasing import forget_words
from council_app.services.reconsent import forget_former

__all__ = ["Erasable", "Erased", "Somebody", "compact", "copies_of", "erase_person", "erase_rows", "left_behind", "look_before_erasing"]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        removed: how many rows of each kind; each leaves a tombstone without values.
        redacted: rows of others, and of the log, out of which the name or an address was taken.
        drafts: half-typed texts, and photos waiting for their words, that were dropped.
        documents: kind and subject of reports and posts written from this file that quote the person; they lie outside it.
        copies: names of older copies beside the workspace that still hold the person.
    """

    removed: Mapping[str, int]
    redacted: int
    drafts: int
    documents: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Erasable:
    """What an erasure would take away; the fields are those of `Erased`, `insights` are keys of those that rest on the person's words.

    `in_log` is true where only the change log still speaks of them.
    """

    name: str
    email: str
    sessions: int
    notes: int
    consents: int
    results: int
    insights: tuple[str, ...]
    documents: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    in_log: bool = False
    calls: int = 0


def left_behind(*, workspace: Workspace) -> tuple[Somebody, ...]:
    """Everybody who was added and taken back whole, so that only the change log still speaks of them; the last one first."""
    with workspace.read() as reading:
        return named.left_in_log(reading)


def look_before_erasing(*, workspace: Workspace, who: str) -> Erasable:
    """What `erase_person` would take away.

    Raises:
        CouncilError: nobody is meant, or several are.
    """
    with workspace.read() as reading:
        person = named.somebody_named(reading, who)
        found = reads.traces(reading, (person.id, *person.also))
        notes = found.of("note")
        return Erasable(
            name=person.name,
            email=person.email,
            sessions=len(reading.scalars(select(Attendance.id).where(Attendance.person_id == person.id)).all()),
            notes=len(notes),
            consents=len(found.of("consent")),
            results=len(found.of("trial")) + len(found.of("answer")),
            insights=_insights_on(reading, notes),
            documents=tuple(_documents(reading, notes)),
            copies=copies_of(workspace),
            in_log=person.gone_at is not None,
            calls=len(found.of("phone_call")),
        )


def _insights_on(reading: Session, notes: Sequence[str]) -> tuple[str, ...]:
    spoken = reads.spoken_for(reading, notes)
    return tuple(sorted(reading.scalars(select(Insight.key).where(Insight.id.in_(list(spoken))))))


def erase_person(*, workspace: Workspace, who: str) -> Erased:
    """Erase one person with everything they said, did and allowed, also one who was taken back whole. This cannot be undone.

    Args:
        workspace: where from.
        who: an e-mail address, a telephone number, a person's key or id, a whole name, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody is meant, or several are, and nothing was changed; or the rows are gone but the file could not be
            written anew.
    """
    with workspace.write(m_("Erase a person")) as writing:
        result = erase_rows(workspace, writing, named.somebody_named(writing, who))
    compact(workspace=workspace)
    return result


def erase_rows(workspace: Workspace, writing: JournalledSession, person: Somebody) -> Erased:
    """Erase within a transaction; whoever commits it has to `compact` the file."""
    found = reads.traces(writing, (person.id, *person.also))
    redactions = tuple(_redactions(writing, person, found))
    seats = [seat for seat in writing.scalars(select(Attendance.seat).where(Attendance.person_id == person.id)) if seat]
    documents = [*_documents(writing, found.of("note"))]
    forget_words(writing, found.of("note"), redactions)
    drafts = erasure.forget_unfinished(writing, redactions, seats, found.of("attendance"))
    forget_former(writing, found.of("attendance"))
    row = writing.get(Person, person.id)
    if row is not None:
        writing.expunge(row)
    forget_told(writing, (person.id, *person.also))
    erasure.remove(writing, found)
    redacted = sum(erasure.redact(writing, redaction) for redaction in redactions)
    return Erased(
        removed={name: len(ids) for name, ids in found.rows},
        redacted=redacted,
        drafts=drafts,
        documents=tuple(documents),
        copies=copies_of(workspace),
        changes=changes(writing),
    )


def _documents(reading: Session, notes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What was written to files with these words, and what is out in public with them: that by its place."""
    yield from ((row.kind, row.about) for row in touched.publications_with(reading, notes))
    yield from (("post", out.place) for out, _ in post_reads.out_with(reading, notes) if out.down_on is None)


def compact(*, workspace: Workspace) -> None:
    """Write the file anew, so that no byte of what was erased is left in it.

    Raises:
        CouncilError: the disk refuses; what was erased stays erased.
    """
    try:
        workspace.compact()
    except CouncilError as error:
        raise CouncilError(
            workspace.path.name,
            m_("everything was erased, but the file could not be written anew ({reason})", reason=error.why),
            m_("Make room on the disk, then write it anew: under Retention, or with council compact."),
        ) from error


def copies_of(workspace: Workspace) -> tuple[str, ...]:
    """Names of older copies beside the workspace."""
    return tuple(sorted(copy.name for copy in workspace.path.parent.glob(f"{workspace.path.name}.before-*")))


def _redactions(writing: JournalledSession, person: Somebody, found: reads.Traces) -> Iterator[Redaction]:
    """The names of the person now, and all that they, and those of whom they were made, were ever called."""
    yield Redaction(name=person.name, email=person.email, phone=person.phone)
    for columns in reads.former_names(writing, found.of("person")):
        values = [sorted(columns.get(name, ())) for name in ("name", "email", "phone")]
        for at in range(max(map(len, values))):
            name, email, phone = (each[at] if at < len(each) else "" for each in values)
            if (name, email, phone) != (person.name, person.email, person.phone):
                yield Redaction(name=name, email=email, phone=phone)
