"""Highlights lie on the words they were laid on, whatever becomes of the note: edits, undo and redo, by one person or by two."""

from __future__ import annotations

import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from council_app.db.models import Highlight, Note, NoteTag
from council_app.errors import CouncilError
from council_app.services import capture, codebook, highlighting, history
from council_app.services.workspace import Workspace, check, open_workspace
from tests import factories

# Every character that is ever typed is another one, so that it is known at any time where each of them went.
_FIRST = 0x4E00
_PLACE = st.integers(0, 60)
STEPS = st.one_of(
    st.tuples(st.just("edit"), _PLACE, _PLACE, st.integers(0, 6)),
    st.tuples(st.just("highlight"), _PLACE, _PLACE, st.integers(0, 1)),
    st.tuples(st.just("remove"), _PLACE, _PLACE, st.just(0)),
    st.tuples(st.just("undo"), _PLACE, _PLACE, st.just(0)),
    st.tuples(st.just("redo"), _PLACE, _PLACE, st.just(0)),
)


class Desk:
    """A note, what was highlighted in it when, and whoever works on it."""

    def __init__(self, folder: Path, template: Path | None = None) -> None:
        self._letters = (chr(code) for code in count(_FIRST))
        if template is None:
            self.workspace = factories.workspace(folder)
        else:
            path = Path(shutil.copy(template, folder / "copy.council"))
            self.workspace = open_workspace(path=path, passphrase=None, actor="kim")
        line = "".join(next(self._letters) for _ in range(20))
        self.note = capture.take_note(workspace=self.workspace, session=factories.SESSION, line=line).note.id
        self.tags = [tag.id for tag in codebook.codebook(workspace=self.workspace)]
        self.inside: dict[str, tuple[str, str]] = {}

    def become(self, actor: str) -> None:
        self.workspace.close()
        self.workspace = open_workspace(path=self.workspace.path, passphrase=None, actor=actor)

    def text(self) -> str:
        return capture.notes(workspace=self.workspace, ids=[self.note])[0].text

    def spans(self) -> dict[str, tuple[int, int]]:
        with self.workspace.read() as reading:
            return {row.id: (row.starts, row.ends) for row in reading.scalars(select(Highlight).order_by(Highlight.id))}

    def carried(self) -> dict[str, bool]:
        with self.workspace.read() as reading:
            return {row.tag_id: row.whole for row in reading.scalars(select(NoteTag))}

    def state(self) -> tuple[object, ...]:
        return self.text(), self.spans(), self.carried()

    def do(self, verb: str, here: int, there: int, number: int) -> None:
        text = self.text()
        low, high = sorted((here % (len(text) + 1), there % (len(text) + 1)))
        try:
            if verb == "edit":
                new = "".join(next(self._letters) for _ in range(number))
                capture.edit_note(workspace=self.workspace, note=self.note, text=text[:low] + new + text[high:])
            elif verb == "highlight":
                made = highlighting.highlight(workspace=self.workspace, note=self.note, starts=low, ends=high, tag=self.tags[number])
                self.inside.setdefault(made.id, (text[low:high], text[:low] + text[high:]))
            elif verb == "remove" and self.spans():
                highlighting.remove_highlight(workspace=self.workspace, highlight=list(self.spans())[here % len(self.spans())])
            elif verb == "undo" and self.may_undo():
                history.undo(workspace=self.workspace)
            elif verb == "redo":
                history.redo(workspace=self.workspace)
        except CouncilError:
            return

    def may_undo(self) -> bool:
        """Whether there is more to undo than the note itself."""
        label = history.next_undo(workspace=self.workspace)
        return label is not None and label.text != "Write a note"

    def drifted(self, *, whole: bool) -> list[str]:
        """What is wrong with any highlight; `whole`: every character of it that is in the text lies in it."""
        text, found = self.text(), list[str]()
        for row, (starts, ends) in self.spans().items():
            span, (inside, outside) = text[starts:ends], self.inside[row]
            if not 0 <= starts < ends <= len(text):
                found.append(f"{span} lies outside")
            elif set(span) & set(outside):
                found.append(f"{span} took in {outside}")
            elif span[0] not in inside or span[-1] not in inside:
                found.append(f"{span} does not begin and end with {inside}")
            elif whole and set(inside) & set(text) - set(span):
                found.append(f"{span} lost some of {inside} in {text}")
        return found

    def uncarried(self) -> list[str]:
        """Tags that only highlights carry, and that none does; tags of highlights that the note does not carry."""
        with self.workspace.read() as reading:
            laid = set(reading.scalars(select(Highlight.tag_id)))
        return sorted(({tag for tag, whole in self.carried().items() if not whole} - laid) | (laid - self.carried().keys()))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace to copy: to make one takes a hundred times as long."""
    folder = tmp_path_factory.mktemp("template")
    factories.workspace(folder).close()
    return folder / "w.council"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(STEPS, min_size=3, max_size=14))
def test_highlights_never_drift_under_random_edits_undos_and_redos(template: Path, steps: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), template)
        start = desk.state()
        for step in steps:
            desk.do(*step)
            assert desk.drifted(whole=True) == []
            assert desk.uncarried() == []
        end = desk.state()
        taken = 0
        while desk.may_undo():
            history.undo(workspace=desk.workspace)
            taken += 1
        assert desk.state() == start
        for _ in range(taken):
            history.redo(workspace=desk.workspace)
        assert desk.state() == end
        desk.workspace.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.booleans(), STEPS), min_size=3, max_size=14))
def test_highlights_never_drift_where_two_people_undo_in_turns(template: Path, steps: list[tuple[bool, tuple[str, int, int, int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), template)
        for lea, step in steps:
            desk.workspace.actor = "lea" if lea else "kim"
            desk.do(*step)
            assert (desk.drifted(whole=False), desk.uncarried()) == ([], [])
        assert check(workspace=desk.workspace).problems == ()
        desk.workspace.close()


def words(workspace: Workspace) -> list[str]:
    """The words under every highlight."""
    with workspace.read() as reading:
        rows = reading.execute(select(Note.text, Highlight.starts, Highlight.ends).join(Note, Highlight.note_id == Note.id))
        return sorted(text[starts:ends] for text, starts, ends in rows)


def test_a_highlight_that_loses_its_last_word_leaves_its_tag_on_the_whole_note(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    capture.edit_note(workspace=desk.workspace, note=desk.note, text="I never know when I will be charged")
    highlighting.highlight(workspace=desk.workspace, note=desk.note, starts=28, ends=35, tag=desk.tags[0])
    assert (words(desk.workspace), desk.carried()) == (["charged"], {desk.tags[0]: False})
    capture.edit_note(workspace=desk.workspace, note=desk.note, text="The fee is hidden")
    assert (words(desk.workspace), desk.carried()) == ([], {desk.tags[0]: True})
    history.undo(workspace=desk.workspace)
    assert (words(desk.workspace), desk.carried()) == (["charged"], {desk.tags[0]: False})


def test_a_plan_that_changes_the_words_of_a_note_moves_what_lies_on_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    factories.apply(desk.workspace, tmp_path, "council: 1\nnotes: [{key: n1, session: bristol-am, text: The late fee was high}]\n")
    with desk.workspace.read() as reading:
        note = reading.scalars(select(Note.id).where(Note.key == "n1")).one()
    highlighting.highlight(workspace=desk.workspace, note=note, starts=4, ends=12, tag=desk.tags[0])
    factories.apply(desk.workspace, tmp_path, "council: 1\nnotes: [{key: n1, text: 'And then, the very late fee, was far too high'}]\n")
    assert words(desk.workspace) == ["late fee"]


def test_a_highlight_of_somebody_else_follows_the_edit_that_is_undone_below_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    capture.edit_note(workspace=desk.workspace, note=desk.note, text="The late fee was high")
    capture.edit_note(workspace=desk.workspace, note=desk.note, text="And then the late fee was high")
    desk.become("lea")
    highlighting.highlight(workspace=desk.workspace, note=desk.note, starts=13, ends=21, tag=desk.tags[0])
    desk.become("kim")
    history.undo(workspace=desk.workspace)
    assert words(desk.workspace) == ["late fee"]
    desk.become("lea")
    history.undo(workspace=desk.workspace)
    assert (words(desk.workspace), desk.carried()) == ([], {})
    history.redo(workspace=desk.workspace)
    assert words(desk.workspace) == ["late fee"]
    desk.become("kim")
    history.redo(workspace=desk.workspace)
    assert words(desk.workspace) == ["late fee"]
