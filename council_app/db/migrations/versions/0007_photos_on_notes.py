"""Photos on notes. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "note_photo",
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("blob", sa.String(length=64), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_note_photo_note_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note_photo"),
    )
    op.create_index("ix_note_photo_note_id", "note_photo", ["note_id"])
