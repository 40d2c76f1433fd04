"""Papers that one button saves: the card of keys, written where somebody says, refused where it cannot lie."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from council_app.ui.core.context import AppContext
from council_app.ui.core.keys import key_text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.room.keycard import KeyCard
from council_app.ui.screens.room.keys import ROOM_KEYS

Settled = Callable[[], None]


@pytest.fixture
def card(opened: MainWindow) -> KeyCard:
    page = KeyCard(opened.ctx)
    page.setParent(opened)
    return page


def told(ctx: AppContext) -> list[str]:
    """What the window is told from now on."""
    said: list[str] = []
    ctx.noticed.connect(lambda sentence, _undo: said.append(sentence))
    ctx.refused.connect(lambda error: said.append(str(error.why)))
    return said


def asked(monkeypatch: pytest.MonkeyPatch, answer: Path | None) -> None:
    """What the file dialog answers: a place, or that it was cancelled."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("" if answer is None else str(answer), ""))


def test_the_card_of_keys_is_printed_with_every_key(
    card: KeyCard, opened: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, said = tmp_path / "keys.pdf", told(opened.ctx)
    asked(monkeypatch, out)
    card.print.click()
    rested = card.print.isEnabled()
    settled()
    text = "".join(subprocess.run(["pdftotext", "-raw", str(out), "-"], capture_output=True, text=True, check=True).stdout.split())
    rows = [row for group in ROOM_KEYS for row in group.rows]
    words = [word for row in rows for word in (*(row.keys if row.typed else map(key_text, row.keys)), str(row.label))]
    assert [word for word in words if "".join(word.split()) not in text] == []
    assert (rested, card.print.isEnabled(), said) == (False, True, [f"Saved as {out}"])


def test_a_place_that_cannot_be_written_is_refused_and_the_button_comes_back(
    card: KeyCard, opened: MainWindow, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = told(opened.ctx)
    asked(monkeypatch, tmp_path / "nowhere" / "keys.pdf")
    card.print.click()
    settled()
    assert (len(said), card.print.isEnabled()) == (1, True)


def test_nothing_is_written_when_nobody_says_where(
    card: KeyCard, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(monkeypatch, None)
    card.print.click()
    settled()
    assert (card.print.isEnabled(), list(tmp_path.glob("*.pdf"))) == (True, [])
