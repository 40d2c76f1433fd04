"""Commands that write down what was said: note, tag, search."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from council_app.cli.bulk import TagAll, tag_all
from council_app.cli.cohorts import CohortOption
from council_app.cli.console import Console, as_json
from council_app.cli.filters import NotOption, WhereOption, filter_typed
from council_app.cli.options import MOST_LINES, JsonOption, PassphraseOption, SessionOption, WorkspaceArgument, console_of, reading, writing
from council_app.domain.note_list import ListedNote
from council_app.errors import CouncilError, m_
from council_app.services import capture, codebook, finding
from council_app.services.workspace import Workspace


def note(
    context: typer.Context,
    ws: WorkspaceArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="One line of the capture grammar; - reads many lines.")],
    session: SessionOption,
    author: Annotated[str, typer.Option("--author", metavar="NAME", help="Who writes it down.")] = "",
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> int:
    """Write down one line, or each line of standard input; every note is on disk before its id is printed.

    Example: council note london.council --session london-am -- '- !!! "I paid twice" #checkout/fees @7'
    """
    console = console_of(context)
    with writing(ws, passphrase_file) as workspace:
        if text == "-":
            return _many(console, workspace, session, author)
        taken = capture.take_note(workspace=workspace, session=session, line=text, author=author)
    console.say(_document(taken), lambda: _line(console, taken))
    _warn(console, taken)
    return 0


def _many(console: Console, workspace: Workspace, session: str, author: str) -> int:
    """One JSON object a line with `--json`, so that every acknowledgement can be read as soon as it is true."""
    failed = 0
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        if not raw.strip():
            continue
        try:
            taken = capture.take_note(workspace=workspace, session=session, line=_decoded(raw), author=author)
        except CouncilError as error:
            # The other lines are still wanted: one that says nothing does not stop somebody who writes as people talk.
            failed += 1
            console.note(f"council: -:{number}: {console.t.say(error.why)}. {console.t.say(error.todo)}")
            continue
        said = as_json(_document(taken)) if console.as_json else _line(console, taken)
        sys.stdout.write(said + "\n")
        sys.stdout.flush()
        _warn(console, taken)
    return 1 if failed else 0


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CouncilError("-", m_("the line is not UTF-8 text"), m_("Type it again; the other lines are kept.")) from error


def _document(taken: capture.TakenNote) -> dict[str, object]:
    found = taken.note
    return {
        "id": found.id,
        "at": found.at,
        "seat": found.seat,
        "kind": found.kind,
        "severity": found.severity,
        "tags": [tag.path for tag in found.tags],
        "verbatim": found.verbatim,
        "raised": found.raised,
        "text": found.text,
        "not_understood": taken.not_understood,
        "new_tags": taken.new_tags,
    }


def _line(console: Console, taken: capture.TakenNote) -> str:
    found = taken.note
    parts = [found.id, console.t.time(found.at), found.seat or "", found.kind.value]
    parts += ["!" * found.severity if found.severity else "", *(f"#{tag.path}" for tag in found.tags)]
    return "  ".join(part for part in parts if part)


def _warn(console: Console, taken: capture.TakenNote) -> None:
    for token in taken.not_understood:
        console.note(console.t("{token} was not understood and stayed in the text", token=token))


def tag(
    context: typer.Context,
    ws: WorkspaceArgument,
    note_id: Annotated[str | None, typer.Argument(metavar="NOTE_ID", help="The note's id or key; or else --where, --not.")] = None,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TAG", help="A tag to put on; may be repeated.")] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="TAG", help="A tag to take off; may be repeated.")] = None,
    star: Annotated[bool | None, typer.Option("--star/--no-star", help="Star the note to come back to it, or take its star away.")] = None,
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Who says so.")] = "",
    where: WhereOption = None,
    without: NotOption = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Put tags on a note or take them off; star it. With --where or --not, on every note that fits: one change, one undo.

    Example: council tag london.council n1 --add checkout/fees --remove tone --coder Kim
    Example: council tag london.council --where kind=friction --not tag=tone --add to-read
    """
    console = console_of(context)
    if (note_id is None) == (not where and not without):
        raise CouncilError("tag", m_("it takes a note, or --where and --not"), m_("Name one note, or say which ones; not both."))
    if note_id is None:
        tag_all(console, ws, passphrase_file, TagAll(where or (), without or (), add or (), remove or (), star, coder))
        return
    with writing(ws, passphrase_file) as workspace:
        tagged = codebook.tag_note(workspace=workspace, note=note_id, add=add or (), remove=remove or (), coder=coder, starred=star)
    paths = [found.path for found in tagged.tags]
    mark = "★ " if tagged.starred else ""
    console.say({"note": note_id, "tags": paths, "starred": tagged.starred, "coder": coder}, mark + " ".join(f"#{path}" for path in paths))


def search(
    context: typer.Context,
    ws: WorkspaceArgument,
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words; the last may be a beginning.")],
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Only this session.")] = None,
    cohort: CohortOption = None,
    where: WhereOption = None,
    without: NotOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=MOST_LINES, help="At most so many, best first.")] = 50,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Find notes by their words, best match first: "a phrase", begin*, -not, one OR another.

    Example: council search london.council "late fee -letter" --where tag=checkout,tone --not kind=praise --limit 10
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        named = [f"{facet}={key}" for facet, key in (("session", session), ("cohort", cohort)) if key is not None]
        wanted = filter_typed(workspace, [*named, *(where or ())], without or ())
        found = finding.search(workspace=workspace, query=query, filter=wanted, limit=limit)
    console.say([_found(line) for line in found], lambda: "\n".join(f"{line.key}  {line.seat or '-'}  {line.text}" for line in found))


def _found(line: ListedNote) -> dict[str, object]:
    return {
        "id": line.id,
        "key": line.key,
        "session": line.session_key,
        "at": line.at,
        "seat": line.seat,
        "kind": line.kind,
        "severity": line.severity,
        "text": line.text,
        "marks": [list(span) for span in line.marks],
        "tags": [tag.path for tag in line.tags],
    }


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    for command in (note, tag, search):
        app.command()(command)
