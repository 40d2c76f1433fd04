"""Rehearsing a session: a copy of it with empty seats, to be played in the room like any other. Nothing of it counts anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, literal, select

from council_app.db.journal import INSERT, JournalledSession
from council_app.db.models import (
    AgendaItem,
    Answer,
    AskedQuestion,
    Attendance,
    ChangeRow,
    Consent,
    ConsentRequest,
    CouncilSession,
    Draft,
    Evidence,
    Marker,
    Note,
    NotePhoto,
    NoteTag,
    ParkedItem,
    SessionEvent,
    SyncedRow,
    Tag,
    TalkingTurn,
    Trial,
    TrialClock,
    WaitingPhoto,
    new_id,
)
from council_app.db.queries import programme as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.enums import AttendanceStatus
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.scripts.changing import fresh_key

SEATS = 6
"""How many seats a rehearsal has when nobody said how many guests are wanted."""
_MOST_SEATS = 14


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The session to rehearse in; `changes` name nothing when it was there already."""

    session: str
    changes: Changes


def rehearse(*, workspace: Workspace, session: str) -> Rehearsal:
    """Make the rehearsal of a session: the same script and agenda, and seats R01, R02, … that anybody may play.

    A session that is being rehearsed already, or is a rehearsal itself, is gone on with.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.write(m_("Rehearse a session")) as writing:
        row = writing.get_one(CouncilSession, reads.session_id(writing, session))
        own = row if row.rehearsal else _there(writing, row)
        if own is not None:
            return Rehearsal(own.key, changes(writing))
        keys = set(writing.scalars(select(CouncilSession.key)))
        made = CouncilSession(
            id=new_id(),
            key=fresh_key(_beginning(row), keys, "rehearsal"),
            council_id=row.council_id,
            kind=row.kind,
            starts=row.starts,
            ends=row.ends,
            venue=row.venue,
            script_id=row.script_id,
            rehearsal=True,
        )
        writing.add(made)
        writing.flush()
        _furnish(writing, row, made)
        return Rehearsal(made.key, changes(writing))


def clear_rehearsal(*, workspace: Workspace, session: str) -> Changes:
    """Take a rehearsal away, with everything that was made in it.

    Raises:
        CouncilError: there is no such session, or it is no rehearsal.
    """
    with workspace.write(m_("Clear the rehearsal")) as writing:
        row = writing.get_one(CouncilSession, reads.session_id(writing, session))
        if not row.rehearsal:
            why = m_("this session is no rehearsal")
            raise CouncilError(session, why, m_("Only rehearsals can be cleared; nothing was changed."))
        tags = _tags_made(writing, row.id)
        for rows in _made(writing, row.id):
            for each in rows:
                writing.delete(each)
            writing.flush()
        for tag in tags:
            if not _carried(writing, tag):
                writing.delete(tag)
                writing.flush()
        for local in (Draft, WaitingPhoto):
            writing.connection().execute(delete(local).where(local.session_id == row.id))
        writing.flush()
        writing.delete(row)
        return changes(writing)


def _there(writing: JournalledSession, row: CouncilSession) -> CouncilSession | None:
    """The rehearsal that was made of a session before: of the same council, at the same time, with its key in front."""
    same = select(CouncilSession).where(CouncilSession.council_id == row.council_id, CouncilSession.rehearsal)
    same = same.where(CouncilSession.starts == row.starts, CouncilSession.ends == row.ends).order_by(CouncilSession.key)
    return next((each for each in writing.scalars(same) if each.key.startswith(_beginning(row))), None)


def _beginning(row: CouncilSession) -> str:
    """Short enough that the key of a rehearsal always shows that it is one."""
    return f"{row.key[:28].rstrip('-')}-rehearsal"


def _furnish(writing: JournalledSession, row: CouncilSession, made: CouncilSession) -> None:
    agenda = select(AgendaItem).where(AgendaItem.session_id == row.id).order_by(AgendaItem.position, AgendaItem.id)
    for item in list(writing.scalars(agenda)):
        writing.add(
            AgendaItem(
                session_id=made.id,
                position=item.position,
                title=item.title,
                minutes=item.minutes,
                must_ask=item.must_ask,
                task_id=item.task_id,
                prompt=item.prompt,
            )
        )
    for number in range(1, min(row.target or SEATS, _MOST_SEATS) + 1):
        writing.add(Attendance(session_id=made.id, seat=f"R{number:02}", status=AttendanceStatus.ARRIVED))
    writing.flush()


def _tags_made(writing: JournalledSession, place: str) -> list[Tag]:
    """Tags that came with a note of the rehearsal, those lowest in the codebook first."""
    notes = select(Note.id).where(Note.session_id == place)
    typed = select(ChangeRow.operation).where(ChangeRow.entity == "note", ChangeRow.op == INSERT, ChangeRow.row_id.in_(notes))
    made = select(ChangeRow.row_id).where(ChangeRow.entity == "tag", ChangeRow.op == INSERT, ChangeRow.operation.in_(typed))
    return sorted(writing.scalars(select(Tag).where(Tag.id.in_(made))), key=lambda tag: tag.path, reverse=True)


def _carried(writing: JournalledSession, tag: Tag) -> bool:
    """Whether anything else needs it by now: a note, an insight, or a tag below it."""
    needs = (NoteTag.tag_id == tag.id, Evidence.tag_id == tag.id, Tag.parent_id == tag.id)
    return any(writing.scalar(select(literal(1)).where(need).limit(1)) is not None for need in needs)


def _made(writing: JournalledSession, place: str) -> list[list[SyncedRow]]:
    """Every row of a session, in the order in which they can go."""
    notes = list(writing.scalars(select(Note).where(Note.session_id == place)))
    for note in notes:
        note.reply_to_id = None
    ids = [note.id for note in notes]
    seats = list(writing.scalars(select(Attendance).where(Attendance.session_id == place)))
    seated = [seat.id for seat in seats]
    by_seat = (TrialClock, Trial, Answer, TalkingTurn, ConsentRequest, Consent)
    by_place = (AskedQuestion, ParkedItem, SessionEvent, AgendaItem)
    return [
        list(writing.scalars(select(Marker).where(Marker.session_id == place))),
        list(writing.scalars(select(Evidence).where(Evidence.note_id.in_(ids)))),
        list(writing.scalars(select(NoteTag).where(NoteTag.note_id.in_(ids)))),
        list(writing.scalars(select(NotePhoto).where(NotePhoto.note_id.in_(ids)))),
        list(notes),
        *(list(writing.scalars(select(model).where(model.attendance_id.in_(seated)))) for model in by_seat),
        list(seats),
        *(list(writing.scalars(select(model).where(model.session_id == place))) for model in by_place),
    ]
