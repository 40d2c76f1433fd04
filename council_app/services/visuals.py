"""Pictures of an insight: what is drawn over them, what is made unreadable in them, and their order."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from council_app.db.journal import JournalledSession
from council_app.db.models import Insight, InsightVisual
from council_app.db.queries import insights as reads
from council_app.db.workspace import Workspace, changes
from council_app.domain.marks import Box, Mark, checked, to_plain
from council_app.domain.records import Changes, Visual
from council_app.errors import CouncilError, m_
from council_app.reporting.pictures.marked import marked
from council_app.services.attachments import keep_clean
from council_app.services.insights.editing import named

LONGEST_WORDS = 1_000
"""Letters of a caption, or of the words for who cannot see a picture."""

_LEAST_BLOCK = 24


@dataclass(frozen=True, slots=True)
class ShownVisual:
    """A picture as a window shows it: its pixels without the marks, and the marks beside them."""

    visual: Visual
    data: bytes


def pictures_of(*, workspace: Workspace, key: str) -> tuple[ShownVisual, ...]:
    """The pictures of an insight, in their order.

    Raises:
        CouncilError: no such insight.
    """
    with workspace.read() as reading:
        row = named(reading, key)
        rows = reading.scalars(_in_order(row.id)).all()
        return tuple(ShownVisual(reads.visual_of(each), reads.blob(reading, each.blob)[0]) for each in rows)


def annotate(
    *, workspace: Workspace, visual: str, marks: Sequence[Mark], blurs: Sequence[Box] = (), caption: str = "", alt: str = ""
) -> Changes:
    """Keep what was drawn over a picture and what is said about it; what lies under `blurs` is gone from its pixels for good.

    Undo brings the former picture back as long as the workspace remembers it.

    Args:
        workspace: where.
        visual: the picture's id.
        marks: all marks that it has from now on.
        blurs: places to make unreadable now.
        caption: the line under it.
        alt: what it shows, for who cannot see it.

    Raises:
        CouncilError: no such picture, or a mark, a place or words that cannot be kept.
    """
    kept, hidden = checked(marks), checked(blurs)
    with workspace.write(m_("Edit a picture")) as writing:
        row = _named(writing, visual)
        row.marks = to_plain(kept)
        row.caption, row.alt = _words(row, caption), _words(row, alt)
        if hidden:
            row.blob = keep_clean(writing, *_blurred(*reads.blob(writing, row.blob), [box for box in hidden if isinstance(box, Box)]))
        return changes(writing)


def move_visual(*, workspace: Workspace, visual: str, to: int) -> Changes:
    """Give a picture another place among those of its insight, 0 is the first; a place beyond the last is the last.

    Raises:
        CouncilError: no such picture.
    """
    with workspace.write(m_("Move a picture")) as writing:
        row = _named(writing, visual)
        others = [each for each in writing.scalars(_in_order(row.insight_id)) if each.id != row.id]
        others.insert(max(0, to), row)
        for position, each in enumerate(others):
            if each.position != position:
                each.position = position
        return changes(writing)


def remove_visual(*, workspace: Workspace, visual: str) -> Changes:
    """Take a picture away from its insight.

    Raises:
        CouncilError: no such picture.
    """
    with workspace.write(m_("Remove a picture")) as writing:
        writing.delete(_named(writing, visual))
        return changes(writing)


def picture_with_marks(session: Session, visual: Visual) -> tuple[bytes, str]:
    """A picture as it is printed and sent, and its media type: an SVG where something is drawn over it, else as it was kept."""
    data, media_type = reads.blob(session, visual.blob)
    if not visual.marks:
        return data, media_type
    return marked(data, media_type, _size(data), visual.marks), "image/svg+xml"


def relabelled(visual: Visual, labels: Sequence[str]) -> Visual:
    """The same picture with other words at its marks."""
    return replace(visual, marks=tuple(replace(mark, label=label) for mark, label in zip(visual.marks, labels, strict=True)))


def _in_order(insight: str) -> Select[InsightVisual]:
    return select(InsightVisual).where(InsightVisual.insight_id == insight).order_by(InsightVisual.position, InsightVisual.filename)


def _named(session: JournalledSession, visual: str) -> InsightVisual:
    row = session.get(InsightVisual, visual)
    if row is None or session.get(Insight, row.insight_id) is None:
        raise CouncilError(visual, m_("there is no such picture"), m_("It may have been removed; look at the insight again."))
    return row


def _words(row: InsightVisual, typed: str) -> str:
    words = " ".join(typed.split())
    if len(words) > LONGEST_WORDS:
        raise CouncilError(row.filename, m_("the words have more than {most} letters", most=LONGEST_WORDS), m_("Say it shorter."))
    return words


def _size(data: bytes) -> tuple[int, int]:
    from PIL import Image  # noqa: PLC0415 - slow start

    with Image.open(io.BytesIO(data)) as picture:
        return picture.size


def _blurred(data: bytes, media_type: str, places: Sequence[Box]) -> tuple[bytes, str]:
    """The picture with these places unreadable.

    Each is drawn anew from averages over blocks at least half as tall as the place: a softened edge could be sharpened again, and
    letters be told from blocks smaller than they are.
    """
    from PIL import Image  # noqa: PLC0415 - slow start

    with Image.open(io.BytesIO(data)) as opened:
        picture = opened.copy()
    for place in places:
        left, top = int(place.x * picture.width), int(place.y * picture.height)
        right = min(picture.width, round((place.x + place.width) * picture.width) + 1)
        bottom = min(picture.height, round((place.y + place.height) * picture.height) + 1)
        part = picture.crop((left, top, right, bottom))
        block = max(_LEAST_BLOCK, min(part.size) // 2)
        few = (max(1, part.width // block), max(1, part.height // block))
        picture.paste(part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.BICUBIC), (left, top))
    out = io.BytesIO()
    fresh = Image.new(picture.mode, picture.size)  # nothing but pixels goes along
    fresh.paste(picture)
    if media_type == "image/jpeg":
        fresh.save(out, "JPEG", quality=92, optimize=True)
    else:
        fresh.save(out, "PNG", optimize=True)
    return out.getvalue(), media_type
