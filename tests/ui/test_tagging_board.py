"""Laying notes together on a board, by mouse and by keyboard, until a group is a tag."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.board_layout import Box
from council_app.domain.boards import Board
from council_app.domain.note_filter import Facet, Selection, filter_of, where
from council_app.services.board_groups import add_group
from council_app.services.boards import board as read_board
from council_app.services.boards import boards, delete_board, make_board
from council_app.services.capture import edit_note
from council_app.services.finding import search
from council_app.services.workspace import Workspace
from council_app.ui.core.choosing import ChoicePicker
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.tagging.board.desk import BoardDesk
from council_app.ui.screens.tagging.board.keyboard import Verb
from council_app.ui.screens.tagging.board.pages import BoardsPage
from council_app.ui.screens.tagging.board.state import Spot
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given
from tests.pausing import until_idle

Settled = Callable[[], None]
Press = Callable[..., None]
ENTER, ESC, SPACE, TAB, BACKTAB, F2, DELETE = (
    Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F2, Qt.Key.Key_Delete,
)  # fmt: skip
UP, DOWN, LEFT, RIGHT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right
NONE, SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
SAID = ("fee came late", "letter like a threat", "I like the summary", "who do I ring", "fee without a word", "page in one sheet")


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, settled: Settled) -> BoardsPage:
    """The boards, over the list of six notes."""
    workspace = given.workspace(
        tmp_path, given.people(), given.notes(*((f"P{number:02}", words) for number, words in enumerate(SAID, start=1)))
    )
    workspace.close()
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.TAGGING)
    settled()
    window.activateWindow()
    screen = window.frame.front
    assert isinstance(screen, TaggingScreen)
    screen.open_page("tagging.board")
    settled()
    found = screen.pile.top
    assert isinstance(found, BoardsPage)
    return found


def workspace_of(page: BoardsPage) -> Workspace:
    assert page.ctx.workspace is not None
    until_idle(page.ctx)
    return page.ctx.workspace


def note(page: BoardsPage, words: str) -> str:
    (found,) = search(workspace=workspace_of(page), query=words)
    return found.id


@pytest.fixture
def desk(page: BoardsPage, settled: Settled, qtbot: QtBot) -> BoardDesk:
    """A board of all six, two of them in a group already."""
    workspace = workspace_of(page)
    made = make_board(workspace=workspace, name="Why people leave", notes=Selection(filter=filter_of([])))
    inside = [note(page, SAID[1]), note(page, SAID[2])]
    add_group(workspace=workspace, key=made.key, name="Letters", notes=inside)
    page.open_board(made.key)
    settled()
    qtbot.wait(20)
    qtbot.waitUntil(page.desk.canvas.hasFocus)
    return page.desk


@pytest.fixture
def press(window: MainWindow, settled: Settled) -> Press:
    """A key wherever the keyboard is; then everything is kept and read again."""

    def key(pressed: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget() or window, pressed, modifier)
        settled()

    return key


def on_file(desk: BoardDesk) -> Board:
    assert desk.ctx.workspace is not None
    until_idle(desk.ctx)
    return read_board(workspace=desk.ctx.workspace, key=desk.state.board.key)


def groups(desk: BoardDesk) -> dict[str, list[str]]:
    """What each group holds, on file; "" are the loose cards."""
    found = on_file(desk)
    held = {group.name: [card.note.text for card in found.of(group.id)] for group in found.groups}
    return held | {"": sorted(card.note.text for card in found.of(None))}


def at(desk: BoardDesk, place: Box) -> QPoint:
    return desk.canvas.to_view(place).center().toPoint()


def card(desk: BoardDesk, words: str) -> QPoint:
    return at(desk, desk.state.layout.cards[named(desk, words)])


def named(desk: BoardDesk, words: str) -> str:
    return next(note for note, card in desk.state.cards.items() if card.note.text == words)


def head(desk: BoardDesk, name: str) -> QPoint:
    box = desk.canvas.to_view(desk.state.layout.groups[next(group.id for group in desk.state.board.groups if group.name == name)])
    return QPoint(round(box.center().x()), round(box.top()) + 8)


def drag(desk: BoardDesk, start: QPoint, end: QPoint) -> None:
    view, left = desk.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, NONE, start)
    for step in range(1, 6):
        QTest.mouseMove(view, start + (end - start) * step / 5)
    QTest.mouseRelease(view, left, NONE, end)


def type_into(desk: BoardDesk, text: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def popup(desk: BoardDesk) -> ChoicePicker:
    found = desk.acting.chooser.popup
    assert found is not None
    return found


def choose(desk: BoardDesk, typed: str, settled: Settled) -> None:
    QTest.keyClicks(popup(desk).box, typed)
    QTest.keyClick(popup(desk).box, ENTER)
    settled()


def stand_on(desk: BoardDesk, words: str) -> None:
    desk.state.stand(Spot(note=named(desk, words)))


def undo(desk: BoardDesk, settled: Settled) -> None:
    desk.ctx.asked.emit("edit.undo")
    settled()


# -- the boards there are


def test_a_board_is_made_of_what_the_filter_finds_by_keyboard(page: BoardsPage, press: Press) -> None:
    page.take_notes(None, filter_of([where(Facet.TEXT, "fee")]))
    assert page.shelf.with_notes.isChecked()
    assert QApplication.focusWidget() is page.shelf.name
    QTest.keyClicks(page.shelf.name, "Fees")
    press(ENTER)
    assert sorted(card.note.text for card in page.desk.state.board.cards) == [SAID[0], SAID[4]]
    press(ESC)
    assert [line.name for line in page.shelf.model.rows] == ["Fees"]


def test_a_board_without_a_name_is_not_made(page: BoardsPage, press: Press) -> None:
    press(ENTER)
    assert boards(workspace=workspace_of(page)) == ()
    assert page.shelf.name.accessibleDescription() == "A board needs a name."


def test_chosen_notes_are_put_on_a_board_that_is_there(page: BoardsPage, press: Press, settled: Settled) -> None:
    QTest.keyClicks(page.shelf.name, "Empty")
    press(ENTER)
    press(ESC)
    page.take_notes(Selection(ids=frozenset({note(page, SAID[0]), note(page, SAID[3])})), filter_of([]))
    assert page.shelf.add_button.text() == "Put 2 notes on it"
    page.shelf.add_button.click()
    settled()
    assert sorted(card.note.text for card in page.desk.state.board.cards) == [SAID[0], SAID[3]]


def test_a_board_is_renamed_and_deleted_and_both_are_taken_back(page: BoardsPage, press: Press, settled: Settled) -> None:
    make_board(workspace=workspace_of(page), name="One")
    QTest.keyClicks(page.shelf.name, "Two")
    press(ENTER)
    press(ESC)
    page.shelf.table.selectRow(next(row for row, line in enumerate(page.shelf.model.rows) if line.name == "Two"))
    page.shelf.table.setFocus()
    press(F2)
    type_into(page.desk, "Other")
    press(ENTER)
    assert sorted(line.name for line in page.shelf.model.rows) == ["One", "Other"]
    page.shelf.table.setFocus()
    press(DELETE)
    assert [line.name for line in boards(workspace=workspace_of(page))] == ["One"]
    undo(page.desk, settled)
    undo(page.desk, settled)
    assert sorted(line.name for line in page.shelf.model.rows) == ["One", "Two"]


def test_a_board_that_is_deleted_while_it_is_open_leads_back_to_the_others(page: BoardsPage, desk: BoardDesk, settled: Settled) -> None:
    page.ctx.changed.emit(delete_board(workspace=workspace_of(page), key=desk.state.board.key))
    settled()
    assert (page.shelf.isVisible(), page.shelf.model.rows) == (True, ())


# -- by mouse


def test_a_card_is_dragged_into_a_group_and_taken_back(desk: BoardDesk, settled: Settled) -> None:
    before = groups(desk)
    drag(desk, card(desk, SAID[0]), head(desk, "Letters"))
    settled()
    assert groups(desk)["Letters"] == [SAID[0], SAID[1], SAID[2]]
    undo(desk, settled)
    assert groups(desk) == before
    assert desk.state.board == on_file(desk)


def test_a_card_is_shown_where_it_was_dropped_before_it_is_written(desk: BoardDesk, settled: Settled) -> None:
    drag(desk, card(desk, SAID[0]), head(desk, "Letters"))
    assert desk.state.cards[named(desk, SAID[0])].group == desk.state.board.groups[0].id
    settled()
    assert desk.state.board == on_file(desk)


def test_a_card_is_dropped_between_two_others(desk: BoardDesk, settled: Settled) -> None:
    place = desk.canvas.to_view(desk.state.layout.cards[named(desk, SAID[2])])
    drag(desk, card(desk, SAID[0]), QPoint(round(place.center().x()), round(place.top()) + 4))
    settled()
    assert groups(desk)["Letters"] == [SAID[1], SAID[0], SAID[2]]


def test_a_card_laid_on_another_makes_a_group_named_in_place(desk: BoardDesk, press: Press, settled: Settled) -> None:
    drag(desk, card(desk, SAID[0]), card(desk, SAID[4]))
    type_into(desk, "Fees")
    press(ENTER)
    assert sorted(groups(desk)["Fees"]) == [SAID[0], SAID[4]]
    assert desk.state.group is not None
    assert desk.state.group.name == "Fees"
    undo(desk, settled)
    assert "Fees" not in groups(desk)


def test_a_group_that_gets_no_name_is_not_made(desk: BoardDesk, press: Press) -> None:
    before = on_file(desk)
    drag(desk, card(desk, SAID[0]), card(desk, SAID[4]))
    press(ESC)
    assert on_file(desk) == before
    assert desk.canvas.hasFocus()


def test_many_cards_are_caught_with_a_band_and_dragged_at_once(desk: BoardDesk, settled: Settled) -> None:
    loose = [desk.canvas.to_view(desk.state.layout.cards[each]) for each in desk.state.layout.cards if desk.state.cards[each].group is None]
    all_of_them = QRectF()
    for place in loose:
        all_of_them = all_of_them.united(place)
    drag(desk, all_of_them.topLeft().toPoint() - QPoint(6, 6), all_of_them.bottomRight().toPoint() + QPoint(3, 3))
    assert len(desk.state.chosen) == 4
    drag(desk, card(desk, SAID[0]), head(desk, "Letters"))
    settled()
    assert groups(desk)[""] == []
    undo(desk, settled)
    assert len(groups(desk)[""]) == 4


def test_a_card_is_dragged_out_of_its_group_and_a_group_somewhere_else(desk: BoardDesk, settled: Settled) -> None:
    drag(desk, card(desk, SAID[1]), QPoint(300, desk.canvas.viewport().height() - 60))
    settled()
    assert groups(desk)["Letters"] == [SAID[2]]
    x = on_file(desk).groups[0].x
    drag(desk, head(desk, "Letters"), head(desk, "Letters") + QPoint(60, 30))
    settled()
    assert on_file(desk).groups[0].x == pytest.approx(x + 60 / desk.canvas.zoom, abs=3)
    undo(desk, settled)
    assert on_file(desk).groups[0].x == x


def test_esc_puts_back_what_is_in_the_hand(desk: BoardDesk, press: Press) -> None:
    before, view = on_file(desk), desk.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, card(desk, SAID[0]))
    QTest.mouseMove(view, head(desk, "Letters"))
    assert desk.canvas.moving == frozenset({named(desk, SAID[0])})
    press(ESC)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, head(desk, "Letters"))
    assert (on_file(desk), desk.canvas.moving) == (before, frozenset())


def test_what_is_undone_while_it_is_in_the_hand_is_let_go(desk: BoardDesk, settled: Settled) -> None:
    view = desk.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, head(desk, "Letters"))
    QTest.mouseMove(view, head(desk, "Letters") + QPoint(40, 40))
    assert desk.hand.busy
    undo(desk, settled)
    assert (desk.hand.busy, desk.state.board.groups) == (False, ())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, QPoint(40, 40))
    settled()
    assert on_file(desk).groups == ()


# -- by keyboard


def test_arrows_go_by_where_cards_lie_and_shift_chooses_on_the_way(desk: BoardDesk, press: Press) -> None:
    stand_on(desk, SAID[0])
    start = desk.state.layout.cards[desk.state.spot.note]
    press(RIGHT, SHIFT)
    beside = desk.state.layout.cards[desk.state.spot.note]
    assert (beside.y, len(desk.state.chosen)) == (start.y, 2)
    press(LEFT)
    assert desk.state.layout.cards[desk.state.spot.note] == start


def test_cards_are_moved_by_typing_the_name_of_a_group(desk: BoardDesk, press: Press, settled: Settled) -> None:
    for words in (SAID[0], SAID[4]):
        stand_on(desk, words)
        press(SPACE)
    press(Qt.Key.Key_M)
    choose(desk, "lett", settled)
    assert sorted(groups(desk)["Letters"]) == sorted((SAID[0], SAID[1], SAID[2], SAID[4]))
    press(Qt.Key.Key_M)
    choose(desk, "loose", settled)
    assert groups(desk)["Letters"] == [SAID[1], SAID[2]]


def test_a_group_is_made_of_the_chosen_or_by_a_name_that_is_not_there(desk: BoardDesk, press: Press, settled: Settled) -> None:
    stand_on(desk, SAID[0])
    press(Qt.Key.Key_G)
    type_into(desk, "Fees")
    press(ENTER)
    stand_on(desk, SAID[3])
    press(Qt.Key.Key_M)
    choose(desk, "Phone", settled)
    assert (groups(desk)["Fees"], groups(desk)["Phone"]) == ([SAID[0]], [SAID[3]])


def test_tab_goes_from_group_to_group_and_then_on(desk: BoardDesk, press: Press) -> None:
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    press(TAB)
    assert desk.state.cards[desk.state.spot.note].group is None
    press(BACKTAB)
    assert desk.state.spot.group == desk.state.board.groups[0].id
    press(BACKTAB)
    assert not desk.canvas.hasFocus()


def test_a_group_is_renamed_coloured_and_dissolved(desk: BoardDesk, press: Press, settled: Settled) -> None:
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    press(F2)
    type_into(desk, "Mail")
    press(ENTER)
    press(Qt.Key.Key_C)
    choose(desk, "blue", settled)
    assert (on_file(desk).groups[0].name, on_file(desk).groups[0].colour) == ("Mail", "#1464d2")
    press(DELETE, SHIFT)
    assert (on_file(desk).groups, len(on_file(desk).of(None))) == ((), 6)
    undo(desk, settled)
    assert groups(desk)["Mail"] == [SAID[1], SAID[2]]


def test_a_group_becomes_a_tag_under_another_and_what_came_since_gets_it_too(desk: BoardDesk, press: Press, settled: Settled) -> None:
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    press(Qt.Key.Key_T)
    choose(desk, "tone", settled)
    assert [group.tag.path for group in on_file(desk).groups if group.tag is not None] == ["tone/letters"]
    drag(desk, card(desk, SAID[0]), head(desk, "Letters"))
    settled()
    desk.state.choose(())
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    assert desk.bar.buttons[Verb.TAG].text() == "Tag the 1 that came since"
    press(Qt.Key.Key_T)
    assert "tone/letters" in [tag.path for tag in desk.state.cards[named(desk, SAID[0])].note.tags]
    assert not desk.bar.buttons[Verb.TAG].isVisible()


def test_a_card_is_taken_off_and_one_stands_on_the_next(desk: BoardDesk, press: Press, settled: Settled) -> None:
    stand_on(desk, SAID[0])
    press(DELETE)
    assert len(on_file(desk).cards) == 5
    assert desk.state.spot.note in desk.state.cards
    undo(desk, settled)
    assert len(desk.state.cards) == 6


def test_enter_reads_a_note_large_and_esc_goes_back_step_by_step(desk: BoardDesk, press: Press, page: BoardsPage) -> None:
    stand_on(desk, SAID[1])
    press(SPACE)
    press(ENTER)
    assert desk.reading.words.text() == f"“{SAID[1]}”"
    press(ESC)
    assert desk.canvas.hasFocus()
    press(ESC)
    assert desk.state.chosen == frozenset()
    press(ESC)
    assert page.shelf.isVisible()


def test_alt_and_an_arrow_move_what_is_at_hand(desk: BoardDesk, press: Press) -> None:
    stand_on(desk, SAID[2])
    press(UP, ALT)
    assert groups(desk)["Letters"] == [SAID[2], SAID[1]]
    stand_on(desk, SAID[0])
    x = desk.state.cards[desk.state.spot.note].x
    press(RIGHT, ALT)
    assert on_file(desk).cards != ()
    assert desk.state.cards[named(desk, SAID[0])].x > x


def test_a_screen_reader_is_told_where_one_stands(desk: BoardDesk, press: Press, qtbot: QtBot) -> None:
    stand_on(desk, SAID[1])
    press(SPACE)
    desk.state.stand(desk.state.spot)
    qtbot.wait(5)
    assert desk.canvas.accessibleDescription() == f"P02, friction, “{SAID[1]}”, in “Letters”, chosen"
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    qtbot.wait(5)
    assert desk.canvas.accessibleDescription() == "Group Letters, 2 cards"


# -- seeing


def test_looking_for_words_leaves_only_what_matches_and_ctrl_a_takes_that(desk: BoardDesk, press: Press) -> None:
    press(Qt.Key.Key_F, CONTROL)
    assert desk.tools.box.hasFocus()
    type_into(desk, "LIKE")
    assert desk.state.found == frozenset({named(desk, SAID[1]), named(desk, SAID[2])})
    press(ENTER)
    press(Qt.Key.Key_A, CONTROL)
    assert desk.state.chosen == desk.state.found
    press(ESC)
    assert desk.state.found is None


def test_another_change_keeps_what_is_seen_and_chosen(desk: BoardDesk, press: Press, settled: Settled) -> None:
    press(Qt.Key.Key_Plus, CONTROL)
    stand_on(desk, SAID[0])
    press(SPACE)
    seen, chosen, workspace = desk.canvas.seen, desk.state.chosen, desk.ctx.workspace
    assert workspace is not None
    changed = edit_note(workspace=workspace, note=named(desk, SAID[1]), text="letter like a warning")
    desk.ctx.changed.emit(changed)
    settled()
    assert "letter like a warning" in [each.note.text for each in desk.state.cards.values()]
    assert (desk.canvas.seen, desk.state.chosen) == (seen, chosen)


def test_zooming_holds_the_point_under_the_mouse(desk: BoardDesk) -> None:
    point = card(desk, SAID[0]).toPointF()
    held = desk.canvas.to_board(point)
    for step in (1, 1, -1, -1, -1):
        desk.canvas.zoom_by(step, point)
        assert (desk.canvas.to_board(point) - held).manhattanLength() < 0.01


def test_everything_can_be_tidied_up(desk: BoardDesk, settled: Settled) -> None:
    drag(desk, card(desk, SAID[0]), card(desk, SAID[0]) + QPoint(31, 190))
    settled()
    before = on_file(desk)
    desk.tools.tidy.click()
    settled()
    assert on_file(desk) != before
    undo(desk, settled)
    assert on_file(desk) == before


# -- small windows


def test_a_small_window_shows_the_board_as_a_list_that_does_all_the_same(
    window: MainWindow, desk: BoardDesk, press: Press, settled: Settled, qtbot: QtBot
) -> None:
    window.resize(640, 400)
    settled()
    qtbot.waitUntil(desk.outline.hasFocus)
    lines = [desk.outline.lines.said(line).split(",")[-1].strip() for line in desk.outline.lines.lines]
    assert lines[:4] == ["Letters: 2 cards", f"“{SAID[1]}”", f"“{SAID[2]}”", "Loose cards: 4 cards"]
    desk.state.stand(Spot(note=named(desk, SAID[0])))
    press(SPACE)
    press(Qt.Key.Key_M)
    choose(desk, "letters", settled)
    assert groups(desk)["Letters"] == [SAID[1], SAID[2], SAID[0]]
    desk.state.choose(())
    desk.state.stand(Spot(group=desk.state.board.groups[0].id))
    press(F2)
    type_into(desk, "Mail")
    press(ENTER)
    assert "Mail" in groups(desk)
    assert desk.outline.hasFocus()
    press(TAB)
    assert desk.state.cards[desk.state.spot.note].group is None
