"""Commands about scripts: one in a file of its own, and the guide on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.atomic import require_place
from council_app.cli.options import (
    IntoOption,
    JsonOption,
    PassphraseOption,
    WorkspaceArgument,
    console_of,
    language_of,
    reading,
    writing,
)
from council_app.domain.papers import Sheet
from council_app.errors import CouncilError, m_
from council_app.services import papers, script_files

script = typer.Typer(help="A script in a file of its own.", no_args_is_help=True)

KeyArgument = Annotated[str, typer.Argument(metavar="KEY", help="The script's key.")]
VersionOption = Annotated[int | None, typer.Option("--version", metavar="N", min=1, help="Which version; the newest, when not given.")]


@script.command("export")
def export_script(
    context: typer.Context,
    ws: WorkspaceArgument,
    key: KeyArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.yaml", help="Where the script goes.")],
    version: VersionOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write one script to a file that another team can take.

    Example: council script export london.council pay-later --out pay-later.yaml
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        script_files.write_script(workspace=workspace, script=key, path=out, version=version)
    console.say({"file": str(out)}, console.t("Wrote {file}", file=str(out)))


@script.command("import")
def import_script(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The script's file (YAML).")],
    into: IntoOption,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and count, keep nothing.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Take one script from a file; where that script was used already, it becomes the next version.

    Example: council script import pay-later.yaml --into london.council
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        taken = script_files.read_script(workspace=workspace, path=file, dry_run=dry_run)
    counts = {"created": taken.applied.created, "changed": taken.applied.changed, "unchanged": taken.applied.unchanged}
    said = console.t("{created} created, {changed} changed, {unchanged} unchanged", **counts)
    console.say({"script": taken.key, "version": taken.version, **counts, "dry_run": dry_run}, said)


def guide(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where the guide goes.")],
    session: Annotated[
        str | None, typer.Option("--session", metavar="KEY", help="The guide of this session: agenda and script, with clock times.")
    ] = None,
    key: Annotated[str | None, typer.Option("--script", metavar="KEY", help="The guide of this script alone.")] = None,
    version: VersionOption = None,
    paper: Annotated[Sheet, typer.Option("--paper", help="What it is printed on.")] = Sheet.A4,
    locale: Annotated[
        str | None, typer.Option("--locale", metavar="L", help="The language; the market's first for a session, when not given.")
    ] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print the paper guide of a session or a script: what to do and ask and when, with room for notes.

    Example: council guide london.council --session london-am --out guide.pdf
    """
    console = console_of(context)
    if (session is None) == (key is None):
        raise CouncilError("guide", m_("it is of a session or of a script"), m_("Give either --session or --script."))
    require_place(out)
    with reading(ws, passphrase_file) as workspace:
        t = papers.language(workspace=workspace, session=session) if session and not locale else language_of(console, locale)
        ready = papers.prepare_guide(workspace=workspace, t=t, session=session, script=key, version=version, sheet=paper)
    with console.progress() as told:
        papers.write_papers(papers=ready, out=out, progress=told)
    console.say({"file": str(out), "paper": paper}, console.t("Wrote {file}", file=str(out)))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.add_typer(script, name="script")
    app.command()(guide)
