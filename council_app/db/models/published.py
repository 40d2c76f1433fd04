"""What left the house: which report or post was written, and whose notes it quoted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, new_id
from council_app.db.types import Items, Moment, Value


class Publication(Row):
    """A report or a blog draft written to a file. `about` is the key of its session or market, `notes` the ids of the notes it quotes.

    Local to this file, like the document itself: not journalled, so that writing a report is nothing to undo and changes no date in it.

    Attributes:
        scope: of a report; a post's is "market".
        file: the name it was saved under, without its folder; format: what it was written as.
        told: what it said, as numbers and ids without words, so that the next one can say what changed since.
    """

    __tablename__ = "publication"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(8))
    about: Mapped[str] = mapped_column(String(64))
    audience: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    notes: Mapped[tuple[str, ...]] = mapped_column(Items)
    scope: Mapped[str] = mapped_column(String(16), default="")
    file: Mapped[str] = mapped_column(Text, default="")
    format: Mapped[str] = mapped_column(String(16), default="")
    told: Mapped[object] = mapped_column(Value, default=dict)
