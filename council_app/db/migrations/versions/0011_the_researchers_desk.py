"""The researcher's desk: highlights, stars, saved filters, second coders, affinity boards, imported sources. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_MOMENT = sa.String(length=27)


def upgrade() -> None:
    op.add_column("note", sa.Column("starred", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_note_starred", "note", ["at", "id"], sqlite_where=sa.text("starred"))
    op.add_column("note_tag", sa.Column("coder", sa.Text(), nullable=False, server_default=""))
    op.add_column("note_tag", sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.true()))
    _highlights()
    _filters()
    _rounds()
    _boards()
    _sources()


def _table(name: str, *columns: sa.Column[object], keys: dict[str, str], unique: tuple[str, ...] = ()) -> None:
    """A synced table; `keys` is column -> table that it points to."""
    rules: list[sa.schema.SchemaItem] = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}") for column, table in keys.items()
    ]
    if unique:
        rules.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *columns, sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *rules)


def _highlights() -> None:
    _table(
        "highlight",
        sa.Column("note_id", _ID, nullable=False),
        sa.Column("tag_id", _ID, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("selection", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=True),
        keys={"note_id": "note", "tag_id": "tag"},
    )
    op.create_index("ix_highlight_note_id", "highlight", ["note_id"])
    op.create_index("ix_highlight_tag_id", "highlight", ["tag_id"])


def _filters() -> None:
    _table(
        "saved_filter",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        keys={},
        unique=("key",),
    )


def _rounds() -> None:
    _table(
        "coding_round",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("tag_id", _ID, nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        keys={"tag_id": "tag"},
        unique=("key",),
    )
    _table(
        "round_note",
        sa.Column("round_id", _ID, nullable=False),
        sa.Column("note_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=True),
        keys={"round_id": "coding_round", "note_id": "note"},
        unique=("round_id", "note_id"),
    )
    op.create_index("ix_round_note_note_id", "round_note", ["note_id"])
    _table(
        "round_coding",
        sa.Column("round_note_id", _ID, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("tag_id", _ID, nullable=False),
        sa.Column("starts", sa.Integer(), nullable=True),
        sa.Column("ends", sa.Integer(), nullable=True),
        keys={"round_note_id": "round_note", "tag_id": "tag"},
    )
    op.create_index("ix_round_coding_round_note_id", "round_coding", ["round_note_id"])
    _table(
        "round_read",
        sa.Column("round_note_id", _ID, nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        keys={"round_note_id": "round_note"},
        unique=("round_note_id", "coder"),
    )


def _boards() -> None:
    _table(
        "board",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        keys={},
        unique=("key",),
    )
    _table(
        "board_group",
        sa.Column("board_id", _ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("tag_id", _ID, nullable=True),
        keys={"board_id": "board", "tag_id": "tag"},
    )
    op.create_index("ix_board_group_board_id", "board_group", ["board_id"])
    _table(
        "board_card",
        sa.Column("board_id", _ID, nullable=False),
        sa.Column("note_id", _ID, nullable=False),
        sa.Column("group_id", _ID, nullable=True),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        keys={"board_id": "board", "note_id": "note", "group_id": "board_group"},
        unique=("board_id", "note_id"),
    )
    op.create_index("ix_board_card_note_id", "board_card", ["note_id"])
    op.create_index("ix_board_card_group_id", "board_card", ["group_id"], sqlite_where=sa.text("group_id IS NOT NULL"))


def _sources() -> None:
    _table(
        "source",
        sa.Column("session_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=True),
        sa.Column("tail", sa.Text(), nullable=False),
        keys={"session_id": "session"},
    )
    op.create_index("ix_source_session_id", "source", ["session_id"])
    _table(
        "source_part",
        sa.Column("source_id", _ID, nullable=False),
        sa.Column("note_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        keys={"source_id": "source", "note_id": "note"},
        unique=("note_id",),
    )
    op.create_index("ix_source_part_source_id", "source_part", ["source_id"])
