"""Shooting the program while somebody types, and looking at what is left: `python -m tests.kills 500` does it five hundred times.

Half of the kills hit `council note WS -`, half a window in a process of its own. What was acknowledged must be there; of what is
half-typed, at most the last 300 ms may be gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

from council_app.services import capture
from council_app.services.workspace import check
from tests.forking import FORKING
from tests.program import SESSION, Child, environment, looked_at, make, rows

BEHIND = 0.3
BETWEEN_PROBES = 0.05
GAPS = "SELECT device FROM change GROUP BY device HAVING min(seq) <> 1 OR max(seq) <> count(*)"
TAKEN = (
    "SELECT DISTINCT note.id FROM note JOIN note_tag ON note_tag.note_id = note.id JOIN change ON change.row_id = note.id "
    "WHERE note.text LIKE 'the fee surprised me %'"
)


@dataclass
class Typist:
    """Somebody who types into `council note WS -` until the program is shot; `acknowledged` is what it said was on disk."""

    workspace: Path
    acknowledged: list[str] = field(default_factory=list)
    typed: int = 0

    def session(self, chance: random.Random) -> int:
        """One run, killed at a random moment; returns how many notes it acknowledged."""
        child = Child("note", self.workspace, "--session", SESSION, "--json", "-")
        lines: list[bytes] = []
        threads = [threading.Thread(target=work, args=(child, lines)) for work in (self._listen, self._type)]
        for thread in threads:
            thread.start()
        if chance.random() < 0.15:  # before it says anything: while it opens, registers
            time.sleep(chance.uniform(0.0, 0.5))
        else:
            while not lines and child.running:
                time.sleep(0.002)
            time.sleep(chance.uniform(0.0, 0.12))
        assert child.running
        child.kill()
        for thread in threads:
            thread.join()
        assert child.stderr.read() == b""
        child.close()
        # An answer cut off by the kill was not given; a whole line was.
        ids = [line.split(b'"id": "')[1][:32].decode() for line in lines if line.endswith(b"\n")]
        self.acknowledged += ids
        return len(ids)

    def _listen(self, child: Child, lines: list[bytes]) -> None:
        lines.extend(iter(child.stdout.readline, b""))  # grows while it listens

    def _type(self, child: Child, _lines: list[bytes]) -> None:
        with contextlib.suppress(OSError):
            while True:
                self.typed += 1
                child.stdin.write(f"- !! the fee surprised me {self.typed} #fees @P01\n".encode())
                child.stdin.flush()


def wrong(typist: Typist) -> tuple[list[str], list[str], list[tuple[object, ...]]]:
    """Acknowledged notes without their words or their tag; what `council check` finds; devices with a gap in their numbers."""
    with looked_at(typist.workspace) as workspace:
        with workspace.read() as session:
            there, gaps = {str(row[0]) for row in rows(session, TAKEN)}, rows(session, GAPS)
        problems = [str(problem) for problem in check(workspace=workspace).problems]
    return [note for note in typist.acknowledged if note not in there], problems, gaps


@dataclass(frozen=True, slots=True)
class Said:
    """What the window said after a key.

    Attributes:
        at: when, by the clock that all processes share.
        text: what stood in the line then.
        notes: how many notes had been acknowledged.
    """

    at: float
    text: str
    notes: int


class Probes:
    """How the machine serves a process that does nothing but put a few bytes on the disk, again and again, beside the window.

    It shares no thread, no lock and no file with the window: what holds it up is the machine, never the window.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held_up: list[tuple[float, float]] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._probe)

    def __enter__(self) -> Probes:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def before(self, moment: float) -> float:
        """The longest by which a probe in the last second before was late, in seconds."""
        return max((late for at, late in self._held_up if moment - 1.0 < at), default=0.0)

    def _probe(self) -> None:
        with self._path.open("wb", buffering=0) as file:
            while not self._ended.is_set():
                planned = time.monotonic() + BETWEEN_PROBES
                time.sleep(BETWEEN_PROBES)
                file.write(b"probe")
                os.fsync(file.fileno())
                ended = time.monotonic()
                self._held_up.append((ended, ended - planned))


@dataclass(frozen=True, slots=True)
class Left:
    """What one kill of the window left.

    Attributes:
        lost: acknowledged notes that are not there.
        twice: lines that are a note and half-typed, too, or two notes.
        gone: seconds' worth of typing that the draft is behind.
        allowed: seconds that it may be behind: 0.3, and by how much the machine held up a process that does nothing else just then.
        problems: what `council check` finds.
    """

    lost: tuple[str, ...]
    twice: tuple[str, ...]
    gone: float
    allowed: float
    problems: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether every promise held."""
        return (self.lost, self.twice, self.problems) == ((), (), ()) and self.gone <= self.allowed


@dataclass
class WindowTypist:
    """Somebody who types into the window's capture line until the window is shot."""

    workspace: Path
    acknowledged: dict[str, str] = field(default_factory=dict)
    runs: int = 0

    def session(self, chance: random.Random) -> Left:
        """One window, killed at a random moment while keys are typed."""
        self.runs += 1
        receiver, sender = FORKING.Pipe(duplex=False)
        given = (str(self.workspace), self.runs, chance.random(), environment(), sender)
        child = FORKING.Process(target=_be_the_window, args=given, daemon=True)
        child.start()
        sender.close()
        said: list[Said] = []
        stream = os.fdopen(os.dup(receiver.fileno()), "rb")
        receiver.close()
        reader = threading.Thread(target=self._listen, args=(stream, said))
        reader.start()
        while not said and child.is_alive():
            time.sleep(0.002)
        with Probes(self.workspace.with_name("probe")) as probes:
            time.sleep(chance.uniform(0.05, 1.6))
            assert child.is_alive()
            killed = time.monotonic()
            child.kill()
        child.join()
        reader.join()
        stream.close()
        return self._looked_at(said, killed, BEHIND + probes.before(killed))

    def _listen(self, stream: IO[bytes], said: list[Said]) -> None:
        notes = 0
        for line in stream:
            if not line.endswith(b"\n"):
                return
            kind, *rest = json.loads(line)
            if kind == "note":
                self.acknowledged[rest[0]] = rest[1]
                notes += 1
            else:
                said.append(Said(rest[0], rest[1], notes))

    def _looked_at(self, said: list[Said], killed: float, allowed: float) -> Left:
        with looked_at(self.workspace) as workspace:
            draft = capture.load_draft(workspace=workspace, session=SESSION)
            found = capture.stream(workspace=workspace, session=SESSION, limit=1_000_000)
            problems = tuple(str(problem) for problem in check(workspace=workspace).problems)
        there = {note.id: note.text for note in found}
        words = Counter(there.values())
        twice = [text for text, count in words.items() if count > 1] + [text for text in words if text and draft.strip().startswith(text)]
        # The line as it was, or what was behind a line that had become a note before the window heard of it.
        now = max((one.at for one in said if draft in (one.text, *_behind(one.text, words))), default=0.0)
        after = [one for one in said if now < one.at <= killed]
        gone = killed - after[0].at if after else 0.0
        lost = tuple(note for note in self.acknowledged if note not in there)
        return Left(lost, tuple(twice), gone, allowed, problems)


def _behind(text: str, notes: Counter[str]) -> list[str]:
    """What follows in `text` after lines that are notes already."""
    found = [text.removeprefix(note) for note in notes if note and text.startswith(note)]
    return found + [rest for each in found for rest in _behind(each, notes)]


def _be_the_window(workspace: str, run: int, seed: float, variables: dict[str, str], sender: Connection) -> None:
    os.environ.clear()
    os.environ.update(variables | {"QT_QPA_PLATFORM": "offscreen"})
    # Qt's insides must not be shared with the process that is forked.
    from tests.kills_window import type_into_window  # noqa: PLC0415

    def tell(*what: object) -> None:
        os.write(sender.fileno(), json.dumps(what).encode() + b"\n")

    type_into_window(Path(workspace), SESSION, run, random.Random(f"{run} {seed}"), tell)


@dataclass
class Totals:
    """What all kills so far came to."""

    typist: Typist
    window: WindowTypist
    behind: list[float] = field(default_factory=list)
    bad: int = 0
    empty: int = 0

    def kill_both(self, chance: random.Random, tell: Callable[[str], object]) -> None:
        """One kill of the command and one of the window."""
        self.typist.session(chance)
        before = len(self.window.acknowledged)
        found, left = wrong(self.typist), self.window.session(chance)
        self.empty += len(self.window.acknowledged) == before
        self.behind.append(left.gone)
        if found != ([], [], []) or not left.is_fine:
            self.bad += 1
            tell(f"kill {2 * len(self.behind)}: {found} {left}")

    def __str__(self) -> str:
        gone = sorted(round(each * 1000) for each in self.behind)
        at = {name: gone[min(len(gone) - 1, len(gone) * part // 100)] for name, part in (("p50", 50), ("p95", 95), ("p99", 99))}
        over = sum(each > BEHIND * 1000 for each in gone)
        return (
            f"{len(gone)} kills of the command, {len(self.typist.acknowledged)} notes acknowledged; "
            f"{len(gone)} of the window, {len(self.window.acknowledged)} acknowledged ({self.empty} kills before any); {self.bad} bad; "
            f"typing lost: {at}, most {gone[-1]} ms, {over} over {BEHIND * 1000:.0f} ms"
        )


def main(times: int, tell: Callable[[str], object] = print) -> int:
    """Kill so often, and say what was lost."""
    chance = random.Random()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("COUNCIL_HOME", str(Path(folder, "home")))
        totals = Totals(Typist(make(Path(folder, "line.council"))), WindowTypist(make(Path(folder, "window.council"))))
        for number in range(1, times // 2 + 1):
            totals.kill_both(chance, tell)
            if number % 10 == 0 or number == times // 2:
                tell(str(totals))
    return 1 if totals.bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
