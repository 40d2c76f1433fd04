"""Undo and redo: everything back to the start, everything again to the end, across restarts, and never somebody else's work."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from council_app.errors import CouncilError
from council_app.services import capture, codebook, history
from council_app.services.notes import import_notes
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.roster import import_roster
from council_app.services.workspace import Workspace, check, open_workspace
from tests.program import SESSION, listing, make, run

PLAN = """\
council: 1
insights:
  - {{key: dates, title: Dates are unclear {0}, problem: No date {0}, evidence: {{tags: [fees], notes: [a-{1}]}}}}
people:
  - {{email: a@example.org, name: Ada {0}, session: room, seat: P0{2}, status: arrived}}
  - {{email: b@example.org, name: Ben, session: room, seat: P0{3}, status: confirmed}}
notes:
  - {{key: a-{1}, session: room, text: One {0}, reply_to: b-{1}, seat: P0{2}, tags: [tone]}}
  - {{key: b-{1}, session: room, text: Two, reply_to: a-{1}, tags: [fees, tone]}}
councils:
  - {{key: leeds, sessions: [{{key: room, agenda: [{{title: Talk {0}}}, {{title: Rest, minutes: {1}}}]}}]}}
"""
LINES = st.sampled_from(
    [
        '- !!! "I paid twice" #fees @P01',
        "+ nice #tone/kind",
        "> ~ so did I @P02",
        "? when #new/deep/tag",
        "just words",
        "* do it #fees #tone",
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("note"), LINES),
    st.tuples(st.just("tag"), st.sampled_from(["fees", "tone", "fresh/one"])),
    st.tuples(st.just("edit"), st.sampled_from(["other words", "Ünïcode 🙂"])),
    st.tuples(st.just("plan"), st.tuples(st.integers(0, 3), st.integers(0, 1), st.booleans())),
    st.tuples(st.just("notes"), st.integers(1, 3)),
    st.tuples(st.just("roster"), st.integers(1, 3)),
)


def newest(workspace: Workspace) -> str | None:
    page = capture.stream(workspace=workspace, session=SESSION, limit=1)
    return page[0].id if page else None


def do(workspace: Workspace, folder: Path, step: tuple[str, object]) -> None:
    """One verb of the services."""
    verb, value = step
    file = folder / "given"
    if verb == "note":
        capture.take_note(workspace=workspace, session=SESSION, line=str(value))
    elif verb in ("tag", "edit"):
        note = newest(workspace)
        if note is not None and verb == "tag":
            codebook.tag_note(workspace=workspace, note=note, add=[str(value)])
        elif note is not None:
            capture.edit_note(workspace=workspace, note=note, text=str(value))
    elif verb == "plan":
        assert isinstance(value, tuple)
        word, key, swapped = value
        file.write_text(PLAN.format(word, key, *((6, 5) if swapped else (5, 6))), encoding="utf-8")
        apply_plan(workspace=workspace, path=file)
    elif verb == "notes":
        file.with_suffix(".csv").write_text(
            "text\n" + "".join(f"- imported {n} #fees @P01\n" for n in range(int(str(value)))), encoding="utf-8"
        )
        import_notes(workspace=workspace, session=SESSION, path=file.with_suffix(".csv"))
    else:
        people = "".join(f"Guest {n},guest{n}@example.org\n" for n in range(int(str(value))))
        file.with_suffix(".csv").write_text("name,email\n" + people, encoding="utf-8")
        import_roster(workspace=workspace, session=SESSION, path=file.with_suffix(".csv"))


def again(workspace: Workspace, verb: Callable[..., object]) -> int:
    """Undo or redo until there is nothing left; how often it went."""
    done = 0
    offered = history.next_undo if verb is history.undo else history.next_redo
    while offered(workspace=workspace) is not None:
        verb(workspace=workspace)
        done += 1
    return done


def state(workspace: Workspace) -> str:
    return dump_workspace(workspace=workspace, with_people=True)


def kim(path: Path, actor: str = "Kim") -> Workspace:
    return open_workspace(path=path, passphrase=None, actor=actor)


@given(st.lists(STEPS, min_size=1, max_size=6))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_everything_is_the_start_and_redoing_everything_is_the_end(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = make(folder / "leeds.council", passphrase=None)
        with kim(path) as workspace:
            start = state(workspace)
            for step in steps:
                do(workspace, folder, step)
            end = state(workspace)
            told = len({(change.at, change.label) for change in history.history(workspace=workspace, limit=10_000)})
        for _ in range(2):
            with kim(path) as workspace:  # across restarts
                undone = again(workspace, history.undo)
                assert state(workspace) == start
            with kim(path) as workspace:
                assert again(workspace, history.redo) == undone
                assert state(workspace) == end
                assert [str(problem) for problem in check(workspace=workspace).problems] == []
        assert undone <= told


def test_nobody_undoes_what_somebody_else_did(tmp_path: Path) -> None:
    path = make(tmp_path / "leeds.council", passphrase=None)
    with kim(path, "Lou") as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="Lou heard this #tone/kind")
    with kim(path) as workspace:
        before = state(workspace)
        assert history.next_undo(workspace=workspace) is None
        with pytest.raises(CouncilError, match="nothing to undo"):
            history.undo(workspace=workspace)
        mine = capture.take_note(workspace=workspace, session=SESSION, line="Kim heard that #shared").note.id
    with kim(path, "Lou") as workspace:
        capture.edit_note(workspace=workspace, note=mine, text="Kim heard that, said Lou")
    with kim(path) as workspace, pytest.raises(CouncilError, match="changed since"):
        history.undo(workspace=workspace)
    with kim(path, "Lou") as workspace:
        history.undo(workspace=workspace)
        capture.take_note(workspace=workspace, session=SESSION, line="Lou uses Kim's tag #shared")
    with kim(path) as workspace, pytest.raises(CouncilError, match="depend on it"):
        history.undo(workspace=workspace)
    with kim(path, "Lou") as workspace:
        history.undo(workspace=workspace)
    with kim(path) as workspace:
        history.undo(workspace=workspace)
        assert state(workspace) == before


def test_a_copy_of_the_file_does_not_undo_what_the_original_did(tmp_path: Path) -> None:
    path, copy = make(tmp_path / "leeds.council", passphrase=None), tmp_path / "copy.council"
    with kim(path) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="said on the other laptop")
    copy.write_bytes(path.read_bytes())
    with kim(copy) as workspace, pytest.raises(CouncilError, match="nothing to undo"):
        history.undo(workspace=workspace)


def test_something_new_ends_redo(tmp_path: Path) -> None:
    with kim(make(tmp_path / "leeds.council", passphrase=None)) as workspace:
        capture.take_note(workspace=workspace, session=SESSION, line="one")
        history.undo(workspace=workspace)
        assert str(history.next_redo(workspace=workspace)) == "Write a note"
        capture.take_note(workspace=workspace, session=SESSION, line="two")
        assert history.next_redo(workspace=workspace) is None


def test_the_log_says_who_changed_which_column_from_what_to_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council", passphrase=None)
    with kim(path) as workspace:
        note = capture.take_note(workspace=workspace, session=SESSION, line="- !! one #fees").note.id
        capture.edit_note(workspace=workspace, note=note, text="two")
        history.undo(workspace=workspace)
    shown = run(capsys, "history", path, "--row", note, "--json").document
    assert isinstance(shown, list)
    assert [(line["op"], line["actor"], line["label"]) for line in shown] == [
        ("update", "Kim", "Edit a note"),
        ("update", "Kim", "Edit a note"),
        ("insert", "Kim", "Write a note"),
    ]
    assert [line["values"] for line in shown[:2]] == [{"text": ["two", "one"]}, {"text": ["one", "two"]}]
    assert shown[2]["values"]["text"] == [None, "one"]
    assert shown[2]["values"]["severity"] == [None, 2]
    everything = run(capsys, "history", path, "--limit", "10000", "--json").document
    assert isinstance(everything, list)
    by_device: dict[str, list[int]] = {}
    for line in everything:
        by_device.setdefault(line["device"], []).append(line["seq"])
    assert all(sorted(numbers) == list(range(1, len(numbers) + 1)) for numbers in by_device.values())


def test_a_refused_undo_leaves_everything_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = make(tmp_path / "leeds.council", passphrase=None)
    kim(path).close()
    before = listing(tmp_path)[path.name]
    for verb in ("undo", "redo"):
        refused = run(capsys, verb, path, "--json")
        assert refused.refused_clearly
        assert set(json.loads(refused.out)) == {"errors"}
    assert listing(tmp_path)[path.name] == before
