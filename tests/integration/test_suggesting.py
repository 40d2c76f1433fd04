"""Suggestions beside real notes: what they are learned from, what they leave alone, and what the command says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from council_app.bootstrap import main
from council_app.db.models import CouncilSession, NoteTag, Tag
from council_app.domain.suggesting import Lessons
from council_app.errors import Cancelled, CouncilError, Progress, m_
from council_app.services.codebook import tag_note
from council_app.services.suggesting import Learned, gather_lessons, keep_up, learn, suggest
from council_app.services.workspace import Workspace
from tests import factories as given

LATE = (
    ("P01", "The late fee came without a warning"),
    ("P02", "A late fee again on my bill"),
    ("P03", "They charged the late fee twice"),
    ("P04", "Why is there a late fee after I paid"),
    ("P05", "Förseningsavgiften kom utan förvarning"),
    ("P06", "Schon wieder eine Mahngebühr"),
)
TONE = (
    ("P01", "The letter sounded rude"),
    ("P02", "Such a rude tone towards customers"),
    ("P03", "They speak to me as to a criminal"),
    ("P04", "A cold and rude letter"),
    ("P05", "En otrevlig ton mot kunderna"),
    ("P06", "Der Brief klang unhöflich"),
)


def numbered(plan: str, letter: str) -> str:
    return plan.replace("{key: n", f"{{key: {letter}")


def untagged(*said: tuple[str, str]) -> str:
    return numbered(given.notes(*said), "u").replace("tags: [fees/late]", "tags: []")


def tagged(folder: Path) -> Workspace:
    """A workspace in which two tags are on six notes each, a1… and b1…, and two notes, u1 and u2, carry none."""
    return given.workspace(
        folder,
        given.people(),
        numbered(given.notes(*LATE, tag="fees/late"), "a"),
        numbered(given.notes(*TONE, tag="tone"), "b"),
        untagged(("P07", "I got a late fee too"), ("P08", "What a rude letter")),
    )


def learned_from(workspace: Workspace) -> Learned:
    return learn(lessons=gather_lessons(workspace=workspace))


def paths(workspace: Workspace, learned: Learned, note: str) -> list[str]:
    return [found.path for found in suggest(workspace=workspace, learned=learned, note=note)]


def words_of(lessons: Lessons) -> list[str]:
    return sorted(lesson.words for lesson in lessons.notes)


def take_back_notes(workspace: Workspace, folder: Path, seat: str) -> None:
    """This attendee, who is in the plan of `given.people`, refuses notes from now on."""
    name = given.NAMES[int(seat[1:]) - 1]
    answer = (
        "{purpose: notes, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00, withdrawn: 2026-05-13T08:00:00+00:00}"
    )
    given.apply(
        workspace,
        folder,
        f"council: 1\npeople:\n  - {{email: {name.split()[0].lower()}@example.org, name: {name}, session: {given.SESSION}, "
        f"seat: {seat}, status: arrived, consents: [{answer}]}}\n",
    )


def test_a_note_is_offered_the_tag_of_notes_like_it(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        learned = learned_from(workspace)
        assert (learned.notes, learned.tags, learned.silence) == (12, 2, None)
        assert [paths(workspace, learned, note)[0] for note in ("u1", "u2")] == ["fees/late", "tone"]
        for found in suggest(workspace=workspace, learned=learned, note="u1"):
            assert 0 <= found.right <= found.shown <= 12


def test_suggesting_puts_no_tag_on_anything(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        before = gather_lessons(workspace=workspace)
        suggest(workspace=workspace, learned=learn(lessons=before), note="u1")
        assert gather_lessons(workspace=workspace) == before


def test_what_a_note_carries_is_not_offered_to_it(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        learned = learned_from(workspace)
        tag_note(workspace=workspace, note="u1", add=["fees/late"])
        assert "fees/late" not in paths(workspace, learned, "u1")


def test_words_of_who_refused_notes_are_neither_learned_nor_suggested_for(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        take_back_notes(workspace, tmp_path, "P02")
        take_back_notes(workspace, tmp_path, "P07")
        lessons = gather_lessons(workspace=workspace)
        kept = [words for seat, words in (*LATE, *TONE) if seat != "P02"]
        assert words_of(lessons) == sorted(kept)
        learned = learn(lessons=lessons)
        assert (paths(workspace, learned, "u1"), paths(workspace, learned, "u2")[0]) == ([], "tone")


def test_a_rehearsal_teaches_nothing_and_is_offered_nothing(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        learned = learned_from(workspace)
        with workspace.write(m_("Rehearse")) as session:
            session.scalars(select(CouncilSession)).one().rehearsal = True
        assert gather_lessons(workspace=workspace).notes == ()
        assert paths(workspace, learned, "u1") == []


def test_a_codebook_without_notes_says_why_nothing_is_offered(tmp_path: Path) -> None:
    with given.workspace(tmp_path, untagged(("P01", "I got a late fee")).replace("seat: P01, ", "")) as workspace:
        learned = learned_from(workspace)
        assert (learned.notes, learned.tags, paths(workspace, learned, "u1")) == (0, 0, [])
        assert str(learned.silence) == "Suggestions begin once two tags are on 5 notes each."


def test_a_tag_given_meanwhile_is_taken_in_once(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        learned = learned_from(workspace)
        assert keep_up(workspace=workspace, learned=learned) is learned
        tag_note(workspace=workspace, note="u2", add=["tone"])
        grown = keep_up(workspace=workspace, learned=learned)
        assert grown.notes == 13
        assert keep_up(workspace=workspace, learned=grown) is grown


def test_a_tag_deleted_meanwhile_is_not_offered(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        learned = learned_from(workspace)
        with workspace.write(m_("Delete")) as session:
            for row in session.scalars(select(NoteTag)).all():
                session.delete(row)
            session.flush()
            for tag in session.scalars(select(Tag).where(Tag.path == "fees/late")).all():
                session.delete(tag)
        assert "fees/late" not in paths(workspace, learned, "u1")


def test_gathering_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace:
        told: list[Progress] = []
        gather_lessons(workspace=workspace, progress=told.append)
        assert (told[-1].done, told[-1].total) == (12, 12)
        with pytest.raises(Cancelled):
            gather_lessons(workspace=workspace, cancelled=lambda: True)


def test_much_tagged_is_sampled_by_how_often_each_tag_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("council_app.db.queries.lessons.MOST_LESSONS", 6)
    monkeypatch.setattr("council_app.db.queries.lessons.FEWEST_OF_A_TAG", 2)
    with tagged(tmp_path) as workspace:
        first, again = gather_lessons(workspace=workspace), gather_lessons(workspace=workspace)
        assert first == again
        assert sorted(lesson.note for lesson in first.notes) == [lesson.note for lesson in first.notes]
        by_tag = {tag: sum(tag in lesson.tags for lesson in first.notes) for tag in set().union(*(each.tags for each in first.notes))}
        assert sorted(by_tag.values()) == [3, 3]


def test_a_note_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with tagged(tmp_path) as workspace, pytest.raises(CouncilError) as refused:
        suggest(workspace=workspace, learned=learned_from(workspace), note="nowhere")
    assert str(refused.value) == "nowhere: there is no such note. Note ids are printed by: council note, council history"


def test_the_command_says_how_often_each_was_right(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with tagged(tmp_path) as workspace:
        found = suggest(workspace=workspace, learned=learned_from(workspace), note="u1")
    path = str(tmp_path / "w.council")
    assert main(["suggest", path, "u1"]) == 0
    assert capfd.readouterr().out.splitlines() == [f"{each.path}: right {each.right} of {each.shown} times" for each in found]
    assert main(["suggest", path, "u1", "--json"]) == 0
    document = json.loads(capfd.readouterr().out)
    assert (document["note"], document["learned_from"]) == ("u1", 12)
    assert [(each["path"], each["right"], each["shown"]) for each in document["suggestions"]] == [
        (each.path, each.right, each.shown) for each in found
    ]
    assert main(["suggest", path, "nowhere"]) == 1
    assert capfd.readouterr().err == "council: nowhere: there is no such note. Note ids are printed by: council note, council history\n"


def test_the_command_says_why_it_is_silent(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    given.workspace(tmp_path, untagged(("P01", "I got a late fee")).replace("seat: P01, ", "")).close()
    assert main(["suggest", str(tmp_path / "w.council"), "u1"]) == 0
    said = capfd.readouterr()
    assert (said.out, said.err) == ("No tag is suggested.\n", "Suggestions begin once two tags are on 5 notes each.\n")
