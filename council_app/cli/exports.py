"""`council export …`: tables out of the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, SessionOption, console_of, reading
from council_app.services import exports as tables

FromOption = Annotated[Path, typer.Option("--from", metavar="WS", help="The workspace file to read.")]

exports = typer.Typer(help="Write tables for other programs.", rich_markup_mode=None)


@exports.command()
def roster(
    context: typer.Context,
    ws: FromOption,
    session: SessionOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv|FILE.xlsx", help="Where the table goes.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write a session's list with contacts, needs and consents. No cell is a formula, and `council import roster` takes it back.

    Example: council export roster --from london.council --session london-am --out roster.xlsx
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        people = tables.export_roster(workspace=workspace, session=session, out=out)
    console.say({"file": str(out), "people": people}, console.t("Wrote {file}", file=str(out)))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.add_typer(exports, name="export")
