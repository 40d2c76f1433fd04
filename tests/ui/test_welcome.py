"""The welcome page: sample, new workspace, existing workspace, and what it says when something is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from council_app.services import demo
from council_app.services.workspace import create_workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow

NAME, FOLDER, SECRET, AGAIN = "autumn", "", "correct horse", "correct horse"


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """With its passphrase, which is asked for here."""
    return Path(shutil.copy(built_sample.with_name("sealed.council"), tmp_path / "vinga.council"))


def trouble(window: MainWindow) -> str:
    page = window.welcome._pages.currentWidget()
    return page.trouble.text() if page in (window.welcome._start, window.welcome._unlock) else window.welcome._trouble.text()


def fill(window: MainWindow, folder: Path, secret: str = SECRET, again: str = AGAIN) -> None:
    form = window.welcome._start
    form.name.setText(NAME)
    form.folder.setText(str(folder))
    form.secret.setText(secret)
    form.again.setText(again)
    QTest.keyClick(form.again, Qt.Key.Key_Return)


def test_enter_opens_the_sample_council(window: MainWindow, settled: Callable[[], None]) -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    settled()
    assert window.frame.place is Place.PROGRAMME
    assert [session.key for session in window.ctx.sessions] == ["london-2026-10-evening", "berlin-2026-10-evening", demo.SESSION]
    assert window.windowTitle() == "vinga – Council"


def test_the_sample_is_opened_as_it_was_left(window: MainWindow, settled: Callable[[], None]) -> None:
    window.open_sample()
    settled()
    window.close_workspace()
    settled()
    window.open_sample()
    settled()
    assert window.ctx.session is not None
    assert window.ctx.session.notes == 214


def test_control_n_leads_to_a_new_encrypted_workspace(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    fill(window, tmp_path)
    settled()
    assert window.ctx.workspace is not None
    assert (window.ctx.workspace.path, window.ctx.workspace.encrypted) == (tmp_path / "autumn.council", True)
    assert window.ctx.settings.recent == (tmp_path / "autumn.council",)


def test_two_different_passphrases_make_nothing(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    window.start_workspace()
    fill(window, tmp_path, again="another one")
    settled()
    assert list(tmp_path.glob("*.council")) == []
    assert window.welcome._start._again.widget.accessibleDescription() == "The two are not the same."


def test_a_taken_name_is_told_beside_the_form(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    create_workspace(path=tmp_path / "autumn.council", passphrase=SECRET).close()
    window.start_workspace()
    fill(window, tmp_path)
    settled()
    assert trouble(window).startswith(f"{tmp_path / 'autumn.council'}: ")
    assert window.ctx.workspace is None


def test_a_wrong_passphrase_is_told_and_asked_again(window: MainWindow, settled: Callable[[], None], sample: Path) -> None:
    window.open_path(sample)
    settled()
    form = window.welcome._unlock
    QTest.keyClicks(form.secret, "wrong")
    QTest.keyClick(form.secret, Qt.Key.Key_Return)
    settled()
    assert trouble(window).startswith(f"{sample}: ")
    form.secret.setText(demo.PASSPHRASE)
    QTest.keyClick(form.secret, Qt.Key.Key_Return)
    settled()
    assert window.ctx.workspace is not None


def test_a_file_that_is_no_workspace_is_told_in_one_line(window: MainWindow, settled: Callable[[], None], tmp_path: Path) -> None:
    odd = tmp_path / "odd.council"
    odd.write_text("not a workspace", encoding="utf-8")
    window.open_path(odd, "whatever it is")
    settled()
    assert trouble(window).startswith(f"{odd}: ")
    assert "\n" not in trouble(window)


def test_a_dropped_file_is_asked_for_its_passphrase(window: MainWindow, settled: Callable[[], None], sample: Path) -> None:
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(sample))])
    action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.welcome.dropEvent(QDropEvent(QPoint(5, 5), action, dropped, button, key))
    settled()
    assert window.welcome._pages.currentWidget() is window.welcome._unlock


def test_closing_the_workspace_lets_go_of_the_file(opened: MainWindow, settled: Callable[[], None], sample: Path) -> None:
    opened.close_workspace()
    settled()
    assert opened.ctx.workspace is None
    opened.open_path(sample, demo.PASSPHRASE)
    settled()
    assert opened.ctx.workspace is not None
    assert not opened.ctx.workspace.read_only
