"""A person's right to be forgotten: erased from rows, history and half-typed text, for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from council_app.db import erasure
from council_app.db.models import Attendance
from council_app.db.queries import person as reads
from council_app.db.queries import touched
from council_app.db.workspace import Workspace, changes
from council_app.domain.records import Changes
from council_app.domain.redaction import Redaction
from council_app.errors import m_


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        removed: how many rows of each kind; each leaves a tombstone without values.
        redacted: rows of others, and of the log, out of which the name or an address was taken.
        drafts: half-typed texts that were dropped.
        documents: kind and subject of reports and posts written from this file that quote the person; they lie outside it.
        copies: names of older copies beside the workspace that still hold the person.
    """

    removed: Mapping[str, int]
    redacted: int
    drafts: int
    documents: tuple[tuple[str, str], ...]
    copies: tuple[str, ...]
    changes: Changes


def erase_person(*, workspace: Workspace, who: str) -> Erased:
    """Erase one person with everything they said, did and allowed. This cannot be undone.

    Args:
        workspace: where from.
        who: an e-mail address, a person's key, a whole name, or `SESSION/SEAT`.

    Raises:
        CouncilError: nobody is meant, or several are; nothing was changed.
    """
    with workspace.write(m_("Erase a person")) as writing:
        person = reads.person_named(writing, who)
        found = reads.traces(writing, person)
        redaction = Redaction(name=person.name, email=person.email or "", phone=person.phone)
        seats = [seat for seat in writing.scalars(select(Attendance.seat).where(Attendance.person_id == person.id)) if seat]
        documents = touched.publications_with(writing, found.of("note"))
        drafts = erasure.forget_drafts(writing, redaction, seats)
        writing.expunge(person)
        erasure.remove(writing, found)
        redacted = erasure.redact(writing, redaction)
        result = Erased(
            removed={name: len(ids) for name, ids in found.rows},
            redacted=redacted,
            drafts=drafts,
            documents=tuple((document.kind, document.about) for document in documents),
            copies=tuple(sorted(copy.name for copy in workspace.path.parent.glob(f"{workspace.path.name}.before-*"))),
            changes=changes(writing),
        )
    workspace.compact()
    return result
