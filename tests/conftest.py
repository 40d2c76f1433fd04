"""The house rules of every test: a home of its own, no display, no leftovers of this machine, and no unexpected warning in the log."""

from __future__ import annotations

import logging
import os
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from council_app.reporting import process
from tests.forking import FORKING

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "a passphrase for tests"

# Before anything imports Qt: what this machine's desktop or another project set must not decide a test.
for name in [name for name in os.environ if name.startswith(("QT_", "COUNCIL_"))]:
    del os.environ[name]
os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before the workers start, so that tests see the sentences as they stand in git."""
    if not hasattr(config, "workerinput"):
        runpy.run_path(str(ROOT / "scripts" / "catalogues.py"))["compile_catalogues"]()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, log and sample data of this test alone; in English, wherever the machine stands."""
    folder = tmp_path / "home"
    monkeypatch.setenv("COUNCIL_HOME", str(folder))
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return folder


@pytest.fixture(scope="session", autouse=True)
def printers_forked() -> Iterator[None]:
    """What prints is forked with WeasyPrint loaded; that it also starts from nothing is proven where printing is what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "STARTING", FORKING)
        yield


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    """The passphrase of the tests' workspaces, given the way a script gives it."""
    monkeypatch.setenv("COUNCIL_PASSPHRASE", PASSPHRASE)
    return PASSPHRASE


class _Warnings(logging.Handler):
    """Keeps what is logged at WARNING and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record not in self.records:  # heard by the root, too
            self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log_line(request: pytest.FixtureRequest) -> Iterator[None]:
    """A line at WARNING or above fails the test, unless the test says `@pytest.mark.logs_warnings` because that is its subject.

    Council's own logger is watched beside the root, because starting the program cuts it off from there; what a test started is ended.
    """
    ours, handler = logging.getLogger("council_app"), _Warnings()
    before, level = list(ours.handlers), ours.level
    for logger in (ours, logging.getLogger()):
        logger.addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    for started in [each for each in ours.handlers if each not in before]:
        ours.removeHandler(started)
        started.close()
    ours.setLevel(level)
    ours.propagate = True
    if request.node.get_closest_marker("logs_warnings") is None:
        assert [f"{record.name}: {record.getMessage()}" for record in handler.records] == []
