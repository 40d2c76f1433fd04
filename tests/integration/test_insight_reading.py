"""Reading insights costs the same number of questions however many there are, and never walks over all notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, event

from council_app.db.queries import insight_voices
from council_app.domain.note_filter import NoteFilter, Selection
from council_app.services import insights
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = tuple((f"P{number % 12 + 1:02}", f"note {number}") for number in range(40))


@contextmanager
def statements(workspace: Workspace) -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    asked: list[str] = []
    with workspace.read() as reading:
        connection = reading.connection()
        engine = connection.engine

    def note(_connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def many(folder: Path, number: int) -> Workspace:
    made = given.workspace(folder, given.people(), given.notes(*SAID))
    for each in range(number):
        insights.new_insight(workspace=made, title=f"Insight {each}", notes=Selection(filter=NoteFilter()), tag="fees")
    return made


def test_thirty_insights_ask_no_more_questions_than_two(tmp_path: Path) -> None:
    counts = []
    for number in (2, 30):
        folder = tmp_path / str(number)
        folder.mkdir()
        with many(folder, number) as made:
            with statements(made) as of_the_list:
                assert len(insights.list_insights(workspace=made)) == number
            with statements(made) as of_one:
                insights.insight(workspace=made, key="insight-0")
            counts.append((len(of_the_list), len(of_one)))
    assert counts[0] == counts[1]


def test_as_many_notes_are_read_as_are_shown_and_all_of_them_are_counted(tmp_path: Path) -> None:
    with many(tmp_path, 1) as made:
        whole = insights.insight(workspace=made, key="insight-0")
        part = insights.insight(workspace=made, key="insight-0", most=5)
    assert (len(whole.supporting), part.supporting) == (40, whole.supporting[:5])
    assert (part.card, part.by_session) == (whole.card, whole.by_session)
    assert (part.card.evidence.notes, part.card.evidence.people) == (40, 12)


def test_notes_and_codebook_are_looked_up_and_never_walked_over(tmp_path: Path) -> None:
    with many(tmp_path, 1) as made, statements(made) as asked:
        with made.read() as reading:
            insight_voices.tallies(reading)
            insight_voices.voices(reading, insight="nobody")
        (first, second) = [statement for statement in asked if "standing" in statement]
        with made.read() as reading:
            plans = [
                row.detail
                for statement in (first, second)
                for row in reading.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", {"insight": "", "sessions": "[]"})
            ]
    assert [step for step in plans if re.match(r"SCAN (note|note_tag|tag|named|below)\b|SEARCH note .*session_id", step)] == []


def test_alike_notes_and_single_ones_count_the_same(tmp_path: Path) -> None:
    with many(tmp_path, 1) as made:
        given.apply(made, tmp_path, given.notes(*SAID[:30], raised="prompted"))
        insights.turn_evidence(workspace=made, key="insight-0", note="n7", against=True)
        with made.read() as reading:
            (alike,) = insight_voices.tallies(reading).values()
            (each,) = insight_voices.voices(reading).values()
    total = [sum(voice.notes for voice in side) for side in (alike.supporting, alike.against)]
    assert total == [len(each.supporting), len(each.against)] == [39, 1]
    kinds = [{(voice.person, voice.raised, voice.session) for voice in side.supporting} for side in (alike, each)]
    assert kinds[0] == kinds[1]
    assert len(alike.supporting) == len(kinds[0])
