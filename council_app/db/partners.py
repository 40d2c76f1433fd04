"""Those that packs are exchanged with, and what they are known to have: what they said themselves, never what was sent to them."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from council_app.db.merging.reading import holds
from council_app.db.models import Council, Partner
from council_app.domain.merge.cargo import Cargo, ForeignChange
from council_app.domain.merge.changes import Op
from council_app.errors import CouncilError, m_

_ENOUGH = 6
"""Letters of a device's id that tell it from any other."""


def has(session: Session, partner: str) -> dict[str, int]:
    """How far a partner (their name, or the beginning of their device's id) is known to know every device.

    Raises:
        CouncilError: nobody is called so, or several are.
    """
    wanted = Partner.name == partner
    if len(partner) >= _ENOUGH:
        wanted = or_(wanted, Partner.device.startswith(partner.lower(), autoescape=True))
    found = session.scalars(select(Partner).where(wanted)).all()
    if len(found) != 1:
        known = ", ".join(session.scalars(select(Partner.name).order_by(Partner.name))) or "-"
        raise CouncilError(
            partner,
            m_("no pack of a partner of this name was merged here"),
            m_("Partners so far: {partners}. Leave --since out for a whole pack.", partners=known),
        )
    return {str(device): int(seq) for device, seq in json.loads(found[0].has).items()}


def heard_from(session: Session, device: str, name: str, known: Mapping[str, int]) -> None:
    """A pack of theirs came: it says how much they have."""
    if not device:
        return
    partner = session.scalar(select(Partner).where(Partner.device == device))
    if partner is None:
        partner = Partner(name=_free(session, name or device[:_ENOUGH]), device=device, has="{}")
        session.add(partner)
    before = json.loads(partner.has)
    partner.has = json.dumps({one: max(seq, before.get(one, 0)) for one, seq in {**before, **known}.items()}, sort_keys=True)
    session.flush()


def refuse_strangers(session: Session, name: str, cargo: Cargo) -> None:
    """A pack of another workspace has no laptop and no council in common with this one.

    Raises:
        CouncilError: it is one.
    """
    here = holds(session.connection())
    if not here or not cargo.has or here.keys() & cargo.has.keys():
        return
    ours = set(session.scalars(select(Council.key)))
    theirs = {_key_of(change) for change in cargo.changes if change.entity == "council" and change.op == Op.INSERT}
    if ours and not ours & theirs:
        raise CouncilError(
            name,
            m_("it is from another workspace: nothing in it is known here"),
            m_("Merge it into a copy of the workspace it was made from, or into an empty one; nothing was changed."),
        )


def _key_of(change: ForeignChange) -> object:
    try:
        return json.loads(change.values)["key"][1]
    except (ValueError, TypeError, LookupError, RecursionError):
        return None  # no line of ours: refused where lines are checked


def _free(session: Session, name: str) -> str:
    taken, number, found = set(session.scalars(select(Partner.name))), 1, name
    while found in taken:
        number += 1
        found = f"{name} {number}"
    return found
