"""One note beside the list: what it shows, and what is done to its words by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Severity
from council_app.domain.note_filter import Condition, Facet
from council_app.domain.note_list import NoteDetail
from council_app.services import codebook, codebook_editing, highlighting, listing
from council_app.services.workspace import Workspace
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given
from tests.pausing import until_idle

Settled = Callable[[], None]
OpenFile = Callable[[Path], Workspace]
OpenDesk = Callable[[Workspace], TaggingScreen]
ENTER, ESCAPE, DELETE, LEFT, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SAID = "The letter came late 🙂 and the fee was a surprise."
NOTES = f"""
council: 1
notes:
  - {{key: first, session: {given.SESSION}, at: 2026-05-12T09:00:00+00:00, seat: P01, author: Kim, text: 'Before it all.', kind: praise}}
  - key: second
    session: {given.SESSION}
    at: 2026-05-12T09:01:00+00:00
    seat: P02
    author: Kim
    text: '{SAID}'
    kind: friction
    severity: 3
    verbatim: true
    raised: prompted
    stage: buy/pay
  - {{key: third, session: {given.SESSION}, at: 2026-05-12T09:02:00+00:00, seat: P02, author: Kim, text: 'It was 29 kronor.', kind: praise}}
"""


@pytest.fixture
def workspace(tmp_path: Path, open_file: OpenFile) -> Workspace:
    made = given.workspace(tmp_path, given.people(), NOTES)
    made.close()
    return open_file(tmp_path / "w.council")


@pytest.fixture
def desk(workspace: Workspace, open_desk: OpenDesk, settled: Settled) -> TaggingScreen:
    """The second of three notes at hand."""
    screen = open_desk(workspace)
    QTest.keyClick(screen.list, Qt.Key.Key_Down)
    settled()
    assert shown(screen).note.text == SAID
    return screen


def shown(desk: TaggingScreen) -> NoteDetail:
    note = desk.panes.note.note
    assert note is not None
    return note


def tag(workspace: Workspace, path: str) -> str:
    return next(each.id for each in codebook.codebook(workspace=workspace) if each.path == path)


def choose(desk: TaggingScreen, words: str) -> None:
    """Choose words by keyboard: the caret walks there, and Shift takes them. Nothing reads any more at the end: a test may."""
    box, starts = desk.panes.note.words, SAID.index(words)
    box.setFocus()
    while box.caret > 0:
        QTest.keyClick(box, LEFT)
    while box.caret < starts:
        QTest.keyClick(box, RIGHT)
    for _ in words:
        QTest.keyClick(box, RIGHT, SHIFT)
    until_idle(desk.ctx)


def spans(desk: TaggingScreen) -> list[tuple[str, str]]:
    note = shown(desk)
    return [(each.tag.path, note.note.text[each.starts : each.ends]) for each in note.highlights]


def test_all_that_is_known_stands_beside_the_words(desk: TaggingScreen) -> None:
    note = desk.panes.note
    assert note.words.toPlainText() == desk.t.quote(SAID)
    assert note.head.what.accessibleName() == "Friction, 3 serious"
    assert dict(note.facts._shown)["Where"] == "Bristol, 12 May 2026, 09:30"
    assert dict(note.facts._shown)["Quote"] == "inside and in public"
    assert [row.note.text for row in note.around.rows] == ["Before it all.", "It was 29 kronor."]
    assert note.head.place.text() == "2 of 3"


def test_words_are_chosen_with_the_keyboard_and_a_letter_highlights_them(
    desk: TaggingScreen, workspace: Workspace, settled: Settled
) -> None:
    late = tag(workspace, "fees/late")
    desk.panes.verbs.set_letter(late, "l")
    settled()
    choose(desk, "the fee was a surprise")
    QTest.keyClicks(desk.panes.note.words, "l")
    settled()
    assert spans(desk) == [("fees/late", "the fee was a surprise")]
    assert desk.panes.note.chosen_words is None
    assert desk.list.at_hand is not None
    assert [each.path for each in desk.list.at_hand.tags] == ["fees/late"]
    assert "fees/late on “the fee was a surprise”" in desk.panes.note.words.accessibleDescription()
    assert [row.accessibleName().split(", ")[0] for row in desk.panes.note.marks.rows] == ["fees/late"]


def test_undo_takes_a_highlight_back(desk: TaggingScreen, workspace: Workspace, window: MainWindow, settled: Settled) -> None:
    choose(desk, "The letter")
    desk.panes.put(tag(workspace, "tone"))
    settled()
    assert spans(desk) == [("tone", "The letter")]
    window.undo()
    settled()
    assert spans(desk) == []


def test_a_new_name_makes_a_tag_on_the_words_chosen(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    choose(desk, "🙂")
    desk.panes.make("Mood/Smiles")
    settled()
    assert spans(desk) == [("mood/smiles", "🙂")]
    assert tag(workspace, "mood/smiles")


def test_delete_on_its_line_removes_a_highlight(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    choose(desk, "late")
    desk.panes.put(tag(workspace, "tone"))
    settled()
    row = desk.panes.note.marks.rows[0]
    row.setFocus()
    QTest.keyClick(row, DELETE)
    settled()
    assert shown(desk).highlights == ()
    assert shown(desk).tagged == ()


def test_a_highlight_gets_another_tag(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    choose(desk, "late")
    desk.panes.put(tag(workspace, "tone"))
    settled()
    desk.panes.note.saying.retag(shown(desk).highlights[0].id, tag(workspace, "fees"))
    settled()
    assert spans(desk) == [("fees", "late")]
    assert [each.tag.path for each in shown(desk).tagged] == ["fees"]


def test_a_click_on_a_highlight_offers_what_can_be_done(desk: TaggingScreen, workspace: Workspace, settled: Settled, qtbot: QtBot) -> None:
    choose(desk, "The letter")
    desk.panes.put(tag(workspace, "tone"))
    settled()
    words = desk.panes.note.words
    cursor = QTextCursor(words.document())
    cursor.setPosition(5)
    place = words.cursorRect(cursor).center()
    with qtbot.waitSignal(words.asked) as asked:
        QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = desk.panes.note.offering.open_laid_menu(asked.args[0], QPoint(0, 0))
    assert [each.text() for each in menu.actions() if each.text()] == [f"tone, {desk.ctx.author}", "Remove the highlight", "Another tag"]
    menu.close()


def test_more_highlights_than_lines_are_counted_and_named(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    note = shown(desk).note.id
    for number in range(5):
        made = codebook_editing.add_tag(workspace=workspace, name=f"Layer {number}")
        written = highlighting.highlight(workspace=workspace, note=note, starts=0, ends=20, tag=made.tag.id).changes
    desk.ctx.changed.emit(written)
    settled()
    assert desk.panes.note.words._lanes == (0, 1, 2, 3, 4)
    assert len(desk.panes.note.marks.rows) == 5
    assert not desk.panes.note.words.grab().isNull()


def test_words_are_edited_in_place_and_highlights_stay_on_them(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    choose(desk, "the fee")
    desk.panes.put(tag(workspace, "tone"))
    settled()
    desk.list.setFocus()
    QTest.keyClicks(desk.list, "e")
    box = desk.panes.note.editor.box
    assert box.isVisible()
    box.setPlainText(f"Well. {SAID}")
    QTest.keyClick(box, ENTER, CTRL)
    settled()
    assert shown(desk).note.text == f"Well. {SAID}"
    assert spans(desk) == [("tone", "the fee")]


def test_what_was_typed_is_kept_when_another_note_is_shown(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    note = shown(desk).note.id
    desk.edit_words()
    desk.panes.note.editor.box.setPlainText("Typed over.")
    desk.list.step(1)
    settled()
    assert listing.detail(workspace=workspace, note=note).note.text == "Typed over."
    assert desk.panes.note.words.isVisible()


def test_escape_leaves_the_words_as_they_were(desk: TaggingScreen, settled: Settled) -> None:
    desk.edit_words()
    QTest.keyClicks(desk.panes.note.editor.box, "nonsense")
    QTest.keyClick(desk.panes.note.editor.box, ESCAPE)
    settled()
    assert shown(desk).note.text == SAID


def test_a_note_is_split_at_the_caret(desk: TaggingScreen, settled: Settled, qtbot: QtBot) -> None:
    choose(desk, "and the fee")
    desk.panes.note.words.choose_words(SAID.index("and the"), SAID.index("and the"))
    desk.split_note()
    settled()
    assert shown(desk).note.text == "The letter came late 🙂"
    assert [row.note.text for row in desk.panes.note.around.rows][-1] == "and the fee was a surprise."


def test_two_notes_of_one_person_are_joined(desk: TaggingScreen, settled: Settled) -> None:
    desk.join_next()
    settled()
    assert shown(desk).note.text == f"{SAID} It was 29 kronor."


def test_what_is_known_is_said_by_menu(desk: TaggingScreen, settled: Settled) -> None:
    menu = desk.panes.note.offering.open_note_menu(desk.panes.note.head.what)
    assert menu is not None
    below = {each.text(): each.menu() for each in menu.actions() if each.menu() is not None}
    assert list(below)[:4] == ["Kind", "Severity", "How raised", "Channel"]
    severity = below["Severity"]
    assert severity is not None
    next(each for each in severity.actions() if each.text() == "4 blocks").trigger()  # type: ignore[attr-defined]
    menu.close()
    settled()
    assert shown(desk).note.severity is Severity.BLOCKS


def test_a_neighbour_is_one_key_away(desk: TaggingScreen, settled: Settled) -> None:
    row = desk.panes.note.around.rows[0]
    row.setFocus()
    QTest.keyClick(row, ENTER)
    settled()
    assert shown(desk).note.text == "Before it all."
    assert desk.list.at_hand is not None
    assert desk.list.at_hand.text == "Before it all."


def test_what_is_done_goes_to_the_note_that_is_visited(desk: TaggingScreen, workspace: Workspace, settled: Settled, qtbot: QtBot) -> None:
    """The list finds one note; a neighbour that it does not find is looked at, and tagged."""
    desk.filters.put(Facet.SEVERITY, Condition(Facet.SEVERITY, ("3",)))
    qtbot.waitUntil(lambda: [note.text for note in desk.model.notes] == [SAID])
    settled()
    before = desk.panes.note.around.rows[0]
    before.click()
    settled()
    assert shown(desk).note.text == "Before it all."
    desk.panes.put(tag(workspace, "tone"))
    settled()
    assert [each.tag.path for each in shown(desk).tagged] == ["tone"]
    assert desk.model.notes[0].tags == ()
    assert desk.panes.note.head.place.text() == ""


def test_who_takes_the_words_back_takes_them_from_the_panel(desk: TaggingScreen, workspace: Workspace, settled: Settled) -> None:
    desk.panes.note.show_note("no-such-note")
    settled()
    assert desk.panes.note.note is None
    assert workspace is desk.ctx.workspace


def test_in_one_column_enter_opens_the_note_and_escape_goes_back(desk: TaggingScreen, window: MainWindow, settled: Settled) -> None:
    window.resize(640, 500)
    settled()
    assert (desk.list.isVisible(), desk.panes.note.isVisible(), desk.panes.panel.isVisible()) == (True, False, False)
    QTest.keyClick(desk.list, ENTER)
    assert (desk.list.isVisible(), desk.panes.note.words.hasFocus()) == (False, True)
    QTest.keyClick(desk.panes.note.words, ESCAPE)
    assert (desk.list.hasFocus(), desk.panes.note.isVisible()) == (True, False)
    QTest.keyClick(desk.list, ENTER)
    desk.panes.note.head.back.click()
    assert (desk.list.hasFocus(), desk.panes.note.isVisible()) == (True, False)


def test_too_little_to_learn_from_is_said(desk: TaggingScreen, qtbot: QtBot) -> None:
    sentence = desk.panes.note.suggested.sentence
    qtbot.waitUntil(lambda: "Suggestions begin once" in sentence.text(), timeout=20_000)
    assert desk.panes.note.suggested.rows == ()
