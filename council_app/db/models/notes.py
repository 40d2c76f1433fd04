"""What was said: notes, the codebook, and which tags a note carries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, SyncedRow, new_id
from council_app.db.types import Degree, Items, Moment, Word
from council_app.domain.enums import Channel, NoteKind, Raised, Severity


class Tag(SyncedRow):
    """A label of the codebook; its path is the keys from the root joined by `/`."""

    __tablename__ = "tag"

    parent_id: Mapped[str | None] = mapped_column(ForeignKey("tag.id"), index=True)
    path: Mapped[str] = mapped_column(Text, unique=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    name: Mapped[str] = mapped_column(Text)
    definition: Mapped[str] = mapped_column(Text, default="")
    colour: Mapped[str] = mapped_column(String(7), default="")
    shortcut: Mapped[str] = mapped_column(String(1), default="")
    synonyms: Mapped[tuple[str, ...]] = mapped_column(Items)


FACTS = (
    *("at", "id", "session_id", "attendance_id", "author", "kind"),
    *("severity", "raised", "channel", "verbatim", "starred", "stage_id", "task_id"),
)
"""What filters ask of a note, behind its time in one index: none is read only to be left out of a list."""


class Note(SyncedRow):
    """One utterance or observation. `num` is SQLite's row number, local to this file: the search index points at it."""

    __tablename__ = "note"
    # An entry for every note without a key or a stage would be one more page to encrypt with each note that is written.
    __table_args__ = (
        Index("ix_note_session_id_at_id", "session_id", "at", "id"),
        Index("ix_note_at_id", *FACTS),
        Index("ix_note_key", "key", unique=True, sqlite_where=text("key IS NOT NULL")),
        # What lists are filtered by lies in the order that they are listed in.
        Index("ix_note_attendance_id_at_id", "attendance_id", "at", "id"),
        Index("ix_note_author_at_id", "author", "at", "id"),
        Index("ix_note_severity_at_id", "severity", "at", "id", sqlite_where=text("severity IS NOT NULL")),
        Index("ix_note_channel_at_id", "channel", "at", "id", sqlite_where=text("channel IS NOT NULL")),
        Index("ix_note_stage_id_at_id", "stage_id", "at", "id", sqlite_where=text("stage_id IS NOT NULL")),
        Index("ix_note_reply_to_id", "reply_to_id", sqlite_where=text("reply_to_id IS NOT NULL")),
        Index("ix_note_task_id_at_id", "task_id", "at", "id", sqlite_where=text("task_id IS NOT NULL")),
        Index("ix_note_agenda_item_id", "agenda_item_id", sqlite_where=text("agenda_item_id IS NOT NULL")),
        Index("ix_note_starred", "at", "id", sqlite_where=text("starred")),
    )

    num: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(32), unique=True, default=new_id)
    key: Mapped[str | None] = mapped_column(String(64))
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"))
    attendance_id: Mapped[str | None] = mapped_column(ForeignKey("attendance.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    author: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[NoteKind] = mapped_column(Word(NoteKind), default=NoteKind.OBSERVATION)
    severity: Mapped[Severity | None] = mapped_column(Degree(Severity))
    verbatim: Mapped[bool] = mapped_column(Boolean, default=False)
    raised: Mapped[Raised] = mapped_column(Word(Raised), default=Raised.ALONE)
    channel: Mapped[Channel | None] = mapped_column(Word(Channel))
    agenda_item_id: Mapped[str | None] = mapped_column(ForeignKey("agenda_item.id"))
    task_id: Mapped[str | None] = mapped_column(ForeignKey("task.id"))
    stage_id: Mapped[str | None] = mapped_column(ForeignKey("stage.id"))
    reply_to_id: Mapped[str | None] = mapped_column(ForeignKey("note.id"))
    starred: Mapped[bool] = mapped_column(Boolean, default=False)

    __mapper_args__ = {"primary_key": [id]}  # noqa: A003, RUF012 - SQLAlchemy's own declaration


class NoteTag(SyncedRow):
    """A tag on a note: its own row, so that two laptops adding tags never overwrite each other.

    Attributes:
        coder: who put it there; "" when nobody said.
        whole: it is on the note itself; False while only highlights of the note carry it.
        noted_at: the note's own time, kept by triggers in this file alone, so that the notes of a tag lie in its order.
    """

    __tablename__ = "note_tag"
    __table_args__ = (
        UniqueConstraint("note_id", "tag_id"),
        Index("ix_note_tag_tag_id_noted_at_note_id", "tag_id", "noted_at", "note_id", sqlite_where=text("noted_at IS NOT NULL")),
        {"sqlite_with_rowid": False},
    )

    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"))
    tag_id: Mapped[str] = mapped_column(ForeignKey("tag.id"))
    coder: Mapped[str] = mapped_column(Text, default="")
    whole: Mapped[bool] = mapped_column(Boolean, default=True)
    noted_at: Mapped[datetime | None] = mapped_column(Moment)


class Untagged(Row):
    """A note without a tag, by its time; kept by triggers in this file alone. What is left to do is found however little it is."""

    __tablename__ = "untagged"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own declaration

    at: Mapped[datetime] = mapped_column(Moment, primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)


class NoteTally(Row):
    """How many notes of a session are alike, and how many of them carry no tag; kept by triggers in this file alone.

    "" as `attendance_id` is nobody, as `agenda_item_id` none. The room asks after every note what there is by now.
    """

    __tablename__ = "note_tally"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own declaration

    session_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    attendance_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[NoteKind] = mapped_column(Word(NoteKind), primary_key=True)
    raised: Mapped[Raised] = mapped_column(Word(Raised), primary_key=True)
    agenda_item_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    notes: Mapped[int] = mapped_column(Integer)
    untagged: Mapped[int] = mapped_column(Integer)


class NotePhoto(SyncedRow):
    """A photo on a note; `blob` is the SHA-256 of its bytes. Its own row, so that two laptops adding photos never overwrite each other."""

    __tablename__ = "note_photo"

    note_id: Mapped[str] = mapped_column(ForeignKey("note.id"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    blob: Mapped[str] = mapped_column(String(64))
    caption: Mapped[str] = mapped_column(Text, default="")


class Draft(Row):
    """Half-typed text of the capture line, kept as it is typed; local to this laptop."""

    __tablename__ = "draft"

    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class WaitingPhoto(Row):
    """A photo that waits for the words it goes with; local to this laptop, gone with the note that takes it."""

    __tablename__ = "waiting_photo"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    session_id: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(Text)
    media_type: Mapped[str] = mapped_column(String(64))
    bytes: Mapped[bytes] = mapped_column(LargeBinary)
