"""A note that says two things becomes two, and notes that say one thing become one: nothing that lay on them is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from council_app.db.models import BoardCard, Evidence, Highlight, Note, NoteTag, Source, SourcePart, Tag, new_id
from council_app.errors import CouncilError, m_
from council_app.services import history
from council_app.services.joining import join_notes
from council_app.services.plan import dump_workspace
from council_app.services.splitting import split_note
from council_app.services.workspace import Workspace, check
from tests import factories as given

MORE = """
council: 1
notes:
  - {key: n1, session: bristol-am, at: 2026-05-12T09:01:00+00:00, author: Kim, text: The late fee was high and nobody told me, tags: [tone],
     kind: friction, severity: 2, verbatim: true,
     highlights: [{tag: fees/late, starts: 4, ends: 12}, {tag: fees, starts: 26, ends: 40}, {tag: tone, starts: 17, ends: 32, coder: Lea}]}
  - {key: n2, session: bristol-am, at: 2026-05-12T09:02:00+00:00, text: by letter or mail, tags: [fees],
     reply_to: n1, severity: 3, starred: true,
     highlights: [{tag: fees/late, starts: 3, ends: 9}]}
  - {key: n3, session: bristol-am, at: 2026-05-12T09:03:00+00:00, text: So it was, reply_to: n2}
insights: [{key: late, title: Late, evidence: {notes: [n1, n2]}}]
boards: [{key: one, name: One, groups: [{name: Money}], cards: [{note: n1, x: 10, y: 10, group: 1}, {note: n2, x: 50, y: 50}]}]
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, given.people(count=2), MORE) as workspace:
        yield workspace


def ids(workspace: Workspace) -> dict[str, str]:
    with workspace.read() as reading:
        return {key: note for key, note in reading.execute(select(Note.key, Note.id)) if key is not None}


def told(workspace: Workspace) -> list[tuple[str, list[str], list[tuple[str, str]]]]:
    """Every note: its text, its tags (those that only highlights carry in brackets), its highlights."""
    with workspace.read() as reading:
        paths = dict(reading.execute(select(Tag.id, Tag.path)).all())
        found = []
        for note in reading.scalars(select(Note).order_by(Note.at, Note.id)):
            tags = reading.scalars(select(NoteTag).where(NoteTag.note_id == note.id)).all()
            spans = reading.scalars(select(Highlight).where(Highlight.note_id == note.id).order_by(Highlight.starts)).all()
            carried = sorted(paths[tag.tag_id] if tag.whole else f"({paths[tag.tag_id]})" for tag in tags)
            found.append((note.text, carried, [(paths[span.tag_id], note.text[span.starts : span.ends]) for span in spans]))
        return found


def test_a_note_is_split_and_everything_goes_where_its_words_are(made: Workspace) -> None:
    before, notes = dump_workspace(workspace=made), ids(made)
    split = split_note(workspace=made, note=notes["n1"], at=22)
    assert told(made)[:2] == [
        ("The late fee was high", ["(fees/late)", "tone"], [("fees/late", "late fee"), ("tone", "high")]),
        ("and nobody told me", ["(fees)", "tone"], [("tone", "and nobody"), ("fees", "nobody told me")]),
    ]
    with made.read() as reading:
        assert sorted(reading.scalars(select(Evidence.note_id))) == sorted([split.first, split.second, notes["n2"]])
        assert {card.group_id is None for card in reading.scalars(select(BoardCard).where(BoardCard.note_id != notes["n2"]))} == {False}
        assert reading.get_one(Note, notes["n2"]).reply_to_id == split.first
    assert check(workspace=made).problems == ()
    history.undo(workspace=made)
    assert dump_workspace(workspace=made) == before


def test_joined_again_the_halves_are_the_note_they_were(made: Workspace) -> None:
    before = told(made)
    split = split_note(workspace=made, note=ids(made)["n1"], at=22)
    join_notes(workspace=made, notes=[split.second, split.first])
    joined = told(made)
    assert [text for text, _, _ in joined] == [text for text, _, _ in before]
    assert joined[0][1] == ["(fees)", "(fees/late)", "tone"]
    assert joined[0][2] == [("fees/late", "late fee"), ("tone", "high"), ("tone", "and nobody"), ("fees", "nobody told me")]


def test_joined_notes_keep_words_tags_evidence_and_replies(made: Workspace) -> None:
    before = dump_workspace(workspace=made)
    join_notes(workspace=made, notes=[ids(made)["n2"], ids(made)["n1"]])
    text, tags, spans = told(made)[0]
    assert (text, tags) == ("The late fee was high and nobody told me by letter or mail", ["(fees/late)", "fees", "tone"])
    assert spans[-1] == ("fees/late", "letter")
    with made.read() as reading:
        first, last = reading.scalars(select(Note).order_by(Note.at)).all()
        assert (first.severity, first.starred, first.verbatim, last.reply_to_id) == (3, True, False, first.id)
        assert reading.scalars(select(Evidence.note_id)).all() == [first.id]
        assert reading.scalars(select(BoardCard.note_id)).all() == [first.id]
    assert check(workspace=made).problems == ()
    history.undo(workspace=made)
    assert dump_workspace(workspace=made) == before
    history.redo(workspace=made)
    assert told(made)[0][0] == text


def test_parts_of_a_text_that_was_imported_stay_its_parts(made: Workspace) -> None:
    notes = ids(made)
    with made.read() as reading:
        session = reading.get_one(Note, notes["n1"]).session_id
    source = new_id()
    with made.write(m_("Import")) as writing:
        writing.insert_many(Source, [{"id": source, "session_id": session, "position": 0, "name": "Interview"}])
        parts = [(notes["n1"], ""), (notes["n2"], "\n\n"), (notes["n3"], " ")]
        writing.insert_many(
            SourcePart, [{"source_id": source, "note_id": note, "position": at, "lead": lead} for at, (note, lead) in enumerate(parts)]
        )

    def whole() -> str:
        with made.read() as reading:
            rows = reading.execute(select(SourcePart.lead, Note.text).join(Note).order_by(SourcePart.position)).all()
            return "".join(lead + text for lead, text in rows)

    text = whole()
    split = split_note(workspace=made, note=notes["n1"], at=21)
    assert whole() == text
    join_notes(workspace=made, notes=[split.first, split.second])
    join_notes(workspace=made, notes=[notes["n1"], notes["n2"]])
    assert whole() == text


@pytest.mark.parametrize("at", [0, 3, 40, 99])
def test_a_half_without_words_is_no_note(made: Workspace, at: int, tmp_path: Path) -> None:
    before = dump_workspace(workspace=made)
    if at == 3:
        given.apply(made, tmp_path, "council: 1\nnotes: [{key: n1, text: '... yes', highlights: []}]\n")
        before = dump_workspace(workspace=made)
    with pytest.raises(CouncilError, match="both halves need words"):
        split_note(workspace=made, note=ids(made)["n1"], at=at)
    assert dump_workspace(workspace=made) == before


def test_what_two_people_said_is_never_made_one(made: Workspace, tmp_path: Path) -> None:
    given.apply(
        made, tmp_path, "council: 1\nnotes: [{key: n1, session: bristol-am, seat: P01}, {key: n2, session: bristol-am, seat: P02}]\n"
    )
    notes = ids(made)
    with pytest.raises(CouncilError, match="not of the same person"):
        join_notes(workspace=made, notes=[notes["n1"], notes["n2"]])
    with pytest.raises(CouncilError, match="it takes two notes"):
        join_notes(workspace=made, notes=[notes["n1"], notes["n1"]])
