"""What a long session leaves behind: memory by who holds it, objects, and how fast each of them grows once everything was used once."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from sqlcipher3 import _sqlite3

_KIB = 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of this process in KiB; None where the system does not say it.

    Attributes:
        resident: what the system counts.
        heap: what is handed out by malloc, without what SQLite has; Python's small objects are not in it.
        sqlite: what SQLite has. Its page cache may take 64 MiB and is filled while a session goes on.
    """

    resident: float | None
    heap: float | None
    sqlite: float | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What the program is made of at one moment.

    Attributes:
        notes: so many were written by then.
        objects: Qt objects below the window.
        timers: timers among them.
        tracked: Python objects that may hold others.
        blocks: everything else that Python has allocated, too.
        memory: by who holds it.
    """

    notes: int
    objects: int
    timers: int
    tracked: int
    blocks: int
    memory: Memory


@dataclass(frozen=True, slots=True)
class Grown:
    """How one of them grew.

    Attributes:
        first, last: at the end of the warm-up and of the session.
        rate: per 1,000 notes, fitted to all moments after the warm-up.
        most: the rate that is allowed.
        level: up to here it may grow at any rate, because it is known to stop; None where it must not.
    """

    name: str
    first: float
    last: float
    rate: float
    most: float
    level: float | None = None

    @property
    def passed(self) -> bool:
        """Whether it kept to what is allowed."""
        return self.rate <= self.most or (self.level is not None and self.last <= self.level)

    @property
    def said(self) -> str:
        """One line of a report."""
        allowed = f"{self.most:,.0f}" + (f", or a level of {self.level:,.0f}" if self.level is not None else "")
        moved = f"{self.first:,.0f} -> {self.last:,.0f}"
        return f"{'ok  ' if self.passed else 'FAIL'} {self.name}: {moved}, {self.rate:+,.0f} per 1,000 notes (allowed {allowed})"


@dataclass(frozen=True, slots=True)
class _Allowed:
    """A name, what it counts, the rate allowed per 1,000 notes, and a level it may grow to at any rate."""

    name: str
    of: Callable[[Counts], float | None]
    most: float
    level: float | None = None


# A note is some 400 bytes of words and what hangs on it: whoever kept every note, or much for each, would be over this.
# Less would not hold: the stream remembers how 600 rows were laid out and then begins afresh, a swing of 2.4 MiB every 350 notes or so.
_ALLOWED = (
    _Allowed("resident memory but SQLite's, KiB", lambda now: _less(now.memory.resident, now.memory.sqlite), 2_048),
    _Allowed("malloc in use but SQLite's, KiB", lambda now: now.memory.heap, 900),
    _Allowed("SQLite's memory, KiB", lambda now: now.memory.sqlite, 64, 72 * _KIB),
    _Allowed("Python's blocks", lambda now: now.blocks, 8_000),
    _Allowed("Python objects that hold others", lambda now: now.tracked, 2_000),
    _Allowed("Qt objects", lambda now: now.objects, 24),
    _Allowed("timers", lambda now: now.timers, 0.5),
)


def grown(counts: Sequence[Counts]) -> tuple[Grown, ...]:
    """How everything grew over these moments, the first of which is the end of the warm-up; what the system does not tell is left out."""
    rows = []
    for allowed in _ALLOWED:
        values = [value for now in counts if (value := allowed.of(now)) is not None]
        if len(values) == len(counts):
            rate = _slope([now.notes for now in counts], values) * 1_000
            rows.append(Grown(allowed.name, values[0], values[-1], rate, allowed.most, allowed.level))
    return tuple(rows)


def counted(window: QObject, notes: int) -> Counts:
    """What there is now."""
    QCoreApplication.sendPostedEvents(None, 0)
    QCoreApplication.processEvents()
    gc.collect()
    found = window.findChildren(QObject)
    timers = sum(isinstance(each, QTimer) for each in found)
    return Counts(notes, len(found), timers, len(gc.get_objects()), sys.getallocatedblocks(), memory())


def memory() -> Memory:
    """Memory now, by who holds it."""
    sqlite = _sqlite()
    return Memory(_resident(), _less(_heap(), sqlite), sqlite)


def _less(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part


def _slope(at: Sequence[int], values: Sequence[float]) -> float:
    """By least squares: lists of the newest notes swing between a hundred and a hundred and fifty."""
    middle, mean = sum(at) / len(at), sum(values) / len(values)
    spread = sum((x - middle) ** 2 for x in at)
    return sum((x - middle) * (y - mean) for x, y in zip(at, values, strict=True)) / spread if spread else 0.0


def _resident() -> float | None:
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((float(line.split()[1]) for line in lines if line.startswith("VmRSS:")), None)


def _sqlite() -> float | None:
    used = getattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_memory_used", None)
    if used is None:
        return None
    used.restype = ctypes.c_int64
    return float(used()) / _KIB


class _MallInfo(ctypes.Structure):
    """glibc's `struct mallinfo2`."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    )


def _heap() -> float | None:
    """What malloc handed out, where it is glibc's: pieces of its arenas, and what is mapped one by one."""
    info = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
    if info is None:
        return None
    info.restype = _MallInfo
    found = info()
    return float(found.uordblks + found.hblkhd) / _KIB
