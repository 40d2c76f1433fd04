"""The page of letters: who gets one, what it says, what holds it, and a folder of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.progress.letters import LettersPage
from tests import factories as given

Settled = Callable[[], None]
ABOUT = """
council: 1
insights: [{key: fee, title: The fee comes without warning, solution: Name the fee first, evidence: {tags: [fees]}}]
deliveries: [{insight: fee, market: gb, status: shipped, since: 2026-06-20, proof: "https://example.org/1"}]
"""


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Iterator[LettersPage]:
    said = given.notes(("P01", "Forty pounds overnight and nobody told me"), ("P02", "I paid it twice before I saw it"))
    given.workspace(tmp_path, given.people(count=3, allow=("notes", "contact")), said, ABOUT).close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    made = LettersPage(window.ctx, "gb")
    made.want(replace(made._wanted, market="gb", as_of=date(2026, 7, 1)))
    with qtbot.waitExposed(made):
        made.show()
    settled()
    yield made
    made.close()
    made.deleteLater()


def test_the_letter_at_hand_shows_with_its_readers_words_alone(page: LettersPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.list.people)
    assert [letter.to.name for letter in page.list.people.lines] == ["Ada Lind", "Ben Moss"]
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    words = " ".join(page.letter.words)
    assert ("Dear Ben Moss," in words, "I paid it twice" in words, "Ada" in words, "Forty" in words) == (True, True, False, False)
    assert "1: raised nothing that was written down" in page.side.standing


def test_letters_lie_in_a_folder_and_nobody_is_told_twice(page: LettersPage, tmp_path: Path, settled: Settled, qtbot: QtBot) -> None:
    page.export_to(tmp_path / "out")
    qtbot.waitUntil(lambda: page.last is not None, timeout=60_000)
    settled()
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["e-mails", "letters.pdf", "mail-merge.csv", "mail-merge.xlsx"]
    QTest.mouseClick(page.side.shipped, Qt.MouseButton.LeftButton)
    page.want(replace(page._wanted, since=date(2026, 6, 1)))
    settled()
    assert ("2: was written to about this before" in page.side.standing, page.side.export.isEnabled()) == (True, False)


def test_a_stopped_export_leaves_nothing(page: LettersPage, tmp_path: Path, settled: Settled) -> None:
    before = sorted(each.name for each in tmp_path.iterdir())
    page.export_to(tmp_path / "out")
    page.exporter.cancel()
    settled()
    assert (sorted(each.name for each in tmp_path.iterdir()), page.side.export.isEnabled()) == (before, True)
