"""The way to the window: `council` and `council open`, without the other commands and the services that those bring along."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import council_app
from council_app.cli.given import PassphraseOption, console_of, given_passphrase


def program() -> typer.Typer:
    """The program with nothing but the way to the window."""
    app = typer.Typer(
        name="council",
        help="Run in-person consumer councils and close the loop, offline.",
        no_args_is_help=False,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(council)
    app.command("open")(open_command)
    return app


def leads_to_window(given: Sequence[str]) -> bool:
    """Whether these arguments ask for the window and nothing else."""
    return not given or given[0] == "open"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"council {council_app.__version__}")
        raise typer.Exit


def council(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,  # noqa: ARG001 - read by its callback
) -> None:
    """Without a command: the window, on the last workspace or the welcome page."""
    if context.invoked_subcommand is None:
        raise typer.Exit(console_of(context).open_window(None, ""))


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
