"""`council progress`, as people and scripts run it."""

from pathlib import Path

import pytest

from tests import factories as given
from tests.program import run

BOARD = """
council: 1
markets: [{key: se, country: SE, locales: [sv-SE], currency: SEK}]
deliveries:
  - {insight: late-fee, market: gb, status: shipped, since: 2026-05-20, proof: seen it, owner: Omar Lind}
  - {insight: late-fee, market: se, status: planned, since: 2026-05-20, due: 2026-06}
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee came out of nowhere")), given.INSIGHT, BOARD) as made:
        return made.path


def test_the_board_and_the_funnel_of_a_market(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "progress", path, "--market", "GB")
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "United Kingdom (gb)",
            "  1 note, 1 insight, 1 delegated, 1 shipped, 0 declined",
            "  shipped        The late fee comes without warning: for everyone, 20 May",
            "                 ! The proof is no link: give an address that begins with https://",
        ],
    )


def test_every_market_stands_for_itself_in_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = run(capsys, "progress", path, "--json").document
    assert isinstance(document, dict)
    boards = {each["market"]: [(row["insight"], row["status"], row["owner"]) for row in each["board"]] for each in document["markets"]}
    assert boards == {"gb": [("late-fee", "shipped", "Omar Lind")], "se": [("late-fee", "planned", "Mia Vance")]}
    sweden = document["markets"][1]
    assert (sweden["board"][0]["overdue_since"], sweden["board"][0]["worry"], sweden["funnel"]["insights"]) == ("2026-06-30", "overdue", 0)


def test_an_unknown_market_is_one_clear_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "progress", path, "--market", "fr")
    assert (ran.code, ran.reasons) == (1, ["council: fr: there is no market of this key. Add it with a plan file."])


def test_a_workspace_without_markets_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with given.workspace(tmp_path, plan="", name="empty.council") as made:
        empty = made.path
    assert run(capsys, "progress", empty, "--json").document == {"markets": []}
