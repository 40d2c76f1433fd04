"""What this machine has and lacks for everything Council can do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

import sqlcipher3
from sqlcipher3 import dbapi2

from council_app.errors import CouncilError, Message, m_
from council_app.paths import config_dir, data_dir, log_file, resources
from council_app.reporting.pdf import require_libraries

_ROOM = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is needed."""

    name: str
    ok: bool
    says: Message


def examine() -> tuple[Part, ...]:
    """Look at everything, in the order a person would mend it."""
    return tuple(_looked(name, look) for name, look in _LOOKS)


def _looked(name: str, look: Callable[[], Message]) -> Part:
    try:
        return Part(name, True, look())
    except CouncilError as error:
        return Part(name, False, m_("{why}. {todo}", why=error.why, todo=error.todo))


def _store() -> Message:
    connection = dbapi2.connect(":memory:")
    try:
        cipher = connection.execute("PRAGMA cipher_version").fetchone()
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5(text)")
    finally:
        connection.close()
    if not cipher:
        raise CouncilError("sqlcipher", m_("the store cannot encrypt"), m_("Install Council's own dependencies again."))
    return m_("SQLCipher {cipher}, SQLite {sqlite}", cipher=cipher[0], sqlite=sqlcipher3.sqlite_version)


def _paper() -> Message:
    require_libraries()
    return m_("reports can be printed to PDF")


def _shipped() -> Message:
    missing = [name for name in ("fonts", "icons", "theme", "locale", "samples", "wordings") if not resources(name).is_dir()]
    if missing:
        raise CouncilError("resources", m_("missing: {names}", names=", ".join(missing)), m_("Install Council again."))
    return m_("fonts, icons, words and the sample are there")


def _folders() -> Message:
    for folder in (config_dir(), data_dir(), log_file().parent):
        if shutil.disk_usage(folder).free < _ROOM:
            raise CouncilError(str(folder), m_("less than 200 MB are free on its disk"), m_("Free some space."))
    return m_("the log is {file}", file=str(log_file()))


_LOOKS: tuple[tuple[str, Callable[[], Message]], ...] = (
    ("store", _store),
    ("paper", _paper),
    ("resources", _shipped),
    ("folders", _folders),
)
