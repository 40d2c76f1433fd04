"""Two coders at one laptop, by keyboard: each sees the words and nobody else's tags; then they compare and decide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from council_app.domain.note_filter import Facet, NoteFilter, Selection, filter_of, where
from council_app.domain.rounds import Coding, RoundLine
from council_app.services import rounds
from council_app.services.capture import edit_note
from council_app.services.capture import notes as read_notes
from council_app.services.codebook_editing import set_shortcut
from council_app.services.listing import ids_of
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.coders.agreement import AgreementPage
from council_app.ui.screens.tagging.coders.beginning import BeginPage
from council_app.ui.screens.tagging.coders.coding import CodingPage
from council_app.ui.screens.tagging.coders.deciding import DecidePage
from council_app.ui.screens.tagging.coders.page import CodersPage
from council_app.ui.screens.tagging.coders.pages import OPENING
from council_app.ui.screens.tagging.coders.who import WhoPage
from council_app.ui.screens.tagging.coders.words import whole_words
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
KEY, SHIFT, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SAID = ("The late fee came without a word", "They wrote as if I had stolen it", "The late letter felt like a threat")


class Desk:
    """The page, and hands on the keyboard."""

    def __init__(self, window: MainWindow, page: CodersPage, settled: Settled) -> None:
        self.window, self.page, self._settled = window, page, settled

    @property
    def workspace(self) -> Workspace:
        assert self.window.ctx.workspace is not None
        return self.window.ctx.workspace

    def press(self, key: Qt.Key | str, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        for _ in range(times):
            target = QApplication.focusWidget()
            assert target is not None
            QTest.keyClick(target, key, held) if isinstance(key, Qt.Key) else QTest.keyClicks(target, key, held)
            self._settled()

    def top(self) -> QWidget | None:
        self._settled()
        return self.page.pile.top

    def coding(self) -> CodingPage:
        found = self.top()
        assert isinstance(found, CodingPage)
        return found

    def deciding(self) -> DecidePage:
        found = self.top()
        assert isinstance(found, DecidePage)
        return found

    def line(self) -> RoundLine:
        return rounds.rounds(workspace=self.workspace)[0]

    def tag(self, path: str) -> str:
        return next(tag.id for tag in rounds.branch(workspace=self.workspace, key=self.line().key) if tag.path == path)

    def seen(self, coder: str, position: int) -> list[tuple[str, tuple[int, int] | None]]:
        task = rounds.coding_task(workspace=self.workspace, key=self.line().key, coder=coder, position=position)
        assert task is not None
        paths = {tag.id: tag.path for tag in rounds.branch(workspace=self.workspace, key=self.line().key)}
        return [(paths[coding.tag], coding.span) for coding in task.codings]

    def carried(self, note: str) -> list[str]:
        return [tag.path for tag in read_notes(workspace=self.workspace, ids=[note])[0].tags]

    def sit_down(self, name: str) -> None:
        """Somebody says who they are."""
        assert isinstance(self.top(), WhoPage)
        self.press("a", CTRL)
        self.press(name)
        self.press(KEY.Key_Return)

    def begin(self, name: str) -> None:
        self.press("n", ALT)
        assert isinstance(self.top(), BeginPage)
        self.press(name)
        self.press(KEY.Key_Return)


@pytest.fixture
def desk(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Desk:
    """Three notes, each tagged `fees/late` by whoever was first; the page is open."""
    workspace = given.workspace(
        tmp_path, given.people(count=3), given.notes(*((f"P{number:02}", words) for number, words in enumerate(SAID, start=1)))
    )
    workspace.close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.TAGGING)
    screen = window.frame.front
    assert isinstance(screen, TaggingScreen)
    settled()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.ctx.asked.emit(OPENING.command.id)
    settled()
    page = screen.pile.top
    assert isinstance(page, CodersPage)
    return Desk(window, page, settled)


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_two_coders_code_compare_and_decide_by_keyboard(desk: Desk) -> None:
    desk.begin("Tone")
    desk.press(KEY.Key_Return)  # code in the round at hand
    desk.sit_down("Sara")
    desk.press("2")  # fees/late
    desk.press(KEY.Key_Return, times=2)
    desk.press("3")  # tone
    desk.press(KEY.Key_Return)
    assert desk.coding().task is None
    assert [desk.seen("Sara", place) for place in (1, 2, 3)] == [[("fees/late", None)], [], [("tone", None)]]
    desk.press(KEY.Key_Escape)
    desk.page.coder = ""  # Sara stands up
    desk.press(KEY.Key_Return)
    desk.sit_down("Jonas")
    desk.press("2")
    desk.press(KEY.Key_Return, times=3)
    desk.press(KEY.Key_Escape)
    assert (desk.line().through, desk.line().disputed) == ({"Jonas": 3, "Sara": 3}, 1)
    desk.press("a", ALT)
    agreement = desk.top()
    assert isinstance(agreement, AgreementPage)
    assert agreement.found is not None
    assert (agreement.found.notes, round(agreement.found.raw or 0, 4)) == (3, 0.6667)
    desk.press(KEY.Key_Escape)
    desk.press("d", ALT)
    note = desk.deciding().dispute.note.id
    assert desk.deciding().dispute.note.text == SAID[2]
    desk.press("2")  # Sara's set
    desk.press(KEY.Key_Return)
    assert desk.carried(note) == ["tone"]
    assert desk.deciding().queue == ()
    desk.window.undo()
    assert [each.note.id for each in desk.deciding().queue] == [note]
    assert desk.carried(note) == ["fees/late"]


def test_nobody_elses_tags_show_while_one_codes(desk: Desk) -> None:
    desk.begin("Tone")
    key, note = desk.line().key, next(iter(next(ids_of(workspace=desk.workspace, selection=Selection(filter=NoteFilter())))))
    rounds.put_coding(workspace=desk.workspace, key=key, note=note, coder="Sara", coding=Coding(desk.tag("tone")))
    rounds.finish_note(workspace=desk.workspace, key=key, note=note, coder="Sara")
    desk.press(KEY.Key_Return)
    desk.sit_down("Jonas")
    page = desk.coding()
    assert not any(row.ticked or row.aside for row in page.finder.list.tags.rows)
    assert "Sara" not in words_on(page)
    assert page.given.text() == "No tag yet. Enter says that none fits."
    assert page.who.text() == "as Jonas"


def test_words_are_chosen_and_tagged_by_keys_and_the_same_key_takes_it_back(desk: Desk) -> None:
    desk.begin("Tone")
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right, SHIFT, times=2)
    desk.press("2")
    assert desk.seen("Sara", 1) == [("fees/late", (4, 12))]
    assert desk.coding().given.text() == "You gave fees/late on “late fee”."
    desk.press("2")
    assert desk.seen("Sara", 1) == []


def test_escape_lets_go_step_by_step(desk: Desk) -> None:
    desk.begin("Tone")
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    page = desk.coding()
    desk.press(KEY.Key_Right, SHIFT)
    desk.press(KEY.Key_Escape)
    assert page.words.whole_words is None
    desk.press("/")
    desk.press("late")
    desk.press(KEY.Key_Escape)
    assert (page.finder.box.text(), page.words.hasFocus()) == ("", True)
    desk.press(KEY.Key_Escape)
    assert desk.top() is None


def test_a_tag_is_found_by_typing_and_given_by_its_letter(desk: Desk) -> None:
    desk.begin("Tone")
    set_shortcut(workspace=desk.workspace, tag=desk.tag("tone"), letter="t")
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    desk.press("t")
    desk.press("/")
    desk.press("late")
    desk.press(KEY.Key_Return)
    assert desk.seen("Sara", 1) == [("tone", None), ("fees/late", None)]
    desk.press(KEY.Key_Return)  # nothing is typed: through, next
    task = desk.coding().task
    assert task is not None
    assert (task.position, task.through) == (2, 1)


def test_a_coder_goes_back_and_undo_takes_the_last_tag_off(desk: Desk) -> None:
    desk.begin("Tone")
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    desk.press("1")
    desk.press(KEY.Key_Return)
    desk.press(KEY.Key_PageUp)
    task = desk.coding().task
    assert task is not None
    assert (task.position, task.done) == (1, True)
    desk.press("3")
    desk.window.undo()
    desk.top()
    assert [coding.tag for coding in desk.coding().seen] == [desk.tag("fees")]


def test_a_round_is_drawn_from_what_the_filter_finds_and_says_how(desk: Desk) -> None:
    desk.page.take_notes(None, filter_of([where(Facet.SEAT, "P01", "P02")]))
    desk.press("n", ALT)
    page = desk.top()
    assert isinstance(page, BeginPage)
    page.sample.setText("1")
    page.seed.setText("7")
    assert page.told.text() == "1 of 2 notes. The same seed draws the same ones again."
    page.name.setText("Small")
    page.start()
    desk.top()
    assert (desk.line().name, desk.line().notes) == ("Small", 1)


def test_tags_given_so_far_are_the_first_coders(desk: Desk) -> None:
    desk.press("n", ALT)
    page = desk.top()
    assert isinstance(page, BeginPage)
    page.name.setText("All")
    page.tagged_by.setText("Sara")
    desk.press(KEY.Key_Return, CTRL)
    assert desk.line().through == {"Sara": 3}


def test_a_round_is_closed_renamed_and_deleted_and_undone(desk: Desk) -> None:
    desk.begin("Tone")
    view = desk.page.rounds
    view.panel.close_button.click()
    desk.top()
    assert (desk.line().closed, view.panel.code.isEnabled()) == (True, False)
    desk.press(KEY.Key_F2)
    desk.press("a", CTRL)
    desk.press("Voice")
    desk.press(KEY.Key_Return)
    assert (desk.line().name, view.panel.title.text()) == ("Voice", "Voice")
    desk.press(KEY.Key_Delete)
    assert rounds.rounds(workspace=desk.workspace) == ()
    assert view.empty.isVisible()
    desk.window.undo()
    desk.top()
    assert view.panel.title.text() == "Voice"


def test_a_note_edited_while_it_is_coded_keeps_the_spans_on_their_words(desk: Desk) -> None:
    desk.begin("Tone")
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    desk.press(KEY.Key_Right)
    desk.press(KEY.Key_Right, SHIFT, times=2)
    desk.press("2")
    task = desk.coding().task
    assert task is not None
    changed = edit_note(workspace=desk.workspace, note=task.note.id, text=f"Again: {SAID[0].lower()}")
    desk.window.ctx.changed.emit(changed)
    desk.top()
    assert desk.coding().given.text() == "You gave fees/late on “late fee”."


def test_decided_notes_can_be_looked_at_and_decided_again(desk: Desk) -> None:
    notes = next(ids_of(workspace=desk.workspace, selection=Selection(filter=NoteFilter())))
    desk.begin("Tone")
    key, tone, late = desk.line().key, desk.tag("tone"), desk.tag("fees/late")
    for coder, tags in (("Sara", [tone]), ("Jonas", [tone, late])):
        for tag in tags:
            rounds.put_coding(workspace=desk.workspace, key=key, note=notes[0], coder=coder, coding=Coding(tag))
        rounds.finish_note(workspace=desk.workspace, key=key, note=notes[0], coder=coder)
    desk.page.rounds.reload()
    desk.top()
    desk.press("d", ALT)
    desk.sit_down("Mia")
    page = desk.deciding()
    assert [(row.path, row.ticked, row.aside) for row in page.list.tags.rows] == [
        ("tone", True, "everybody"),
        ("fees/late", False, "Jonas"),
    ]
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_Space)
    desk.press(KEY.Key_Return)
    assert desk.carried(notes[0]) == ["fees/late", "tone"]
    desk.press("d", ALT)
    assert page.about.text().endswith("decided by Mia")
    desk.press("0")
    desk.press(KEY.Key_Return)
    assert desk.carried(notes[0]) == []


def test_agreement_is_copied_and_names_what_is_undefined(desk: Desk) -> None:
    notes = next(ids_of(workspace=desk.workspace, selection=Selection(filter=NoteFilter())))
    desk.begin("Tone")
    key, tone = desk.line().key, desk.tag("tone")
    for coder in ("Sara", "Jonas"):
        rounds.put_coding(workspace=desk.workspace, key=key, note=notes[0], coder=coder, coding=Coding(tone))
        rounds.finish_note(workspace=desk.workspace, key=key, note=notes[0], coder=coder)
    desk.page.rounds.reload()
    desk.top()
    desk.press("a", ALT)
    page = desk.top()
    assert isinstance(page, AgreementPage)
    assert page.reasons.text().startswith("n/a: everybody said the same of every note, there is nothing to compare with chance.")
    assert page.notes.text() == "Of 1 note of 3 that two coders or more are through with. Coders: Jonas and Sara."
    page.copy()
    assert QApplication.clipboard().text().splitlines()[1].split("\t")[:5] == ["", "1", "1.0", "n/a", "n/a"]


@pytest.mark.parametrize(("span", "grown"), [((5, 10), (4, 12)), ((4, 8), (4, 8)), ((3, 13), (4, 12)), ((9, 10), (9, 12))])
def test_spans_are_whole_words(span: tuple[int, int], grown: tuple[int, int]) -> None:
    assert whole_words("The late fee came", span) == grown


def test_nothing_essential_is_cut_in_the_smallest_window(desk: Desk) -> None:
    desk.begin("Tone")
    desk.window.resize(640, 400)
    desk.press(KEY.Key_Return)
    desk.sit_down("Sara")
    page = desk.coding()
    for widget in (page.words, page.next, page.finder.box, page.finder.list, page.who):
        assert not widget.visibleRegion().isEmpty()
        assert widget.mapTo(page, widget.rect().topRight()).x() <= page.width()
