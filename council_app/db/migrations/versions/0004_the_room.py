"""The room: how a session began and ended, how its agenda went, what was asked and parked, who spoke for how long. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("agenda_item", sa.Column("prompt", sa.Text(), nullable=False, server_default=""))
    op.add_column("agenda_item", sa.Column("extra", sa.Integer(), nullable=False, server_default="0"))
    for column in ("started_at", "ended_at", "running_since"):
        op.add_column("agenda_item", sa.Column(column, sa.String(length=27), nullable=True))
    op.add_column("agenda_item", sa.Column("spent", sa.Float(), nullable=False, server_default="0"))
    op.create_table(
        "session_event",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_session_event_session_id_session"),
        sa.PrimaryKeyConstraint("id", name="pk_session_event"),
    )
    op.create_index("ix_session_event_session_id", "session_event", ["session_id"])
    op.create_table(
        "asked_question",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_asked_question_session_id_session"),
        sa.PrimaryKeyConstraint("id", name="pk_asked_question"),
    )
    op.create_index("ix_asked_question_session_id", "asked_question", ["session_id"])
    op.create_table(
        "parked_item",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("done_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_parked_item_session_id_session"),
        sa.PrimaryKeyConstraint("id", name="pk_parked_item"),
    )
    op.create_index("ix_parked_item_session_id", "parked_item", ["session_id"])
    op.create_table(
        "talking_turn",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.String(length=27), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_talking_turn_attendance_id_attendance"),
        sa.PrimaryKeyConstraint("id", name="pk_talking_turn"),
    )
    op.create_index("ix_talking_turn_attendance_id", "talking_turn", ["attendance_id"])
