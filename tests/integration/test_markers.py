"""Moments marked by one key: kept at once, typed out later, never lost on the way."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from council_app.domain.marking import MARKER_KEYS
from council_app.errors import CouncilError
from council_app.services import agenda, capture, erasure, history, markers, room, wrap_up
from council_app.services.workspace import Workspace, check
from tests import factories as given

AT = datetime(2026, 3, 4, 10, 15, 30, tzinfo=UTC)


def waiting(made: Workspace) -> list[tuple[str, datetime, str]]:
    return [(mark.letter, mark.at, mark.block) for mark in markers.markers(workspace=made, session=given.SESSION)]


def test_a_marker_keeps_its_moment_and_its_block_until_it_is_typed_out(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=2)) as made:
        room.start_session(workspace=made, session=given.SESSION)
        blocks = [block.title for block in room.room(workspace=made, session=given.SESSION).blocks]
        markers.mark(workspace=made, session=given.SESSION, letter="f", at=AT)
        if len(blocks) > 1:
            agenda.next_block(workspace=made, session=given.SESSION)
        [mark] = markers.markers(workspace=made, session=given.SESSION)
        assert (mark.key.sign, mark.at, mark.block) == ("- ", AT, blocks[0] if blocks else "")
        taken = capture.take_note(workspace=made, session=given.SESSION, line="- the bill @1", marker=mark.id)
        assert taken.note.at == AT
        assert waiting(made) == []
        history.undo(workspace=made)
        assert waiting(made) == [("f", AT, mark.block)]
        history.redo(workspace=made)
        assert waiting(made) == []
        assert capture.stream(workspace=made, session=given.SESSION)[0].at == AT


def test_a_marker_let_go_comes_back_with_undo(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        markers.mark(workspace=made, session=given.SESSION, letter="m", at=AT)
        [mark] = markers.markers(workspace=made, session=given.SESSION)
        markers.let_go(workspace=made, marker=mark.id)
        assert waiting(made) == []
        history.undo(workspace=made)
        assert waiting(made) == [("m", AT, "")]


def test_a_marker_tried_again_under_its_id_is_one_marker(tmp_path: Path) -> None:
    marker = markers.new_marker_id()
    with given.workspace(tmp_path) as made:
        for _ in range(2):
            markers.mark(workspace=made, session=given.SESSION, letter="g", at=AT, marker=marker)
        assert waiting(made) == [("g", AT, "")]


def test_what_is_no_marker_is_refused(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        with pytest.raises(CouncilError, match="no marker has this letter"):
            markers.mark(workspace=made, session=given.SESSION, letter="q")
        with pytest.raises(CouncilError, match="no such marker"):
            markers.let_go(workspace=made, marker="0" * 32)
        with pytest.raises(CouncilError, match="no such marker"):
            capture.take_note(workspace=made, session=given.SESSION, line="words", marker="0" * 32)
        assert capture.stream(workspace=made, session=given.SESSION) == ()


def test_the_wrap_up_lists_markers_that_are_left(tmp_path: Path) -> None:
    with given.workspace(tmp_path) as made:
        for key in MARKER_KEYS:
            markers.mark(workspace=made, session=given.SESSION, letter=key.letter, at=AT)
        found = wrap_up.wrap_up(workspace=made, session=given.SESSION)
        assert [mark.letter for mark in found.marks] == [key.letter for key in MARKER_KEYS]


def test_erasing_a_person_takes_the_markers_typed_out_as_their_words(tmp_path: Path) -> None:
    with given.workspace(tmp_path, given.people(count=3)) as made:
        markers.mark(workspace=made, session=given.SESSION, letter="m", at=AT)
        [mark] = markers.markers(workspace=made, session=given.SESSION)
        capture.take_note(workspace=made, session=given.SESSION, line="the bill @1", marker=mark.id)
        erasure.erase_person(workspace=made, who="ada@example.org")
        assert waiting(made) == []
        assert check(workspace=made).problems == ()
