"""Letters back to those who allow contact. It prints names: what it makes is for the people themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.options import JsonOption, PassphraseOption, WorkspaceArgument, console_of, language_of, publishing
from council_app.domain.letter_writing import place_in
from council_app.domain.letters import WITHOUT, Asked, Letter, Letters
from council_app.domain.papers import Sheet
from council_app.services import letters as services

DayOption = Annotated[datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DAY", help="The day statuses are true.")]
SinceOption = Annotated[
    datetime | None,
    typer.Option("--shipped-since", formats=["%Y-%m-%d"], metavar="DAY", help="Only to those who asked for what shipped since."),
]


def letters(
    context: typer.Context,
    ws: WorkspaceArgument,
    market: Annotated[str, typer.Option("--market", metavar="KEY", help="Key of the market, or its country code.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="A new or an empty folder.")],
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="For those whose language nobody knows.")] = None,
    as_of: DayOption = None,
    shipped_since: SinceOption = None,
    contact: Annotated[str, typer.Option("--contact", metavar="ADDRESS", help="Where they write to take consent back.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Also to those who were told before that it shipped.")] = False,
    paper: Annotated[Sheet, typer.Option("--paper", help="The paper.")] = Sheet.A4,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> int:
    """Write letters to everybody who allows contact: what became of what they raised. Nothing is sent.

    A letter that the gate holds is listed and not written; the others are.

    Example: council letters london.council --market gb --contact council@example.org --out letters
    """
    console = console_of(context)
    t = language_of(console, locale)
    with publishing(ws, passphrase_file, console) as (workspace, remembered), console.progress() as told:
        services.require_folder(out)
        mailing = services.gather(
            workspace=workspace,
            market=market,
            as_of=as_of.date() if as_of else _today(),
            locale=t.tag if locale is not None else "",
            shipped_since=shipped_since.date() if shipped_since else None,
            contact=contact,
            again=again,
        )
        written = services.write_letters(mailing, progress=told)
        files = list[Path]()
        if written.ready:
            made = services.export_letters(workspace=workspace, letters=written, out=out, t=t, sheet=paper, progress=told)
            remembered.append(made.remembered)
            files += made.files
            if made.caution is not None:
                console.note(console.t.say(made.caution))
    _tell(console, written, files)
    return 1 if written.held and not written.ready else 0


def _tell(console: Console, written: Letters, files: list[Path]) -> None:
    held = [entry for letter in written.held for entry in _held(console, letter)]
    document = {
        "letters": len(written.ready),
        "files": [str(file) for file in files],
        "held_back": held,
        "without": {why.value: count for why, count in written.mailing.without.items()},
        "without_email": sum(not letter.to.email for letter in written.ready),
        "not_repeated": [entry for letter in written.ready for entry in _unsaid(console, letter)],
        "asked": [
            _asked(each.title, each.delivery.since, [_who(to.name, to.seats) for to in each.people])
            for each in _to_tell(written, console.t.tag)
        ],
    }
    console.say(document, lambda: "\n".join(_summary(console, written, files)))
    for entry in held:
        line = "council: {who}, {where}: {why}: “{text}”. {todo}"
        console.note(line.format(**entry, todo=console.t("This letter was not written.")))


def _to_tell(written: Letters, locale: str) -> Iterator[Asked]:
    """Who asked for what just shipped; nobody whose letter is held."""
    ready = {letter.to.person for letter in written.ready}
    for each in written.asked(locale):
        people = tuple(to for to in each.people if to.person in ready)
        if people:
            yield replace(each, people=people)


def _asked(title: str, since: date | None, people: list[dict[str, object]]) -> dict[str, object]:
    return {"title": title, "since": since, "people": people}


def _who(name: str, seats: tuple[str, ...]) -> dict[str, object]:
    return {"name": name, "seats": list(seats)}


def _summary(console: Console, written: Letters, files: list[Path]) -> list[str]:
    t = console.t
    lines = [t.n("{count} letter", "{count} letters", len(written.ready)), *(str(file) for file in files if file.suffix != ".eml")]
    lines += [f"{t.number(count)}: {t.say(WITHOUT[why])}" for why, count in written.mailing.without.items()]
    for each in _to_tell(written, t.tag):
        lines.append(t("{title}: raised by {people}", title=each.title, people=t.items([to.name or to.seats[-1] for to in each.people])))
    return lines


def _held(console: Console, letter: Letter) -> list[dict[str, object]]:
    where = {one: place_in(one, letter) for one in letter.held}
    return [
        {
            "who": letter.to.name or letter.to.seats[-1],
            "seats": list(letter.to.seats),
            "rule": one.rule,
            "where": place if isinstance(place, str) else console.t.say(place),
            "why": console.t.say(one.why),
            "locale": letter.draft.locale,
            "text": one.words,
        }
        for one, place in where.items()
    ]


def _unsaid(console: Console, letter: Letter) -> list[dict[str, object]]:
    return [{"seats": list(letter.to.seats), "note": left.note, "why": console.t.say(left.why)} for left in letter.unsaid]


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def add_to(app: typer.Typer) -> None:
    """Put the command of this file into the program."""
    app.command()(letters)
