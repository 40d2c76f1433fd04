"""Commands about plan files: apply, dump, schema."""

from __future__ import annotations

import json as jsons
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.options import IntoOption, JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.cli.output import write_text
from council_app.services import plan as plans


def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The plan file (YAML).")],
    into: IntoOption,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and count, keep nothing.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Create or update everything in a plan file; applying it twice changes nothing.

    Example: council apply plan.yaml --into london.council
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        applied = plans.apply_plan(workspace=workspace, path=file, dry_run=dry_run)
    counts = {"created": applied.created, "changed": applied.changed, "unchanged": applied.unchanged}
    said = console.t("{created} created, {changed} changed, {unchanged} unchanged", **counts)
    console.say({**counts, "kinds": applied.kinds, "dry_run": dry_run}, said)


def dump(
    context: typer.Context,
    ws: WorkspaceArgument,
    with_people: Annotated[bool, typer.Option("--with-people", help="Names, e-mails and consents too.")] = False,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this file.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print the workspace as one plan file.

    Example: council dump london.council --out plan.yaml
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        text = plans.dump_workspace(workspace=workspace, with_people=with_people)
        withheld = plans.withheld_from_dump(workspace=workspace)
        stale = plans.left_from_dump(workspace=workspace)
    if withheld:
        t = console.t
        console.note(
            t.n("{count} note is left out: who said it refused notes", "{count} notes are left out: who said them refused notes", withheld)
        )
    if stale:
        console.note(console.t("Tickets are left out of what does not pass the gate any more: {keys}", keys=", ".join(stale)))
    if out is None:
        console.say({"plan": text}, text)
    else:
        write_text(out, text)
        console.say({"file": str(out)}, console.t("Wrote {file}", file=str(out)))


def schema(context: typer.Context, json: JsonOption = False) -> None:  # noqa: ARG001 - read by bootstrap
    """Print the JSON Schema of the plan file.

    Example: council schema > plan.schema.json
    """
    found = plans.schema()
    console_of(context).say(found, lambda: jsons.dumps(found, ensure_ascii=False, indent=2))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (apply, dump, schema):
        app.command()(command)
