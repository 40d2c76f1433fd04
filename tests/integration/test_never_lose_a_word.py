"""Never lose a word: what was acknowledged is there, however the program ends; what was not finished never was."""

from __future__ import annotations

import random
import shutil
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
import uuid_utils

from council_app.db import migrate, migrations
from council_app.db.engine import connect
from council_app.services import capture, history
from council_app.services.workspace import backup, check
from tests.conftest import PASSPHRASE
from tests.kills import GAPS, Typist, WindowTypist, wrong
from tests.program import SESSION, Child, asked, looked_at, make, opened, rows, spawn

KILLS, WINDOW_KILLS = 20, 12
NOW = migrate.known_revisions()[-1]
NEXT = f"{int(NOW) + 1:04}"
NEXT_REVISION = """
revision = "NEXT"
down_revision = "NOW"

from alembic import op
import sqlalchemy as sa

def upgrade():
    op.create_table("mood", sa.Column("id", sa.String(32), primary_key=True))
    for number in range(3000):
        op.execute(f"INSERT INTO mood VALUES ('{number}')")
""".replace("NOW", NOW).replace("NEXT", NEXT)
T = TypeVar("T")


def test_notes_that_were_acknowledged_survive_kill_9(tmp_path: Path) -> None:
    typist, chance = Typist(make(tmp_path / "leeds.council")), random.Random(1)
    for _ in range(KILLS):
        typist.session(chance)
        assert wrong(typist) == ([], [], [])
    assert len(set(typist.acknowledged)) == len(typist.acknowledged) > KILLS


def test_half_typed_text_and_notes_survive_the_death_of_the_window(tmp_path: Path) -> None:
    typist, chance = WindowTypist(make(tmp_path / "leeds.council")), random.Random(2)
    left = [typist.session(chance) for _ in range(WINDOW_KILLS)]
    assert [one for one in left if not one.is_fine] == []


def shot(arguments: list[str | Path], moments: list[float], *, folder: Path, left: Callable[[], T]) -> list[T]:
    """What `left` finds after the command was killed so many seconds after it first made a file; last, after it ran to its end."""
    found = []
    for moment in moments:
        before = set(folder.iterdir())
        child = Child(*arguments)
        while child.running and set(folder.iterdir()) == before:
            time.sleep(0.001)
        time.sleep(moment)
        child.kill()
        child.close()
        found.append(left())
    done = spawn(*arguments)
    assert (done.code, done.err) == (0, "")
    return [*found, left()]


Counted = tuple[int, list[tuple[object, ...]], list[str]]


def counted(path: Path) -> Counted:
    """How many notes there are, which devices have gaps, and what `council check` finds."""
    with looked_at(path) as workspace:
        with workspace.read() as session:
            notes, gaps = rows(session, "SELECT id FROM note"), rows(session, GAPS)
        return len(notes), gaps, [str(problem) for problem in check(workspace=workspace).problems]


def test_an_import_that_is_killed_added_everything_or_nothing(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    table = tmp_path / "notes.csv"
    table.write_text("text\n" + "".join(f"- the fee surprised me {number} #fees\n" for number in range(6_000)), encoding="utf-8")
    killed = shot(["import", "notes", table, "--into", path, "--session", SESSION], [0.2, 0.7], folder=tmp_path, left=lambda: counted(path))
    for before, after in zip([(0, [], []), *killed], killed, strict=False):
        assert after[0] - before[0] in (0, 6_000)
        assert after[1:] == ([], [])
    assert killed[-1][0] >= 6_000


def test_a_plan_that_is_killed_was_applied_whole_or_not_at_all(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    plan = tmp_path / "notes.yaml"
    notes = "".join(f"  - {{key: n{number}, session: room, text: The fee surprised me, tags: [fees]}}\n" for number in range(5_000))
    plan.write_text(f"council: 1\nnotes:\n{notes}", encoding="utf-8")
    killed = shot(["apply", plan, "--into", path], [0.3, 0.9], folder=tmp_path, left=lambda: counted(path))
    assert {count for count, _, _ in killed} <= {0, 5_000}
    assert [rest for _, *rest in killed] == [[[], []]] * 3
    assert killed[-1][0] == 5_000


def test_a_backup_that_is_killed_has_no_name_yet_and_can_be_made_again(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    with opened(path) as workspace:
        for number in range(40):
            capture.take_note(workspace=workspace, session=SESSION, line=f"the fee surprised me {number} " + "x" * 40_000)
    out = tmp_path / "copy.council"

    def left() -> Counted | None:
        found = counted(out) if out.exists() else None
        out.unlink(missing_ok=True)
        return found

    killed = shot(["backup", path, "--out", out], [0.0, 0.01, 0.05], folder=tmp_path, left=left)
    assert {str(found) for found in killed} <= {"None", "(40, [], [])"}
    assert killed[-1] == (40, [], [])
    assert counted(path) == (40, [], [])
    assert {file.name for file in tmp_path.iterdir()} - {"home"} == {"leeds.council"}


def test_a_restore_that_is_killed_leaves_the_backup_and_no_workspace_by_half(tmp_path: Path) -> None:
    backup, out = make(tmp_path / "backup.council"), tmp_path / "restored.council"
    before = backup.read_bytes()

    def left() -> Counted | None:
        found = counted(out) if out.exists() else None
        out.unlink(missing_ok=True)
        return found

    killed = shot(["restore", backup, "--out", out], [0.0, 0.02], folder=tmp_path, left=left)
    assert {str(found) for found in killed} <= {"None", "(0, [], [])"}
    assert killed[-1] == (0, [], [])
    assert backup.read_bytes() == before


def a_newer_program(tmp_path: Path) -> Callable[[], object]:
    """What makes a child the program with one revision more than this one: what is current today is an older schema to it."""
    folder = tmp_path / "home" / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / f"{NEXT}_moods.py").write_text(NEXT_REVISION, encoding="utf-8")
    return partial(_know, folder)


def _know(folder: Path) -> None:
    migrate._FOLDER = folder


def schema(path: Path) -> tuple[object, ...]:
    """The revision of a file, how many tables of the next one are there, and whether its pages are whole."""
    raw = connect(path, PASSPHRASE)
    try:
        queries = (
            "SELECT version_num FROM alembic_version",
            "SELECT count(*) FROM sqlite_master WHERE name = 'mood'",
            "PRAGMA integrity_check",
        )
        return tuple(raw.execute(query).fetchone()[0] for query in queries)
    finally:
        raw.close()


def test_a_migration_that_is_killed_happened_whole_or_not_at_all_and_left_a_copy(tmp_path: Path) -> None:
    path, newer = make(tmp_path / "leeds.council"), a_newer_program(tmp_path)
    killed = []
    for moment in (0.15, 0.4, 0.6):
        before = set(tmp_path.iterdir())
        child = Child("note", path, "--session", SESSION, "the fee surprised me", before=newer)
        while child.running and set(tmp_path.iterdir()) == before:
            time.sleep(0.001)
        time.sleep(moment)
        child.kill()
        child.close()
        killed.append(schema(path))
    assert spawn("note", path, "--session", SESSION, "the fee surprised me", before=newer).code == 0
    assert set(killed) <= {(NOW, 0, "ok"), (NEXT, 1, "ok")}
    assert schema(path) == (NEXT, 1, "ok")
    copies = [file for file in tmp_path.iterdir() if f".before-{NEXT}-" in file.name and file.name.endswith("Z")]
    assert copies != []
    assert {schema(file) for file in copies} == {(NOW, 0, "ok")}


def test_a_newer_schema_is_refused_and_an_older_one_can_be_copied_as_it_is(tmp_path: Path) -> None:
    path, newer = make(tmp_path / "leeds.council"), a_newer_program(tmp_path)
    assert spawn("backup", path, "--out", tmp_path / "old.council", before=newer).code == 0
    assert spawn("restore", tmp_path / "old.council", "--out", tmp_path / "older.council", before=newer).code == 0
    assert schema(tmp_path / "older.council") == (NOW, 0, "ok")
    assert spawn("note", path, "--session", SESSION, "the fee surprised me", before=newer).code == 0
    before = path.read_bytes()
    for arguments in (["note", path, "--session", SESSION, "again"], ["check", path], ["backup", path, "--out", tmp_path / "no"]):
        refused = spawn(*arguments)
        assert refused.refused_clearly
        assert "newer Council" in refused.err
    assert path.read_bytes() == before
    assert not (tmp_path / "no").exists()


def test_a_second_writer_is_told_and_readers_see_what_the_first_has_written(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    with opened(path) as workspace:
        for number in range(3):
            taken = capture.take_note(workspace=workspace, session=SESSION, line=f"the fee surprised me {number}")
            found = spawn("search", path, f"me {number}", "--json").document
            assert isinstance(found, list)
            assert [note["id"] for note in found] == [taken.note.id]
        told = spawn("note", path, "--session", SESSION, "me too")
        assert told.refused_clearly
        assert "writing to it" in told.err
        assert spawn("backup", path, "--out", tmp_path / "copy.council").code == 0
    assert counted(tmp_path / "copy.council") == counted(path) == (3, [], [])


def test_a_backup_is_one_view_of_a_file_that_is_written_to_meanwhile(tmp_path: Path) -> None:
    path, out = make(tmp_path / "leeds.council"), tmp_path / "copy.council"
    with opened(path) as workspace:
        for number in range(120):
            capture.take_note(workspace=workspace, session=SESSION, line=f"the fee surprised me {number} " + "x" * 40_000)
        steps = 0

        def told(_progress: object) -> bool:
            nonlocal steps
            steps += 1
            if steps < 50:
                capture.take_note(workspace=workspace, session=SESSION, line=f"meanwhile {steps}")
            return True

        backup(path=path, passphrase=PASSPHRASE, out=out, step=told)
    assert 1 < steps < 50  # it does not start over with every note
    assert counted(out) == (120, [], [])
    assert counted(path) == (120 + steps, [], [])


def test_a_clock_set_back_breaks_neither_numbers_nor_order_nor_undo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "leeds.council")
    now = time.time()
    uuid7 = uuid_utils.uuid7
    words = []
    for hours in (0, -5, -30, 2, -1):
        moment = now + hours * 3600
        monkeypatch.setattr(time, "time_ns", lambda moment=moment: int(moment * 1e9))
        monkeypatch.setattr(uuid_utils, "uuid7", lambda moment=moment: uuid.UUID(f"{int(moment * 1000):012x}{uuid7().hex[12:]}"))
        with opened(path) as workspace:
            words.append(f"said at {hours}")
            capture.take_note(workspace=workspace, session=SESSION, line=words[-1])
    stamps = asked(path, "SELECT seq, hlc FROM change WHERE device = (SELECT device FROM operation ORDER BY rowid DESC) ORDER BY seq")
    assert [seq for seq, _ in stamps] == list(range(1, len(stamps) + 1))
    assert [hlc for _, hlc in stamps] == sorted({hlc for _, hlc in stamps})
    left = "SELECT text FROM note ORDER BY num"
    for count in range(len(words) - 1, -1, -1):
        with opened(path) as workspace:
            history.undo(workspace=workspace)
        assert [text for (text,) in asked(path, left)] == words[:count]
    for count in range(1, len(words) + 1):
        with opened(path) as workspace:
            history.redo(workspace=workspace)
        assert sorted(text for (text,) in asked(path, left)) == sorted(words[:count])
