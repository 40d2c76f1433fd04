"""Photos that wait for their words, half a questionnaire, the language it was answered in. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("answer", sa.Column("locale", sa.String(length=35), nullable=False, server_default=""))
    op.create_table(
        "waiting_photo",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_waiting_photo_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_waiting_photo"),
    )
    op.create_index("ix_waiting_photo_session_id", "waiting_photo", ["session_id"])
    op.create_table(
        "half_answer",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("locale", sa.String(length=35), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_half_answer_attendance_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_half_answer_question_id"),
        sa.PrimaryKeyConstraint("attendance_id", "question_id", name="pk_half_answer"),
    )
