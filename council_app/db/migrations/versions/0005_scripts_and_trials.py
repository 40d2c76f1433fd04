"""Scripts: versions, sections, probes; rehearsals; what is marked in a hurry; the clock of a trial under way. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _versions()
    _sections()
    op.add_column("question", sa.Column("wording", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("question", sa.Column("low", sa.Text(), nullable=False, server_default=""))
    op.add_column("question", sa.Column("high", sa.Text(), nullable=False, server_default=""))
    op.add_column("session", sa.Column("rehearsal", sa.Boolean(), nullable=False, server_default=sa.false()))
    _markers()
    _clocks()


def _versions() -> None:
    """A key stands for several versions from now on, so the constraint of the first schema goes; SQLite wants a new table for that."""
    # What points at a script is looked at when all of this is over: the rows come back under their ids, into a table of the same name.
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute("CREATE TEMPORARY TABLE former_script AS SELECT id, key, title, prototype_id FROM script")
    op.drop_table("script")
    op.create_table(
        "script",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("follows_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("prototype_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["follows_id"], ["script.id"], name="fk_script_follows_id"),
        sa.ForeignKeyConstraint(["prototype_id"], ["prototype.id"], name="fk_script_prototype_id"),
        sa.PrimaryKeyConstraint("id", name="pk_script"),
        sa.UniqueConstraint("key", "version", name="uq_script_key_version"),
    )
    op.execute("INSERT INTO script (id, key, version, title, prototype_id) SELECT id, key, 1, title, prototype_id FROM former_script")
    op.execute("DROP TABLE former_script")


def _sections() -> None:
    op.create_table(
        "script_section",
        sa.Column("script_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name="fk_script_section_script_id"),
        sa.PrimaryKeyConstraint("id", name="pk_script_section"),
        sa.UniqueConstraint("script_id", "key", name="uq_script_section_script_id_key"),
    )
    for table in ("task", "question"):
        section = f"section_id VARCHAR(32) CONSTRAINT fk_{table}_section_id REFERENCES script_section (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {section}")
    op.add_column("task", sa.Column("minutes", sa.Integer(), nullable=True))
    op.add_column("task", sa.Column("probes", sa.Text(), nullable=False, server_default="[]"))


def _markers() -> None:
    op.create_table(
        "marker",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("agenda_item_id", sa.String(length=32), nullable=True),
        sa.Column("note_id", sa.String(length=32), nullable=True),
        sa.Column("dropped_at", sa.String(length=27), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_marker_session_id"),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_item.id"], name="fk_marker_agenda_item_id"),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_marker_note_id"),
        sa.PrimaryKeyConstraint("id", name="pk_marker"),
    )
    op.create_index("ix_marker_session_id", "marker", ["session_id"])
    for column in ("agenda_item_id", "note_id"):
        op.create_index(f"ix_marker_{column}", "marker", [column], sqlite_where=sa.text(f"{column} IS NOT NULL"))


def _clocks() -> None:
    op.create_table(
        "trial_clock",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("running_since", sa.String(length=27), nullable=True),
        sa.Column("seconds_before", sa.Float(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_trial_clock_attendance_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_trial_clock_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trial_clock"),
        sa.UniqueConstraint("attendance_id", "task_id", name="uq_trial_clock_attendance_id_task_id"),
    )
