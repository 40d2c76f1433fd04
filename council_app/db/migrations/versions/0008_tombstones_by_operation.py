"""Whether an operation erased something is told without reading everything that it wrote. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_change_erased", "change", ["operation"], sqlite_where=sa.text("op = 'erase'"))
