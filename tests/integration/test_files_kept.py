"""Full disks, locked folders and copies: nothing changes by half, and no reader leaves a trace."""

from __future__ import annotations

import importlib
import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from council_app.services import capture
from council_app.services.demo import create_sample
from tests.program import SESSION, asked, listing, make, opened, run, spawn

pytestmark = pytest.mark.usefixtures("passphrase")
NOBODY = 65_534
MARKS = ("Quillfeather", "zanzibarite")


def without_room(size: int) -> partial[None]:
    """No file may grow beyond so many bytes: what a full disk does, on any system and for root too."""
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


def notes(path: Path) -> list[tuple[object, ...]]:
    return asked(path, "SELECT text FROM note ORDER BY num")


def test_a_full_disk_refuses_every_write_and_keeps_everything(tmp_path: Path, home: Path) -> None:
    path = make(tmp_path / "leeds.council")
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="the fee surprised me")
    table, plan, out = home / "notes.csv", home / "plan.yaml", tmp_path / "out"
    table.write_text("text\n" + "".join(f"note {number} {'x' * 500}\n" for number in range(2_000)), encoding="utf-8")
    plan.write_text(
        "council: 1\nnotes:\n" + "".join(f"  - {{key: n{number}, session: room, text: {'x' * 500}}}\n" for number in range(2_000)),
        encoding="utf-8",
    )
    before, words = listing(tmp_path), notes(path)
    commands: list[list[str | Path]] = [
        ["note", path, "--session", SESSION, "me too"],
        ["import", "notes", table, "--into", path, "--session", SESSION],
        ["apply", plan, "--into", path],
        ["undo", path],
        ["backup", path, "--out", out],
        ["restore", path, "--out", out],
        ["new", out],
        ["dump", path, "--out", out],
    ]
    for arguments in commands:
        for size in (0, 40_000, 300_000):
            ran = spawn(*arguments, before=without_room(size))
            if ran.code == 0:  # it fits
                assert size > 0
                out.unlink(missing_ok=True)
                words = notes(path)
                continue
            assert ran.refused_clearly, (arguments, size, ran)
            assert notes(path) == words
            assert set(listing(tmp_path)) - {"home/log/council.log"} <= set(before), (arguments, size)
    assert spawn("check", path).code == 0


def as_somebody_else() -> None:
    """Whom permissions bind: anybody but root. What Python loads late is loaded first, because its folder may be root's alone."""
    if os.geteuid() != 0:
        return
    for late in ("encodings.ascii", "logging.handlers", "rich.console", "rich.progress", "council_app.cli.app"):
        importlib.import_module(late)
    os.setuid(NOBODY)


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "home").mkdir()
    (folder / "home").chmod(0o777)
    yield folder
    for inside in (folder, *(each for each in folder.rglob("*") if each.is_dir())):
        inside.chmod(0o755)
    shutil.rmtree(folder)


def close(path: Path, *, folder: int) -> None:
    """Nobody may write to the files, its owner neither; to the folder, as its bits say."""
    for each in path.parent.iterdir():
        if each.is_file():
            each.chmod(0o444)
    path.parent.chmod(folder)


@pytest.mark.parametrize("left_open", [False, True])
def test_somebody_who_may_only_read_reads_and_is_told_what_they_may_not(elsewhere: Path, left_open: bool) -> None:
    path = make(elsewhere / "leeds.council")
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="the fee surprised me")
        if left_open:
            shutil.copytree(elsewhere, elsewhere / "asis")
    if left_open:  # as a killed program leaves it: with its journal
        shutil.rmtree(elsewhere / "asis" / "home")
        path = elsewhere / "asis" / "leeds.council"
    out = path.parent / "out"
    close(path, folder=0o555)
    before = {name: data for name, data in listing(path.parent).items() if not name.startswith("home")}
    home = {"COUNCIL_HOME": str(elsewhere / "home")}
    found = spawn("search", path, "surprised", before=as_somebody_else, **home)
    assert "the fee surprised me" in found.out, found
    assert spawn("check", path, before=as_somebody_else, **home).code == 0
    for arguments in (
        ["note", path, "--session", SESSION, "me too"],
        ["undo", path],
        ["backup", path, "--out", out],
        ["dump", path, "--out", out],
        ["new", out],
    ):
        ran = spawn(*arguments, before=as_somebody_else, **home)
        assert ran.refused_clearly, (arguments, ran)
    assert {name: data for name, data in listing(path.parent).items() if not name.startswith("home")} == before
    copy = spawn("backup", path, "--out", elsewhere / "home" / "copy.council", before=as_somebody_else, **home)
    assert (copy.code, copy.err) == (0, "")
    assert notes(elsewhere / "home" / "copy.council") == [("the fee surprised me",)]


def test_a_file_that_is_read_only_in_an_open_folder_is_told_as_that(elsewhere: Path) -> None:
    path = make(elsewhere / "leeds.council")
    close(path, folder=0o777)
    before = path.read_bytes()
    home = {"COUNCIL_HOME": str(elsewhere / "home")}
    ran = spawn("note", path, "--session", SESSION, "me too", before=as_somebody_else, **home)
    assert ran.refused_clearly
    assert "read-only" in ran.err
    assert path.read_bytes() == before


def test_reading_leaves_the_folder_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    before = listing(tmp_path)
    for arguments in (["check", path], ["search", path, "fee"], ["dump", path], ["history", path], ["insights", path]):
        assert run(capsys, *arguments).code == 0
        assert {name: data for name, data in listing(tmp_path).items() if not name.startswith("home")} == before


def test_a_reader_leaves_what_is_saved_after_a_file_dialog_peeked_into_the_folder(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council")
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="before the dialog")
        for name in ("leeds.council", "leeds.council-shm"):  # whoever opens and closes a file has no lock on it any more
            path.with_name(name).read_bytes()
        assert spawn("dump", path).code == 0
        capture.take_note(workspace=workspace, session=SESSION, line="after the dialog")
        assert "after the dialog" in spawn("dump", path).out


def test_a_restored_workspace_writes_as_a_new_device_even_in_the_place_of_the_lost_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, copy = make(tmp_path / "leeds.council"), tmp_path / "copy.council"
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="before")
        first = workspace.device
    assert run(capsys, "backup", path, "--out", copy).code == 0
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="lost with the laptop, but merged elsewhere")
    path.unlink()
    assert run(capsys, "restore", copy, "--out", path).code == 0
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="after")
        assert workspace.device != first
    assert notes(path) == [("before",), ("after",)]
    assert run(capsys, "check", path).code == 0


def test_a_path_that_is_not_unicode_works(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "caf\udce9"
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system knows only Unicode names")
    path = make(folder / "leeds.council")
    assert run(capsys, "note", path, "--session", SESSION, "the fee surprised me").code == 0
    assert run(capsys, "backup", path, "--out", folder / "copy.council", "--json").code == 0
    assert notes(folder / "copy.council") == [("the fee surprised me",)]


def test_a_file_found_on_a_stick_reveals_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Marker words in a name and in a note are looked for in everything that the program leaves, in whatever encoding."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    path, copy = tmp_path / "leeds.council", tmp_path / "copy.council"
    create_sample(path=path).close()
    table = tmp_path / "guests.csv"
    table.write_text(f"name,email\nMaud {MARKS[0]},maud@example.org\n", encoding="utf-8")
    session = "stockholm-2026-11-evening"
    assert run(capsys, "import", "roster", table, "--into", path, "--session", session).code == 0
    table.unlink()
    with opened(path) as workspace:
        capture.take_note(workspace=workspace, session=session, line=f"- the {MARKS[1]} fee #fees")
        capture.save_draft(workspace=workspace, session=session, text=f"half a {MARKS[1]}")
        assert run(capsys, "search", path, MARKS[1]).out.count(MARKS[1]) == 1
        assert run(capsys, "backup", path, "--out", copy).code == 0
        assert run(capsys, "note", path, "--session", session, MARKS[1]).code == 1  # refused: somebody writes
        live = listing(tmp_path)
    assert run(capsys, "history", path, "--row", "\udcff" + MARKS[1]).code == 1
    assert run(capsys, "undo", path).code == 0
    left = live | {f"after {name}": data for name, data in listing(tmp_path).items()}
    assert {"leeds.council", "leeds.council-wal", "leeds.council-shm", "copy.council"} <= set(left)
    found = [
        name for name, data in left.items() for mark in MARKS for how in ("utf-8", "utf-16-le") if mark.lower().encode(how) in data.lower()
    ]
    assert found == []
