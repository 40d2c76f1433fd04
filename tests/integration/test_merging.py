"""Merging on real files: whatever laptops do and in whatever order packs come, the tables are what the log makes of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from council_app.db import integrity
from council_app.db.models import ChangeRow, ConflictRow, Note, NoteTag, Person, Tag
from council_app.db.models.roster import Attendance
from council_app.db.workspace import Workspace
from council_app.domain.merge.cargo import Disputed
from council_app.errors import CouncilError, m_
from council_app.services import capture, codebook_editing, codebook_merging, coding, door, erasure, highlighting, history
from tests import factories
from tests.merging import give, laptops, packed, shown, take, unlike_the_log

KIM = factories.people(count=3)
SAID = factories.notes(("P01", "the late fee was high"), ("P02", "nothing said when"))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Workspace]]:
    """Kim's laptop, Liv's and Mo's, with the same council on them."""
    found = laptops(factories.workspace(tmp_path, KIM, SAID), "liv", "mo")
    yield found
    for each in found:
        each.close()


def _note(workspace: Workspace, key: str = "n1") -> Note:
    with workspace.read() as reading:
        return reading.scalars(select(Note).where(Note.key == key)).one()


def _conflicts(workspace: Workspace) -> list[tuple[str, str, str]]:
    with workspace.read() as reading:
        return [(row.entity, row.kind, row.column) for row in reading.scalars(select(ConflictRow).order_by(ConflictRow.id))]


def _everybody_meets(team: list[Workspace]) -> None:
    for _ in range(2):
        for one in team:
            for other in team:
                if one is not other:
                    give(one, other)


def _agree(team: list[Workspace]) -> None:
    dumps = [shown(each) for each in team]
    assert dumps == [dumps[0]] * len(dumps)
    for each in team:
        assert unlike_the_log(each) == []
        with each.read() as reading:
            assert integrity.problems(reading) == []


def test_notes_of_two_laptops_are_on_both_and_a_second_merge_changes_nothing(team: list[Workspace]) -> None:
    kim, liv, _ = team
    capture.take_note(workspace=kim, session=factories.SESSION, line="- the date is missing #fees/late", author="kim")
    capture.take_note(workspace=liv, session=factories.SESSION, line="* show me the sum #tone", author="liv")
    # A note and its tag each; and Liv's copy says first what it knew of Kim's file.
    assert (give(kim, liv).new, give(liv, kim).new, give(kim, liv).new) == (2, 3, 0)
    _agree([kim, liv])


def test_merging_writes_nothing_of_its_own(team: list[Workspace]) -> None:
    kim, liv, _ = team
    capture.take_note(workspace=kim, session=factories.SESSION, line="- the date is missing", author="kim")
    before = len(packed(kim).changes)
    give(kim, liv)
    give(liv, kim)
    assert len(packed(liv).changes) == len(packed(kim).changes) == before


def test_packs_in_any_order_make_the_same(team: list[Workspace]) -> None:
    kim, liv, mo = team
    capture.edit_note(workspace=kim, note=_note(kim).id, text="the late fee was very high")
    codebook_editing.add_tag(workspace=kim, name="Dates")
    codebook_editing.add_tag(workspace=liv, name="Dates")
    capture.edit_note(workspace=liv, note=_note(liv).id, text="the late fee was rather high")
    from_kim, from_liv = packed(kim), packed(liv)
    take(mo, from_kim)
    take(mo, from_liv)
    take(kim, from_liv)
    take(liv, from_kim)
    _agree(team)


def test_two_texts_of_one_note_are_both_kept_until_somebody_decides(team: list[Workspace]) -> None:
    kim, liv, _ = team
    note = _note(kim).id
    capture.edit_note(workspace=kim, note=note, text="the late fee was very high")
    capture.edit_note(workspace=liv, note=note, text="the late fee was rather high")
    assert give(liv, kim).conflicts == (Disputed("note", note, "text", "text", ""),)
    assert _note(kim).text == "the late fee was rather high"
    capture.edit_note(workspace=kim, note=note, text="the late fee was high, both say")
    give(kim, liv)
    assert (_conflicts(liv), _note(liv).text) == ([], "the late fee was high, both say")
    history.undo(workspace=kim)
    give(kim, liv)
    assert _conflicts(liv) == [("note", "text", "text")]
    _agree([kim, liv])


def test_what_one_deleted_and_the_other_edited_stays_to_be_decided(team: list[Workspace]) -> None:
    kim, liv, _ = team
    with kim.read() as reading:
        tag = reading.scalars(select(Tag.id).where(Tag.path == "tone")).one()
    codebook_merging.delete_tag(workspace=kim, tag=tag)
    codebook_editing.rename_tag(workspace=liv, tag=tag, name="Tone of voice")
    give(kim, liv)
    give(liv, kim)
    assert _conflicts(kim) == _conflicts(liv) == [("tag", "deleted", "")]
    _agree([kim, liv])


def test_a_tag_that_both_added_is_one_and_carries_what_either_put_it_on(team: list[Workspace]) -> None:
    kim, liv, _ = team
    for workspace, key in ((kim, "n1"), (liv, "n2")):
        made = codebook_editing.add_tag(workspace=workspace, name="Dates")
        coding.tag_notes(workspace=workspace, notes=[_note(workspace, key).id], add=[made.tag.id])
    give(kim, liv)
    give(liv, kim)
    with kim.read() as reading:
        (tag,) = reading.scalars(select(Tag.id).where(Tag.path == "dates"))
        assert len(reading.scalars(select(NoteTag.id).where(NoteTag.tag_id == tag)).all()) == 2
    _agree([kim, liv])


def test_two_people_on_one_seat_sit_apart(team: list[Workspace]) -> None:
    kim, liv, _ = team
    for workspace, name in ((kim, "Uma Birk"), (liv, "Vic Lund")):
        door.walk_in(workspace=workspace, session=factories.SESSION, name=name)
        with workspace.write(m_("Seat")) as writing:
            writing.scalars(select(Attendance).order_by(Attendance.id.desc()).limit(1)).one().seat = "P30"
    assert (give(kim, liv).seats, give(liv, kim).seats) == (1, 1)
    _agree([kim, liv])


def test_a_highlight_stays_on_its_words_when_another_laptop_edits_the_note(team: list[Workspace]) -> None:
    kim, liv, _ = team
    note = _note(kim)
    with kim.read() as reading:
        tag = reading.scalars(select(Tag.id).where(Tag.path == "tone")).one()
    highlighting.highlight(workspace=kim, note=note.id, starts=4, ends=12, tag=tag)  # "late fee"
    capture.edit_note(workspace=liv, note=note.id, text="she says the late fee was high")
    give(kim, liv)
    give(liv, kim)
    with kim.read() as reading:
        ((starts, ends),) = reading.connection().exec_driver_sql("SELECT starts, ends FROM highlight").all()
    assert _note(kim).text[starts:ends] == "late fee"
    _agree([kim, liv])


def test_an_erased_person_is_gone_everywhere_and_no_old_pack_brings_them_back(team: list[Workspace]) -> None:
    kim, liv, _ = team
    old = packed(kim)
    capture.take_note(workspace=liv, session=factories.SESSION, line="@1 it was Ada Lind who said so", author="liv")
    capture.take_note(workspace=liv, session=factories.SESSION, line="@2 Ada Lind is right", author="liv")
    erasure.erase_person(workspace=kim, who="ada@example.org")
    give(liv, kim)
    give(kim, liv)
    give(liv, kim)
    take(kim, old)
    _agree([kim, liv])
    for workspace in (kim, liv):
        with workspace.read() as reading:
            assert reading.scalars(select(Person.name).order_by(Person.name)).all() == ["Ben Moss", "Cleo Hart"]
            assert [values for values in reading.scalars(select(ChangeRow.values)) if "Ada" in values or "late fee was" in values] == []


def test_nothing_is_said_of_a_laptop_that_only_merged(team: list[Workspace]) -> None:
    kim, liv, _ = team
    capture.take_note(workspace=kim, session=factories.SESSION, line="- the date is missing", author="kim")
    give(kim, liv)
    assert history.next_undo(workspace=liv) is None
    capture.take_note(workspace=liv, session=factories.SESSION, line="- mine", author="liv")
    history.undo(workspace=liv)
    assert history.next_undo(workspace=liv) is None


@pytest.mark.parametrize("seed", range(4))
def test_random_days_leave_every_laptop_as_its_log_says_and_all_alike(team: list[Workspace], seed: int) -> None:
    chance, packs = random.Random(seed), [packed(team[0])]
    for _ in range(25):
        at = chance.choice(team)
        _something(chance, at)
        if chance.random() < 0.2:
            packs.append(packed(at))
        if chance.random() < 0.3:
            take(at, chance.choice(packs))
    _everybody_meets(team)
    _agree(team)


def _something(chance: random.Random, at: Workspace) -> None:
    with at.read() as reading:
        notes = {row.id: row.text for row in reading.scalars(select(Note).order_by(Note.id))}
        tags = reading.scalars(select(Tag.id).order_by(Tag.id)).all()
    note, tag = chance.choice([*notes]), chance.choice([*tags])
    what = chance.randrange(6)
    if what == 0:
        capture.take_note(workspace=at, session=factories.SESSION, line="@2 more of the same", author=at.actor)
    elif what == 1:
        capture.edit_note(workspace=at, note=note, text=f"{at.actor} {notes[note]}")
    elif what == 2:
        coding.tag_notes(workspace=at, notes=[note], add=[tag])
    elif what == 3:
        highlighting.highlight(workspace=at, note=note, starts=0, ends=5, tag=tag)
    elif what == 4:
        coding.tag_notes(workspace=at, notes=[note], remove=[tag])
    elif history.next_undo(workspace=at) is not None:
        with suppress(CouncilError):  # somebody else changed it since
            history.undo(workspace=at)
