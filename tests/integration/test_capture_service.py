"""Writing down what is said."""

from pathlib import Path

import pytest

from council_app.domain.enums import NoteKind, Purpose, Raised, Severity
from council_app.errors import CouncilError
from council_app.services import capture, codebook, history, workspace
from council_app.services.consent import record_answers
from council_app.services.finding import search
from tests import factories as given


def test_a_line_of_the_grammar_becomes_one_note(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as made:
        taken = capture.take_note(workspace=made, session=given.SESSION, line='- !!! "Paid twice" #fees/late @ben', author="Kim")
        note = capture.stream(workspace=made, session=given.SESSION)[0]
    assert note == taken.note
    assert (note.kind, note.severity, note.text, note.verbatim) == (NoteKind.FRICTION, Severity.SERIOUS, "Paid twice", True)
    assert (note.seat, note.author, [tag.path for tag in note.tags]) == ("P02", "Kim", ["fees/late"])
    assert (taken.not_understood, taken.new_tags) == ((), ())


def test_nobody_and_several_stay_in_the_text_and_are_told(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=12)) as made:
        taken = capture.take_note(workspace=made, session=given.SESSION, line="+ nice @99")
    assert (taken.note.text, taken.note.seat, taken.not_understood) == ("nice @99", None, ("@99",))


def test_an_unknown_tag_joins_the_codebook_with_its_parents(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        taken = capture.take_note(workspace=made, session=given.SESSION, line="slow #App/Öffnen")
        assert taken.new_tags == ("app", "app/offnen")
        assert [tag.path for tag in capture.tags(workspace=made)] == ["app", "app/offnen", "fees", "fees/late", "tone"]


def test_the_end_of_a_path_is_enough_when_it_is_the_only_one(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        taken = capture.take_note(workspace=made, session=given.SESSION, line="again #late")
    assert [tag.path for tag in taken.note.tags] == ["fees/late"]


def test_a_reply_points_at_the_note_before_it(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        first = capture.take_note(workspace=made, session=given.SESSION, line="the letter came late")
        second = capture.take_note(workspace=made, session=given.SESSION, line="~ > so did mine")
    assert (second.note.reply_to, second.note.raised) == (first.note.id, Raised.AGREED)


def test_who_speaks_without_having_been_checked_in_gets_a_seat(tmp_path: Path) -> None:
    guest = "council: 1\npeople: [{email: zoe@example.org, name: Zoe Quill, session: bristol-am}]\n"
    with given.workspace(tmp_path, guest) as made:
        taken = capture.take_note(workspace=made, session=given.SESSION, line="hello @zoe")
        assert taken.note.seat == capture.speakers(workspace=made, session=given.SESSION)[0].seat
    assert taken.note.seat is not None


@pytest.mark.parametrize("line", ["", "   ", "- !!!", "@2 #fees"])
def test_a_line_without_words_is_refused_and_nothing_is_stored(tmp_path: Path, line: str) -> None:
    with given.workspace(tmp_path) as made:
        with pytest.raises(CouncilError):
            capture.take_note(workspace=made, session=given.SESSION, line=line)
        assert capture.stream(workspace=made, session=given.SESSION) == ()


def test_pages_of_the_stream_meet_without_gap_or_overlap(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        ids = [capture.take_note(workspace=made, session=given.SESSION, line=f"note {n}").note.id for n in range(25)]
        seen: list[str] = []
        while page := capture.stream(workspace=made, session=given.SESSION, before=seen[-1] if seen else None, limit=10):
            seen.extend(note.id for note in page)
    assert seen == ids[::-1]


def test_half_typed_text_is_there_after_reopening(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        capture.save_draft(workspace=made, session=given.SESSION, text="- !! half a sen")
    with workspace.open_workspace(path=tmp_path / "w.council", passphrase=None) as again:
        assert capture.load_draft(workspace=again, session=given.SESSION) == "- !! half a sen"
        capture.save_draft(workspace=again, session=given.SESSION, text="")
        assert capture.load_draft(workspace=again, session=given.SESSION) == ""


def test_an_edited_note_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        note = capture.take_note(workspace=made, session=given.SESSION, line="The envelope was torn").note
        capture.edit_note(workspace=made, note=note.id, text="The parcel was torn")
        assert [line.id for line in search(workspace=made, query="parcel")] == [note.id]
        assert search(workspace=made, query="envelope") == ()
        history.undo(workspace=made)
        assert [line.text for line in search(workspace=made, query="ENVEL")] == ["The envelope was torn"]


def test_search_folds_diacritics_and_reads_no_query_syntax(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        note = capture.take_note(workspace=made, session=given.SESSION, line='Påminnelsen kom för "sent" NEAR jul').note
        assert [line.id for line in search(workspace=made, query="paminnelsen")] == [note.id]
        assert [line.id for line in search(workspace=made, query='"sent NEAR(')] == [note.id]
        assert search(workspace=made, query='" * ( )') == ()


def test_tags_are_put_on_and_taken_off(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        note = capture.take_note(workspace=made, session=given.SESSION, line="hm #tone").note
        tags = codebook.tag_note(workspace=made, note=note.id, add=["fees/late"], remove=["tone"]).tags
        assert [tag.path for tag in tags] == ["fees/late"]
        with pytest.raises(CouncilError):
            codebook.tag_note(workspace=made, note=note.id, remove=["tone"])


def test_history_pages_meet_without_gap_or_overlap(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        for n in range(7):
            capture.take_note(workspace=made, session=given.SESSION, line=f"note {n}")
        whole = [change.id for change in history.history(workspace=made, limit=10_000)]
        seen: list[str] = []
        while page := history.history(workspace=made, before=seen[-1] if seen else None, limit=4):
            seen.extend(change.id for change in page)
    assert seen == whole


def test_a_line_tried_again_under_its_id_is_one_note(tmp_path: Path) -> None:
    given_id = "0190d0a0b0c07000800000000000abcd"
    with given.workspace(tmp_path) as made:
        first = capture.take_note(workspace=made, session=given.SESSION, line="- the bill #fees", note=given_id)
        again = capture.take_note(workspace=made, session=given.SESSION, line="- the bill #fees", note=given_id)
        assert [note.id for note in capture.stream(workspace=made, session=given.SESSION)] == [given_id]
    assert again.note == first.note


def test_the_draft_turns_into_what_is_left_of_it_together_with_the_note(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        capture.save_draft(workspace=made, session=given.SESSION, text="the bill came late")
        capture.take_note(workspace=made, session=given.SESSION, line="the bill came late", draft=" and then")
        assert capture.load_draft(workspace=made, session=given.SESSION) == " and then"
        capture.take_note(workspace=made, session=given.SESSION, line="and then", draft="")
        assert capture.load_draft(workspace=made, session=given.SESSION) == ""


def test_words_of_somebody_who_refused_notes_are_not_written_down(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as made:
        record_answers(workspace=made, session=given.SESSION, person="P02", refused=[Purpose.NOTES])
        with pytest.raises(CouncilError) as refused:
            capture.take_note(workspace=made, session=given.SESSION, line="they said no @2")
        assert (refused.value.what, str(refused.value.why)) == ("@P02", "they do not allow that what they say is written down")
        assert capture.stream(workspace=made, session=given.SESSION) == ()
        assert [one.seat for one in capture.speakers(workspace=made, session=given.SESSION) if one.silent] == ["P02"]
