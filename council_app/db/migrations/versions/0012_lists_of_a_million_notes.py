"""Lists of a million notes: what they are filtered and ordered by lies in order of time. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)
_MOMENT = sa.String(length=27)
# Who ever said no, or took it back: hardly anybody, so that every list can ask.
_REFUSED = "purpose = 'notes' AND (NOT granted OR withdrawn_at IS NOT NULL OR trim(wording, char(9, 10, 11, 12, 13, 32)) = '')"
_TAGGED = "(SELECT at FROM note WHERE id = new.note_id)"
_UNTAGGED = "SELECT at, id FROM note WHERE id = old.note_id AND NOT EXISTS (SELECT 1 FROM note_tag WHERE note_id = old.note_id)"
_TRIGGERS = (
    "CREATE TRIGGER note_listed_insert AFTER INSERT ON note BEGIN "
    "UPDATE note_tag SET noted_at = new.at WHERE note_id = new.id; "
    "INSERT INTO untagged (at, id) SELECT new.at, new.id WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE note_id = new.id); END",
    "CREATE TRIGGER note_listed_delete AFTER DELETE ON note BEGIN DELETE FROM untagged WHERE at = old.at AND id = old.id; END",
    "CREATE TRIGGER note_listed_update AFTER UPDATE OF at ON note BEGIN "
    "UPDATE untagged SET at = new.at WHERE at = old.at AND id = old.id; "
    "UPDATE note_tag SET noted_at = new.at WHERE note_id = new.id; END",
    "CREATE TRIGGER note_tag_listed_insert AFTER INSERT ON note_tag BEGIN "
    f"UPDATE note_tag SET noted_at = {_TAGGED} WHERE id = new.id; "
    f"DELETE FROM untagged WHERE at = {_TAGGED} AND id = new.note_id; END",
    f"CREATE TRIGGER note_tag_listed_delete AFTER DELETE ON note_tag BEGIN INSERT OR IGNORE INTO untagged (at, id) {_UNTAGGED}; END",
    "CREATE TRIGGER note_tag_listed_update AFTER UPDATE OF note_id ON note_tag BEGIN "
    f"UPDATE note_tag SET noted_at = {_TAGGED} WHERE id = new.id; "
    f"DELETE FROM untagged WHERE at = {_TAGGED} AND id = new.note_id; "
    f"INSERT OR IGNORE INTO untagged (at, id) {_UNTAGGED}; END",
)


def upgrade() -> None:
    op.create_index("ix_consent_refused", "consent", ["attendance_id"], sqlite_where=sa.text(_REFUSED))
    _by_time("attendance_id", always=True)
    for column in ("stage_id", "task_id"):
        _by_time(column)
    for column in ("severity", "channel"):
        op.create_index(f"ix_note_{column}_at_id", "note", [column, "at", "id"], sqlite_where=sa.text(f"{column} IS NOT NULL"))
    op.create_index("ix_note_author_at_id", "note", ["author", "at", "id"])
    op.add_column("note_tag", sa.Column("noted_at", _MOMENT, nullable=True))
    op.drop_index("ix_note_tag_tag_id", "note_tag")
    op.execute("UPDATE note_tag SET noted_at = (SELECT at FROM note WHERE id = note_tag.note_id)")
    # Not of rows that are just being written: they would be filed twice, far from each other.
    where = sa.text("noted_at IS NOT NULL")
    op.create_index("ix_note_tag_tag_id_noted_at_note_id", "note_tag", ["tag_id", "noted_at", "note_id"], sqlite_where=where)
    op.create_table(
        "untagged",
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("at", "id", name="pk_untagged"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO untagged (at, id) SELECT at, id FROM note "
        "WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE note_tag.note_id = note.id) ORDER BY at, id"
    )
    for trigger in _TRIGGERS:
        op.execute(trigger)


def _by_time(column: str, *, always: bool = False) -> None:
    """Instead of the index of a column alone: no tree more, and its notes lie in the order they are listed in."""
    op.drop_index(f"ix_note_{column}", "note")
    where = None if always else sa.text(f"{column} IS NOT NULL")
    op.create_index(f"ix_note_{column}_at_id", "note", [column, "at", "id"], sqlite_where=where)
