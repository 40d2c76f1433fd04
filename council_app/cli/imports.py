"""`council import …`: rosters, notes, the company's own figures, and coded projects out of files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.options import IntoOption, JsonOption, PassphraseOption, SessionOption, console_of, writing
from council_app.errors import CouncilError, Message, m_
from council_app.services import indicators as figures
from council_app.services import notes as note_files
from council_app.services import qdpx_import as projects
from council_app.services import roster as rosters
from council_app.services.roster import Rejected

MapOption = Annotated[list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="What a column holds; may be repeated.")]
SheetOption = Annotated[str | None, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Check and count, keep nothing.")]
FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="A CSV, TSV, XLSX or ODS file.")]

imports = typer.Typer(help="Bring rosters, notes, figures and coded projects in from files.", rich_markup_mode=None)


@imports.command()
def roster(
    context: typer.Context,
    file: FileArgument,
    into: IntoOption,
    session: SessionOption,
    columns: MapOption = None,
    sheet: SheetOption = None,
    merge_duplicates: Annotated[bool, typer.Option("--merge-duplicates", help="Fill in what a repeated row adds.")] = False,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Add everybody in a table to a session's list. Bad rows are listed and not added; good rows are added.

    Example: council import roster guests.csv --into london.council --session london-am --map "Your name=name"
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        found = rosters.import_roster(
            workspace=workspace,
            session=session,
            path=file,
            mapping=_mapping(columns),
            sheet=sheet,
            merge_duplicates=merge_duplicates,
            dry_run=dry_run,
        )
    document = {"rows": found.rows, "added": found.added, "updated": found.updated, "waitlisted": found.waitlisted}
    document_lists = {
        "duplicates": [_duplicate(each) for each in found.duplicates],
        "rejected": _rows(console, found.rejected),
        "warnings": _rows(console, found.warnings),
        "mapping": dict(found.mapping),
        "remembered": found.remembered,
        "consent_columns": list(found.consents),
        "dry_run": dry_run,
    }
    said = console.t(
        "{rows} rows: {added} added, {updated} updated, {waitlisted} on the waiting list, {duplicates} repeated, {rejected} rejected",
        **document,
        duplicates=len(found.duplicates),
        rejected=len(found.rejected),
    )
    console.say(document | document_lists, said)
    _tell(console, file, found.rejected)
    if not console.as_json:
        for cell in found.warnings:
            console.note(console.t("{place}; left out", place=_place(console, file, cell)))
        for each in found.duplicates:
            console.note(_repeated(console, file, each))
        _tell_columns(console, file, found)


@imports.command()
def notes(
    context: typer.Context,
    file: FileArgument,
    into: IntoOption,
    session: SessionOption,
    columns: MapOption = None,
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Add every row of a table as a note; without columns for kind, tags and so on the capture grammar in the text is read.

    Example: council import notes calls.csv --into london.council --session london-am --map note=text --map issue=tags
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        found = note_files.import_notes(
            workspace=workspace, session=session, path=file, mapping=_mapping(columns), sheet=sheet, dry_run=dry_run
        )
    document = {"rows": found.rows, "added": found.added, "already_there": found.already_there, "rejected": _rows(console, found.rejected)}
    document |= {"new_tags": found.new_tags, "dry_run": dry_run}
    said = console.t(
        "{rows} rows: {added} added, {there} already there, {rejected} rejected",
        rows=found.rows,
        added=found.added,
        there=found.already_there,
        rejected=len(found.rejected),
    )
    console.say(document, said)
    _tell(console, file, found.rejected)


@imports.command()
def indicators(
    context: typer.Context,
    file: FileArgument,
    into: IntoOption,
    market: Annotated[str | None, typer.Option("--market", metavar="KEY|COUNTRY", help="Whose figures, where no column says so.")] = None,
    sheet: SheetOption = None,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Bring in the company's own figures by month: NPS, satisfaction, retention, complaints per million purchases.

    A line per figure (market, indicator, month, value), a column per indicator, or a column per month. Bad rows are listed and not added.

    Example: council import indicators figures.csv --into london.council --market GB
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        found = figures.import_indicators(workspace=workspace, path=file, market=market, sheet=sheet, dry_run=dry_run)
    counts = {"rows": found.rows, "added": found.added, "changed": found.changed, "unchanged": found.unchanged}
    document: dict[str, object] = {**counts, "indicators": list(found.names), "rejected": _rows(console, found.rejected)}
    said = console.t(
        "{rows} rows. Figures: {added} added, {changed} changed, {unchanged} as they were. Refused: {rejected}",
        **counts,
        rejected=len(found.rejected),
    )
    console.say(document | {"dry_run": dry_run}, said)
    _tell(console, file, found.rejected)


@imports.command()
def qdpx(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A REFI-QDA project (.qdpx).")],
    into: IntoOption,
    session: Annotated[str | None, typer.Option("--session", metavar="KEY", help="Where texts go; else one is made.")] = None,
    market: Annotated[str | None, typer.Option("--market", metavar="KEY|COUNTRY", help="Of the session that is made.")] = None,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Bring in a project of QualCoder, NVivo, ATLAS.ti, MAXQDA or Council: codes, texts, selections with their coders, cases.

    Texts become notes by paragraph, selections highlights, cases attendees with a seat code. What cannot be kept is listed by kind. The
    same file again changes nothing.

    Example: council import qdpx interviews.qdpx --into london.council --market GB
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace, console.progress() as progress:
        found = projects.import_qdpx(workspace=workspace, path=file, session=session, market=market, dry_run=dry_run, progress=progress)
    document = {field.name: getattr(found, field.name) for field in fields(found) if field.name not in ("lost", "warnings", "changes")}
    counts = {name: value for name, value in document.items() if isinstance(value, int)}
    said = console.t(
        "{added_sources} of {sources} texts, {notes} notes, {added_codes} of {codes} codes, {added_codings} of {codings} codings, "
        "{added_cases} of {cases} cases added",
        **counts,
    )
    console.say(document | {"dry_run": dry_run} | _left_out(console, found.lost, found.warnings), said)
    _tell_left_out(console, file, found.lost, found.warnings)


@imports.command()
def codebook(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A REFI-QDA codebook (.qdc).")],
    into: IntoOption,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Bring in a codebook; tags that are there already stay as they are.

    Example: council import codebook themes.qdc --into london.council
    """
    console = console_of(context)
    with writing(into, passphrase_file) as workspace:
        found = projects.import_codebook(workspace=workspace, path=file, dry_run=dry_run)
    document = {"codes": found.codes, "added": found.added, "dry_run": dry_run}
    said = console.t("{added} of {codes} codes added", added=found.added, codes=found.codes)
    console.say(document | _left_out(console, found.lost, found.warnings), said)
    _tell_left_out(console, file, found.lost, found.warnings)


def _left_out(console: Console, lost: projects.Lost, warnings: Sequence[Message]) -> dict[str, object]:
    listed = [{"kind": loss.value, "count": count, "what": console.t.say(projects.said(loss, count))} for loss, count in lost]
    return {"left_out": listed, "warnings": [console.t.say(each) for each in warnings]}


def _tell_left_out(console: Console, file: Path, lost: projects.Lost, warnings: Sequence[Message]) -> None:
    if console.as_json:
        return
    for each in warnings:
        console.note(f"{file}: {console.t.say(each)}")
    for loss, count in lost:
        console.note(console.t("{file}: left out: {what}", file=str(file), what=projects.said(loss, count)))


def _mapping(pairs: Sequence[str] | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in pairs or ():
        column, equals, field = pair.rpartition("=")
        if not equals or not column or not field:
            raise CouncilError(f"--map {pair}", m_("this is not COLUMN=FIELD"), m_('Write, for example: --map "Your name=name"'))
        found[column] = field
    return found


def _rows(console: Console, rejected: Sequence[Rejected]) -> list[dict[str, object]]:
    return [{"line": row.line, "column": row.column, "value": row.value, "reason": console.t.say(row.reason)} for row in rejected]


def _duplicate(found: rosters.Duplicate) -> dict[str, object]:
    return {"line": found.line, "by": found.by, "same_as": found.same_as, "merged": found.merged}


def _tell(console: Console, file: Path, rejected: Sequence[Rejected]) -> None:
    if not console.as_json:
        for row in rejected:
            console.note(_place(console, file, row))


def _place(console: Console, file: Path, row: Rejected) -> str:
    """Line, column and reason, as an editor or a compiler writes them; what is wrong with a whole row has no column."""
    parts = (f"{file}:{row.line}", row.column, console.t.say(row.reason))
    return ": ".join(part for part in parts if part)


def _tell_columns(console: Console, file: Path, found: rosters.RosterImport) -> None:
    if found.damaged:
        said = console.t.n(
            "{file}: read as UTF-8, but for {count} place that is no letter of it; rows with one are rejected",
            "{file}: read as UTF-8, but for {count} places that are no letters of it; rows with one are rejected",
            found.damaged,
            file=str(file),
        )
        console.note(said)
    if found.remembered:
        console.note(console.t("{file}: columns read as at the last import of this layout; --map changes that", file=str(file)))
    for column in found.left_out:
        said = console.t(
            "{file}: “{column}” is left out, because another column of this header is read; --map changes that",
            file=str(file),
            column=column,
        )
        console.note(said)
    for column in found.consents:
        said = console.t(
            "{file}: “{column}” asks for consent; its answers are not taken over, each person is asked at the door",
            file=str(file),
            column=column,
        )
        console.note(said)


def _repeated(console: Console, file: Path, found: rosters.Duplicate) -> str:
    if found.same_as is None:
        return console.t("{file}:{line}: this person is on the list already", file=str(file), line=found.line)
    return console.t("{file}:{line}: the same person as on line {other}", file=str(file), line=found.line, other=found.same_as)


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.add_typer(imports, name="import")
