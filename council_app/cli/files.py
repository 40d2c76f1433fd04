"""Commands about workspace files: new, check, backup, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import (
    JsonOption,
    PassphraseOption,
    WorkspaceArgument,
    console_of,
    given_passphrase,
    passphrase_for,
    reading,
)
from council_app.errors import Progress
from council_app.services import workspace as workspaces


def new(
    context: typer.Context,
    ws: WorkspaceArgument,
    unencrypted: Annotated[bool, typer.Option("--unencrypted", help="Keep it readable by anyone who has the file.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Make an empty workspace.

    Example: council new london.council --passphrase-file secret.txt
    """
    console = console_of(context)
    passphrase = None if unencrypted else given_passphrase(ws, passphrase_file, confirm=True)
    workspaces.create_workspace(path=ws, passphrase=passphrase).close()
    console.say({"workspace": str(ws), "encrypted": not unencrypted}, console.t("Made {file}", file=str(ws)))


def check(context: typer.Context, ws: WorkspaceArgument, passphrase_file: PassphraseOption = None, json: JsonOption = False) -> int:  # noqa: ARG001 - json is read by bootstrap
    """Look for everything that can be wrong inside a workspace.

    Example: council check london.council
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        found = workspaces.check(workspace=workspace)
    problems = [console.t.say(problem) for problem in found.problems]
    console.say({"ok": found.ok, "problems": problems}, console.t("All is well.") if found.ok else "")
    for problem in problems:
        console.note(f"council: {ws}: {problem}. {console.t('Restore the newest backup with: council restore BACKUP --out NEW')}")
    return 0 if found.ok else 1


def backup(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="F", help="Where the copy goes.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Make a verified copy with the same passphrase; the workspace may be in use.

    Example: council backup london.council --out /media/stick/london-backup.council
    """
    console = console_of(context)
    with console.progress() as told:

        def step(progress: Progress) -> bool:
            told(progress)
            return True

        workspaces.backup(path=ws, passphrase=passphrase_for(ws, passphrase_file), out=out, step=step)
    console.say({"backup": str(out)}, console.t("Copied to {file}", file=str(out)))


def restore(
    context: typer.Context,
    backup_file: Annotated[Path, typer.Argument(metavar="F", help="The backup.")],
    out: Annotated[Path, typer.Option("--out", metavar="WS", help="The workspace to make of it.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Make a workspace out of a backup.

    Example: council restore london-backup.council --out london-2.council
    """
    console = console_of(context)
    workspaces.restore(backup_path=backup_file, passphrase=passphrase_for(backup_file, passphrase_file), out=out)
    console.say({"workspace": str(out)}, console.t("Made {file}", file=str(out)))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (new, check, backup, restore):
        app.command()(command)
