"""What a search finds is what FTS5 finds, in its order, less what may not be read: whatever is typed, wherever, of whomever.

Without a word that is wanted (`-fee`), everything else is found, newest first.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given as whenever
from hypothesis import settings
from hypothesis import strategies as some
from sqlalchemy import Connection

from council_app.db.queries import notes as note_reads
from council_app.domain.cohort_forms import rules_typed
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, NoteFilter, filter_of, where
from council_app.domain.search_words import parsed
from council_app.services import capture, cohorts
from council_app.services.consent import withdraw
from council_app.services.finding import search
from council_app.services.rehearsal import rehearse
from council_app.services.workspace import Workspace
from tests import factories as given

EVENING = "bristol-pm"
REHEARSAL = f"{given.SESSION}-rehearsal"
WORDS = ("fee", "feet", "late", "letter", "påminnelse", "paminnelse", "the", "then", "crème", "don't", "42", "NEAR", "och")
PLACES = (None, given.SESSION, EVENING, REHEARSAL)
COHORTS = (None, "charged", "evening")
NOTES = 240

typed = some.lists(some.one_of(some.sampled_from(WORDS), some.text(max_size=3)), max_size=3).map(" ".join)
cut = some.integers(min_value=0, max_value=2)


@dataclass(frozen=True, slots=True)
class Asked:
    """One search, as the service takes it."""

    query: str
    session: str | None
    cohort: str | None
    newest_first: bool
    limit: int

    @property
    def filter(self) -> NoteFilter:
        """What is asked beside the words."""
        pairs = ((Facet.SESSION, self.session), (Facet.COHORT, self.cohort))
        return filter_of(where(facet, word) for facet, word in pairs if word is not None)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Two sessions and a rehearsal with 240 notes; two people in each session refused notes, one of them said a lot."""
    folder = tmp_path_factory.mktemp("search")
    evening = f'      - {{key: {EVENING}, starts: "18:00", ends: "20:00"}}\nprototypes:'
    with given.workspace(folder, plan=given.PLAN.replace("prototypes:", evening, 1)) as made:
        for session in (given.SESSION, EVENING):
            given.apply(made, folder, given.people(session=session))
        played = rehearse(workspace=made, session=given.SESSION).session
        given.apply(made, folder, "\n".join(("council: 1", "notes:", *_lines())))
        for words in WORDS:
            capture.take_note(workspace=made, session=played, line=f"{words} fee @R01", author="kim")
        for session, person in ((given.SESSION, "P02"), (EVENING, "P01"), (EVENING, "P05")):
            withdraw(workspace=made, session=session, person=person, purposes=[Purpose.NOTES])
        cohorts.save_cohort(workspace=made, key="charged", name="Charged", rules=rules_typed(["raised=fees"]))
        cohorts.save_cohort(workspace=made, key="evening", name="Evening", rules=rules_typed([f"session={EVENING}"]))
        yield made


def _lines() -> Iterator[str]:
    chosen = random.Random(7)
    for number in range(NOTES):
        seat = 2 if number % 3 == 0 else chosen.randint(1, 12)
        session = EVENING if chosen.random() < 0.4 else given.SESSION
        text = " ".join(chosen.choices(WORDS, k=chosen.randint(1, 6)))
        at = f"2026-05-12T09:{chosen.randint(0, 59):02}:00+00:00"
        tags = "[fees/late]" if seat < 4 else "[tone]"
        yield f'  - {{key: k{number}, session: {session}, at: {at}, seat: P{seat:02}, author: Kim, text: "{text}", tags: {tags}}}'


def found_in_two_steps(made: Workspace, asked: Asked) -> list[str]:
    """All hits by FTS5, then what may be read of them: no limit before the last step."""
    with made.read() as reading:
        connection = reading.connection()
        ids = _hits(connection, asked)
        named = "SELECT note.id, note.attendance_id, session.key, session.rehearsal FROM note JOIN session ON session.id = session_id"
        where = {note: (who, key, rehearsed) for note, who, key, rehearsed in connection.exec_driver_sql(named)}
        members = None if asked.cohort is None else cohorts.members_of(reading, asked.cohort)
        withheld = {line.id for line in note_reads.lines(reading, ids) if line.withheld}
    wanted = [note for note in ids if _wanted(asked, members, *where[note]) and note not in withheld]
    return wanted[: asked.limit]


def _hits(connection: Connection, asked: Asked) -> list[str]:
    sought = parsed(asked.query)
    if not sought.match and not sought.excluded:
        return []
    if not sought.match:
        without = "SELECT rowid FROM note_search WHERE note_search MATCH ?"
        rest = f"SELECT id FROM note WHERE num NOT IN ({without}) ORDER BY at DESC, id DESC"
        return list(connection.exec_driver_sql(rest, (sought.excluded,)).scalars())
    order = "note_search.rowid DESC" if asked.newest_first else "note_search.rank, note_search.rowid DESC"
    hits = "SELECT note.id FROM note_search JOIN note ON note.num = note_search.rowid WHERE note_search MATCH ? ORDER BY "
    return list(connection.exec_driver_sql(hits + order, (sought.match,)).scalars())


def _wanted(asked: Asked, members: frozenset[str] | None, who: str | None, session: str, rehearsed: int) -> bool:
    here = not asked.session or session == asked.session
    return here and not rehearsed and (members is None or who in members)


@settings(max_examples=150, deadline=None)
@whenever(
    query=some.tuples(typed, cut).map(lambda pair: pair[0][: len(pair[0]) - pair[1]]),
    session=some.sampled_from(PLACES),
    cohort=some.sampled_from(COHORTS),
    newest_first=some.booleans(),
    limit=some.sampled_from((1, 2, 5, 17, 50, 400)),
)
def test_a_search_in_one_statement_finds_what_two_steps_find(
    spoken: Workspace, query: str, session: str | None, cohort: str | None, newest_first: bool, limit: int
) -> None:
    asked = Asked(query, session, cohort, newest_first, limit)
    found = search(workspace=spoken, query=query, filter=asked.filter, newest_first=newest_first, limit=limit)
    assert [note.id for note in found] == found_in_two_steps(spoken, asked)


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("session", [None, given.SESSION, EVENING])
@pytest.mark.parametrize("query", ["fee", "f", "th", "late letter", "PAMINNELSE", "creme", "don't", "near fe", "42 4"])
def test_every_limit_cuts_the_same_order(spoken: Workspace, query: str, session: str | None, newest_first: bool) -> None:
    asked = Asked(query, session, None, newest_first, 1_000)
    whole = found_in_two_steps(spoken, asked)
    assert len(whole) > 1
    for limit in (1, len(whole) // 2 + 1, len(whole), len(whole) + 1):
        found = search(workspace=spoken, query=query, filter=asked.filter, newest_first=newest_first, limit=limit)
        assert [note.id for note in found] == whole[:limit]
