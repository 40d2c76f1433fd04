"""What the command line says: text or one JSON document on standard output, reasons and progress on standard error."""

from __future__ import annotations

import io
import json
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Protocol

from council_app.errors import Message, Progress
from council_app.i18n import LANGUAGES, Translator


class Reason(Protocol):
    """One reason why something was refused."""

    @property
    def what(self) -> str:
        """What it is about."""

    @property
    def why(self) -> Message:
        """What is wrong."""

    @property
    def todo(self) -> Message:
        """What to do."""


class Console:
    """The two streams of one command.

    Attributes:
        t: the language of the person at the terminal.
        as_json: True when standard output is to hold one JSON document and nothing else.
        open_window: opens the window on a workspace file (with its passphrase, or "") or the welcome page; only bootstrap knows Qt.
    """

    def __init__(self, t: Translator, *, as_json: bool, launch: Callable[[Path | None, str], int]) -> None:
        self.t = t
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # what a terminal's encoding lacks is spelled out: it must never be an error
                stream.reconfigure(errors="backslashreplace")
        self.open_window = launch

    def say(self, document: object, text: str | Callable[[], str] = "") -> None:
        """Print the result: `document` with `--json`, else `text`."""
        if self.as_json:
            sys.stdout.write(as_json(document, indent=2) + "\n")
        else:
            said = text() if callable(text) else text
            if said:
                sys.stdout.write(said.rstrip("\n") + "\n")
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Say something on standard error that is not the result."""
        sys.stderr.write(text + "\n")

    def refuse(self, reasons: Sequence[Reason]) -> int:
        """One line per reason on standard error; returns the exit status."""
        for reason in reasons:
            line = f"council: {reason.what}: {self.t.say(reason.why)}. {self.t.say(reason.todo)}"
            sys.stderr.write(" ".join(line.split()) + "\n")
        if self.as_json:
            errors = [{"what": r.what, "why": self.t.say(r.why), "todo": self.t.say(r.todo)} for r in reasons]
            sys.stdout.write(as_json({"errors": errors}, indent=2) + "\n")
        return 1

    @contextmanager
    def progress(self) -> Iterator[Callable[[Progress], None]]:
        """A progress bar on standard error while the block runs; only where somebody is looking."""
        from rich.console import Console as RichConsole  # noqa: PLC0415 - slow start
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415 - slow start
        from rich.progress import Progress as RichProgress  # noqa: PLC0415 - slow start

        out = RichConsole(stderr=True)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with RichProgress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
            task = bar.add_task("", total=None)

            def told(progress: Progress) -> None:
                bar.update(task, description=self.t.say(progress.doing), completed=progress.done, total=progress.total or None)

            yield told


def has_display() -> bool:
    """Whether a window could be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def as_json(document: object, *, indent: int | None = None) -> str:
    """`document` as JSON that standard output can hold, whatever its encoding."""
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(plain(document), ensure_ascii=ascii_only, indent=indent)


def plain(value: object) -> object:
    """`value` as JSON can hold it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Message):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(plain(key)): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    return value


def current_language() -> str:
    """The language of the terminal, from the usual variables; English when it is none of ours."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            found = value.split(":")[0].split("_")[0].split(".")[0].lower()
            return found if found in LANGUAGES else "en"
    system = (locale.getlocale()[0] or "en").split("_")[0].lower()
    return system if system in LANGUAGES else "en"
