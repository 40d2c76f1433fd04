"""What is done to many notes at once says how far it is, can be stopped, and is all or nothing: one undo, or no trace."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from council_app.db.models import Attendance, Note, NoteTag, Tag
from council_app.domain.note_filter import Facet, NoteFilter, Selection, filter_of, where
from council_app.errors import Cancelled, Progress, m_
from council_app.services import codebook, codebook_editing, codebook_merging, coding, history, listing
from council_app.services.workspace import Workspace, check, open_workspace
from tests import factories as given
from tests.program import run

SAID = 4_100
MORNING = datetime(2026, 5, 12, 9, tzinfo=UTC)
EVERYTHING = Selection(filter=NoteFilter())
Told = Callable[[Progress], None]
Asking = Callable[[], bool]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with so many notes, made once; none carries a tag."""
    folder = tmp_path_factory.mktemp("bulk")
    with given.workspace(folder, given.people()) as made:
        with made.write(m_("Import notes")) as writing:
            seats = writing.execute(select(Attendance.session_id, Attendance.id).order_by(Attendance.seat)).all()
            said = [(*seats[number % len(seats)], MORNING + timedelta(seconds=number), f"Fee {number}") for number in range(SAID)]
            writing.insert_many(Note, [dict(zip(("session_id", "attendance_id", "at", "text"), each, strict=True)) for each in said])
        return made.path


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Iterator[Workspace]:
    own = Path(shutil.copyfile(template, tmp_path / "own.council"))
    with open_workspace(path=own, passphrase=None, actor="kim") as opened:
        coding.tag_notes(workspace=opened, notes=EVERYTHING, add=[tag(opened, "fees")])
        yield opened


def state(workspace: Workspace) -> list[list[tuple[object, ...]]]:
    """Every row that a verb here can touch."""
    with workspace.read() as reading:
        return [[tuple(row) for row in reading.execute(select(model.__table__).order_by(model.id))] for model in (Note, NoteTag, Tag)]


def tag(workspace: Workspace, path: str) -> str:
    return next(found.id for found in codebook.codebook(workspace=workspace) if found.path == path)


def count(workspace: Workspace, path: str) -> int:
    return listing.counts(workspace=workspace, filter=filter_of([where(Facet.TAG, tag(workspace, path))])).notes


BULKS: dict[str, Callable[[Workspace, Told, Asking], object]] = {
    "tag": lambda w, told, stop: coding.tag_notes(workspace=w, notes=EVERYTHING, add=[tag(w, "tone")], told=told, cancelled=stop),
    "untag": lambda w, told, stop: coding.tag_notes(workspace=w, notes=EVERYTHING, remove=[tag(w, "fees")], told=told, cancelled=stop),
    "star": lambda w, told, stop: coding.star_notes(workspace=w, notes=EVERYTHING, starred=True, told=told, cancelled=stop),
    "quote": lambda w, told, stop: coding.mark_verbatim(workspace=w, notes=EVERYTHING, verbatim=True, told=told, cancelled=stop),
    "merge": lambda w, told, stop: codebook_merging.merge_tags(
        workspace=w, tags=[tag(w, "fees")], into=tag(w, "tone"), told=told, cancelled=stop
    ),
    "split": lambda w, told, stop: codebook_merging.split_tag(
        workspace=w, tag=tag(w, "fees"), notes=EVERYTHING, name="Charges", told=told, cancelled=stop
    ),
    "delete": lambda w, told, stop: codebook_merging.delete_tag(workspace=w, tag=tag(w, "fees"), told=told, cancelled=stop),
}


@pytest.mark.parametrize("bulk", BULKS)
def test_work_on_every_note_says_how_far_it_is_and_one_undo_takes_it_back(desk: Workspace, bulk: str) -> None:
    before, told = state(desk), list[Progress]()
    BULKS[bulk](desk, told.append, lambda: False)
    # While nobody knows yet how many there are, it says 0 of 0.
    shown = [step for step in dict.fromkeys((step.done, step.total) for step in told) if step != (0, 0)]
    assert shown == [
        (0, SAID),
        (2_000, SAID),
        (4_000, SAID),
        (SAID, SAID),
    ]
    assert state(desk) != before
    history.undo(workspace=desk)
    assert state(desk) == before
    assert check(workspace=desk).problems == ()


@pytest.mark.parametrize("bulk", BULKS)
def test_work_that_was_stopped_half_way_left_no_trace(desk: Workspace, bulk: str) -> None:
    before, label, told = state(desk), history.next_undo(workspace=desk), list[Progress]()
    with pytest.raises(Cancelled):
        BULKS[bulk](desk, told.append, lambda: bool(told) and told[-1].done >= 2_000)
    assert told[-1].done == 2_000
    assert (state(desk), history.next_undo(workspace=desk)) == (before, label)
    assert check(workspace=desk).problems == ()


def test_work_that_was_stopped_before_it_began_is_not_begun(desk: Workspace) -> None:
    told: list[Progress] = []
    with pytest.raises(Cancelled):
        BULKS["star"](desk, told.append, lambda: True)
    assert told == []


@pytest.mark.parametrize("verb", [history.undo, history.redo])
def test_taking_back_a_large_change_says_how_far_it_is_and_can_be_stopped(desk: Workspace, verb: Callable[..., object]) -> None:
    if verb is history.redo:
        history.undo(workspace=desk)
    before, told = state(desk), list[Progress]()
    with pytest.raises(Cancelled):
        verb(workspace=desk, told=told.append, cancelled=lambda: bool(told) and told[-1].done > SAID)
    assert state(desk) == before
    verb(workspace=desk, told=told.append)
    assert (told[-1].done, told[-1].total) == (3 * SAID, 3 * SAID)
    assert count(desk, "fees") == (SAID if verb is history.redo else 0)


def test_a_filter_that_finds_little_gives_its_notes_in_the_order_they_were_written_in(desk: Workspace) -> None:
    few = filter_of([where(Facet.SEAT, "P02", "P03")])
    selection = Selection(filter=few)
    batches = list(listing.ids_of(workspace=desk, selection=selection, batch=100))
    found = [note for batch in batches for note in batch]
    lines = listing.page(workspace=desk, filter=few, limit=1_000).notes
    assert [len(batch) for batch in batches] == [100, 100, 100, 100, 100, 100, 84]
    assert sorted(found) == sorted(line.id for line in lines)
    written = listing.ids_of(workspace=desk, selection=EVERYTHING, batch=SAID)
    assert found == [note for batch in written for note in batch if note in set(found)]


def test_one_note_left_out_of_a_whole_filter_stays_as_it_is(desk: Workspace) -> None:
    left = listing.page(workspace=desk, filter=NoteFilter(), limit=1).notes[0].id
    everything_but = Selection(filter=NoteFilter(), but=frozenset({left}))
    assert coding.tag_notes(workspace=desk, notes=everything_but, add=[tag(desk, "tone")]).added == SAID - 1
    assert codebook_editing.move_tag(workspace=desk, tag=tag(desk, "tone"), parent=tag(desk, "fees")).tag.path == "fees/tone"
    assert count(desk, "fees/tone") == SAID - 1


def test_the_command_line_tags_and_stars_everything_that_fits_in_one_change(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    given.workspace(tmp_path, given.people(), given.notes(("P01", "The fee"), ("P02", "No fee"), ("P02", "Fine"))).close()
    file = tmp_path / "w.council"
    told = run(capsys, "tag", str(file), "--where", "seat=P02", "--add", "tone", "--json")
    assert json.loads(told.out) == {"notes": 2, "added": 2, "removed": 0, "starred": None}
    assert json.loads(run(capsys, "tag", str(file), "--not", "tag=tone", "--star", "--json").out)["notes"] == 1
    assert json.loads(run(capsys, "undo", str(file), "--json").out) == {"undone": "Star one note"}
    assert json.loads(run(capsys, "undo", str(file), "--json").out) == {"undone": "Tag 2 notes with tone"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (("--add", "tone"), "council: tag: it takes a note, or --where and --not."),
        (("n1", "--where", "seat=P02", "--add", "tone"), "council: tag: it takes a note, or --where and --not."),
        (("--where", "seat=P02"), "council: tag: it does not say what to do."),
        (("--where", "seat=P02", "--remove", "nope"), "council: nope: there is no tag of this path."),
        (("--where", "seat=P02", "--add", "tone", "--star"), "council: tag: it is one change at a time."),
    ],
)
def test_what_cannot_be_done_to_many_is_refused_in_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, said: tuple[str, ...], why: str
) -> None:
    given.workspace(tmp_path, given.people(), given.notes(("P02", "No fee"))).close()
    told = run(capsys, "tag", str(tmp_path / "w.council"), *said)
    assert (told.code, told.err.startswith(why), told.err.count("\n")) == (1, True, 1)
