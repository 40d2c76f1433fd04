"""A script in the order in which it is asked, with its minutes."""

from council_app.domain.enums import QuestionKind
from council_app.domain.scripts import PartKind, PartRef, QuestionFacts, ScriptFacts, SectionFacts, TaskFacts
from council_app.exchange.plan.prepared import Script, Task
from council_app.exchange.plan.versions import Parts, version_of, with_entries


def script(*sections: SectionFacts, tasks: tuple[TaskFacts, ...] = (), questions: tuple[QuestionFacts, ...] = ()) -> ScriptFacts:
    return ScriptFacts("s", "pay", 1, "Paying", None, False, True, (), sections, tasks, questions)


def told(found: ScriptFacts) -> list[tuple[str, int, int]]:
    return [(line.part.key, line.depth, line.until) for line in found.outline()]


def test_questions_stand_after_their_task_then_at_the_end_of_their_section_then_of_all() -> None:
    found = script(
        SectionFacts("one", "One"),
        SectionFacts("two", "Two", 5),
        tasks=(TaskFacts("loose", "Loose", minutes=3), TaskFacts("first", "First", "one", minutes=4)),
        questions=(
            QuestionFacts("end", QuestionKind.SUS),
            QuestionFacts("inside", QuestionKind.OPEN, section="one"),
            QuestionFacts("after", QuestionKind.SEQ, after="first"),
        ),
    )
    assert told(found) == [
        ("loose", 0, 3),
        ("one", 0, 7),
        ("first", 1, 7),
        ("after", 2, 7),
        ("inside", 1, 7),
        ("two", 0, 12),
        ("end", 0, 12),
    ]


def test_a_section_takes_what_it_says_and_else_what_its_tasks_take() -> None:
    long = tuple(TaskFacts(f"t{number}", "Try", "one", minutes=10) for number in range(3))
    assert [script(SectionFacts("one", "One", minutes), tasks=long).minutes for minutes in (None, 0, 20)] == [30, 0, 20]
    assert [line.until for line in script(SectionFacts("one", "One", 20), tasks=long).outline()] == [20, 10, 20, 20]


def test_parts_are_found_by_key_and_an_unknown_key_finds_none() -> None:
    found = script(SectionFacts("one", "One"), tasks=(TaskFacts("first", "First"),), questions=(QuestionFacts("q", QuestionKind.NPS),))
    assert (found.section("one"), found.task("first"), found.question("q")) == (found.sections[0], found.tasks[0], found.questions[0])
    assert (found.section("x"), found.task("x"), found.question("x")) == (None, None, None)
    assert found.outline()[0].part == PartRef(PartKind.TASK, "first")


def test_a_used_version_gets_no_new_parts_the_next_one_does() -> None:
    known = {"pay": {1: Parts(tasks={"pick"}, used=True)}}
    same, more = (Script(key="pay", tasks=tuple(Task(key=key) for key in keys)) for keys in (("pick",), ("pick", "late")))
    assert (version_of(known, same), version_of(known, more), version_of({}, more)) == (1, 2, 1)
    after = with_entries(known, [more])["pay"]
    assert {version: set(parts.tasks) for version, parts in after.items()} == {1: {"pick"}, 2: {"pick", "late"}}
