"""Notes counted as they are written, and what lists are filtered by read from one index. Frozen history."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# What filters ask of a note, beside its time: answered from the index, in the order that lists are walked in, without reading a note.
_FACTS = (
    *("at", "id", "session_id", "attendance_id", "author", "kind"),
    *("severity", "raised", "channel", "verbatim", "starred", "stage_id", "task_id"),
)
_KEY = "session_id, attendance_id, kind, raised, agenda_item_id"
_NO_TAG = "EXISTS (SELECT 1 FROM untagged WHERE at = {0}.at AND id = {0}.id)"


def _group(row: str) -> str:
    """Where a note counts; nobody and nowhere are "", because a key has no NULL."""
    return f"{row}.session_id, ifnull({row}.attendance_id, ''), {row}.kind, {row}.raised, ifnull({row}.agenda_item_id, '')"


def _more(row: str, untagged: str) -> str:
    values = f"VALUES ({_group(row)}, 1, {untagged}) ON CONFLICT DO UPDATE SET notes = notes + 1, untagged = untagged + excluded.untagged"
    return f"INSERT INTO note_tally ({_KEY}, notes, untagged) {values};"


def _fewer(row: str) -> str:
    here = f"({_KEY}) = ({_group(row)})"
    fewer = f"UPDATE note_tally SET notes = notes - 1, untagged = untagged - {_NO_TAG.format(row)} WHERE {here};"
    return f"{fewer} DELETE FROM note_tally WHERE {here} AND notes = 0;"


def _bare(row: str, by: str) -> str:
    of_note = f"(SELECT {_group('note')} FROM note WHERE note.id = {row}.id)"
    return f"UPDATE note_tally SET untagged = untagged {by} WHERE ({_KEY}) = {of_note};"


# The tally of a note is made before it is filed as without a tag, and taken back before that is forgotten.
_TRIGGERS = (
    f"CREATE TRIGGER note_listed_insert AFTER INSERT ON note BEGIN {_more('new', '0')} "
    "UPDATE note_tag SET noted_at = new.at WHERE note_id = new.id; "
    "INSERT INTO untagged (at, id) SELECT new.at, new.id WHERE NOT EXISTS (SELECT 1 FROM note_tag WHERE note_id = new.id); END",
    f"CREATE TRIGGER note_listed_delete AFTER DELETE ON note BEGIN {_fewer('old')} "
    "DELETE FROM untagged WHERE at = old.at AND id = old.id; END",
    f"CREATE TRIGGER note_tallied_update AFTER UPDATE OF {_KEY} ON note BEGIN {_fewer('old')} {_more('new', _NO_TAG.format('old'))} END",
    f"CREATE TRIGGER untagged_tallied_insert AFTER INSERT ON untagged BEGIN {_bare('new', '+ 1')} END",
    f"CREATE TRIGGER untagged_tallied_delete AFTER DELETE ON untagged BEGIN {_bare('old', '- 1')} END",
)


def upgrade() -> None:
    op.drop_index("ix_note_at_id", "note")
    op.create_index("ix_note_at_id", "note", list(_FACTS))
    op.execute(
        "CREATE TABLE note_tally (session_id VARCHAR(32) NOT NULL, attendance_id VARCHAR(32) NOT NULL, kind VARCHAR NOT NULL, "
        "raised VARCHAR NOT NULL, agenda_item_id VARCHAR(32) NOT NULL, notes INTEGER NOT NULL, untagged INTEGER NOT NULL, "
        f"CONSTRAINT pk_note_tally PRIMARY KEY ({_KEY})) WITHOUT ROWID"
    )
    op.execute(
        f"INSERT INTO note_tally ({_KEY}, notes, untagged) SELECT {_group('note')}, count(*), sum({_NO_TAG.format('note')}) "
        "FROM note GROUP BY 1, 2, 3, 4, 5"
    )
    for trigger in ("note_listed_insert", "note_listed_delete"):
        op.execute(f"DROP TRIGGER {trigger}")
    for trigger in _TRIGGERS:
        op.execute(trigger)
