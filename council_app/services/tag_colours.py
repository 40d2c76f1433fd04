"""Which colours tags can have, and which one stays farthest from those in use."""

from __future__ import annotations

import json
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from council_app.db.models import Tag
from council_app.domain.palette import next_colour
from council_app.paths import resources

NEWEST = 110
"""So many of the newest colours say which to give next."""


@lru_cache(maxsize=1)
def palette() -> tuple[tuple[str, str], ...]:
    """The colours of the codebook, each as it is on light (what a tag keeps) and on dark."""
    raw = json.loads(resources("theme", "tokens.json").read_text(encoding="utf-8"))
    return tuple((light.lower(), dark.lower()) for light, dark in zip(raw["light"]["codebook"], raw["dark"]["codebook"], strict=True))


def free_colour(session: Session) -> str:
    """The colour for the next tag; of a codebook of thousands, the newest say enough of what is in use."""
    used = session.scalars(select(Tag.colour).where(Tag.colour != "").order_by(Tag.id.desc()).limit(NEWEST))
    return next_colour(palette(), [colour.lower() for colour in used])
