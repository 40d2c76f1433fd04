"""Rows that need a process of their own: the report, the window, its memory."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

from benchmarks import material
from benchmarks.material import PASSPHRASE
from benchmarks.measure import Pair, Times, in_turns
from benchmarks.setting import Setting
from council_app.domain.enums import Audience
from council_app.domain.report import about_session
from council_app.i18n import translator
from council_app.paths import benchmarks_parent
from council_app.reporting.html import PrintHtml
from council_app.reporting.process import seldom_garbage
from council_app.services.demo import SESSION, create_sample
from council_app.services.report import render_report
from council_app.services.report.preview import prepare_report


def report(here: Setting) -> Pair:
    """The sample council's report as a PDF, beside WeasyPrint alone on the same finished pages; both in a fresh process.

    The floor neither reads anything nor chooses how findings are set; it looks for garbage as seldom as ours.
    """
    out, t = here.folder / "report.pdf", translator("en")
    with create_sample(path=here.folder / "sample.council") as sample:
        pages = prepare_report(workspace=sample, about=about_session(SESSION), audience=Audience.INTERNAL, t=t).pages
        return in_turns(
            lambda: render_report(workspace=sample, about=about_session(SESSION), audience=Audience.INTERNAL, t=t, out=out),
            lambda: _in_process(pages, out),
            times=here.turns(2),
        )


def _in_process(pages: PrintHtml, out: Path) -> None:
    process = multiprocessing.get_context("spawn").Process(target=_print, args=(pages, out))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"the printing process ended with {process.exitcode}")


def _print(pages: PrintHtml, out: Path) -> None:
    # Loading WeasyPrint is part of printing once.
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from council_app.reporting import pdf  # noqa: PLC0415

    seldom_garbage()
    out.write_bytes(pdf.written(pages, FontConfiguration()))


def window(here: Setting) -> Pair:
    """From starting Python to a window that takes keys."""
    return in_turns(lambda: _window(here, "ours"), lambda: _window(here, "empty"), times=here.turns(3), warm=1)


def memory(here: Setting) -> Pair:
    """MiB at most, with the workspace open and its newest session shown."""
    here.release()  # one writer at a time
    ours, floor = (float(_window(here, kind, here.path)) for kind in ("ours", "empty"))
    return Pair(Times((ours,)), Times((floor,)))


def capture_shown(here: Setting) -> Pair:
    """In the room's window: from Enter until the note is on disk and painted, beside a bare write in the same turns."""
    here.release()  # one writer at a time
    times = str(here.turns(150))
    said = _child(here, "benchmarks.shown_child", str(here.path), material.session_key(0), str(here.bare_path), times)
    shown = [tuple(map(float, line.split())) for line in said.splitlines()]
    ours, floor = (Times(tuple(sorted(seconds))) for seconds in zip(*shown, strict=True))
    return Pair(ours, floor)


def _child(here: Setting, module: str, *arguments: str) -> str:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, env=_places(here), check=True).stdout


def _places(here: Setting) -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen", "COUNCIL_HOME": str(here.folder / "home"), "PYTHONPATH": str(benchmarks_parent())}


def _window(here: Setting, kind: str, workspace: Path | None = None) -> str:
    """The first line the window says: that it is ready, or how much memory it took."""
    command = [sys.executable, "-m", "benchmarks.window_child", kind, *([] if workspace is None else [str(workspace)])]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=_environment(here)) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.terminate()
    if not said:
        raise RuntimeError(f"the window ended with {process.returncode}")
    return said


def _environment(here: Setting) -> dict[str, str]:
    """What both windows are started with: offscreen, at home nowhere, and as what is installed starts: with its bytecode."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    given = {"COUNCIL_HOME": str(here.folder / "home"), "COUNCIL_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(benchmarks_parent())}
    missed_offscreen = {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "default.warning=false"}
    return kept | missed_offscreen | given
