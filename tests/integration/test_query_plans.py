"""What is asked all the time walks along an index: at a million notes as at ten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from council_app.db.queries import note_list, note_paths
from council_app.db.queries.note_lines import COLUMNS
from council_app.domain.note_filter import NOTHING, Facet, NoteFilter, Sort, filter_of, where
from council_app.services.capture import speakers, take_note
from council_app.services.codebook import counted_codebook
from council_app.services.finding import search
from council_app.services.history import next_redo, next_undo, undo
from council_app.services.listing import page, page_at
from council_app.services.themes import theme_curve
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
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee"), ("P02", "No fee"))) as made:
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
    kinds = ("erased", "merged")  # two small indexes, of what cannot be taken back; what an operation wrote is in neither
    assert [step for step in steps if "change" in step] == [f"SEARCH change USING INDEX ix_change_{kind} (operation=?)" for kind in kinds]


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


def test_the_curve_of_themes_reads_no_note_and_no_link_of_a_tag(heard: Workspace) -> None:
    with planned("note_tag.tag_id NOT IN") as steps:
        assert theme_curve(workspace=heard).curve.new == (1,)
    assert [step for step in steps if "note" in step] == [
        "SEARCH note USING COVERING INDEX ix_note_session_id_at_id (session_id=?)",
        "SEARCH note_tag USING COVERING INDEX sqlite_autoindex_note_tag_2 (note_id=?)",
    ]


def test_the_codebook_is_counted_along_the_notes_of_its_tags(heard: Workspace) -> None:
    with planned("group_concat") as steps:
        assert {tag.path: tag.notes for tag in counted_codebook(workspace=heard) if tag.notes} == {"fees/late": 2}
    (read,) = (step for step in steps if "note_tag" in step)
    assert read == "SEARCH note_tag USING COVERING INDEX sqlite_autoindex_note_tag_2 (note_id>?)"


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.SEVERE])
def test_where_conditions_exclude_each_other_all_notes_are_gone_through_once(
    heard: Workspace, sort: Sort, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (note_paths, note_list):
        monkeypatch.setattr(module, "FAR", 1)
    monkeypatch.setattr(note_paths, "FEW", 0)
    excluded = filter_of([where(Facet.SEVERITY, "3"), where(Facet.KIND, "praise"), where(Facet.CHANNEL, NOTHING)])
    with planned(f"SELECT {COLUMNS}") as steps:
        assert page(workspace=heard, filter=excluded, sort=sort).notes == ()
    assert [step for step in steps if "ix_note" in step] == ["SCAN note USING INDEX ix_note_at_id"]  # the notes themselves for what fits


def test_a_jump_far_down_begins_at_the_nearer_end(heard: Workspace) -> None:
    with planned("OFFSET") as steps:
        assert [note.text for note in page_at(workspace=heard, filter=NoteFilter(), position=1).notes] == ["No fee", "The fee"]
    assert steps == ["SCAN note USING COVERING INDEX ix_note_at_id"]
