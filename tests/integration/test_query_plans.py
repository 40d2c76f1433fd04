"""What is asked all the time walks along an index: at a million notes as at ten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.services.capture import speakers, take_note
from council_app.services.finding import search
from council_app.services.history import next_redo, next_undo, undo
from council_app.services.workspace import Workspace
from tests import factories as given


@contextmanager
def planned(naming: str) -> Iterator[list[str]]:
    """Every step that SQLite plans for the statements run meanwhile that read the table `naming`."""
    steps: list[str] = []

    def explain(_connection: object, cursor: DBAPICursor, statement: str, values: Any, *_: object) -> None:
        if statement.startswith("SELECT") and naming in statement:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            steps.extend(row[-1] for row in cursor.fetchall())

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield steps
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


@pytest.fixture
def heard(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path) as made:
        given.apply(made, tmp_path, given.people())
        given.apply(made, tmp_path, given.notes(("P01", "The fee"), ("P02", "No fee")))
        yield made


@pytest.mark.parametrize("wanted", [NoteFilter(), filter_of([where(Facet.SESSION, given.SESSION)])])
def test_the_newest_hits_are_read_along_the_index_of_words(heard: Workspace, wanted: NoteFilter) -> None:
    with planned("highlight(note_search") as steps:
        assert len(search(workspace=heard, query="fee", filter=wanted, newest_first=True)) == 2
    assert steps[0].startswith("SCAN note_search VIRTUAL TABLE")
    assert steps[1] == "SEARCH note USING INTEGER PRIMARY KEY (rowid=?)"
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


def test_only_the_best_hits_are_read_whole(heard: Workspace) -> None:
    with planned("note_search") as steps:
        assert len(search(workspace=heard, query="fee")) == 2
    best = steps.index("SCAN chosen")
    assert steps[best + 1] == "SEARCH note USING INTEGER PRIMARY KEY (rowid=?)"


def test_what_can_be_undone_is_told_without_reading_what_it_wrote(heard: Workspace) -> None:
    with planned("operation") as steps:
        assert str(next_undo(workspace=heard)) == "Apply a plan"
    assert [step for step in steps if "change" in step] == ["SEARCH change USING INDEX ix_change_erased (operation=?)"]


def test_what_can_be_done_again_is_looked_for_behind_the_newest_thing_done(heard: Workspace) -> None:
    with planned("operation") as steps:
        assert next_redo(workspace=heard) is None
    assert steps[0] == "SEARCH operation USING INTEGER PRIMARY KEY (rowid>?)"
    take_note(workspace=heard, session=given.SESSION, line="and the letter", author="kim")
    label = undo(workspace=heard).label
    assert next_redo(workspace=heard) == label


def test_who_was_heard_how_often_is_counted_without_reading_a_note(heard: Workspace) -> None:
    with planned("note") as steps:
        found = speakers(workspace=heard, session=given.SESSION)
    assert [(each.seat, each.heard) for each in found[:3]] == [("P01", 1), ("P02", 1), ("P03", 0)]
    (counted,) = (step for step in steps if "SEARCH note" in step or "SCAN note" in step)
    assert counted == "SEARCH note USING COVERING INDEX ix_note_attendance_id_at_id (attendance_id=?)"
