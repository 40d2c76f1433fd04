"""Markers: dropped by one key, typed out later, or let go."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import AgendaItem, Marker, new_id
from council_app.db.queries import programme as programme_reads
from council_app.db.queries import room as room_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.marking import MARKER_KEYS, Mark
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services.moments import moment_now

_LETTERS = frozenset(key.letter for key in MARKER_KEYS)
_OPEN = (
    select(Marker.id, Marker.at, Marker.letter, AgendaItem.title)
    .outerjoin(AgendaItem, Marker.agenda_item_id == AgendaItem.id)
    .where(Marker.session_id == bindparam("session"), Marker.note_id.is_(None), Marker.dropped_at.is_(None))
    .order_by(Marker.at, Marker.id)
)


def new_marker_id() -> str:
    """An id for a marker that is about to be written."""
    return new_id()


def mark(*, workspace: Workspace, session: str, letter: str, at: datetime | None = None, marker: str = "") -> Changes:
    """Keep a moment of a session; durable when this returns.

    Args:
        workspace: where to.
        session: key of the session.
        letter: the key that was pressed.
        at: when; now, when not given.
        marker: the id it is to have. Tried again under the same id it is not kept twice.

    Raises:
        CouncilError: no such session, or no marker of this letter.
        TryLater: the disk refused.
    """
    if letter not in _LETTERS:
        raise CouncilError(letter, m_("no marker has this letter"), m_("Use one of: {letters}", letters=", ".join(sorted(_LETTERS))))
    with workspace.write(m_("Mark a moment")) as writing:
        place = programme_reads.session_id(writing, session)
        if marker and writing.get(Marker, marker) is not None:
            return Changes(frozenset({"marker"}))
        item, _ = room_reads.under_way(writing, place)
        moment = moment_now(writing, place, at)
        row = {"id": marker or new_id(), "session_id": place, "at": moment, "letter": letter, "agenda_item_id": item}
        writing.insert_many(Marker, [row])
        return changes(writing)


def let_go(*, workspace: Workspace, marker: str, at: datetime | None = None) -> Changes:
    """Nothing needs be written about a marked moment.

    Raises:
        CouncilError: the marker is gone.
    """
    with workspace.write(m_("Let a marker go")) as writing:
        marked(writing, marker).dropped_at = (at or datetime.now(UTC)).astimezone(UTC)
        return changes(writing)


def markers(*, workspace: Workspace, session: str) -> tuple[Mark, ...]:
    """The markers of a session that are still to be typed out, oldest first."""
    with workspace.read() as reading:
        place = programme_reads.session_named(reading, session)
        return open_markers(reading, place.id, place.zone)


def open_markers(session: Session, session_id: str, zone: str) -> tuple[Mark, ...]:
    """As `markers`, within a read."""
    rows = session.connection().execute(_OPEN, {"session": session_id})
    return tuple(Mark(found, at, zone, letter, title or "") for found, at, letter, title in rows)


def marked(writing: JournalledSession, marker: str) -> Marker:
    """The marker of this id.

    Raises:
        CouncilError: it is gone.
    """
    found = writing.get(Marker, marker)
    if found is None:
        raise CouncilError(marker, m_("there is no such marker"), m_("It may have been taken back; write the note without it."))
    return found
