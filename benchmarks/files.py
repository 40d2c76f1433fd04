"""Rows about files coming in: a roster, a table of notes, a plan. The floor puts the very same rows into the same tables in bare SQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineWorkbook
from sqlcipher3 import dbapi2

from benchmarks import material
from benchmarks.measure import Pair, in_turns
from benchmarks.setting import Setting, as_ours, prepared
from council_app.services.notes import import_notes
from council_app.services.plan import apply_plan
from council_app.services.roster import import_roster
from council_app.services.workspace import Workspace, open_workspace

PEOPLE = 10_000
MOST_NOTES = 100_000
_SESSION = material.session_key(0)
_NOTES = ("note", "note_tag", "operation", "change")
_PEOPLE = ("person", "attendance")

Import = Callable[[Workspace], object]


def roster(here: Setting) -> Pair:
    """A spreadsheet of people onto a session's list."""
    table = here.folder / "roster.xlsx"
    material.write_roster(table, min(PEOPLE, here.rows))
    with fresh_copies(here.folder) as fresh:
        return imported_beside(
            fresh,
            lambda workspace: import_roster(workspace=workspace, session=_SESSION, path=table),
            _PEOPLE,
            before=lambda: CalamineWorkbook.from_path(str(table)).get_sheet_by_index(0).to_python(),
            times=here.turns(5),
        )


def notes_table(here: Setting) -> Pair:
    """A CSV of notes into a session."""
    table = here.folder / "notes.csv"
    size = min(MOST_NOTES, here.rows)
    material.write_notes_table(table, size)
    with fresh_copies(here.folder) as fresh:
        read = lambda workspace: import_notes(workspace=workspace, session=_SESSION, path=table)  # noqa: E731
        return imported_beside(fresh, read, _NOTES, times=here.turns(_turns(size)))


def notes_plan(here: Setting) -> Pair:
    """A plan file of notes into a workspace."""
    plan = here.folder / "notes.yaml"
    size = min(MOST_NOTES, here.rows)
    plan.write_text(material.notes_plan(size), encoding="utf-8")
    with fresh_copies(here.folder) as fresh:
        return imported_beside(fresh, lambda workspace: apply_plan(workspace=workspace, path=plan), _NOTES, times=here.turns(_turns(size)))


def _turns(size: int) -> int:
    return 5 if size <= 10_000 else 3


class FreshCopies:
    """Copies of one workspace without notes: one open as ours, one bare; new ones for every turn, off the clock."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.council"
        if not self._template.exists():
            prepared(self._template).close()
        self._paths = (folder / "ours.council", folder / "floor.council")
        self.open()

    def open(self) -> None:
        """Both, as they were before the first import."""
        for path in self._paths:
            shutil.copyfile(self._template, path)
        self.ours = open_workspace(path=self._paths[0], passphrase=material.PASSPHRASE)
        self.floor = as_ours(self._paths[1], mode="rw")

    def close(self) -> None:
        """Both."""
        self.ours.close()
        self.floor.close()

    def again(self) -> None:
        """Both anew."""
        self.close()
        self.open()


@contextmanager
def fresh_copies(folder: Path) -> Iterator[FreshCopies]:
    """Copies that are closed when the block ends."""
    made = FreshCopies(folder)
    try:
        yield made
    finally:
        made.close()


def imported_beside(
    fresh: FreshCopies, ours: Import, tables: tuple[str, ...], *, before: Callable[[], object] = lambda: None, times: int
) -> Pair:
    """`ours` beside `before` and one `executemany` per table of what `ours` left there."""
    held = {table: set(_rows(fresh.floor, table)) for table in tables}
    ours(fresh.ours)
    with_ours = as_ours(fresh.ours.path, mode="ro")
    left = {table: [row for row in _rows(with_ours, table) if row not in held[table]] for table in tables}
    with_ours.close()
    fresh.again()

    def floor() -> None:
        before()
        fresh.floor.execute("BEGIN IMMEDIATE")
        for table, rows in ((table, rows) for table, rows in left.items() if rows):
            marks = ",".join("?" * len(rows[0]))
            fresh.floor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        fresh.floor.execute("COMMIT")

    return in_turns(lambda: ours(fresh.ours), floor, times=times, tidy=fresh.again)


def _rows(connection: dbapi2.Connection, table: str) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = connection.execute(f"SELECT * FROM {table}").fetchall()
    return found
