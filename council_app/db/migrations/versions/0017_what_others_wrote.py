"""What a merge leaves: conflicts, what no change says yet, and partners. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)


def upgrade() -> None:
    op.create_index("ix_change_merged", "change", ["operation"], sqlite_where=sa.text("op = 'merge'"))
    op.create_table(
        "unsaid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", _ID, nullable=False),
        sa.Column("row_id", _ID, nullable=False),
        sa.Column("op", sa.String(length=8), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsaid")),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity", _ID, nullable=False),
        sa.Column("row_id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("column", _ID, nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("winner", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict")),
        sa.UniqueConstraint("entity", "row_id", "kind", "column", "locale", name=op.f("uq_conflict_entity_row_id_kind_column_locale")),
    )
    op.create_table(
        "partner",
        sa.Column("id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("device", _ID, nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("has", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner")),
        sa.UniqueConstraint("name", name=op.f("uq_partner_name")),
    )
