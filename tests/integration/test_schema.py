"""The tables that migrations make are the tables that the models describe."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from council_app.db import migrate
from council_app.db.models import Row
from tests import factories as given


def test_migrations_end_where_the_models_are(tmp_path: Path) -> None:
    with given.workspace(tmp_path, plan="") as made, made.read() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"include_object": lambda _o, name, *_: not name.startswith("note_search")}
        )
        assert compare_metadata(context, Row.metadata) == []
        assert context.get_current_revision() == migrate.known_revisions()[-1]


def test_the_store_is_durable_and_strict(tmp_path: Path) -> None:
    with given.workspace(tmp_path, plan="", passphrase="x") as made, made.read() as session:
        found = [session.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]
    assert found == ["wal", 2, 1]
