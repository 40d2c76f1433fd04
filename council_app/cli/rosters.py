"""Commands about one session's list: roster, chairs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, SessionOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.records import RosterLine
from council_app.i18n import Translator
from council_app.services import roster as rosters
from council_app.services.capacity import MOST_CHAIRS, set_room
from council_app.services.programme import session as session_of


def roster(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print who is on a session's list, by name, with contacts and needs in the JSON form.

    Example: council roster london.council --session london-am
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        lines = rosters.roster_lines(workspace=workspace, session=session)
    console.say([asdict(line) for line in lines], lambda: "\n".join(_text(line, console.t) for line in lines))


def _text(line: RosterLine, t: Translator) -> str:
    """Seat, name, standing with the place of who waits, plus-ones, segments; contacts and needs only where they were asked for."""
    name = line.name or line.email or t("(no name)")
    standing = f"{line.status} {line.place}" if line.place is not None else line.status.value
    return "  ".join(
        part
        for part in (line.seat or "–", name, standing, f"+{t.number(line.guests)}" if line.guests else "", ", ".join(line.segments))
        if part
    )


def chairs(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    number: Annotated[int | None, typer.Option("--number", min=1, max=MOST_CHAIRS, help="How many there are; left out, as it was.")] = None,
    target: Annotated[int | None, typer.Option("--target", min=1, max=MOST_CHAIRS, help="How many people are wanted.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Say how many chairs a session has, and how many people it wants.

    Example: council chairs london.council --session london-am --number 26 --target 20
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        was = session_of(workspace=workspace, key=session)
        capacity, wanted = number or was.capacity, target or was.target
        set_room(workspace=workspace, session=session, capacity=capacity, target=wanted)
    t = console.t
    unknown = t("not said")
    said = t("Chairs: {chairs}. Target: {target}.", chairs=capacity or unknown, target=wanted or unknown)
    console.say({"session": session, "capacity": capacity, "target": wanted}, said)


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(roster)
    app.command()(chairs)
