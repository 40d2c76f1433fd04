"""Commands that print: badges, and the forms that lie on the table."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from council_app.atomic import require_place
from council_app.cli.cohorts import CohortOption
from council_app.cli.console import Console
from council_app.cli.options import (
    JsonOption,
    PassphraseOption,
    SessionOption,
    WorkspaceArgument,
    actor,
    console_of,
    language_of,
    passphrase_for,
)
from council_app.domain.enums import AttendanceStatus
from council_app.domain.labels import SHEETS, sheet_named
from council_app.domain.papers import EXPECTED, FOR_GUESTS, Form
from council_app.i18n import Translator
from council_app.services import papers
from council_app.services import workspace as workspaces
from council_app.services.papers import ForWhom, Papers
from council_app.services.workspace import Workspace

T = TypeVar("T")
_NEED_SEATS = {Form.CONSENT, Form.SEAT_SIGNS}


class Kind(StrEnum):
    """What `--kind` takes."""

    SIGN_IN = "sign-in"
    CONSENT = "consent"
    SEAT_SIGNS = "seat-signs"
    HOST_LIST = "host-list"
    ALL = "all"


PersonOption = Annotated[
    list[str] | None,
    typer.Option("--person", metavar="WHO", help="Only this person: a seat, an e-mail address or a name; may be repeated."),
]
StatusOption = Annotated[
    list[AttendanceStatus] | None,
    typer.Option("--status", help="Only those who stand like this; may be repeated. Else: all who are expected."),
]
UnansweredOption = Annotated[bool, typer.Option("--unanswered", help="Only those who have not answered every question of consent.")]
LocaleOption = Annotated[str | None, typer.Option("--locale", metavar="L", help="The language; the market's first, when not given.")]


def badges(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where the badges go.")],
    sheet: Annotated[
        str,
        typer.Option(
            "--sheet", metavar="LABEL", help=f"What they are printed on: {', '.join(each.key for each in SHEETS)}, or a product number."
        ),
    ] = SHEETS[0].key,
    start: Annotated[int, typer.Option("--start", metavar="POSITION", help="The first free label of the first sheet, from 1.")] = 1,
    blank: Annotated[int, typer.Option("--blank", metavar="N", min=0, max=500, help="So many more without a name, to write on.")] = 0,
    person: PersonOption = None,
    status: StatusOption = None,
    unanswered: UnansweredOption = False,
    cohort: CohortOption = None,
    locale: LocaleOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print badges: first name large, seat, and a code for the door that holds no name. Whoever has no seat yet gets one.

    Example: council badges london.council --session london-am --sheet L4785 --out badges.pdf
    """
    console, labels = console_of(context), sheet_named(sheet)
    whom = _whom(person, status, cohort, unanswered=unanswered)

    def made(workspace: Workspace) -> Papers:
        t = _language(console, workspace, session, locale)
        return papers.prepare_badges(workspace=workspace, session=session, sheet=labels, t=t, whom=whom, start=start, blanks=blank)

    require_place(out)
    ready, given = _seated(ws, passphrase_file, session, whom, made)
    with console.progress() as told:
        by_hand = papers.write_papers(papers=ready, out=out, progress=told)
    number = len(ready.holders)
    sheets = -(-(number + start - 1) // labels.per_sheet)
    document = {"file": str(out), "badges": number - blank, "blank": blank, "sheet": labels.key, "sheets": sheets}
    console.say(document | {"seats_given": given, "by_hand": by_hand}, console.t("Wrote {file}", file=str(out)))
    _tell(console, by_hand)


def forms(
    context: typer.Context,
    ws: WorkspaceArgument,
    session: SessionOption,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR|FILE.pdf", help="A folder for one file per form, or one file for all of them.")
    ],
    kind: Annotated[
        list[Kind] | None, typer.Option("--kind", help="Which forms; may be repeated. The host list, with what people need, only by name.")
    ] = None,
    person: PersonOption = None,
    status: StatusOption = None,
    unanswered: UnansweredOption = False,
    cohort: CohortOption = None,
    blank: Annotated[int, typer.Option("--blank", metavar="N", min=0, max=500, help="So many consent forms without a name.")] = 2,
    wording: Annotated[
        str | None, typer.Option("--wording", metavar="VERSION", help="Which consent text; the newest, when not given.")
    ] = None,
    brand: Annotated[str, typer.Option("--brand", metavar="NAME", help="The company that asks, where it is another.")] = "",
    locale: LocaleOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Print the sign-in sheet, consent forms and seat signs of a session; or the host list, with what people eat and need.

    Example: council forms london.council --session london-am --kind consent --unanswered --out consent.pdf
    """
    console, kinds = console_of(context), _kinds(kind)
    whom, one_file = _whom(person, status, cohort, unanswered=unanswered), out.suffix.lower() == ".pdf" and not out.is_dir()

    def made(workspace: Workspace) -> dict[Form, Papers]:
        t = _language(console, workspace, session, locale)
        parts = [tuple(kinds)] if one_file else [(each,) for each in kinds]
        return {
            part[0]: papers.prepare_forms(
                workspace=workspace, session=session, kinds=part, t=t, whom=whom, brand=brand, wording=wording, blanks=blank
            )
            for part in parts
        }

    if one_file:
        require_place(out)
    ready, given = _seated(ws, passphrase_file, session, whom, made, needed=bool(_NEED_SEATS & set(kinds)))
    with console.progress() as told:
        if one_file:
            files, by_hand = [out], papers.write_papers(papers=ready[kinds[0]], out=out, progress=told)
        else:
            files, by_hand = papers.write_forms(each=ready, folder=out, progress=told)
    names = [str(file) for file in files]
    console.say({"files": names, "kinds": kinds, "seats_given": given, "by_hand": by_hand}, "\n".join(names))
    _tell(console, by_hand)


def _kinds(named: list[Kind] | None) -> list[Form]:
    if not named or Kind.ALL in named:
        return list(FOR_GUESTS) + ([Form.HOST_LIST] if Kind.HOST_LIST in (named or ()) else [])
    return [form for form in Form if form.value in {kind.value for kind in named}]


def _whom(person: list[str] | None, status: list[AttendanceStatus] | None, cohort: str | None, *, unanswered: bool) -> ForWhom:
    return ForWhom(statuses=tuple(status or EXPECTED), people=tuple(person or ()), unanswered=unanswered, cohort=cohort)


def _language(console: Console, workspace: Workspace, session: str, locale: str | None) -> Translator:
    return language_of(console, locale) if locale else papers.language(workspace=workspace, session=session)


def _seated(
    ws: Path, passphrase_file: Path | None, session: str, whom: ForWhom, made: Callable[[Workspace], T], *, needed: bool = True
) -> tuple[T, int]:
    """What `made` reads, once everybody has a seat; and how many got one. The file is opened for writing only where that is needed.

    It is read before anything is written, so that what is refused changes nothing.
    """
    passphrase = passphrase_for(ws, passphrase_file)
    with workspaces.open_workspace(path=ws, passphrase=passphrase, read_only=True, actor=actor()) as workspace:
        ready = made(workspace)
        if not (needed and papers.numbers(workspace=workspace, session=session, whom=whom).seatless):
            return ready, 0
    with workspaces.open_workspace(path=ws, passphrase=passphrase, actor=actor()) as workspace:
        given = papers.give_seats(workspace=workspace, session=session, whom=whom).seats
        return made(workspace), given


def _tell(console: Console, by_hand: int) -> None:
    if by_hand:
        console.note(
            console.t.n(
                "{count} name has letters that no font here has: write it by hand, or install a font for it.",
                "{count} names have letters that no font here has: write them by hand, or install a font for them.",
                by_hand,
            )
        )


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (badges, forms):
        app.command()(command)
