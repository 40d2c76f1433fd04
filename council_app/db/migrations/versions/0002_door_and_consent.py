"""The door and consent: arrivals, badge codes, the language and signature of an answer, retention dates. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("council", sa.Column("retain_until", sa.String(length=10), nullable=True))
    op.add_column("attendance", sa.Column("arrived_at", sa.String(length=27), nullable=True))
    op.add_column("attendance", sa.Column("seat_secret", sa.String(length=16), nullable=True))
    op.create_index(
        "ix_attendance_seat_secret", "attendance", ["seat_secret"], unique=True, sqlite_where=sa.text("seat_secret IS NOT NULL")
    )
    # An answer without a wording allowed nothing; it is kept as the refusal it was, because from now on no such row can be.
    op.execute("UPDATE consent SET granted = 0, wording = '?' WHERE trim(wording) = ''")
    with op.batch_alter_table("consent", recreate="always") as consent:
        consent.add_column(sa.Column("locale", sa.String(length=16), nullable=False, server_default=""))
        consent.add_column(sa.Column("signature", sa.Text(), nullable=True))
        consent.create_check_constraint("ck_consent_names_its_wording", "trim(wording) <> ''")
    # The first schema gained these after workspaces had been made with it.
    for column in ("reply_to_id", "task_id", "agenda_item_id"):
        op.create_index(f"ix_note_{column}", "note", [column], sqlite_where=sa.text(f"{column} IS NOT NULL"), if_not_exists=True)
    op.create_table(
        "publication",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("about", sa.String(length=64), nullable=False),
        sa.Column("audience", sa.String(length=16), nullable=False),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_publication"),
    )
