"""Writing scripts: every change is one step that can be taken back, and what was used in a session is never rewritten."""

from pathlib import Path

import pytest

from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import PartKind, PartRef, QuestionFacts, ScriptFacts, SectionFacts, TaskFacts
from council_app.errors import CouncilError
from council_app.services import history
from council_app.services.plan import dump_workspace
from council_app.services.room import start_session
from council_app.services.scripts import editing, using
from council_app.services.scripts.reading import prototypes, script, scripts
from council_app.services.workspace import Workspace
from tests import factories as given
from tests.program import rows

SECTION, TASK, QUESTION = PartKind.SECTION, PartKind.TASK, PartKind.QUESTION
LATER = """
council: 1
councils:
  - key: leeds
    market: gb
    city: Leeds
    date: 2026-06-12
    timezone: Europe/London
    sessions: [{key: leeds-am, starts: "09:30", ends: "12:00", script: pay, agenda: [{title: Try, minutes: 50, task: pick}]}]
"""


def outline(found: ScriptFacts) -> list[str]:
    return ["  " * line.depth + line.part.key for line in found.outline()]


def written(made: Workspace) -> str:
    """A script with two sections, three tasks and two questions; returns its id."""
    key = editing.create_script(workspace=made, title="Kassan på webben").script
    for title, minutes in (("Warm-up", 10), ("Trying it", None)):
        editing.put_section(workspace=made, script=key, section=SectionFacts("", title, minutes))
    for text, section, minutes in (("Find shoes", "trying-it", 8), ("Pay later", "trying-it", 12), ("Say hello", None, 5)):
        editing.put_task(workspace=made, script=key, task=TaskFacts("", text, section, minutes=minutes))
    editing.put_question(workspace=made, script=key, question=QuestionFacts("", QuestionKind.SEQ, after="find-shoes"))
    editing.put_question(workspace=made, script=key, question=QuestionFacts("", QuestionKind.SUS))
    return key


def test_a_script_is_written_part_by_part_and_adds_up(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        found = script(workspace=made, script=written(made))
        assert (found.key, found.version, found.frozen, found.newest) == ("kassan-pa-webben", 1, False, True)
        assert outline(found) == ["say-hello", "warm-up", "trying-it", "  find-shoes", "    seq", "  pay-later", "sus"]
        assert [line.until for line in found.outline()] == [5, 15, 35, 23, 23, 35, 35]
        assert found.minutes == 35


def test_every_change_is_taken_back_by_its_name(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)
        before = dump_workspace(workspace=made)
        steps = (
            lambda: editing.put_section(workspace=made, script=key, section=SectionFacts("warm-up", "Hello", 5)),
            lambda: editing.put_task(workspace=made, script=key, task=TaskFacts("pay-later", "Pay", None, must_ask=("Why?",))),
            lambda: editing.move_part(workspace=made, script=key, part=PartRef(SECTION, "trying-it"), step=-1),
            lambda: editing.remove_part(workspace=made, script=key, part=PartRef(SECTION, "trying-it")),
            lambda: using.name_prototype(workspace=made, script=key, name="Brass Lamp"),
            lambda: using.copy_script(workspace=made, script=key),
            lambda: using.delete_script(workspace=made, script=key),
        )
        names = []
        for step in steps:
            step()
            assert dump_workspace(workspace=made) != before
            names.append(str(history.undo(workspace=made).label))
            assert dump_workspace(workspace=made) == before
        assert names == [
            "Change a section",
            "Change a task",
            "Move a part of a script",
            "Delete a part of a script",
            "Name what a script tests",
            "Copy a script",
            "Delete a script",
        ]


def test_a_question_is_asked_after_another_task_by_steps_or_at_once(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)

        def asked() -> list[str]:
            return [each.strip() for each in outline(script(workspace=made, script=key))]

        def step(to: int) -> list[str]:
            editing.move_part(workspace=made, script=key, part=PartRef(QUESTION, "sus"), step=to)
            return asked()

        def place(behind: PartRef | None) -> list[str]:
            editing.ask_elsewhere(workspace=made, script=key, question="sus", behind=behind)
            return asked()

        first = asked()
        ups = [step(-1) for _ in range(6)]
        assert ups[-1] == ["say-hello", "sus", "warm-up", "trying-it", "find-shoes", "seq", "pay-later"]
        with pytest.raises(CouncilError, match="the end of the script"):
            step(-1)
        assert [step(1) for _ in range(6)][-1] == first
        assert place(PartRef(TASK, "find-shoes")) == ["say-hello", "warm-up", "trying-it", "find-shoes", "sus", "seq", "pay-later"]
        assert place(PartRef(QUESTION, "seq")) == ["say-hello", "warm-up", "trying-it", "find-shoes", "seq", "sus", "pay-later"]
        text = dump_workspace(workspace=made)
        assert place(None) == first
        history.undo(workspace=made)
        assert dump_workspace(workspace=made) == text


def test_a_part_that_nobody_named_takes_its_key_from_its_first_words_and_keeps_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = editing.create_script(workspace=made, title="Neues Skript", named=False).script
        for part in (TaskFacts("", "Neue Aufgabe"), TaskFacts("", "Neue Aufgabe")):
            editing.put_task(workspace=made, script=key, task=part, named=False)
        editing.put_section(workspace=made, script=key, section=SectionFacts("", "Neuer Abschnitt"), named=False)

        def keys() -> list[str]:
            found = script(workspace=made, script=key)
            return [found.key, *(each.key for each in found.tasks), found.sections[0].key]

        assert keys() == ["unnamed-script", "unnamed-task", "unnamed-task-2", "unnamed-section"]
        for task in ("unnamed-task", "unnamed-task-2"):
            editing.put_task(workspace=made, script=key, task=TaskFacts(task, "Pick a date"))
        editing.put_task(workspace=made, script=key, task=TaskFacts("pick-a-date", "Pick a day"))
        editing.put_section(workspace=made, script=key, section=SectionFacts("unnamed-section", "Neuer Abschnitt", minutes=5))
        editing.put_section(workspace=made, script=key, section=SectionFacts("unnamed-section", "Zahlen"))
        editing.put_script(workspace=made, script=key, title="Bezahlen", prototype=None)
        assert keys() == ["bezahlen", "pick-a-date", "pick-a-date-2", "zahlen"]


def test_parts_move_among_their_like_and_tasks_from_section_to_section(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)

        def move(kind: PartKind, part: str, step: int) -> list[str]:
            editing.move_part(workspace=made, script=key, part=PartRef(kind, part), step=step)
            return [each.strip() for each in outline(script(workspace=made, script=key))]

        assert move(TASK, "pay-later", -1) == ["say-hello", "warm-up", "trying-it", "pay-later", "find-shoes", "seq", "sus"]
        assert move(TASK, "pay-later", -1) == ["say-hello", "warm-up", "pay-later", "trying-it", "find-shoes", "seq", "sus"]
        assert move(TASK, "say-hello", 1) == ["warm-up", "say-hello", "pay-later", "trying-it", "find-shoes", "seq", "sus"]
        assert move(SECTION, "warm-up", 1) == ["trying-it", "find-shoes", "seq", "warm-up", "say-hello", "pay-later", "sus"]
        for kind, part, step in ((SECTION, "warm-up", 1), (TASK, "pay-later", 1), (QUESTION, "sus", 1)):
            with pytest.raises(CouncilError, match="the end of the script"):
                move(kind, part, step)


def test_what_goes_takes_what_hangs_from_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)
        editing.remove_part(workspace=made, script=key, part=PartRef(TASK, "find-shoes"))
        assert outline(script(workspace=made, script=key)) == ["say-hello", "warm-up", "trying-it", "  pay-later", "sus"]
        editing.remove_part(workspace=made, script=key, part=PartRef(SECTION, "trying-it"))
        assert outline(script(workspace=made, script=key)) == ["say-hello", "warm-up", "sus"]
        with made.read() as session:
            assert rows(session, "PRAGMA foreign_key_check") == []


def test_changing_what_was_used_makes_a_version_in_the_same_step(tmp_path: Path) -> None:
    with given.workspace(tmp_path, LATER) as made:
        start_session(workspace=made, session=given.SESSION)
        (first,) = scripts(workspace=made)
        assert (first.frozen, [use.session for use in first.uses if use.begun]) == (True, [given.SESSION])
        before = dump_workspace(workspace=made)
        done = editing.put_task(workspace=made, script=first.id, task=TaskFacts("pick", "Pick a day"))
        assert (done.made, done.version, [use.session for use in done.kept]) == (True, 2, [given.SESSION])
        second, kept = scripts(workspace=made)
        assert (second.tasks[0].text, second.frozen, second.newest, [use.session for use in second.uses]) == (
            "Pick a day",
            False,
            True,
            ["leeds-am"],
        )
        assert (kept.tasks, kept.frozen, kept.newest) == (first.tasks, True, False)
        again = editing.put_task(workspace=made, script=done.script, task=TaskFacts("pick", "Pick any day"))
        assert (again.made, again.version, again.kept) == (False, 2, ())
        for _ in range(2):
            history.undo(workspace=made)
        assert dump_workspace(workspace=made) == before


def test_a_session_to_come_chooses_its_version_and_one_that_began_keeps_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path, LATER) as made:
        start_session(workspace=made, session=given.SESSION)
        (first,) = scripts(workspace=made)
        using.make_version(workspace=made, script=first.id)
        using.use_script(workspace=made, session="leeds-am", script=first.id)
        assert [[use.session for use in each.uses] for each in scripts(workspace=made)] == [[], [given.SESSION, "leeds-am"]]
        with made.read() as session:
            versions = "SELECT version FROM agenda_item JOIN task ON task.id = task_id JOIN script ON script.id = script_id"
            assert rows(session, versions) == [(1,)]
        with pytest.raises(CouncilError, match="has begun"):
            using.use_script(workspace=made, session=given.SESSION, script=None)


def test_a_version_is_made_of_a_used_script_only_and_deleted_only_where_nobody_uses_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        (first,) = scripts(workspace=made)
        with pytest.raises(CouncilError, match="nobody was asked"):
            using.make_version(workspace=made, script=first.id)
        with pytest.raises(CouncilError, match="script of a session"):
            using.delete_script(workspace=made, script=first.id)
        assert len(scripts(workspace=made)) == 1


def test_a_prototype_is_named_once_however_often_it_is_typed(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)
        using.name_prototype(workspace=made, script=key, name="velvet slider")
        assert script(workspace=made, script=key).prototype == "slider"
        using.name_prototype(workspace=made, script=key, name="Brass Lamp")
        assert [each.name for each in prototypes(workspace=made)] == ["Brass Lamp", "Velvet Slider"]
        using.name_prototype(workspace=made, script=key, name=" ")
        assert script(workspace=made, script=key).prototype is None


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (QuestionFacts("", QuestionKind.OPEN), "the question is missing"),
        (QuestionFacts("", QuestionKind.CHOICE, text="Which?", choices=("One", " ")), "a choice needs two answers or more"),
        (QuestionFacts("", QuestionKind.RATING, text="How good?", scale=1), "the number of points is out of bounds"),
        (QuestionFacts("gone", QuestionKind.SUS), "this part of the script is gone"),
        (QuestionFacts("", QuestionKind.SUS, after="gone"), "this part of the script is gone"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(tmp_path: Path, question: QuestionFacts, why: str) -> None:
    with given.workspace(tmp_path) as made:
        key = written(made)
        before = dump_workspace(workspace=made)
        with pytest.raises(CouncilError) as refused:
            editing.put_question(workspace=made, script=key, question=question)
        assert str(refused.value.why) == why
        assert dump_workspace(workspace=made) == before
