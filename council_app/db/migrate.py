"""Schema versions: what a file has, what this program knows, and the way from one to the other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from council_app.db import migrations

_FOLDER = Path(migrations.__file__).parent


def known_revisions() -> tuple[str, ...]:
    """All revisions this program can read, oldest first; files are named `NNNN_title.py`."""
    return tuple(sorted(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py")))


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision, inside the caller's transaction."""
    # Alembic takes 150 ms to import and is needed only for a new or an older file.
    from alembic import command  # noqa: PLC0415 - slow start
    from alembic.config import Config  # noqa: PLC0415 - slow start

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
