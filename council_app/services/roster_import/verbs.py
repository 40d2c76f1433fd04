"""The verbs of an import: rehearse it, do it, add what was corrected, save what was not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from council_app.atomic import write_whole
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.memory import uncollected
from council_app.domain.records import Changes
from council_app.errors import Message, Progress, m_, mn_
from council_app.exchange.roster import RosterFile, layout_of, read_roster
from council_app.exchange.spreadsheet import csv_bytes
from council_app.exchange.tables import Reading, Rejected
from council_app.i18n import Translator
from council_app.services.roster_import import layouts
from council_app.services.roster_import.draft import Corrections, Draft, open_roster, with_corrections
from council_app.services.roster_import.model import Fate, RosterImport, RowFate
from council_app.services.roster_import.placing import Placing

Told = Callable[[Progress], None]

_EVERY = 500


def import_roster(
    *,
    workspace: Workspace,
    session: str,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    merge_duplicates: bool = False,
    dry_run: bool = False,
) -> RosterImport:
    """Add everybody in a table to a session's list; bad rows are listed and left out, good ones are added.

    Args:
        workspace: where to.
        session: key of the session.
        path: a CSV, TSV, XLSX or ODS file.
        mapping: column -> field, where the guess, or what is remembered of this layout, is wrong.
        sheet: name of the sheet; the first with data, when not given.
        merge_duplicates: fill in what a repeated person's row adds, instead of only listing it.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: not a table, a column that does not exist, no such session.
    """
    with uncollected():
        draft = open_roster(workspace=workspace, session=session, path=path, reading=Reading(sheet=sheet), mapping=mapping)
        return _take_in(workspace, draft, _label(draft), merge=merge_duplicates, rehearsed=dry_run)


def rehearse(*, workspace: Workspace, draft: Draft, merge_duplicates: bool = False, told: Told | None = None) -> RosterImport:
    """What `carry_out` would do, found out by doing it and keeping nothing.

    Raises:
        CouncilError: no column says who a row is about; the workspace is open for reading only.
        Cancelled: `told` raised it.
    """
    with uncollected():
        return _take_in(workspace, draft, _label(draft), merge=merge_duplicates, rehearsed=True, told=told)


def carry_out(*, workspace: Workspace, draft: Draft, merge_duplicates: bool = False, told: Told | None = None) -> RosterImport:
    """Add everybody in a draft to its session's list, and remember what the columns of this layout mean.

    Raises:
        CouncilError, Cancelled: as `rehearse`.
    """
    with uncollected():
        return _take_in(workspace, draft, _label(draft), merge=merge_duplicates, told=told)


def add_corrected(*, workspace: Workspace, draft: Draft, corrections: Corrections, merge_duplicates: bool = False) -> RosterImport:
    """Add the rows of a draft that somebody corrected after the others were imported."""
    corrected = with_corrections(draft, corrections)
    rows = tuple(row for row in corrected.table.rows if row.line in corrections)
    label = mn_("Add one corrected row of a roster", "Add {count} corrected rows of a roster", len(rows))
    chosen = replace(corrected, table=replace(corrected.table, rows=rows, rejected=()))
    return _take_in(workspace, chosen, label, merge=merge_duplicates)


def save_rejected(*, draft: Draft, rejected: Sequence[Rejected], out: Path, t: Translator) -> None:
    """Write rejected rows as a CSV: line, column and reason, then the row as it stands in the file; no cell is ever a formula.

    Raises:
        CouncilError: `out` cannot be written.
    """
    cells = {row.line: row.cells for row in draft.table.rows}
    rows: list[Sequence[str | int]] = [(row.line, row.column, t.say(row.reason), *cells.get(row.line, (row.value,))) for row in rejected]
    write_whole(out, csv_bytes((t("Line"), t("Column"), t("Reason"), *draft.table.headers), rows), private=True)


def _label(draft: Draft) -> Message:
    return mn_("Import a roster of one row", "Import a roster of {count} rows", len(draft.table.rows))


def _take_in(
    workspace: Workspace, draft: Draft, label: Message, *, merge: bool, rehearsed: bool = False, told: Told | None = None
) -> RosterImport:
    tell = _Telling(told, len(draft.table.rows), m_("Reading the list") if rehearsed else m_("Adding people"))
    file = read_roster(draft.table, draft.mapping, draft.region, draft.path.name)
    with workspace.write(label, rehearsed=rehearsed) as writing:
        placing = Placing(writing, programme_reads.session_named(writing, draft.session), merge=merge)
        for number, row in enumerate(file.rows):
            if number % _EVERY == 0:
                tell(number // 2)
            placing.take(row)
        half = len(file.rows) // 2
        placing.store(lambda stored: tell(half + stored // 2))
        layout = layout_of(draft.table)
        if layout and file.rows:
            layouts.remember(writing, layout, file.mapping)
        found = _told(draft, file, placing, changes(writing))
        tell(len(draft.table.rows))  # the last chance to cancel: after this it is kept
        return found


class _Telling:
    """Says how many rows are through, for whoever wants to know; a listener stops the work by raising `Cancelled`."""

    def __init__(self, told: Told | None, total: int, doing: Message) -> None:
        self._told, self._total, self._doing = told, total, doing

    def __call__(self, done: int) -> None:
        if self._told is not None:
            self._told(Progress(done, self._total, self._doing))


def _told(draft: Draft, file: RosterFile, placing: Placing, written: Changes) -> RosterImport:
    rejected = [RowFate(line, Fate.REJECTED) for line in {each.line for each in file.rejected}]
    fates = tuple(sorted([*placing.fates, *rejected], key=lambda row: row.line))
    return RosterImport(
        rows=len(file.rows) + len(rejected),
        added=placing.added,
        updated=placing.updated,
        waitlisted=sum(row.fate is Fate.WAITING for row in fates),
        duplicates=tuple(placing.duplicates),
        rejected=file.rejected,
        warnings=file.warnings,
        fates=fates,
        problems=file.problems,
        mapping={column: field.value for column, field in file.mapping.items()},
        consents=file.consents,
        remembered=draft.remembered,
        left_out=draft.left_out,
        damaged=draft.table.damaged,
        changes=written,
    )
