"""Commands that make documents: report, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.brand import brand
from council_app.cli.console import Console, has_display
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, language_of, publishing
from council_app.domain.enums import Audience, ReportScope
from council_app.domain.papers import Sheet
from council_app.domain.report import ReportAbout
from council_app.services import demo as samples
from council_app.services.publications import Quoting
from council_app.services.report import ReportFormat, render_report

LocaleOption = Annotated[str | None, typer.Option("--locale", metavar="L", help="A language tag such as sv-SE.")]


def report(
    context: typer.Context,
    ws: WorkspaceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the report goes.")],
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="A report of this session.")] = None,
    council: Annotated[str | None, typer.Option("--council", metavar="KEY", help="A report of all sessions of this council.")] = None,
    market: Annotated[str | None, typer.Option("--market", metavar="KEY", help="A report of this market over time.")] = None,
    audience: Annotated[Audience, typer.Option("--audience", help="Who will read it.")] = Audience.INTERNAL,
    locale: LocaleOption = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="What to write.")] = ReportFormat.PDF,
    paper: Annotated[Sheet | None, typer.Option("--paper", help="The paper; else as chosen in the window, or A4.")] = None,
    brand: Annotated[str, typer.Option("--brand", metavar="NAME", help="Whose report it is.")] = "",
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write the report of a session, of a council or of a market over time.

    Example: council report london.council --session london-am --audience external --out report.pdf
    """
    about = _about(session, council, market)
    console = console_of(context)
    t = language_of(console, locale)
    with publishing(ws, passphrase_file, console) as (workspace, written), console.progress() as told:
        made = render_report(
            workspace=workspace, about=about, audience=audience, t=t, out=out, format=form, brand=brand, sheet=paper, progress=told
        )
        written.append(made)
    _tell_report(console, made, out)


def _about(session: str | None, council: str | None, market: str | None) -> ReportAbout:
    given = [
        ReportAbout(scope, key)
        for scope, key in ((ReportScope.SESSION, session), (ReportScope.COUNCIL, council), (ReportScope.MARKET, market))
        if key is not None
    ]
    if len(given) != 1:
        raise typer.BadParameter("choose one of --session, --council, --market")
    return given[0]


def _tell_report(console: Console, made: Quoting, out: Path) -> None:
    changed = [text if isinstance(text, str) else console.t.say(text) for text in made.changed]
    document = {
        "report": str(out),
        "scope": made.scope,
        "about": made.about,
        "audience": made.audience,
        "format": made.format,
        "figures": made.figures,
        "quotes": made.quotes,
        "changed": changed,
    }
    console.say(document, "\n".join([console.t("Wrote {file}", file=str(out)), *changed]))
    if not made.taken:
        console.note(console.t("No notes were taken there; the report says so."))


def demo(
    context: typer.Context,
    workspace: Annotated[Path | None, typer.Option("--workspace", metavar="WS", help="Where to make the sample; DIR by default.")] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the report and the drafts go.")] = Path("out"),
    no_window: Annotated[bool, typer.Option("--no-window", help="Do not open the window.")] = False,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> int:
    """Make the sample council through the real path: plan, roster, notes, insights, report, blog drafts; then open the window.

    Example: council demo --out out
    """
    console = console_of(context)
    with console.progress() as told:
        made = samples.make_demo(workspace=workspace, out=out, t=console.t, progress=told)
    lines = [console.t("Workspace: {file} (passphrase: {passphrase})", file=str(made.workspace), passphrase=samples.passphrase())]
    lines.append(console.t("Report: {file}", file=str(made.report)))
    lines += [console.t("Draft: {file}", file=str(file)) for file in made.drafts]
    document = {"workspace": str(made.workspace), "report": str(made.report), "drafts": [str(file) for file in made.drafts]}
    console.say(document, "\n".join(lines))
    if no_window or console.as_json or not has_display():
        return 0
    return console.open_window(made.workspace, samples.passphrase())


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (report, brand, demo):
        app.command()(command)
