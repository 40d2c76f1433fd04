"""Scripts in plan files: sections, probes, minutes and versions come and go with a plan; what was used is never rewritten."""

from pathlib import Path

import pytest

from council_app.errors import CouncilError, Refused
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.room import start_session
from tests import factories as given
from tests.program import rows

SCRIPTED = """
council: 1
scripts:
  - key: pay
    title: Paying
    sections: [{key: warm, title: Warm-up, minutes: 10}, {key: try, title: Trying it}]
    tasks:
      - {key: pick, section: try, minutes: 8, text: Pick a date, must_ask: [What did you expect?], probes: [Why?, What else?]}
    questions:
      - {key: ease, kind: seq, after: pick, wording: sauro-2009}
      - {key: often, kind: rating, section: warm, text: How often?, scale: 7, low: Never, high: Daily}
"""
MORE = """
council: 1
councils:
  - key: leeds
    market: gb
    city: Leeds
    date: 2026-06-12
    timezone: Europe/London
    sessions:
      - {key: leeds-am, starts: "09:30", ends: "12:00", script: pay, agenda: [{title: Try, minutes: 50, task: pick}]}
      - {key: leeds-dry, starts: "08:00", ends: "09:00", script: pay, rehearsal: true}
"""
REWORDED = "council: 1\nscripts: [{key: pay, tasks: [{key: pick, text: Choose a day}]}]\n"
USES = "SELECT session.key, version FROM session JOIN script ON script.id = script_id ORDER BY session.key"


def test_sections_probes_minutes_and_rehearsals_survive_a_dump(tmp_path: Path) -> None:
    with given.workspace(tmp_path, SCRIPTED, MORE) as made:
        text = dump_workspace(workspace=made)
        again = apply_plan(workspace=made, path=given.write(tmp_path, "same.yaml", text))
        assert (again.created, again.changed) == (0, 0)
    for word in ("What else?", "section: try", "minutes: 8", "rehearsal: true", "wording: sauro-2009", "low: Never"):
        assert word in text
    assert "version" not in text
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert dump_workspace(workspace=copy) == text


def test_a_plan_that_changes_a_used_script_makes_the_next_version(tmp_path: Path) -> None:
    with given.workspace(tmp_path, SCRIPTED, MORE) as made:
        start_session(workspace=made, session=given.SESSION)
        first = apply_plan(workspace=made, path=given.write(tmp_path, "p.yaml", REWORDED))
        again = apply_plan(workspace=made, path=tmp_path / "p.yaml")
        assert (first.kinds["scripts"]["created"], again.created, again.changed) == (1, 0, 0)
        with made.read() as session:
            assert rows(session, USES) == [(given.SESSION, 1), ("leeds-am", 2), ("leeds-dry", 2)]
            words = "SELECT version, text, probes FROM task JOIN script ON script.id = script_id ORDER BY version"
            assert rows(session, words) == [(1, "Pick a date", '["Why?","What else?"]'), (2, "Choose a day", '["Why?","What else?"]')]
            placed = "SELECT version FROM agenda_item JOIN task ON task.id = task_id JOIN script ON script.id = script_id"
            assert rows(session, placed) == [(2,)]
            assert rows(session, "PRAGMA foreign_key_check") == []
        text = dump_workspace(workspace=made)
        assert "script_version: 2" in text
        unchanged = apply_plan(workspace=made, path=given.write(tmp_path, "same.yaml", text))
        assert (unchanged.created, unchanged.changed) == (0, 0)
    with given.workspace(tmp_path, plan=text, name="copy.council") as copy:
        assert dump_workspace(workspace=copy) == text


def test_a_used_version_is_not_changed_by_its_number(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        start_session(workspace=made, session=given.SESSION)
        before = dump_workspace(workspace=made)
        with pytest.raises(CouncilError) as refused:
            given.apply(made, tmp_path, REWORDED.replace("key: pay,", "key: pay, version: 1,"))
        assert str(refused.value.why) == "version 1 was used in a session and stays as it is"
        assert dump_workspace(workspace=made) == before


def test_trials_of_a_new_task_wait_for_a_session_with_the_new_version(tmp_path: Path) -> None:
    added = "council: 1\nscripts: [{key: pay, tasks: [{key: late, text: Pay late}]}]\n"
    tried = f"trials: [{{session: {given.SESSION}, seat: P01, task: late, outcome: success}}]\n"
    with given.workspace(tmp_path, given.people(count=1)) as made:
        start_session(workspace=made, session=given.SESSION)
        with pytest.raises(Refused) as refused:
            given.apply(made, tmp_path, added + tried)
        assert [str(each.why) for each in refused.value.problems] == ["the session's script has no task “late”"]


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ("scripts: [{key: pay, tasks: [{key: pick, section: nowhere}]}]", "the script has no section “nowhere”"),
        ("scripts: [{key: pay, questions: [{key: sus, section: nowhere}]}]", "the script has no section “nowhere”"),
        ("scripts: [{key: pay, sections: [{key: new}]}]", "“title” is missing, and this entry is new"),
        (
            "scripts: [{key: pay}, {key: pay, version: 2, title: Two}]",
            "one entry of the script “pay” has a version and another has none",
        ),
        ("councils: [{key: bristol, sessions: [{key: bristol-am, script_version: 7}]}]", "the script “pay” has no version 7"),
    ],
)
def test_parts_and_versions_that_are_not_there_are_refused(tmp_path: Path, plan: str, why: str) -> None:
    with given.workspace(tmp_path) as made:
        with pytest.raises(Refused) as refused:
            given.apply(made, tmp_path, f"council: 1\n{plan}\n")
        assert [str(each.why) for each in refused.value.problems] == [why]
