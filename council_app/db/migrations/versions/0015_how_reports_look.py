"""Brand, chosen sections and written parts of reports; what a document told, for the next one. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_KEY = sa.String(length=64)
_WORD = sa.String(length=24)
_COLOUR = sa.String(length=7)


def upgrade() -> None:
    _table(
        "brand",
        sa.Column("key", _KEY, nullable=False),
        sa.Column("logo", _KEY, nullable=True),
        sa.Column("logo_alt", sa.Text(), nullable=False),
        sa.Column("first_colour", _COLOUR, nullable=False),
        sa.Column("second_colour", _COLOUR, nullable=False),
        sa.Column("typeface", _ID, nullable=False),
        unique=("key",),
    )
    _table(
        "report_setup",
        *_about(),
        sa.Column("sections", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(length=16), nullable=False),
        unique=("scope", "about", "audience"),
    )
    _table(
        "report_text",
        *_about(),
        sa.Column("locale", sa.String(length=16), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        unique=("scope", "about", "audience", "locale", "part"),
    )
    for name, kind, empty in (
        ("scope", sa.String(16), ""),
        ("file", sa.Text(), ""),
        ("format", sa.String(16), ""),
        ("told", sa.Text(), "{}"),
    ):
        op.add_column("publication", sa.Column(name, kind, nullable=False, server_default=empty))


def _about() -> list[sa.Column[object]]:
    """What a report is about, and for whom."""
    return [
        sa.Column("scope", _WORD, nullable=False),
        sa.Column("about", _KEY, nullable=False),
        sa.Column("audience", _WORD, nullable=False),
    ]


def _table(name: str, *columns: sa.Column[object], unique: tuple[str, ...]) -> None:
    """A synced table."""
    key = sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}")
    op.create_table(name, *columns, sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), key)
