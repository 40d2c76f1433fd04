"""The picture of all notes answers as the file does, whatever was changed since it was taken, and by whom."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from council_app.db.models import Attendance, Note
from council_app.db.queries import note_counts, note_list, note_picture_taking
from council_app.db.queries.note_picture import Column, TooVaried, place_of, places
from council_app.domain.enums import NoteKind, Purpose, Severity
from council_app.domain.note_filter import Condition, Facet, Match, NoteFilter, Selection, Sort, filter_of, where
from council_app.errors import m_
from council_app.services import coding, listing
from council_app.services.capture import take_note
from council_app.services.codebook_merging import delete_tag, merge_tags
from council_app.services.consent import withdraw
from council_app.services.history import redo, undo
from council_app.services.joining import join_notes
from council_app.services.splitting import split_note
from council_app.services.workspace import Workspace, open_workspace
from tests import factories as given
from tests.integration.test_note_list import WORDS_OF, Made, backwards, forwards, talked, with_ids

SORTS = [sort for sort in Sort if sort is not Sort.RANK]


@pytest.fixture(autouse=True)
def _of_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_picture_taking, "LEAST", 0)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    with talked(tmp_path) as here:
        assert list(listing.picture(workspace=here.workspace))[-1] is True
        yield here


def has_picture(workspace: Workspace) -> bool:
    with workspace.read() as reading:
        return note_picture_taking.picture_of(reading.connection()) is not None


def shown(workspace: Workspace, wanted: NoteFilter, sort: Sort, limit: int = 30) -> tuple[list[object], ...]:
    """Every page, either way, and two jumps."""
    there = [page.notes for page in forwards(workspace, wanted, sort, limit)]
    back = [page.notes for page in backwards(workspace, wanted, sort, limit)]
    jumps = [listing.page_at(workspace=workspace, filter=wanted, sort=sort, position=at, limit=9) for at in (0, 3, 17, 90)]
    return there, back, jumps  # type: ignore[return-value]


def agree(workspace: Workspace, wanted: NoteFilter, sort: Sort) -> None:
    pictured = shown(workspace, wanted, sort), listing.counts(workspace=workspace, filter=wanted)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(note_list, "pictured", lambda *_: None)
        patched.setattr(note_counts, "counted_on_picture", lambda *_: None)
        assert pictured == (shown(workspace, wanted, sort), listing.counts(workspace=workspace, filter=wanted)), (wanted, sort)


def some_filter(chosen: random.Random) -> NoteFilter:
    """One to three conditions, most of them such as a picture can answer."""
    conditions = []
    for facet in chosen.sample([facet for facet in Facet if facet not in (Facet.TEXT, Facet.SINCE)], k=chosen.randint(1, 3)):
        match = chosen.choice([Match.ANY, Match.NONE, Match.ALL] if facet is Facet.TAG else [Match.ANY, Match.NONE])
        words = WORDS_OF.get(facet, [])
        if facet is Facet.UNTIL:
            match, words = Match.ANY, words[:1]
        conditions.append(Condition(facet, tuple(chosen.sample(words, k=min(len(words), chosen.randint(1, 2)))), match))
    return filter_of(conditions)


def edits(made: Made, chosen: random.Random) -> list[Callable[[], object]]:
    """What people do to notes, in some order."""
    workspace, ids = made.workspace, [note.id for note in made.said if not note.hidden]
    some = Selection(ids=frozenset(chosen.sample(ids, 40)))
    free = [note for note in made.said if not (note.hidden or note.disputed) and " " in note.text]
    first, *others = chosen.sample(free, len(free))
    second = next(note for note in others if (note.session, note.seat) == (first.session, first.seat))
    third, fourth = [note for note in others if note is not second][:2]
    steps = [
        lambda: coding.tag_notes(workspace=workspace, notes=some, typed=["tone", "brand new"]),
        lambda: coding.tag_notes(workspace=workspace, notes=some, remove=[made.tags["fees/late"]]),
        lambda: coding.star_notes(workspace=workspace, notes=some, starred=True),
        lambda: coding.set_severity(workspace=workspace, notes=some, severity=Severity(4)),
        lambda: coding.set_kind(workspace=workspace, notes=some, kind=NoteKind.PRAISE),
        lambda: take_note(workspace=workspace, session=given.SESSION, line="- @P03 the fee again", author="Kim"),
        lambda: merge_tags(workspace=workspace, tags=[made.tags["fees/late"]], into=made.tags["tone"]),
        lambda: withdraw(workspace=workspace, session="lund-pm", person="P07", purposes=[Purpose.NOTES]),
        lambda: split_note(workspace=workspace, note=fourth.id, at=fourth.text.index(" ")),
        lambda: join_notes(workspace=workspace, notes=[first.id, second.id]),
        lambda: _moved(workspace, third.id),
    ]
    chosen.shuffle(steps)
    return [*steps, lambda: undo(workspace=workspace), lambda: undo(workspace=workspace), lambda: redo(workspace=workspace)]


def _moved(workspace: Workspace, note: str) -> None:
    """In time, and to somebody else."""
    with workspace.write(m_("Edit a note")) as writing:
        row = writing.query(Note).where(Note.id == note).one()
        row.at = row.at.replace(year=2020)
        row.attendance_id = writing.query(Attendance).where(Attendance.session_id == row.session_id, Attendance.seat == "P09").one().id


@pytest.mark.parametrize("seed", range(4))
def test_what_changed_since_stands_in_the_list_where_it_belongs(made: Made, seed: int) -> None:
    chosen = random.Random(seed)
    for edit in edits(made, chosen):
        edit()
        assert has_picture(made.workspace)
        for _ in range(3):
            agree(made.workspace, with_ids(made, some_filter(chosen)), chosen.choice(SORTS))
    agree(made.workspace, NoteFilter(), Sort.SEAT)


def test_what_was_taken_back_with_its_transaction_was_never_there(made: Made) -> None:
    starred = filter_of([where(Facet.KIND, "praise")])
    before = shown(made.workspace, starred, Sort.SEVERE)

    def half_done() -> None:
        with made.workspace.write(m_("Edit notes")) as writing:
            writing.update_many(Note, {note.id: {"kind": NoteKind.PRAISE} for note in made.said})
            found = note_list.page(writing, starred, Sort.SEVERE, cursor=None, backwards=False, limit=500)
            assert len(found.notes) == sum(not note.hidden for note in made.said)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert has_picture(made.workspace)
    assert shown(made.workspace, starred, Sort.SEVERE) == before


def test_what_another_program_writes_is_in_the_list(made: Made) -> None:
    with open_workspace(path=made.workspace.path, passphrase=None, read_only=True) as beside:
        assert list(listing.picture(workspace=beside))[-1] is True
        agree(beside, filter_of([where(Facet.KIND, "friction")]), Sort.SEAT)
        take_note(workspace=made.workspace, session=given.SESSION, line="- @P03 written meanwhile", author="Kim")
        newest = listing.page(workspace=beside, filter=filter_of([where(Facet.KIND, "friction")]), limit=1).notes
        assert [note.text for note in newest] == ["written meanwhile"]
        assert not has_picture(beside)


def test_notes_that_come_and_go_while_it_is_taken_are_in_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_picture_taking, "_AT_ONCE", 50)
    with talked(tmp_path) as made:
        ids = iter(note.id for note in made.said if not note.hidden)
        for number, _ in enumerate(listing.picture(workspace=made.workspace)):
            if number % 2:
                _moved(made.workspace, next(ids))
                coding.tag_notes(workspace=made.workspace, notes=Selection(ids=frozenset([next(ids)])), typed=["tone"])
        assert has_picture(made.workspace)
        for sort in SORTS:
            agree(made.workspace, filter_of([where(Facet.SESSION, given.SESSION)]), sort)
            agree(made.workspace, with_ids(made, filter_of([where(Facet.TAG, "tone")])), sort)


def test_once_much_has_changed_it_is_given_up_and_taken_again(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_picture_taking, "_MOST_CHANGED", 20)
    delete_tag(workspace=made.workspace, tag=made.tags["tone"])
    assert not has_picture(made.workspace)
    agree(made.workspace, filter_of([where(Facet.KIND, "friction")]), Sort.SEVERE)
    assert list(listing.picture(workspace=made.workspace))[-1] is True
    assert has_picture(made.workspace)
    agree(made.workspace, filter_of([where(Facet.KIND, "friction")]), Sort.SEVERE)


def test_between_two_pieces_it_holds_nothing_of_the_file(made: Made) -> None:
    for found in (True, None):
        if found is None:
            with made.workspace.read() as reading:
                reading.connection().info.clear()
        pieces = listing.picture(workspace=made.workspace)
        assert next(pieces) is found
        with made.workspace.read() as reading:
            rows = reading.connection().exec_driver_sql("SELECT id FROM note")
            assert rows.fetchone() is not None
            pieces.close()  # as when nobody keeps it any longer: at any moment
            assert len(rows.fetchall()) == len(made.said) - 1


def test_of_two_begun_only_the_later_is_any_use(made: Made) -> None:
    with made.workspace.read() as reading:
        reading.connection().info.clear()
    early = listing.picture(workspace=made.workspace)
    assert next(early) is None
    coding.set_kind(workspace=made.workspace, notes=Selection(ids=frozenset(note.id for note in made.said[:90])), kind=NoteKind.PRAISE)
    late = listing.picture(workspace=made.workspace)
    assert (next(late), list(early)[-1], list(late)[-1]) == (None, False, True)
    assert list(listing.picture(workspace=made.workspace))[-1] is True
    agree(made.workspace, filter_of([where(Facet.KIND, "praise")]), Sort.SEVERE)


def test_of_few_notes_none_is_taken(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(note_picture_taking, "LEAST", 1_000)
    with open_workspace(path=made.workspace.path, passphrase=None, read_only=True) as beside:
        assert list(listing.picture(workspace=beside)) == [False]


@pytest.mark.parametrize("down", [False, True])
def test_the_place_of_a_byte_is_found_however_many_are_before_it(down: bool) -> None:
    row = bytes(random.Random(3).choices((0, 1, 7), weights=(40, 1, 9), k=20_000))
    every = list(places(row, 7, 0, len(row), down=down))
    assert every == sorted((place for place, sign in enumerate(row) if sign == 7), reverse=down)
    assert [place_of(row, 7, number, down=down) for number in range(len(every))] == every


@pytest.mark.parametrize("count", [3, 256, 257, 3_000])
def test_a_column_tells_apart_however_many_values(count: int) -> None:
    column = Column()
    values = [f"v{number % count}" for number in range(2 * count)]
    for start in range(0, len(values), 100):
        column.extend(values[start : start + 100])
    assert list(column.mapped({"v2": 7}, 1)) == [7 if value == "v2" else 1 for value in values]


def test_a_column_of_too_many_values_makes_no_picture() -> None:
    with pytest.raises(TooVaried):
        Column().extend(list(range(65_537)))
