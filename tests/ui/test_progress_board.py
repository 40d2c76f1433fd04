"""The board of a market by keyboard: steps, declining, the form, history, markets, and what helps where there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from council_app.domain.deliveries import Part
from council_app.domain.enums import DeliveryStatus
from council_app.services import deliveries
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.progress.board import BoardPanel
from council_app.ui.screens.progress.board.seeking import Concern
from tests import factories as given

Settled = Callable[[], None]
Open = Callable[..., BoardPanel]
TITLES = {"late-fee": "The late fee comes without warning", "moon": "Nobody can tell when the money leaves", "small": "Letters are small"}
BOARD = """
council: 1
markets: [{key: se, country: SE, locales: [sv-SE, en-GB], currency: SEK}]
deliveries:
  - {insight: late-fee, market: gb, status: shipped, since: 2026-05-20, proof: https://example.org/1}
  - {insight: moon, market: gb, status: investigating, since: 2026-05-20, due: 2026-06, reason: Legal reads the wording}
  - {insight: moon, market: se, status: planned, since: 2026-05-20, due: 2030-01}
"""


def insight(key: str) -> str:
    return given.INSIGHT.replace("late-fee", key).replace(TITLES["late-fee"], TITLES[key])


@pytest.fixture
def opens(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Iterator[Open]:
    """Opens the board of a workspace, by itself."""
    made: list[BoardPanel] = []

    def go(*, plan: str = BOARD, width: int = 388, height: int = 744) -> BoardPanel:
        with given.workspace(tmp_path, *(insight(key) for key in TITLES), plan):
            pass
        window.open_path(tmp_path / "w.council", "")
        settled()
        panel = BoardPanel(window.ctx)
        panel.resize(width, height)
        with qtbot.waitExposed(panel):
            panel.show()
        settled()
        panel.first_focus().setFocus()
        made.append(panel)
        return panel

    yield go
    for panel in made:
        panel.close()
        panel.deleteLater()


def held(window: MainWindow, market: str = "gb") -> dict[str, DeliveryStatus]:
    return {line.facts.insight_key: line.status for line in deliveries.board(workspace=file_of(window), market=market).lines}


def file_of(window: MainWindow) -> Workspace:
    workspace = window.ctx.workspace
    assert workspace is not None
    return workspace


def shown(panel: BoardPanel) -> list[str]:
    return [line.facts.insight_key for line in panel.model.lines]


def at_hand(panel: BoardPanel) -> str:
    return panel.line.facts.insight_key if panel.line is not None else ""


def test_rows_say_in_words_what_they_draw(opens: Open, qtmodeltester: ModelTester) -> None:
    panel = opens()
    qtmodeltester.check(panel.model)
    assert shown(panel) == ["late-fee", "moon"]
    spoken = [panel.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert spoken[1] == "Nobody can tell when the money leaves, investigating, overdue since 30 Jun, Mia Vance"
    assert [segment.text() for segment in panel.head.markets.segments.values()] == ["United Kingdom 2", "Sweden 1"]


def test_a_digit_says_the_step_d_declines_and_undo_takes_it_back(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens()
    said: list[str] = []
    panel.delivery_changed.connect(said.append)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    assert at_hand(panel) == "moon"
    moon = panel.line.id if panel.line is not None else ""
    QTest.keyClick(panel.list, Qt.Key.Key_4)
    settled()
    assert (held(window)["moon"], at_hand(panel), said) == (DeliveryStatus.IN_TEST, "moon", [moon])
    QTest.keyClick(panel.list, Qt.Key.Key_D)
    settled()
    assert held(window)["moon"] is DeliveryStatus.DECLINED
    assert (panel.in_form, panel.form.edits[Part.REASON].hasFocus()) == (True, True)
    for _ in range(2):
        window.ctx.asked.emit("edit.undo")
        settled()
    assert held(window) == {"late-fee": DeliveryStatus.SHIPPED, "moon": DeliveryStatus.INVESTIGATING}


def test_what_is_typed_is_kept_when_its_field_is_left(opens: Open, settled: Settled) -> None:
    panel = opens()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    settled()
    form = panel.form
    assert (panel.in_form, form.first.hasFocus()) == (True, True)
    form.go_to(Part.OWNER)
    QTest.keyClicks(form.edits[Part.OWNER], "Omar Lind")
    form.wordings["en-GB"].setFocus()
    QTest.keyClicks(form.wordings["en-GB"], "The reminder names the fee.")
    assert panel.unfinished[-1] == "The reminder names the fee."
    QTest.keyClick(form.wordings["en-GB"], Qt.Key.Key_Escape)
    settled()
    assert not panel.in_form
    facts = panel.board.lines[0].facts if panel.board is not None else None
    assert facts is not None
    assert (facts.owner, facts.wording) == ("Omar Lind", {"en-GB": "The reminder names the fee."})
    assert panel.list.hasFocus()


def test_what_is_missing_leads_to_its_field(opens: Open, settled: Settled) -> None:
    panel = opens()
    panel.go_to(panel.model.lines[1].id)
    QTest.keyClick(panel.list, Qt.Key.Key_4)
    settled()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    settled()
    (button,) = panel.form.remarks.buttons[:1]
    assert button.accessibleDescription() == "Say with whom it is tested"
    button.click()
    assert panel.form.edits[Part.SCOPE].hasFocus()
    QTest.keyClicks(panel.form.edits[Part.SCOPE], "60 people")
    QTest.keyClick(panel.form.edits[Part.SCOPE], Qt.Key.Key_Tab)
    settled()
    assert "Say with whom it is tested" not in [button.accessibleDescription() for button in panel.form.remarks.buttons]


def test_tab_goes_down_the_form(opens: Open, settled: Settled) -> None:
    panel = opens()
    panel.go_to(panel.model.lines[1].id)
    QTest.keyClick(panel.list, Qt.Key.Key_4)
    settled()
    panel.open(panel.model.lines[0].id)
    settled()
    form, passed = panel.form, []
    form.steps[DeliveryStatus.DECLINED].setFocus()
    for _ in range(12):
        focused = panel.focusWidget()
        assert focused is not None
        passed.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    expected = [form.steps[DeliveryStatus.DECLINED], *form.remarks.buttons, *form.edits.values(), *form.wordings.values()]
    assert passed[: len(expected)] == expected


def test_a_date_that_is_none_is_said_at_its_field_and_dropped_only_when_one_insists(
    opens: Open, window: MainWindow, settled: Settled
) -> None:
    panel = opens()
    panel.open(panel.model.lines[0].id, Part.SINCE)
    settled()
    edit = panel.form.edits[Part.SINCE]
    assert edit.hasFocus()
    edit.setText("2026-02-30")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert (panel.in_form, edit.accessibleDescription()) == (True, "This is no date: write 2026-05-31.")
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    settled()
    assert not panel.in_form
    assert deliveries.board(workspace=file_of(window), market="gb").lines[0].facts.since == date(2026, 5, 20)


def test_what_the_service_refuses_is_said_at_its_field(opens: Open, settled: Settled) -> None:
    panel = opens()
    panel.open(panel.model.lines[0].id, Part.OWNER)
    settled()
    panel.form.edits[Part.OWNER].setText("x" * 501)
    panel.form.commit()
    settled()
    assert panel.form.edits[Part.OWNER].accessibleDescription().endswith("Shorten it; nothing was changed.")


def test_the_form_leads_to_its_insight(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens()
    panel.open(panel.model.lines[0].id)
    settled()
    asked: list[str] = []
    window.ctx.insight_asked.connect(asked.append)
    panel.form.insight.click()
    assert asked == ["late-fee"]


def test_one_change_of_the_history_is_taken_back_by_its_button(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens()
    panel.go_to(panel.model.lines[1].id)
    QTest.keyClick(panel.list, Qt.Key.Key_3)
    settled()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    settled()
    (button,) = panel.form.history.buttons.values()
    button.click()
    settled()
    assert held(window)["moon"] is DeliveryStatus.INVESTIGATING
    assert panel.form.edits[Part.REASON].text() == "Legal reads the wording"


def test_another_market_shows_its_own_and_nothing_of_this_one(opens: Open, settled: Settled) -> None:
    panel = opens()
    markets: list[str] = []
    panel.market_changed.connect(markets.append)
    panel.next_market()
    settled()
    assert (shown(panel), panel.market, markets) == (["moon"], "se", ["se"])
    assert panel.line is not None
    assert panel.line.status is DeliveryStatus.PLANNED
    panel.show_market("gb")
    settled()
    assert shown(panel) == ["late-fee", "moon"]


def test_the_board_is_narrowed_by_status_by_concern_and_by_words(opens: Open) -> None:
    panel = opens()
    head = panel.head
    head.take(head.sought.with_status(DeliveryStatus.SHIPPED))
    assert (shown(panel), head.filter.text()) == (["late-fee"], "shipped")
    head.take(head.sought.with_concern(Concern.OVERDUE))
    assert (shown(panel), panel.delivery_chosen is not None) == ([], True)
    head.clear()
    head.take(head.sought.with_concern(Concern.OVERDUE))
    assert shown(panel) == ["moon"]
    head.clear()
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Slash)
    QTest.keyClicks(head.box, "MONEY nobody")
    assert shown(panel) == ["moon"]
    QTest.keyClick(head.box, Qt.Key.Key_Escape)
    assert (shown(panel), panel.list.hasFocus(), at_hand(panel)) == (["late-fee", "moon"], True, "moon")


def test_going_to_a_line_takes_a_filter_away_that_hides_it(opens: Open) -> None:
    panel = opens()
    moon = panel.model.lines[1].id
    panel.head.take(panel.head.sought.with_status(DeliveryStatus.SHIPPED))
    assert (panel.go_to(moon), at_hand(panel), panel.go_to("nothing")) == (True, "moon", False)


def test_another_insight_is_followed_from_a_list(opens: Open, settled: Settled) -> None:
    panel = opens()
    panel.head.add.click()
    settled()
    picker = panel.doing.picker
    assert picker is not None
    assert [picker.model.index(row, 0).data() for row in range(picker.model.rowCount())] == ["Letters are small"]
    QTest.keyClick(picker.box, Qt.Key.Key_Return)
    settled()
    assert (shown(panel), at_hand(panel)) == (["late-fee", "moon", "small"], "small")
    assert panel.head.add.toolTip() == "Every insight is on this board already."


def test_delete_takes_a_line_off_and_the_next_is_at_hand(opens: Open, settled: Settled) -> None:
    panel = opens()
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    settled()
    assert (shown(panel), at_hand(panel)) == (["moon"], "moon")


def test_an_empty_board_offers_the_next_step(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens(plan="council: 1\n")
    assert panel.body.follow.isVisible()
    assert panel.first_focus() is panel.body.follow
    panel.body.follow.click()
    settled()
    assert panel.doing.picker is not None
    QTest.keyClick(panel.doing.picker.box, Qt.Key.Key_Return)
    settled()
    assert list(held(window).values()) == [DeliveryStatus.HEARD]


def test_without_any_insight_the_board_leads_to_where_they_are_made(
    window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    with given.workspace(tmp_path):
        pass
    window.open_path(tmp_path / "w.council", "")
    settled()
    panel = BoardPanel(window.ctx)
    with qtbot.waitExposed(panel):
        panel.show()
    settled()
    asked: list[Place] = []
    window.ctx.going.connect(asked.append)
    assert panel.body.follow.toolTip() == "There is no insight yet: make one of what was heard."
    first = panel.first_focus()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert asked == [Place.INSIGHTS]
    panel.close()
    panel.deleteLater()


def test_many_markets_are_found_by_typing(opens: Open, settled: Settled) -> None:
    codes = ("FR", "NL", "DE", "NO", "DK")
    markets = ", ".join(f"{{key: {code.lower()}, country: {code}, locales: [en-GB], currency: EUR}}" for code in codes)
    panel = opens(plan=f"council: 1\nmarkets: [{markets}]\n")
    assert (panel.head.markets.side_by_side, panel.head.markets.one.text()) == (False, "United Kingdom 0")
    picker = panel.head.markets.open_picker()
    QTest.keyClicks(picker.box, "norw")
    QTest.keyClick(picker.box, Qt.Key.Key_Return)
    settled()
    assert panel.market == "no"


def test_a_board_behind_another_column_still_tells_its_market(opens: Open, window: MainWindow, settled: Settled) -> None:
    opens()
    hidden = BoardPanel(window.ctx)
    markets: list[str] = []
    hidden.market_changed.connect(markets.append)
    settled()
    assert markets == ["gb"]
    hidden.deleteLater()


def test_a_hidden_board_reads_what_changed_when_it_is_shown_again(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens()
    panel.hide()
    window.ctx.write(
        panel,
        lambda workspace: deliveries.add(workspace=workspace, market="gb", insights=("small",)),
        lambda _: None,
        changes=lambda added: added.changes,
    )
    settled()
    assert len(shown(panel)) == 2
    panel.show()
    settled()
    assert len(shown(panel)) == 3


def test_nothing_can_be_said_in_a_file_open_for_reading(opens: Open, window: MainWindow, settled: Settled) -> None:
    panel = opens()
    file_of(window).read_only = True
    panel.read()
    settled()
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_5)
    QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    panel.open(panel.model.lines[0].id)
    settled()
    assert (held(window)["late-fee"], panel.form.edits[Part.OWNER].isReadOnly(), panel.form.remove.isEnabled()) == (
        DeliveryStatus.SHIPPED,
        True,
        False,
    )
    assert panel.head.add.toolTip() == "This file is open for reading only."


def test_one_column_of_640_by_400_cuts_nothing_essential(opens: Open, settled: Settled) -> None:
    panel = opens(width=640, height=288)
    assert panel.list.viewport().height() >= 73
    panel.open(panel.model.lines[1].id)
    settled()
    for part, edit in panel.form.edits.items():
        panel.form.go_to(part)
        place = edit.mapTo(panel, edit.rect().topLeft())
        assert 0 <= place.y() <= panel.height() - edit.height(), part
        assert edit.width() == 320
