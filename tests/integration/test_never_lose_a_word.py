"""Never lose a word: what was acknowledged is there, however the program ends."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from council_app.services.workspace import check
from tests.program import SESSION, asked, command, environment, gaps, looked_at, make

KILLS = 25


@dataclass
class Typist:
    """Somebody who types into `council note WS -` until the program is shot; `acknowledged` is what it said was on disk."""

    workspace: Path
    acknowledged: list[str] = field(default_factory=list)
    typed: int = 0

    def session(self, chance: random.Random) -> int:
        """One run, killed at a random moment; returns how many notes it acknowledged."""
        process = subprocess.Popen(
            command("note", self.workspace, "--session", SESSION, "--json", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        lines: list[bytes] = []
        reader = threading.Thread(target=self._listen, args=(process, lines))
        writer = threading.Thread(target=self._type, args=(process,))
        reader.start()
        writer.start()
        if chance.random() < 0.15:  # before it says anything: while it starts, opens, registers
            time.sleep(chance.uniform(0.0, 2.0))
        else:
            while not lines and process.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.uniform(0.0, 0.12))
        process.kill()
        process.wait()
        writer.join()
        reader.join()
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.returncode == -9, process.stderr.read().decode()
        for stream in (process.stdout, process.stderr):
            stream.close()
        # An answer cut off by the kill was not given; a whole line was.
        ids = [line.split(b'"id": "')[1][:32].decode() for line in lines if line.endswith(b"\n")]
        self.acknowledged += ids
        return len(ids)

    def _listen(self, process: subprocess.Popen[bytes], lines: list[bytes]) -> None:
        assert process.stdout is not None
        lines.extend(iter(process.stdout.readline, b""))  # grows while it listens

    def _type(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        try:
            while True:
                self.typed += 1
                process.stdin.write(f"- !! the fee surprised me {self.typed} #fees @P01\n".encode())
                process.stdin.flush()
                if self.typed % 50 == 0 and process.poll() is not None:
                    break
        except OSError:
            pass
        finally:
            try:
                process.stdin.close()
            except OSError:
                pass


def lost(typist: Typist) -> list[str]:
    """Acknowledged notes that are not there with their words and their tag."""
    there = {
        str(row[0])
        for row in asked(
            typist.workspace,
            "SELECT note.id FROM note JOIN note_tag ON note_tag.note_id = note.id JOIN change ON change.row_id = note.id "
            "WHERE note.text LIKE 'the fee surprised me %'",
        )
    }
    return [note for note in typist.acknowledged if note not in there]


def unsound(path: Path) -> list[str]:
    with looked_at(path) as workspace:
        return [str(problem) for problem in check(workspace=workspace).problems]


@pytest.mark.parametrize("seed", [1])
def test_notes_that_were_acknowledged_survive_kill_9(tmp_path: Path, seed: int) -> None:
    typist, chance = Typist(make(tmp_path / "leeds.council")), random.Random(seed)
    for _ in range(KILLS):
        typist.session(chance)
        assert (lost(typist), unsound(typist.workspace), gaps(typist.workspace)) == ([], [], [])
    assert len(set(typist.acknowledged)) == len(typist.acknowledged) > KILLS
