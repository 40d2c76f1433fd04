"""What is not a sound workspace is refused in one clear line, and stays byte for byte what it was."""

from __future__ import annotations

import io
import os
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest

from tests.conftest import PASSPHRASE
from tests.program import SESSION, make, run

DRAW = random.Random(20)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("noise", DRAW.randbytes(9_000))
    return out.getvalue()


STRANGERS = {
    "empty": b"",
    "one byte": b"x",
    "text": b"council: 1\n" * 2_000,
    "zeros": bytes(8_192),
    "archive": _zip(),
    "picture": b"\x89PNG\r\n\x1a\n" + DRAW.randbytes(9_000),
    "photo": b"\xff\xd8\xff\xe0" + DRAW.randbytes(9_000),
}


def commands(path: Path, out: Path) -> list[list[str | Path]]:
    return [
        ["check", path],
        ["note", path, "--session", SESSION, "the fee surprised me"],
        ["backup", path, "--out", out],
        ["restore", path, "--out", out],
    ]


def all_refused(capsys: pytest.CaptureFixture[str], path: Path, why: str) -> None:
    before, listed = path.read_bytes(), {file.name for file in path.parent.iterdir()} - {"home"}
    for arguments in commands(path, path.with_name("out.council")):
        ran = run(capsys, *arguments)
        assert ran.refused_clearly, (arguments, ran)
        assert why in ran.err
        assert str(path) in ran.err
    assert path.read_bytes() == before
    assert {file.name for file in path.parent.iterdir()} - {"home"} == listed


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("stranger", STRANGERS)
def test_other_files_are_not_taken_for_workspaces(tmp_path: Path, capsys: pytest.CaptureFixture[str], stranger: str) -> None:
    path = tmp_path / "leeds.council"
    path.write_bytes(STRANGERS[stranger])
    all_refused(capsys, path, "this is not a Council workspace")


@pytest.mark.usefixtures("passphrase")
def test_another_programs_database_is_not_taken_for_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE contact (name)")
    other.commit()
    other.close()
    all_refused(capsys, path, "not a Council workspace")


@pytest.mark.usefixtures("passphrase")
def test_what_is_no_file_at_all_is_refused_without_waiting_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loop, pipe, long = tmp_path / "loop", tmp_path / "pipe", tmp_path / ("n" * 300)
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    missing, below = tmp_path / "missing", make(tmp_path / "a.council") / "below"
    for path in (tmp_path, loop, pipe, long, missing, below, Path("/dev/null"), Path("/dev/zero"), Path("/dev/urandom")):
        for arguments in commands(path, tmp_path / "out.council"):
            assert run(capsys, *arguments).refused_clearly, arguments
        if path not in (missing,):
            assert run(capsys, "new", path).refused_clearly, path
    assert loop.is_symlink()
    assert not (tmp_path / "out.council").exists()


@pytest.mark.usefixtures("passphrase")
@pytest.mark.parametrize("secret", [PASSPHRASE, None])
def test_a_file_cut_short_anywhere_is_told_as_that(tmp_path: Path, capsys: pytest.CaptureFixture[str], secret: str | None) -> None:
    whole, path = make(tmp_path / "leeds.council", passphrase=secret).read_bytes(), tmp_path / "leeds.council"
    for size in (4_096, 4_097, 9_000, len(whole) // 2, len(whole) - 4_096, len(whole) - 1):
        path.write_bytes(whole[:size])
        ran = run(capsys, "note", path, "--session", SESSION, "the fee surprised me")
        assert ran.refused_clearly, (size, ran)
        assert "cut short" in ran.err or "damaged" in ran.err
        assert path.read_bytes() == whole[:size]


@pytest.mark.usefixtures("passphrase")
def test_a_flipped_bit_is_found_wherever_it_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council")
    whole = path.read_bytes()
    for place in [0, 8, 100, 4_000, *(DRAW.randrange(4_096, len(whole)) for _ in range(8))]:
        torn = bytearray(whole)
        torn[place] ^= 1 << DRAW.randrange(8)
        path.write_bytes(torn)
        ran = run(capsys, "check", path)
        assert ran.code == 1, place
        assert all(line.startswith(f"council: {path}: ") and "damaged" in line for line in ran.reasons), ran
        assert ran.reasons != []
        backup = run(capsys, "backup", path, "--out", tmp_path / "copy.council")
        assert backup.code == 0 or backup.refused_clearly
        assert path.read_bytes() == torn
        (tmp_path / "copy.council").unlink(missing_ok=True)


def test_only_the_right_passphrase_opens_and_none_is_asked_of_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path / "leeds.council")
    before = path.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO())
    none = run(capsys, "check", path)
    assert none.refused_clearly
    assert "no passphrase was given" in none.err
    for wrong in ("", "wrong", PASSPHRASE + " ", "'; DROP TABLE note; --", "x" * 100_000, "ÅÄÖ 日本 🙂", "\udcff"):
        monkeypatch.setenv("COUNCIL_PASSPHRASE", wrong)
        assert run(capsys, "check", path).refused_clearly, wrong[:20]
        assert run(capsys, "note", path, "--session", SESSION, "me too").refused_clearly, wrong[:20]
    assert path.read_bytes() == before


@pytest.mark.parametrize("secret", ['it\'s "quoted" -- ;', "ÅÄÖ 日本 🙂", "two\nlines", " spaces ", "x" * 50_000, "x'00'"])
def test_any_text_is_a_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str], secret: str) -> None:
    path, file, other = tmp_path / "leeds.council", tmp_path / "secret", tmp_path / "other"
    file.write_bytes(secret.encode() + b"\r\n")
    other.write_text(secret[:-1], encoding="utf-8")
    assert run(capsys, "new", path, "--passphrase-file", file).code == 0
    assert run(capsys, "check", path, "--passphrase-file", file).code == 0
    assert run(capsys, "check", path, "--passphrase-file", other).refused_clearly


def test_a_passphrase_file_that_cannot_be_used_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, file = tmp_path / "leeds.council", tmp_path / "secret"
    assert run(capsys, "new", path, "--passphrase-file", file).refused_clearly
    for held in (b"\xff\xfe\x00", b"", b"\n", b"a\x00b"):
        file.write_bytes(held)
        assert run(capsys, "new", path, "--passphrase-file", file).refused_clearly, held
    assert run(capsys, "new", path, "--passphrase-file", tmp_path).refused_clearly
    assert {each.name for each in tmp_path.iterdir()} - {"home"} == {"secret"}
