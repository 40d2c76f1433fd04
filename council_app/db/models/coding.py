"""What a researcher makes of notes: highlights, saved filters, rounds of a second coder, affinity boards, imported sources."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import SyncedRow, new_id
from council_app.db.types import Moment, Value


class Highlight(SyncedRow):
    """A span of a note that carries a tag: one row for each coder, so that two may see the same in it.

    The note then carries the tag as well (a `note_tag`, not `whole`), so that a list asks one table.

    Attributes:
        starts, ends: of the span, in characters of the note's text; `ends` lies behind the last.
        selection: shared by highlights that were one selection (several tags, or several notes of one source); its own id alone.
        at: when it was made, where the row's id does not say it (imported).
    """

    __tablename__ = "highlight"

    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"), index=True)
    tag_id: Mapped[str] = mapped_column(ForeignKey("tag.id"), index=True)
    coder: Mapped[str] = mapped_column(Text, default="")
    starts: Mapped[int] = mapped_column(Integer)
    ends: Mapped[int] = mapped_column(Integer)
    selection: Mapped[str] = mapped_column(String(32), default=new_id)
    at: Mapped[datetime | None] = mapped_column(Moment)


class SavedFilter(SyncedRow):
    """A filter of the notes list under a name; `form` is the JSON form of the domain's filter."""

    __tablename__ = "saved_filter"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    form: Mapped[object] = mapped_column(Value)


class CodingRound(SyncedRow):
    """Notes that several coders code without seeing each other's tags; only tags under `tag_id`, or all."""

    __tablename__ = "coding_round"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    tag_id: Mapped[str | None] = mapped_column(ForeignKey("tag.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class RoundNote(SyncedRow):
    """A note of a round, in the order in which it is coded; who decided what is right where coders disagreed."""

    __tablename__ = "round_note"
    __table_args__ = (UniqueConstraint("round_id", "note_id"),)

    round_id: Mapped[str] = mapped_column(ForeignKey("coding_round.id"))
    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    decided_by: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)


class RoundCoding(SyncedRow):
    """One tag of one coder in a round, on the whole note or on a span of it."""

    __tablename__ = "round_coding"

    round_note_id: Mapped[str] = mapped_column(ForeignKey("round_note.id"), index=True)
    coder: Mapped[str] = mapped_column(Text)
    tag_id: Mapped[str] = mapped_column(ForeignKey("tag.id"))
    starts: Mapped[int | None] = mapped_column(Integer)
    ends: Mapped[int | None] = mapped_column(Integer)


class RoundRead(SyncedRow):
    """A coder is through with a note: one without a tag was read, and not forgotten."""

    __tablename__ = "round_read"
    __table_args__ = (UniqueConstraint("round_note_id", "coder"),)

    round_note_id: Mapped[str] = mapped_column(ForeignKey("round_note.id"))
    coder: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class Board(SyncedRow):
    """An affinity board: notes as cards, laid together by what they have in common."""

    __tablename__ = "board"

    key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class BoardGroup(SyncedRow):
    """Cards under one name; `tag_id` once it was made a tag. `x` and `y` are of its upper left corner, in px at 100 %."""

    __tablename__ = "board_group"

    board_id: Mapped[str] = mapped_column(ForeignKey("board.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    colour: Mapped[str] = mapped_column(String(7), default="")
    x: Mapped[float] = mapped_column(Float)
    y: Mapped[float] = mapped_column(Float)
    tag_id: Mapped[str | None] = mapped_column(ForeignKey("tag.id"))


class BoardCard(SyncedRow):
    """A note on a board, in a group or on its own."""

    __tablename__ = "board_card"
    __table_args__ = (
        UniqueConstraint("board_id", "note_id"),
        Index("ix_board_card_group_id", "group_id", sqlite_where=text("group_id IS NOT NULL")),
    )

    board_id: Mapped[str] = mapped_column(ForeignKey("board.id"))
    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"), index=True)
    group_id: Mapped[str | None] = mapped_column(ForeignKey("board_group.id"))
    x: Mapped[float] = mapped_column(Float)
    y: Mapped[float] = mapped_column(Float)


class Source(SyncedRow):
    """A text of an imported project, kept as the notes it was made into; `tail` is the white space behind the last."""

    __tablename__ = "source"

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime | None] = mapped_column(Moment)
    tail: Mapped[str] = mapped_column(Text, default="")


class SourcePart(SyncedRow):
    """A note as a part of a source; `lead` is the white space before it."""

    __tablename__ = "source_part"

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True)
    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"), unique=True)
    position: Mapped[int] = mapped_column(Integer)
    lead: Mapped[str] = mapped_column(Text, default="")
