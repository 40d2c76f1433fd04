"""Keys for things that people only give a name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from council_app.services.codebook import tag_key

LONGEST = 64
_ROOM_FOR_A_NUMBER = 8


def free_key(session: Session, column: InstrumentedAttribute[str], name: str) -> str:
    """A key made of `name` that no row has in `column`: `first-board`, or `first-board-2` where that is taken."""
    base = tag_key(name)[: LONGEST - _ROOM_FOR_A_NUMBER].rstrip("-")
    taken = set(session.scalars(select(column)))
    return next(key for number in range(1, len(taken) + 2) if (key := base if number == 1 else f"{base}-{number}") not in taken)
