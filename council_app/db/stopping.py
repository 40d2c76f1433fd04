"""Stopping a query that nobody waits for any more: SQLite looks up now and then, and ends its work when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from council_app.errors import Cancelled

# Steps of SQLite's machine, of which a laptop does some ten million a second: often enough to stop within a few milliseconds.
_STEPS = 20_000


@contextmanager
def stopping(session: Session, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Queries within the block end early when `cancelled` says so.

    Raises:
        Cancelled: it did.
    """
    if cancelled():
        raise Cancelled
    raw = session.connection().connection.dbapi_connection
    assert isinstance(raw, dbapi2.Connection)
    raw.set_progress_handler(cancelled, _STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error.orig) and cancelled():
            raise Cancelled from error
        raise
    finally:
        raw.set_progress_handler(None, 0)
