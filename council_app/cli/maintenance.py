"""Commands that look after the machine: doctor and bench."""

from __future__ import annotations

import importlib
import json as jsons
import sys
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, console_of
from council_app.cli.output import write_text
from council_app.errors import Progress, m_
from council_app.paths import benchmarks_parent
from council_app.services import doctor as machine


def doctor(context: typer.Context, json: JsonOption = False) -> int:  # noqa: ARG001 - read by bootstrap
    """Say what this machine lacks.

    Example: council doctor
    """
    console = console_of(context)
    found = machine.examine()
    lines = [f"{'✓' if part.ok else '✗'} {part.name}: {console.t.say(part.says)}" for part in found]
    document = {"ok": all(part.ok for part in found), "parts": [_part(part, console.t.say(part.says)) for part in found]}
    console.say(document, "\n".join(lines))
    return 0 if all(part.ok for part in found) else 1


def _part(part: machine.Part, says: str) -> dict[str, object]:
    return {"name": part.name, "ok": part.ok, "says": says}


def bench(
    context: typer.Context,
    rows: Annotated[list[int] | None, typer.Option("--rows", min=100, max=1_000_000, help="Notes; give it again for other sizes.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write the JSON document here, too.")] = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Measure how fast Council is beside what this machine can do.

    Example: council bench --rows 10000 --out bench.json
    """
    console = console_of(context)
    # Floors are measured in bare SQL, which this layer may not touch: the bench is a program of its own beside the package.
    sys.path.insert(0, str(benchmarks_parent()))
    measuring = importlib.import_module("benchmarks.run")
    with console.progress() as told:
        document = measuring.run(
            rows or [10_000], lambda done, total, doing: told(Progress(done, total, m_("Measuring {what}", what=doing)))
        )
    if out is not None:
        write_text(out, jsons.dumps(document, indent=2) + "\n")
    console.say(document, measuring.table(document))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(doctor)
    app.command()(bench)
