"""Initiatives in the window: carried over the board by key and by mouse, written in the form, and printed as the roadmap."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Horizon
from council_app.domain.roadmap import RoadmapSheet
from council_app.i18n import translator
from council_app.services import initiatives
from council_app.services.insights import list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.printing import write_pdf
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.initiatives.models import LaneModel
from council_app.ui.screens.insights.initiatives.page import InitiativesPage
from council_app.ui.screens.insights.initiatives.roadmap import RoadmapPage
from council_app.ui.screens.insights.view import InsightsScreen

Settled = Callable[[], None]
ALT, LEFT = Qt.KeyboardModifier.AltModifier, Qt.MouseButton.LeftButton
Key = Qt.Key
NOW, NEXT, LATER = Horizon.NOW, Horizon.NEXT, Horizon.LATER


@pytest.fixture
def bare(opened: MainWindow) -> Workspace:
    """The sample council before its first initiative."""
    workspace = opened.ctx.workspace
    assert workspace is not None
    for card in initiatives.initiatives(workspace=workspace):
        initiatives.remove_initiative(workspace=workspace, key=card.facts.key)
    return workspace


@pytest.fixture
def made(bare: Workspace) -> Workspace:
    """Two initiatives now, one next; the first of them with two insights."""
    workspace = bare
    keys = [card.facts.key for card in list_insights(workspace=workspace)]
    for title, inside, horizon in (("Alpha", keys[:2], NOW), ("Beta", keys[2:3], NOW), ("Gamma", [], NEXT)):
        initiatives.make_initiative(workspace=workspace, title=title, insights=inside, horizon=horizon)
    return workspace


@pytest.fixture
def place(visit: Callable[[Place], InsightsScreen]) -> InsightsScreen:
    return visit(Place.INSIGHTS)


@pytest.fixture
def page(made: Workspace, place: InsightsScreen, settled: Settled) -> InitiativesPage:
    place.open_page("insights.initiatives")
    settled()
    top = place.pile.top
    assert isinstance(top, InitiativesPage)
    return top


def board(page: InitiativesPage) -> dict[Horizon | None, list[str]]:
    """What stands on the board, lane by lane."""
    return {lane.horizon: [card.facts.title for card in lane.view.model_.lines] for lane in page.board.lanes}


def press(page: InitiativesPage, key: Qt.Key, settled: Settled, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = page.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)
    settled()


def test_cards_are_carried_over_the_board_by_key(page: InitiativesPage, settled: Settled) -> None:
    press(page, Key.Key_Down, settled, ALT)
    assert board(page)[NOW] == ["Beta", "Alpha"]
    press(page, Key.Key_Right, settled, ALT)
    assert board(page) == {None: [], NOW: ["Beta"], NEXT: ["Gamma", "Alpha"], LATER: []}
    press(page, Key.Key_Up, settled, ALT)
    press(page, Key.Key_Right, settled, ALT)
    assert board(page) == {None: [], NOW: ["Beta"], NEXT: ["Gamma"], LATER: ["Alpha"]}
    assert page.board.key == "alpha"
    page.ctx.asked.emit("edit.undo")
    settled()
    assert board(page)[NEXT] == ["Alpha", "Gamma"]


def test_arrows_walk_from_lane_to_lane(page: InitiativesPage, settled: Settled) -> None:
    seen = [page.board.key]
    for key in (Key.Key_Down, Key.Key_Right, Key.Key_Left):
        press(page, key, settled)
        seen.append(page.board.key)
    assert seen == ["alpha", "beta", "gamma", "alpha"]


def test_cards_are_dragged_to_another_lane(page: InitiativesPage, settled: Settled) -> None:
    now, later = page.board.lanes[1].view, page.board.lanes[3].view
    start = now.visualRect(now.model_.index(0)).center()
    end = now.viewport().mapFromGlobal(later.viewport().mapToGlobal(QPoint(20, 30)))
    QTest.mousePress(now.viewport(), LEFT, pos=start)
    QTest.mouseMove(now.viewport(), start + QPoint(QApplication.startDragDistance() + 4, 0))
    QTest.mouseMove(now.viewport(), end)
    QTest.mouseRelease(now.viewport(), LEFT, pos=end)
    settled()
    assert board(page) == {None: [], NOW: ["Beta"], NEXT: ["Gamma"], LATER: ["Alpha"]}


def test_a_card_dropped_where_it_stands_moves_nothing(page: InitiativesPage, made: Workspace, settled: Settled) -> None:
    before = initiatives.initiatives(workspace=made)
    page.board.drop("alpha", page.board.lanes[1], 1)
    settled()
    page.board.drop("alpha", page.board.lanes[1], 0)
    settled()
    assert initiatives.initiatives(workspace=made) == before
    page.board.drop("alpha", page.board.lanes[1], 2)
    settled()
    assert board(page)[NOW] == ["Beta", "Alpha"]


def test_what_is_typed_is_kept_when_its_field_is_left(page: InitiativesPage, made: Workspace, settled: Settled) -> None:
    press(page, Key.Key_Return, settled)
    assert page.window().focusWidget() is page.form.fields.title
    QTest.keyClicks(page.form.fields.title, "Kinder letters")
    press(page, Key.Key_Tab, settled)
    QTest.keyClicks(page.form.fields.owner, "Hanna Berg")
    page.form.fields.segments.setFocus()
    QTest.keyClicks(page.form.fields.segments, "new, heavy user,")
    page.leave()
    settled()
    facts = initiatives.initiative(workspace=made, key="alpha").facts
    assert (facts.title, facts.owner, facts.segments) == ("Kinder letters", "Hanna Berg", ("new", "heavy user"))


def test_a_title_that_is_taken_away_is_refused_at_its_field(page: InitiativesPage, made: Workspace, settled: Settled) -> None:
    press(page, Key.Key_Return, settled)
    press(page, Key.Key_Delete, settled)
    press(page, Key.Key_Return, settled)
    assert page.form.fields.title.accessibleDescription() == "An initiative needs a title. Say in a few words what is to be done."
    assert initiatives.initiative(workspace=made, key="alpha").facts.title == "Alpha"


def test_the_form_says_the_numbers_of_the_service(page: InitiativesPage, made: Workspace) -> None:
    case = initiatives.initiative(workspace=made, key="alpha").case
    said = {words.text() for words in page.form.findChildren(Text)}
    amount = case.amounts[0]
    people = f"{case.evidence.people} people in {len(case.evidence.sessions)} sessions, {len(case.evidence.markets)} markets"
    assert {people, f"{amount.low:,}–{amount.high:,} {amount.currency} a year, likely {amount.likely:,}"} <= said


def test_an_insight_is_put_in_and_taken_out(page: InitiativesPage, made: Workspace, settled: Settled) -> None:
    page.board.take("gamma")
    menu = page.form.open_menu()
    loose = next(card.facts for card in initiatives.insights_without(workspace=made))
    assert menu.actions()[0].text() == loose.title
    menu.actions()[0].trigger()
    menu.close()
    settled()
    assert [card.facts.key for card in initiatives.initiative(workspace=made, key="gamma").insights] == [loose.key]
    page.form.taking.emit(loose.key)
    settled()
    assert initiatives.initiative(workspace=made, key="gamma").insights == ()


def test_a_new_initiative_begins_with_the_insight_at_hand(
    bare: Workspace, place: InsightsScreen, opened: MainWindow, settled: Settled
) -> None:
    workspace = bare
    place.open_page("insights.initiatives")
    settled()
    top = place.pile.top
    assert isinstance(top, InitiativesPage)
    top.take_insight(list_insights(workspace=workspace)[0].facts.key)
    top.make()
    settled()
    (card,) = initiatives.initiatives(workspace=workspace)
    assert (card.facts.horizon, [each.facts.key for each in card.insights]) == (None, [list_insights(workspace=workspace)[0].facts.key])
    assert opened.focusWidget() is top.form.fields.title


def test_delete_removes_an_initiative_and_undo_brings_it_back(page: InitiativesPage, settled: Settled) -> None:
    press(page, Key.Key_Delete, settled)
    assert board(page)[NOW] == ["Beta"]
    page.ctx.asked.emit("edit.undo")
    settled()
    assert board(page)[NOW] == ["Alpha", "Beta"]


def test_lanes_keep_the_rules_of_models(made: Workspace, qtbot: QtBot) -> None:
    model = LaneModel(translator("en"))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for cards in (initiatives.initiatives(workspace=made), ()):
        model.show_lines(cards)
        assert model.rowCount() == len(cards)


def test_the_roadmap_shows_its_pages_and_prints_them(
    made: Workspace, place: InsightsScreen, settled: Settled, qtbot: QtBot, tmp_path: Path
) -> None:
    place.open_page("insights.roadmap")
    top = place.pile.top
    assert isinstance(top, RoadmapPage)
    qtbot.waitUntil(lambda: bool(top.preview.pages._pages), timeout=300_000)
    assert top.preview.note.text().endswith("pages")
    top.sheets[RoadmapSheet.A3].click()
    top.speak("sv")
    write_pdf(top.ctx, top, out=tmp_path / "r.pdf", prepare=top.wanted.prepare, button=top.print)
    qtbot.waitUntil(lambda: (tmp_path / "r.pdf").exists(), timeout=300_000)
    settled()
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as document:
        words = document[0].get_textpage().get_text_range()
        assert tuple(round(each) for each in document.get_page_size(0)) == (1191, 842)
    assert [title in words for title in ("Alpha", "Beta", "Gamma")] == [True] * 3
