"""The program `council`: every command, gathered from the files beside this one."""

from __future__ import annotations

from typer.main import get_command

from council_app.cli import (
    blog,
    calling,
    capture,
    cohorts,
    delegating,
    door,
    exports,
    files,
    history,
    imports,
    initiatives,
    insights,
    letters,
    maintenance,
    packs,
    papers,
    people,
    plans,
    programme,
    progress,
    publishing,
    rights,
    rosters,
    scripts,
    stats,
    suggesting,
)
from council_app.cli.start import program

app = program()
for part in (
    files,
    plans,
    imports,
    exports,
    door,
    cohorts,
    capture,
    stats,
    suggesting,
    insights,
    calling,
    delegating,
    initiatives,
    publishing,
    programme,
    progress,
    blog,
    letters,
    history,
    packs,
    papers,
    people,
    rights,
    rosters,
    scripts,
    maintenance,
):
    part.add_to(app)

command = get_command(app)
"""The program put together once: typer does it again for every run, and reading the signatures of all commands takes longer than most."""
