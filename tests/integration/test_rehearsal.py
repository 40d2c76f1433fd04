"""A rehearsal is played like a session and leaves no trace: every result is the same before, during and after it."""

from datetime import date
from pathlib import Path

import pytest

from council_app.db.queries import notes as note_reads
from council_app.db.queries.somebody import somebody_named
from council_app.domain.cohorts import Rule, RuleKind
from council_app.domain.enums import Audience
from council_app.domain.report import about_session
from council_app.domain.scripts import PartKind, PartRef
from council_app.errors import CouncilError
from council_app.i18n import translator
from council_app.services import capture, cohorts, history, insights, programme, stats
from council_app.services.blog import write_posts
from council_app.services.calendar import write_calendar
from council_app.services.finding import search
from council_app.services.known import known_people
from council_app.services.person import record_of
from council_app.services.plan import dump_workspace
from council_app.services.reconsent import who_to_ask
from council_app.services.rehearsal import clear_rehearsal, rehearse
from council_app.services.report.building import build_report
from council_app.services.room import close_session, park, room, start_session
from council_app.services.scripts import editing
from council_app.services.scripts.reading import scripts
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import rows


def played(made: Workspace, folder: Path) -> str:
    """A whole rehearsal: notes under a tag that an insight rests on, a trial, an answer, a parked thing; returns its key."""
    key = rehearse(workspace=made, session=given.SESSION).session
    start_session(workspace=made, session=key)
    for line in ('@R01 "The fee came without warning" - !!! #fees/late', "@R02 + tone is friendly #tone"):
        capture.take_note(workspace=made, session=key, line=line, author="kim")
    park(workspace=made, session=key, text="Ask about the letter")
    tried = f"trials: [{{session: {key}, seat: R01, task: pick, outcome: fail, seconds: 30}}]\n"
    answered = f"answers: [{{session: {key}, seat: R01, question: sus, value: [1, 5, 1, 5, 1, 5, 1, 5, 1, 5]}}]\n"
    given.apply(made, folder, "council: 1\n" + tried + answered)
    close_session(workspace=made, session=key)
    return key


HELD = given.notes(("P01", "I never saw the fee"), ("P02", "Who reads the letter?"), ("P03", "The tone is fine"))
TRIED = f"""
council: 1
trials: [{{session: {given.SESSION}, seat: P01, task: pick, outcome: success, seconds: 42}}]
answers: [{{session: {given.SESSION}, seat: P01, question: sus, value: [5, 1, 5, 1, 5, 1, 5, 1, 5, 1]}}]
"""
DELIVERED = """
council: 1
deliveries: [{insight: late-fee, market: gb, status: planned, since: 2026-06-01, due: 2026-09, wording: {en-GB: We name the fee earlier.}}]
"""


def workspace(folder: Path) -> Workspace:
    """A council that was held, with an insight that rests on what was heard under a tag."""
    return given.workspace(folder, given.people(count=4), HELD, TRIED, given.INSIGHT, DELIVERED)


def results(made: Workspace, folder: Path) -> dict[str, object]:
    """Everything that counts, by name."""
    report = build_report(workspace=made, about=about_session(given.SESSION), audience=Audience.INTERNAL, t=translator("en"))
    raised = [Rule(RuleKind.RAISED, ("fees/late",))]
    write_calendar(workspace=made, council="bristol", out=folder / "c.ics")
    with made.read() as session:
        people = known_people(session)
        listed = [note.text for note in note_reads.page(session, session_key=None, before=None, limit=50)]
        copy = record_of(session, somebody_named(session, "Ada Lind"), "en")
    return {
        "statistics": stats.statistics(workspace=made),
        "insights": insights.list_insights(workspace=made),
        "insight": insights.insight(workspace=made, key="late-fee"),
        "report": report,
        "posts": write_posts(workspace=made, market="gb", as_of=date(2026, 6, 2)),
        "found": [note.text for note in search(workspace=made, query="the")],
        "newest": [note.text for note in search(workspace=made, query="the", newest_first=True)],
        "notes": listed,
        "raised": cohorts.count_people(workspace=made, rules=raised),
        "everybody": cohorts.count_people(workspace=made, rules=[Rule(RuleKind.MARKET, ("gb",))]),
        "people": people,
        "somebody's own copy": copy,
        "held": [place for place in programme.list_sessions(workspace=made) if not place.rehearsal],
        "invited": (folder / "c.ics").read_bytes(),
        "asked again": who_to_ask(workspace=made, council="bristol"),
        "scripts": [(each.version, each.frozen, each.tasks) for each in scripts(workspace=made)],
    }


def test_no_result_changes_while_and_after_a_session_is_rehearsed(tmp_path: Path) -> None:
    with workspace(tmp_path) as made:
        before, written = results(made, tmp_path), dump_workspace(workspace=made)
        key = played(made, tmp_path)
        during = results(made, tmp_path)
        for name, value in before.items():
            assert during[name] == value, name
        assert [note.text for note in capture.stream(workspace=made, session=key)] != []
        assert room(workspace=made, session=key).parked != ()
        clear_rehearsal(workspace=made, session=key)
        after = results(made, tmp_path)
        for name, value in before.items():
            assert after[name] == value, name
        assert dump_workspace(workspace=made) == written
        with made.read() as session:
            assert rows(session, "PRAGMA foreign_key_check") == []


def test_a_session_that_counts_is_counted(tmp_path: Path) -> None:
    """The proof that `results` would see a rehearsal, if it counted."""
    with workspace(tmp_path) as made:
        before = results(made, tmp_path)
        key = played(made, tmp_path)
        given.apply(made, tmp_path, f"council: 1\ncouncils: [{{key: bristol, sessions: [{{key: {key}, rehearsal: false}}]}}]\n")
        counted = results(made, tmp_path)
        same = {name for name, value in before.items() if counted[name] == value}
        assert same == {"scripts"}


def test_clearing_is_taken_back_whole_and_done_again(tmp_path: Path) -> None:
    with workspace(tmp_path) as made:
        key = played(made, tmp_path)
        played_text = dump_workspace(workspace=made)
        clear_rehearsal(workspace=made, session=key)
        assert str(history.undo(workspace=made).label) == "Clear the rehearsal"
        assert dump_workspace(workspace=made) == played_text
        history.redo(workspace=made)
        assert key not in [place.key for place in programme.list_sessions(workspace=made)]


def test_a_session_has_one_rehearsal_and_a_rehearsal_is_its_own(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        first = rehearse(workspace=made, session=given.SESSION)
        again = [rehearse(workspace=made, session=key) for key in (given.SESSION, first.session)]
        assert [each.session for each in again] == ["bristol-am-rehearsal"] * 2
        assert [each.changes.operation for each in again] == [None, None]


def test_what_is_no_rehearsal_is_not_cleared_and_a_rehearsal_has_no_results(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        with pytest.raises(CouncilError, match="no rehearsal"):
            clear_rehearsal(workspace=made, session=given.SESSION)
        key = rehearse(workspace=made, session=given.SESSION).session
        with pytest.raises(CouncilError, match="nothing of it counts"):
            stats.statistics(workspace=made, session=key)
        with pytest.raises(CouncilError, match="nothing of it counts"):
            build_report(workspace=made, about=about_session(key), audience=Audience.INTERNAL, t=translator("en"))


def test_a_rehearsed_script_is_still_written_and_what_was_tried_goes_with_its_task(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        played(made, tmp_path)
        (found,) = scripts(workspace=made)
        done = editing.remove_part(workspace=made, script=found.id, part=PartRef(PartKind.TASK, "pick"))
        assert (done.made, found.frozen) == (False, False)
        with made.read() as session:
            assert rows(session, "SELECT count(*) FROM trial") == [(0,)]
