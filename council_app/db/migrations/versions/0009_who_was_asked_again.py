"""Who was asked about a new wording is noted in a table that travels, instead of on one laptop. Frozen history.

Earlier notes stay where they are and are still read: rows brought over here would be in no log.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "consent_request",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("wording", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_consent_request_attendance_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent_request"),
    )
    op.create_index("ix_consent_request_attendance_id", "consent_request", ["attendance_id"])
