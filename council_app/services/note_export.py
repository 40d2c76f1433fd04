"""Notes as a table: one quote in each row, with everything that is known of it, for spreadsheets and other programs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from council_app.atomic import require_place, write_whole
from council_app.db.models import Attendance, Council, CouncilSession, Highlight, Journey, Market, Note, NoteTag, Stage, Tag, Task
from council_app.db.queries import note_list as list_reads
from council_app.db.workspace import Workspace
from council_app.domain.enums import Channel, NoteKind, Raised, Severity
from council_app.domain.filter_forms import made
from council_app.domain.note_filter import Condition, Facet, Match, NoteFilter, Selection
from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.exchange.spreadsheet import Cell, SheetData, csv_bytes, xlsx_bytes
from council_app.services.listing import require_known

FORMATS = (".xlsx", ".csv")
COLUMNS = (
    *("key", "session", "council", "market", "city", "at", "seat", "segments", "kind", "severity", "raised", "verbatim", "channel"),
    *("stage", "task", "author", "starred", "quote", "tags", "coder", "starts", "ends", "text"),
)
"""`quote` is what the row's tags are on: the whole note, or the span of a highlight, which `starts` and `ends` then give."""
BETWEEN = "; "
_IDS = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


@dataclass(frozen=True, slots=True)
class NotesExport:
    """What went into a table: `rows` are quotes, of which a note with highlights has several."""

    notes: int
    rows: int


class _Noted(NamedTuple):
    """A note as the table shows it."""

    id: str
    key: str | None
    session: str
    council: str
    market: str
    city: str
    zone: str
    at: datetime
    seat: str | None
    segments: tuple[str, ...] | None
    kind: NoteKind
    severity: Severity | None
    raised: Raised
    verbatim: bool
    channel: Channel | None
    stage: str | None
    task: str | None
    author: str
    starred: bool
    text: str


class _Quote(NamedTuple):
    """A stretch of a note with the tags on it; no `starts` for the whole note."""

    starts: int | None
    ends: int | None
    coder: str
    tags: tuple[str, ...]


_NOTES = (
    select(
        Note.id,
        Note.key,
        CouncilSession.key,
        Council.key,
        Market.key,
        Council.city,
        Council.timezone,
        Note.at,
        Attendance.seat,
        Attendance.segments,
        Note.kind,
        Note.severity,
        Note.raised,
        Note.verbatim,
        Note.channel,
        Journey.key + "/" + Stage.key,
        Task.key,
        Note.author,
        Note.starred,
        Note.text,
    )
    .join(CouncilSession, Note.session_id == CouncilSession.id)
    .join(Council, CouncilSession.council_id == Council.id)
    .join(Market, Council.market_id == Market.id)
    .outerjoin(Attendance, Note.attendance_id == Attendance.id)
    .outerjoin(Stage, Note.stage_id == Stage.id)
    .outerjoin(Journey, Stage.journey_id == Journey.id)
    .outerjoin(Task, Note.task_id == Task.id)
    .where(Note.id.in_(_IDS))
    .order_by(Note.num)
)
_WHOLE = (
    select(NoteTag.note_id, NoteTag.coder, Tag.path)
    .join(Tag, NoteTag.tag_id == Tag.id)
    .where(NoteTag.whole, NoteTag.note_id.in_(_IDS))
    .order_by(Tag.path)
)
_SPANS = (
    select(Highlight.note_id, Highlight.starts, Highlight.ends, Highlight.coder, Tag.path)
    .join(Tag, Highlight.tag_id == Tag.id)
    .where(Highlight.note_id.in_(_IDS))
    .order_by(Highlight.starts, Highlight.ends, Highlight.coder, Tag.path)
)


def export_notes(
    *,
    workspace: Workspace,
    out: Path,
    filter: NoteFilter | None = None,  # noqa: A002 - the word of the product
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> NotesExport:
    """Write notes to a CSV or XLSX file, whole or not at all: one quote in each row, notes without a tag included.

    Nothing of who refused notes, nothing of a rehearsal, no name: people are seat codes. Only its writer may read the file.

    Args:
        workspace: where from.
        out: a file that ends in `.csv` or `.xlsx`.
        filter: which notes; all when not given.
        progress: told how many notes are through.
        cancelled: asked now and then.

    Raises:
        CouncilError: no note to write, another ending, a text too long for a cell, or `out` cannot be written.
        Cancelled: `cancelled` said so; nothing is left behind.
    """
    kind = out.suffix.lower()
    if kind not in FORMATS:
        raise CouncilError(str(out), m_("its ending says no kind of table"), m_("Use one of: {words}.", words=", ".join(FORMATS)))
    require_place(out)
    rows: list[Sequence[Cell]] = []
    notes = 0
    with workspace.read() as reading:
        for ids in list_reads.ids_of(reading, Selection(filter=filter or NoteFilter())):
            if cancelled():
                raise Cancelled
            rows += _rows(reading, ids)
            notes += len(ids)
            if progress is not None:
                progress(Progress(notes, 0, m_("Writing notes")))
    if not rows:
        raise CouncilError(out.name, m_("there is no note to write"), m_("Nothing was written."))
    content = csv_bytes(COLUMNS, rows) if kind == ".csv" else xlsx_bytes([SheetData("notes", COLUMNS, rows)])
    write_whole(out, content, private=True)
    return NotesExport(notes, len(rows))


def filter_asked(*, workspace: Workspace, conditions: Sequence[str], base: NoteFilter | None = None) -> NoteFilter:
    """A filter of what was typed: `FACET=WORD,WORD`, with `!=` for none of them; a tag by its path.

    Raises:
        CouncilError: no such facet, word or tag.
    """
    found = list((base or NoteFilter()).conditions)
    for typed in conditions:
        name, _, words = typed.partition("=")
        match = Match.NONE if name.endswith("!") else Match.ANY
        facet = name.rstrip("!").strip()
        if facet not in set(Facet):
            why = m_("“{facet}” is nothing that notes are filtered by", facet=facet)
            raise CouncilError(typed, why, m_("Use one of: {words}.", words=", ".join(Facet)))
        given = (words,) if facet == Facet.TEXT else tuple(word.strip() for word in words.split(",") if word.strip())
        if facet == Facet.TAG:
            given = tuple(_tag_ids(workspace, given))
        found.append(Condition(Facet(facet), given, match))
    asked = made(found, "--where")
    require_known(workspace=workspace, filter=asked)
    return asked


def _tag_ids(workspace: Workspace, paths: Sequence[str]) -> Iterator[str]:
    with workspace.read() as reading:
        for path in paths:
            found = reading.scalar(select(Tag.id).where(Tag.path == path))
            if found is None:
                raise CouncilError(path, m_("there is no such tag"), m_("Name it by its path, such as checkout/fees."))
            yield found


def _rows(session: Session, ids: Sequence[str]) -> Iterator[Sequence[Cell]]:
    asked = {"ids": json.dumps(ids)}
    quotes = _quotes(session, asked)
    for row in session.connection().execute(_NOTES, asked):
        note = _Noted._make(row)
        for quote in quotes.get(note.id, (_Quote(None, None, "", ()),)):
            yield _row(note, quote)


def _quotes(session: Session, asked: Mapping[str, str]) -> Mapping[str, Sequence[_Quote]]:
    """Per note: what carries tags, the whole note before its highlights."""
    tags: dict[str, dict[tuple[int | None, int | None, str], list[str]]] = defaultdict(dict)
    whole: dict[str, dict[str, None]] = defaultdict(dict)
    for note, coder, path in session.connection().execute(_WHOLE, asked):
        tags[note].setdefault((None, None, ""), []).append(path)
        whole[note].setdefault(coder)
    for note, starts, ends, coder, path in session.connection().execute(_SPANS, asked):
        tags[note].setdefault((starts, ends, coder), []).append(path)
    return {
        note: [
            _Quote(starts, ends, BETWEEN.join(filter(None, whole[note])) if starts is None else coder, tuple(dict.fromkeys(paths)))
            for (starts, ends, coder), paths in found.items()
        ]
        for note, found in tags.items()
    }


def _row(note: _Noted, quote: _Quote) -> Sequence[Cell]:
    return (
        note.key or f"n-{note.id}",
        note.session,
        note.council,
        note.market,
        note.city,
        # With its zone: a table goes to people elsewhere, and comes back through an import.
        note.at.astimezone(ZoneInfo(note.zone)).isoformat(timespec="seconds"),
        note.seat or "",
        BETWEEN.join(note.segments or ()),
        note.kind.value,
        None if note.severity is None else int(note.severity),
        note.raised.value,
        note.verbatim,
        note.channel.value if note.channel else "",
        note.stage or "",
        note.task or "",
        note.author,
        note.starred,
        note.text if quote.starts is None else note.text[quote.starts : quote.ends],
        BETWEEN.join(quote.tags),
        quote.coder,
        quote.starts,
        quote.ends,
        note.text,
    )
