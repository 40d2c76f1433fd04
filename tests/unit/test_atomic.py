"""A result file is there whole or not at all, and what cannot be written is refused in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from council_app.atomic import beside, write_whole
from council_app.errors import CouncilError


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    folder = tmp_path / "shelf"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def stopped(out: Path, stop: type[BaseException]) -> None:
    with beside(out) as part:
        part.write_bytes(b"half")
        raise stop


def test_a_file_takes_the_place_of_the_earlier_one(shelf: Path) -> None:
    for content in (b"earlier", b"new"):
        write_whole(shelf / "r.pdf", content)
    assert ((shelf / "r.pdf").read_bytes(), names(shelf)) == (b"new", ["r.pdf"])


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, ValueError])
def test_whatever_stops_the_work_leaves_what_was_there(shelf: Path, stop: type[BaseException]) -> None:
    write_whole(shelf / "r.pdf", b"earlier")
    with pytest.raises(stop):
        stopped(shelf / "r.pdf", stop)
    assert ((shelf / "r.pdf").read_bytes(), names(shelf)) == (b"earlier", ["r.pdf"])


def test_two_writers_of_one_file_do_not_meet(shelf: Path) -> None:
    with beside(shelf / "r.pdf") as first, beside(shelf / "r.pdf") as second:
        first.write_bytes(b"first")
        second.write_bytes(b"second")
    assert ((shelf / "r.pdf").read_bytes(), names(shelf)) == (b"first", ["r.pdf"])


@pytest.mark.skipif(os.name != "posix", reason="Windows has no permission bits")
def test_a_private_file_is_for_its_writer_alone(shelf: Path) -> None:
    write_whole(shelf / "dump.yaml", b"words", private=True)
    assert (shelf / "dump.yaml").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("out", [".", "..", "/", "folder"])
def test_a_folder_is_no_file_to_write(shelf: Path, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    (shelf / "folder").mkdir()
    monkeypatch.chdir(shelf)
    with pytest.raises(CouncilError) as caught:
        write_whole(Path(out), b"x")
    assert str(caught.value) == f"{out}: this is not a file. Name the file to write, not its folder."
    assert names(shelf) == ["folder"]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("no/r.pdf", "its folder does not exist. Make the folder first."),
        ("r" * 300, "cannot be written (File name too long). Choose a folder you may write to, with room left."),
    ],
)
def test_what_cannot_be_written_is_one_clear_line(shelf: Path, out: str, said: str) -> None:
    with pytest.raises(CouncilError) as caught:
        write_whole(shelf / out, b"x")
    assert str(caught.value) == f"{shelf / out}: {said}"
    assert names(shelf) == []
