"""`council badges` and `council forms`: what is refused changes nothing, what is made is said."""

from pathlib import Path

import pypdfium2
import pytest

from tests.program import PLAN, asked, make, opened, run

PEOPLE = """people:
  - {email: ada@example.org, name: Ada Lind, session: room}
  - {email: ben@example.org, name: Ben Moss, session: room, dietary: Vegan}
"""


@pytest.fixture
def file(tmp_path: Path, passphrase: str) -> Path:
    return make(tmp_path / "w.council", PLAN + PEOPLE)


def seats(file: Path) -> int:
    ((number,),) = asked(file, "SELECT count(*) FROM attendance WHERE seat IS NOT NULL AND person_id IS NOT NULL")
    return int(str(number))


def pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def test_badges_say_what_was_made_and_give_seats_once(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "b.pdf"
    options = ("--session", "room", "--status", "confirmed", "--out", out, "--json")
    said = run(capsys, "badges", file, *options, "--start", "10", "--blank", "1").document
    assert said == {"file": str(out), "badges": 2, "blank": 1, "sheet": "80x50", "sheets": 2, "seats_given": 2, "by_hand": 0}
    assert (pages(out), seats(file)) == (2, 2)
    with opened(file):  # a window that writes is in nobody's way once everybody has a seat
        assert run(capsys, "badges", file, *options).document == said | {"blank": 0, "sheets": 1, "seats_given": 0}


@pytest.mark.parametrize(
    "wrong",
    [
        ("--sheet", "A9000"),
        ("--start", "11"),
        ("--person", "Nobody"),
        ("--status", "no-show"),
        ("--locale", "xx"),
        ("--session", "none"),
        ("--out", "nowhere/b.pdf"),
    ],
    ids=lambda pair: pair[1],
)
def test_refused_badges_change_neither_file_nor_folder(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wrong: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = run(capsys, "badges", file, *dict.fromkeys(("--session", "room", "--out", "b.pdf")), *wrong)
    assert said.refused_clearly
    assert (seats(file), sorted(path.name for path in tmp_path.glob("*.pdf"))) == (0, [])


def test_forms_fill_a_folder_or_one_file(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, one = tmp_path / "papers", tmp_path / "all.pdf"
    said = run(capsys, "forms", file, "--session", "room", "--status", "confirmed", "--out", folder, "--json").document
    names = ["sign-in", "consent", "seat-signs"]
    assert said == {"files": [str(folder / f"{name}.pdf") for name in names], "kinds": names, "seats_given": 2, "by_hand": 0}
    assert [pages(folder / f"{name}.pdf") for name in names] == [1, 4, 2]
    run(capsys, "forms", file, "--session", "room", "--status", "confirmed", "--out", one, "--kind", "all", "--kind", "host-list")
    assert pages(one) == 1 + 4 + 2 + 1


def test_a_sign_in_sheet_gives_nobody_a_seat(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "forms", file, "--session", "room", "--kind", "sign-in", "--kind", "host-list", "--out", tmp_path / "s.pdf")
    assert (pages(tmp_path / "s.pdf"), seats(file)) == (2, 0)


def test_an_unknown_wording_is_refused_and_no_folder_is_left(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = run(capsys, "forms", file, "--session", "room", "--wording", "1999-01", "--out", tmp_path / "papers")
    assert (said.refused_clearly, (tmp_path / "papers").exists(), seats(file)) == (True, False, 0)
