"""Photos on notes: cleaned, counted, undone, erased to the last byte, and never of somebody who refused them."""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from council_app.db.workspace import Workspace
from council_app.domain.enums import Purpose
from council_app.errors import CouncilError
from council_app.i18n import translator
from council_app.services import capture, photos
from council_app.services.consent import record_answers
from council_app.services.erasure import erase_person
from council_app.services.history import history, next_undo, redo, undo
from council_app.services.person import export_person
from council_app.services.plan import apply_plan, dump_workspace
from council_app.services.rehearsal import clear_rehearsal, rehearse
from council_app.services.workspace import check, open_workspace
from tests import factories as given
from tests.integration.test_pictures import PLACE, located, picture, saved
from tests.program import rows

PEOPLE = """
council: 1
people:
  - {email: ada@example.org, name: Ada Lind, session: bristol-am, seat: P01, status: arrived,
     consents: [{purpose: photo, wording: '2026-03', method: screen, granted: 2026-05-12T08:00:00+00:00}]}
  - {email: ben@example.org, name: Ben Moss, session: bristol-am, seat: P02, status: arrived,
     consents: [{purpose: photo, wording: '2026-03', method: screen, refused: 2026-05-12T08:00:00+00:00}]}
  - {email: cleo@example.org, name: Cleo Hart, session: bristol-am, seat: P03, status: arrived}
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path, PEOPLE) as workspace:
        yield workspace


def board(colour: str = "green") -> photos.ReadyPhoto:
    made = picture()
    made.paste(colour, (0, 0, 10, 10))
    return photos.ready(name="board.jpg", data=saved(made, "JPEG", exif=located()))


def take(workspace: Workspace, line: str, *more: photos.ReadyPhoto) -> capture.TakenNote:
    return capture.take_note(workspace=workspace, session=given.SESSION, line=line, photos=more)


def shown(workspace: Workspace, note: str) -> list[str]:
    return [photo.caption for photo in photos.photos_on(workspace=workspace, notes=[note]).get(note, ())]


def test_a_note_and_its_photos_are_one_step_that_undo_takes_back(held: Workspace) -> None:
    taken = take(held, "The whiteboard", board(), board("black"))
    (first, second) = photos.photos_on(workspace=held, notes=[taken.note.id])[taken.note.id]
    assert first.blob != second.blob
    kept = photos.picture(workspace=held, blob=first.blob)
    assert (PLACE in kept, kept[:2]) == (False, b"\xff\xd8")
    assert str(next_undo(workspace=held)) == "Write a note"
    undo(workspace=held)
    assert shown(held, taken.note.id) == []
    redo(workspace=held)
    assert len(shown(held, taken.note.id)) == 2
    assert check(workspace=held).problems == ()


def test_words_for_a_photo_and_its_removal_are_steps_of_their_own(held: Workspace) -> None:
    note = take(held, "The whiteboard").note.id
    photos.add_photo(workspace=held, note=note, photo=board())
    (photo,) = photos.photos_on(workspace=held, notes=[note])[note]
    photos.caption_photo(workspace=held, photo=photo.id, caption=" what the\ngroup drew ")
    assert shown(held, note) == ["what the group drew"]
    photos.remove_photo(workspace=held, photo=photo.id)
    assert shown(held, note) == []
    assert str(next_undo(workspace=held)) == "Remove a photo"
    undo(workspace=held)
    assert shown(held, note) == ["what the group drew"]
    with pytest.raises(CouncilError, match="at most 500"):
        photos.caption_photo(workspace=held, photo=photo.id, caption="x" * 20_000)
    with pytest.raises(CouncilError, match="no such photo"):
        photos.remove_photo(workspace=held, photo="gone")
    with pytest.raises(CouncilError, match="no such note"):
        photos.add_photo(workspace=held, note="gone", photo=board())


def test_of_somebody_who_refused_photos_the_words_are_kept_alone(held: Workspace) -> None:
    taken = take(held, "@P02 too dear", board())
    assert (taken.unseen, shown(held, taken.note.id)) == (True, [])
    with held.read() as reading:
        assert rows(reading, "SELECT count(*) FROM blob") == [(0,)]
    with pytest.raises(CouncilError, match="do not allow photos"):
        photos.add_photo(workspace=held, note=taken.note.id, photo=board())
    asked = {speaker.seat: speaker.unseen for speaker in capture.speakers(workspace=held, session=given.SESSION)}
    assert asked == {"P01": False, "P02": True, "P03": False}
    assert take(held, "@P03 not asked yet", board()).unseen is False


def test_a_line_tried_again_is_one_note_with_its_photo_once(held: Workspace) -> None:
    note = capture.new_note_id()
    for _ in range(2):
        capture.take_note(workspace=held, session=given.SESSION, line="once", note=note, photos=[board()])
    assert shown(held, note) == [""]


def test_a_note_holds_a_dozen_photos(held: Workspace) -> None:
    note = take(held, "Many", *(board() for _ in range(photos.MOST_ON_A_NOTE))).note.id
    with pytest.raises(CouncilError, match="at most 12 photos"):
        photos.add_photo(workspace=held, note=note, photo=board())


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg onload='x'/>", b"\xff\xd8\xff\xe0", b"%PDF-1.7"])
def test_what_only_pretends_to_be_a_photo_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(data)
    with pytest.raises(CouncilError, match="this is not a picture"):
        photos.ready_file(path=path)


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.png"):
        with pytest.raises(CouncilError, match="cannot be read"):
            photos.ready_file(path=path)


def test_erasing_takes_the_bytes_of_photos_too_even_of_removed_ones(held: Workspace, tmp_path: Path) -> None:
    note = take(held, "@P01 look", board(), board("black")).note.id
    other = take(held, "Of nobody", board("black")).note.id
    photo = photos.photos_on(workspace=held, notes=[note])[note][0]
    gone = photos.picture(workspace=held, blob=photo.blob)
    photos.caption_photo(workspace=held, photo=photo.id, caption="her zqscarf")
    photos.remove_photo(workspace=held, photo=photo.id)
    assert erase_person(workspace=held, who="ada@example.org").removed["note_photo"] == 2
    assert (photos.picture(workspace=held, blob=photo.blob), len(shown(held, other))) == (b"", 1)
    with held.read() as reading:
        assert rows(reading, "SELECT count(*) FROM blob") == [(1,)]
    whole = b"".join(file.read_bytes() for file in tmp_path.glob("w.council*"))
    assert (gone[200:400] in whole, b"zqscarf" in whole) == (False, False)
    assert check(workspace=held).problems == ()


def test_a_person_takes_their_photos_with_them(held: Workspace, tmp_path: Path) -> None:
    note = take(held, "@P01 look", board()).note.id
    (photo,) = photos.photos_on(workspace=held, notes=[note])[note]
    photos.caption_photo(workspace=held, photo=photo.id, caption="the bill")
    whole, _ = export_person(workspace=held, who="ada@example.org", folder=tmp_path / "out", t=translator("en"))
    (kept,) = json.loads(whole.read_text())["sessions"][0]["notes"][0]["photos"]
    assert (kept["caption"], kept["media_type"]) == ("the bill", "image/jpeg")
    assert base64.b64decode(kept["data"]) == photos.picture(workspace=held, blob=photo.blob)


def test_a_dump_carries_photos_of_who_allows_them_and_of_nobody(held: Workspace, tmp_path: Path) -> None:
    mine = take(held, "@P01 look", board("black")).note.id
    take(held, "@P03 not asked yet", board("white"))
    take(held, "The whiteboard", board())
    (photo,) = photos.photos_on(workspace=held, notes=[mine])[mine]
    photos.caption_photo(workspace=held, photo=photo.id, caption="the bill")
    dump = dump_workspace(workspace=held, with_people=True)
    (tmp_path / "other").mkdir()
    with given.workspace(tmp_path / "other", plan=dump) as other:
        with other.read() as reading:
            found = rows(reading, "SELECT text, caption, note_photo.blob FROM note LEFT JOIN note_photo ON note_id = note.id ORDER BY at")
        assert [(text, caption) for text, caption, _ in found] == [("look", "the bill"), ("not asked yet", None), ("The whiteboard", "")]
        assert found[0][2] == photo.blob
        again = apply_plan(workspace=other, path=given.write(tmp_path, "again.yaml", dump))
        assert (again.created, again.changed) == (0, 0)


def test_the_change_log_withholds_what_was_said_of_a_photo_by_who_refused_notes(held: Workspace) -> None:
    note = take(held, "@P01 look", board()).note.id
    photo = photos.photos_on(workspace=held, notes=[note])[note][0]
    photos.caption_photo(workspace=held, photo=photo.id, caption="her zqscarf")
    assert "zqscarf" in str(history(workspace=held))
    record_answers(workspace=held, session=given.SESSION, person="P01", refused=[Purpose.NOTES])
    assert "zqscarf" not in str(history(workspace=held, limit=10_000))


# -- what waits for its words


def waits(workspace: Workspace, session: str = given.SESSION) -> list[str]:
    return [photo.name for photo in photos.waiting(workspace=workspace, session=session)]


def wait(workspace: Workspace, colour: str = "green", session: str = given.SESSION) -> photos.ReadyPhoto:
    photo = replace(board(colour), name=f"{colour}.jpg")
    photos.keep_waiting(workspace=workspace, session=session, photo=photo)
    return photo


def test_a_photo_that_waits_outlives_closing_and_is_gone_with_the_note_that_takes_it(tmp_path: Path) -> None:
    given.workspace(tmp_path).close()
    with open_workspace(path=tmp_path / "w.council", passphrase=None, actor="kim") as held:
        first, _ = wait(held), wait(held, "black")
        photos.keep_waiting(workspace=held, session=given.SESSION, photo=first)
        labels = [entry.label for entry in history(workspace=held)]
    with open_workspace(path=tmp_path / "w.council", passphrase=None, actor="kim") as held:
        green, black = photos.waiting(workspace=held, session=given.SESSION)
        assert ((green.name, green.data, green.media_type), black.name) == ((first.name, first.data, first.media_type), "black.jpg")
        assert [entry.label for entry in history(workspace=held)] == labels
        note = take(held, "The whiteboard", green).note.id
        assert (len(shown(held, note)), waits(held)) == (1, ["black.jpg"])
        undo(workspace=held)
        assert waits(held) == ["black.jpg"]
        photos.stop_waiting(workspace=held, photos=[black.id, "gone"])
        assert waits(held) == []


def test_a_photo_goes_on_waiting_when_its_line_is_refused_or_kept_without_it(held: Workspace) -> None:
    photo = wait(held)
    assert take(held, "@P02 too dear", photo).unseen is True
    with pytest.raises(CouncilError):
        take(held, "   ", photo)
    assert waits(held) == ["green.jpg"]
    assert photos.still_waiting(workspace=held, photos=[photo.id, "gone"]) == {photo.id}


def test_erasing_somebody_forgets_what_waits_beside_words_about_them_and_nothing_else(held: Workspace) -> None:
    rehearsed = rehearse(workspace=held, session=given.SESSION).session
    wait(held)
    wait(held, "black", rehearsed)
    capture.save_draft(workspace=held, session=given.SESSION, text="- @P01 drew")
    erase_person(workspace=held, who="ada@example.org")
    assert (waits(held), waits(held, rehearsed)) == ([], ["black.jpg"])


def test_a_session_that_goes_takes_what_waits_with_it(held: Workspace) -> None:
    rehearsed = rehearse(workspace=held, session=given.SESSION).session
    wait(held, session=rehearsed)
    clear_rehearsal(workspace=held, session=rehearsed)
    again = rehearse(workspace=held, session=given.SESSION).session
    assert waits(held, again) == []
    wait(held, session=again)
    undo(workspace=held)
    with held.read() as reading:
        assert rows(reading, "SELECT count(*) FROM waiting_photo") == [(0,)]
    redo(workspace=held)
    assert waits(held, again) == []


def test_a_photo_that_waits_survives_kill_9(tmp_path: Path) -> None:
    given.workspace(tmp_path).close()
    (tmp_path / "board.jpg").write_bytes(saved(picture(), "JPEG"))
    child = subprocess.run([sys.executable, "-c", WAITS_AND_DIES, str(tmp_path), given.SESSION], check=False)
    assert child.returncode == -signal.SIGKILL
    with open_workspace(path=tmp_path / "w.council", passphrase=None) as held:
        assert waits(held) == ["board.jpg"]
        assert check(workspace=held).problems == ()


WAITS_AND_DIES = """
import os, signal, sys
from pathlib import Path
from council_app.services import photos
from council_app.services.workspace import open_workspace
folder, session = Path(sys.argv[1]), sys.argv[2]
held = open_workspace(path=folder / "w.council", passphrase=None)
photos.keep_waiting(workspace=held, session=session, photo=photos.ready_file(path=folder / "board.jpg"))
os.kill(os.getpid(), signal.SIGKILL)
"""
