"""Commands about calls to people who complained and allow contact. They print names: the list is for the one who calls."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.calls import OUTCOMES, SOLVED, Call, CallLine
from council_app.domain.enums import CallOutcome, Solved
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.services import calling as services


def calls(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Complaints of this session only.")] = None,
    cohort: Annotated[str | None, typer.Option("--cohort", metavar="KEY", help="Complaints of this cohort's members only.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List who complained and allows contact, with name and number: due first, solved last.

    Example: council calls london.council --session bristol-am --json
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        lines = services.call_list(workspace=workspace, session=session, cohort=cohort)
    console.say([_document(line) for line in lines], lambda: "\n\n".join(_text(line, console.t) for line in lines))


def call(
    context: typer.Context,
    ws: WorkspaceArgument,
    who: Annotated[str, typer.Argument(metavar="WHO", help="An e-mail address, a telephone number, a name, or SESSION/SEAT.")],
    outcome: Annotated[CallOutcome, typer.Option("--outcome", help="What became of the call.")],
    solved: Annotated[Solved | None, typer.Option("--solved", help="Whether it is solved, as they said.")] = None,
    said: Annotated[str, typer.Option("--said", metavar="TEXT", help="What was talked about, in your words.")] = "",
    follow_up: Annotated[str | None, typer.Option("--follow-up", metavar="DATE", help="When to call again: 2026-05-31.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Write down a call to somebody who allows contact. Nothing is dialled.

    Example: council call london.council bristol-am/P04 --outcome reached --solved partly --follow-up 2026-06-15
    """
    console, day = console_of(context), _day(follow_up)
    with writing(ws, passphrase_file) as workspace:
        attendance = services.call_line(workspace=workspace, who=who)
        services.log_call(workspace=workspace, attendance=attendance, outcome=outcome, solved=solved, said=said, follow_up=day)
    console.say({"outcome": outcome, "solved": solved, "follow_up": day}, console.t("The call is written down."))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CouncilError(f"--follow-up {text}", m_("this is no date"), m_("Write it as 2026-05-31.")) from error


def _document(line: CallLine) -> dict[str, object]:
    return {
        "name": line.name,
        "email": line.email,
        "phone": line.phone,
        "seats": [{"session": seat.session, "seat": seat.seat} for seat in line.seats],
        "frictions": len(line.complaints),
        "said": [{"note": each.note, "session": each.session, "at": each.at, "text": each.text} for each in line.complaints],
        "calls": [_call(each) for each in line.calls],
        "solved": line.solved,
        "follow_up": line.follow_up,
        "due": line.due,
    }


def _call(each: Call) -> dict[str, object]:
    return {
        "session": each.session,
        "at": each.at,
        "by": each.by,
        "outcome": each.outcome,
        "solved": each.solved,
        "said": each.said,
        "follow_up": each.follow_up,
    }


def _text(line: CallLine, t: Translator) -> str:
    where = t.items([f"{seat.session}/{seat.seat}" for seat in line.seats])
    first = "  ".join(part for part in (line.name, line.phone, line.email, where) if part)
    lines = [first, *(t.quote(each.text) for each in line.complaints), _stands(line, t)]
    return "\n  ".join(lines)


def _stands(line: CallLine, t: Translator) -> str:
    if line.last is None:
        return t("not called yet")
    said = [t.date(line.last.at, style="medium"), t.say(OUTCOMES[line.last.outcome])]
    if line.solved is not None:
        said.append(t.say(SOLVED[line.solved]))
    if line.follow_up is not None:
        day = t.date(line.follow_up, style="medium")
        said.append(t("due: call again on {day}", day=day) if line.due else t("call again on {day}", day=day))
    return ", ".join(said)


def add_to(app: typer.Typer) -> None:
    """Put the commands of this file into the program."""
    app.command()(calls)
    app.command()(call)
