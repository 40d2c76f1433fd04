"""What left the house: which report or post was written, and whose notes it quoted."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, new_id
from council_app.db.types import Items, Moment


class Publication(Row):
    """A report or a blog draft written to a file. `about` is the key of its session or market, `notes` the ids of the notes it quotes.

    Local to this file, like the document itself: not journalled, so that writing a report is nothing to undo and changes no date in it.
    """

    __tablename__ = "publication"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(8))
    about: Mapped[str] = mapped_column(String(64))
    audience: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Moment)
    notes: Mapped[tuple[str, ...]] = mapped_column(Items)
