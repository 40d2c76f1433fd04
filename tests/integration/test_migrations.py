"""A workspace of an older Council opens: migrated after a copy was put beside it, with everything that was in it."""

import re
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from filelock import FileLock

from council_app.db import migrate, migrations
from council_app.db.engine import APPLICATION_ID, make_engine
from council_app.db.models import new_secret
from council_app.errors import CouncilError
from council_app.services.door import check_in
from council_app.services.roster import roster_lines
from council_app.services.workspace import check, open_workspace
from tests.program import listing, rows

FIRST = "0001"
SCRIPT = (
    "INSERT INTO script (id, key, title) VALUES ('x', 'pay', 'Paying')",
    "INSERT INTO task (id, script_id, key, position, text, success, must_ask) VALUES ('t', 'x', 'pick', 0, 'Pick a plan.', '', '[]')",
    "INSERT INTO question (id, script_id, key, position, kind, after_task_id, text, choices) "
    "VALUES ('q', 'x', 'ease', 0, 'seq', 't', '', '[]')",
)
PEOPLE = (
    *SCRIPT,
    "INSERT INTO market (id, key, country, locales, currency) VALUES ('m', 'gb', 'GB', '[\"en-GB\"]', 'GBP')",
    "INSERT INTO council (id, key, market_id, city, date, timezone, title) "
    "VALUES ('c', 'york', 'm', 'York', '2026-01-10', 'Europe/London', '')",
    "INSERT INTO session (id, key, council_id, kind, starts, ends, venue, script_id) "
    "VALUES ('s', 'york-am', 'c', 'council', '09:00', '11:00', '', 'x')",
    "INSERT INTO person (id, email, name, phone) VALUES ('p', 'ada@example.org', 'Ada Lind', '')",
    "INSERT INTO attendance (id, session_id, person_id, seat, status, segments, access_needs, dietary, invited_by, guests, queued) "
    "VALUES ('a', 's', 'p', 'P01', 'confirmed', '[]', '', '', '', 0, '')",
    "INSERT INTO consent (id, attendance_id, purpose, wording, method, at, granted) "
    "VALUES ('k', 'a', 'notes', '2026-01', 'paper', '2026-01-10T09:00:00.000000Z', 1)",
    "INSERT INTO consent (id, attendance_id, purpose, wording, method, at, granted) "
    "VALUES ('b', 'a', 'photo', ' ', 'paper', '2026-01-10T09:00:00.000000Z', 1)",
)


def made_by_the_first(path: Path, passphrase: str | None) -> None:
    """A workspace as the first schema left it, with one guest in it."""
    engine = make_engine(path, passphrase, mode="rwc")
    with engine.connect().execution_options(council_writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, FIRST)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        for statement in PEOPLE:
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.mark.parametrize("passphrase", [None, "x"], ids=["plain", "encrypted"])
def test_an_older_workspace_is_migrated_after_a_backup(tmp_path: Path, passphrase: str | None) -> None:
    path = tmp_path / "old.council"
    made_by_the_first(path, passphrase)
    with open_workspace(path=path, passphrase=passphrase, actor="kim") as workspace:
        (line,) = roster_lines(workspace=workspace, session="york-am")
        assert (line.name, line.seat, [each.value for each in line.consents], [each.value for each in line.refused]) == (
            "Ada Lind",
            "P01",
            ["notes"],
            ["photo"],
        )
        done = check_in(workspace=workspace, session="york-am", who="ad")
        assert (done.result.value, len(done.matches[0].secret or "")) == ("arrived", 16)
        with workspace.read() as session:
            assert rows(session, "SELECT purpose, wording, granted, locale, signature FROM consent ORDER BY id DESC") == [
                ("notes", "2026-01", 1, "", None),
                ("photo", "?", 0, "", None),
            ]
            assert rows(session, "PRAGMA foreign_key_check") == []
            script = "SELECT script.id, key, version, follows_id, title FROM script"
            assert rows(session, script) == [("x", "pay", 1, None, "Paying")]
            tasks = "SELECT task.id, section_id, minutes, probes, script.key FROM task JOIN script ON script.id = script_id"
            assert rows(session, tasks) == [("t", None, None, "[]", "pay")]
            assert rows(session, "SELECT id, wording, low, high, section_id FROM question") == [("q", "", "", "", None)]
            assert rows(session, "SELECT key, script_id, rehearsal FROM session") == [("york-am", "x", 0)]
    (copy,) = (name for name in listing(tmp_path) if ".before-" in name)
    assert copy.startswith(f"old.council.before-{migrate.known_revisions()[-1]}-")


def test_the_copy_beside_it_is_still_of_the_first_schema(tmp_path: Path) -> None:
    path = tmp_path / "old.council"
    made_by_the_first(path, None)
    open_workspace(path=path, passphrase=None).close()
    (copy,) = tmp_path.glob("old.council.before-*")
    engine = make_engine(copy, None, mode="ro")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == FIRST
    engine.dispose()


def test_looking_into_an_older_workspace_brings_it_up_to_date_first(tmp_path: Path) -> None:
    path = tmp_path / "old.council"
    made_by_the_first(path, None)
    with open_workspace(path=path, passphrase=None, read_only=True) as workspace:
        assert [line.name for line in roster_lines(workspace=workspace, session="york-am")] == ["Ada Lind"]
    assert sorted(name.split("-")[0] for name in listing(tmp_path) if not name.startswith("home")) == ["old.council", "old.council.before"]


def test_an_older_workspace_that_somebody_writes_to_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "old.council"
    made_by_the_first(path, None)
    before = path.read_bytes()
    with FileLock(f"{path}.lock"), pytest.raises(CouncilError, match="older Council"):
        open_workspace(path=path, passphrase=None, read_only=True)
    assert path.read_bytes() == before


def test_a_badge_code_is_letters_and_digits_so_that_no_command_takes_it_for_an_option() -> None:
    codes = {new_secret() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch("[A-Za-z0-9]{16}", code) for code in codes)


def test_an_answer_without_its_wording_cannot_be_stored(tmp_path: Path) -> None:
    path = tmp_path / "old.council"
    made_by_the_first(path, None)
    with open_workspace(path=path, passphrase=None) as workspace:
        unlogged = len(check(workspace=workspace).problems)  # the rows above were put in past the log
    assert unlogged == 9
    engine = make_engine(path, None, mode="rw")
    with engine.connect() as connection, pytest.raises(Exception, match="names_its_wording"):
        connection.exec_driver_sql("UPDATE consent SET wording = ' '")
    engine.dispose()
