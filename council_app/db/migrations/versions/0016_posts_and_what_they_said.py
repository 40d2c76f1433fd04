"""Posts, what their sentences stand on, who answered for them, what went out and what must be put right. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_KEY = sa.String(length=64)
_WORD = sa.String(length=24)
_LOCALE = sa.String(length=16)
_DAY = sa.String(length=10)
_OF_POST = {"post_id": "post"}


def upgrade() -> None:
    _posts()
    _what_went_out()
    op.add_column("delivery", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    for name in ("cadence", "report_days"):
        op.add_column("market", sa.Column(name, sa.Integer(), nullable=True))


def _posts() -> None:
    _table(
        "post",
        _id("market_id"),
        sa.Column("bundle", _KEY, nullable=False),
        sa.Column("locale", _LOCALE, nullable=False),
        *_texts("title", "description", "slug"),
        sa.Column("as_of", _DAY, nullable=False),
        *_texts("text", "written", "contact"),
        keys={"market_id": "market"},
        unique=("bundle", "locale"),
    )
    _table(
        "post_claim",
        _id("post_id"),
        sa.Column("kind", _WORD, nullable=False),
        sa.Column("source", _ID, nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("status", _WORD, nullable=True),
        sa.Column("lang", _LOCALE, nullable=False),
        keys={"post_id": "post"},
        indexed=("post_id", "source"),
    )
    _table(
        "post_override",
        _id("post_id"),
        sa.Column("rule", _WORD, nullable=False),
        *_texts("words", "reason", "by"),
        _at(),
        keys=_OF_POST,
        indexed=("post_id",),
    )
    _table(
        "post_signoff",
        _id("post_id"),
        *_texts("by", "wrote"),
        _at(),
        sa.Column("seal", _KEY, nullable=False),
        keys=_OF_POST,
        indexed=("post_id",),
    )


def _what_went_out() -> None:
    _table(
        "post_out",
        _id("post_id"),
        sa.Column("day", _DAY, nullable=False),
        *_texts("place", "title", "text", "claims", "approved_by"),
        sa.Column("down_on", _DAY, nullable=True),
        keys=_OF_POST,
        indexed=("post_id",),
    )
    _table(
        "correction",
        _id("out_id"),
        sa.Column("cause", _WORD, nullable=False),
        sa.Column("source", _ID, nullable=False),
        *_texts("text"),
        sa.Column("settled_on", _DAY, nullable=True),
        keys={"out_id": "post_out"},
        unique=("out_id", "cause", "source"),
    )
    _table(
        "report_sent",
        sa.Column("scope", _WORD, nullable=False),
        sa.Column("about", _KEY, nullable=False),
        sa.Column("audience", _WORD, nullable=False),
        sa.Column("day", _DAY, nullable=False),
        unique=("scope", "about", "audience"),
    )


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _at() -> sa.Column[object]:
    return sa.Column("at", sa.String(length=27), nullable=False)


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, _ID, nullable=False)


def _table(
    name: str, *columns: sa.Column[object], keys: dict[str, str] | None = None, unique: tuple[str, ...] = (), indexed: tuple[str, ...] = ()
) -> None:
    """A synced table; `keys` is column -> table that it points to."""
    rules: list[sa.schema.SchemaItem] = [
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=f"fk_{name}_{column}") for column, table in (keys or {}).items()
    ]
    if unique:
        rules.append(sa.UniqueConstraint(*unique, name=f"uq_{name}_{'_'.join(unique)}"))
    op.create_table(name, *columns, sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{name}"), *rules)
    for column in indexed:
        op.create_index(f"ix_{name}_{column}", name, [column])
