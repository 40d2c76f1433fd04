"""What is still open when a session ends: questions, parked things, clocks, silent seats, consent, notes nobody gave a kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from council_app.db.models import Note
from council_app.db.queries import notes as note_reads
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as room_reads
from council_app.db.queries import roster as roster_reads
from council_app.db.queries import trial_sheet as trial_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.consent import may
from council_app.domain.enums import NoteKind, Purpose
from council_app.domain.manners import MANNERS
from council_app.domain.records import Changes
from council_app.domain.talking import Talker, silent
from council_app.domain.wrapup import PLAIN, ConsentGap, WrapUp
from council_app.errors import CouncilError, m_
from council_app.services.hearing import talkers_of
from council_app.services.markers import open_markers

_MOST_SHOWN = 40


def wrap_up(*, workspace: Workspace, session: str) -> WrapUp:
    """One session's loose ends.

    Raises:
        CouncilError: there is no such session.
    """
    with workspace.read() as reading:
        place = programme_reads.session_named(reading, session)
        talkers = talkers_of(reading, place.id)
        plain = Note.session_id == place.id, Note.kind == PLAIN, literal(not MANNERS[place.kind].plain)
        newest = reading.scalars(select(Note.id).where(*plain).order_by(Note.at.desc(), Note.id.desc()).limit(_MOST_SHOWN)).all()
        return WrapUp(
            facts=room_reads.room(reading, place),
            silent=silent(talkers),
            gaps=tuple(_gaps(reading, talkers)),
            kindless=note_reads.lines(reading, newest),
            kindless_count=reading.scalar(select(func.count()).select_from(Note).where(*plain)) or 0,
            marks=open_markers(reading, place.id, place.zone),
            clocks=trial_reads.open_trials(reading, place.id),
        )


def set_kind(*, workspace: Workspace, note: str, kind: NoteKind) -> Changes:
    """Say what kind a note is.

    Raises:
        CouncilError: the note is gone.
    """
    with workspace.write(m_("Say what kind a note is")) as writing:
        row = writing.get(Note, note)
        if row is None:
            raise CouncilError(note, m_("there is no such note"), m_("It may have been removed on another laptop."))
        row.kind = kind
        return changes(writing)


def _gaps(session: Session, talkers: Sequence[Talker]) -> Iterator[ConsentGap]:
    """Whose answers are not complete; those alone who were in the room."""
    answers = roster_reads.consents(session, [talker.id for talker in talkers])
    for talker in talkers:
        records = answers[talker.id]
        answered = {record.purpose for record in records}
        unasked = tuple(purpose for purpose in Purpose if purpose not in answered)
        noted = talker.notes > 0 and not may(Purpose.NOTES, records)
        if (unasked and (talker.here or talker.heard)) or noted:
            yield ConsentGap(talker, unasked, noted)
