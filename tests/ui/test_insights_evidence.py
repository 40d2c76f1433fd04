"""What an insight rests on, in the reading column: every quote reached, turned, taken away and opened by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Purpose
from council_app.services import insights
from council_app.services.roster import roster_lines
from council_app.services.withdrawal import withdraw_for
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.evidence.card import QuoteCard
from council_app.ui.screens.insights.evidence.carrying import carried
from council_app.ui.screens.insights.evidence.finder import Finder
from council_app.ui.screens.insights.evidence.section import FEW, PAGE
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.tagging.view import TaggingScreen
from tests import factories as given

Settled = Callable[[], None]
ENTER, ESC, DOWN, UP, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Delete
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def place(opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled, qtbot: QtBot) -> InsightsScreen:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    opened.activateWindow()
    settled()
    screen.show_insight("reminders-cross")
    settled()
    return screen


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    assert opened.ctx.workspace is not None
    return opened.ctx.workspace


def behind(place: InsightsScreen) -> tuple[list[str], list[str]]:
    """Ids of the notes that speak for the insight at hand, and against it, as they show."""
    return tuple([card.note.id for card in place.detail.sections[against].cards] for against in (False, True))  # type: ignore[return-value]


def at_hand(place: InsightsScreen) -> QuoteCard:
    card = place.detail.card_at_hand()
    assert card is not None
    return card


def first_quote(place: InsightsScreen) -> QuoteCard:
    place.to_quotes()
    return at_hand(place)


def finder() -> Finder:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Finder)
    return popup


def said(place: InsightsScreen) -> str:
    return " ".join(text.text() for text in place.detail.findChildren(Text) if text.isVisibleTo(place))


def test_a_turns_a_quote_against_the_insight_and_undo_turns_it_back(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    before = behind(place)
    note = first_quote(place).note.id
    QTest.keyClick(at_hand(place), Qt.Key.Key_A)
    settled()
    assert note in behind(place)[1]
    assert opened.frame.notice.accessibleName() == "The note contradicts the insight now"
    assert at_hand(place).note.id == before[0][1]  # the keyboard stays where the quote was
    opened.undo()
    settled()
    assert behind(place) == before


def test_a_quote_that_contradicts_is_turned_back_by_the_same_key(place: InsightsScreen, settled: Settled) -> None:
    note = behind(place)[1][0]
    place.detail.sections[True].enter(1)
    QTest.keyClick(at_hand(place), Qt.Key.Key_A)
    settled()
    assert note not in behind(place)[1]
    assert place.detail.detail is not None
    assert note in [line.id for line in place.detail.detail.supporting]


def test_delete_takes_a_chosen_note_away_and_keeps_one_that_stands_by_its_tag(
    place: InsightsScreen, opened: MainWindow, settled: Settled
) -> None:
    against = behind(place)[1][0]
    place.detail.sections[True].enter(1)
    QTest.keyClick(at_hand(place), DELETE)
    settled()
    assert against not in behind(place)[1]
    tagged = first_quote(place).note.id
    QTest.keyClick(at_hand(place), DELETE)
    settled()
    assert tagged in behind(place)[0]
    assert "the note stands there by its tag reminders/timing" in opened.frame.notice.accessibleName()


def test_arrows_reach_every_quote_and_what_contradicts_them(place: InsightsScreen) -> None:
    assert place.detail.detail is not None
    supporting = [line.id for line in place.detail.detail.supporting]
    assert len(supporting) == 12
    assert len(behind(place)[0]) == FEW
    first_quote(place)
    reached = [at_hand(place).note.id]
    for _ in range(len(supporting) + len(behind(place)[1]) - 1):
        QTest.keyClick(at_hand(place), DOWN)
        reached.append(at_hand(place).note.id)
    assert reached == [*supporting, *behind(place)[1]]
    for _ in range(len(reached)):
        QTest.keyClick(place.detail.card_at_hand() or place.detail, UP)
    assert QApplication.focusWidget() is place.detail.claim


def test_more_quotes_than_a_page_are_turned_over(window: MainWindow, tmp_path: object, settled: Settled) -> None:
    workspace = given.workspace(tmp_path, given.people())  # type: ignore[arg-type]
    notes = [(f"P{number % 12 + 1:02}", f"said {number}") for number in range(100)]
    lines_ = "".join(
        f"  - {{key: n{number}, session: {given.SESSION}, at: 2026-05-12T09:00:00.{number:06}+00:00, seat: {seat}, author: Kim, "
        f"text: '{words}', kind: friction, tags: [fees]}}\n"
        for number, (seat, words) in enumerate(notes)
    )
    given.apply(workspace, tmp_path, "council: 1\nnotes:\n" + lines_)  # type: ignore[arg-type]
    given.apply(workspace, tmp_path, given.INSIGHT)  # type: ignore[arg-type]
    workspace.close()
    window.open_path(workspace.path, "")
    settled()
    window.show_place(Place.INSIGHTS)
    settled()
    place = window.frame.front
    assert isinstance(place, InsightsScreen)
    section = place.detail.sections[False]
    assert len(section.cards) == FEW
    section.all.click()
    pages = [[card.note.text for card in section.cards]]
    while (section.first or 0) + PAGE < 100:
        section.show_page((section.first or 0) + PAGE)
        settled()  # a page that was not read yet is read
        section = place.detail.sections[False]
        pages.append([card.note.text for card in section.cards])
    assert [len(page) for page in pages] == [40, 40, 20]
    assert [words for page in pages for words in page] == [words for _seat, words in notes]
    QTest.keyClick(section.cards[0], UP)  # off the first of a page is the page before
    assert section.first == PAGE


def test_evidence_is_found_by_typing_and_added_one_after_the_other(
    place: InsightsScreen, opened: MainWindow, workspace: Workspace, settled: Settled
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_E, ALT)
    settled()
    QTest.keyClicks(finder().box, "wish list")
    finder().look()
    settled()
    popup = finder()
    found = [popup.model.item(row).text() for row in range(popup.model.rowCount())]
    assert found == ["There it is. The 26th. That is the whole wish list."]
    QTest.keyClick(popup.box, ENTER)
    settled()
    assert popup.isVisible()  # it stays for the next one
    QTest.keyClick(popup.box, ENTER)  # what is there already is not added twice
    settled()
    popup.close()
    now = [line.text for line in insights.insight(workspace=workspace, key="reminders-cross").supporting]
    assert now.count(found[0]) == 1
    assert opened.frame.notice.accessibleName() == "Added 1 note"


def test_what_contradicts_is_added_in_its_own_place(place: InsightsScreen, settled: Settled) -> None:
    before = behind(place)[1]
    place.add_against()
    settled()
    QTest.keyClicks(finder().box, "whole wish list")
    finder().look()
    settled()
    QTest.keyClick(finder().box, ENTER)
    finder().close()
    settled()
    assert len(behind(place)[1]) == len(before) + 1


def test_a_tag_is_taken_away_and_its_notes_with_it(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    place.detail.sections[False].tag_taken.emit("reminders/timing")
    settled()
    assert place.detail.detail is not None
    assert (place.detail.detail.tags, place.detail.detail.supporting) == ((), ())
    assert place.key == "reminders-cross"  # without evidence it still shows, to be given some
    opened.undo()
    settled()
    assert place.detail.detail.tags == ("reminders/timing",)


def test_enter_opens_the_note_in_tagging(place: InsightsScreen, opened: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    note = first_quote(place).note.id
    QTest.keyClick(at_hand(place), ENTER)
    settled()
    desk = opened.frame.front
    assert isinstance(desk, TaggingScreen)
    qtbot.waitUntil(lambda: desk.list.at_hand is not None and desk.list.at_hand.id == note)


def test_a_quote_let_go_on_the_other_side_stands_there(place: InsightsScreen, settled: Settled) -> None:
    note = behind(place)[0][0]
    section = place.detail.sections[True]
    data = carried([note])
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    section.dropEvent(event)
    settled()
    assert note in behind(place)[1]


def test_a_quote_let_go_on_another_insight_is_its_evidence_too(place: InsightsScreen, workspace: Workspace, settled: Settled) -> None:
    note = behind(place)[0][0]
    row = place.model.index(place.model.row_of("small-print"), 0)
    assert place.model.canDropMimeData(carried([note]), Qt.DropAction.CopyAction, -1, -1, row)
    assert place.model.dropMimeData(carried([note]), Qt.DropAction.CopyAction, -1, -1, row)
    settled()
    assert note in {line.id for line in insights.insight(workspace=workspace, key="small-print").supporting}
    assert note in behind(place)[0]


def test_the_claim_is_typed_over_in_place(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    QTest.keyClick(opened, Qt.Key.Key_F2)
    claim = place.detail.claim
    assert claim is not None
    assert claim.edit is not None
    QTest.keyClicks(claim.edit, "Reminders come after the money")
    QTest.keyClick(claim.edit, ENTER)
    settled()
    assert place.model.card(place.model.row_of("reminders-cross")).facts.title == "Reminders come after the money"
    opened.undo()
    settled()
    assert place.model.card(place.model.row_of("reminders-cross")).facts.title == "Reminders reach people after they have paid"


def test_esc_leaves_the_claim_as_it_was(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    place.edit_claim()
    claim = place.detail.claim
    assert claim is not None
    assert claim.edit is not None
    QTest.keyClicks(claim.edit, "Something else")
    QTest.keyClick(claim.edit, ESC)
    settled()
    assert claim.words.text() == "Reminders reach people after they have paid"
    assert claim.hasFocus()


def test_a_claim_that_is_typed_over_is_not_taken_away_by_a_change(place: InsightsScreen, settled: Settled) -> None:
    place.edit_claim()
    claim = place.detail.claim
    assert claim is not None
    assert claim.edit is not None
    QTest.keyClicks(claim.edit, "Half typed")
    place.verbs.edit({"problem": "Another wording of the problem"})
    settled()
    assert place.detail.claim is claim
    assert claim.edit.toPlainText() == "Half typed"
    QTest.keyClick(claim.edit, ESC)
    assert place.detail.detail is not None
    assert place.detail.detail.card.facts.problem == "Another wording of the problem"


def test_the_rate_to_compare_with_is_chosen(place: InsightsScreen, settled: Settled) -> None:
    assert place.detail.reach is not None
    menu = place.detail.reach.open_rates()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:6] == [f"If only 1 in {rate} had this" for rate in ("5", "10", "20", "50", "100", "1,000")]
    next(action for action in menu.actions() if action.text() == "If only 1 in 50 had this").trigger()
    menu.close()
    settled()
    assert place.model.card(place.model.row_of("reminders-cross")).likelihood.one_in == 50
    assert "If only 1 in 50 had this, hearing it from 5 of 18" in said(place)
    assert place.detail.reach.rate.text() == "Compare with 1 in 50"


def test_a_rate_of_ones_own_is_a_whole_number_from_two_on(place: InsightsScreen, settled: Settled) -> None:
    assert place.detail.reach is not None
    popup = place.detail.reach.ask_rate()
    QTest.keyClicks(popup.line, "1")
    QTest.keyClick(popup.line, ENTER)
    assert popup.isVisible()
    assert popup.field._below.text() == "Give a whole number, 2 or more."
    popup.line.setText("1 200")
    QTest.keyClick(popup.line, ENTER)
    settled()
    assert place.model.card(place.model.row_of("reminders-cross")).facts.one_in == 1200


def test_the_interval_in_the_sentence_is_the_one_of_the_service(place: InsightsScreen) -> None:
    assert place.detail.detail is not None
    reach = place.detail.detail.card.likelihood
    assert (reach.heard, reach.attendees) == (5, 18)
    assert "Consistent with 10%–53% of customers like them (95%, exact)." in said(place)
    assert "3 nods along (P05, P09, P12) are not counted." in said(place)


def test_what_was_taken_back_is_named_and_not_shown(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    card = first_quote(place)
    seat, words = card.note.seat, card.note.text
    session = card.note.session_key
    who = [line for line in place.detail.detail.supporting if line.seat == seat] if place.detail.detail is not None else []
    assert opened.ctx.workspace is not None
    attendance = next(line.id for line in roster_lines(workspace=opened.ctx.workspace, session=session) if line.seat == seat)
    opened.ctx.write(
        opened,
        lambda w: withdraw_for(workspace=w, session=session, attendance=attendance, purposes=[Purpose.NOTES]),
        lambda _: None,
        changes=lambda found: found.changes,
    )
    settled()
    assert words not in said(place)
    count = len(who)
    assert [card.note.withheld for card in place.detail.sections[False].cards].count(True) == count
    expected = (
        "1 note is not counted: its speaker took back consent."
        if count == 1
        else f"{count} notes are not counted: their speakers took back consent."
    )
    assert expected in said(place)
    assert place.model.card(place.model.row_of("reminders-cross")).evidence.people == 4


def test_a_menu_says_what_can_be_done_with_a_quote(place: InsightsScreen) -> None:
    menu = first_quote(place).open_menu()
    words = [action.text().split("\t")[0] for action in menu.actions()]
    menu.close()
    assert words == ["It contradicts the insight", "Take it away", "Open in Tagging"]


def test_where_a_file_can_only_be_read_nothing_is_changed_and_it_says_why(
    opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled
) -> None:
    assert opened.ctx.workspace is not None
    opened.ctx.workspace.read_only = True
    place = visit(Place.INSIGHTS)
    assert isinstance(place, InsightsScreen)
    settled()
    before = behind(place)
    first_quote(place)
    QTest.keyClick(at_hand(place), Qt.Key.Key_A)
    place.edit_claim()
    place.new_insight()
    settled()
    assert behind(place) == before
    assert place.detail.claim is not None
    assert place.detail.claim.edit is None
    assert QApplication.activePopupWidget() is None
    assert opened.frame.notice.accessibleName() == "This file is open for reading only."
    assert {row.button.toolTip() for row in place.gate._rows if row.button is not None} == {"This file is open for reading only."}
    opened.ctx.workspace.read_only = False


def test_the_popup_lies_wholly_on_the_screen(place: InsightsScreen, settled: Settled) -> None:
    place.add_evidence()
    settled()
    popup, room = finder(), place.screen().availableGeometry()
    assert room.contains(popup.geometry())
    assert popup.pos() != QPoint()
    popup.close()
