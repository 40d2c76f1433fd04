"""Initiatives, scores, workshops, tickets, calls, and what else an insight says of itself. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_KEY = sa.String(length=64)
_MOMENT = sa.String(length=27)
_WORD = sa.String(length=24)
_DAY = sa.String(length=10)


def upgrade() -> None:
    _initiatives()
    _insights()
    _workshops()
    _delegations()
    _calls()


def _text(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _table(name: str, *columns: sa.Column[object], keys: dict[str, str], unique: tuple[str, ...] = ()) -> None:
    """A synced table; `keys` is column -> table that it points to."""
    rules: list[sa.schema.SchemaItem] = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}") for column, table in keys.items()
    ]
    if unique:
        rules.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *columns, sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *rules)


def _initiatives() -> None:
    _table(
        "initiative",
        sa.Column("key", _KEY, nullable=False),
        *_text("title", "case", "customer_value", "internal_impact", "segments", "owner"),
        sa.Column("horizon", _WORD, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        keys={},
        unique=("key",),
    )


def _insights() -> None:
    # SQLite adds a column that points to another table only as part of its own definition.
    op.execute("ALTER TABLE insight ADD COLUMN initiative_id VARCHAR(32) CONSTRAINT fk_insight_initiative_id REFERENCES initiative (id)")
    op.create_index("ix_insight_initiative_id", "insight", ["initiative_id"])
    op.add_column("insight", sa.Column("segments", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("insight", sa.Column("nature", _WORD, nullable=True))
    op.add_column("insight", sa.Column("promise", sa.Text(), nullable=False, server_default=""))
    op.add_column("insight", sa.Column("one_in", sa.Integer(), nullable=True))
    op.create_index("ix_evidence_note_id", "evidence", ["note_id"])
    op.add_column("insight_visual", sa.Column("caption", sa.Text(), nullable=False, server_default=""))
    op.add_column("insight_visual", sa.Column("marks", sa.Text(), nullable=False, server_default="[]"))
    _table(
        "score_input",
        sa.Column("insight_id", _ID, nullable=False),
        sa.Column("method", _WORD, nullable=False),
        sa.Column("part", _WORD, nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        keys={"insight_id": "insight"},
        unique=("insight_id", "method", "part"),
    )


def _workshops() -> None:
    _table(
        "workshop",
        sa.Column("key", _KEY, nullable=False),
        *_text("title"),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        keys={},
        unique=("key",),
    )
    _table(
        "workshop_item",
        sa.Column("workshop_id", _ID, nullable=False),
        sa.Column("insight_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("impact_votes", "effort_votes"),
        sa.Column("decision", _WORD, nullable=True),
        *_text("reason"),
        sa.Column("decided_at", _MOMENT, nullable=True),
        keys={"workshop_id": "workshop", "insight_id": "insight"},
        unique=("workshop_id", "insight_id"),
    )
    op.create_index("ix_workshop_item_insight_id", "workshop_item", ["insight_id"])


def _delegations() -> None:
    _table(
        "delegation",
        sa.Column("insight_id", _ID, nullable=False),
        sa.Column("tracker", _WORD, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        *_text("by", "reference", "url", "status"),
        sa.Column("state", _WORD, nullable=False),
        sa.Column("state_at", _MOMENT, nullable=False),
        sa.Column("remind", _DAY, nullable=True),
        keys={"insight_id": "insight"},
        unique=("insight_id", "tracker"),
    )


def _calls() -> None:
    _table(
        "phone_call",
        sa.Column("attendance_id", _ID, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        *_text("by"),
        sa.Column("outcome", _WORD, nullable=False),
        sa.Column("solved", _WORD, nullable=True),
        *_text("said"),
        sa.Column("follow_up", _DAY, nullable=True),
        keys={"attendance_id": "attendance"},
    )
    op.create_index("ix_phone_call_attendance_id", "phone_call", ["attendance_id"])
    _table("call_script", sa.Column("locale", sa.String(length=16), nullable=False), *_text("text"), keys={}, unique=("locale",))
