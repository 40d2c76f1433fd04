"""Running the bench: every row at every size, as one JSON document and as a table to read."""

from __future__ import annotations

import math
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from benchmarks.setting import Setting, setting
from benchmarks.table import ROWS, Row

Told = Callable[[int, int, str], None]


class Result(TypedDict):
    """One row at one size; `ratio` is the result, milliseconds are information."""

    row: str
    notes: int
    floor: str
    at: str
    ratio: float
    reach: float
    reached: bool
    ours_ms: dict[str, float]
    floor_ms: dict[str, float]
    times: int


class Document(TypedDict):
    """A whole run; `growth` is by how much a row's median grows when there are ten times as many notes (1.0 is flat)."""

    machine: dict[str, object]
    results: list[Result]
    growth: dict[str, float]


def run(sizes: Sequence[int], told: Told = lambda _done, _total, _doing: None) -> Document:
    """Measure every row at every number of notes in `sizes`; `told` hears (done, total, what comes next)."""
    results: list[Result] = []
    wanted = sorted(set(sizes))
    total = len(ROWS) * len(wanted)
    with tempfile.TemporaryDirectory(prefix="council-bench-") as folder:
        for rows in wanted:
            told(len(results), total, f"{rows:,}")
            with setting(Path(folder) / str(rows), rows) as here:
                for row in ROWS:
                    told(len(results), total, f"{rows:,}: {row.name}")
                    results.append(_measured(row, here))
    return {"machine": _machine(), "results": results, "growth": dict(_growth(results))}


def _measured(row: Row, here: Setting) -> Result:
    pair = row.measure(here)
    ratio = pair.ratio(row.at)
    return {
        "row": row.name,
        "notes": here.rows,
        "floor": row.floor,
        "at": f"p{row.at * 100:.0f}",
        "ratio": round(ratio, 2),
        "reach": row.reach,
        "reached": ratio <= row.reach,
        "ours_ms": pair.ours.as_millis(),
        "floor_ms": pair.floor.as_millis(),
        "times": len(pair.ours.seconds),
    }


def _machine() -> dict[str, object]:
    return {"system": platform.system(), "processors": os.cpu_count(), "python": platform.python_version()}


def _growth(results: Sequence[Result]) -> Iterator[tuple[str, float]]:
    for row in ROWS:
        medians = {found["notes"]: found["ours_ms"]["p50"] for found in results if found["row"] == row.name}
        if len(medians) > 1:
            small, large = min(medians), max(medians)
            yield row.name, round((medians[large] / medians[small]) ** (1 / math.log10(large / small)), 2)


def table(document: Document) -> str:
    """The document as lines to read."""
    lines = [f"{'notes':>9}  {'ratio':>6}  {'reach':>5}     {'p50 ms':>9} {'p99 ms':>9}  (floor {'p50':>8} {'p99':>8})  row"]
    for found in document["results"]:
        ours, floor = found["ours_ms"], found["floor_ms"]
        lines.append(
            f"{found['notes']:>9,}  {found['ratio']:>6.2f}  {found['reach']:>5.1f}  {'✓' if found['reached'] else '✗'}  "
            f"{ours['p50']:>9.2f} {ours['p99']:>9.2f}  (floor {floor['p50']:>8.2f} {floor['p99']:>8.2f})  {found['row']} [{found['at']}]"
        )
    lines += [f"growth per decade {growth:>5.2f}  {row}" for row, growth in document["growth"].items()]
    return "\n".join(lines)
