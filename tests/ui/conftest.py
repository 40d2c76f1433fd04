"""The window, opened for real, on a copy of the sample council."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.db.engine import APPLICATION_ID, connect
from council_app.services import demo
from council_app.services.workspace import Workspace
from council_app.settings import load_settings
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.theme import Mode
from council_app.ui.mainwindow.app import Dressed, dressed, make_window
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.view import TaggingScreen

Settled = Callable[[], None]
PATIENCE = 300_000
"""Milliseconds: a report is a minute's work on a machine that does ten other things. Only what will never come is given up."""


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> Dressed:
    """Fonts, style and colours, once for all tests."""
    return dressed(qapp, Mode.LIGHT)


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample council, built once; not encrypted, because stretching a key takes longer than most of what these tests look at."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COUNCIL_HOME", str(folder / "home"))
        demo.create_sample(path=folder / "sealed.council").close()
    sealed = connect(folder / "sealed.council", demo.PASSPHRASE)
    sealed.execute("ATTACH DATABASE ? AS plain KEY ''", (str(folder / "vinga.council"),))
    sealed.execute("SELECT sqlcipher_export('plain')").fetchall()
    sealed.execute(f"PRAGMA plain.application_id = {APPLICATION_ID}")
    sealed.close()
    return folder / "vinga.council"


@pytest.fixture
def sample(built_sample: Path, tmp_path: Path) -> Path:
    """A copy of it for this test alone."""
    return Path(shutil.copy(built_sample, tmp_path / "vinga.council"))


@pytest.fixture
def window(looks: Dressed, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on its welcome page."""
    made = make_window(looks.theme, load_settings())
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.welcome.show_choices()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def settled(window: MainWindow, qtbot: QtBot) -> Settled:
    """Wait until both workers have nothing left to do and their answers have arrived."""

    jobs, side = window.ctx.jobs, window.ctx.side

    def wait() -> None:
        qtbot.waitUntil(lambda: not (jobs.busy or side.busy), timeout=PATIENCE)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: not (jobs.busy or side.busy), timeout=PATIENCE)

    return wait


@pytest.fixture
def opened(window: MainWindow, sample: Path, settled: Settled) -> MainWindow:
    """The window with the sample open, Stockholm in hand."""
    window.open_path(sample, demo.PASSPHRASE)
    settled()
    assert window.ctx.session is not None
    assert window.ctx.session.key == demo.SESSION
    return window


@pytest.fixture
def visit(opened: MainWindow, settled: Settled) -> Callable[[Place], Screen]:
    """Go to a place and wait until it shows its data."""

    def go(place: Place) -> Screen:
        opened.show_place(place)
        settled()
        front = opened.frame.front
        assert front is not None
        return front

    return go


@pytest.fixture
def open_file(window: MainWindow, settled: Settled) -> Callable[[Path], Workspace]:
    """Open a workspace that a test has made, without a passphrase."""

    def go(path: Path) -> Workspace:
        window.open_path(path, "")
        settled()
        workspace = window.ctx.workspace
        assert workspace is not None
        return workspace

    return go


@pytest.fixture
def open_desk(window: MainWindow, settled: Settled, qtbot: QtBot) -> Callable[[Workspace], TaggingScreen]:
    """Go to the researcher's desk and wait until its list has the keyboard and its counts are there."""

    def go(workspace: Workspace) -> TaggingScreen:
        assert workspace is window.ctx.workspace
        window.show_place(Place.TAGGING)
        screen = window.frame.front
        assert isinstance(screen, TaggingScreen)
        settled()
        window.activateWindow()
        qtbot.waitUntil(lambda: screen.list.hasFocus() and screen.reader.counts is not None)
        return screen

    return go
