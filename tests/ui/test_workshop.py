"""A workshop from the keyboard: insights one by one, hands counted, decisions with a reason; the projector shows nothing private."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QBuffer, QModelIndex, Qt
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Decision
from council_app.domain.workshops import Ballot
from council_app.i18n import translator
from council_app.services import workshops
from council_app.services.insights import edit_insight, insight, list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.picking import ValueRole
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.view import InsightsScreen
from council_app.ui.screens.insights.workshop.models import Candidate, CandidatesModel, RulingsModel, WorkshopsModel
from council_app.ui.screens.insights.workshop.page import WorkshopPage
from council_app.ui.screens.insights.workshop.projected import Part, WorkshopStage

Settled = Callable[[], None]
Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
REASON, PROBLEM, OWNER = "Because the board dislikes letters", "A private remark of the facilitator", "Ottilie Ravn"


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    """The sample council before its first workshop."""
    found = opened.ctx.workspace
    assert found is not None
    for line in workshops.workshops(workspace=found):
        workshops.remove_workshop(workspace=found, key=line.key)
    return found


@pytest.fixture
def keys(workspace: Workspace) -> Sequence[str]:
    return [card.facts.key for card in list_insights(workspace=workspace)]


@pytest.fixture
def shelf(workspace: Workspace, visit: Callable[[Place], InsightsScreen], settled: Settled) -> WorkshopPage:
    place = visit(Place.INSIGHTS)
    place.open_page("insights.workshop")
    settled()
    top = place.pile.top
    assert isinstance(top, WorkshopPage)
    return top


@pytest.fixture
def page(shelf: WorkshopPage, workspace: Workspace, keys: Sequence[str], settled: Settled) -> WorkshopPage:
    """A workshop at the first of three insights."""
    made = workshops.open_workshop(workspace=workspace, title="Leadership", insights=keys[:3])
    shelf.open_workshop(made.key)
    settled()
    return shelf


def press(page: WorkshopPage, settled: Settled, *pressed: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in pressed:
        focus = page.window().focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)
        settled()


def projected(page: WorkshopPage, settled: Settled) -> WorkshopStage:
    page.toggle_stage()
    settled()
    stage = page.projection.stage
    assert stage is not None
    return stage


def painted(stage: WorkshopStage) -> list[str]:
    """Every string that painting it draws, read from the drawing itself."""
    drawn, drawing = QBuffer(), QSvgGenerator()
    drawing.setOutputDevice(drawn)
    drawing.setSize(stage.size())
    stage.render(drawing)
    root = ElementTree.fromstring(bytes(drawn.data().data()))
    return ["".join(each.itertext()).strip() for each in root.iter() if each.tag.endswith("text")]


def test_a_workshop_is_opened_with_the_insights_chosen_in_their_order(shelf: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    before = shelf.shelf.candidates.chosen
    assert before == tuple(card.facts.key for card in list_insights(workspace=workspace) if card.gate.ready)
    shelf.shelf.order.setFocus()
    press(shelf, settled, Key.Key_Down, modifier=ALT)
    press(shelf, settled, Key.Key_Up, Key.Key_Space)
    shelf.shelf.name.setFocus()
    QTest.keyClicks(shelf.shelf.name, "Leadership, November")
    press(shelf, settled, Key.Key_Return)
    (line,) = workshops.workshops(workspace=workspace)
    facts = workshops.workshop(workspace=workspace, key=line.key)
    assert (line.title, [each.insight_key for each in facts.rulings]) == ("Leadership, November", [before[0], *before[2:]])


def test_pages_go_on_and_back_wherever_the_keyboard_is(page: WorkshopPage, keys: Sequence[str], settled: Settled) -> None:
    seen = [page.at]
    for key in (Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageDown, Key.Key_PageUp):
        press(page, settled, key)
        seen.append(page.at)
        page.desk.reason.setFocus()
    assert seen == [keys[0], keys[1], keys[2], keys[2], keys[1]]


def test_digits_count_hands_and_the_result_stands_on_the_projector(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    stage = projected(page, settled)
    assert Part.IMPACT_VOTE not in stage.words
    page.desk.hands[Ballot.IMPACT].edits[0].setFocus()
    for digit in (Key.Key_0, Key.Key_1, Key.Key_2, Key.Key_5, Key.Key_4):
        press(page, settled, digit)
        assert Part.IMPACT_VOTE not in stage.words
        press(page, settled, Key.Key_Return)
    assert workshops.workshop(workspace=workspace, key=page.key).rulings[0].impact == (0, 1, 2, 5, 4)
    assert stage.words[Part.IMPACT_VOTE] == "Impact: middle 4 of 5, 12 hands"
    assert page.window().focusWidget() is page.desk.hands[Ballot.EFFORT].edits[0]


def test_hands_counted_for_one_insight_never_reach_the_next(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    page.desk.hands[Ballot.EFFORT].edits[2].setFocus()
    press(page, settled, Key.Key_7, Key.Key_PageDown)
    rulings = workshops.workshop(workspace=workspace, key=page.key).rulings
    assert [each.effort for each in rulings] == [(0, 0, 7, 0, 0), (0,) * 5, (0,) * 5]
    assert page.desk.hands[Ballot.EFFORT].counts == (0,) * 5


def test_a_decision_is_one_key_and_its_reason_is_kept(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    stage = projected(page, settled)
    page.list.setFocus()
    press(page, settled, Key.Key_D)
    assert stage.words[Part.DECISION] == "Do it"
    page.desk.reason.setFocus()
    QTest.keyClicks(page.desk.reason, REASON)
    press(page, settled, Key.Key_L, modifier=ALT)
    ruling = workshops.workshop(workspace=workspace, key=page.key).rulings[0]
    assert (ruling.decision, ruling.reason, stage.words[Part.DECISION]) == (Decision.LATER, REASON, "Later")
    page.list.setFocus()
    press(page, settled, Key.Key_L)
    assert workshops.workshop(workspace=workspace, key=page.key).rulings[0].decision is None
    assert Part.DECISION not in stage.words


def test_an_insight_is_carried_forward_and_stays_at_hand(page: WorkshopPage, keys: Sequence[str], settled: Settled) -> None:
    page.list.setFocus()
    press(page, settled, Key.Key_Down, modifier=ALT)
    assert ([each.insight_key for each in page.model.rulings], page.at) == ([keys[1], keys[0], keys[2]], keys[0])
    assert page.list.currentIndex().row() == 1
    page.ctx.asked.emit("edit.undo")
    settled()
    assert [each.insight_key for each in page.model.rulings] == list(keys[:3])


def test_an_insight_joins_a_running_workshop_after_the_one_at_hand(
    page: WorkshopPage, workspace: Workspace, keys: Sequence[str], settled: Settled
) -> None:
    press(page, settled, Key.Key_N, modifier=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    picker = page.doing.picker
    assert picker is not None
    assert [picker.model.item(row).data(ValueRole) for row in range(picker.model.rowCount())] == list(keys[3:])
    QTest.keyClick(picker.box, Key.Key_Down)
    QTest.keyClick(picker.box, Key.Key_Return)
    settled()
    on_file = [each.insight_key for each in workshops.workshop(workspace=workspace, key=page.key).rulings]
    assert (on_file, page.at) == ([keys[0], keys[4], keys[1], keys[2]], keys[0])
    page.ctx.asked.emit("edit.undo")
    settled()
    assert [each.insight_key for each in page.model.rulings] == list(keys[:3])


def test_an_insight_leaves_a_running_workshop_unless_it_was_decided_on(
    page: WorkshopPage, opened: MainWindow, keys: Sequence[str], settled: Settled
) -> None:
    page.list.setFocus()
    press(page, settled, Key.Key_Delete)
    assert ([each.insight_key for each in page.model.rulings], page.at) == (list(keys[1:3]), keys[1])
    page.desk.decide(Decision.DO)
    settled()
    press(page, settled, Key.Key_Delete)
    assert [each.insight_key for each in page.model.rulings] == list(keys[1:3])
    assert "an insight that was decided on cannot leave the workshop" in opened.frame.notice.accessibleName()


def test_what_has_the_keyboard_is_in_sight_in_a_low_window(page: WorkshopPage, opened: MainWindow, settled: Settled) -> None:
    opened.resize(640, 400)
    settled()
    page.list.setFocus()
    press(page, settled, Key.Key_Return)
    seen = []
    for widget in (page.desk.hands[Ballot.IMPACT].edits[0], page.desk.hands[Ballot.EFFORT].edits[4], page.desk.reason):
        widget.setFocus()
        settled()
        seen.append(widget.visibleRegion().boundingRect().height() == widget.height())
    assert seen == [True] * 3


def test_a_letter_in_the_reason_decides_nothing(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    page.desk.reason.setFocus()
    QTest.keyClicks(page.desk.reason, "dlmx")
    settled()
    assert (workshops.workshop(workspace=workspace, key=page.key).rulings[0].decision, page.desk.reason.toPlainText()) == (None, "dlmx")


def test_the_projector_shows_nothing_private(page: WorkshopPage, workspace: Workspace, keys: Sequence[str], settled: Settled) -> None:
    """Every word that is painted or spoken, of every insight, against everything private that the workspace holds."""
    for key in keys[:3]:
        edit_insight(workspace=workspace, key=key, values={"problem": PROBLEM, "owner": OWNER})
    title = insight(workspace=workspace, key=keys[0]).card.facts.title
    with workspace.read() as reading:
        run = reading.connection().exec_driver_sql
        names = {str(name) for (name,) in run("SELECT name FROM person WHERE name <> ''")}
        seats = {str(seat) for (seat,) in run("SELECT seat FROM attendance WHERE seat IS NOT NULL")}
    named = sorted(names)[0]
    edit_insight(workspace=workspace, key=keys[0], values={"title": f"{title} says {named} at {sorted(seats)[0]}", "wording": {}})
    workshops.decide(workspace=workspace, key=page.key, insight=keys[0], decision=Decision.DO, reason=REASON)
    stage = projected(page, settled)
    stage.resize(1280, 800)
    said: list[str] = []
    page._reload()
    settled()
    for _ in range(3):
        said += [*painted(stage), *stage.words.values(), stage.accessibleName()]
        press(page, settled, Key.Key_PageDown)
    shown = " ".join(said)
    private = [*names, *(name.split()[-1] for name in names), REASON, PROBLEM, OWNER]
    assert [word for word in private if word in shown] == []
    assert set(re.findall(r"\bP\d{2,3}\b", shown)) == set()
    assert f"{title} says … at …" in shown


def test_the_projector_is_black_and_shows_again(page: WorkshopPage, settled: Settled) -> None:
    stage = projected(page, settled)
    page.toggle_black()
    assert (stage.words, stage.accessibleName()) == ({}, "")
    press(page, settled, Key.Key_PageDown)
    assert stage.words == {}
    page.toggle_black()
    assert stage.words[Part.NUMBER] == "2 of 3"


def test_leaving_the_workshop_takes_the_projection_away(page: WorkshopPage, settled: Settled) -> None:
    projected(page, settled)
    page.leave()
    settled()
    assert (page.projection.stage, page.key) == (None, "")


def test_a_closed_workshop_is_read_and_not_changed(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    page.close_it.click()
    settled()
    press(page, settled, Key.Key_D)
    assert workshops.workshops(workspace=workspace)[0].closed_at is not None
    assert workshops.workshop(workspace=workspace, key=page.key).rulings[0].decision is None
    assert (page.desk.reason.isReadOnly(), page.desk.hands[Ballot.IMPACT].isEnabled(), page.close_it.isVisible(), page.add.isVisible()) == (
        True,
        False,
        False,
        False,
    )


def test_a_workshop_whose_opening_is_undone_leads_back_to_the_others(page: WorkshopPage, workspace: Workspace, settled: Settled) -> None:
    page.ctx.asked.emit("edit.undo")
    settled()
    assert (workshops.workshops(workspace=workspace), page.key) == ((), "")


def test_lists_keep_the_rules_of_models(workspace: Workspace, page: WorkshopPage, qtbot: QtBot) -> None:
    t = translator("en")
    rulings, lines, candidates = RulingsModel(t), WorkshopsModel(t), CandidatesModel()
    for model in (rulings, lines, candidates):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    facts = workshops.workshop(workspace=workspace, key=page.key)
    rulings.show_rulings(facts.rulings)
    lines.show_lines((facts.line,))
    candidates.show_candidates([Candidate(key, key, chosen=True) for key in "abc"])
    assert (candidates.move(0, 1), candidates.move(2, 1), candidates.move(2, -1)) == (1, 2, 1)
    candidates.setData(candidates.index(0), Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert (candidates.chosen, rulings.rowCount(), lines.rowCount(QModelIndex())) == (("c", "a"), 3, 1)
