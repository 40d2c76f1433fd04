"""A second coder: nobody sees anybody else's tags, agreement is of what both read, and what is decided is on the note."""

import json
import random
from pathlib import Path

import pytest

from council_app.bootstrap import main
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, NoteFilter, Selection, where
from council_app.domain.rounds import Coding
from council_app.errors import CouncilError
from council_app.services import listing
from council_app.services.capture import edit_note
from council_app.services.capture import notes as read_notes
from council_app.services.codebook import tag_note
from council_app.services.codebook_editing import move_tag
from council_app.services.finding import search
from council_app.services.history import history, undo
from council_app.services.rounds import (
    Draw,
    agreement_of,
    agreement_table,
    branch,
    close_round,
    coding_task,
    decide,
    delete_round,
    disagreements,
    export_agreement,
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
    return given.workspace(
        tmp_path, given.people(count=4), given.notes(*((f"P{number:02}", words) for number, words in enumerate(SAID, start=1)))
    )


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


@pytest.mark.parametrize("seed", range(12))
def test_the_list_calls_those_notes_disputed_that_the_queue_asks_about(coded: Workspace, seed: int) -> None:
    """Whatever is half done: codings of who is not through count for nothing, in the list as in the queue."""
    chance, notes = random.Random(seed), ids(coded)
    key = start_round(workspace=coded, name="All", notes=notes).key
    choices = [Coding(tag) for tag in tags(coded, key).values()]
    for note in notes:
        for coder in ("Sara", "Jonas", "Mia"):
            for coding in chance.sample(choices, chance.randrange(3)):
                put_coding(workspace=coded, key=key, note=note, coder=coder, coding=coding)
            if chance.random() < 0.6:
                finish_note(workspace=coded, key=key, note=note, coder=coder)
        if chance.random() < 0.2:
            decide(workspace=coded, key=key, note=note, tags=[], by="Sara")
    listed = listing.page(workspace=coded, filter=NoteFilter((where(Facet.DISPUTED),)))
    assert {note.note.id for note in disagreements(workspace=coded, key=key)} == {note.id for note in listed.notes}


def test_the_same_seed_draws_the_same_notes_in_the_order_they_were_written_in(coded: Workspace) -> None:
    drawn = []
    for name, seed in (("One", 7), ("Two", 7), ("Three", 8)):
        started = start_round(workspace=coded, name=name, notes=Selection(filter=NoteFilter()), draw=Draw(2, seed))
        assert (started.notes, started.drawn_from, started.left_out) == (2, 4, 0)
        found = [coding_task(workspace=coded, key=started.key, coder="Sara", position=place) for place in (1, 2)]
        drawn.append([task.note.id for task in found if task is not None])
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]
    assert all(notes == [note for note in ids(coded) if note in notes] for notes in drawn)
    assert ("seed", "8") in history(workspace=coded)[0].label.fields


def test_what_was_decided_can_be_looked_at_and_decided_again(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="All", notes=[first], tagged_by="Sara").key
    codes = tags(coded, key)
    code(coded, key, first, "Jonas", Coding(codes["tone"], (0, 12)))
    decide(workspace=coded, key=key, note=first, tags=[codes["tone"]], by="Mia")
    (seen,) = disagreements(workspace=coded, key=key, decided=True)
    assert (seen.decided_by, seen.carried) == ("Mia", {codes["tone"]})
    assert seen.spans == {"Jonas": {codes["tone"]: ((0, 12),)}, "Sara": {}}
    decide(workspace=coded, key=key, note=first, tags=[], by="Sara")
    assert carried(coded, first) == []


def test_a_tag_moved_out_of_the_branch_can_still_be_decided_on(coded: Workspace) -> None:
    first = ids(coded)[0]
    codes = tags(coded, start_round(workspace=coded, name="All", notes=[first]).key)
    key = start_round(workspace=coded, name="Fees", notes=[first], tag=codes["fees"], tagged_by="Sara").key
    code(coded, key, first, "Jonas")
    move_tag(workspace=coded, tag=codes["fees/late"], parent=codes["tone"])
    (dispute,) = disagreements(workspace=coded, key=key)
    assert [tag.path for tag in dispute.given["Sara"]] == ["tone/late"]
    decide(workspace=coded, key=key, note=first, tags=[codes["fees/late"]], by="Sara")
    assert carried(coded, first) == ["tone/late"]


def test_codings_of_a_round_stay_on_their_words_when_the_note_is_edited(coded: Workspace) -> None:
    first = ids(coded)[0]
    key = start_round(workspace=coded, name="All", notes=[first]).key
    tone = tags(coded, key)["tone"]
    put_coding(workspace=coded, key=key, note=first, coder="Sara", coding=Coding(tone, (4, 12)))
    edit_note(workspace=coded, note=first, text="Once more: the late fee came without a word")
    task = coding_task(workspace=coded, key=key, coder="Sara")
    assert task is not None
    (coding,) = task.codings
    assert coding.span is not None
    assert task.note.text[slice(*coding.span)] == "late fee"


def test_agreement_leaves_as_a_table_in_which_what_is_undefined_is_no_number(coded: Workspace, tmp_path: Path) -> None:
    first, second = ids(coded)[:2]
    key = start_round(workspace=coded, name="All", notes=[first, second]).key
    tone = tags(coded, key)["tone"]
    for coder in ("Sara", "Jonas"):
        code(coded, key, first, coder, Coding(tone))
        code(coded, key, second, coder, Coding(tone))
    table = agreement_table(*agreement_of(workspace=coded, key=key))
    assert table.headers == (
        "tag",
        "notes",
        "raw",
        "cohen_kappa",
        "krippendorff_alpha",
        "unitizing_alpha",
        "given by Jonas",
        "given by Sara",
    )
    assert table.rows[1] == ("tone", 2, 1.0, "n/a", "n/a", table.rows[1][5], 2, 2)
    export_agreement(table=table, name="All", out=tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text("utf-8-sig").splitlines()[2].startswith("tone,2,1.0,n/a,n/a,")
