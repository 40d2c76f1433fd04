"""The list of insights: found, ordered and narrowed by keyboard, made and removed, one to stand on whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.services import demo, insights
from council_app.services.ranking import ranking
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.evidence.finder import Finder
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.ordering import Facet, Order
from council_app.ui.screens.insights.ranking.page import RankingPage
from council_app.ui.screens.insights.view import InsightsScreen
from tests import factories as given

Settled = Callable[[], None]
ENTER, ESC, DOWN, END, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Delete
BY_EVIDENCE = [
    "due-date",
    "one-message",
    "fee-purpose",
    "reminders-cross",
    "pause",
    "reminder-fee",
    "returns-bill",
    "final-letter",
    "small-print",
]


@pytest.fixture
def place(opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled, qtbot: QtBot) -> InsightsScreen:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    settled()
    opened.activateWindow()
    qtbot.waitUntil(screen.list.hasFocus)
    return screen


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    assert opened.ctx.workspace is not None
    return opened.ctx.workspace


def keys(place: InsightsScreen) -> list[str]:
    return [place.model.card(row).facts.key for row in range(place.model.rowCount())]


def run(window: MainWindow, command: str, settled: Settled) -> None:
    window.actions_table.run(command)
    settled()


def finder() -> Finder:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Finder)
    return popup


def test_the_model_is_what_qt_expects(place: InsightsScreen, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(place.model)


def test_the_strongest_evidence_comes_first_and_the_gate_can(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    assert keys(place) == BY_EVIDENCE
    QTest.keyClick(place.list, END)
    run(opened, "insights.by_gate", settled)
    assert [place.model.card(row).gate.met for row in range(9)] == [7, 7, 7, 7, 6, 5, 4, 3, 2]
    assert place.key == "small-print"
    assert place.left.at_hand == "small-print"


def test_an_insight_keeps_its_number_in_every_order(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    run(opened, "insights.by_newest", settled)
    said = {place.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole).split(",")[0]: keys(place)[row] for row in range(9)}
    assert said == {str(number): key for number, key in enumerate(BY_EVIDENCE, start=1)}


def test_expected_value_orders_those_that_can_be_ranked_before_the_others(
    place: InsightsScreen, opened: MainWindow, settled: Settled
) -> None:
    run(opened, "insights.by_value", settled)
    ranking = place.matrix.ranking
    assert ranking is not None
    ranked = [row.key for row in ranking.ranked("SEK")]
    assert keys(place)[: len(ranked)] == ranked
    assert place.model.order is Order.VALUE


def test_letters_typed_in_the_list_look_for_words_and_esc_shows_all(place: InsightsScreen) -> None:
    QTest.keyClicks(place.list, "r")
    QTest.keyClicks(place.left.head.box, "eminder fee")
    assert keys(place) == ["fee-purpose", "reminder-fee"]
    assert place.left.head._bar.title.text() == "2 of 9 insights"
    QTest.keyClick(place.left.head.box, ESC)
    assert keys(place) == BY_EVIDENCE
    assert place.list.hasFocus()


def test_words_nobody_wrote_say_so_and_lead_back(place: InsightsScreen) -> None:
    place.left.head.seek("xyzzy")
    assert keys(place) == []
    assert place.left._layers.currentIndex() == 1
    place.clear_filter()
    assert keys(place) == BY_EVIDENCE
    assert place.left._layers.currentIndex() == 0


def test_what_can_be_delegated_can_be_shown_alone(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    run(opened, "insights.ready", settled)
    assert keys(place) == ["due-date", "one-message", "reminders-cross", "pause"]
    assert place.left.head.filter.text() == "Can be delegated"
    run(opened, "insights.all", settled)
    assert keys(place) == BY_EVIDENCE


@pytest.mark.parametrize(
    ("facet", "value", "found"),
    [
        (Facet.STAGE, "pay-later/wait", ["due-date"]),
        (Facet.OWNER, "Omar Lind", ["due-date", "pause"]),
        (Facet.OWNER, "", ["reminder-fee", "returns-bill", "final-letter", "small-print"]),
    ],
)
def test_the_list_narrows_by_what_is_recorded(place: InsightsScreen, facet: Facet, value: str, found: list[str]) -> None:
    head = place.left.head
    head._take(head.sought.with_value(facet, value))
    assert keys(place) == found


def test_the_filters_offer_what_is_recorded(place: InsightsScreen) -> None:
    menu = place.left.head.open_filters()
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert words[:3] == ["Find an insight", "Can be delegated", "Something is missing"]
    assert "Owner" in words


def test_a_sentence_makes_an_insight_that_is_at_hand_at_once(
    place: InsightsScreen, opened: MainWindow, workspace: Workspace, settled: Settled
) -> None:
    QTest.keyClick(opened, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(finder().box, "Nobody finds the pause button")
    QTest.keyClick(finder().box, ENTER)
    settled()
    assert place.key == "nobody-finds-the-pause-button"
    card = place.model.card(place.model.row_of(place.key))  # it rests on nothing yet, and shows in the session at hand all the same
    assert (card.evidence.notes, card.gate.met) == (0, 0)
    assert opened.frame.notice.accessibleName() == "New insight “Nobody finds the pause button”"
    opened.undo()
    settled()
    assert keys(place) == BY_EVIDENCE
    assert [card.facts.key for card in insights.list_insights(workspace=workspace) if card.facts.key.startswith("nobody")] == []


def test_a_tag_begins_an_insight_with_its_notes(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    QTest.keyClick(opened, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(finder().box, "timing")
    finder().look()
    settled()
    QTest.keyClick(finder().box, DOWN)
    QTest.keyClick(finder().box, ENTER)
    settled()
    settled()
    assert place.detail.detail is not None
    assert place.detail.detail.tags == ("reminders/timing",)
    assert place.detail.detail.card.facts.key == place.key
    assert place.model.card(place.model.row_of(place.key)).evidence.people == 5


def test_delete_removes_and_undo_brings_back(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    QTest.keyClick(place.list, END)
    settled()
    QTest.keyClick(place.list, DELETE)
    settled()
    assert "small-print" not in keys(place)
    assert place.key != "small-print"
    opened.undo()
    settled()
    assert keys(place) == BY_EVIDENCE


def test_a_change_leaves_the_list_where_it_was(place: InsightsScreen, opened: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    place.show_insight("small-print")
    settled()
    scrolled = place.list.verticalScrollBar().value()
    with qtbot.assertNotEmitted(place.model.modelReset):
        place.verbs.edit({"solution": "Print it larger than ten points"})
        settled()
    assert place.model.card(place.model.row_of("small-print")).facts.solution == "Print it larger than ten points"
    assert (place.key, place.list.verticalScrollBar().value()) == ("small-print", scrolled)


def test_all_councils_are_counted_together_and_each_market_alone(
    place: InsightsScreen, opened: MainWindow, workspace: Workspace, settled: Settled
) -> None:
    place.show_insight("reminders-cross")
    settled()
    assert place.detail.detail is not None
    assert len(place.detail.detail.by_market) == 1
    run(opened, "insights.councils", settled)
    whole = insights.insight(workspace=workspace, key="reminders-cross")
    assert place.detail.detail == whole
    assert [row.country for row in whole.by_market] == ["DE", "GB", "SE"]
    run(opened, "insights.councils", settled)
    assert place.detail.detail == insights.insight(workspace=workspace, key="reminders-cross", session=demo.SESSION)


def test_matrix_and_ranks_count_what_the_list_counts(
    place: InsightsScreen, opened: MainWindow, workspace: Workspace, settled: Settled
) -> None:
    run(opened, "insights.councils", settled)
    assert place.matrix.isVisibleTo(place)
    assert place.matrix.ranking == ranking(workspace=workspace) != ranking(workspace=workspace, session=demo.SESSION)
    run(opened, "insights.ranking", settled)
    page = place.pile.top
    assert isinstance(page, RankingPage)
    assert page.ranking == place.matrix.ranking
    page.leave()
    run(opened, "insights.councils", settled)
    assert place.matrix.ranking == ranking(workspace=workspace, session=demo.SESSION)


def test_a_page_lies_over_the_place_and_leads_to_an_insight(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    run(opened, "insights.ranking", settled)
    page = place.pile.top
    assert isinstance(page, InsightPage)
    assert all(not button.isVisible() for button in place.openers.buttons)
    run(opened, "insights.missing", settled)  # nothing is opened where nobody sees it
    assert place.gate.editing is None
    assert opened.frame.notice.accessibleName() == "Go back to the insights first."
    page.insight_asked.emit("pause")
    settled()
    assert place.pile.top is None
    assert (place.key, place.left.at_hand) == ("pause", "pause")


def test_an_insight_that_a_filter_hides_is_shown_when_it_is_asked_for(place: InsightsScreen, settled: Settled) -> None:
    place.left.head.seek("pause")
    place.show_insight("small-print")
    settled()
    assert (place.key, keys(place)) == ("small-print", BY_EVIDENCE)


def test_pages_without_a_button_are_in_a_menu(place: InsightsScreen) -> None:
    menu = place.openers.open_menu()
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert "Ranking" in words


def test_where_room_is_short_the_palette_has_what_the_header_has_not(place: InsightsScreen, opened: MainWindow, qtbot: QtBot) -> None:
    opened.resize(700, 500)
    qtbot.waitUntil(lambda: all(not button.isVisible() for button in place.openers.buttons))
    assert place._columns.one_column
    opened.resize(1280, 800)
    qtbot.waitUntil(lambda: all(button.isVisible() for button in place.openers.buttons))


def test_esc_leads_back_to_the_list_also_where_one_column_shows(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    opened.resize(640, 400)
    QTest.keyClick(place.list, ENTER)
    settled()
    assert place.detail.isVisible()
    card = place.detail.card_at_hand()
    assert card is not None
    QTest.keyClick(card, ESC)
    assert place.list.isVisible()
    assert place.list.hasFocus()


def test_where_nothing_is_an_insight_the_way_on_has_the_keyboard(
    window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    workspace = given.workspace(tmp_path)
    workspace.close()
    window.open_path(workspace.path, "")
    settled()
    window.activateWindow()
    window.show_place(Place.INSIGHTS)
    settled()
    place = window.frame.front
    assert isinstance(place, InsightsScreen)
    qtbot.waitUntil(place._way_on.hasFocus)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(finder().box, "People wait for an answer")
    QTest.keyClick(finder().box, ENTER)
    settled()
    assert (keys(place), place.key) == (["people-wait-for-an-answer"], "people-wait-for-an-answer")
