"""Alembic's entry: runs the revisions on the connection that `db.migrate` hands over."""

from alembic import context

from council_app.db.models import Row

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Row.metadata, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
