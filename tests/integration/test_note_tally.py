"""What triggers keep beside the notes says what the notes say, whatever happens to them; the check tells when it does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Note, NoteTag, Tag
from council_app.domain.enums import NoteKind
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.errors import m_
from council_app.services import listing
from council_app.services.history import undo
from council_app.services.workspace import Workspace, check
from tests import factories as given


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "One"), ("P01", "Two"), ("P02", "Three"))) as made:
        yield made


def first(session: Session) -> Note:
    return session.scalars(select(Note).order_by(Note.num)).first() or pytest.fail("no note")


def untag(session: Session) -> None:
    for carried in session.scalars(select(NoteTag).where(NoteTag.note_id == first(session).id)).all():
        session.delete(carried)
    session.flush()


def remove(session: Session) -> None:
    untag(session)
    session.delete(first(session))


def regroup(session: Session) -> None:
    note = first(session)
    note.kind, note.attendance_id = NoteKind.PRAISE, None


def retag(session: Session) -> None:
    untag(session)
    session.add(NoteTag(note_id=first(session).id, tag_id=session.scalars(select(Tag.id)).first()))


@pytest.mark.parametrize(
    ("change", "counted"),
    [(untag, (3, 2, 1)), (remove, (2, 2, 0)), (regroup, (3, 2, 0)), (retag, (3, 2, 0))],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_notes_are_counted_as_they_change_and_as_it_is_undone(
    heard: Workspace, change: Callable[[Session], None], counted: tuple[int, int, int]
) -> None:
    with heard.write(m_("Change notes")) as writing:
        change(writing)
    found = listing.counts(workspace=heard, filter=NoteFilter())
    assert (found.notes, found.attendees, found.untagged) == counted
    assert check(workspace=heard).problems == ()
    undo(workspace=heard)
    found = listing.counts(workspace=heard, filter=filter_of([where(Facet.SEAT, "P01")]))
    assert (found.notes, found.of_all, found.attendees, found.untagged) == (2, 3, 1, 0)
    assert check(workspace=heard).problems == ()


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE note_tally SET notes = notes + 1",
        "DELETE FROM note_tally",
        "INSERT INTO untagged (at, id) SELECT at, id FROM note LIMIT 1",
    ],
)
def test_the_check_tells_when_what_is_kept_is_not_what_was_said(heard: Workspace, wrong: str) -> None:
    with heard.write(m_("Change notes")) as writing:
        writing.connection().exec_driver_sql(wrong)
    assert [str(problem) for problem in check(workspace=heard).problems] == [
        "What lists of notes are counted and filtered by does not match the notes"
    ]
