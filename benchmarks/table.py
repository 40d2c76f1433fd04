"""The rows of the bench: what is measured, beside which floor, and how near it has to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import coding, door, files, notes, projects, screens
from benchmarks.measure import Pair
from benchmarks.setting import Setting


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        name: what is measured.
        floor: what the machine itself needs, measured in the same turns.
        reach: how many times the floor is good enough; for memory, how many MiB more.
        at: where both distributions are compared: 0.5 is the median, 0.99 the tail that people notice.
        measure: does it.
    """

    name: str
    floor: str
    reach: float
    at: float
    measure: Callable[[Setting], Pair]
    unit: str = "ms"


# In this order: the first rows only read, so that they meet exactly as many notes as were asked for.
ROWS = (
    Row("open a workspace until the list shows", "open and first page in bare SQL", 2.0, 0.5, notes.opening),
    Row("first page of the list", "the same queries bare", 2.0, 0.5, notes.first_page),
    Row("jump to the end of the list", "the same queries bare", 2.0, 0.5, notes.last_page),
    Row("first page under any filter", "the same statements bare", 2.0, 0.5, notes.filtering),
    Row("search as typed: first results", "the same FTS5 query bare", 1.5, 0.5, notes.searching),
    Row("write a note: durable, encrypted, journalled, indexed", "bare SQLCipher insert and commit", 4.0, 0.99, notes.capture),
    Row("write a note in the room: Enter until on disk and painted", "bare SQLCipher insert and commit", 4.0, 0.99, screens.capture_shown),
    Row("tag one note", "bare SQLCipher insert and commit", 4.0, 0.99, notes.tagging),
    Row("tag 1,000 selected notes at once", "executemany of the same rows and log", 3.0, 0.5, coding.bulk_tagging),
    Row("check in one of 5,000 at the door: durable, journalled, seated", "bare SQLCipher insert and commit", 4.0, 0.99, door.check_in),
    Row("import a roster, at most 10,000 people (XLSX)", "reading the sheet and executemany", 3.0, 0.5, files.roster),
    Row("import a table of notes, at most 100,000 (CSV)", "executemany of the same rows and log", 3.0, 0.5, files.notes_table),
    Row("apply a plan of notes, at most 100,000 (YAML)", "executemany of the same rows and log", 3.0, 0.5, files.notes_plan),
    Row("write a project, at most 10,000 notes (REFI-QDA)", "writing the same XML and texts with lxml", 3.0, 0.5, projects.project_out),
    Row("import a project, at most 10,000 notes (REFI-QDA)", "parsing it with lxml and executemany", 3.0, 0.5, projects.project_in),
    Row("report of the sample council (PDF)", "WeasyPrint alone on the finished pages", 1.2, 0.5, screens.report),
    Row("window ready for typing", "an empty PySide6 window", 2.0, 0.5, screens.window),
    Row("memory with the notes open", "an empty PySide6 window", 80.0, 0.5, screens.memory, "MiB"),
)
