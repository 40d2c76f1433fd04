"""The wrap-up lists what is open, and nothing that is settled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from council_app.domain.enums import NoteKind, Purpose
from council_app.errors import CouncilError
from council_app.services.capture import take_note
from council_app.services.history import next_undo, undo
from council_app.services.workspace import Workspace
from council_app.services.wrap_up import set_kind, wrap_up
from tests import factories as given

MORE = """
council: 1
people:
  - {email: zed@example.org, name: Zed Hill, session: bristol-am, seat: P09, status: arrived}
  - {email: yan@example.org, name: Yan Pike, session: bristol-am, seat: P10, status: no-show}
"""


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    with given.workspace(tmp_path) as made:
        everything = tuple(purpose.value for purpose in Purpose)
        given.apply(made, tmp_path, given.people(count=2, allow=everything))
        given.apply(made, tmp_path, MORE)
        yield made


def test_the_wrap_up_lists_the_silent_the_unasked_and_what_has_no_kind(held: Workspace) -> None:
    for line in ("- @1 too late", "@9 looks at the ceiling", "@1 nods"):
        take_note(workspace=held, session=given.SESSION, line=line)
    found = wrap_up(workspace=held, session=given.SESSION)
    assert [talker.seat for talker in found.silent] == ["P02"]
    assert [(gap.talker.seat, gap.unasked, gap.noted) for gap in found.gaps] == [("P09", tuple(Purpose), True)]
    assert ([note.text for note in found.kindless], found.kindless_count) == (["looks at the ceiling", "nods"], 2)


def test_a_note_is_given_its_kind_and_undo_takes_it_back(held: Workspace) -> None:
    note = take_note(workspace=held, session=given.SESSION, line="could be larger").note
    set_kind(workspace=held, note=note.id, kind=NoteKind.SUGGESTION)
    assert wrap_up(workspace=held, session=given.SESSION).kindless_count == 0
    assert str(next_undo(workspace=held)) == "Say what kind a note is"
    undo(workspace=held)
    assert wrap_up(workspace=held, session=given.SESSION).kindless_count == 1


def test_an_unknown_note_or_session_is_one_clear_refusal(held: Workspace) -> None:
    with pytest.raises(CouncilError, match="no such note"):
        set_kind(workspace=held, note="nothing", kind=NoteKind.PRAISE)
    with pytest.raises(CouncilError, match="no session"):
        wrap_up(workspace=held, session="nothing")
