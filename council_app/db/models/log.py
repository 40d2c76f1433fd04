"""The change log and what it needs: this file's devices, operations and their changes, and workspace settings.

Every note writes here, and every page it touches is encrypted anew: a table without SQLite's own row number is one tree less, and an
index leaves out the rows that have nothing to be found by. Operations keep the row number: it is the order in which they were written.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row, new_id
from council_app.db.types import Moment, Pairs


class Device(Row):
    """A file on a laptop that wrote here.

    `place` is a fingerprint of the laptop and of where the file lies: a copied or restored file writes as a new device, or two files
    would use the same sequence numbers for different changes.
    """

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[str] = mapped_column(String(64), unique=True)


class Operation(Row):
    """One user verb: one transaction, with the label that undo shows. `reverses` names the operation it took back."""

    __tablename__ = "operation"
    __table_args__ = (Index("ix_operation_reverses", "reverses", sqlite_where=text("reverses IS NOT NULL")),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    device: Mapped[str] = mapped_column(ForeignKey("device.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, str]] = mapped_column(Pairs)
    reverses: Mapped[str | None] = mapped_column(String(32))


class ChangeRow(Row):
    """One changed row. `values` is JSON: column -> [old, new], changed columns only. `seq` has no gaps per device."""

    __tablename__ = "change"
    __table_args__ = (
        UniqueConstraint("device", "seq"),
        Index("ix_change_row_id", "row_id"),
        Index("ix_change_operation", "operation"),
        Index("ix_change_erased", "operation", sqlite_where=text("op = 'erase'")),
        Index("ix_change_merged", "operation", sqlite_where=text("op = 'merge'")),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    device: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int] = mapped_column(Integer)
    hlc: Mapped[str] = mapped_column(String(16))
    actor: Mapped[str] = mapped_column(Text)
    operation: Mapped[str] = mapped_column(ForeignKey("operation.id"))
    entity: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[str] = mapped_column(String(32))
    op: Mapped[str] = mapped_column(String(8))
    values: Mapped[str] = mapped_column(Text)


class Unsaid(Row):
    """What merging made of what others wrote and no change says yet; local, and said with the next thing that somebody does here.

    `op` is a word of the log, or `join` for rows that are one thing: then `values` is the list of their ids.
    """

    __tablename__ = "unsaid"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entity: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[str] = mapped_column(String(32))
    op: Mapped[str] = mapped_column(String(8))
    values: Mapped[str] = mapped_column(Text)


class ConflictRow(Row):
    """Something two people wrote without knowing of each other; worked out from the log, and so the same wherever the log is.

    Attributes:
        kind: as the domain's conflicts have it; `column` and `locale` say of which text, "" for the row itself.
        winner: the device and number of the change that stands, JSON; others: of those that do not.
    """

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("entity", "row_id", "kind", "column", "locale"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entity: Mapped[str] = mapped_column(String(32))
    row_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(8))
    column: Mapped[str] = mapped_column(String(32))
    locale: Mapped[str] = mapped_column(String(16))
    winner: Mapped[str] = mapped_column(Text)
    others: Mapped[str] = mapped_column(Text)


class Partner(Row):
    """Somebody packs are exchanged with: what they are known to have, and the key that packs for them are sealed with.

    `device` is theirs once a pack of theirs came, `has` JSON: device -> number of the last change.
    """

    __tablename__ = "partner"

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(Text, unique=True)
    device: Mapped[str] = mapped_column(String(32), default="")
    recipient: Mapped[str] = mapped_column(Text, default="")
    has: Mapped[str] = mapped_column(Text, default="{}")


class Setting(Row):
    """A setting of this workspace on this laptop."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
