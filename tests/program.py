"""The program as people run it: in this process for speed, in one of its own where it is to be killed, starved or locked out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.db.journal import JournalledSession
from council_app.services.workspace import Workspace, create_workspace, open_workspace
from tests.conftest import PASSPHRASE, ROOT

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
    sessions:
      - {key: room, starts: "09:30", ends: "12:00", capacity: 14}
      - {key: hall, starts: "18:30", ends: "20:00", capacity: 14}
codebook:
  - {key: fees, name: Fees}
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


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """One command, in this process."""
    capsys.readouterr()
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return Ran(code, out, err)


def command(*arguments: str | Path) -> list[str]:
    """The program's own process."""
    return [sys.executable, "-m", "council_app", *(str(argument) for argument in arguments)]


def environment(**more: str) -> dict[str, str]:
    """This test's environment, with the checkout to import from and the passphrase."""
    return os.environ | {"PYTHONPATH": str(ROOT), "COUNCIL_PASSPHRASE": PASSPHRASE} | more


def spawn(*arguments: str | Path, stdin: bytes = b"", before: Callable[[], None] | None = None, **more: str) -> Ran:
    """One command in a process of its own; `before` runs in it first (limits, another user)."""
    done = subprocess.run(  # noqa: PLW1509 - single-threaded where it matters: the child only sets limits
        command(*arguments), input=stdin, capture_output=True, env=environment(**more), preexec_fn=before, timeout=120, check=False
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def make(path: Path, plan: str = PLAN, *, passphrase: str | None = PASSPHRASE) -> Path:
    """A workspace with a council in it, through the front door."""
    from council_app.services.plan import apply_plan  # noqa: PLC0415 - slow start, and the kill tests have none to lose

    text = path.with_name(path.name + ".yaml")
    text.write_text(plan, encoding="utf-8")
    with create_workspace(path=path, passphrase=passphrase, actor="Kim") as workspace:
        apply_plan(workspace=workspace, path=text)
    text.unlink()
    return path


def opened(path: Path, *, actor: str = "Kim") -> Workspace:
    return open_workspace(path=path, passphrase=PASSPHRASE, actor=actor)


def looked_at(path: Path) -> Workspace:
    return open_workspace(path=path, passphrase=PASSPHRASE, read_only=True)


def rows(session: JournalledSession, sql: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in session.connection().exec_driver_sql(sql)]


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    """What a workspace answers."""
    with looked_at(path) as workspace, workspace.read() as session:
        return rows(session, sql)


def gaps(path: Path) -> list[tuple[object, ...]]:
    """Devices whose changes are not numbered 1, 2, 3, …"""
    return asked(path, "SELECT device FROM change GROUP BY device HAVING min(seq) <> 1 OR max(seq) <> count(*)")


def listing(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, byte by byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def is_one_clear_line(ran: Ran) -> bool:
    """`council: WHAT: WHY. WHAT TO DO`, exit status 1, nothing of the program's inside."""
    lines = ran.reasons
    clear = len(lines) == 1 and lines[0].startswith("council: ") and lines[0].count(": ") >= 2 and ". " in lines[0]
    return ran.code == 1 and clear and "fault in the program" not in ran.err and "Traceback" not in ran.err


def flags(sequence: Sequence[tuple[str, str]]) -> list[str]:
    return [part for pair in sequence for part in pair]
