"""The first schema: the loop's tables, the change log, and the search index over note text. Frozen history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _blob_to_market()
    _person_to_tag()
    _council_to_operation()
    _script_to_change()
    _insight_and_session()
    _task_to_attendance()
    _delivery_to_insight_visual()
    _question_to_consent()
    _note()
    _trial_to_note_tag()
    _search()


def _blob_to_market() -> None:
    op.create_table(
        "blob",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_blob"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("place", name="uq_device_place"),
    )
    op.create_table(
        "journey",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("promise", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journey"),
        sa.UniqueConstraint("key", name="uq_journey_key"),
    )
    op.create_table(
        "market",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("locales", sa.Text(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("customers", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_market"),
        sa.UniqueConstraint("key", name="uq_market_key"),
    )


def _person_to_tag() -> None:
    op.create_table(
        "person",
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
        sa.UniqueConstraint("key", name="uq_person_key"),
    )
    op.create_index("ix_person_phone", "person", ["phone"])
    op.create_table(
        "prototype",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("embargo_until", sa.String(length=10), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prototype"),
        sa.UniqueConstraint("key", name="uq_prototype_key"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.create_table(
        "tag",
        sa.Column("parent_id", sa.String(length=32), nullable=True),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("shortcut", sa.String(length=1), nullable=False),
        sa.Column("synonyms", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["tag.id"], name="fk_tag_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tag"),
        sa.UniqueConstraint("path", name="uq_tag_path"),
    )
    op.create_index("ix_tag_parent_id", "tag", ["parent_id"])


def _council_to_operation() -> None:
    op.create_table(
        "council",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("market_id", sa.String(length=32), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["market_id"], ["market.id"], name="fk_council_market_id"),
        sa.PrimaryKeyConstraint("id", name="pk_council"),
        sa.UniqueConstraint("key", name="uq_council_key"),
    )
    op.create_table(
        "indicator",
        sa.Column("market_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["market_id"], ["market.id"], name="fk_indicator_market_id"),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("market_id", "name", "month", name="uq_indicator_market_id_name_month"),
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("reverses", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_operation_device"),
        sa.PrimaryKeyConstraint("id", name="pk_operation"),
    )
    op.create_index("ix_operation_reverses", "operation", ["reverses"], sqlite_where=sa.text("reverses IS NOT NULL"))


def _script_to_change() -> None:
    op.create_table(
        "script",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("prototype_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["prototype_id"], ["prototype.id"], name="fk_script_prototype_id"),
        sa.PrimaryKeyConstraint("id", name="pk_script"),
        sa.UniqueConstraint("key", name="uq_script_key"),
    )
    op.create_table(
        "stage",
        sa.Column("journey_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["journey_id"], ["journey.id"], name="fk_stage_journey_id"),
        sa.PrimaryKeyConstraint("id", name="pk_stage"),
        sa.UniqueConstraint("journey_id", "key", name="uq_stage_journey_id_key"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("operation", sa.String(length=32), nullable=False),
        sa.Column("entity", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.String(length=32), nullable=False),
        sa.Column("op", sa.String(length=8), nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name="fk_change_device"),
        sa.ForeignKeyConstraint(["operation"], ["operation.id"], name="fk_change_operation"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.UniqueConstraint("device", "seq", name="uq_change_device_seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_change_operation", "change", ["operation"])
    op.create_index("ix_change_row_id", "change", ["row_id"])


def _insight_and_session() -> None:
    op.create_table(
        "insight",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("solution", sa.Text(), nullable=False),
        sa.Column("impact_low", sa.Integer(), nullable=True),
        sa.Column("impact_likely", sa.Integer(), nullable=True),
        sa.Column("impact_high", sa.Integer(), nullable=True),
        sa.Column("impact_currency", sa.String(length=3), nullable=False),
        sa.Column("impact_per", sa.String(length=8), nullable=False),
        sa.Column("effort_days", sa.Float(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("teams", sa.Text(), nullable=False),
        sa.Column("approvals", sa.Text(), nullable=False),
        sa.Column("stage_id", sa.String(length=32), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name="fk_insight_stage_id"),
        sa.PrimaryKeyConstraint("id", name="pk_insight"),
        sa.UniqueConstraint("key", name="uq_insight_key"),
    )
    op.create_table(
        "session",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("council_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("script_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name="fk_session_council_id"),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name="fk_session_script_id"),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("key", name="uq_session_key"),
    )
    op.create_index("ix_session_council_id", "session", ["council_id"])


def _task_to_attendance() -> None:
    op.create_table(
        "task",
        sa.Column("script_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("success", sa.Text(), nullable=False),
        sa.Column("target_seconds", sa.Integer(), nullable=True),
        sa.Column("must_ask", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name="fk_task_script_id"),
        sa.PrimaryKeyConstraint("id", name="pk_task"),
        sa.UniqueConstraint("script_id", "key", name="uq_task_script_id_key"),
    )
    op.create_table(
        "agenda_item",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("must_ask", sa.Text(), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_agenda_item_session_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_agenda_item_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
    )
    op.create_index("ix_agenda_item_session_id_position", "agenda_item", ["session_id", "position"])
    op.create_table(
        "attendance",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("person_id", sa.String(length=32), nullable=True),
        sa.Column("seat", sa.String(length=8), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("segments", sa.Text(), nullable=False),
        sa.Column("access_needs", sa.Text(), nullable=False),
        sa.Column("dietary", sa.Text(), nullable=False),
        sa.Column("invited_by", sa.Text(), nullable=False),
        sa.Column("guests", sa.Integer(), nullable=False),
        sa.Column("queued", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attendance_person_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_attendance_session_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
        sa.UniqueConstraint("session_id", "person_id", name="uq_attendance_session_id_person_id"),
        sa.UniqueConstraint("session_id", "seat", name="uq_attendance_session_id_seat"),
    )
    op.create_index("ix_attendance_person_id", "attendance", ["person_id"])


def _delivery_to_insight_visual() -> None:
    op.create_table(
        "delivery",
        sa.Column("insight_id", sa.String(length=32), nullable=False),
        sa.Column("market_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["insight_id"], ["insight.id"], name="fk_delivery_insight_id"),
        sa.ForeignKeyConstraint(["market_id"], ["market.id"], name="fk_delivery_market_id"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("insight_id", "market_id", name="uq_delivery_insight_id_market_id"),
    )
    op.create_table(
        "draft",
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_draft_session_id"),
        sa.PrimaryKeyConstraint("session_id", name="pk_draft"),
    )
    op.create_table(
        "insight_visual",
        sa.Column("insight_id", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("blob", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["insight_id"], ["insight.id"], name="fk_insight_visual_insight_id"),
        sa.PrimaryKeyConstraint("id", name="pk_insight_visual"),
        sa.UniqueConstraint("insight_id", "filename", name="uq_insight_visual_insight_id_filename"),
    )


def _question_to_consent() -> None:
    op.create_table(
        "question",
        sa.Column("script_id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("after_task_id", sa.String(length=32), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("scale", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["after_task_id"], ["task.id"], name="fk_question_after_task_id"),
        sa.ForeignKeyConstraint(["script_id"], ["script.id"], name="fk_question_script_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("script_id", "key", name="uq_question_script_id_key"),
    )
    op.create_table(
        "answer",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("question_id", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_answer_attendance_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_answer_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("attendance_id", "question_id", name="uq_answer_attendance_id_question_id"),
    )
    op.create_table(
        "consent",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=24), nullable=False),
        sa.Column("wording", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.String(length=27), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_consent_attendance_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_attendance_id_purpose", "consent", ["attendance_id", "purpose"])


def _note() -> None:
    op.create_table(
        "note",
        sa.Column("num", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("session_id", sa.String(length=32), nullable=False),
        sa.Column("attendance_id", sa.String(length=32), nullable=True),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("verbatim", sa.Boolean(), nullable=False),
        sa.Column("raised", sa.String(length=24), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("agenda_item_id", sa.String(length=32), nullable=True),
        sa.Column("task_id", sa.String(length=32), nullable=True),
        sa.Column("stage_id", sa.String(length=32), nullable=True),
        sa.Column("reply_to_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["agenda_item_id"], ["agenda_item.id"], name="fk_note_agenda_item_id"),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_note_attendance_id"),
        sa.ForeignKeyConstraint(["reply_to_id"], ["note.id"], name="fk_note_reply_to_id"),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name="fk_note_session_id"),
        sa.ForeignKeyConstraint(["stage_id"], ["stage.id"], name="fk_note_stage_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_note_task_id"),
        sa.PrimaryKeyConstraint("num", name="pk_note"),
        sa.UniqueConstraint("id", name="uq_note_id"),
    )
    op.create_index("ix_note_at_id", "note", ["at", "id"])
    op.create_index("ix_note_attendance_id", "note", ["attendance_id"])
    op.create_index("ix_note_session_id_at_id", "note", ["session_id", "at", "id"])
    op.create_index("ix_note_key", "note", ["key"], unique=True, sqlite_where=sa.text("key IS NOT NULL"))
    op.create_index("ix_note_stage_id", "note", ["stage_id"], sqlite_where=sa.text("stage_id IS NOT NULL"))
    op.create_index("ix_note_reply_to_id", "note", ["reply_to_id"], sqlite_where=sa.text("reply_to_id IS NOT NULL"))
    op.create_index("ix_note_task_id", "note", ["task_id"], sqlite_where=sa.text("task_id IS NOT NULL"))
    op.create_index("ix_note_agenda_item_id", "note", ["agenda_item_id"], sqlite_where=sa.text("agenda_item_id IS NOT NULL"))


def _trial_to_note_tag() -> None:
    op.create_table(
        "trial",
        sa.Column("attendance_id", sa.String(length=32), nullable=False),
        sa.Column("task_id", sa.String(length=32), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["attendance_id"], ["attendance.id"], name="fk_trial_attendance_id"),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name="fk_trial_task_id"),
        sa.PrimaryKeyConstraint("id", name="pk_trial"),
        sa.UniqueConstraint("attendance_id", "task_id", name="uq_trial_attendance_id_task_id"),
    )
    op.create_table(
        "evidence",
        sa.Column("insight_id", sa.String(length=32), nullable=False),
        sa.Column("note_id", sa.String(length=32), nullable=True),
        sa.Column("tag_id", sa.String(length=32), nullable=True),
        sa.Column("against", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(note_id IS NULL) <> (tag_id IS NULL)", name="ck_evidence_one_source"),
        sa.ForeignKeyConstraint(["insight_id"], ["insight.id"], name="fk_evidence_insight_id"),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_evidence_note_id"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_evidence_tag_id"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("insight_id", "note_id", "against", name="uq_evidence_insight_id_note_id_against"),
        sa.UniqueConstraint("insight_id", "tag_id", "against", name="uq_evidence_insight_id_tag_id_against"),
    )
    op.create_table(
        "note_tag",
        sa.Column("note_id", sa.String(length=32), nullable=False),
        sa.Column("tag_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"], name="fk_note_tag_note_id"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name="fk_note_tag_tag_id"),
        sa.PrimaryKeyConstraint("id", name="pk_note_tag"),
        sa.UniqueConstraint("note_id", "tag_id", name="uq_note_tag_note_id_tag_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_note_tag_tag_id", "note_tag", ["tag_id"])


def _search() -> None:
    """Full text over note text, kept by triggers; deleted text leaves no trace in the index (`secure-delete`)."""
    op.execute(
        "CREATE VIRTUAL TABLE note_search USING fts5(text, content='note', content_rowid='num', "
        "tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    op.execute("INSERT INTO note_search(note_search, rank) VALUES ('secure-delete', 1)")
    op.execute(
        "CREATE TRIGGER note_search_insert AFTER INSERT ON note BEGIN INSERT INTO note_search(rowid, text) VALUES (new.num, new.text); END"
    )
    op.execute(
        "CREATE TRIGGER note_search_delete AFTER DELETE ON note BEGIN "
        "INSERT INTO note_search(note_search, rowid, text) VALUES ('delete', old.num, old.text); END"
    )
    op.execute(
        "CREATE TRIGGER note_search_update AFTER UPDATE OF text ON note BEGIN "
        "INSERT INTO note_search(note_search, rowid, text) VALUES ('delete', old.num, old.text); "
        "INSERT INTO note_search(rowid, text) VALUES (new.num, new.text); END"
    )
