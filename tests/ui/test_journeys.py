"""Journeys in the window: drawn by keyboard alone, read out in words, and brought back by undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QListView

from council_app.domain.crosstabs import Cell
from council_app.domain.enums import NoteKind
from council_app.domain.journeys import StageCount, StageMap
from council_app.i18n import translator
from council_app.services import demo, journeys
from council_app.services.capture import stream
from council_app.services.coding import set_stage
from council_app.services.insights import edit_insight, list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.journeys.models import JourneyModel, StageModel
from council_app.ui.screens.insights.journeys.page import JourneysPage
from council_app.ui.screens.insights.journeys.words import read_out
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.tagging.view import TaggingScreen

Settled = Callable[[], None]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    """The sample with one journey of three stages, and nothing else."""
    workspace = opened.ctx.workspace
    assert workspace is not None
    for each in journeys.journeys(workspace=workspace):
        journeys.remove_journey(workspace=workspace, key=each.key)
    journeys.make_journey(workspace=workspace, name="Giving back", owner="Mia Vance", promise="Always easy")
    for name in ("Ask", "Pack", "Wait"):
        journeys.add_stage(workspace=workspace, journey="giving-back", name=name)
    return workspace


@pytest.fixture
def page(workspace: Workspace, visit: Callable[[Place], InsightsScreen], settled: Settled) -> JourneysPage:
    place = visit(Place.INSIGHTS)
    place.open_page("insights.journeys")
    settled()
    top = place.pile.top
    assert isinstance(top, JourneysPage)
    return top


@pytest.fixture
def press(page: JourneysPage, settled: Settled) -> Callable[..., None]:
    def on(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(page.map.view, key, modifier)
        settled()

    return on


def names(workspace: Workspace) -> list[tuple[str, bool]]:
    return [(stage.name, stage.critical) for stage in journeys.journeys(workspace=workspace)[0].stages]


def test_models_are_sound(page: JourneysPage) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model, kind in ((page.left.list.model_, JourneyModel), (page.map.view.model_, StageModel)):
        assert isinstance(model, kind)
        QAbstractItemModelTester(model, fatal)
    maps = page.shown.maps
    page.left.list.model_.show_lines(())
    page.left.list.model_.show_lines(maps)
    assert page.left.list.model_.rowCount() == 1


def test_stages_are_walked_moved_and_marked_by_keyboard(page: JourneysPage, workspace: Workspace, press: Callable[..., None]) -> None:
    assert page.map.view.key == "ask"
    press(Key.Key_Right)
    assert page.map.view.key == "pack"
    press(Key.Key_Right, ALT)
    press(Key.Key_C)
    assert names(workspace) == [("Ask", False), ("Wait", False), ("Pack", True)]
    assert page.map.view.key == "pack"
    press(Key.Key_C)
    press(Key.Key_Left, ALT)
    assert names(workspace) == [("Ask", False), ("Pack", False), ("Wait", False)]


def test_a_stage_is_added_named_removed_and_brought_back(
    page: JourneysPage, workspace: Workspace, press: Callable[..., None], settled: Settled
) -> None:
    press(Key.Key_Insert)
    editor = page.map.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.setText("Wonder")
    QTest.keyClick(editor, Key.Key_Return)
    settled()
    assert names(workspace) == [("Ask", False), ("Wonder", False), ("Pack", False), ("Wait", False)]
    assert page.map.view.key == "new-stage"
    press(Key.Key_Delete)
    assert names(workspace) == [("Ask", False), ("Pack", False), ("Wait", False)]
    page.ctx.asked.emit("edit.undo")
    settled()
    assert [name for name, _ in names(workspace)] == ["Ask", "Wonder", "Pack", "Wait"]


def test_enter_leads_to_the_insight_at_a_stage(
    page: JourneysPage, workspace: Workspace, press: Callable[..., None], settled: Settled
) -> None:
    told: list[str] = []
    asked: list[str] = []
    page.ctx.noticed.connect(lambda words, _undo: told.append(words))
    page.insight_asked.connect(asked.append)
    press(Key.Key_Return)
    assert (told, asked) == (["No insight is at this stage."], [])
    key = list_insights(workspace=workspace)[0].facts.key
    page.ctx.changed.emit(edit_insight(workspace=workspace, key=key, values={"stage": "giving-back/ask"}))
    settled()
    QTest.keyClick(page.map.view, Key.Key_Return)
    assert asked == [key]


def test_owner_and_promise_are_kept_when_their_field_is_left(page: JourneysPage, workspace: Workspace, settled: Settled) -> None:
    page.left.fields.owner.setText("Ben Moss")
    page.left.fields.promise.setPlainText("Never a queue")
    page.left.fields.flush()
    settled()
    found = journeys.journeys(workspace=workspace)[0]
    assert (found.name, found.owner, found.promise) == ("Giving back", "Ben Moss", "Never a queue")
    page.left.fields.name.setText("  ")
    page.left.fields.flush()
    settled()
    assert page.left.fields.name.accessibleDescription() == "Nothing is written there. Give it a name; nothing was changed."


def test_the_last_journey_removed_leaves_a_place_that_leads_on(
    page: JourneysPage, workspace: Workspace, press: Callable[..., None], settled: Settled
) -> None:
    page.remove_journey()
    settled()
    assert (page.shown.maps, page.columns.isVisible(), page.add.isEnabled()) == ((), False, False)
    page.make()
    settled()
    assert [each.name for each in page.shown.maps] == ["New journey"]
    assert (page.columns.isVisible(), page.left.fields.name.selectedText()) == (True, "New journey")


def test_a_removed_journey_says_what_it_leaves_behind_and_undo_brings_it_back(
    page: JourneysPage, workspace: Workspace, settled: Settled
) -> None:
    key = list_insights(workspace=workspace)[0].facts.key
    page.ctx.changed.emit(edit_insight(workspace=workspace, key=key, values={"stage": "giving-back/ask"}))
    settled()
    before, told = names(workspace), list[str]()
    page.ctx.noticed.connect(lambda words, _undo: told.append(words))
    page.remove_journey()
    settled()
    assert told == ["Removed a journey; 0 notes and 1 insight stay, at no stage"]
    page.ctx.asked.emit("edit.undo")
    settled()
    assert names(workspace) == before
    assert list_insights(workspace=workspace)[0].facts.stage_key == "giving-back/ask"


def test_the_map_is_a_list_where_columns_have_no_room(page: JourneysPage, opened: MainWindow, settled: Settled) -> None:
    assert page.map.view.flow() is QListView.Flow.LeftToRight
    opened.resize(640, 400)
    settled()
    assert page.map.view.flow() is QListView.Flow.TopToBottom


def test_a_stage_says_everything_it_shows_in_words() -> None:
    stage = StageMap("pay", "Pay", True, 0, Cell(4), Cell(None), Cell(1), 2, ())
    assert read_out(stage, translator("en")) == (
        "Pay. Moment of truth. 4 with a friction. Praise: too few to tell. 1 found it serious. 2 insights"
    )


def test_f2_writes_over_what_has_the_keyboard_and_not_the_claim_below(page: JourneysPage, opened: MainWindow, settled: Settled) -> None:
    opened.activateWindow()
    page.map.view.setFocus()
    QTest.keyClick(page.map.view, Key.Key_F2)
    settled()
    assert page.map.view.editing


def seen(opened: MainWindow) -> tuple[tuple[str, ...], ...]:
    """What the list of notes is narrowed by."""
    desk = opened.frame.front
    assert isinstance(desk, TaggingScreen)
    return tuple((condition.facet.value, *condition.words) for condition in desk.filters.filter.conditions)


@pytest.fixture
def heard(workspace: Workspace, page: JourneysPage, settled: Settled) -> JourneysPage:
    """What three people of Stockholm found about asking; praise once, and the sample's other councils said nothing of it."""
    chosen = [line for line in stream(workspace=workspace, session=demo.SESSION) if line.seat is not None]
    by_seat = {line.seat: line for line in chosen if line.kind is NoteKind.FRICTION}
    praise = next(line for line in chosen if line.kind is NoteKind.PRAISE)
    notes = [line.id for line in (*list(by_seat.values())[:3], praise)]
    page.ctx.changed.emit(set_stage(workspace=workspace, notes=notes, stage="giving-back/ask"))
    settled()
    return page


@pytest.mark.parametrize(
    ("text", "kinds"), [("-", [("kind", "friction")]), ("+", [("kind", "praise")]), ("!", [("kind", "friction"), ("severity", "3", "4")])]
)
def test_a_count_leads_to_its_notes_by_key(
    heard: JourneysPage, opened: MainWindow, settled: Settled, text: str, kinds: list[tuple[str, ...]]
) -> None:
    heard.map.view.setFocus()
    QTest.keyClicks(heard.map.view, text)
    settled()
    assert set(seen(opened)) == {("stage", "giving-back/ask"), *kinds}


def test_all_notes_of_a_stage_are_behind_its_button_and_its_key(heard: JourneysPage, opened: MainWindow, settled: Settled) -> None:
    heard.map.notes.click()
    settled()
    assert seen(opened) == (("stage", "giving-back/ask"),)
    opened.show_place(Place.INSIGHTS)
    settled()
    assert opened.frame.front is not None
    heard.map.view.go_to(1)
    assert not heard.map.notes.isEnabled()
    heard.map.view.go_to(0)
    QTest.keyClick(heard.map.view, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    desk = opened.frame.front
    assert isinstance(desk, TaggingScreen)
    assert desk.model.rowCount() == 4


def test_a_click_on_a_count_leads_to_its_notes(heard: JourneysPage, opened: MainWindow, settled: Settled) -> None:
    view = heard.map.view
    row = view.visualRect(view.model_.index(0, 0))
    lines = [(y, view._count_at(QPoint(row.left() + 20, y))) for y in range(row.top(), row.bottom())]
    praise = next(y for y, count in lines if count is StageCount.PRAISE)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 20, row.top() + 4))
    settled()
    assert opened.frame.place is Place.INSIGHTS  # the name of a stage only takes it in hand
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.left() + 20, praise + 2))
    settled()
    assert set(seen(opened)) == {("stage", "giving-back/ask"), ("kind", "praise")}
