"""Commands about insights handed to other teams: tickets out, the board, statuses back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from council_app.cli.console import Console
from council_app.cli.imports import DryRunOption, MapOption, imports
from council_app.cli.options import (
    IntoOption,
    JsonOption,
    PassphraseOption,
    WorkspaceArgument,
    console_of,
    language_of,
    reading,
    writing,
)
from council_app.domain.enums import TicketState, Tracker
from council_app.errors import CouncilError, m_
from council_app.i18n import Translator
from council_app.services import delegating as services
from council_app.services.delegating import DelegatedLine, StatusesRead
from council_app.services.delegating.statuses import require_word

TrackerOption = Annotated[Tracker, typer.Option("--to", help="Whose importer takes the tickets.")]

_LISTED = 20
"""So many rows that change nothing are named one by one; the table of a whole tracker may hold a million."""


def delegate(
    context: typer.Context,
    ws: WorkspaceArgument,
    insights: Annotated[list[str], typer.Argument(metavar="INSIGHT…", help="Keys of insights that pass their gate.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder for tickets and evidence packs; made when it is not there.")
    ],
    to: TrackerOption = Tracker.JIRA,
    locale: Annotated[str | None, typer.Option("--locale", metavar="L", help="Language of tickets and packs.")] = None,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Hand insights over: one CSV of tickets as the tracker's importer takes it, and an evidence pack (PDF) for each.

    While the gate of any of them is not passed, what is missing is listed and nothing is written. GitHub has no importer of its own: the
    CSV has the columns that github-csv-tools and scripts around “gh issue create” read.

    Example: council delegate london.council charge-date late-fee --to linear --out tickets
    """
    console = console_of(context)
    t = language_of(console, locale)
    with writing(ws, passphrase_file) as workspace, console.progress() as told:
        done = services.delegate(workspace=workspace, insights=insights, to=to, out=out, t=t, progress=told)
    files = [str(file) for file in done.files]
    console.say({"files": files, "to": to, "insights": list(dict.fromkeys(insights))}, "\n".join(files))


def delegated(
    context: typer.Context,
    ws: WorkspaceArgument,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """List what was delegated, reminders that are due first: how it stands, for how long, and whether its insight still passes its gate.

    Example: council delegated london.council --json
    """
    console = console_of(context)
    with reading(ws, passphrase_file) as workspace:
        lines = services.delegations(workspace=workspace)
    console.say([_document(line, console.t) for line in lines], lambda: "\n\n".join(_text(line, console.t) for line in lines))


def statuses(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What a tracker exported: CSV, TSV, XLSX or ODS.")],
    into: IntoOption,
    source: Annotated[Tracker | None, typer.Option("--from", help="Whose export it is; found out when not given.")] = None,
    columns: MapOption = None,
    word: Annotated[
        list[str] | None, typer.Option("--word", metavar="STATUS=STATE", help="What a word means: open, doing, done or dropped.")
    ] = None,
    dry_run: DryRunOption = False,
    passphrase_file: PassphraseOption = None,
    json: JsonOption = False,  # noqa: ARG001 - read by bootstrap
) -> None:
    """Take over how delegated tickets stand. Rows about anything else are listed and change nothing; so are words that nobody knows.

    Example: council import statuses jira.csv --into london.council --word "Ready for release=doing"
    """
    console = console_of(context)
    words = dict(require_word(*_pair("--word", each)) for each in word or ())
    told = dict(_pair("--map", each) for each in columns or ())
    if dry_run:
        with reading(into, passphrase_file) as workspace:
            found = services.preview_statuses(workspace=workspace, path=file, tracker=source, words=words, columns=told)
    else:
        with writing(into, passphrase_file) as workspace:
            found = services.read_statuses(workspace=workspace, path=file, tracker=source, words=words, columns=told)
    said = console.t(
        "{rows} rows: {matched} delegated here, {changed} changed, {unmatched} about something else",
        rows=found.rows,
        matched=len(found.matched),
        changed=found.changed,
        unmatched=len(found.unmatched),
    )
    console.say(_read(found, console.t) | {"dry_run": dry_run}, said)
    _tell(console, file, found)


def _pair(option: str, text: str) -> tuple[str, str]:
    left, equals, right = text.rpartition("=")
    if not equals or not left or not right:
        raise CouncilError(f"{option} {text}", m_("there is no “=” between two words"), m_('Write, for example: --word "In QA=doing"'))
    return left, right


def _document(line: DelegatedLine, t: Translator) -> dict[str, object]:
    return {
        "insight": line.insight,
        "title": line.title,
        "owner": line.owner,
        "to": line.tracker,
        "reference": line.reference,
        "url": line.url,
        "status": line.status,
        "state": line.state,
        "by": line.by,
        "at": line.at,
        "days": line.days,
        "state_days": line.state_days,
        "age": line.age,
        "remind": line.remind,
        "reminder_due": line.reminder_due,
        "gate": {"ready": line.passes, "missing": [t.say(missing) for missing in line.missing]},
    }


def _text(line: DelegatedLine, t: Translator) -> str:
    first = f"{line.insight}  {line.title}"
    days = t.n("{count} day", "{count} days", line.state_days)
    where = " ".join(part for part in (line.tracker, line.reference) if part)
    lines = [first, f"{where}: {_stands(line)}, {days}"]
    if line.reminder_due:
        lines.append(t("ask again: the reminder is due"))
    if not line.passes:
        lines.append(t("no longer passes its gate: {parts}", parts=t.items([t.say(each) for each in line.missing])))
    return "\n  ".join(lines)


def _stands(line: DelegatedLine) -> str:
    return f"{line.state} ({line.status})" if line.status else str(line.state)


def _read(found: StatusesRead, t: Translator) -> dict[str, object]:
    return {
        "rows": found.rows,
        "from": found.tracker,
        "changed": found.changed,
        "matched": [_matched(row) for row in found.matched],
        "asked": list(found.asked),
        "unmatched": [
            {"line": row.line, "reference": row.reference, "title": row.title, "reason": t.say(row.reason)} for row in found.unmatched
        ],
        "rejected": [{"line": row.line, "column": row.column, "value": row.value, "reason": t.say(row.reason)} for row in found.rejected],
        "mapping": dict(found.mapping),
    }


def _matched(row: services.StatusChange) -> dict[str, object]:
    after: TicketState | None = row.after
    return {
        "line": row.line,
        "insight": row.insight,
        "reference": row.reference,
        "status": row.status,
        "before": row.before,
        "after": after or row.before,
        "known": after is not None,
        "changed": row.changed,
    }


def _tell(console: Console, file: Path, found: StatusesRead) -> None:
    if console.as_json:
        return
    reasons = [(row.line, console.t.say(row.reason)) for row in found.unmatched]
    reasons += [(row.line, console.t.say(row.reason)) for row in found.rejected]
    for line, reason in sorted(reasons)[:_LISTED]:
        console.note(f"{file}:{line}: {reason}")
    if len(reasons) > _LISTED:
        more = console.t.n("one more row like these", "{count} more rows like these", len(reasons) - _LISTED)
        console.note(f"{file}: {more}; {console.t('--json lists them all')}")
    for word in found.asked:
        console.note(
            console.t('{file}: nobody knows what “{word}” means here; say it with --word "{word}=doing"', file=str(file), word=word)
        )


def add_to(app: typer.Typer) -> None:
    """Register these commands."""
    app.command()(delegate)
    app.command()(delegated)
    imports.command()(statuses)
