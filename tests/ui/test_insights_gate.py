"""The gate beside an insight, and what else is recorded: filled in by keyboard, one thing leading to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from council_app.domain.enums import Nature
from council_app.domain.gate import Requirement
from council_app.domain.records import InsightFacts
from council_app.i18n import translator
from council_app.paths import resources
from council_app.services import initiatives
from council_app.services.insights import list_insights
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.core.screen import Screen
from council_app.ui.core.text import Text
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.about import AboutBlock
from council_app.ui.screens.insights.forms import About
from council_app.ui.screens.insights.opening import InsightPage
from council_app.ui.screens.insights.rows import AboutRow, GateRow
from council_app.ui.screens.insights.view import InsightsScreen

Settled = Callable[[], None]
ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def place(opened: MainWindow, visit: Callable[[Place], Screen], settled: Settled, qtbot: QtBot) -> InsightsScreen:
    screen = visit(Place.INSIGHTS)
    assert isinstance(screen, InsightsScreen)
    opened.activateWindow()
    settled()
    screen.show_insight("small-print")
    settled()
    return screen


@pytest.fixture
def workspace(opened: MainWindow) -> Workspace:
    assert opened.ctx.workspace is not None
    return opened.ctx.workspace


def facts(place: InsightsScreen) -> InsightFacts:
    return place.model.card(place.model.row_of(place.key)).facts


def editing(place: InsightsScreen) -> GateRow | AboutRow:
    row = place.gate.editing
    assert row is not None
    return row


def typed(place: InsightsScreen, *words: str) -> None:
    """Type into the inputs of the open field, one after the other."""
    edits = editing(place).findChildren(QLineEdit) or editing(place).findChildren(QPlainTextEdit)
    for edit, text in zip(edits, words, strict=True):
        QTest.keyClicks(edit, text)


def save(place: InsightsScreen, settled: Settled) -> None:
    QTest.keyClick(editing(place).first, ENTER, CTRL)
    settled()


def pick(words: str) -> None:
    """Choose a row of the menu that is open, by keyboard."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while (active := menu.activeAction()) is None or active.text() != words:
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, ENTER)


def said(place: InsightsScreen) -> str:
    return " ".join(text.text() for text in place.gate.findChildren(Text) if text.isVisibleTo(place))


def test_what_is_missing_is_filled_in_one_after_the_other_until_it_can_be_delegated(
    place: InsightsScreen, opened: MainWindow, settled: Settled
) -> None:
    place.gate.picture.emit(resources("samples", "vinga", "fee-line.png"))
    settled()
    QTest.keyClick(opened, Qt.Key.Key_M, ALT)
    assert editing(place).name is Requirement.SOLUTION
    typed(place, "Print the terms in eleven points or more")
    save(place, settled)
    for name, words in (
        (Requirement.IMPACT, ("100 000", "200 000", "400 000", "sek")),
        (Requirement.EFFORT, ("7",)),
        (Requirement.OWNER, ("Mia Vance",)),
    ):
        button = QApplication.focusWidget()  # the keyboard is at what is missing next
        assert button is not None
        QTest.keyClick(button, Qt.Key.Key_Space)
        assert editing(place).name is name
        typed(place, *words)
        save(place, settled)
    assert place.model.card(place.model.row_of("small-print")).gate.ready
    assert QApplication.focusWidget() is place.gate.delegate
    assert place.gate.delegate.isEnabled()
    impact = facts(place).impact
    assert impact is not None
    assert (impact.low, impact.likely, impact.high, impact.currency, impact.per) == (100_000, 200_000, 400_000, "SEK", "year")


def test_delegating_waits_for_the_gate_and_says_for_what(place: InsightsScreen, settled: Settled) -> None:
    assert not place.gate.delegate.isEnabled()
    assert place.gate.delegate.toolTip() == "A picture, a proposed solution, an amount, an effort and a name are missing."
    place.show_insight("pause")
    settled()
    assert place.gate.delegate.isEnabled()
    place.gate.delegate.click()
    settled()
    assert isinstance(place.pile.top, InsightPage)


def test_an_amount_may_be_for_a_month(place: InsightsScreen, settled: Settled) -> None:
    place.open_field("impact")
    typed(place, "10", "20", "30", "EUR")
    segment = next(button for button in editing(place).findChildren(type(place.gate.delegate)) if button.text() == "Per month")
    QTest.keyClick(segment, Qt.Key.Key_Space)
    save(place, settled)
    impact = facts(place).impact
    assert impact is not None
    assert (impact.likely, impact.currency, impact.per) == (20, "EUR", "month")


@pytest.mark.parametrize(("days", "why"), [("0", "An effort is above zero"), ("-3", "An effort is above zero")])
def test_an_effort_that_cannot_be_is_refused_at_its_field(place: InsightsScreen, settled: Settled, days: str, why: str) -> None:
    place.open_field("effort")
    typed(place, days)
    save(place, settled)
    assert editing(place)._form is not None
    assert why in said(place)
    assert facts(place).effort_days is None


def test_thousands_are_never_taken_for_decimals(place: InsightsScreen, settled: Settled) -> None:
    place.verbs.edit({"effort_days": 1200.0})
    settled()
    place.open_field("effort")
    assert editing(place).findChildren(QLineEdit)[0].text() == "1200"
    save(place, settled)  # as it was
    assert facts(place).effort_days == 1200.0
    place.open_field("impact")
    typed(place, "1,500", "2.500", "3'500", "sek")
    save(place, settled)
    impact = facts(place).impact
    assert impact is not None
    assert (impact.low, impact.likely, impact.high) == (1500, 2500, 3500)
    place.open_field("impact")
    edit = editing(place).findChildren(QLineEdit)[0]
    edit.setText("12.50")
    QTest.keyClick(edit, ENTER)
    assert "“12.50” is not a whole amount." in said(place)


def test_what_is_being_typed_outlives_a_change_elsewhere(place: InsightsScreen, settled: Settled) -> None:
    place.open_field("problem")
    edit = editing(place).findChildren(QPlainTextEdit)[0]
    edit.setPlainText("Half typed")
    place.verbs.edit({"owner": "Mia Vance"})
    settled()
    assert edit.toPlainText() == "Half typed"
    QTest.keyClick(edit, ESC)
    settled()
    assert place.gate.editing is None
    assert "Mia Vance" in said(place)


def test_stage_nature_and_initiative_are_chosen_from_menus(
    place: InsightsScreen, opened: MainWindow, workspace: Workspace, settled: Settled
) -> None:
    made = initiatives.make_initiative(workspace=workspace, title="Readable letters")
    opened.actions_table.run("insights.stage")
    settled()
    pick("Paying later, Pay")
    settled()
    opened.actions_table.run("insights.nature")
    pick("Basics")
    settled()
    opened.actions_table.run("insights.initiative")
    settled()
    pick("Readable letters")
    settled()
    assert (facts(place).stage_key, facts(place).nature, facts(place).initiative) == ("pay-later/pay", Nature.BASICS, made.key)
    assert "Readable letters" in said(place)
    opened.undo()
    settled()
    assert facts(place).initiative == ""


def test_segments_promise_and_teams_are_recorded(place: InsightsScreen, settled: Settled) -> None:
    place.open_field(About.SEGMENTS)
    typed(place, "older")
    save(place, settled)
    place.open_field(About.PROMISE)
    typed(place, "Plain words, always")
    save(place, settled)
    assert (facts(place).segments, facts(place).own_promise) == (("older",), "Plain words, always")
    assert "breaks “Plain words, always”" in " ".join(text.text() for text in place.detail.findChildren(Text))


def test_many_teams_are_a_finding_of_their_own(place: InsightsScreen, settled: Settled) -> None:
    place.verbs.edit({"teams": ("App", "Billing", "Legal")})
    settled()
    assert "a finding of its own" not in said(place)
    place.open_field(About.TEAMS)
    editing(place).findChildren(QPlainTextEdit)[0].setPlainText("App\nBilling\nLegal\nBrand\n")
    save(place, settled)
    assert facts(place).teams == ("App", "Billing", "Legal", "Brand")
    assert "4 teams have to move, which is a finding of its own." in said(place)


def test_a_copied_picture_is_pasted(place: InsightsScreen, opened: MainWindow, settled: Settled) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QApplication.clipboard().setImage(image)
    QTest.keyClick(opened, Qt.Key.Key_V, CTRL)
    settled()
    assert [visual.filename[:7] for visual in facts(place).visuals] == ["pasted-"]
    opened.undo()
    settled()
    assert facts(place).visuals == ()


def test_a_picture_let_go_over_the_place_is_attached(place: InsightsScreen, settled: Settled) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(resources("samples", "vinga", "fee-line.png")))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(place._columns, QDragEnterEvent(QPoint(500, 300), *held))
    QApplication.sendEvent(place._columns, QDropEvent(QPointF(500, 300), *held))
    settled()
    assert [visual.filename for visual in facts(place).visuals] == ["fee-line.png"]


def test_a_file_that_is_no_picture_is_refused_and_named(
    place: InsightsScreen, opened: MainWindow, settled: Settled, tmp_path: object
) -> None:
    lying = tmp_path / "screen.png"  # type: ignore[operator]
    lying.write_text("%PDF-1.7", encoding="utf-8")
    place.take_pictures([lying])
    settled()
    assert facts(place).visuals == ()
    assert opened.frame.notice.accessibleName().startswith("screen.png: ")


def test_the_dots_of_the_matrix_lead_to_their_insights(place: InsightsScreen, settled: Settled) -> None:
    place.matrix.insight_asked.emit("pause")
    settled()
    assert (place.key, place.left.at_hand) == ("pause", "pause")


def test_a_long_title_makes_the_gate_no_wider_than_its_pane(opened: MainWindow) -> None:
    """In German a title beside “Choose” is longer than the pane leaves room for."""
    facts = list_insights(workspace=cast("Workspace", opened.ctx.workspace))[0].facts
    block = AboutBlock(opened.ctx.theme, translator("de"), facts, "")
    assert block.minimumSizeHint().width() <= opened.ctx.theme.size("panel-side")
