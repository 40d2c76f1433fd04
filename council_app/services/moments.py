"""When something was written down: now, and never before what was written down already, even where the laptop's clock was set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, func, select

from council_app.db.journal import JournalledSession
from council_app.db.models import Marker, Note
from council_app.db.types import Moment

_TICK = timedelta(microseconds=1)
_FURTHEST = timedelta(days=1)
"""What lies further ahead was brought in with its own moment, and says nothing about this laptop's clock."""

# Built once: every note asks for it. One seek in an index each.
_LATEST = (
    select(func.max(Note.at))
    .where(Note.session_id == bindparam("session"), Note.at.between(bindparam("now", type_=Moment), bindparam("end", type_=Moment)))
    .union_all(
        select(func.max(Marker.at)).where(
            Marker.session_id == bindparam("session"), Marker.at.between(bindparam("now", type_=Moment), bindparam("end", type_=Moment))
        )
    )
)


def moment_now(writing: JournalledSession, session_id: str, at: datetime | None = None) -> datetime:
    """The moment of a note or a marker that is being written in a session.

    Args:
        writing: where to.
        session_id: of the session.
        at: when it was, if that was a little before now. Where the clock was set back it means as little as the clock does.
    """
    now = datetime.now(UTC)
    rows = writing.connection().execute(_LATEST, {"session": session_id, "now": now, "end": now + _FURTHEST})
    ahead = [found for (found,) in rows if found is not None]
    return max(ahead) + _TICK if ahead else (at or now).astimezone(UTC)
