"""A section of a script may test a prototype of its own. Frozen history."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    tested = "prototype_id VARCHAR(32) CONSTRAINT fk_script_section_prototype_id REFERENCES prototype (id)"
    op.execute(f"ALTER TABLE script_section ADD COLUMN {tested}")
