"""The codebook is edited without losing what was coded: notes, highlights, evidence, filters, cohorts go along; undo brings them back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from council_app.db.models import Cohort, Highlight, Note, NoteTag, SavedFilter, Tag
from council_app.db.queries import codebook as codebook_reads
from council_app.domain.enums import Purpose
from council_app.domain.note_filter import Facet, Match, filter_of, where
from council_app.errors import CouncilError
from council_app.services import codebook, codebook_editing, codebook_merging, coding, history
from council_app.services.plan import dump_workspace
from council_app.services.saved_filters import save_filter, saved_filter
from council_app.services.withdrawal import withdraw
from council_app.services.workspace import Workspace, check
from tests import factories as given
from tests.program import run

MORE = """
council: 1
notes:
  - {key: n1, session: bristol-am, at: 2026-05-12T09:01:00+00:00, text: The late fee was high, tags: [fees/late],
     highlights: [{tag: tone, starts: 4, ends: 12}]}
  - {key: n2, session: bristol-am, at: 2026-05-12T09:02:00+00:00, text: Nobody told me, tags: [fees, fees/late]}
  - {key: n3, session: bristol-am, at: 2026-05-12T09:03:00+00:00, text: Charming, tags: [tone],
     highlights: [{tag: fees/late, starts: 0, ends: 8}]}
insights:
  - {key: late, title: Late, evidence: {tags: [fees/late, tone]}}
cohorts:
  - {key: angry, name: Angry, rules: {raised: [fees/late, tone]}}
"""


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, MORE) as workspace:
        yield workspace


def ids(workspace: Workspace) -> dict[str, str]:
    return {tag.path: tag.id for tag in codebook.codebook(workspace=workspace)}


def coded(workspace: Workspace) -> dict[str, list[str]]:
    """By note, its tags; those that only highlights carry in brackets."""
    with workspace.read() as reading:
        rows = reading.execute(
            select(Note.key, Tag.path, NoteTag.whole).join(NoteTag, NoteTag.note_id == Note.id).join(Tag).order_by(Tag.path)
        )
        found: dict[str, list[str]] = {}
        for key, path, whole in rows:
            found.setdefault(key or "", []).append(path if whole else f"({path})")
        return dict(sorted(found.items()))


def rules(workspace: Workspace) -> object:
    with workspace.read() as reading:
        return reading.scalars(select(Cohort.rules)).one()


def undone(workspace: Workspace, before: str) -> bool:
    """Whether one undo brings everything back, and redo everything again."""
    after = dump_workspace(workspace=workspace)
    history.undo(workspace=workspace)
    back = dump_workspace(workspace=workspace) == before
    history.redo(workspace=workspace)
    return back and dump_workspace(workspace=workspace) == after and check(workspace=workspace).problems == ()


def test_renaming_a_tag_renames_its_branch_and_keeps_every_id(made: Workspace) -> None:
    before, dumped = ids(made), dump_workspace(workspace=made)
    codebook_editing.rename_tag(workspace=made, tag=before["fees"], name="Charges & fees")
    after = ids(made)
    assert after == {"charges-fees": before["fees"], "charges-fees/late": before["fees/late"], "tone": before["tone"]}
    assert rules(made) == {"raised": ["charges-fees/late", "tone"]}
    assert str(history.next_undo(workspace=made)) == "Rename the tag Fees to Charges & fees"
    assert undone(made, dumped)


def test_a_tag_is_dragged_elsewhere_with_all_below_it(made: Workspace) -> None:
    before, dumped = ids(made), dump_workspace(workspace=made)
    codebook_editing.move_tag(workspace=made, tag=before["fees"], parent=before["tone"])
    assert list(ids(made)) == ["tone", "tone/fees", "tone/fees/late"]
    assert undone(made, dumped)
    codebook_editing.move_tag(workspace=made, tag=before["fees"], parent=None, position=0)
    assert list(ids(made)) == ["fees", "fees/late", "tone"]


def test_no_tag_hangs_below_itself(made: Workspace) -> None:
    tags = ids(made)
    for parent in (tags["fees"], tags["fees/late"]):
        with pytest.raises(CouncilError, match="a tag cannot hang below itself"):
            codebook_editing.move_tag(workspace=made, tag=tags["fees"], parent=parent)
    assert ids(made) == tags


def test_merged_tags_leave_nothing_uncoded_and_nothing_twice(made: Workspace) -> None:
    tags = ids(made)
    kept = save_filter(
        workspace=made, name="Late or rude", filter=filter_of([where(Facet.TAG, tags["fees/late"], tags["tone"], match=Match.ALL)])
    )
    dumped = dump_workspace(workspace=made)
    codebook_merging.merge_tags(workspace=made, tags=[tags["fees/late"]], into=tags["tone"])
    assert coded(made) == {"n1": ["tone"], "n2": ["fees", "tone"], "n3": ["tone"]}
    with made.read() as reading:
        assert sorted(reading.execute(select(Highlight.starts, Highlight.ends, Highlight.tag_id)).all()) == [
            (0, 8, tags["tone"]),
            (4, 12, tags["tone"]),
        ]
    assert rules(made) == {"raised": ["tone"]}
    assert saved_filter(workspace=made, key=kept.saved.key).conditions[0].words == (tags["tone"],)
    assert [tag.synonyms for tag in codebook.codebook(workspace=made) if tag.path == "tone"] == [("Late fee",)]
    assert [match.tag.path for match in codebook.find_tags(workspace=made, typed="late fee")] == ["tone"]
    assert undone(made, dumped)


def test_a_branch_is_merged_with_what_hangs_below_it(made: Workspace) -> None:
    tags = ids(made)
    codebook_editing.add_tag(workspace=made, name="late", parent=tags["tone"])
    dumped = dump_workspace(workspace=made)
    codebook_merging.merge_tags(workspace=made, tags=[tags["fees"]], into=tags["tone"])
    assert (list(ids(made)), coded(made)["n2"]) == (["tone", "tone/late"], ["tone", "tone/late"])
    assert undone(made, dumped)


def test_a_tag_is_not_merged_into_what_hangs_below_it(made: Workspace) -> None:
    tags = ids(made)
    with pytest.raises(CouncilError, match="hangs below it"):
        codebook_merging.merge_tags(workspace=made, tags=[tags["fees"]], into=tags["fees/late"])


def test_some_notes_of_a_tag_are_split_off(made: Workspace) -> None:
    tags, dumped = ids(made), dump_workspace(workspace=made)
    with made.read() as reading:
        notes = dict(reading.execute(select(Note.key, Note.id)).all())
    codebook_merging.split_tag(workspace=made, tag=tags["fees/late"], notes=[notes["n2"], notes["n3"]], name="Reminders")
    assert coded(made) == {"n1": ["fees/late", "(tone)"], "n2": ["fees", "fees/reminders"], "n3": ["(fees/reminders)", "tone"]}
    assert undone(made, dumped)


def test_a_deleted_tag_goes_from_everything_and_comes_back_to_everything(made: Workspace) -> None:
    tags, dumped = ids(made), dump_workspace(workspace=made)
    uses = codebook_merging.tag_uses(workspace=made, tag=tags["fees"])
    assert (uses.tags, uses.notes, uses.highlights, uses.insights) == (1, 3, 1, 1)
    assert codebook_merging.delete_tag(workspace=made, tag=tags["fees"]).uses == uses
    assert (list(ids(made)), coded(made), rules(made)) == (["tone"], {"n1": ["(tone)"], "n3": ["tone"]}, {"raised": ["tone"]})
    assert undone(made, dumped)


def test_two_tags_never_share_a_letter(made: Workspace) -> None:
    tags = ids(made)
    codebook_editing.set_shortcut(workspace=made, tag=tags["fees"], letter="F")
    with pytest.raises(CouncilError, match="“fees” has this letter"):
        codebook_editing.set_shortcut(workspace=made, tag=tags["tone"], letter="f")
    assert [tag.shortcut for tag in codebook.codebook(workspace=made)] == ["f", "", ""]


def test_two_tags_of_one_name_stand_in_different_places_only(made: Workspace) -> None:
    tags = ids(made)
    with pytest.raises(CouncilError, match="there is a tag of this name here already"):
        codebook_editing.add_tag(workspace=made, name="Tone!")
    assert codebook_editing.add_tag(workspace=made, name="Tone!", parent=tags["fees"], position=0).tag.path == "fees/tone"
    assert list(ids(made)) == ["fees", "fees/tone", "fees/late", "tone"]


def test_counts_are_of_notes_each_once_in_its_branch(made: Workspace) -> None:
    found = [(tag.path, tag.notes, tag.branch_notes, tag.highlights) for tag in codebook.counted_codebook(workspace=made)]
    assert found == [("fees", 1, 3, 0), ("fees/late", 3, 3, 1), ("tone", 2, 2, 1)]


def test_what_is_typed_finds_tags_by_name_synonym_and_place(made: Workspace) -> None:
    tags = ids(made)
    codebook_editing.set_synonyms(workspace=made, tag=tags["tone"], synonyms=["Förnamn", "förnamn", "rude"])
    asked = {
        typed: [match.tag.path for match in codebook.find_tags(workspace=made, typed=typed)]
        for typed in ("fe", "FORNAMN", "fees/la", "ru", "zz")
    }
    assert asked == {"fe": ["fees", "fees/late"], "FORNAMN": ["tone"], "fees/la": ["fees/late"], "ru": ["tone"], "zz": []}
    recent = codebook.find_tags(workspace=made, typed="", recent=[tags["tone"], tags["fees/late"]])
    assert [match.tag.path for match in recent] == ["tone", "fees/late", "fees"]


def test_a_thousand_notes_are_tagged_in_one_step_that_says_its_name(made: Workspace, tmp_path: Path) -> None:
    lines = "".join(f"  - {{key: m{number}, session: bristol-am, text: Words {number}}}\n" for number in range(1_000))
    given.apply(made, tmp_path, f"council: 1\nnotes:\n{lines}")
    tags = ids(made)
    with made.read() as reading:
        notes = reading.scalars(select(Note.id).where(Note.key.like("m%"))).all()
    dumped = dump_workspace(workspace=made)
    tagged = coding.tag_notes(workspace=made, notes=notes, add=[tags["tone"]], coder="Lea")
    assert (tagged.added, str(history.next_undo(workspace=made))) == (1_000, "Tag 1000 notes with tone")
    assert undone(made, dumped)


def test_a_saved_filter_of_nothing_but_a_deleted_tag_stays(made: Workspace) -> None:
    tags = ids(made)
    save_filter(workspace=made, name="Tone", filter=filter_of([where(Facet.TAG, tags["tone"])]))
    codebook_merging.delete_tag(workspace=made, tag=tags["tone"])
    with made.read() as reading:
        assert reading.scalars(select(SavedFilter.name)).all() == ["Tone"]


def test_words_of_who_refused_notes_are_not_counted(made: Workspace, tmp_path: Path) -> None:
    given.apply(made, tmp_path, given.people(count=1))
    given.apply(made, tmp_path, "council: 1\nnotes: [{key: n1, session: bristol-am, seat: P01}]\n")
    withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    found = [(tag.path, tag.notes, tag.branch_notes, tag.highlights) for tag in codebook.counted_codebook(workspace=made)]
    assert found == [("fees", 1, 2, 0), ("fees/late", 2, 2, 1), ("tone", 1, 1, 0)]


def test_what_a_withdrawal_touches_counts_highlights(made: Workspace, tmp_path: Path) -> None:
    given.apply(made, tmp_path, given.people(count=1))
    given.apply(made, tmp_path, "council: 1\nnotes: [{key: n1, session: bristol-am, seat: P01}]\n")
    found = withdraw(workspace=made, session=given.SESSION, person="P01", purposes=[Purpose.NOTES])
    assert (found.notes, found.highlights) == (1, 1)


def test_the_command_line_tags_stars_and_names_the_coder(made: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    made.close()
    said = run(capsys, "tag", made.path, "n3", "--add", "fees", "--remove", "fees/late", "--star", "--coder", "Lea", "--json")
    assert json.loads(said.out) == {"note": "n3", "tags": ["fees", "tone"], "starred": True, "coder": "Lea"}
    dumped = run(capsys, "dump", made.path)
    lines = [line.strip() for line in dumped.out.splitlines()]
    assert [line for line in lines if line.startswith(("coders", "starred"))] == ["coders: {fees: Lea}", "starred: true"]


def test_tags_counted_in_pieces_are_counted_as_at_once(made: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = codebook.counted_codebook(workspace=made)
    monkeypatch.setattr(codebook_reads, "_AT_ONCE", 1)
    *pieces, found = codebook.codebook_counted(workspace=made)
    assert (pieces, found) == ([None] * 4, at_once)
    assert {tag.path: (tag.notes, tag.branch_notes, tag.highlights) for tag in at_once if tag.notes} == {
        "fees": (1, 3, 0),
        "fees/late": (3, 3, 1),
        "tone": (2, 2, 1),
    }
