"""Delegating: tickets and evidence packs written and remembered, all or nothing.

Three steps, so that nobody who writes notes waits for a printer: read what is to be said, print it, put it in place and remember it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Delegation, Insight, Publication
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import Audience, TicketState, Tracker
from council_app.domain.records import Changes
from council_app.errors import CouncilError, Progress, m_, mn_
from council_app.exchange.tickets import tickets_csv
from council_app.i18n import Translator
from council_app.reporting.html import PrintHtml
from council_app.reporting.papers.evidence import Pack, pack_html
from council_app.reporting.process import PdfPrinter
from council_app.services.delegating.gates import require_gates
from council_app.services.delegating.gathering import gather
from council_app.services.delegating.leaks import refuse_leaks
from council_app.services.delegating.placing import placed
from council_app.services.delegating.tickets import ticket_of

_STEPS = 7  # of the printer, for each pack


@dataclass(frozen=True, slots=True)
class Quoted:
    """Ids of the notes whose words stand in what is written about one insight."""

    insight: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be written; needs the workspace no more. `pages` are the packs by the name of their file."""

    insights: tuple[str, ...]
    tracker: Tracker
    locale: str
    tickets: tuple[str, bytes]
    pages: tuple[tuple[str, PrintHtml], ...]
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The same as files, by name, still in memory."""

    prepared: Prepared
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Delegated:
    """The files that were written, tickets first, and what changed."""

    files: tuple[Path, ...]
    changes: Changes


def delegate(
    *,
    workspace: Workspace,
    insights: Sequence[str],
    to: Tracker,
    out: Path,
    t: Translator,
    by: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Delegated:
    """Write tickets for a tracker and an evidence pack for each insight into a folder, and remember that they were delegated.

    Args:
        workspace: where from.
        insights: their keys; one that is delegated there already is written again.
        to: whose importer takes the tickets.
        out: the folder; made when it is not there.
        t: the language of tickets and packs.
        by: who delegates; the workspace's actor, when not given.
        progress, cancelled: told while packs are printed.

    Raises:
        Refused: the gate of any of them is not passed (each missing part), or a text names a guest or repeats words without consent.
        CouncilError: no such insight, the folder cannot be written, or a system library is missing.
        Cancelled: `cancelled` said so; nothing was written.
    """
    prepared = prepare_delegation(workspace=workspace, insights=insights, to=to, t=t)
    printed = print_delegation(prepared=prepared, progress=progress, cancelled=cancelled)
    return record_delegation(workspace=workspace, printed=printed, out=out, by=by)


def prepare_delegation(*, workspace: Workspace, insights: Sequence[str], to: Tracker, t: Translator) -> Prepared:
    """Read and word everything; as `delegate`."""
    keys = tuple(dict.fromkeys(insights))
    with workspace.read() as reading:
        require_gates(reading, keys)
    packs = gather(workspace=workspace, insights=keys, t=t)
    with workspace.read() as reading:
        refuse_leaks(reading, packs, t.language)
    tickets = [ticket_of(pack, t, pack_file=_pack_name(pack.finding.facts.key)) for pack in packs]
    return Prepared(
        insights=keys,
        tracker=to,
        locale=t.tag,
        tickets=(f"tickets-{to}.csv", tickets_csv(tickets, to)),
        pages=tuple((_pack_name(pack.finding.facts.key), pack_html(pack, t)) for pack in packs),
        quoted=tuple(_quoted(pack) for pack in packs),
    )


def print_delegation(
    *, prepared: Prepared, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
) -> Printed:
    """Print the packs, in a process of its own; as `delegate`. They pass through a folder that only this person can read."""
    files = dict([prepared.tickets])
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    place = runtime if runtime and Path(runtime).is_dir() else None
    with tempfile.TemporaryDirectory(prefix="council-", dir=place) as folder, PdfPrinter() as printer:
        for number, (name, pages) in enumerate(prepared.pages):
            out = Path(folder) / name
            printer.print(pages, out, progress=_told(progress, number, len(prepared.pages)), cancelled=cancelled)
            files[name] = out.read_bytes()
    return Printed(prepared, files)


def record_delegation(*, workspace: Workspace, printed: Printed, out: Path, by: str | None = None) -> Delegated:
    """Put the files in place and remember the delegation in one step; the gate is asked again, because time has passed. As `delegate`."""
    prepared = printed.prepared
    label = mn_("Delegate an insight", "Delegate {count} insights", len(prepared.insights))
    with placed(out, printed.files) as files, workspace.write(label) as writing:
        require_gates(writing, prepared.insights)
        for key in prepared.insights:
            _remember(writing, key, prepared.tracker, by or workspace.actor)
        _remember_words(writing, prepared)
        found = changes(writing)
    return Delegated(files, found)


def _remember(writing: Session, key: str, tracker: Tracker, by: str) -> None:
    """A new row; one that is there stays, and is open again where work on it had ended."""
    insight = writing.scalar(select(Insight.id).where(Insight.key == key))
    if insight is None:
        raise CouncilError(key, m_("there is no insight of this key"), m_("It may have been removed on another laptop."))
    now = datetime.now(UTC)
    row = writing.scalar(select(Delegation).where(Delegation.insight_id == insight, Delegation.tracker == tracker))
    if row is None:
        writing.add(Delegation(insight_id=insight, tracker=tracker, at=now, by=by, state_at=now))
    elif row.state in (TicketState.DONE, TicketState.DROPPED):
        row.state, row.state_at, row.status, row.at, row.by = TicketState.OPEN, now, "", now, by


def _remember_words(writing: Session, prepared: Prepared) -> None:
    """Whose words went out, so that a later withdrawal of consent names this document."""
    now = datetime.now(UTC)
    writing.add_all(
        Publication(kind="report", about=each.insight, audience=Audience.INTERNAL.value, locale=prepared.locale, at=now, notes=each.notes)
        for each in prepared.quoted
        if each.notes
    )


def _quoted(pack: Pack) -> Quoted:
    notes = {quote.note_id for quote in (*pack.finding.quotes, *pack.finding.against)}
    return Quoted(pack.finding.facts.key, tuple(sorted(notes)))


def _pack_name(key: str) -> str:
    return f"{key}-evidence.pdf"


def _told(progress: Callable[[Progress], None] | None, number: int, packs: int) -> Callable[[Progress], None] | None:
    """The printer's steps of one pack as steps of all of them."""
    if progress is None:
        return None
    doing = m_("Evidence pack {number} of {count}", number=number + 1, count=packs)
    return lambda step: progress(Progress(number * _STEPS + min(step.done, _STEPS), packs * _STEPS, doing))
