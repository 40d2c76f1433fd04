"""The change log and what it needs: this file's devices, operations and their changes, and workspace settings.

Every note writes here, and every page it touches is encrypted anew: a table without SQLite's own row number is one tree less, and an
index leaves out the rows that have nothing to be found by. Operations keep the row number: it is the order in which they were written.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from council_app.db.models.base import Row
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


class Setting(Row):
    """A setting of this workspace on this laptop."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
