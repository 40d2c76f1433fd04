"""The program as people run it: in this process for speed, in one of its own where it is to be killed, starved or locked out."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.db.journal import JournalledSession
from council_app.services.plan import apply_plan
from council_app.services.workspace import Workspace, create_workspace, open_workspace
from tests.conftest import PASSPHRASE, ROOT
from tests.forking import FORKING

SESSION = "room"
PLAN = """\
council: 1
markets:
  - {key: gb, country: GB, locales: [en-GB], currency: GBP}
councils:
  - key: leeds
    market: gb
    city: Leeds
    date: 2031-05-06
    timezone: Europe/London
    title: Leeds council
    sessions:
      - {key: room, starts: "09:30", ends: "12:00", capacity: 14}
      - {key: hall, starts: "18:30", ends: "20:00", capacity: 14}
codebook:
  - {key: fees, name: Fees}
  - {key: tone, name: Tone}
seats:
  - {session: room, seat: P01, status: arrived}
  - {session: room, seat: P02, status: arrived}
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run of the program left."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> object:
        return json.loads(self.out)

    @property
    def reasons(self) -> list[str]:
        return self.err.splitlines()

    @property
    def refused_clearly(self) -> bool:
        """Exit status 1 and one line `council: WHAT: WHY. WHAT TO DO`, without the program's insides."""
        line = self.err.removesuffix("\n")
        shaped = line.startswith("council: ") and line.count(": ") >= 2 and ". " in line and "\n" not in line
        return self.code == 1 and shaped and "fault in the program" not in line and "Traceback" not in line


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """One command, in this process."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return Ran(code, out, err)


class Child:
    """The program in a process of its own, with pipes in place of a terminal."""

    def __init__(self, *arguments: str | Path, before: Callable[[], object] | None = None, **more: str) -> None:
        (input_end, self._stdin), (self._stdout, output_end), (self._stderr, error_end) = (FORKING.Pipe(duplex=False) for _ in range(3))
        ends = (input_end, output_end, error_end)
        given = [str(argument) for argument in arguments]
        self.process = FORKING.Process(target=_be_the_program, args=(given, environment(**more), ends, before), daemon=True)
        self.process.start()
        for end in ends:
            end.close()
        self.stdin = os.fdopen(os.dup(self._stdin.fileno()), "wb")
        self.stdout, self.stderr = (os.fdopen(os.dup(end.fileno()), "rb") for end in (self._stdout, self._stderr))
        for end in (self._stdin, self._stdout, self._stderr):
            end.close()

    @property
    def running(self) -> bool:
        return self.process.is_alive()

    def kill(self) -> None:
        """As `kill -9` does."""
        self.process.kill()
        self.process.join()

    def ended(self, stdin: bytes = b"") -> Ran:
        """Hand over the input and wait for the end."""
        with contextlib.suppress(BrokenPipeError):
            self.stdin.write(stdin)
            self.stdin.close()
        said: list[bytes] = []
        reader = threading.Thread(target=lambda: said.append(self.stderr.read()))
        reader.start()
        out = self.stdout.read()
        reader.join()
        self.process.join()
        code = self.process.exitcode
        self.close()
        return Ran(-1 if code is None else code, out.decode(), said[0].decode())

    def close(self) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            with contextlib.suppress(OSError):
                stream.close()
        self.process.close()


def _be_the_program(
    arguments: list[str], variables: dict[str, str], ends: Sequence[Connection], before: Callable[[], object] | None
) -> None:
    # Whoever starts the tests in the background has them, and all they start, ignore the key that interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(variables)
    for number, end in enumerate(ends):
        os.dup2(end.fileno(), number)
        end.close()
    sys.stdin, sys.stdout, sys.stderr = (open(number, mode, encoding="utf-8") for number, mode in ((0, "r"), (1, "w"), (2, "w")))  # noqa: PTH123, SIM115
    if before is not None:
        before()
    code = main(arguments)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(code)


def environment(**more: str) -> dict[str, str]:
    """This test's environment, with the checkout to import from and the passphrase."""
    return os.environ | {"PYTHONPATH": str(ROOT), "COUNCIL_PASSPHRASE": PASSPHRASE} | more


def command(*arguments: str | Path) -> list[str]:
    """One command as a shell starts it, imports and all."""
    return [sys.executable, "-m", "council_app", *(str(argument) for argument in arguments)]


def spawn(*arguments: str | Path, stdin: bytes = b"", before: Callable[[], object] | None = None, **more: str) -> Ran:
    """One command in a process of its own; `before` runs in it first (limits, another user)."""
    return Child(*arguments, before=before, **more).ended(stdin)


@cache
def _made(plan: str, passphrase: str | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path, text = Path(folder, "made.council"), Path(folder, "plan.yaml")
        text.write_text(plan, encoding="utf-8")
        with create_workspace(path=path, passphrase=passphrase, actor="Kim") as workspace:
            apply_plan(workspace=workspace, path=text)
        return path.read_bytes()


def make(path: Path, plan: str = PLAN, *, passphrase: str | None = PASSPHRASE) -> Path:
    """A workspace with a council in it; made once through the front door, then copied."""
    path.write_bytes(_made(plan, passphrase))
    return path


def opened(path: Path, *, actor: str = "Kim") -> Workspace:
    """For writing."""
    return open_workspace(path=path, passphrase=PASSPHRASE, actor=actor)


def looked_at(path: Path) -> Workspace:
    """For reading."""
    return open_workspace(path=path, passphrase=PASSPHRASE, read_only=True)


def rows(session: JournalledSession, sql: str) -> list[tuple[object, ...]]:
    """What a query answers."""
    return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What a workspace answers."""
    with looked_at(path) as workspace, workspace.read() as session:
        return rows(session, sql)


def listing(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, byte by byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
