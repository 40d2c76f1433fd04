"""Commands that look after the machine: doctor and bench."""

from __future__ import annotations

import typer

from council_app.cli.options import JsonOption, console_of
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


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(doctor)
