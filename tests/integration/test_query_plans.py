"""What is asked all the time walks along an index: at a million notes as at ten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPICursor

from council_app.services.finding import search
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


@pytest.mark.parametrize("session", [None, given.SESSION])
def test_the_newest_hits_are_read_along_the_index_of_words(heard: Workspace, session: str | None) -> None:
    with planned("note_search") as steps:
        assert len(search(workspace=heard, query="fee", session=session, newest_first=True)) == 2
    assert steps[0].startswith("SCAN note_search VIRTUAL TABLE")
    assert steps[1] == "SEARCH note USING INTEGER PRIMARY KEY (rowid=?)"
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


def test_only_the_best_hits_are_read_whole(heard: Workspace) -> None:
    with planned("note_search") as steps:
        assert len(search(workspace=heard, query="fee")) == 2
    best = steps.index("SCAN best")
    assert steps.index("USE TEMP B-TREE FOR ORDER BY") < best
    assert steps[best + 1] == "SEARCH note USING INTEGER PRIMARY KEY (rowid=?)"
