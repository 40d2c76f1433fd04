"""Commands about a person's rights, and what goes into their calendar: calendar, person, erase, retention, compact."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, language_of, reading, writing
from council_app.errors import CouncilError, m_
from council_app.services import calendar as calendars
from council_app.services import erasure
from council_app.services import person as people
from council_app.services import retention as kept

WhoArgument = Annotated[str, typer.Argument(metavar="WHO", help="An e-mail address, a whole name, or SESSION/SEAT.")]
CouncilOption = Annotated[str, typer.Option("--council", metavar="KEY", help="The council's key.")]


def calendar(
    context: typer.Context,
    ws: WorkspaceArgument,
    council: CouncilOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where the calendar file goes.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write a council's sessions as a calendar file, in the council's own time zone; it names no guest.

    Example: council calendar london.council --council london --out london.ics
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        sessions = calendars.write_calendar(workspace=workspace, council=council, out=out)
    console.say({"file": str(out), "sessions": sessions}, console.t("Wrote {file}", file=str(out)))


def person(
    context: typer.Context,
    ws: WorkspaceArgument,
    who: WhoArgument,
    export: Annotated[Path, typer.Option("--export", metavar="DIR", help="The folder the two files go to.")],
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="The language of the PDF.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write everything kept about a person: person.json, whole, and person.pdf to read.

    Example: council person london.council ada@example.org --export for-ada
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        files = people.export_person(workspace=workspace, who=who, folder=export, t=language_of(console, locale))
    console.say({"files": [str(file) for file in files]}, "\n".join(str(file) for file in files))


def erase(
    context: typer.Context,
    ws: WorkspaceArgument,
    who: WhoArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Really erase; this cannot be undone.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Erase a person: their rows, words, answers, and what the change log and half-typed text say of them.

    Example: council erase london.council ada@example.org --yes
    """
    console = console_of(context)
    if not yes:
        raise CouncilError(who, m_("erasing cannot be undone"), m_("Say --yes to do it; nothing was changed."))
    with writing(ws, passphrase_file) as workspace:
        found = erasure.erase_person(workspace=workspace, who=who)
    documents = [{"kind": kind, "about": about} for kind, about in found.documents]
    console.say(
        {
            "erased": dict(found.removed),
            "redacted": found.redacted,
            "drafts": found.drafts,
            "documents": documents,
            "copies": list(found.copies),
        },
        console.t.n("{count} row erased", "{count} rows erased", sum(found.removed.values())),
    )
    for copy in found.copies:
        console.note(console.t("An older copy still holds this person; delete it: {file}", file=copy))


def retention(
    context: typer.Context,
    ws: WorkspaceArgument,
    council: Annotated[str | None, typer.Option("--council", metavar="KEY", help="Set the date of this council.")] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], metavar="DATE", help="The last day its people are kept.")
    ] = None,
    erase: Annotated[
        str | None, typer.Option("--erase", metavar="KEY", help="Erase the people of this council, whose time is over.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Really erase; this cannot be undone.")] = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print until when each council's people are kept, those that are due first; set the date of one, or erase the people of one.

    Example: council retention london.council --council london --until 2028-03-10
    """
    console = console_of(context)
    if (council is None) != (until is None):
        raise typer.BadParameter("--council and --until go together")
    if erase is not None:
        _erase_council(console, ws, passphrase_file, erase, yes=yes)
        return
    opening = reading if council is None else writing
    with opening(ws, passphrase_file) as workspace:
        if council is not None and until is not None:
            kept.keep_until(workspace=workspace, council=council, until=until.date())
        found = kept.retention(workspace=workspace, today=_today())
    t = console.t
    lines = [
        f"{each.council}  {t.date(each.until)}  "
        + t.n("{count} person", "{count} people", each.people)
        + (f"  {t('Due: erase them')}" if each.due else "")
        for each in found
    ]
    console.say({"councils": list(found), "due": [each.council for each in found if each.due]}, "\n".join(lines))


def _erase_council(console: Console, ws: Path, passphrase_file: Path | None, council: str, *, yes: bool) -> None:
    if not yes:
        raise CouncilError(council, m_("erasing cannot be undone"), m_("Say --yes to do it; nothing was changed."))
    with writing(ws, passphrase_file) as workspace, console.progress() as told:
        found = kept.erase_council_people(workspace=workspace, council=council, today=_today(), progress=told)
    documents = [{"kind": kind, "about": about} for kind, about in found.documents]
    console.say(
        {
            "council": found.council,
            "erased": found.erased,
            "kept": found.kept,
            "rows": found.rows,
            "redacted": found.redacted,
            "documents": documents,
            "copies": list(found.copies),
        },
        console.t.n("{count} person erased", "{count} people erased", found.erased),
    )
    for copy in found.copies:
        console.note(console.t("An older copy still holds them; delete it: {file}", file=copy))


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def compact(
    context: typer.Context,
    ws: WorkspaceArgument,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write the file anew, so that no byte of what was erased is left; erasing does it by itself, where the disk has room.

    Example: council compact london.council
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        erasure.compact(workspace=workspace)
    console.say({"compacted": str(ws)}, console.t("The file was written anew."))


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (calendar, person, erase, retention, compact):
        app.command()(command)
