"""The board of what was delegated, the form that delegates and statuses from a file, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from council_app.db.models import Delegation, Insight
from council_app.domain.enums import TicketState, Tracker
from council_app.domain.records import Changes
from council_app.errors import CouncilError, m_
from council_app.services import delegating, insights
from council_app.services.workspace import Workspace
from council_app.ui.core.places import Place
from council_app.ui.mainwindow.window import MainWindow
from council_app.ui.screens.insights.delegated.page import DelegatedPage
from council_app.ui.screens.insights.delegated.pages import BOARD, OPENING
from council_app.ui.screens.insights.opening import Opening
from tests import factories as given
from tests.integration.test_delegating import show

Settled = Callable[[], None]
Open = Callable[..., DelegatedPage]
TITLES = {"late-fee": "The late fee comes without warning", "moon": "Nobody can tell when the money leaves", "small": "Letters are small"}


def heard(folder: Path, *, delegated: bool = True) -> None:
    """Three insights that pass their gate; two of them delegated, one long ago with a reminder that is due."""
    with given.workspace(folder, given.people(), given.notes(("P01", "The fee came out of nowhere"))) as made:
        for key, title in TITLES.items():
            given.apply(made, folder, given.INSIGHT.replace("late-fee", key).replace(TITLES["late-fee"], title))
            show(made, key)
        if delegated:
            hand_over(made, "late-fee", days=50, remind=date(2026, 1, 2))
            hand_over(made, "moon", days=3, state=TicketState.DOING)


def hand_over(made: Workspace, key: str, *, days: int, remind: date | None = None, state: TicketState = TicketState.OPEN) -> None:
    at = datetime.now(UTC) - timedelta(days=days)
    with made.write(m_("Delegate an insight")) as writing:
        insight = writing.scalars(select(Insight.id).where(Insight.key == key)).one()
        writing.add(Delegation(insight_id=insight, tracker=Tracker.JIRA, at=at, by="kim", state=state, state_at=at, remind=remind))


@pytest.fixture
def opens(window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot) -> Iterator[Open]:
    """Opens a page on a workspace."""
    made: list[DelegatedPage] = []

    def go(opening: Opening, *, delegated: bool = True, key: str = "small", width: int = 1132) -> DelegatedPage:
        heard(tmp_path, delegated=delegated)
        window.open_path(tmp_path / "w.council", "")
        settled()
        page = opening.make(window.ctx)
        assert isinstance(page, DelegatedPage)
        page.resize(width, 640)
        page.take_insight(key)
        with qtbot.waitExposed(page):
            page.show()
        settled()
        qtbot.waitUntil(lambda: page.seen is not None)
        page.form.folder.setText(str(tmp_path / "out"))
        made.append(page)
        return page

    yield go
    for page in made:
        page.close()
        page.deleteLater()


def lines(window: MainWindow) -> dict[str, delegating.DelegatedLine]:
    workspace = window.ctx.workspace
    assert workspace is not None
    return {line.insight: line for line in delegating.delegations(workspace=workspace)}


def at_hand(page: DelegatedPage) -> str:
    return page.board.line.insight if page.board.line is not None else ""


def lose_owner(window: MainWindow, page: DelegatedPage, key: str) -> None:
    def edit(workspace: Workspace) -> Changes:
        return insights.edit_insight(workspace=workspace, key=key, values={"owner": ""})

    window.ctx.write(page, edit, lambda _: None, changes=lambda found: found)


def test_a_column_for_each_state_says_in_words_what_a_card_draws(opens: Open, qtmodeltester: ModelTester) -> None:
    page = opens(BOARD)
    columns = page.board.lists
    qtmodeltester.check(columns[0].cards)
    assert [[line.insight for line in cards.cards.lines] for cards in columns] == [["late-fee"], ["moon"], [], []]
    index = columns[0].cards.index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "The late fee comes without warning, Jira, open, Mia Vance, 50 days, old, ask again: 2 Jan 2026"
    )


def test_one_key_says_how_a_ticket_stands_and_ctrl_z_takes_it_back(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens(BOARD)
    page.board.focus().setFocus()
    QTest.keyClick(page.board.focus(), Qt.Key.Key_3)
    settled()
    assert lines(window)["late-fee"].state is TicketState.DONE
    assert at_hand(page) == "late-fee"
    window.ctx.asked.emit("edit.undo")
    settled()
    assert lines(window)["late-fee"].state is TicketState.OPEN


def test_arrows_go_from_column_to_column_over_empty_ones(opens: Open) -> None:
    page = opens(BOARD)
    page.board.focus().setFocus()
    QTest.keyClick(page.board.focus(), Qt.Key.Key_Right)
    assert at_hand(page) == "moon"
    QTest.keyClick(page.board.focus(), Qt.Key.Key_Right)
    assert at_hand(page) == "moon"
    QTest.keyClick(page.board.focus(), Qt.Key.Key_Left)
    assert at_hand(page) == "late-fee"


def test_one_list_stands_where_four_columns_have_no_room(opens: Open) -> None:
    page = opens(BOARD, width=584)
    assert (page.board.in_columns, [line.insight for line in page.board.lists[0].cards.lines]) == (False, ["late-fee", "moon"])


def test_what_is_typed_at_the_ticket_is_kept_when_its_line_is_left(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens(BOARD)
    QTest.keyClick(page.board.focus(), Qt.Key.Key_Return)
    assert page.ticket.states[TicketState.OPEN].hasFocus()
    for edit, text in ((page.ticket.reference, "PAY-412"), (page.ticket.day, "2026-12-24")):
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        settled()
    found = lines(window)["late-fee"]
    assert (found.reference, found.remind) == ("PAY-412", date(2026, 12, 24))


def test_a_day_that_is_none_is_said_beside_it_and_not_kept(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens(BOARD)
    page.ticket.day.setFocus()
    page.ticket.day.setText("next week")
    QTest.keyClick(page.ticket.day, Qt.Key.Key_Return)
    settled()
    assert page.ticket.day.accessibleDescription() == "This is no date: write 2026-05-31."
    assert lines(window)["late-fee"].remind == date(2026, 1, 2)


def test_an_insight_that_lost_a_part_of_its_gate_is_marked(opens: Open, window: MainWindow, settled: Settled) -> None:
    page = opens(BOARD)
    lose_owner(window, page, "late-fee")
    settled()
    assert page.ticket.warning.text() == "no longer passes its gate: One named owner"


def test_delegating_by_keyboard_writes_tickets_and_packs_and_comes_back_to_the_board(
    opens: Open, window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    page = opens(OPENING, delegated=False)
    page.form.trackers["linear"].click()
    page.form.go.setFocus()
    with qtbot.waitSignal(page.doing.done, timeout=300_000):
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == ["small-evidence.pdf", "tickets-linear.csv"]
    assert [line.insight for line in page.board.lists[0].cards.lines] == ["small"]
    settings = window.ctx.settings
    assert (settings.kept("delegate_to"), settings.kept("delegate_folder")) == ("linear", str(tmp_path / "out"))


def test_all_that_pass_are_those_in_no_tracker_yet(opens: Open) -> None:
    page = opens(OPENING)
    page.form.which["all"].click()
    assert (page.form.insights, page.form.what.text()) == (("small",), "1 insight passes its gate")


def test_what_is_missing_is_said_and_one_press_leads_there(opens: Open, window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    page = opens(OPENING)
    lose_owner(window, page, "small")
    settled()
    assert (page.form.why.text(), page.form.go.isEnabled(), page.form.go.toolTip()) == (
        "Missing: One named owner",
        False,
        "Its gate is not passed yet.",
    )
    with qtbot.waitSignal(page.insight_asked) as asked:
        page.form.seen.click()
    assert asked.args == ["small"]


def test_escape_stops_what_is_being_delegated_and_nothing_is_written(
    opens: Open, window: MainWindow, tmp_path: Path, settled: Settled
) -> None:
    page = opens(OPENING, delegated=False)
    page.form.delegate()
    page.leave()
    settled()
    assert (lines(window), (tmp_path / "out").exists(), page.doing.running) == ({}, False, False)


def test_a_folder_that_cannot_be_is_told_and_the_board_stays(
    opens: Open, window: MainWindow, tmp_path: Path, settled: Settled, qtbot: QtBot
) -> None:
    page = opens(OPENING, delegated=False)
    page.form.folder.setText(str(given.write(tmp_path, "a-file", "x")))
    with qtbot.waitSignal(window.ctx.refused, timeout=300_000) as refused:
        page.form.delegate()
    settled()
    assert isinstance(refused.args[0] if refused.args else None, CouncilError)
    assert (lines(window), page.doing.running, page.form.go.isEnabled()) == ({}, False, True)


def test_a_trackers_file_is_looked_at_then_taken_over(opens: Open, window: MainWindow, tmp_path: Path, settled: Settled) -> None:
    page = opens(BOARD)
    title = TITLES["late-fee"]
    export = given.write(tmp_path, "jira.csv", f"Summary,Issue key,Status\n{title},PAY-4,Waiting for the moon\nOther,PAY-9,Done\n")
    page.open_file(export)
    settled()
    model = page.file.rows
    shown = [[str(model.data(model.index(row, column))) for column in range(model.columnCount())] for row in range(model.rowCount())]
    assert shown == [
        ["2", "PAY-4", title, "Waiting for the moon", "stays open: what does its word mean?"],
        ["3", "PAY-9", "Other", "", "nothing that was delegated is called so"],
    ]
    assert lines(window)["late-fee"].reference == ""
    page.file.answer("Waiting for the moon", TicketState.DOING)
    settled()
    assert str(model.data(model.index(0, 4))) == "open → in work"
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()
    found = lines(window)["late-fee"]
    assert (found.reference, found.state, found.status) == ("PAY-4", TicketState.DOING, "Waiting for the moon")


def test_a_file_that_says_nothing_is_told_where_it_was_asked_for(opens: Open, tmp_path: Path, settled: Settled) -> None:
    page = opens(BOARD)
    page.open_file(given.write(tmp_path, "x.csv", "Summary,Owner\nA,B\n"))
    settled()
    assert (page.file.said.text().split(": ", 1)[1][:34], page.file.take.isEnabled()) == ("no column looks like a status. Say", False)


def test_a_file_open_for_reading_only_says_so_and_keeps_the_board(opens: Open, window: MainWindow, settled: Settled, qtbot: QtBot) -> None:
    page = opens(BOARD)
    workspace = window.ctx.workspace
    assert workspace is not None
    workspace.read_only = True
    with qtbot.waitSignal(window.ctx.noticed) as noticed:
        QTest.keyClick(page.board.focus(), Qt.Key.Key_3)
    settled()
    assert noticed.args == ["This file is open for reading only.", False]
    page.read()
    settled()
    assert (page.ticket.states[TicketState.OPEN].isChecked(), page.form.go.toolTip()) == (True, "This file is open for reading only.")
    workspace.read_only = False


def test_an_empty_board_offers_the_first_step(opens: Open) -> None:
    page = opens(BOARD, delegated=False)
    assert (page.empty.isVisible(), page.empty.accessibleName()) == (True, "Nothing is delegated yet.")


def test_both_pages_are_in_the_place_of_insights(window: MainWindow, tmp_path: Path, settled: Settled) -> None:
    heard(tmp_path)
    window.open_path(tmp_path / "w.council", "")
    settled()
    window.show_place(Place.INSIGHTS)
    settled()
    for command in ("insights.delegated", "insights.delegate"):
        window.ctx.asked.emit(command)
        settled()
        page = window.findChildren(DelegatedPage)[-1]
        assert page.isVisible()


def test_cards_take_their_height_again_when_a_scroll_bar_makes_their_column_narrower(opens: Open, qtbot: QtBot) -> None:
    cards = opens(BOARD).board.lists[0]
    line = cards.cards.lines[0]
    cards.cards.show_lines([replace(line, id=str(words), title="fee " * words) for words in range(1, 21)])
    qtbot.waitUntil(cards.verticalScrollBar().isVisible)
    qtbot.wait(50)
    boxes = [cards.visualRect(cards.cards.index(row, 0)) for row in range(20)]
    assert [box.top() for box in boxes[1:]] == [box.bottom() + 1 for box in boxes[:-1]]
