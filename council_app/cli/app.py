"""The program `council`: every command, gathered from the files beside this one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import council_app
from council_app.cli import (
    capture,
    cohorts,
    door,
    exports,
    files,
    history,
    imports,
    insights,
    maintenance,
    papers,
    people,
    plans,
    publishing,
    rights,
    rosters,
    stats,
)
from council_app.cli.options import PassphraseOption, console_of, given_passphrase

app = typer.Typer(
    name="council",
    help="Run in-person consumer councils and close the loop, offline.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"council {council_app.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def council(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: ARG001 - read by its callback
) -> None:
    """Without a command: the window, on the last workspace or the welcome page."""
    if context.invoked_subcommand is None:
        raise typer.Exit(console_of(context).open_window(None, ""))


@app.command("open")
def open_command(
    context: typer.Context,
    ws: Annotated[Path | None, typer.Argument(metavar="WS", help="The workspace file.")] = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Open the window.

    Example: council open london.council
    """
    # Without a file or a variable the window itself asks: there may be no terminal behind it.
    given = passphrase_file is not None or "COUNCIL_PASSPHRASE" in os.environ
    passphrase = given_passphrase(ws, passphrase_file, confirm=False) if ws is not None and given else ""
    raise typer.Exit(console_of(context).open_window(ws, passphrase))


for part in (
    files,
    plans,
    imports,
    exports,
    door,
    cohorts,
    capture,
    stats,
    insights,
    publishing,
    history,
    papers,
    people,
    rights,
    rosters,
    maintenance,
):
    part.add_to(app)
