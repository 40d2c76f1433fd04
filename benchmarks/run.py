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
    """One row at one size; `result` is how many times the floor ours takes (of memory: how many MiB more), the rest is information."""

    row: str
    beside: str
    notes: int
    at: str
    result: float
    reach: float
    reached: bool
    unit: str
    ours: dict[str, float]
    floor: dict[str, float]
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
    result = pair.ratio(row.at) if row.unit == "ms" else pair.more(row.at)
    factor = 1000 if row.unit == "ms" else 1
    return {
        "row": row.name,
        "beside": row.floor,
        "notes": here.rows,
        "at": f"p{row.at * 100:.0f}",
        "result": round(result, 2),
        "reach": row.reach,
        "reached": result <= row.reach,
        "unit": row.unit,
        "ours": pair.ours.shown(factor),
        "floor": pair.floor.shown(factor),
        "times": len(pair.ours.seconds),
    }


def _machine() -> dict[str, object]:
    return {"system": platform.system(), "processors": os.cpu_count(), "python": platform.python_version()}


def _growth(results: Sequence[Result]) -> Iterator[tuple[str, float]]:
    for row in ROWS:
        medians = {found["notes"]: found["ours"]["p50"] for found in results if found["row"] == row.name}
        if len(medians) > 1:
            small, large = min(medians), max(medians)
            yield row.name, round((medians[large] / medians[small]) ** (1 / math.log10(large / small)), 2)


def table(document: Document) -> str:
    """The document as lines to read."""
    lines = [f"{'notes':>9}  {'result':>7}  {'reach':>5}     {'p50':>9} {'p99':>9}  (floor {'p50':>8} {'p99':>8})       row"]
    for found in document["results"]:
        ours, floor = found["ours"], found["floor"]
        lines.append(
            f"{found['notes']:>9,}  {found['result']:>7.2f}  {found['reach']:>5.1f}  {'✓' if found['reached'] else '✗'}  "
            f"{ours['p50']:>9.2f} {ours['p99']:>9.2f}  (floor {floor['p50']:>8.2f} {floor['p99']:>8.2f}) {found['unit']:<3}  "
            f"{found['row']} [{found['at']}]"
        )
    lines += [f"growth per decade {growth:>5.2f}  {row}" for row, growth in document["growth"].items()]
    return "\n".join(lines)
