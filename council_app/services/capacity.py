"""How many a session has room for: what is left of it, and changing it. Who is promoted into it is `attending` and the door."""

from __future__ import annotations

from council_app.db.journal import JournalledSession
from council_app.db.models import CouncilSession
from council_app.db.queries import door as reads
from council_app.db.queries import programme as programme_reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.attending import TAKES_A_CHAIR
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_, mn_

MOST_CHAIRS = 9_999


def set_room(*, workspace: Workspace, session: str, capacity: int | None, target: int | None) -> Changes:
    """Say how many chairs a session has and how many people it wants; None where nobody decided.

    Fewer chairs than people is allowed: lists are over-booked on purpose, and the window warns.

    Raises:
        CouncilError: no such session, or a number that no room has.
    """
    for number in (capacity, target):
        if number is not None and not 1 <= number <= MOST_CHAIRS:
            raise CouncilError(
                str(number), m_("not a number from 1 to {most}", most=MOST_CHAIRS), m_("Leave it empty where nobody decided.")
            )
    with workspace.write(m_("Set chairs and target")) as writing:
        row = writing.get_one(CouncilSession, programme_reads.session_id(writing, session))
        row.capacity, row.target = capacity, target
        return changes(writing)


def room_left(session: JournalledSession, session_id: str) -> int | None:
    """Chairs that nobody has yet, never below nought; None when nobody said how many there are."""
    capacity = session.get_one(CouncilSession, session_id).capacity
    if capacity is None:
        return None
    people = reads.statuses(session, session_id)
    return max(0, capacity - sum(people.get(status, 0) for status in TAKES_A_CHAIR))


def require_room(session: JournalledSession, session_id: str, wanted: int) -> None:
    """Refuse when fewer than `wanted` chairs are left.

    Raises:
        CouncilError: there is not room for all of them.
    """
    # The write lock is held: nobody else can take a chair between this look and the commit.
    room = room_left(session, session_id)
    if room is None or wanted <= room:
        return
    todo = m_("Raise its capacity or cancel somebody first; nothing was changed.")
    raise CouncilError(
        "", mn_("there is room for one more", "there is room for {count} more", room) if room else m_("the session is full"), todo
    )
