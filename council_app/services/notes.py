"""Notes out of files: what was written elsewhere, brought into a session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from council_app.db.journal import JournalledSession
from council_app.db.models import CouncilSession, Journey, Note, NoteTag, Stage, Task, new_id
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import NoteKind, Raised
from council_app.domain.grammar import parse
from council_app.domain.memory import uncollected
from council_app.domain.records import Changes, SessionRef
from council_app.domain.speakers import resolve_speaker
from council_app.errors import Message, m_, mn_
from council_app.exchange.notes import NoteRow, NotesFile, read_notes
from council_app.exchange.tables import Reading, read_table
from council_app.exchange.tables.model import Rejected
from council_app.services.tag_growing import GrowingCodebook


@dataclass(frozen=True, slots=True)
class NotesImport:
    """What an import did, or would do.

    Attributes:
        rows: rows read, bad ones included.
        already_there: rows that say the same, at the same time and by the same person, as a note of the session.
    """

    rows: int
    added: int
    already_there: int
    rejected: tuple[Rejected, ...]
    new_tags: tuple[str, ...]
    changes: Changes


def import_notes(
    *,
    workspace: Workspace,
    session: str,
    path: Path,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    dry_run: bool = False,
) -> NotesImport:
    """Add every row of a table as a note; bad rows are listed and left out, good ones are added, those already there only counted.

    Args:
        workspace: where to.
        session: key of the session they belong to.
        path: a CSV, TSV, XLSX or ODS file.
        mapping: column -> field, for columns that are not named as the fields are.
        sheet: name of the sheet; the first with data, when not given.
        dry_run: do all of it, count, and keep nothing.

    Raises:
        CouncilError: not a table, no column of text, no such session.
    """
    with uncollected():
        file = read_notes(read_table(path, Reading(sheet=sheet)), mapping or {}, path.name)
    label = mn_("Import one note", "Import {count} notes", len(file.rows))
    with uncollected(), workspace.write(label, rehearsed=dry_run) as writing:
        importing = _Importing(writing, programme_reads.session_named(writing, session), file.tag_names)
        for row in file.rows:
            importing.take(_inline(row) if file.inline else row)
        importing.store()
        return _told(file, importing, changes(writing))


def _told(file: NotesFile, importing: _Importing, written: Changes) -> NotesImport:
    return NotesImport(
        rows=len(file.rows) + len({rejected.line for rejected in file.rejected}),
        added=len(importing.notes),
        already_there=importing.already_there,
        rejected=tuple(sorted([*file.rejected, *importing.rejected], key=lambda rejected: rejected.line)),
        new_tags=tuple(importing.new_tags),
        changes=written,
    )


def _inline(row: NoteRow) -> NoteRow:
    """Without columns of their own, kind, speaker and tags are read out of the text; a line of marks alone stays as it was typed."""
    parsed = parse(row.text)
    if parsed.problem is not None:
        return row
    speaker = parsed.speakers[0] if parsed.speakers else ""
    return row._replace(
        text=parsed.text,
        kind=parsed.kind,
        severity=parsed.severity,
        speaker=speaker,
        tags=parsed.tags,
        verbatim=parsed.verbatim,
        raised=parsed.raised,
    )


class _Importing:
    """One file on its way into one session; rows are gathered and written at once, because there may be 100,000."""

    def __init__(self, writing: JournalledSession, place: SessionRef, tag_names: Mapping[str, str]) -> None:
        self.notes: list[dict[str, object]] = []
        self.tagged: list[tuple[str, str]] = []
        self.rejected: list[Rejected] = []
        self.already_there = 0
        self._said = _said(writing, place.id)
        self._writing = writing
        self._place = place
        self._codebook = GrowingCodebook(writing, tag_names)
        self._tags: dict[str, str] = {}
        self._people = [(speaker.seat or speaker.id, speaker.name) for speaker in roster_reads.speakers(writing, place.id)]
        self._attendances = {speaker.seat or speaker.id: speaker.id for speaker in roster_reads.speakers(writing, place.id)}
        self._speakers: dict[str, str | None] = {}
        self._tasks = _tasks(writing, place.id)
        self._stages = _stages(writing)
        self._keys = set(writing.scalars(select(Note.key).where(Note.key.is_not(None))))

    def take(self, row: NoteRow) -> None:
        """One row; rejected when it names somebody or something that is not there."""
        problem = self._problem(row)
        if problem is not None:
            self.rejected.append(Rejected(row.line, problem[0], problem[1], problem[2]))
            return
        at, speaker = self._moment(row.at), self._speaker(row.speaker) if row.speaker else None
        if (at.astimezone(UTC), speaker, row.text) in self._said:
            self.already_there += 1
            return
        note = new_id()
        self.notes.append(
            {
                "id": note,
                "key": row.key or None,
                "session_id": self._place.id,
                "attendance_id": speaker,
                "at": at,
                "author": row.author,
                "text": row.text,
                "kind": row.kind or NoteKind.OBSERVATION,
                "severity": row.severity,
                "verbatim": bool(row.verbatim),
                "raised": row.raised or Raised.ALONE,
                "channel": row.channel,
                "task_id": self._tasks.get(row.task) if row.task else None,
                "stage_id": self._stages.get(row.stage) if row.stage else None,
            }
        )
        self.tagged.extend((note, tag) for tag in dict.fromkeys(self._tag(path) for path in row.tags))

    @property
    def new_tags(self) -> list[str]:
        """Paths of the tags that the codebook did not have."""
        return self._codebook.created

    def store(self) -> None:
        """Write what was gathered."""
        self._codebook.store(self._writing)
        self._writing.insert_many(Note, self.notes)
        self._writing.insert_many(NoteTag, [{"note_id": note, "tag_id": tag} for note, tag in self.tagged])

    def _problem(self, row: NoteRow) -> tuple[str, str, Message] | None:
        if row.speaker and self._speaker(row.speaker) is None:
            return "speaker", row.speaker, m_("nobody at this session, or more than one person, is meant")
        if row.task and row.task not in self._tasks:
            return "task", row.task, m_("the session's script has no such task")
        if row.stage and row.stage not in self._stages:
            return "stage", row.stage, m_("there is no such stage")
        if row.key:
            if row.key in self._keys:
                return "key", row.key, m_("there is a note of this key already")
            self._keys.add(row.key)
        return None

    def _speaker(self, raw: str) -> str | None:
        if raw not in self._speakers:
            seat = resolve_speaker(raw, self._people).seat
            self._speakers[raw] = self._attendances[seat] if seat else None
        return self._speakers[raw]

    def _moment(self, at: datetime | None) -> datetime:
        """A time without a zone is the wall clock of the council's city; without any, the session's start."""
        if at is None:
            return self._place.starts
        return at if at.tzinfo is not None else at.replace(tzinfo=self._place.starts.tzinfo)

    def _tag(self, path: str) -> str:
        if path not in self._tags:
            self._tags[path] = self._codebook.tag(path)
        return self._tags[path]


def _said(writing: JournalledSession, session_id: str) -> set[tuple[datetime, str | None, str]]:
    """What the session holds before the import: the same file brought in twice adds nothing."""
    rows = writing.execute(select(Note.at, Note.attendance_id, Note.text).where(Note.session_id == session_id))
    return {(at, attendance, text) for at, attendance, text in rows}


def _tasks(writing: JournalledSession, session_id: str) -> dict[str, str]:
    statement = select(Task.key, Task.id).join(CouncilSession, CouncilSession.script_id == Task.script_id)
    return dict(writing.execute(statement.where(CouncilSession.id == session_id)).all())


def _stages(writing: JournalledSession) -> dict[str, str]:
    rows: Sequence[tuple[str, str, str]] = writing.execute(
        select(Journey.key, Stage.key, Stage.id).join(Journey, Stage.journey_id == Journey.id)
    ).all()
    return {f"{journey}/{stage}": stage_id for journey, stage, stage_id in rows}
