"""Commands for several laptops: pack, merge, keys."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.given import read_secret
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, actor, console_of, passphrase_for
from council_app.services import packs
from council_app.services import workspace as workspaces

PackPassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--pack-passphrase-file", metavar="FILE", help="Read the pack's own passphrase from this file; else it is the workspace's."
    ),
]


def pack(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the pack goes.")],
    since: Annotated[str, typer.Option("--since", metavar="PARTNER", help="Only what this partner is not known to have.")] = "",
    to: Annotated[list[str] | None, typer.Option("--to", metavar="KEY", help="Seal it for this public key; may be given again.")] = None,
    pack_passphrase_file: PackPassphraseOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write what this workspace holds into a sealed file for another laptop.

    Example: council pack london.council --out london.pack --since kim
    """
    console = console_of(context)
    passphrase = passphrase_for(ws, passphrase_file)
    own = None if to else _own_passphrase(pack_passphrase_file, passphrase)
    opened = workspaces.open_workspace(path=ws, passphrase=passphrase, read_only=True, actor=actor())
    with opened as workspace, console.progress() as told:
        made = packs.make_pack(workspace=workspace, out=out, since=since, passphrase=own, recipients=to or (), told=told)
    if not made.sealed:
        console.note(console.t("The pack is not sealed, as its workspace is not: anyone who has the file can read it."))
    document = {"out": str(out), "changes": made.changes, "attachments": made.attachments, "whole": made.whole, "sealed": made.sealed}
    console.say(document, console.t.n("Packed one change into {file}", "Packed {count} changes into {file}", made.changes, file=str(out)))


def merge(
    context: typer.Context,
    ws: WorkspaceArgument,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Packs, in any order.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and change nothing.")] = False,
    key_file: Annotated[Path | None, typer.Option("--key-file", metavar="FILE", help="Open packs sealed for the key in this file.")] = None,
    pack_passphrase_file: PackPassphraseOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Take in what other laptops packed. Nothing is lost: where two people wrote one text, both wait for a decision.

    Example: council merge london.council london.pack --dry-run
    """
    console = console_of(context)
    passphrase = passphrase_for(ws, passphrase_file)
    secret = None if key_file is None else read_secret(key_file).strip().rpartition("\n")[2]  # the public key stands above it
    own = _own_passphrase(pack_passphrase_file, passphrase)
    opened = workspaces.open_workspace(path=ws, passphrase=passphrase, actor=actor())
    with opened as workspace, console.progress() as told:
        merged = packs.merge_packs(workspace=workspace, files=files, passphrase=own, secret=secret, only_look=dry_run, told=told)
    console.say(_document(merged, dry_run), "\n".join(_lines(console, merged, dry_run)))


def keys(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the secret key goes; keep it to yourself.")],
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Make a key of one's own: others seal packs for its public half, and only its file opens them.

    Example: council keys --out my.key
    """
    console = console_of(context)
    public = packs.new_keys(out=out)
    console.say({"public": public, "out": str(out)}, console.t("Others seal packs for you with: --to {key}", key=public))


def _own_passphrase(file: Path | None, workspace: str | None) -> str | None:
    if file is not None:
        return read_secret(file)
    return os.environ.get("COUNCIL_PACK_PASSPHRASE") or workspace


def _document(merged: packs.MergedPacks, dry_run: bool) -> dict[str, object]:
    conflicts = [
        {"kind": each.kind, "table": each.entity, "row": each.row, "column": each.column, "locale": each.locale}
        for each in merged.conflicts
    ]
    found = [
        {
            "file": name,
            "from": who,
            "new": each.new,
            "already_known": each.already_known,
            "rows": dict(each.rows),
            "by_time": each.by_time,
            "joined": each.joined,
            "seats": each.seats,
            "erased": each.erased,
            "clock_ahead_seconds": each.ahead // 1_000,
        }
        for name, who, each in merged.packs
    ]
    return {"new": merged.new, "already_known": merged.already_known, "conflicts": conflicts, "dry_run": dry_run, "packs": found}


def _lines(console: Console, merged: packs.MergedPacks, dry_run: bool) -> list[str]:
    t, found = console.t, [each for _, _, each in merged.packs]
    lines = [t.n("One change is new", "{count} changes are new", merged.new)]
    counted = (
        (merged.already_known, t.n("One was known already", "{count} were known already", merged.already_known)),
        (len(merged.conflicts), t.n("One thing is to be decided", "{count} things are to be decided", len(merged.conflicts))),
    )
    lines += [line for count, line in counted if count]
    by_time, joined = sum(each.by_time for each in found), sum(each.joined for each in found)
    seats, erased = sum(each.seats for each in found), sum(each.erased for each in found)
    more = (
        (by_time, t.n("In one field the newer value stands", "In {count} fields the newer value stands", by_time)),
        (
            joined,
            t.n("One thing that two laptops had added is one now", "{count} things that two laptops had added are one each now", joined),
        ),
        (seats, t.n("One person got another seat: two had the same", "{count} people got another seat: two had the same", seats)),
        (erased, t.n("One row is gone for good: it was erased", "{count} rows are gone for good: they were erased", erased)),
    )
    lines += [line for count, line in more if count]
    ahead = max((each.ahead for each in found), default=0) // 86_400_000
    if ahead:
        console.note(
            t.n("A partner's clock is one day ahead: set it right.", "A partner's clock is {count} days ahead: set it right.", ahead)
        )
    return [*lines, t("Nothing was changed.")] if dry_run else lines


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(pack)
    app.command()(merge)
    app.command()(keys)
