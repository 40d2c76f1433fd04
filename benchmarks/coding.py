"""Rows about coding at the researcher's desk: one tag on a thousand selected notes."""

from __future__ import annotations

import shutil
from itertools import count

from benchmarks.measure import Pair, in_turns
from benchmarks.setting import Setting, as_ours
from council_app.services.codebook_editing import add_tag
from council_app.services.coding import tag_notes

MOST_SELECTED = 1_000
_TURNS = 15
_SELECTED = "SELECT id FROM note ORDER BY num DESC LIMIT ?"
# What one bulk leaves, table by table.
_LEFT = {
    "operation": "SELECT * FROM operation WHERE id = ?",
    "note_tag": "SELECT note_tag.* FROM change JOIN note_tag ON note_tag.id = change.row_id WHERE change.operation = ? ORDER BY change.seq",
    "change": "SELECT * FROM change WHERE operation = ? ORDER BY seq",
}


def bulk_tagging(here: Setting) -> Pair:
    """A tag on every note that is selected; the floor is one executemany per table of what that left, into a copy of the same file."""
    selected = [note for (note,) in here.reader.execute(_SELECTED, (MOST_SELECTED,))]
    here.release()  # what lies in the file beside it is written back into it
    twin = here.folder / "twin.council"
    shutil.copyfile(here.path, twin)
    floor_file = as_ours(twin, mode="rw")
    numbers = count()
    tags = [add_tag(workspace=here.workspace, name=f"Bulk {next(numbers)}").tag.id for _ in range(_TURNS + 3)]
    left: list[dict[str, list[tuple[object, ...]]]] = []

    def ours() -> str | None:
        return tag_notes(workspace=here.workspace, notes=selected, add=[tags.pop()]).changes.operation

    def keep(operation: str | None) -> None:
        left.append({table: here.reader.execute(statement, (operation,)).fetchall() for table, statement in _LEFT.items()})

    done: list[str | None] = [ours()]

    def tidy() -> None:
        while done:
            keep(done.pop())

    def floor() -> None:
        floor_file.execute("BEGIN IMMEDIATE")
        for table, rows in left.pop().items():
            floor_file.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
        floor_file.execute("COMMIT")

    tidy()
    try:
        return in_turns(lambda: done.append(ours()), floor, times=here.turns(_TURNS), warm=here.turns(2), tidy=tidy)
    finally:
        floor_file.close()
        twin.unlink()
