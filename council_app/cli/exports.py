"""`council export …`: tables and projects out of the workspace."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli import themes
from council_app.cli.options import JsonOption, PassphraseOption, SessionOption, console_of, reading
from council_app.services import exports as tables
from council_app.services import note_export, qdpx_export
from council_app.services.saved_filters import saved_filter

FromOption = Annotated[Path, typer.Option("--from", metavar="WS", help="The workspace file to read.")]

SessionsOption = Annotated[list[str] | None, typer.Option("--session", metavar="KEY", help="Only this session; may be repeated.")]

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


@exports.command()
def notes(
    context: typer.Context,
    ws: FromOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.csv|FILE.xlsx", help="Where the table goes.")],
    session: SessionsOption = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FACET=WORD", help="Only these: tag=checkout/fees, kind=friction,praise, untagged=; != for not."),
    ] = None,
    saved: Annotated[str | None, typer.Option("--filter", metavar="KEY", help="A saved filter.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write notes as a table, one quote in each row with all that is known of it: session, market, seat, segments, kind, tags, coder.

    Notes without a tag are in it; nothing of who refused notes is, no name, and no cell is a formula.

    Example: council export notes --from london.council --where market=gb --where kind=friction --out frictions.xlsx
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace, console.progress() as progress:
        base = saved_filter(workspace=workspace, key=saved) if saved else None
        conditions = [*([f"session={','.join(session)}"] if session else []), *(where or ())]
        wanted = note_export.filter_asked(workspace=workspace, conditions=conditions, base=base)
        found = note_export.export_notes(workspace=workspace, out=out, filter=wanted, progress=progress)
    console.say({"file": str(out), "notes": found.notes, "rows": found.rows}, console.t("Wrote {file}", file=str(out)))


@exports.command()
def codebook(
    context: typer.Context,
    ws: FromOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.qdc", help="Where the codebook goes.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write the codebook as REFI-QDA, which QualCoder, NVivo, ATLAS.ti and MAXQDA read.

    Example: council export codebook --from london.council --out themes.qdc
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        tags = qdpx_export.export_codebook(workspace=workspace, out=out)
    console.say({"file": str(out), "tags": tags}, console.t("Wrote {file}", file=str(out)))


@exports.command()
def qdpx(
    context: typer.Context,
    ws: FromOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.qdpx", help="Where the project goes.")],
    session: SessionsOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write notes, tags, highlights and coders as a REFI-QDA project, which QualCoder, NVivo, ATLAS.ti and MAXQDA read.

    The file is not encrypted. It holds what was said in the notes, who coded it, and of attendees their seat code, segments, session and
    market: no name, no contact, nothing of who refused notes, nothing of a rehearsal. Keep it as you keep the workspace.

    Example: council export qdpx --from london.council --out london.qdpx
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace, console.progress() as progress:
        found = qdpx_export.export_qdpx(workspace=workspace, out=out, sessions=session or (), progress=progress)
    console.say({"file": str(out), **asdict(found)}, console.t("Wrote {file}", file=str(out)))
    if found.withheld and not console.as_json:
        said = console.t.n(
            "One note stays here: its speaker refused notes.",
            "{count} notes stay here: their speakers refused notes.",
            found.withheld,
        )
        console.note(said)


exports.command("tables")(themes.tables)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.add_typer(exports, name="export")
