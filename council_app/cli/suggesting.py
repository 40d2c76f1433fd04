"""The command that suggests: tags for a note, by what similar notes carry."""

from __future__ import annotations

from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading
from council_app.domain.suggesting import Suggestion
from council_app.i18n import Translator
from council_app.services import suggesting as services


def suggest(
    context: typer.Context,
    ws: WorkspaceArgument,
    note_id: Annotated[str, typer.Argument(metavar="NOTE_ID", help="The note, by its id or key.")],
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Suggest tags for a note and say how often each was right on notes already tagged; put none on.

    Example: council suggest london.council n12
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace, console.progress() as told:
        # Asked first, because learning for a note that is not there would take a minute to say so.
        services.find_note(workspace=workspace, note=note_id)
        learned = services.learn(lessons=services.gather_lessons(workspace=workspace, progress=told), progress=told)
        found = services.suggest(workspace=workspace, learned=learned, note=note_id)
    why = learned.silence
    document = {"note": note_id, "learned_from": learned.notes, "suggestions": found}
    console.say(document, lambda: "\n".join(_line(console.t, each) for each in found) or console.t("No tag is suggested."))
    if why is not None:
        console.note(console.t.say(why))


def _line(t: Translator, found: Suggestion) -> str:
    right = t("right {right} of {shown} times", right=t.number(found.right), shown=t.number(found.shown))
    return f"{found.path}: {right}"


def add_to(app: typer.Typer) -> None:
    """Register this command."""
    app.command()(suggest)
