"""A second coder: nobody sees anybody else's tags, agreement is of what both read, and what is decided is on the note."""

import json
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Purpose
from council_app.domain.rounds import Coding
from council_app.errors import CouncilError
from council_app.services.capture import notes as read_notes
from council_app.services.codebook import tag_note
from council_app.services.finding import search
from council_app.services.history import undo
from council_app.services.rounds import (
    agreement_of,
    branch,
    close_round,
    coding_task,
    decide,
    delete_round,
    disagreements,
    finish_note,
    put_coding,
    reopen_round,
    rounds,
    start_round,
    take_coding,
)
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace
from tests import factories as given

SAID = (
    "The late fee came without a word",
    "They wrote as if I had stolen it",
    "The late letter felt like a threat",
    "I like the late summary",
)


@pytest.fixture
def coded(tmp_path: Path) -> Workspace:
    workspace = given.workspace(tmp_path)
    given.apply(workspace, tmp_path, given.people(count=4))
    given.apply(workspace, tmp_path, given.notes(*((f"P{number:02}", words) for number, words in enumerate(SAID, start=1))))
    return workspace


def ids(workspace: Workspace) -> list[str]:
    """All notes, the oldest first."""
    found = {note.id for words in SAID for note in search(workspace=workspace, query=words)}
    return [note.id for note in read_notes(workspace=workspace, ids=found)]


def tags(workspace: Workspace, key: str) -> dict[str, str]:
    return {tag.path: tag.id for tag in branch(workspace=workspace, key=key)}


def code(workspace: Workspace, key: str, note: str, coder: str, *codings: Coding) -> None:
    for coding in codings:
        put_coding(workspace=workspace, key=key, note=note, coder=coder, coding=coding)
    finish_note(workspace=workspace, key=key, note=note, coder=coder)


def carried(workspace: Workspace, note: str) -> list[str]:
    return [tag.path for tag in read_notes(workspace=workspace, ids=[note])[0].tags]


def test_a_coder_sees_the_words_and_nobody_elses_tags(coded: Workspace) -> None:
    key = start_round(workspace=coded, name="Tone", notes=ids(coded)).key
    tone = tags(coded, key)["tone"]
    code(coded, key, ids(coded)[0], "Sara", Coding(tone))
    task = coding_task(workspace=coded, key=key, coder="Jonas")
    assert task is not None
    assert (task.note.text, task.note.tags, task.codings) == (SAID[0], (), ())
    assert (task.position, task.notes, task.through, task.done) == (1, 4, 0, False)


def test_coding_goes_on_where_the_coder_stopped(coded: Workspace) -> None:
    key = start_round(workspace=coded, name="Tone", notes=ids(coded)).key
    code(coded, key, ids(coded)[0], "Sara", Coding(tags(coded, key)["tone"]))
    waiting, back = coding_task(workspace=coded, key=key, coder="Sara"), coding_task(workspace=coded, key=key, coder="Sara", position=1)
    assert waiting is not None
    assert back is not None
    assert (waiting.position, waiting.through) == (2, 1)
    assert (back.codings, back.done) == ((Coding(tags(coded, key)["tone"]),), True)


def test_all_through_is_the_end(coded: Workspace) -> None:
    key = start_round(workspace=coded, name="Tone", notes=ids(coded)[:1]).key
    code(coded, key, ids(coded)[0], "Sara")
    assert coding_task(workspace=coded, key=key, coder="Sara") is None


def test_a_note_read_without_a_tag_counts_as_read(coded: Workspace) -> None:
    key = start_round(workspace=coded, name="Tone", notes=ids(coded)[:2]).key
    tone = tags(coded, key)["tone"]
    first, second = ids(coded)[:2]
    code(coded, key, first, "Sara", Coding(tone))
    code(coded, key, second, "Sara")
    code(coded, key, first, "Jonas", Coding(tone))
    code(coded, key, second, "Jonas", Coding(tone))
    found, _ = agreement_of(workspace=coded, key=key)
    assert (found.coders, found.notes, found.raw) == (("Jonas", "Sara"), 2, 0.5)
    assert found.tags[0].given == {"Jonas": 2, "Sara": 1}


def test_what_one_coder_alone_read_is_in_no_figure(coded: Workspace) -> None:
    key = start_round(workspace=coded, name="Tone", notes=ids(coded)).key
    for note in ids(coded):
        code(coded, key, note, "Sara", Coding(tags(coded, key)["tone"]))
    found, _ = agreement_of(workspace=coded, key=key)
    assert (found.notes, found.raw, found.kappa, found.alpha, found.spans) == (0, None, None, None, None)


def test_the_tags_given_so_far_can_stand_for_the_first_coder(coded: Workspace) -> None:
    first, second = ids(coded)[:2]
    tag_note(workspace=coded, note=second, add=["tone"], remove=["fees/late"])
    key = start_round(workspace=coded, name="All", notes=[first, second], tagged_by="Sara").key
    codes = tags(coded, key)
    code(coded, key, first, "Jonas", Coding(codes["fees/late"]))
    code(coded, key, second, "Jonas", Coding(codes["fees/late"]))
    found, _ = agreement_of(workspace=coded, key=key)
    assert (found.notes, found.raw) == (2, 0.5)
    assert [dispute.note.id for dispute in disagreements(workspace=coded, key=key)] == [second]


def test_a_decision_puts_the_right_tags_on_the_note_and_undo_takes_them_off(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="All", notes=[first], tagged_by="Sara").key
    codes = tags(coded, key)
    code(coded, key, first, "Jonas", Coding(codes["tone"], (0, 12)), Coding(codes["fees"]))
    (dispute,) = disagreements(workspace=coded, key=key)
    assert {coder: [tag.path for tag in seen] for coder, seen in dispute.given.items()} == {
        "Jonas": ["fees", "tone"],
        "Sara": ["fees/late"],
    }
    assert dispute.shared == ()
    decide(workspace=coded, key=key, note=first, tags=[codes["tone"]], by="Sara")
    assert carried(coded, first) == ["tone"]
    assert disagreements(workspace=coded, key=key) == ()
    undo(workspace=coded)
    assert carried(coded, first) == ["fees/late"]
    assert len(disagreements(workspace=coded, key=key)) == 1


def test_a_round_about_one_branch_leaves_other_tags_alone(coded: Workspace) -> None:
    first = ids(coded)[0]
    tone = tags(coded, start_round(workspace=coded, name="All", notes=[first]).key)["tone"]
    key = start_round(workspace=coded, name="Tone only", notes=[first], tag=tone, tagged_by="Sara").key
    assert list(tags(coded, key)) == ["tone"]
    code(coded, key, first, "Jonas", Coding(tone))
    decide(workspace=coded, key=key, note=first, tags=[tone], by="Sara")
    assert carried(coded, first) == ["fees/late", "tone"]


def test_a_coding_is_put_once_and_can_be_taken_back(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="Tone", notes=[first]).key
    coding = Coding(tags(coded, key)["tone"], (4, 12))
    for _ in range(2):
        put_coding(workspace=coded, key=key, note=first, coder="Sara", coding=coding)
    task = coding_task(workspace=coded, key=key, coder="Sara")
    assert task is not None
    assert task.codings == (coding,)
    take_coding(workspace=coded, key=key, note=first, coder="Sara", coding=coding)
    task = coding_task(workspace=coded, key=key, coder="Sara")
    assert task is not None
    assert task.codings == ()


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (0, 10_000)])
def test_a_span_outside_the_note_is_refused(coded: Workspace, span: tuple[int, int]) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="Tone", notes=[first]).key
    with pytest.raises(CouncilError, match="the span lies outside the note"):
        put_coding(workspace=coded, key=key, note=first, coder="Sara", coding=Coding(tags(coded, key)["tone"], span))


def test_a_closed_round_takes_no_codings_until_it_is_reopened(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="Tone", notes=[first]).key
    close_round(workspace=coded, key=key)
    with pytest.raises(CouncilError, match="the coding round is closed"):
        finish_note(workspace=coded, key=key, note=first, coder="Sara")
    reopen_round(workspace=coded, key=key)
    finish_note(workspace=coded, key=key, note=first, coder="Sara")
    assert rounds(workspace=coded)[0].through == {"Sara": 1}


def test_deleting_a_round_is_undone_with_all_its_codings(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="Tone", notes=[first]).key
    code(coded, key, first, "Sara", Coding(tags(coded, key)["tone"]))
    before = rounds(workspace=coded)
    delete_round(workspace=coded, key=key)
    assert rounds(workspace=coded) == ()
    undo(workspace=coded)
    assert rounds(workspace=coded) == before


def test_words_of_who_refused_notes_are_in_no_round(coded: Workspace) -> None:
    notes = ids(coded)
    key = start_round(workspace=coded, name="Before", notes=notes).key
    withdraw(workspace=coded, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    after = start_round(workspace=coded, name="After", notes=notes)
    assert (after.notes, after.left_out) == (3, 1)
    task = coding_task(workspace=coded, key=key, coder="Sara")
    assert task is not None
    assert (task.note.text, task.notes) == (SAID[1], 3)
    with pytest.raises(CouncilError, match="none of the notes may be read"):
        start_round(workspace=coded, name="Nothing", notes=notes[:1])


def test_the_command_says_how_far_coders_agree(coded: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    notes = ids(coded)
    key = start_round(workspace=coded, name="All", notes=notes, tagged_by="Sara").key
    codes = tags(coded, key)
    for note in notes[:3]:
        code(coded, key, note, "Jonas", Coding(codes["fees/late"]))
    code(coded, key, notes[3], "Jonas", Coding(codes["tone"]))
    coded.close()
    assert main(["stats", str(tmp_path / "w.council"), "--json"]) == 0
    (found,) = json.loads(capfd.readouterr().out)["agreement"]
    assert (found["round"], found["coders"], found["notes"], found["raw"]) == ("all", ["Jonas", "Sara"], 4, 0.75)
    assert found["tags"]["tone"]["given"] == {"Jonas": 1, "Sara": 0}
    assert found["kappa"] == 0
