"""Whether a delivery stands otherwise than whoever settled a correction of it knew."""

from __future__ import annotations

from sqlalchemy.orm import Session

from council_app.db.merging.reading import changes_of, knowledge
from council_app.db.models import Correction, Delivery
from council_app.db.types import to_log
from council_app.domain.merge.changes import Change

_SAID = ("status", "due")
"""What a sentence of a post says of a delivery."""


def moved_since(session: Session, correction: Correction) -> bool:
    """Whether the status or the date is another than when `correction` was settled.

    What counts is what that laptop knew, not the day: a change comes later on the same day, or with a pack.
    """
    delivery = session.get(Delivery, correction.source)
    if delivery is None:
        return False
    settled, known = ("correction", correction.id), ("delivery", correction.source)
    connection = session.connection()
    found = changes_of(connection, (settled, known))
    last = max((one for one in found.get(settled, ()) if _settles(one)), key=lambda one: one.time, default=None)
    if last is None:
        return False
    knew = knowledge(connection).knew
    stood: dict[str, object] = {}
    for one in sorted(found.get(known, ()), key=lambda each: each.time):
        if one.operation == last.operation or knew(last, one):
            stood |= {name: one.values[name][1] for name in _SAID if name in one.values}
    return any(to_log(getattr(delivery, name)) != stood.get(name, to_log(getattr(delivery, name))) for name in _SAID)


def _settles(change: Change) -> bool:
    sides = change.values.get("settled_on")
    return sides is not None and sides[1] is not None
