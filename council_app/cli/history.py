"""Commands about the change log: history, undo, redo."""

from __future__ import annotations

from typing import Annotated

import typer

from council_app.cli.options import MOST_LINES, JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.records import Change
from council_app.services import history as log


def history(
    context: typer.Context,
    ws: WorkspaceArgument,
    row: Annotated[str | None, typer.Option("--row", metavar="ID", help="Only changes of this row.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_LINES, help="At most so many, newest first.")] = 100,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print who changed what, newest first.

    Example: council history london.council --limit 20
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        changes = log.history(workspace=workspace, row=row, limit=limit)

    def lines() -> str:
        return "\n".join(
            f"{change.at:%Y-%m-%d %H:%M:%S}Z  {change.actor}  {console.t.say(change.label)}  {change.op} {change.entity} {change.row_id}"
            for change in changes
        )

    console.say([_document(change) for change in changes], lines)


def _document(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "at": change.at,
        "device": change.device,
        "seq": change.seq,
        "actor": change.actor,
        "label": str(change.label),
        "entity": change.entity,
        "row_id": change.row_id,
        "op": change.op,
        "values": change.values,
    }


def undo(context: typer.Context, ws: WorkspaceArgument, passphrase_file: PassphraseOption = None, json: JsonOption = False) -> None:  # noqa: ARG001 - json is read by bootstrap
    """Take back your newest change in this file.

    Example: council undo london.council
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        undone = log.undo(workspace=workspace)
    console.say({"undone": str(undone.label)}, console.t("Undone: {what}", what=console.t.say(undone.label)))


def redo(context: typer.Context, ws: WorkspaceArgument, passphrase_file: PassphraseOption = None, json: JsonOption = False) -> None:  # noqa: ARG001 - json is read by bootstrap
    """Do again what was undone last.

    Example: council redo london.council
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        redone = log.redo(workspace=workspace)
    console.say({"redone": str(redone.label)}, console.t("Done again: {what}", what=console.t.say(redone.label)))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (history, undo, redo):
        app.command()(command)
