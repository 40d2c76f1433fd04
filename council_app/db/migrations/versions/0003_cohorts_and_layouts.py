"""Saved cohorts, what the columns of a known layout mean, and pairs of people who are not one. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cohort",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohort"),
        sa.UniqueConstraint("key", name="uq_cohort_key"),
    )
    op.create_table(
        "import_layout",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("layout", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_import_layout"),
        sa.UniqueConstraint("layout", name="uq_import_layout_layout"),
    )
    op.create_table(
        "distinct_pair",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_distinct_pair_person_id_person"),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_distinct_pair_other_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_distinct_pair"),
        sa.UniqueConstraint("person_id", "other_id", name="uq_distinct_pair_person_id_other_id"),
    )
    op.create_index("ix_distinct_pair_other_id", "distinct_pair", ["other_id"])
